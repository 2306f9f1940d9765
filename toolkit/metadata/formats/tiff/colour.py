"""The tags that say what colours the samples mean, read number by number and written anew.

A rational number of TIFF has 64 bits for what readers take as a single-precision number, and a
palette has entries that no pixel uses: both can carry text. What is written here is the same for
everybody who has these colours.

Source: TIFF 6.0, sections 5 (ColorMap), 20 (WhitePoint, PrimaryChromaticities, TransferFunction),
21 (YCbCrCoefficients), 22 (ReferenceBlackWhite).
"""

from __future__ import annotations

import struct
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from toolkit.errors import DamagedError
from toolkit.metadata import limits
from toolkit.metadata.formats.tiff import tags
from toolkit.metadata.formats.tiff.pixels import PALETTE, YCBCR
from toolkit.metadata.formats.tiff.structure import (
    BYTE,
    RATIONAL,
    SHORT,
    UNDEFINED,
    integers,
)
from toolkit.metadata.payloads import icc

if TYPE_CHECKING:
    from toolkit.metadata.formats.tiff.chunks import CleanPage
    from toolkit.metadata.formats.tiff.structure import Directory, Header
    from toolkit.metadata.source import Source

RGB: Final = 2

# Rationals with the photometric interpretations they matter for, how many there are, and the
# largest value: chromaticities are shares. libtiff computes with whatever the other two say.
_RATIONALS: Final = {
    tags.WHITE_POINT: (frozenset({RGB, PALETTE, YCBCR}), 2, 1),
    tags.PRIMARY_CHROMATICITIES: (frozenset({RGB, PALETTE, YCBCR}), 6, 1),
    tags.YCBCR_COEFFICIENTS: (frozenset({YCBCR}), 3, 65535),
    tags.REFERENCE_BLACK_WHITE: (frozenset({YCBCR}), 6, 65535),
}
_CALIBRATION: Final = frozenset({
    tags.WHITE_POINT, tags.PRIMARY_CHROMATICITIES, tags.TRANSFER_FUNCTION,
})  # fmt: skip

# Decimal digits behind the point: with nine, all but tiny numbers come back exactly.
_DIGITS: Final = 9

_PALETTE_BITS: Final = 16


def colour_fields(
    source: Source, header: Header, clean: CleanPage
) -> dict[int, tuple[int, int, bytes]]:
    """The tags of a page that say how its colours look.

    Returns:
        For each tag its type, count and value, in the byte order of the file.

    Raises:
        DamagedError: A page of palette colours has no usable palette.
    """
    directory = clean.page.link.directory
    pixels = clean.page.pixels
    fields: dict[int, tuple[int, int, bytes]] = {}
    if pixels.photometric == PALETTE:
        fields[tags.COLOR_MAP] = _palette(source, header, clean)
    profile = _profile(source, directory)
    if profile:
        fields[tags.ICC_PROFILE] = (UNDEFINED, len(profile), profile)
    for tag, (photometrics, count, most) in _RATIONALS.items():
        # A profile says all that these say, and readers take it first.
        if pixels.photometric in photometrics and not (profile and tag in _CALIBRATION):
            value = _rationals(source, header, directory, tag, count, most)
            if value:
                fields[tag] = (RATIONAL, count, value)
    if not profile and pixels.photometric in {0, 1, RGB, PALETTE, YCBCR}:
        curve = _transfer_function(source, header, clean)
        if curve:
            fields[tags.TRANSFER_FUNCTION] = (SHORT, len(curve) // 2, curve)
    return fields


def _profile(source: Source, directory: Directory) -> bytes | None:
    entry = directory.find(tags.ICC_PROFILE)
    if entry is None or entry.kind not in {BYTE, UNDEFINED}:
        return None
    if entry.stop - entry.start > limits.COLOUR_PROFILE_BYTES:
        return None
    return icc.rebuild(source.read(entry.start, entry.stop))


def _rationals(  # noqa: PLR0913, PLR0917 - a tag and what is known of its values
    source: Source, header: Header, directory: Directory, tag: int, count: int, most: int
) -> bytes | None:
    """The values of a tag, each as the shortest decimal fraction that readers take as the same."""
    entry = directory.find(tag)
    if entry is None or entry.kind != RATIONAL or entry.values != count:
        return None
    terms = struct.unpack(f"{header.order}{2 * count}I", source.read(entry.start, entry.stop))
    written: list[int] = []
    for above, below in zip(terms[::2], terms[1::2], strict=True):
        if not below or above > most * below:
            return None
        written.extend(_shortest(above / below))
    return struct.pack(f"{header.order}{2 * count}I", *written)


def _shortest(value: float) -> tuple[int, int]:
    """The fraction with the fewest decimal digits that is the same number in single precision."""
    (single,) = struct.unpack("f", struct.pack("f", value))
    for digits in range(_DIGITS + 1):
        below = 10**digits
        above = round(single * below)
        if above < 1 << 32 and struct.pack("f", above / below) == struct.pack("f", single):
            return above, below
    above, below = round(single * 10**_DIGITS), 10**_DIGITS
    while below > 1 and above % 10 == 0:
        above, below = above // 10, below // 10
    return above, below


def _transfer_function(source: Source, header: Header, clean: CleanPage) -> bytes | None:
    """The curves from sample to light: one, or one for each of three samples.

    A curve that falls somewhere is none, and could spell anything.
    """
    entry = clean.page.link.directory.find(tags.TRANSFER_FUNCTION)
    bits = clean.page.pixels.bits[0]
    if entry is None or entry.kind != SHORT or bits > _PALETTE_BITS:
        return None
    steps = 1 << bits
    if entry.values not in {steps, 3 * steps}:
        return None
    values = integers(source, header, entry, entry.values)
    for start in range(0, len(values), steps):
        if any(one > other for one, other in pairwise(values[start : start + steps])):
            return None
    return struct.pack(f"{header.order}{len(values)}H", *values)


def _palette(source: Source, header: Header, clean: CleanPage) -> tuple[int, int, bytes]:
    """The palette, with nothing in the entries that no pixel uses."""
    directory = clean.page.link.directory
    bits = clean.page.pixels.bits[0]
    entry = directory.find(tags.COLOR_MAP)
    if entry is None or entry.kind != SHORT or bits > _PALETTE_BITS:
        raise DamagedError("damaged", offset=directory.start, part="ColorMap")
    size = 1 << bits
    colours = integers(source, header, entry, 3 * size)
    if len(colours) < 3 * size:
        raise DamagedError("damaged", offset=directory.start, part="ColorMap")
    if clean.alphabet is not None:
        colours = _only_used(colours, _indexes(clean.alphabet, bits), size)
    return SHORT, 3 * size, struct.pack(f"{header.order}{3 * size}H", *colours)


def _indexes(alphabet: frozenset[int], bits: int) -> frozenset[int]:
    """The palette entries that bytes of pixels refer to, fill bits at the end of a row included."""
    mask = (1 << bits) - 1
    return frozenset(byte >> shift & mask for byte in alphabet for shift in range(0, 8, bits))


def _only_used(colours: tuple[int, ...], used: frozenset[int], size: int) -> tuple[int, ...]:
    """A palette whose unused entries are all the same.

    Readers take a palette without any value above 255 for one of 8 bits, so that unused entries
    must not change what it is taken for.
    """
    shown = [colours[plane + index] for plane in (0, size, 2 * size) for index in used]
    narrow = max(colours) < 256
    spare = 0 if narrow == (max(shown, default=0) < 256) else 0xFFFF
    return tuple(colour if place % size in used else spare for place, colour in enumerate(colours))
