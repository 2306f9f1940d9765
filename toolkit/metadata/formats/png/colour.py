"""The ancillary chunks that say how numbers become colours (PNG third edition, 11.3.2 and 11.3.3).

Each stays only with the exact length of the standard and with values that mean something: a field
that no viewer can use is a place to hide things in.
"""

from __future__ import annotations

import struct
import zlib
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from toolkit.metadata import limits
from toolkit.metadata.formats.png.chunks import sealed
from toolkit.metadata.formats.png.header import (
    GREY,
    GREY_ALPHA,
    INDEXED,
    TRUECOLOUR,
    TRUECOLOUR_ALPHA,
)
from toolkit.metadata.payloads.icc import rebuild

if TYPE_CHECKING:
    from collections.abc import Callable

    from toolkit.metadata.formats.png.header import Header

_LENGTHS: Final = {
    b"gAMA": 4,
    b"cHRM": 32,
    b"sRGB": 1,
    b"cICP": 4,
    b"mDCV": 24,
    b"cLLI": 8,
}
_SIGNIFICANT: Final = {GREY: 1, TRUECOLOUR: 3, INDEXED: 3, GREY_ALPHA: 2, TRUECOLOUR_ALPHA: 4}

# 10,000 cd/m2, the most that PQ can say (ITU-R BT.2100), in steps of 0.0001.
_BRIGHTEST: Final = 100_000_000

# 11.3.2.3: what follows the profile's name, which is ours: no name of a maker or a screen.
_PROFILE_HEAD: Final = b"icc\0\0"

# Aspect ratios are kept as fractions of small numbers: 2835 to 2834 is rounding, not an aspect.
_ASPECT_TERM: Final = 1000
_ASPECT_MOST: Final = 100


def is_colour(name: bytes, data: bytes, header: Header) -> bool:
    """Whether a colour chunk, sBIT included, is one that a viewer can use.

    Args:
        name: The type of the chunk.
        data: Its data.
        header: The picture's.
    """
    if name == b"sBIT":
        most = 8 if header.colour_type == INDEXED else header.depth
        return len(data) == _SIGNIFICANT[header.colour_type] and all(1 <= b <= most for b in data)
    return len(data) == _LENGTHS.get(name) and _MEANS_SOMETHING[name](data)


def _is_gamma(data: bytes) -> bool:
    # The range that libpng takes: the rest it says is no gamma.
    return 16 <= int.from_bytes(data, "big") <= 625_000_000


def _is_chromaticities(data: bytes) -> bool:
    points: tuple[int, ...] = struct.unpack(">8I", data)
    return points[1] > 0 and max(points) <= 100_000


def _is_intent(data: bytes) -> bool:
    return data[0] <= 3


def _is_coding_points(data: bytes) -> bool:
    # ITU-T H.273: code points given out so far; in PNG the matrix is always 0 (11.3.2.6).
    primaries, transfer, matrix, full_range = data
    return 1 <= primaries <= 22 and 1 <= transfer <= 18 and matrix == 0 and full_range <= 1


def _is_mastering_display(data: bytes) -> bool:
    points: tuple[int, ...] = struct.unpack(">8H", data[:16])
    brightest, darkest = (int.from_bytes(data[at : at + 4], "big") for at in (16, 20))
    return max(points) <= 50_000 and darkest < brightest <= _BRIGHTEST


def _is_light_level(data: bytes) -> bool:
    levels: tuple[int, int] = struct.unpack(">2I", data)
    return max(levels) <= _BRIGHTEST


_MEANS_SOMETHING: Final[dict[bytes, Callable[[bytes], bool]]] = {
    b"gAMA": _is_gamma,
    b"cHRM": _is_chromaticities,
    b"sRGB": _is_intent,
    b"cICP": _is_coding_points,
    b"mDCV": _is_mastering_display,
    b"cLLI": _is_light_level,
}

COLOUR_CHUNKS: Final = frozenset({*_LENGTHS, b"sBIT"})


def profile_in(data: bytes) -> bytes | None:
    """The colour profile in the data of an iCCP chunk, or `None` where there is none to be had."""
    name, separator, rest = data[:81].partition(b"\0")
    if not (separator and rest) or rest[0] != 0:
        return None
    inflating = zlib.decompressobj()
    try:
        profile = inflating.decompress(data[len(name) + 2 :], limits.COLOUR_PROFILE_BYTES)
    except zlib.error:
        return None
    return profile if inflating.eof else None


def profile_chunk(profile: bytes) -> bytes | None:
    """An iCCP chunk with the colours of a profile and nothing else, or `None` if it has none."""
    colours = rebuild(profile)
    return None if colours is None else sealed(b"iCCP", _PROFILE_HEAD + _stored(colours))


def _stored(content: bytes) -> bytes:
    """A zlib stream that holds bytes as they are (RFC 1950 and RFC 1951, 3.2.4).

    What deflate would make of them differs from one zlib to another, and so would say which
    system the copy was made on.
    """
    stream = bytearray(b"\x78\x01")
    for start in range(0, len(content), 0xFFFF):
        part = content[start : start + 0xFFFF]
        last = start + 0xFFFF >= len(content)
        stream += struct.pack("<BHH", last, len(part), len(part) ^ 0xFFFF) + part
    return bytes(stream) + zlib.adler32(content).to_bytes(4, "big")


def aspect_chunk(data: bytes) -> bytes | None:
    """A pHYs chunk with the aspect of the pixels, or `None` where they are square (11.3.4.3)."""
    if len(data) != 9:
        return None
    across, down, _ = struct.unpack(">IIB", data)
    if not across or not down or not 1 / _ASPECT_MOST <= across / down <= _ASPECT_MOST:
        return None
    ratio = Fraction(across, down).limit_denominator(_ASPECT_TERM)
    if ratio == 1:
        return None
    return sealed(b"pHYs", struct.pack(">IIB", ratio.numerator, ratio.denominator, 0))


def background_chunk(data: bytes, header: Header, entries: int) -> bytes | None:
    """A bKGD chunk that can mean something, or `None` (11.3.4.1).

    Args:
        data: Its data.
        header: The picture's.
        entries: How many colours the palette has.
    """
    if header.colour_type == INDEXED:
        return sealed(b"bKGD", data) if len(data) == 1 and data[0] < entries else None
    samples = 1 if header.colour_type in {GREY, GREY_ALPHA} else 3
    if len(data) != 2 * samples:
        return None
    values = struct.unpack(f">{samples}H", data)
    return sealed(b"bKGD", data) if max(values) < 1 << header.depth else None
