"""The clean copy: header, directories, strips, in this order and without a gap.

The order follows from the pages alone, so that the copy of a copy is the same to the last byte.

Source: TIFF 6.0, section 2; the BigTIFF design.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Final, NamedTuple

from toolkit.errors import UnsupportedError
from toolkit.metadata.formats.tiff import tags
from toolkit.metadata.formats.tiff.fields import Field
from toolkit.metadata.model import Copy

if TYPE_CHECKING:
    from collections.abc import Iterable

    from toolkit.metadata.formats.tiff.structure import Header
    from toolkit.metadata.model import Piece

_CLASSIC_BYTES: Final = 1 << 32


class PlannedPage(NamedTuple):
    """A page of the clean copy.

    Attributes:
        fields: Its tags, but for the places of its strips or tiles.
        tiled: Whether these are tiles.
        chunks: The pieces of each strip or tile; none where nothing was stored.
    """

    fields: tuple[Field, ...]
    tiled: bool
    chunks: tuple[tuple[Piece, ...], ...]


def lay_out(header: Header, pages: list[PlannedPage]) -> tuple[Piece, ...]:
    """The pieces of the clean copy.

    Args:
        header: How numbers are written.
        pages: The pages, in order.

    Raises:
        UnsupportedError: It would be larger than its offsets can tell.
    """
    sizes = [_directory_size(header, page) for page in pages]
    position = header.size + sum(sizes)
    places: dict[tuple[Piece, ...], tuple[int, int]] = {(): (0, 0)}
    stored: list[Piece] = []
    for page in pages:
        for chunk in page.chunks:
            # Strips that several pages share, or several tiles of one colour, stand there once.
            if chunk not in places:
                size = sum(_size(piece) for piece in chunk)
                places[chunk] = (position, size)
                position += size
                stored.extend(chunk)
    if position >= _CLASSIC_BYTES and not header.big:
        raise UnsupportedError("unsupported", part="4 GiB")
    front = [_header(header)]
    start = header.size
    for number, (page, size) in enumerate(zip(pages, sizes, strict=True)):
        following = start + size if number + 1 < len(pages) else 0
        front.append(_directory(header, _all_fields(header, page, places), start, following))
        start += size
    return tuple(_joined([b"".join(front), *stored]))


def _header(header: Header) -> bytes:
    if header.big:
        return _mark(header) + struct.pack(header.order + "HHHQ", 43, 8, 0, header.size)
    return _mark(header) + struct.pack(header.order + "HI", 42, header.size)


def _mark(header: Header) -> bytes:
    return b"II" if header.order == "<" else b"MM"


def _all_fields(
    header: Header, page: PlannedPage, places: dict[tuple[Piece, ...], tuple[int, int]]
) -> list[Field]:
    """The tags of a page with the places of its strips or tiles, in order."""
    offsets = [places[chunk][0] for chunk in page.chunks]
    sizes = [places[chunk][1] for chunk in page.chunks]
    tagged = zip(_place_tags(page), (offsets, sizes), strict=True)
    return sorted((*page.fields, *(_places(header, tag, values) for tag, values in tagged)))


def _place_tags(page: PlannedPage) -> tuple[int, int]:
    if page.tiled:
        return tags.TILE_OFFSETS, tags.TILE_BYTE_COUNTS
    return tags.STRIP_OFFSETS, tags.STRIP_BYTE_COUNTS


def _places(header: Header, tag: int, values: list[int]) -> Field:
    letter = header.offset_format[-1]
    packed = struct.pack(f"{header.order}{len(values)}{letter}", *values)
    return Field(tag, header.offset_type, len(values), packed)


def _directory_size(header: Header, page: PlannedPage) -> int:
    """Bytes of a directory with the values that do not fit into it."""
    entry = struct.calcsize(header.entry_format) + header.inline
    size = struct.calcsize(header.count_format) + header.inline
    places = len(page.chunks) * struct.calcsize(header.offset_format)
    lengths = [len(field.content) for field in page.fields] + [places, places]
    # Section 2: values begin at even offsets.
    outside = sum(length + length % 2 for length in lengths if length > header.inline)
    return size + entry * len(lengths) + outside


def _directory(header: Header, fields: list[Field], start: int, following: int) -> bytes:
    """A directory at an offset, with the values that do not fit into it behind it."""
    entry = struct.calcsize(header.entry_format) + header.inline
    position = start + struct.calcsize(header.count_format) + entry * len(fields) + header.inline
    entries = [struct.pack(header.count_format, len(fields))]
    values = []
    for tag, kind, count, content in fields:
        entries.append(struct.pack(header.entry_format, tag, kind, count))
        if len(content) <= header.inline:
            entries.append(content.ljust(header.inline, b"\0"))
            continue
        entries.append(struct.pack(header.offset_format, position))
        values.append(content + bytes(len(content) % 2))
        position += len(values[-1])
    entries.append(struct.pack(header.offset_format, following))
    return b"".join((*entries, *values))


def _size(piece: Piece) -> int:
    return piece.stop - piece.start if isinstance(piece, Copy) else len(piece)


def _joined(pieces: Iterable[Piece]) -> list[Piece]:
    """The pieces, with ranges that follow each other as one."""
    joined: list[Piece] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        if isinstance(piece, Copy) and isinstance(last, Copy) and last.stop == piece.start:
            joined[-1] = Copy(last.start, piece.stop)
        else:
            joined.append(piece)
    return joined
