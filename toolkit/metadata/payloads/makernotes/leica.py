"""Leica: nine kinds of notes, some of them Panasonic's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from toolkit.metadata.payloads.makernotes import panasonic
from toolkit.metadata.payloads.makernotes.base import Layout, Maker, behind
from toolkit.metadata.payloads.tiff_structure import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.metadata.model import Finding
    from toolkit.metadata.payloads.makernotes.base import Note
    from toolkit.metadata.payloads.tiff_structure import Directory

_OWN_BASE: Final = tuple(b"LEICA\0%c\0" % kind for kind in (1, 4, 5, 6, 7, 0x10, 0x1A))
_BLOCK_BASE: Final = tuple(b"LEICA\0%c\0" % kind for kind in (8, 9, 10))
_SERIAL_INFO: Final = 0x000B

_SUBDIRECTORY: Final = {
    0x3103: ("camera-serial", "SerialNumber"),
    0x3109: ("software", "FirmwareVersion"),
}
_M9: Final = {tag: (f"{tag:x}", _SUBDIRECTORY) for tag in (0x3000, 0x3100, 0x3400, 0x3900)}
_X: Final = {
    0x0305: ("camera-serial", "SerialNumber"),
    0x0407: ("file-name", "OriginalFileName"),
    0x0500: ("camera-serial", "InternalSerialNumber"),
}
_S: Final = {
    0x0303: ("lens-model", "LensType"),
    0x0321: ("lens-serial", "LensSerialNumber"),
    0x0370: ("lens-model", "LensProfileName"),
}


def _lumix(note: Note) -> Layout | None:
    if note.make != "LEICA":
        return None
    return Layout(note.start + 8, 0, note.order)


def _m8(note: Note) -> Layout | None:
    if not note.head.startswith(b"LEICA\0\0\0"):
        return None
    return Layout(note.start + 8, note.start + 8, note.order)


def _x(note: Note) -> Layout | None:
    if note.head.startswith(_OWN_BASE):
        return Layout(note.start + 8, note.start, note.order)
    if note.head.startswith(_BLOCK_BASE):
        return Layout(note.start + 8, 0, note.order)
    return None


def _s(note: Note) -> Layout | None:
    if note.head.startswith((b"LEICA\0\2\xff", b"LEICA\0\2\0")):
        return Layout(note.start + 8, 0, note.order)
    return None


def _bare(note: Note) -> Layout | None:
    if not note.make.startswith("Leica Camera AG") or note.head.startswith(b"LEICA"):
        return None
    return Layout(note.start, 0, note.order)


def _serial_info(note: Note, directory: Directory) -> Iterator[Finding]:
    entry = directory.get(_SERIAL_INFO) if _SERIAL_INFO in directory else None
    serial = shown(directory.bytes_of(entry)[4:12]) if entry else ""
    if entry and serial:
        yield note.found("camera-serial", "Leica SerialNumber", serial, entry)


MAKERS: Final = (
    Maker(
        "Leica",
        behind(b"LEICA CAMERA AG\0", 18, own_base=False),
        panasonic.TAGS,
        panasonic.more,
    ),
    Maker("Leica", behind(b"LEICA0", 8, own_base=True), directories=_M9),
    Maker("Leica", _x, _X),
    Maker("Leica", _s, _S, pictures=(0x0300,)),
    Maker("Leica", _lumix, panasonic.TAGS, panasonic.more),
    Maker("Leica", _m8, {0x0303: ("camera-serial", "SerialNumber")}),
    Maker("Leica", _bare, more=_serial_info),
)
