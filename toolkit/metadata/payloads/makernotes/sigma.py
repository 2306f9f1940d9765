"""Sigma and Foveon: the serial number, the firmware."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from toolkit.metadata.payloads.makernotes.base import Layout, Maker

if TYPE_CHECKING:
    from toolkit.metadata.payloads.makernotes.base import Note


def _layout(note: Note) -> Layout | None:
    if note.head.startswith((b"SIGMA\0", b"FOVEON\0")):
        return Layout(note.start + 10, 0, note.order)
    return None


MAKERS: Final = (
    Maker(
        "Sigma",
        _layout,
        {
            0x0002: ("camera-serial", "SerialNumber"),
            0x0017: ("software", "Firmware"),
            0x0018: ("software", "Software"),
        },
        picture_ranges=((0x001A, 0x001B), (0x001C, 0x001D)),
    ),
)
