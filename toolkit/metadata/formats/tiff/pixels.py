"""What the pixels of a page are: how many, of how many samples, and what the samples mean.

Source: TIFF 6.0, sections 3 to 8, 14, 18, 19 (sample formats), 21 (YCbCr); what is written of
readers' leniency is that of libtiff and Pillow.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from toolkit.errors import DamagedError, LimitError, UnsupportedError
from toolkit.metadata import limits
from toolkit.metadata.formats.tiff import tags
from toolkit.metadata.formats.tiff.structure import integer, integers

if TYPE_CHECKING:
    from toolkit.metadata.formats.tiff.structure import Directory, Header
    from toolkit.metadata.source import Source

UNCOMPRESSED: Final = 1
PALETTE: Final = 3
YCBCR: Final = 6

# White is zero, black is zero, RGB, palette, mask, separated (CMYK), YCbCr, CIE, ICC and ITU Lab,
# and the LogL and LogLuv of TIFF's inventor.
_PHOTOMETRICS: Final = frozenset({0, 1, 2, 3, 4, 5, 6, 8, 9, 10, 32844, 32845})

# Samples that carry colour, by photometric interpretation; the rest are extra samples.
_COLOURS: Final = {2: 3, 5: 4, 6: 3, 8: 3, 9: 3, 10: 3, 32845: 3}

# Compressions that a predictor goes with; for all others readers ignore it.
_PREDICTED: Final = frozenset({5, 8, 32946, 34925, 50000})

_CHUNKY: Final = 1
_PLANAR: Final = 2

# Most numbers of a page are written in 16 bits.
_SHORT: Final = 0xFFFF

# Samples of one pixel, and bits of one sample, that any program writes.
_SAMPLES: Final = 1024
_BITS: Final = 128

# The subsampling of YCbCr where the tag is absent (section 21).
_SUBSAMPLING: Final = (2, 2)


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


def read_pixels(source: Source, header: Header, directory: Directory) -> Pixels:
    """What a directory says of its pixels.

    Raises:
        DamagedError: It contradicts itself.
        UnsupportedError: They are of a kind whose clean copy cannot be proven.
        LimitError: There are too many.
    """

    def number(tag: int, default: int) -> int:
        value = integer(source, header, directory, tag)
        return default if value is None else value

    width, height = number(tags.IMAGE_WIDTH, 0), number(tags.IMAGE_LENGTH, 0)
    samples = number(tags.SAMPLES_PER_PIXEL, 1)
    planar = number(tags.PLANAR_CONFIGURATION, _CHUNKY)
    if not (width and height):
        raise DamagedError("damaged", offset=directory.start, part="ImageWidth")
    if not 1 <= samples <= _SAMPLES or planar not in {_CHUNKY, _PLANAR}:
        raise DamagedError("damaged", offset=directory.start, part="SamplesPerPixel")
    if width * height > limits.PICTURE_PIXELS:
        raise LimitError("too-many-pixels", limit=limits.PICTURE_PIXELS)
    compression = number(tags.COMPRESSION, UNCOMPRESSED)
    photometric = integer(source, header, directory, tags.PHOTOMETRIC)
    pixels = Pixels(
        width=width,
        height=height,
        compression=compression,
        photometric=photometric,
        bits=_read_bits(source, header, directory, samples),
        planes=samples if planar == _PLANAR else 1,
        extra=several(
            source,
            header,
            directory,
            tags.EXTRA_SAMPLES,
            max(samples - _COLOURS.get(photometric or 0, 1), 0),
        ),
        fill_order=number(tags.FILL_ORDER, 1),
        predictor=number(tags.PREDICTOR, 1) if compression in _PREDICTED else 1,
        subsampling=(1, 1),
    )
    if number(tags.IMAGE_DEPTH, 1) != 1:
        raise UnsupportedError("unsupported", part="ImageDepth")
    _refuse_unknown(pixels)
    if photometric == YCBCR:
        return replace(pixels, subsampling=_read_subsampling(source, header, directory, pixels))
    return pixels


def _refuse_unknown(pixels: Pixels) -> None:
    """Refuse values that nobody defined, or only for other things than pictures.

    Raises:
        UnsupportedError: There is one.
    """
    unknown = {
        f"Compression {pixels.compression}": pixels.compression > _SHORT,
        f"PhotometricInterpretation {pixels.photometric}": (
            pixels.photometric is not None and pixels.photometric not in _PHOTOMETRICS
        ),
        f"FillOrder {pixels.fill_order}": pixels.fill_order not in {1, 2},
        f"Predictor {pixels.predictor}": pixels.predictor not in {1, 2, 3},
    }
    for part, is_unknown in unknown.items():
        if is_unknown:
            raise UnsupportedError("unsupported", part=part)


def several(
    source: Source, header: Header, directory: Directory, tag: int, most: int
) -> tuple[int, ...]:
    """The first values of a tag, at most so many; none where it is absent.

    Raises:
        DamagedError: They are no whole numbers, or the tag is there twice.
    """
    entry = directory.find(tag)
    return () if entry is None else integers(source, header, entry, most)


def _read_subsampling(
    source: Source, header: Header, directory: Directory, pixels: Pixels
) -> tuple[int, int]:
    values = several(source, header, directory, tags.YCBCR_SUBSAMPLING, 2)
    if not values:
        if pixels.compression == UNCOMPRESSED:
            # Section 21 says (2, 2); Pillow reads full chroma.
            raise UnsupportedError("unsupported", part="YCbCrSubSampling")
        values = _SUBSAMPLING
    if len(values) != 2 or not set(values) <= {1, 2, 4}:
        raise DamagedError("damaged", offset=directory.start, part="YCbCrSubSampling")
    if values != (1, 1) and (len(pixels.bits) != _COLOURS[YCBCR] or pixels.planes > 1):
        # Readers do not agree on where such samples stand.
        raise UnsupportedError("unsupported", part="YCbCrSubSampling")
    return values[0], values[1]


def _read_bits(
    source: Source, header: Header, directory: Directory, samples: int
) -> tuple[int, ...]:
    bits = several(source, header, directory, tags.BITS_PER_SAMPLE, samples) or (1,)
    if len(bits) == 1:
        # Written once for all samples, against section 8; readers take it so.
        bits *= samples
    if len(bits) != samples or not all(1 <= each <= _BITS for each in bits):
        raise DamagedError("damaged", offset=directory.start, part="BitsPerSample")
    return bits


def without_surplus(pixels: Pixels) -> Pixels:
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
    return replace(pixels, bits=pixels.bits[:colours], planes=colours, extra=())
