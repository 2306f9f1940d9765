"""Pentax: serial number, count of the shutter, the day the camera was made, home town, faces."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Final

from toolkit.metadata.payloads.makernotes.base import Layout, Maker, behind
from toolkit.metadata.payloads.tiff_structure import integer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.metadata.model import Finding
    from toolkit.metadata.payloads.makernotes.base import Note
    from toolkit.metadata.payloads.tiff_structure import Directory

_DATE: Final = 0x0006
_TIME: Final = 0x0007
_HOME_TOWN: Final = 0x0023
_DESTINATION: Final = 0x0024
_SHUTTER_COUNT: Final = 0x005D
_FACES: Final = 0x0060
_CAMERA_INFO: Final = 0x0215


def _aoc(note: Note) -> Layout | None:
    if note.head.startswith(b"AOC\0"):
        return Layout(note.start + 6, 0, note.order)
    return None


def _ricoh(note: Note) -> Layout | None:
    if note.head.startswith((b"RICOH\0II", b"RICOH\0MM")):
        return Layout(note.start + 8, note.start, note.order)
    return None


def _asahi(note: Note) -> Layout | None:
    return Layout(note.start, 0, note.order) if note.make.startswith("Asahi") else None


def _more(note: Note, directory: Directory) -> Iterator[Finding]:
    date = directory.get(_DATE) if _DATE in directory else None
    content = directory.bytes_of(date) if date else b""
    if date and len(content) == 4:
        # Whatever the byte order of the rest: year high byte first, month, day.
        year, month, day = struct.unpack(">HBB", content)
        clock = directory.get(_TIME)
        parts = directory.bytes_of(clock)[:3] if clock else b""
        time = "T" + ":".join(f"{part:02}" for part in parts) if len(parts) == 3 else ""
        if year:
            text = f"{year:04}-{month:02}-{day:02}{time}"
            yield note.found("time-told", "Pentax Date, Time", text, date)
    for tag, name in ((_HOME_TOWN, "HometownCity"), (_DESTINATION, "DestinationCity")):
        entry = directory.get(tag) if tag in directory else None
        if entry:
            # A number out of Pentax's own list of cities.
            text = f"{name} {directory.offset(tag)}"
            yield note.found("home-town", f"Pentax {name}", text, entry)
    faces = directory.get(_FACES) if _FACES in directory else None
    if faces and (count := directory.bytes_of(faces)[:1]) and count[0]:
        yield note.found("faces", "Pentax FacesDetected", str(count[0]), faces)
    yield from _shutter_count(note, directory)
    yield from _camera_info(note, directory)


def _shutter_count(note: Note, directory: Directory) -> Iterator[Finding]:
    """The count is hidden under the date and time of the photo itself, so anybody can read it."""
    parts = [directory.get(tag) for tag in (_SHUTTER_COUNT, _DATE, _TIME)]
    count, date, clock = (directory.bytes_of(part)[:4] if part else b"" for part in parts)
    if parts[0] and len(count) == len(date) == 4 and len(clock) >= 3:
        under = integer(date, ">") ^ (0xFFFFFFFF - integer(clock[:3] + b"\0", ">"))
        text = str(integer(count, ">") ^ under)
        yield note.found("photo-count", "Pentax ShutterCount", text, parts[0])


def _camera_info(note: Note, directory: Directory) -> Iterator[Finding]:
    """Model, the day it was made, two codes of the factory, the number inside."""
    entry = directory.get(_CAMERA_INFO) if _CAMERA_INFO in directory else None
    numbers = directory.numbers(_CAMERA_INFO) if entry else ()
    if entry and len(numbers) >= 5:
        _, made, _, _, serial = (int(number) for number in numbers[:5])
        if made:
            yield note.found("camera-serial", "Pentax ManufactureDate", str(made), entry)
        if serial:
            yield note.found("camera-serial", "Pentax InternalSerialNumber", str(serial), entry)


_TAGS: Final = {
    0x0229: ("camera-serial", "SerialNumber"),
    0x022E: ("author", "Artist"),
    0x022F: ("copyright", "Copyright"),
    0x0230: ("software", "FirmwareVersion"),
}
_RANGES: Final = ((0x0004, 0x0003),)


MAKERS: Final = (
    Maker("Pentax", _aoc, _TAGS, _more, picture_ranges=_RANGES),
    Maker(
        "Pentax",
        behind(b"PENTAX \0", 10, own_base=True),
        _TAGS,
        _more,
        picture_ranges=_RANGES,
    ),
    Maker("Pentax", behind(b"S1\0\0\0\0\0\0\x0c\0\0\0", 12, own_base=True)),
    Maker("Pentax", _ricoh, _TAGS, _more, picture_ranges=_RANGES),
    Maker("Pentax", _asahi, picture_ranges=_RANGES),
)
