"""Fax compression (2, 3, 4 and 32771): where the last row of a strip ends.

The rows are read as far as it takes to know where each changes colour; no pixel is made.

Source: TIFF 6.0, sections 10 and 11; ITU-T T.4 (07/2003), 4.1 and 4.2; ITU-T T.6 (11/1988), 2.2.
Compression 32771 is the first with rows that begin at even bytes.
"""

from __future__ import annotations

import sys
from array import array
from typing import TYPE_CHECKING, Final

from toolkit.errors import UnsupportedError
from toolkit.metadata.formats.tiff.compressed.ccitt_codes import (
    HORIZONTAL,
    LOOK,
    MODES,
    PASS,
    RUNS,
)

if TYPE_CHECKING:
    from toolkit.metadata.formats.tiff.compressed.stored import Stored
    from toolkit.metadata.formats.tiff.grids import Grid

PART: Final = "fax strip"

RLE: Final = 2
GROUP_3: Final = 3
GROUP_4: Final = 4
RLE_WORDS: Final = 32771

# T4Options (section 11): rows may be described by the row above, or be uncompressed.
_TWO_DIMENSIONAL: Final = 1
_UNCOMPRESSED: Final = 2

_MAKE_UP: Final = 64

# How the bits of the next word are taken out of four bytes.
_SPARE: Final = 32 - LOOK
_LOOK_MASK: Final = (1 << LOOK) - 1

# The word that ends a row of group 3: eleven zeros, or more to fill up, and a one.
_ZEROS: Final = 11
# Six of these end a page of group 3, two a strip of group 4.
_RETURN: Final = 6
_BLOCK_END: Final = 0x001001


def extent(stored: Stored, grid: Grid, compression: int, options: int) -> tuple[int, bytes]:
    """How much of a strip is its picture.

    Args:
        stored: The strip.
        grid: Its rows.
        compression: 2, 3, 4 or 32771.
        options: T4Options or T6Options.

    Returns:
        How many bytes to copy and a tail to put behind them.

    Raises:
        DamagedError: A code word is unknown, or the rows do not end within the strip.
        UnsupportedError: Rows may be uncompressed, which no reader in use can read.
    """
    if options & _UNCOMPRESSED:
        raise UnsupportedError("unsupported", part="uncompressed fax rows")
    rows = _Rows(stored, grid.width)
    try:
        if compression == GROUP_4:
            rows.group_4(grid.rows)
        elif compression == GROUP_3:
            rows.group_3(grid.rows, mixed=bool(options & _TWO_DIMENSIONAL))
        else:
            rows.aligned(grid.rows, 16 if compression == RLE_WORDS else 8)
    except IndexError:
        # A change of colour that the row above does not have.
        raise stored.damaged(PART) from None
    return rows.extent()


