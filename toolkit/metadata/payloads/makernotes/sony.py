"""Sony: the serial number and the count of the shutter stand in blocks that Sony enciphers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from toolkit.metadata.payloads.exif_time import iso
from toolkit.metadata.payloads.makernotes.base import Layout, Maker
from toolkit.metadata.payloads.tiff_structure import integer, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.metadata.model import Finding
    from toolkit.metadata.payloads.makernotes.base import Note
    from toolkit.metadata.payloads.tiff_structure import Directory

_SIGNATURES: Final = (
    b"SONY DSC",
    b"SONY CAM",
    b"SONY MOBILE",
    b"\0\0SONY PIC\0",
    b"VHAB     \0",
)
_SHOT_INFO: Final = 0x3000


def _layout(note: Note) -> Layout | None:
    if note.head.startswith(_SIGNATURES):
        return Layout(note.start + 12, 0, note.order)
    return None


def _bare(note: Note) -> Layout | None:
    return Layout(note.start, 0, note.order) if note.make.startswith("SONY") else None


def _ericsson(note: Note) -> Layout | None:
    if note.head.startswith(b"SEMC MS\0"):
        return Layout(note.start + 20, note.start + 12, note.order)
    return None


def _more(note: Note, directory: Directory) -> Iterator[Finding]:
    """The date and the count of faces in a block that older cameras leave open."""
    entry = directory.get(_SHOT_INFO) if _SHOT_INFO in directory else None
    content = directory.bytes_of(entry) if entry else b""
    if entry is None or len(content) < 50:
        return
    time = iso(shown(content[6:26]))
    if time:
        yield note.found("time-told", "Sony SonyDateTime", time, entry)
    faces = integer(content[48:50], directory.order)
    if 0 < faces <= 8:
        yield note.found("faces", "Sony FacesDetected", str(faces), entry)


_TAGS: Final = {
    0x2031: ("camera-serial", "SerialNumber"),
}
_ENCRYPTED: Final = {
    0x2010: "0x2010",
    0x900B: "0x900b",
    0x9050: "0x9050",
    0x9400: "0x9400",
    0x9402: "0x9402",
    0x9405: "0x9405",
    0x940C: "0x940c",
}
_PICTURES: Final = (0x2001,)

MAKERS: Final = (
    Maker("Sony", _layout, _TAGS, _more, _ENCRYPTED, _PICTURES),
    Maker("Sony Ericsson", _ericsson, picture_ranges=((0x0201, 0x0202),)),
    Maker("Sony", _bare, _TAGS, _more, _ENCRYPTED, _PICTURES),
)
