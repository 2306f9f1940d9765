"""The colour space of a BMP file (Microsoft, BITMAPV4HEADER and BITMAPV5HEADER)."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from toolkit.metadata import limits
from toolkit.metadata.formats.bmp.header import FILE_HEADER_BYTES
from toolkit.metadata.payloads.icc import rebuild

if TYPE_CHECKING:
    from toolkit.metadata.formats.bmp.header import Header
    from toolkit.metadata.source import Source

_CALIBRATED: Final = 0
_SRGB: Final = int.from_bytes(b"sRGB", "big")
_WINDOWS: Final = int.from_bytes(b"Win ", "big")
_EMBEDDED: Final = int.from_bytes(b"MBED", "big")
_LINKED: Final = int.from_bytes(b"LINK", "big")

# Where the fields stand, counted from the beginning of the file.
_FIELDS: Final = FILE_HEADER_BYTES + 56
_INTENT: Final = FILE_HEADER_BYTES + 108
_V5: Final = 124

_POINTS_BYTES: Final = 36
_GAMMAS_BYTES: Final = 12
# Coordinates in steps of 2**-30, and what a colour that exists cannot go beyond.
_POINT_MOST: Final = int(1.1 * (1 << 30))
# Gammas in steps of 2**-16.
_GAMMA_MOST: Final = 10 << 16

_INTENTS: Final = (0, 1, 2, 4, 8)


@dataclass(frozen=True, slots=True)
class ColourSpace:
    """What the numbers of the pixels mean.

    Attributes:
        fields: The fields of a version 4 or 5 header from the kind of colour space on, up to the
            place of the profile.
        name: What to call it, or nothing where it is the usual one.
        profile: A rebuilt colour profile, to stand after the pixels.
        start: Offset of the profile in the file, or of the name of a profile in another file.
        stop: Offset after it; `start` where there is none.
        is_linked: Whether it is such a name: a path on the maker's computer.
    """

    fields: bytes
    name: str = ""
    profile: bytes = b""
    start: int = 0
    stop: int = 0
    is_linked: bool = False


def read_colour_space(source: Source, header: Header) -> ColourSpace:
    """Read the colour space, if the header has one.

    A profile that cannot be used is gone, as is the name of one that is in another file: what is
    left then is sRGB, which is what viewers take it for.
    """
    if not header.has_colour_space:
        return ColourSpace(b"")
    (kind,) = struct.unpack("<I", source.read(_FIELDS, _FIELDS + 4))
    details = source.read(_FIELDS + 4, _FIELDS + 4 + _POINTS_BYTES + _GAMMAS_BYTES)
    intent = b""
    start = stop = 0
    if header.size == _V5:
        wanted, offset, size = struct.unpack("<III", source.read(_INTENT, _INTENT + 12))
        intent = struct.pack("<I", wanted if wanted in _INTENTS else 0)
        if kind in {_EMBEDDED, _LINKED} and size <= source.size - FILE_HEADER_BYTES - offset:
            start = FILE_HEADER_BYTES + offset
            stop = start + size
    blank = bytes(len(details))
    usual = struct.pack("<I", kind if kind == _WINDOWS else _SRGB) + blank + intent
    if kind == _CALIBRATED and _is_calibration(details):
        return ColourSpace(struct.pack("<I", kind) + details + intent, "calibrated")
    if kind == _EMBEDDED and 0 < stop - start <= limits.COLOUR_PROFILE_BYTES:
        profile = rebuild(source.read(start, stop))
        if profile is not None:
            fields = struct.pack("<I", kind) + blank + intent
            return ColourSpace(fields, "profile", profile, start, stop)
    return ColourSpace(usual, "", b"", start, stop, kind == _LINKED)


def _is_calibration(details: bytes) -> bool:
    """Whether end points and gammas are of colours that a screen can show."""
    points = struct.unpack("<9I", details[:_POINTS_BYTES])
    gammas = struct.unpack("<3I", details[_POINTS_BYTES:])
    return max(points) <= _POINT_MOST and any(points) and max(gammas) <= _GAMMA_MOST
