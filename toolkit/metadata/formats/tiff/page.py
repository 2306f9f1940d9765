"""One page: where its strips or tiles stand.

Source: TIFF 6.0, sections 3 (strips) and 15 (tiles).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from toolkit.errors import DamagedError, LimitError
from toolkit.metadata import limits
from toolkit.metadata.formats.tiff import tags
from toolkit.metadata.formats.tiff.grids import Grid, strip_grids, tile_grids
from toolkit.metadata.formats.tiff.pixels import (
    UNCOMPRESSED,
    Pixels,
    read_pixels,
    several,
    without_surplus,
)
from toolkit.metadata.formats.tiff.structure import integer

if TYPE_CHECKING:
    from toolkit.metadata.formats.tiff.chain import Link
    from toolkit.metadata.formats.tiff.structure import Directory, Header
    from toolkit.metadata.source import Source


class Chunk(NamedTuple):
    """A strip or tile.

    Attributes:
        start: Offset of its first byte.
        stop: Offset after its last, as the directory says; inside the file. Equal to `start` where
            nothing was stored (a sparse file).
        grid: What it decodes to.
    """

    start: int
    stop: int
    grid: Grid


@dataclass(frozen=True, slots=True)
class Page:
    """A page with its place.

    Attributes:
        link: Its directory.
        pixels: How its pixels are written.
        tile: Width and height of its tiles, or `None` where it has strips.
        rows_per_strip: Rows of each strip but the last; 0 where it has tiles.
        chunks: Its strips or tiles, plane by plane.
        surplus: Strips or tiles of planes that no viewer shows, and that go.
    """

    link: Link
    pixels: Pixels
    tile: tuple[int, int] | None
    rows_per_strip: int
    chunks: tuple[Chunk, ...]
    surplus: tuple[Chunk, ...]


def read_page(source: Source, header: Header, link: Link) -> Page:
    """What a directory says of its picture.

    Raises:
        DamagedError: It contradicts itself or the size of the file.
        UnsupportedError: It is of a kind whose clean copy cannot be proven.
        LimitError: It has too many pixels or strips.
    """
    directory = link.directory
    pixels = read_pixels(source, header, directory)
    tile = _read_tile(source, header, directory, pixels)
    rows = 0 if tile else _rows_per_strip(source, header, directory, pixels)
    grids = tile_grids(pixels, tile) if tile else strip_grids(pixels, rows)
    chunks = _read_chunks(source, header, directory, pixels, grids, tiled=tile is not None)
    shown = without_surplus(pixels)
    kept = len(chunks) // pixels.planes * shown.planes
    return Page(link, shown, tile, rows, chunks[:kept], chunks[kept:])


def _read_tile(
    source: Source, header: Header, directory: Directory, pixels: Pixels
) -> tuple[int, int] | None:
    if directory.find(tags.STRIP_OFFSETS) is not None:
        if directory.find(tags.TILE_OFFSETS) is not None:
            raise DamagedError("damaged", offset=directory.start, part="TileOffsets")
        return None
    width = integer(source, header, directory, tags.TILE_WIDTH) or 0
    height = integer(source, header, directory, tags.TILE_LENGTH) or 0
    if not (width and height):
        raise DamagedError("damaged", offset=directory.start, part="TileWidth")
    if width * height > limits.PICTURE_PIXELS:
        raise LimitError("too-many-pixels", limit=limits.PICTURE_PIXELS)
    if pixels.subsampling != (1, 1) and (
        width % pixels.subsampling[0] or height % pixels.subsampling[1]
    ):
        raise DamagedError("damaged", offset=directory.start, part="TileWidth")
    return width, height


def _rows_per_strip(source: Source, header: Header, directory: Directory, pixels: Pixels) -> int:
    rows = integer(source, header, directory, tags.ROWS_PER_STRIP)
    if rows == 0:
        raise DamagedError("damaged", offset=directory.start, part="RowsPerStrip")
    return min(rows or pixels.height, pixels.height)


def _read_chunks(  # noqa: PLR0913 - the page's parts, on their way to being one
    source: Source,
    header: Header,
    directory: Directory,
    pixels: Pixels,
    grids: list[tuple[Grid, int]],
    *,
    tiled: bool,
) -> tuple[Chunk, ...]:
    wanted = sum(count for _, count in grids)
    if wanted > limits.PARTS:
        raise LimitError("too-many-parts", limit=limits.PARTS)
    offsets_tag, counts_tag = (
        (tags.TILE_OFFSETS, tags.TILE_BYTE_COUNTS)
        if tiled
        else (tags.STRIP_OFFSETS, tags.STRIP_BYTE_COUNTS)
    )
    offsets = several(source, header, directory, offsets_tag, wanted)
    counts = several(source, header, directory, counts_tag, wanted)
    if not counts and pixels.compression == UNCOMPRESSED:
        counts = (0,) * len(offsets)
    if len(offsets) < wanted or len(counts) < wanted:
        raise DamagedError("damaged", offset=directory.start, part=tags.label(counts_tag))
    chunks = []
    at = 0
    for grid, count in grids:
        for start, untrusted_size in zip(
            offsets[at : at + count], counts[at : at + count], strict=True
        ):
            size = untrusted_size
            if size == 0 and start and pixels.compression == UNCOMPRESSED:
                # Old programs left the counts out; without compression they are known.
                size = grid.size
            if size and start + size > source.size:
                raise DamagedError("truncated", offset=source.size)
            chunks.append(Chunk(start, start + size, grid) if size else Chunk(0, 0, grid))
        at += count
    return tuple(chunks)
