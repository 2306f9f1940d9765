"""Rows of pixels, and the bytes and bits between them that belong to no pixel.

Each row is filled up to a multiple of four bytes. Programs fill with zeros; whatever else stands
there is shown to nobody.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from toolkit.errors import LimitError
from toolkit.metadata import limits
from toolkit.metadata.model import Copy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.metadata.formats.bmp.header import Header
    from toolkit.metadata.model import Piece
    from toolkit.metadata.source import Source

_TOLD_BYTES: Final = 1 << 16


@dataclass(slots=True)
class Pixels:
    """The pixels of the clean copy.

    Attributes:
        stop: Offset after the last byte of them that is needed.
        pieces: What they are made of.
        used: Colours of the palette that pixels have.
        surplus: What stood between the rows, as far as it is told.
    """

    stop: int = 0
    pieces: list[Piece] = field(default_factory=list)
    used: set[int] = field(default_factory=set)
    surplus: bytearray = field(default_factory=bytearray)

    @property
    def size(self) -> int:
        """Bytes of them in the clean copy."""
        return sum(p.stop - p.start if isinstance(p, Copy) else len(p) for p in self.pieces)

    def copy(self, start: int, stop: int) -> None:
        """Add a range of the file."""
        last = self.pieces[-1] if self.pieces else None
        if isinstance(last, Copy) and last.stop == start:
            self.pieces[-1] = Copy(last.start, stop)
        else:
            self.pieces.append(Copy(start, stop))


def read_rows(source: Source, header: Header) -> Pixels:
    """Look at all rows of an uncompressed picture.

    Raises:
        DamagedError: The file ends before they do.
        LimitError: So many rows are followed by something that the copy would not fit in memory.
    """
    pixels = Pixels(header.pixels + header.stride * header.height)
    spare_bits = 8 * header.row_bytes - header.width * header.depth
    whole = header.row_bytes - bool(spare_bits)
    clean_bytes = bytes(range(0, 256, 1 << spare_bits))
    for start, block in _blocks(source, header, pixels.stop):
        columns = range(whole, header.stride)
        allowed = [clean_bytes if at < header.row_bytes else b"\0" for at in columns]
        is_clean = not any(
            block[at :: header.stride].translate(None, fine)
            for at, fine in zip(columns, allowed, strict=True)
        )
        if len(pixels.used) < header.entries:
            _note_colours(pixels, block, header, spare_bits)
        if is_clean:
            pixels.copy(start, start + len(block))
            continue
        for row in range(0, len(block), header.stride):
            _clean_row(pixels, start + row, block[row : row + header.stride], whole, spare_bits)
            if len(pixels.pieces) > limits.PARTS:
                raise LimitError("too-many-parts", limit=limits.PARTS)
    return pixels


def _blocks(source: Source, header: Header, stop: int) -> Iterator[tuple[int, bytes]]:
    """As many whole rows at once as fit in a step, at least one."""
    step = max(limits.STEP_BYTES // header.stride, 1) * header.stride
    source.read(stop, stop)
    for start in range(header.pixels, stop, step):
        yield start, source.read(start, min(start + step, stop))


def _note_colours(pixels: Pixels, block: bytes, header: Header, spare_bits: int) -> None:
    if spare_bits or header.row_bytes < header.stride:
        rows = range(0, len(block), header.stride)
        last = header.row_bytes - 1
        if spare_bits:
            for byte in set(block[last :: header.stride]):
                pixels.used.update(_colours(byte, header.depth, spare_bits))
            last -= 1
        found = set().union(*(block[at : at + last + 1] for at in rows))
    else:
        found = set(block)
    for byte in found:
        pixels.used.update(_colours(byte, header.depth, 0))


def _colours(byte: int, depth: int, spare_bits: int) -> list[int]:
    """The pixels in a byte, the last `spare_bits` being none."""
    return [(byte >> shift) & ((1 << depth) - 1) for shift in range(spare_bits, 8, depth)]


def _clean_row(pixels: Pixels, start: int, row: bytes, whole: int, spare_bits: int) -> None:
    """Add one row, its pixels as they are, the rest zero."""
    end = bytes(len(row) - whole)
    if spare_bits:
        end = bytes((row[whole] >> spare_bits << spare_bits,)) + end[1:]
    if row[whole:] == end:
        pixels.copy(start, start + len(row))
        return
    if whole:
        pixels.copy(start, start + whole)
    pixels.pieces.append(end)
    if len(pixels.surplus) < _TOLD_BYTES:
        pixels.surplus += row[whole:]
