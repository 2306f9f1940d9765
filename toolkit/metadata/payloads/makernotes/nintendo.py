"""Nintendo: the number inside the console and its own clock."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from toolkit.metadata.payloads.makernotes.base import Layout, Maker
from toolkit.metadata.payloads.tiff_structure import integer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.metadata.model import Finding
    from toolkit.metadata.payloads.makernotes.base import Note
    from toolkit.metadata.payloads.tiff_structure import Directory

_CAMERA_INFO: Final = 0x1101
_EPOCH: Final = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


def _layout(note: Note) -> Layout | None:
    return Layout(note.start, 0, note.order) if note.make == "Nintendo" else None


def _more(note: Note, directory: Directory) -> Iterator[Finding]:
    entry = directory.get(_CAMERA_INFO) if _CAMERA_INFO in directory else None
    block = directory.bytes_of(entry) if entry else b""
    if entry is None or len(block) < 0x1C:
        return
    seconds = integer(block[8:12], directory.order)
    if seconds:
        # The clock of the console has no time zone.
        time = (_EPOCH + dt.timedelta(seconds=seconds)).strftime("%Y-%m-%dT%H:%M:%S")
        yield note.found("time-told", "Nintendo TimeStamp", time, entry)
    serial = block[0x18:0x1C]
    if serial.strip(b"\0"):
        yield note.found("camera-serial", "Nintendo InternalSerialNumber", serial.hex(), entry)


MAKERS: Final = (Maker("Nintendo", _layout, more=_more),)
