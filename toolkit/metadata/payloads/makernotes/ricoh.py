"""Ricoh and Theta: serial numbers, the day the camera was made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from toolkit.metadata.payloads.makernotes.base import Layout, Maker
from toolkit.metadata.payloads.tiff_structure import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.metadata.model import Finding
    from toolkit.metadata.payloads.makernotes.base import Note
    from toolkit.metadata.payloads.tiff_structure import Directory

_SERIAL: Final = 0x0005
_SERIAL_INFO: Final = 0x002C
_SUBDIRECTORY: Final = 0x2001
_SUBDIRECTORY_MARK: Final = b"[Ricoh Camera Info]\0"


def _layout(note: Note) -> Layout | None:
    if "RICOH" not in note.make.upper():
        return None
    if note.head[:5].upper() == b"RICOH" or note.head.startswith((b"      ", b"MM\0*", b"II*\0")):
        return Layout(note.start + 8, 0, note.order)
    return None


def _text(note: Note) -> Layout | None:
    """Early cameras wrote a line of text, such as ``Rv0405;Rg0;``."""
    return Layout(note.stop, 0, note.order) if note.make.upper().startswith("RICOH") else None


def _more(note: Note, directory: Directory) -> Iterator[Finding]:
    entry = directory.get(_SERIAL) if _SERIAL in directory else None
    content = directory.bytes_of(entry) if entry else b""
    if entry and content.strip(b"\0 "):
        trimmed = shown(content)
        text = trimmed if trimmed.isascii() and trimmed.isalnum() else content.hex()
        yield note.found("camera-serial", "Ricoh SerialNumber", text, entry)
    yield from _subdirectory(note, directory)


def _subdirectory(note: Note, directory: Directory) -> Iterator[Finding]:
    entry = directory.get(_SUBDIRECTORY) if _SUBDIRECTORY in directory else None
    if entry is None or not directory.bytes_of(entry).startswith(_SUBDIRECTORY_MARK):
        return
    start = entry.start + len(_SUBDIRECTORY_MARK)
    inner = type(directory)(directory.content, ">", start, directory.base)
    for tag in (0x0004, 0x0005):
        made = inner.get(tag)
        text = inner.text_of(made) if made else ""
        if made and text[:1].isdigit():
            yield note.found("camera-serial", "Ricoh ManufactureDate", text, made)
    info = inner.get(_SERIAL_INFO)
    block = inner.bytes_of(info) if info else b""
    for name, code, at in (
        ("BodySerialNumber", "camera-serial", 16),
        ("LensSerialNumber", "lens-serial", 48),
    ):
        serial = shown(block[at : at + 16])
        if info and serial:
            yield note.found(code, f"Ricoh {name}", serial, info)


MAKERS: Final = (
    Maker("Ricoh", _layout, {0x0002: ("software", "FirmwareVersion")}, _more),
    Maker("Ricoh", _text),
)
