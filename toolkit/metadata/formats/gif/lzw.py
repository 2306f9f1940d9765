"""Where the compressed pixels of a GIF frame end, without decoding them (GIF 89a, appendix F).

A viewer stops when it has its pixels or meets the end code; codes and bytes after that are shown to
nobody. To find the place it is enough to know how many pixels each code stands for: a code that is
entered in the table stands for one more than the code before it. How many bits each code takes
follows from how many there were since the last clear code, so they are cut out of the stream
hundreds at a time.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from functools import cache
from sys import byteorder
from typing import TYPE_CHECKING, Final

from toolkit.errors import DamagedError

if TYPE_CHECKING:
    from collections.abc import Iterable

_WIDEST: Final = 12
_TABLE_ENTRIES: Final = 1 << _WIDEST
_BATCH_LEAST: Final = 16
_BATCH_MOST: Final = 512


@dataclass(frozen=True, slots=True)
class Ending:
    """Where the pixels of a frame end.

    Attributes:
        bits: Bits of the codes that are needed, the end code not among them.
        end_code: The code that ends the stream, which has to follow.
        width: In how many bits it is written.
        used: Numbers of the colours that pixels have.
        is_complete: Whether there is a code for every pixel.
    """

    bits: int
    end_code: int
    width: int
    used: frozenset[int]
    is_complete: bool

    @property
    def size(self) -> int:
        """Bytes of the stream, end code included."""
        return (self.bits + self.width + 7) // 8

    def tail(self, last: int) -> bytes:
        """The bytes from the one that the needed codes end in.

        Args:
            last: That byte, as it stands; 0 where the codes end between two bytes.
        """
        spare = self.bits % 8
        value = last & (1 << spare) - 1 | self.end_code << spare
        return value.to_bytes(self.size - self.bits // 8, "little")


def find_ending(blocks: Iterable[bytes], code_size: int, pixels: int, offset: int) -> Ending:
    """Follow the codes of a frame to the last one that is needed.

    Args:
        blocks: The data of its sub-blocks, cut anywhere.
        code_size: The minimum code size, in bits.
        pixels: How many the frame has.
        offset: Where the data begins in the file, to be told when it is damaged.

    Raises:
        DamagedError: A code stands for nothing.
    """
    # Appendix F, "establish code size": never 1. Decoders do not agree on how to read that.
    if not 2 <= code_size <= 8:
        raise DamagedError("damaged", offset=offset, part="LZW")
    codes = _Codes(code_size, pixels)
    try:
        for block in blocks:
            if codes.follow(block):
                break
    except IndexError:
        raise DamagedError("damaged", offset=offset, part="LZW") from None
    return codes.ending()


class _Codes:
    def __init__(self, code_size: int, pixels: int) -> None:
        self._clear = 1 << code_size
        self._end = self._clear + 1
        self._start_width = code_size + 1
        self._left = pixels
        self._used: set[int] = set()
        # The data not yet followed, how many bits of it are, and how many bits went before it.
        self._data = b""
        self._bit = 0
        self._gone = 0
        # For each code, how many pixels it stands for; the clear and end codes for none.
        self._lengths = [1] * self._clear + [0, 0]
        self._width = self._start_width
        # Pixels of the last code, 0 after a clear code.
        self._last = 0
        self._most = _BATCH_LEAST
        self._is_over = False
        self._clear_stays = 0

    def follow(self, block: bytes) -> bool:
        """Follow the codes of the next block; whether the end was reached."""
        done = self._bit // 8
        self._gone += 8 * done
        self._data = self._data[done:] + block
        self._bit %= 8
        while not self._is_over and self._read_batch():
            pass
        if self._left <= 0:
            self._is_over = self._meet_end()
        return self._is_over

    def ending(self) -> Ending:
        bits = self._gone + self._bit
        used = frozenset(code for code in self._used if code < self._clear)
        return Ending(bits, self._end, self._width, used, self._left <= 0)

    def _meet_end(self) -> bool:
        """After the last pixel: a clear code before the end code is common, and stays."""
        end = self._cut(self._bit, self._width, 1)
        if not end:
            return False
        if end[0] == self._clear:
            following = self._cut(self._bit + self._width, self._start_width, 1)
            if not following:
                return False
            if following[0] == self._end:
                self._bit += self._width
                self._width = self._start_width
        return True

    def _read_batch(self) -> bool:
        """Read codes of one width; whether there is more to read."""
        if self._left <= 0:
            return False
        codes = self._cut(self._bit, self._width, self._run())
        if not codes:
            return False
        found = set(codes)
        stop = self._first_control(codes, found)
        if stop < len(codes):
            control = codes[stop]
            codes = codes[:stop]
            found = set(codes)
        else:
            control = -1
            self._most = min(2 * self._most, _BATCH_MOST)
        needed = self._count(codes)
        if needed < len(codes):
            found = set(codes[:needed])
            control = -1
        self._used |= found
        self._bit += needed * self._width
        self._widen()
        if control == self._end:
            self._is_over = True
        elif control == self._clear and self._left > 0:
            self._bit += self._width
            self._restart()
        return not self._is_over

    def _run(self) -> int:
        """How many codes of the present width follow each other, at most."""
        if not self._last:
            return 1
        entries = len(self._lengths)
        if entries == _TABLE_ENTRIES:
            return self._most
        return min(self._most, (1 << self._width) - entries)

    def _first_control(self, codes: array[int], found: set[int]) -> int:
        """Where the first clear or end code stands."""
        controls = [codes.index(code) for code in (self._clear, self._end) if code in found]
        return min(controls, default=len(codes))

    def _count(self, codes: array[int]) -> int:
        """Count the pixels of some codes; how many of the codes are needed."""
        lengths, last = self._lengths, self._last
        entries = len(lengths)
        total = 0
        if not last and codes:
            # The first code enters nothing in the table.
            last = total = lengths[codes[0]]
        elif entries == _TABLE_ENTRIES:
            total = sum([lengths[code] for code in codes])
            last = lengths[codes[-1]] if codes else last
        else:
            try:
                for code in codes:
                    lengths.append(last + 1)
                    last = lengths[code]
                    total += last
            except IndexError:
                # After the last pixel there may be anything.
                if total < self._left:
                    raise
        self._last = last
        if total < self._left:
            self._left -= total
            return len(codes)
        needed = 0
        for code in codes:
            self._left -= lengths[code]
            needed += 1
            if self._left <= 0:
                break
        if entries < len(lengths):
            del lengths[entries + needed :]
        return needed

    def _widen(self) -> None:
        self._width = min(len(self._lengths).bit_length(), _WIDEST)

    def _restart(self) -> None:
        del self._lengths[self._clear + 2 :]
        self._width = self._start_width
        self._last = 0
        self._most = _BATCH_LEAST

    def _cut(self, bit: int, width: int, count: int) -> array[int]:
        """Up to `count` codes of one width, as many as there are."""
        count = min(count, (8 * len(self._data) - bit) // width)
        if count <= 0:
            return array("H")
        stop = bit + count * width
        packed = int.from_bytes(self._data[bit // 8 : (stop + 7) // 8], "little") >> bit % 8
        return _spread(packed & (1 << count * width) - 1, width, count)


def _spread(packed: int, width: int, count: int) -> array[int]:
    """Bring numbers of `width` bits to 16 bits each: halves are moved apart, then their halves."""
    for low, high, shift in _masks(width, (count - 1).bit_length()):
        packed = packed & low | (packed & high) << shift
    codes = array("H")
    codes.frombytes(packed.to_bytes(2 * count, "little"))
    if byteorder == "big":
        codes.byteswap()
    return codes


@cache
def _masks(width: int, levels: int) -> tuple[tuple[int, int, int], ...]:
    """For each halving, the first: the bits that stay, those that move, and how far."""
    masks: list[tuple[int, int, int]] = []
    for level in range(levels - 1, -1, -1):
        half = 1 << level
        group = 32 * half
        low = sum((1 << half * width) - 1 << at * group for at in range(1 << levels - level - 1))
        masks.append((low, low << half * width, half * (16 - width)))
    return tuple(masks)
