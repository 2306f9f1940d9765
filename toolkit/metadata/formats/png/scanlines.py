"""Scanlines: filters checked, and undone where that shows what hides beside the pixels.

Two places beside the pixels can hide something: the colours of a palette that no pixel has, and the
bits after the last pixel of a row whose pixels are smaller than a byte (PNG third edition, 7.2).
Both show only once the filters of clause 9 are undone, which is done for such pictures alone: in
them one byte depends on the byte to its left, never on one further away.
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, Final

from toolkit.errors import DamagedError, LimitError
from toolkit.metadata import limits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.metadata.formats.png.header import Pass

_FILTERS: Final = b"\0\1\2\3\4"


def size_of(passes: tuple[Pass, ...]) -> int:
    """Bytes of all scanlines, filter bytes included."""
    return sum(p.rows * (p.row_bytes + 1) for p in passes)


class FilterBytes:
    """Checks the byte before each row without a look at the rows.

    Args:
        passes: The runs of rows.
        offset: Where the picture begins in the file, to be told when it is damaged.
    """

    def __init__(self, passes: tuple[Pass, ...], offset: int) -> None:
        self._offset = offset
        self._passes = list(reversed(passes))
        self._rows_left = passes[0].rows
        # Bytes from the next byte of the stream to the next filter byte.
        self._ahead = 0

    def take(self, block: bytes) -> None:
        """Check the next bytes of the scanlines.

        Raises:
            DamagedError: A row has a filter that does not exist.
        """
        while self._passes:
            stride = self._passes[-1].row_bytes + 1
            seen = block[self._ahead :: stride][: self._rows_left]
            if seen.translate(None, _FILTERS):
                raise DamagedError("damaged", offset=self._offset, part="IDAT")
            self._rows_left -= len(seen)
            self._ahead += stride * len(seen)
            if self._rows_left or self._ahead > len(block):
                break
            self._passes.pop()
            if self._passes:
                self._rows_left = self._passes[-1].rows
        self._ahead -= len(block)


class Rows:
    """Undoes the filters of pictures whose pixels have one sample of at most a byte.

    Args:
        passes: The runs of rows.
        depth: Bits in a pixel, at most 8.
    """

    def __init__(self, passes: tuple[Pass, ...], depth: int) -> None:
        self._depth = depth
        self._runs = _runs(passes)
        self._run = next(self._runs)
        self._above = bytes(self._run.row_bytes)
        self._rest = b""
        self._undone = 0

    def take(self, block: bytes) -> Iterator[tuple[bytes, int]]:
        """The rows that are complete with the next bytes of the scanlines.

        Yields:
            The bytes of a row, filter undone and filter byte gone, and how many bits after its
            last pixel belong to none.

        Raises:
            LimitError: Undoing the filters would take too long.
        """
        block = self._rest + block
        position = 0
        while position + self._run.row_bytes < len(block):
            width, row_bytes = self._run.width, self._run.row_bytes
            stop = position + 1 + row_bytes
            row = self._undo(block[position], block[position + 1 : stop])
            yield row, 8 * row_bytes - width * self._depth
            position = stop
            following = next(self._runs, None)
            if following is None:
                break
            self._above = row if following is self._run else bytes(following.row_bytes)
            self._run = following
        self._rest = block[position:]

    def _undo(self, kind: int, row: bytes) -> bytes:
        if kind == 0:
            return row
        if kind == 2:
            return _undo_up(row, self._above)
        self._undone += len(row)
        if self._undone > limits.UNFILTERED_BYTES:
            raise LimitError("too-many-pixels", limit=limits.UNFILTERED_BYTES)
        if kind == 1:
            return bytes([byte & 0xFF for byte in accumulate(row)])
        return _undo_average(row, self._above) if kind == 3 else _undo_paeth(row, self._above)


def _runs(passes: tuple[Pass, ...]) -> Iterator[Pass]:
    """The pass of each row; the rows of one pass give the very same object."""
    for one in passes:
        for _ in range(one.rows):
            yield one


def _undo_up(row: bytes, above: bytes) -> bytes:
    """Add two rows byte by byte, all at once: the top bit of each byte apart, so none carries."""
    size = len(row)
    low = int.from_bytes(b"\x7f" * size, "big")
    a, b = int.from_bytes(row, "big"), int.from_bytes(above, "big")
    return (((a & low) + (b & low)) ^ ((a ^ b) & ~low)).to_bytes(size, "big")


def _undo_average(row: bytes, above: bytes) -> bytes:
    undone = bytearray()
    left = 0
    for byte, up in zip(row, above, strict=True):
        left = (byte + (left + up) // 2) & 0xFF
        undone.append(left)
    return bytes(undone)


def _undo_paeth(row: bytes, above: bytes) -> bytes:
    """The predictor of PNG third edition, 9.4."""
    undone = bytearray()
    left = corner = 0
    for byte, up in zip(row, above, strict=True):
        by_left, by_up, by_corner = (
            abs(up - corner),
            abs(left - corner),
            abs(left + up - 2 * corner),
        )
        if by_left <= by_up and by_left <= by_corner:
            nearest = left
        elif by_up <= by_corner:
            nearest = up
        else:
            nearest = corner
        left = (byte + nearest) & 0xFF
        corner = up
        undone.append(left)
    return bytes(undone)
