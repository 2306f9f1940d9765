"""One page: what its pixels are, and where their strips or tiles stand.

Source: TIFF 6.0, sections 3 to 9, 15 (tiles), 19 (sample formats), 21 (YCbCr); what is written of
readers' leniency is that of libtiff and Pillow.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from toolkit.errors import DamagedError, LimitError, UnsupportedError
from toolkit.metadata import limits
from toolkit.metadata.formats.tiff import tags
from toolkit.metadata.formats.tiff.structure import integer, integers

if TYPE_CHECKING:
    from toolkit.metadata.formats.tiff.chain import Link
    from toolkit.metadata.formats.tiff.structure import Directory, Header
    from toolkit.metadata.source import Source

UNCOMPRESSED: Final = 1
YCBCR: Final = 6
PALETTE: Final = 3

# White is zero, black is zero, RGB, palette, mask, separated (CMYK), YCbCr, CIE, ICC and ITU Lab,
# and the LogL and LogLuv of TIFF's inventor.
_PHOTOMETRICS: Final = frozenset({0, 1, 2, 3, 4, 5, 6, 8, 9, 10, 32844, 32845})

# Samples that carry colour, by photometric interpretation; the rest are extra samples.
_COLOURS: Final = {2: 3, 5: 4, 6: 3, 8: 3, 9: 3, 10: 3, 32845: 3}

# Compressions that a predictor goes with; for all others readers ignore it.
_PREDICTED: Final = frozenset({5, 8, 32946, 34925, 50000})

_CHUNKY: Final = 1
_PLANAR: Final = 2

# Samples of one pixel, and bits of one sample, that any program writes.
_SAMPLES: Final = 1024
_BITS: Final = 128

# The subsampling of YCbCr where the tag is absent (section 21).
_SUBSAMPLING: Final = (2, 2)


class Grid(NamedTuple):
    """The bytes that a strip or tile decodes to: rows of pixels, or of blocks of subsampled ones.

    Attributes:
        row_bytes: Bytes of a row.
        rows: How many rows.
        visible_bits: Bits of each row that show; what stands behind them in a tile at the right
            edge of the picture is outside it.
        visible_rows: Rows that show.
        width: Pixels across, as a compressed picture of its own would have them.
        height: Pixels down, likewise.
    """

    row_bytes: int
    rows: int
    visible_bits: int
    visible_rows: int
    width: int
    height: int

    @property
    def size(self) -> int:
        """Bytes it decodes to."""
        return self.row_bytes * self.rows

    @property
    def whole(self) -> bool:
        """Whether all of it shows, but for the bits that fill a row to a byte."""
        return self.visible_rows == self.rows and (self.visible_bits + 7) // 8 == self.row_bytes


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
class Pixels:
    """How the pixels of a page are written.

    Attributes:
        width: Pixels across.
        height: Pixels down.
        compression: As TIFF numbers it; 1 is none.
        photometric: What the samples mean, or `None` where the page does not say.
        bits: Bits of each sample.
        planes: Planes in which the samples stand: 1, or one for each sample.
        extra: What each extra sample is (section 18, ExtraSamples).
        fill_order: 2 where the lowest bit of a byte comes first.
        predictor: As TIFF numbers it; 1 is none.
        subsampling: Horizontal and vertical subsampling of the chroma; (1, 1) for none.
    """

    width: int
    height: int
    compression: int
    photometric: int | None
    bits: tuple[int, ...]
    planes: int
    extra: tuple[int, ...]
    fill_order: int
    predictor: int
    subsampling: tuple[int, int]


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
    pixels = _read_pixels(source, header, directory)
    tile = _read_tile(source, header, directory, pixels)
    rows = 0 if tile else _rows_per_strip(source, header, directory, pixels)
    grids = _tile_grids(pixels, tile) if tile else _strip_grids(pixels, rows)
    chunks = _read_chunks(source, header, directory, pixels, grids, tiled=tile is not None)
    shown = _without_surplus(pixels)
    kept = len(chunks) // pixels.planes * shown.planes
    return Page(link, shown, tile, rows, chunks[:kept], chunks[kept:])


def _read_pixels(source: Source, header: Header, directory: Directory) -> Pixels:
    def number(tag: int, default: int) -> int:
        value = integer(source, header, directory, tag)
        return default if value is None else value

    width = number(tags.IMAGE_WIDTH, 0)
    height = number(tags.IMAGE_LENGTH, 0)
    if not (width and height):
        raise DamagedError("damaged", offset=directory.start, part="ImageWidth")
    if width * height > limits.PICTURE_PIXELS:
        raise LimitError("too-many-pixels", limit=limits.PICTURE_PIXELS)
    if number(tags.IMAGE_DEPTH, 1) != 1:
        raise UnsupportedError("unsupported", part="ImageDepth")
    photometric = integer(source, header, directory, tags.PHOTOMETRIC)
    if photometric is not None and photometric not in _PHOTOMETRICS:
        raise UnsupportedError("unsupported", part=f"PhotometricInterpretation {photometric}")
    samples = number(tags.SAMPLES_PER_PIXEL, 1)
    planar = number(tags.PLANAR_CONFIGURATION, _CHUNKY)
    fill_order = number(tags.FILL_ORDER, 1)
    compression = number(tags.COMPRESSION, UNCOMPRESSED)
    predictor = number(tags.PREDICTOR, 1) if compression in _PREDICTED else 1
    if not 1 <= samples <= _SAMPLES or planar not in {_CHUNKY, _PLANAR}:
        raise DamagedError("damaged", offset=directory.start, part="SamplesPerPixel")
    if fill_order not in {1, 2} or predictor not in {1, 2, 3}:
        raise UnsupportedError("unsupported", part=f"Predictor {predictor}")
    planes = samples if planar == _PLANAR else 1
    subsampling = (1, 1)
    if photometric == YCBCR:
        subsampling = _read_subsampling(source, header, directory)
        if subsampling != (1, 1) and (samples != _COLOURS[YCBCR] or planes > 1):
            # Readers do not agree on where such samples stand.
            raise UnsupportedError("unsupported", part="YCbCrSubSampling")
    return Pixels(
        width=width,
        height=height,
        compression=compression,
        photometric=photometric,
        bits=_read_bits(source, header, directory, samples),
        planes=planes,
        extra=_several(
            source,
            header,
            directory,
            tags.EXTRA_SAMPLES,
            max(samples - _COLOURS.get(photometric or 0, 1), 0),
        ),
        fill_order=fill_order,
        predictor=predictor,
        subsampling=subsampling,
    )


def _several(
    source: Source, header: Header, directory: Directory, tag: int, most: int
) -> tuple[int, ...]:
    """The values of a tag, or none where it is absent."""
    entry = directory.find(tag)
    return () if entry is None else integers(source, header, entry, most)


def _read_subsampling(source: Source, header: Header, directory: Directory) -> tuple[int, int]:
    values = _several(source, header, directory, tags.YCBCR_SUBSAMPLING, 2)
    if not values:
        if integer(source, header, directory, tags.COMPRESSION) in {None, UNCOMPRESSED}:
            # Section 21 says (2, 2); Pillow reads full chroma.
            raise UnsupportedError("unsupported", part="YCbCrSubSampling")
        return _SUBSAMPLING
    if len(values) != 2 or not set(values) <= {1, 2, 4}:
        raise DamagedError("damaged", offset=directory.start, part="YCbCrSubSampling")
    return values[0], values[1]


def _read_bits(
    source: Source, header: Header, directory: Directory, samples: int
) -> tuple[int, ...]:
    bits = _several(source, header, directory, tags.BITS_PER_SAMPLE, samples) or (1,)
    if len(bits) == 1:
        # Written once for all samples, against section 8; readers take it so.
        bits *= samples
    if len(bits) != samples or not all(1 <= each <= _BITS for each in bits):
        raise DamagedError("damaged", offset=directory.start, part="BitsPerSample")
    return bits


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


def _strip_grids(pixels: Pixels, rows: int) -> list[tuple[Grid, int]]:
    """What the strips of each plane decode to, each kind with how many there are in a row."""
    full, last = divmod(pixels.height, rows)
    grids = []
    for bits in _plane_bits(pixels):
        grids.append((_grid(pixels, bits, (pixels.width, rows), (pixels.width, rows)), full))
        if last:
            grids.append((_grid(pixels, bits, (pixels.width, last), (pixels.width, last)), 1))
    return grids


def _tile_grids(pixels: Pixels, tile: tuple[int, int]) -> list[tuple[Grid, int]]:
    """What the tiles of each plane decode to, each kind with how many there are in a row."""
    width, height = tile
    across, right = divmod(pixels.width, width)
    down, bottom = divmod(pixels.height, height)
    if (across + 1) * (down + 1) * pixels.planes > limits.PARTS:
        raise LimitError("too-many-parts", limit=limits.PARTS)
    grids = []
    for bits in _plane_bits(pixels):
        for shown in [height] * down + [bottom] * (bottom > 0):
            grids.append((_grid(pixels, bits, tile, (width, shown)), across))
            if right:
                grids.append((_grid(pixels, bits, tile, (right, shown)), 1))
    return grids


def _plane_bits(pixels: Pixels) -> tuple[int, ...]:
    """Bits of a pixel in each plane."""
    return (sum(pixels.bits),) if pixels.planes == 1 else pixels.bits


def _grid(pixels: Pixels, bits: int, stored: tuple[int, int], shown: tuple[int, int]) -> Grid:
    (width, height), (shown_width, shown_height) = stored, shown
    across, down = pixels.subsampling
    if (across, down) == (1, 1) or pixels.planes > 1:
        return Grid(
            (width * bits + 7) // 8, height, shown_width * bits, shown_height, width, height
        )
    # Section 21: blocks of across * down luma samples, then one Cb and one Cr.
    block = (across * down + 2) * pixels.bits[0]
    return Grid(
        (-(-width // across) * block + 7) // 8,
        -(-height // down),
        -(-shown_width // across) * block,
        -(-shown_height // down),
        width,
        height,
    )


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
    offsets = _several(source, header, directory, offsets_tag, wanted)
    counts = _several(source, header, directory, counts_tag, wanted)
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


def _without_surplus(pixels: Pixels) -> Pixels:
    """The pixels without planes at the end that stand for nothing.

    An extra sample of the kind "unspecified" is not shown (section 18): in a plane of its own it is
    a second picture behind the first, such as a selection that an editor remembered.
    """
    colours = _COLOURS.get(pixels.photometric or 0, 1)
    surplus = len(pixels.extra)
    if pixels.planes == 1 or not surplus or any(pixels.extra):
        return pixels
    if len(pixels.bits) - surplus != colours:
        return pixels
    return Pixels(
        width=pixels.width,
        height=pixels.height,
        compression=pixels.compression,
        photometric=pixels.photometric,
        bits=pixels.bits[:colours],
        planes=colours,
        extra=(),
        fill_order=pixels.fill_order,
        predictor=pixels.predictor,
        subsampling=pixels.subsampling,
    )
