"""Nikon: serial number, count of the shutter, the name of the place, the camera's last start."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Final

from toolkit.metadata.payloads.exif_text import utf_16
from toolkit.metadata.payloads.makernotes.base import Layout, Maker, behind, own_header
from toolkit.metadata.payloads.tiff_structure import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from toolkit.metadata.model import Finding
    from toolkit.metadata.payloads.makernotes.base import Note, Told
    from toolkit.metadata.payloads.tiff_structure import Directory

_FACE_DETECT: Final = 0x0021
_WORLD_TIME: Final = 0x0024
_LOCATION: Final = 0x0039
_POWER_UP: Final = 0x00B6
_FILE_INFO: Final = 0x00B8


def _with_header(note: Note) -> Layout | None:
    return own_header(note, 10) if note.head.startswith(b"Nikon\0\2") else None


def _bare(note: Note) -> Layout | None:
    if note.make[:5].upper() != "NIKON":
        return None
    return Layout(note.start, 0, note.order)


def _more(note: Note, directory: Directory) -> Iterator[Finding]:
    order = directory.order
    for tag, least, read in (
        (_WORLD_TIME, 4, _world_time),
        (_LOCATION, 10, _location),
        (_POWER_UP, 7, _power_up),
        (_FILE_INFO, 10, _file_info),
        (_FACE_DETECT, 8, _faces),
    ):
        entry = directory.get(tag) if tag in directory else None
        content = directory.bytes_of(entry) if entry else b""
        if entry and len(content) >= least:
            for code, name, text in read(content, order):
                yield note.found(code, f"Nikon {name}", text, entry)


def _world_time(content: bytes, order: str) -> Iterator[tuple[str, str, str]]:
    (minutes,) = struct.unpack_from(order + "h", content)
    if abs(minutes) <= 14 * 60:
        zone = f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
        yield "time-zone", "WorldTime TimeZone", zone


def _location(content: bytes, order: str) -> Iterator[tuple[str, str, str]]:
    del order
    country, place = shown(content[5:8]), content[9:79]
    # The fifth byte says how the name is written: 1 UTF-8, 2 UTF-16, always big-endian.
    name = utf_16(place, little=False) if content[4] == 2 else shown(place)
    text = ", ".join(part for part in (name, country) if part)
    if text:
        yield "place-name", "LocationInfo", text


def _power_up(content: bytes, order: str) -> Iterator[tuple[str, str, str]]:
    year, month, day, hour, minute, second = struct.unpack_from(order + "H5B", content)
    if 1990 <= year < 2100 and 1 <= month <= 12:
        time = f"{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}"
        yield "time-told", "PowerUpTime", time


def _file_info(content: bytes, order: str) -> Iterator[tuple[str, str, str]]:
    _, card, folder, number = struct.unpack_from(order + "HHHH", content, 2)
    if number:
        yield "photo-count", "FileInfo FileNumber", f"{card}-{folder:03}-{number:04}"


def _faces(content: bytes, order: str) -> Iterator[tuple[str, str, str]]:
    (count,) = struct.unpack_from(order + "H", content, 6)
    if 0 < count <= 12:
        yield "faces", "FacesDetected", str(count)


_TAGS: Final = {
    0x001D: ("camera-serial", "SerialNumber"),
    0x0037: ("photo-count", "MechanicalShutterCount"),
    0x0084: ("lens-model", "Lens"),
    0x00A0: ("camera-serial", "SerialNumber"),
    0x00A5: ("photo-count", "ImageCount"),
    0x00A6: ("photo-count", "DeletedImageCount"),
    0x00A7: ("photo-count", "ShutterCount"),
    0x009E: ("edit-history", "RetouchHistory"),
    0x0E01: ("edit-history", "NikonCaptureData"),
    0x0E09: ("software", "NikonCaptureVersion"),
    0x0E13: ("edit-history", "NikonCaptureEditVersions"),
}
_ENCRYPTED: Final = {0x0091: "ShotInfo", 0x0097: "ColorBalance", 0x0098: "LensData"}
_PREVIEW: Final[Mapping[int, tuple[str, Mapping[int, Told]]]] = {0x0011: ("PreviewIFD", {})}

MAKERS: Final = (
    Maker(
        "Nikon",
        _with_header,
        _TAGS,
        _more,
        _ENCRYPTED,
        picture_ranges=((0x0201, 0x0202),),
        directories=_PREVIEW,
    ),
    Maker("Nikon", behind(b"Nikon\0\1", 8, own_base=False, order="<")),
    Maker("Nikon", _bare, _TAGS, _more, _ENCRYPTED),
)
