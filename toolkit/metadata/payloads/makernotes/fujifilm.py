"""Fujifilm: the number inside the camera, and the names and birthdays of people it recognises."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Final

from toolkit.metadata.payloads.makernotes.base import Layout, Maker
from toolkit.metadata.payloads.tiff_structure import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.metadata.model import Finding
    from toolkit.metadata.payloads.makernotes.base import Note
    from toolkit.metadata.payloads.tiff_structure import Directory

_FACES_DETECTED: Final = 0x4100
_FACE_RECOGNITION: Final = 0x4282
_FACES: Final = 8
# One registered face: where its name and its birthday stand, counted from the block.
_FACE_BYTES: Final = 62
_NAME_AT: Final = 30
_BIRTHDAY_AT: Final = 54


def _layout(note: Note) -> Layout | None:
    """Always little-endian, the offset of the directory after the signature, all from the note."""
    if not note.head.startswith((b"FUJIFILM", b"GENERALE")) or len(note.head) < 12:
        return None
    untrusted_offset = int.from_bytes(note.head[8:12], "little")
    return Layout(note.start + untrusted_offset, note.start, "<")


def _more(note: Note, directory: Directory) -> Iterator[Finding]:
    if _FACES_DETECTED in directory:
        entry, faces = directory.get(_FACES_DETECTED), directory.offset(_FACES_DETECTED)
        if entry and faces:
            yield note.found("faces", "Fujifilm FacesDetected", str(faces), entry)
    entry = directory.get(_FACE_RECOGNITION) if _FACE_RECOGNITION in directory else None
    block = directory.bytes_of(entry) if entry else b""
    for at in range(0, min(8 * _FACES, len(block) - 7), 8):
        if entry is None:
            break
        start, length = struct.unpack_from("<II", block, at)
        if length < _FACE_BYTES or start + _FACE_BYTES > len(block):
            break
        name = _text(block, start + _NAME_AT)
        birthday = _text(block, start + _BIRTHDAY_AT)
        if name:
            yield note.found("person-name", "Fujifilm FaceRecInfo Name", name, entry)
        if birthday:
            yield note.found("birthday", "Fujifilm FaceRecInfo Birthday", birthday, entry)


def _text(block: bytes, at: int) -> str:
    """A text by its length and offset, which stand at `at`."""
    length, start = struct.unpack_from("<II", block, at)
    return shown(block[start : start + length]) if start + length <= len(block) else ""


MAKERS: Final = (
    Maker(
        "Fujifilm",
        _layout,
        {
            0x0010: ("camera-serial", "InternalSerialNumber"),
            0x1438: ("photo-count", "ImageCount"),
        },
        _more,
    ),
)
