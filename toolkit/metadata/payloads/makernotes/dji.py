"""DJI: which way the drone flew and looked, how fast, and the number of its sensor."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from toolkit.metadata.payloads.makernotes.base import Layout, Maker
from toolkit.metadata.payloads.tiff_structure import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.metadata.model import Finding
    from toolkit.metadata.payloads.makernotes.base import Note
    from toolkit.metadata.payloads.tiff_structure import Directory

# Newer drones write lines such as [sensor_id:…][FlightDegree(Y,P,R):1,2,3].
_FIELD: Final = re.compile(rb"\[([\w(),]{1,40}):([^\]\0]{1,200})\]")
_TOLD: Final = {
    b"sensor_id": "camera-serial",
    b"GimbalDegree(Y,P,R)": "camera-motion",
    b"FlightDegree(Y,P,R)": "camera-motion",
    b"FlightSpeed(X,Y,Z)": "camera-motion",
}
# The measurements of exposure come first and are long.
_TEXT_BYTES: Final = 1 << 20


def _text(note: Note) -> Layout | None:
    # The whole is text; a directory of no entries stands in for what is not there.
    if note.head.startswith(b"[ae_dbg_info:"):
        return Layout(note.stop - 1, 0, note.order)
    return None


def _directory(note: Note) -> Layout | None:
    return Layout(note.start, 0, note.order) if note.make == "DJI" else None


def _fields(note: Note, directory: Directory) -> Iterator[Finding]:
    del directory
    upper = min(note.stop, note.start + _TEXT_BYTES)
    for field in _FIELD.finditer(note.content, note.start, upper):
        name, value = field.groups()
        code = _TOLD.get(name)
        if code:
            at, length = field.start(2), len(value)
            yield note.at(code, f"DJI {shown(name)}", shown(value), at, length)


MAKERS: Final = (
    Maker("DJI", _text, more=_fields),
    Maker(
        "DJI",
        _directory,
        {
            0x0003: ("camera-motion", "SpeedX"),
            0x0004: ("camera-motion", "SpeedY"),
            0x0005: ("camera-motion", "SpeedZ"),
            0x0006: ("camera-motion", "Pitch"),
            0x0007: ("camera-motion", "Yaw"),
            0x0008: ("camera-motion", "Roll"),
            0x0009: ("camera-motion", "CameraPitch"),
            0x000A: ("camera-motion", "CameraYaw"),
            0x000B: ("camera-motion", "CameraRoll"),
        },
    ),
)
