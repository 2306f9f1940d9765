"""Samsung: serial numbers, the names of places, the name of a recognised person."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from toolkit.metadata.payloads.makernotes.base import Layout, Maker

if TYPE_CHECKING:
    from toolkit.metadata.payloads.makernotes.base import Note

# A directory whose first tag is the version 0100.
_VERSIONED: Final = re.compile(
    rb"(\0.\0\x01\0\x07\0{3}\x04|.\0\x01\0\x07\0\x04\0{3})0100", re.DOTALL
)


def _layout(note: Note) -> Layout | None:
    if note.make.upper() != "SAMSUNG" or not _VERSIONED.match(note.head):
        return None
    # Some models count offsets from the Exif block, others from the note.
    return Layout(note.start, 0, note.order)


def _old(note: Note) -> Layout | None:
    """Notes that begin with ``STMN`` have no directory that anybody knows."""
    return Layout(note.stop, 0, note.order) if note.head.startswith(b"STMN") else None


MAKERS: Final = (
    Maker(
        "Samsung",
        _layout,
        {
            0x0030: ("place-name", "LocalLocationName"),
            0x0031: ("place-name", "LocationName"),
            0x0120: ("faces", "FaceRecognition"),
            0x0123: ("person-name", "FaceName"),
            0xA001: ("software", "FirmwareName"),
            0xA002: ("camera-serial", "SerialNumber"),
            0xA004: ("software", "LensFirmware"),
            0xA005: ("lens-serial", "InternalLensSerialNumber"),
        },
        picture_ranges=((0x0201, 0x0202),),
        directories={0x0035: ("PreviewIFD", {})},
    ),
    Maker("Samsung", _old),
)
