"""The properties that decide how a picture looks, each in its one canonical form.

Source: ISO 23008-12:2022, 6.5; ISO 14496-12:2022, 12.1.4 and 12.1.5 (clap, pasp, colr, mdcv, clli);
AV1 Image File Format 1.1, 2.3 (a1op, lsel).
"""

from __future__ import annotations

import struct
from math import gcd
from typing import TYPE_CHECKING, Final

from toolkit.errors import DamagedError, LimitError, UnsupportedError
from toolkit.metadata import limits
from toolkit.metadata.formats.bmff.boxes import Fields, made, made_full
from toolkit.metadata.payloads import icc

if TYPE_CHECKING:
    from collections.abc import Callable

    from toolkit.metadata.formats.bmff.boxes import Box
    from toolkit.metadata.source import Source

ALPHA_TYPES: Final = (
    b"urn:mpeg:hevc:2015:auxid:1",
    b"urn:mpeg:avc:2015:auxid:1",
    b"urn:mpeg:mpegB:cicp:systems:auxiliary:alpha",
)
"""What an auxiliary picture is called when it says how transparent another one is."""

PROFILES: Final = (b"prof", b"rICC")
"""The kinds of colour box that hold a colour profile."""


def is_known(kind: bytes) -> bool:
    """Whether a property can stay."""
    return kind in _CLEANERS


def cleaned(source: Source, box: Box) -> bytes | None:
    """A property as it stays.

    Args:
        source: The file.
        box: A property of a kind that `is_known`.

    Returns:
        The box in canonical form; `None` where it says nothing that changes the look.

    Raises:
        DamagedError: It contradicts itself.
        UnsupportedError: It is of a version, or has values, of which no clean copy is known.
        LimitError: The picture has too many pixels.
    """
    return _CLEANERS[box.kind](Fields(source, box))


def aux_type(source: Source, box: Box) -> bytes:
    """What an `auxC` or `auxi` box calls its auxiliary pictures.

    Raises:
        DamagedError: It is too short.
    """
    fields = Fields(source, box)
    fields.version_and_flags()
    return fields.string()


def spatial_extents(fields: Fields) -> tuple[int, int]:
    """Width and height in an `ispe` box.

    Raises:
        DamagedError: It is too short, or the picture has no pixels.
        LimitError: The picture has too many.
    """
    fields.version_and_flags()
    width, height = fields.number(4), fields.number(4)
    checked_size(width, height, fields.offset)
    return width, height


def checked_size(width: int, height: int, offset: int) -> None:
    """Let no picture through that is empty or too large.

    Raises:
        DamagedError: It has no pixels.
        LimitError: It has too many.
    """
    if width == 0 or height == 0:
        raise DamagedError("damaged", offset=offset, part="picture size")
    if width * height > limits.PICTURE_PIXELS:
        raise LimitError("too-many-pixels", limit=limits.PICTURE_PIXELS)


def _ispe(fields: Fields) -> bytes:
    return made_full(b"ispe", 0, 0, struct.pack(">II", *spatial_extents(fields)))


def _pixi(fields: Fields) -> bytes | None:
    if fields.version_and_flags() != (0, 0):
        return None
    depths = fields.take(fields.number(1))
    return made_full(b"pixi", 0, 0, bytes((len(depths),)), depths)


def _colr(fields: Fields) -> bytes | None:
    kind = fields.take(4)
    if kind == b"nclx":
        values, full_range = fields.take(6), fields.number(1) & 0x80
        return made(b"colr", kind, values, bytes((full_range,)))
    if kind == b"nclc":
        return made(b"colr", kind, fields.take(6))
    if kind in PROFILES and fields.left <= limits.COLOUR_PROFILE_BYTES:
        profile = icc.rebuild(fields.take(fields.left))
        return made(b"colr", kind, profile) if profile is not None else None
    return None


def _pasp(fields: Fields) -> bytes | None:
    across, down = fields.number(4), fields.number(4)
    if across == down or not (across and down):
        return None
    common = gcd(across, down)
    if max(across, down) // common > 0xFFFF:
        raise UnsupportedError("unsupported", part="pasp")
    return made(b"pasp", struct.pack(">II", across // common, down // common))


def _clap(fields: Fields) -> bytes:
    """The crop. Its corners lie on whole pixels (ISO 23000-22, 7.3.6.7), so halves are enough."""
    offset = fields.offset
    values = []
    for _ in range(4):
        over, under = fields.signed(4), fields.signed(4)
        if under == 0:
            raise DamagedError("damaged", offset=offset, part="clap")
        common = gcd(over, under) * (-1 if under < 0 else 1)
        over, under = over // common, under // common
        if under > 2 or abs(over) > 0xFFFFF:
            raise UnsupportedError("unsupported", part="clap")
        values += [over, under]
    if values[0] <= 0 or values[2] <= 0:
        raise DamagedError("damaged", offset=offset, part="clap")
    return made(b"clap", struct.pack(">8i", *values))


def _irot(fields: Fields) -> bytes:
    return made(b"irot", bytes((fields.number(1) & 3,)))


def _imir(fields: Fields) -> bytes:
    return made(b"imir", bytes((fields.number(1) & 1,)))


def _auxc(fields: Fields) -> bytes | None:
    fields.version_and_flags()
    name = fields.string()
    return made_full(b"auxC", 0, 0, name + b"\0") if name in ALPHA_TYPES else None


def _a1op(fields: Fields) -> bytes:
    return made(b"a1op", bytes((fields.number(1) & 0x1F,)))


def _lsel(fields: Fields) -> bytes:
    return made(b"lsel", fields.take(2))


def _clli(fields: Fields) -> bytes:
    return made(b"clli", fields.take(4))


def _amve(fields: Fields) -> bytes:
    return made(b"amve", fields.take(8))


def _ndwt(fields: Fields) -> bytes:
    """Nominal diffuse white (ISO 23008-12, 6.5.36)."""
    fields.version_and_flags()
    return made_full(b"ndwt", 0, 0, fields.take(4))


# The three colours of displays that pictures are made for, as mdcv writes them (green, blue, red;
# units of 0.00002): Display P3, BT.2020, BT.709, all with the white of D65.
_DISPLAYS: Final = (
    (13250, 34500, 7500, 3000, 34000, 16000, 15635, 16450),
    (8500, 39850, 6550, 2300, 35400, 14600, 15635, 16450),
    (15000, 30000, 7500, 3000, 32000, 16500, 15635, 16450),
)
_ROUNDING: Final = 50
_BRIGHTEST: Final = 10_000 * 10_000


def _mdcv(fields: Fields) -> bytes | None:
    """The mastering display: one that is known, for its numbers could as well be a name."""
    written = [fields.number(2) for _ in range(8)]
    brightest, darkest = fields.number(4), fields.number(4)
    if not darkest < brightest <= _BRIGHTEST:
        return None
    for display in _DISPLAYS:
        if all(abs(a - b) <= _ROUNDING for a, b in zip(display, written, strict=True)):
            return made(b"mdcv", struct.pack(">8HII", *display, brightest, darkest))
    return None


_CLEANERS: Final[dict[bytes, Callable[[Fields], bytes | None]]] = {
    b"ispe": _ispe,
    b"pixi": _pixi,
    b"colr": _colr,
    b"pasp": _pasp,
    b"clap": _clap,
    b"irot": _irot,
    b"imir": _imir,
    b"auxC": _auxc,
    b"a1op": _a1op,
    b"lsel": _lsel,
    b"clli": _clli,
    b"amve": _amve,
    b"ndwt": _ndwt,
    b"mdcv": _mdcv,
}
