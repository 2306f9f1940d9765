"""The tags of a page in the clean copy: those without which it would look otherwise.

Each is written anew from what was read, with the type and count that the standard gives it, and
left out where it says what readers assume anyway. A tag that is not here goes, the unknown
included.

Source: TIFF 6.0, the sections named beside the tags; what readers assume is that of libtiff and
Pillow.
"""

from __future__ import annotations

import struct
from fractions import Fraction
from typing import TYPE_CHECKING, Final, NamedTuple

from toolkit.errors import DamagedError, UnsupportedError
from toolkit.metadata.formats.tiff import tags
from toolkit.metadata.formats.tiff.chain import MASK, Role
from toolkit.metadata.formats.tiff.colour import colour_fields
from toolkit.metadata.formats.tiff.compressed import ccitt
from toolkit.metadata.formats.tiff.pixels import YCBCR
from toolkit.metadata.formats.tiff.structure import (
    LONG,
    RATIONAL,
    SHORT,
    UNDEFINED,
    integer,
    integers,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.metadata.formats.tiff.chunks import CleanPage
    from toolkit.metadata.formats.tiff.page import Page
    from toolkit.metadata.formats.tiff.structure import Directory, Header
    from toolkit.metadata.source import Source

SEPARATED: Final = 5
UPRIGHT: Final = 1

# ExtraSamples (section 18), and what Corel Draw 10 writes for alpha; readers know it.
_EXTRA: Final = frozenset({0, 1, 2, 999})

# SampleFormat (section 19): numbers without and with sign, floating point, nothing said, complex.
_SAMPLE_FORMATS: Final = frozenset({1, 2, 3, 4, 5, 6})

# T4Options (section 11): two dimensions, rows without code, fill bits before the end of a row.
_T4_OPTIONS: Final = 7
_T6_OPTIONS: Final = 2

# Pixels whose sides differ by less than a hundredth are square to any eye.
_ASPECT_TERMS: Final = 100


class Field(NamedTuple):
    """A tag of the clean copy.

    Attributes:
        tag: Its number.
        kind: Its type.
        values: How many values.
        content: The values, in the byte order of the file.
    """

    tag: int
    kind: int
    values: int
    content: bytes


def fields(source: Source, header: Header, clean: CleanPage) -> tuple[Field, ...]:
    """The tags of a page but for the places of its strips or tiles.

    Raises:
        DamagedError: A tag that matters cannot be read.
        UnsupportedError: A tag that matters has a value nobody defined.
    """
    directory = clean.page.link.directory
    made = {
        tag: _packed(header, kind, values)
        for tag, kind, values in (
            *_of_pixels(clean.page),
            *_of_coding(source, header, clean),
            *_of_samples(source, header, clean),
            *_of_view(source, header, directory),
        )
    }
    if clean.tables:
        made[tags.JPEG_TABLES] = (UNDEFINED, len(clean.tables), clean.tables)
    made |= colour_fields(source, header, clean)
    return tuple(Field(tag, *made[tag]) for tag in sorted(made))


class _Plain(NamedTuple):
    """A tag whose values are whole numbers; a rational has two."""

    tag: int
    kind: int
    values: tuple[int, ...]


def _packed(header: Header, kind: int, values: tuple[int, ...]) -> tuple[int, int, bytes]:
    letter = "H" if kind == SHORT else "I"
    count = len(values) // 2 if kind == RATIONAL else len(values)
    return kind, count, struct.pack(f"{header.order}{len(values)}{letter}", *values)


def _of_pixels(page: Page) -> Iterator[_Plain]:
    """How many pixels there are, and how they stand in strips or tiles."""
    pixels = page.pixels
    if page.link.role is Role.MASK:
        yield _Plain(tags.NEW_SUBFILE_TYPE, LONG, (MASK,))
    yield _Plain(tags.IMAGE_WIDTH, LONG, (pixels.width,))
    yield _Plain(tags.IMAGE_LENGTH, LONG, (pixels.height,))
    yield _Plain(tags.SAMPLES_PER_PIXEL, SHORT, (len(pixels.bits),))
    yield _Plain(tags.BITS_PER_SAMPLE, SHORT, pixels.bits)
    if page.tile:
        yield _Plain(tags.TILE_WIDTH, LONG, page.tile[:1])
        yield _Plain(tags.TILE_LENGTH, LONG, page.tile[1:])
    else:
        yield _Plain(tags.ROWS_PER_STRIP, LONG, (page.rows_per_strip,))
    if pixels.planes > 1:
        yield _Plain(tags.PLANAR_CONFIGURATION, SHORT, (2,))


def _of_coding(source: Source, header: Header, clean: CleanPage) -> Iterator[_Plain]:
    """How the strips are compressed."""
    directory, pixels = clean.page.link.directory, clean.page.pixels
    yield _Plain(tags.COMPRESSION, SHORT, (pixels.compression,))
    if pixels.fill_order != 1:
        yield _Plain(tags.FILL_ORDER, SHORT, (pixels.fill_order,))
    options = read_options(source, header, directory, pixels.compression)
    if options:
        yield _Plain(_options_tag(pixels.compression), LONG, (options,))
    if pixels.predictor != 1:
        yield _Plain(tags.PREDICTOR, SHORT, (pixels.predictor,))


def _of_samples(source: Source, header: Header, clean: CleanPage) -> Iterator[_Plain]:
    """What the samples mean."""
    directory, pixels = clean.page.link.directory, clean.page.pixels
    if pixels.photometric is not None:
        yield _Plain(tags.PHOTOMETRIC, SHORT, (pixels.photometric,))
    if not set(pixels.extra) <= _EXTRA:
        raise UnsupportedError("unsupported", part="ExtraSamples")
    if pixels.extra:
        yield _Plain(tags.EXTRA_SAMPLES, SHORT, pixels.extra)
    formats = _sample_formats(source, header, clean)
    if set(formats) != {1}:
        yield _Plain(tags.SAMPLE_FORMAT, SHORT, formats)
    if pixels.photometric == SEPARATED and integer(source, header, directory, tags.INK_SET) == 2:
        # Section 16: inks other than cyan, magenta, yellow and black.
        yield _Plain(tags.INK_SET, SHORT, (2,))
        yield _Plain(tags.NUMBER_OF_INKS, SHORT, (len(pixels.bits) - len(pixels.extra),))
    if pixels.photometric == YCBCR:
        if directory.find(tags.YCBCR_SUBSAMPLING) is not None:
            yield _Plain(tags.YCBCR_SUBSAMPLING, SHORT, pixels.subsampling)
        if integer(source, header, directory, tags.YCBCR_POSITIONING) == 2:
            yield _Plain(tags.YCBCR_POSITIONING, SHORT, (2,))


def _of_view(source: Source, header: Header, directory: Directory) -> Iterator[_Plain]:
    """Which way up the page is shown, and how wide its pixels are for their height."""
    orientation = read_orientation(source, header, directory)
    if orientation != UPRIGHT:
        yield _Plain(tags.ORIENTATION, SHORT, (orientation,))
    aspect = read_aspect(source, header, directory)
    if aspect != 1:
        yield _Plain(tags.X_RESOLUTION, RATIONAL, (aspect.numerator, 1))
        yield _Plain(tags.Y_RESOLUTION, RATIONAL, (aspect.denominator, 1))
        # Section 8: a ratio without a unit of length.
        yield _Plain(tags.RESOLUTION_UNIT, SHORT, (1,))


def read_orientation(source: Source, header: Header, directory: Directory) -> int:
    """Which way up a page is shown: 1 to 8; 1 where it does not say."""
    value = integer(source, header, directory, tags.ORIENTATION)
    return value if value is not None and UPRIGHT <= value <= 8 else UPRIGHT


def _options_tag(compression: int) -> int:
    """The tag with the options of a fax compression; 0 for all others."""
    return {ccitt.GROUP_3: tags.T4_OPTIONS, ccitt.GROUP_4: tags.T6_OPTIONS}.get(compression, 0)


def read_options(source: Source, header: Header, directory: Directory, compression: int) -> int:
    """The options of a fax compression, 0 where it has none."""
    tag = _options_tag(compression)
    value = integer(source, header, directory, tag) if tag else None
    return (value or 0) & (_T4_OPTIONS if tag == tags.T4_OPTIONS else _T6_OPTIONS)


def read_aspect(source: Source, header: Header, directory: Directory) -> Fraction:
    """Pixels in a length across by those down, in small terms; 1 where they are square."""
    across = _resolution(source, header, directory, tags.X_RESOLUTION)
    down = _resolution(source, header, directory, tags.Y_RESOLUTION)
    if not across or not down:
        return Fraction(1)
    aspect = (across / down).limit_denominator(_ASPECT_TERMS)
    most = Fraction(_ASPECT_TERMS)
    return aspect if 1 / most <= aspect <= most else Fraction(1)


def _resolution(source: Source, header: Header, directory: Directory, tag: int) -> Fraction | None:
    entry = directory.find(tag)
    if entry is None or entry.kind != RATIONAL or entry.values != 1:
        return None
    above, below = struct.unpack(header.order + "II", source.read(entry.start, entry.stop))
    return Fraction(above, below) if below else None


def _sample_formats(source: Source, header: Header, clean: CleanPage) -> tuple[int, ...]:
    """What kind of number each sample is."""
    directory = clean.page.link.directory
    samples = len(clean.page.pixels.bits)
    entry = directory.find(tags.SAMPLE_FORMAT)
    values = integers(source, header, entry, samples) if entry else ()
    if len(values) < samples:
        # Written once for all samples, or not at all.
        values = (values[0] if values else 1,) * samples
    if not set(values) <= _SAMPLE_FORMATS:
        raise DamagedError("damaged", offset=directory.start, part="SampleFormat")
    return values