class _Rows:
    """The rows of a strip, read one after the other.

    Args:
        stored: The strip.
        width: Pixels in a row.
    """

    def __init__(self, stored: Stored, width: int) -> None:
        self._stored = stored
        content = stored.whole()
        self._bits = 8 * len(content)
        self._content = content
        self._words = _words(content)
        self._width = width
        self._at = 0

    def extent(self) -> tuple[int, bytes]:
        """The bytes read so far: whole ones, and the last with zeros behind its bits."""
        if self._at > self._bits:
            raise self._stored.damaged(PART)
        whole, bits = divmod(self._at, 8)
        if not bits:
            return whole, b""
        return whole, bytes((self._content[whole] & (0xFF00 >> bits) & 0xFF,))

    def aligned(self, rows: int, bits: int) -> None:
        """Rows without ends that begin at whole bytes or words."""
        for _ in range(rows):
            self._row()
            self._at += -self._at % bits
        self._at = min(self._at, self._bits)

    def group_3(self, rows: int, *, mixed: bool) -> None:
        """Rows that each begin with the word that ends the one before."""
        changes: list[int] = []
        for _ in range(rows):
            ended = self._skip_row_end()
            if mixed:
                if not ended:
                    raise self._stored.damaged(PART)
                alone = self._peek(1)
                self._at += 1
                changes = self._row() if alone else self._row_below(changes)
            else:
                self._row()
        for _ in range(_RETURN):
            before = self._at
            if not self._skip_row_end() or self._at > self._bits:
                self._at = before
                break
            self._at += mixed

    def group_4(self, rows: int) -> None:
        """Rows that are all described by the one above; above the first is a white one."""
        changes: list[int] = []
        for _ in range(rows):
            changes = self._row_below(changes)
        if self._peek(24) == _BLOCK_END:
            self._at += 24

    def _peek(self, count: int) -> int:
        """The next bits, at most 24, zeros past the end."""
        at = self._at
        return self._words[at >> 3] >> (32 - count - (at & 7)) & ((1 << count) - 1)

    def _skip_row_end(self) -> bool:
        """Skip the word that ends a row, where it is next."""
        at = self._at
        byte, bit = divmod(at, 8)
        if at >= self._bits:
            return False
        rest = self._content[byte] & (0xFF >> bit)
        while not rest:
            byte += 1
            if byte >= len(self._content):
                return False
            rest = self._content[byte]
        one = 8 * byte + 8 - rest.bit_length()
        if one - at < _ZEROS:
            return False
        self._at = one + 1
        return True

    def _run(self, colour: int) -> int:
        """The length of the next run."""
        table, words, at = RUNS[colour], self._words, self._at
        total = 0
        run = _MAKE_UP
        while run >= _MAKE_UP:
            length, run = table[words[at >> 3] >> (_SPARE - (at & 7)) & _LOOK_MASK]
            at += length
            if not length or at > self._bits:
                raise self._stored.damaged(PART)
            total += run
        self._at = at
        return total

    def _row(self) -> list[int]:
        """A row on its own: white and black runs in turn. Gives the pixels where colours change."""
        changes = []
        at = colour = 0
        while at < self._width:
            at += self._run(colour)
            changes.append(at)
            colour ^= 1
        if at > self._width:
            raise self._stored.damaged(PART)
        return changes

    def _row_below(self, above: list[int]) -> list[int]:
        """A row described by the changes of the one above (T.4, 4.2.1.3)."""
        words, width = self._words, self._width
        above = [*above, width, width, width]
        changes: list[int] = []
        pixel = -1
        colour = index = 0
        at = self._at
        while pixel < width:
            length, mode = MODES[words[at >> 3] >> (_SPARE - (at & 7)) & _LOOK_MASK]
            at += length
            if not length or at > self._bits:
                raise self._stored.damaged(PART)
            if mode == HORIZONTAL:
                self._at = at
                pixel = max(pixel, 0)
                for turn in (colour, colour ^ 1):
                    pixel += self._run(turn)
                    changes.append(pixel)
                at = self._at
                continue
            # b1: the first change above, right of here, to the colour that is not the row's.
            index = (index & ~1) | colour
            while index >= 2 and above[index - 2] > pixel:
                index -= 2
            while above[index] <= pixel:
                index += 2
            if mode == PASS:
                pixel = above[index + 1]
                continue
            before, pixel = pixel, above[index] + mode
            if pixel < before:
                raise self._stored.damaged(PART)
            changes.append(pixel)
            colour ^= 1
        if pixel > width:
            raise self._stored.damaged(PART)
        self._at = at
        return changes


def _words(content: bytes) -> array[int]:
    """The four bytes from each byte on, as one number, zeros past the end."""
    padded = content + bytes(8 - len(content) % 4)
    words = array("I", bytes(4 * (len(padded) - 4)))
    for first in range(4):
        part = array("I", padded[first : len(padded) - 4 + first])
        if sys.byteorder == "little":
            part.byteswap()
        words[first::4] = part
    return words
