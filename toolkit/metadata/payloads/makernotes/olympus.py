"""Olympus and OM System, and the makers that took over the shape: serial numbers of all parts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from toolkit.metadata.payloads.makernotes.base import Layout, Maker, behind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from toolkit.metadata.payloads.makernotes.base import Note, Told

_TAGS: Final[Mapping[int, Told]] = {
    0x0104: ("software", "BodyFirmwareVersion"),
    0x0207: ("camera-model", "CameraType"),
    0x0208: ("camera-settings", "TextInfo"),
    0x0209: ("camera-model", "CameraID"),
    0x0404: ("camera-serial", "SerialNumber"),
    0x0405: ("software", "Firmware"),
    0x101A: ("camera-serial", "SerialNumber"),
}
_EQUIPMENT: Final[Mapping[int, Told]] = {
    0x0101: ("camera-serial", "SerialNumber"),
    0x0102: ("camera-serial", "InternalSerialNumber"),
    0x0202: ("lens-serial", "LensSerialNumber"),
    0x0203: ("lens-model", "LensModel"),
    0x0302: ("lens-serial", "ExtenderSerialNumber"),
    0x1003: ("lens-serial", "FlashSerialNumber"),
}
_SETTINGS: Final[Mapping[int, Told]] = {
    0x0908: ("time-told", "DateTimeUTC"),
}
_PICTURES: Final = (0x0081, 0x0100, 0x0280)
_PICTURE_RANGES: Final = ((0x0101, 0x0102), (0x0088, 0x0089), (0x1036, 0x1037), (0x0F04, 0x0F05))
_DIRECTORIES: Final = {0x2010: ("Equipment", _EQUIPMENT), 0x2020: ("CameraSettings", _SETTINGS)}

# Early cameras of these brands came from the same factories.
_SAME_SHAPE: Final = (b"OLYMP\0", b"EPSON\0", b"MINOL\0", b"CAMER\0", b"PREMI\0")


def _early(note: Note) -> Layout | None:
    if note.head.startswith(_SAME_SHAPE):
        return Layout(note.start + 8, 0, note.order)
    if note.head.startswith(b"SONY PI\0"):
        return Layout(note.start + 12, 0, note.order)
    return None


def _name(signature: bytes, skip: int, *, own_base: bool, name: str) -> Maker:
    return Maker(
        name,
        behind(signature, skip, own_base=own_base),
        _TAGS,
        pictures=_PICTURES,
        picture_ranges=_PICTURE_RANGES,
        directories=_DIRECTORIES,
    )


MAKERS: Final = (
    _name(b"OLYMPUS\0", 12, own_base=True, name="Olympus"),
    _name(b"OM SYSTEM\0", 16, own_base=True, name="OM System"),
    Maker(
        "Olympus",
        _early,
        _TAGS,
        pictures=_PICTURES,
        picture_ranges=_PICTURE_RANGES,
        directories=_DIRECTORIES,
    ),
)
