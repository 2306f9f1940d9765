"""Casio: the home town of the clock, the date of the firmware, faces, a large preview."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from toolkit.metadata.payloads.makernotes.base import Layout, Maker

if TYPE_CHECKING:
    from toolkit.metadata.payloads.makernotes.base import Note


def _second(note: Note) -> Layout | None:
    if note.head.startswith((b"QVC\0", b"DCI\0")):
        return Layout(note.start + 6, 0, note.order)
    return None


def _first(note: Note) -> Layout | None:
    return Layout(note.start, 0, note.order) if note.make.startswith("CASIO") else None


MAKERS: Final = (
    Maker(
        "Casio",
        _second,
        {
            0x2001: ("software", "FirmwareDate"),
            0x211C: ("faces", "FacesDetected"),
            0x3006: ("home-town", "HometownCity"),
        },
        pictures=(0x2000,),
        picture_ranges=((0x0004, 0x0003),),
        picture_base=False,
    ),
    Maker("Casio", _first, {0x0015: ("software", "FirmwareDate")}),
)
