"""One picture of a PNG file: exactly its scanlines, and not a byte more.

A viewer stops reading when it has its pixels. What stands in the stream after them, or after the
stream, is shown to nobody: cropping tools have left the rest of the uncropped picture there
(CVE-2023-21036, CVE-2023-28303).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from toolkit.errors import DamagedError
from toolkit.metadata.formats.png.header import GREY, INDEXED
from toolkit.metadata.formats.png.scanlines import FilterBytes, Rows, size_of
from toolkit.metadata.formats.png.stream import Inflating, deflate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from toolkit.metadata.formats.png.header import Header, Pass
    from toolkit.metadata.source import Source


@dataclass(frozen=True, slots=True)
class Picture:
    """What was found out about the data of one picture.

    Attributes:
        end: Offset after the last byte of its data that is needed, where `stream` is `None`.
        stream: A new zlib stream of the needed scanlines, where the old one cannot stay.
        surplus: What the old one held after them, as far as it is told.
    """

    end: int
    stream: bytes | None = None
    surplus: bytes = b""


class Indices:
    """Which colours of a palette the pixels have.

    Attributes:
        used: Their numbers, so far.
    """

    def __init__(self, entries: int) -> None:
        self.used: set[int] = set()
        self._entries = entries

    @property
    def complete(self) -> bool:
        """Whether each colour was met, so that there is no need to look further."""
        return len(self.used) >= self._entries

    def meet(self, row: bytes, depth: int, spare_bits: int) -> None:
        """Note the colours of a row of pixels."""
        if depth == 8:
            self.used.update(row)
            return
        last = row[-1]
        for byte in {*row[:-1]}:
            self.used.update(_pixels(byte, depth, 0))
        self.used.update(_pixels(last, depth, spare_bits))


def _pixels(byte: int, depth: int, spare_bits: int) -> list[int]:
    """The pixels in a byte, the last `spare_bits` being none."""
    return [(byte >> shift) & ((1 << depth) - 1) for shift in range(spare_bits, 8, depth)]


class Pictures:
    """Reads the pictures of one file, one after the other.

    Args:
        source: The file.
        header: What IHDR says.
        indices: Where to note the colours that pixels use, for pictures with a palette.
        most_told: How many surplus bytes to hold in all, so that they can be explained.
    """

    def __init__(
        self, source: Source, header: Header, indices: Indices | None, most_told: int
    ) -> None:
        self._source = source
        self._header = header
        self._indices = indices
        self._most_told = most_told

    def read(self, spans: Sequence[tuple[int, int]], size: tuple[int, int]) -> Picture:
        """Inflate a picture and find where it ends.

        Args:
            spans: Where its zlib stream stands, at least one range.
            size: Pixels across and down, of the picture or of a frame.

        Raises:
            DamagedError: The stream ends or breaks before the picture is complete.
            LimitError: It cannot be done within the bounds of `limits.py`.
        """
        passes = self._header.passes(*size)
        needed = size_of(passes)
        check = _Check(passes, spans[0][0], self._header, self._indices)
        inflating = Inflating(self._source, spans)
        seen = 0
        beyond = 0
        surplus = bytearray()
        for block in inflating.blocks():
            if seen < needed:
                check.take(block[: needed - seen])
            rest = block[max(needed - seen, 0) :]
            seen += len(block)
            beyond += len(rest)
            surplus += rest[: self._most_told - len(surplus)]
            if beyond > self._most_told:
                break
        self._most_told -= len(surplus)
        if seen < needed:
            raise DamagedError("truncated", offset=spans[-1][1])
        if not (check.spare_bits_used or beyond or inflating.end < 0):
            return Picture(inflating.end)
        scanlines = _first(needed, self._source, spans)
        if check.spare_bits_used:
            scanlines = _blank_spare_bits(scanlines, Rows(passes, self._header.depth))
        return Picture(0, deflate(scanlines), bytes(surplus))


class _Check:
    """What is looked at while a picture is inflated."""

    def __init__(
        self, passes: tuple[Pass, ...], offset: int, header: Header, indices: Indices | None
    ) -> None:
        self.spare_bits_used = False
        self._depth = header.depth
        self._filters = FilterBytes(passes, offset)
        self._indices = indices if header.colour_type == INDEXED else None
        self._has_spare_bits = header.colour_type in {GREY, INDEXED} and any(
            8 * p.row_bytes != p.width * header.depth for p in passes
        )
        self._rows = Rows(passes, header.depth) if self._has_spare_bits or self._indices else None

    def take(self, block: bytes) -> None:
        self._filters.take(block)
        if self._rows is None:
            return
        for row, spare_bits in self._rows.take(block):
            if row[-1] & ((1 << spare_bits) - 1):
                self.spare_bits_used = True
            if self._indices:
                self._indices.meet(row, self._depth, spare_bits)
        if not self._has_spare_bits and self._indices and self._indices.complete:
            self._rows = None


def _first(needed: int, source: Source, spans: Sequence[tuple[int, int]]) -> Iterator[bytes]:
    """The scanlines as they are, filters included."""
    for block in Inflating(source, spans).blocks():
        yield block[:needed]
        needed -= len(block)
        if needed <= 0:
            return


def _blank_spare_bits(scanlines: Iterable[bytes], rows: Rows) -> Iterator[bytes]:
    """The scanlines without a filter, the bits that belong to no pixel zero."""
    for block in scanlines:
        for row, spare_bits in rows.take(block):
            last = row[-1] >> spare_bits << spare_bits
            yield b"\0" + row[:-1] + bytes((last,))
