"""Kodak: at least eleven kinds of notes, most of them without a directory."""

from __future__ import annotations

import re
import struct
from typing import TYPE_CHECKING, Final

from toolkit.metadata.payloads.exif_time import iso
from toolkit.metadata.payloads.makernotes.base import Layout, Maker, own_header
from toolkit.metadata.payloads.tiff_structure import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.metadata.model import Finding
    from toolkit.metadata.payloads.makernotes.base import Note
    from toolkit.metadata.payloads.tiff_structure import Directory

# Type 7: a serial number at once, such as KCXFV52200024.
_SERIAL: Final = re.compile(rb"[CK][A-Z\d]{3} ?[A-Z\d]{1,2}\d{2}[A-Z\d]\d{4}[ \0]")
_SERIAL_BYTES: Final = 16
# Type 9.
_DATED: Final = re.compile(rb"IIII[\2\3]\0.{14}(\d{4}/\d\d/\d\d \d\d:\d\d:\d\d)", re.DOTALL)
_FILE_NAME: Final = re.compile(rb".{41}JPG", re.DOTALL)
_SUBDIRECTORY: Final = {0xFA19: ("camera-serial", "SerialNumber")}


def _is_kodak(note: Note) -> bool:
    return "KODAK" in note.make.upper() or note.head.startswith(b"KDK")


def _without_directory(note: Note) -> Layout | None:
    if not _is_kodak(note) and not _DATED.match(note.head):
        return None
    return Layout(note.stop - 1, 0, note.order)


def _with_directory(note: Note) -> Layout | None:
    """Type 8: a directory at once, or behind a TIFF header of its own; types 10 and 11 too."""
    if not _is_kodak(note):
        return None
    if note.head.startswith((b"II*\0", b"MM\0*")):
        return own_header(note, 0)
    if note.head[:2] in {b"II", b"MM"}:
        return None
    order = ">" if note.head[:1] == b"\0" else "<"
    count = int.from_bytes(note.head[:2], "big" if order == ">" else "little")
    kind = int.from_bytes(note.head[4:6], "big" if order == ">" else "little")
    if 1 < count < 64 and 1 <= kind <= 13 and 2 + 12 * count <= note.stop - note.start:
        return Layout(note.start, 0, order)
    return None


def _numbers(note: Note, directory: Directory) -> Iterator[Finding]:
    del directory
    content = note.content[note.start : min(note.stop, note.start + 256)]
    if _SERIAL.match(content):
        serial = shown(content[:_SERIAL_BYTES])
        yield note.at("camera-serial", "Kodak SerialNumber", serial, note.start, _SERIAL_BYTES)
    if content.startswith(b"KDK") and len(content) >= 32:
        # Type 1: the date and time in numbers, big-endian in the first of its two forms.
        order = ">" if content.startswith(b"KDK INFO") else "<"
        year, month, day, hour, minute, second = struct.unpack_from(order + "H5B", content, 24)
        if 1990 <= year < 2100:
            time = f"{year}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}"
            yield note.at("time-told", "Kodak TimeCreated", time, note.start + 24, 8)
    dated = _DATED.match(content)
    if dated:
        time = iso(shown(dated.group(1)))
        if time:
            at = note.start + dated.start(1)
            yield note.at("time-told", "Kodak DateTimeOriginal", time, at, 19)
    if _FILE_NAME.match(content):
        name = shown(content[32:44])
        yield note.at("file-name", "Kodak OriginalFileName", name, note.start + 32, 12)


MAKERS: Final = (
    Maker(
        "Kodak",
        _with_directory,
        {
            0x0104: ("software", "FirmwareVersion"),
            0x0308: ("lens-serial", "LensSerialNumber"),
            0x0309: ("lens-model", "LensModel"),
        },
        directories={
            tag: (f"SubIFD{tag & 0xFF}", _SUBDIRECTORY)
            for tag in (0xFC00, 0xFC01, 0xFC02, 0xFC03, 0xFC04, 0xFC05, 0xFC06, 0xFCFF)
        },
    ),
    Maker("Kodak", _without_directory, more=_numbers),
)
