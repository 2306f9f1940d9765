"""Reconyx, cameras that watch a place: serial number, the label its owner gave it, the time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from toolkit.metadata.payloads.exif_text import utf_16
from toolkit.metadata.payloads.makernotes.base import Layout, Maker
from toolkit.metadata.payloads.tiff_structure import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.metadata.model import Finding
    from toolkit.metadata.payloads.makernotes.base import Note
    from toolkit.metadata.payloads.tiff_structure import Directory

_NAMED: Final = (b"RECONYXUF\0", b"RECONYXH2\0", b"RECONYXMF\0", b"RECONYXHF4K\0")
# HyperFire: the version 0xF101 stands in the first two bytes.
_HYPERFIRE: Final = b"\x01\xf1"


def _hyperfire(note: Note) -> Layout | None:
    if note.make.upper().startswith("RECONYX") and note.head.startswith(_HYPERFIRE):
        return Layout(note.stop - 1, 0, note.order)
    return None


def _ultrafire(note: Note) -> Layout | None:
    if note.head.startswith(_NAMED):
        return Layout(note.stop - 1, 0, note.order)
    return None


def _hyperfire_serial(note: Note, directory: Directory) -> Iterator[Finding]:
    del directory
    at = note.start + 42
    serial = utf_16(note.content[at : min(at + 30, note.stop)], little=True)
    if serial:
        yield note.at("camera-serial", "Reconyx SerialNumber", serial, at, 30)


def _ultrafire_serial(note: Note, directory: Directory) -> Iterator[Finding]:
    del directory
    if not note.head.startswith(_NAMED[0]):
        return
    for code, name, at, length in (
        ("camera-serial", "SerialNumber", 75, 15),
        ("comment", "UserLabel", 90, 21),
    ):
        start = note.start + at
        text = shown(note.content[start : min(start + length, note.stop)])
        if text:
            yield note.at(code, f"Reconyx {name}", text, start, length)


MAKERS: Final = (
    Maker("Reconyx", _hyperfire, more=_hyperfire_serial),
    Maker("Reconyx", _ultrafire, more=_ultrafire_serial),
)
