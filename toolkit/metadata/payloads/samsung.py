"""The trailer of Samsung phones: a directory at the very end, and blocks before it.

Nobody but Samsung has a standard for it. The shape: blocks of a type, a name and data, then `SEFH`,
a directory that counts back to each block, its length, and `SEFT`; as ExifTool's public source
tells it.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from toolkit.metadata.payloads import mobile_countries
from toolkit.metadata.payloads.exif import inner
from toolkit.metadata.payloads.harms import found
from toolkit.metadata.payloads.opaque import kind_of, unknown
from toolkit.neutral import neutral

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.metadata.model import Finding, Payload

_HEAD: Final = b"SEFH"
_END: Final = b"SEFT"
_ENTRY_BYTES: Final = 12
_MOST_ENTRIES: Final = 1_000
_NAME_BYTES: Final = 256

_TIME: Final = "Image_UTC_Data"
_COUNTRY: Final = "MCC_Data"
_DEPTH: Final = "Depth"
_SOUNDS: Final = ("SoundShot", "Sound_", "Audio")

# What a name begins with, and the code of the finding.
_TOLD: Final = (
    ("PhotoEditor_Re_Edit", "edit-history"),
    ("Photo_Editor", "edit-history"),
    ("Original_Path", "file-name"),
    ("BackupRestore", "file-name"),
    ("Re_Edit", "edit-history"),
    ("AI_", "edit-history"),
    ("GenerativeEdit", "edit-history"),
    ("Remaster", "edit-history"),
    ("Watermark", "edit-history"),
    ("Sticker", "edit-history"),
    ("Face", "faces"),
    ("Location", "place-name"),
    ("Camera", "camera-settings"),
    ("Auto_Enhance", "camera-settings"),
    ("Panorama", "camera-settings"),
    ("Color_Display", "camera-settings"),
    ("SlowMotion", "camera-settings"),
    ("SuperSlow", "camera-settings"),
    ("Selfie", "camera-settings"),
    ("Burst", "document-id"),
)


@dataclass(frozen=True, slots=True)
class _Block:
    """One block: its name, and where its data stands in the content."""

    name: str
    start: int
    stop: int


def read(payload: Payload, content: bytes) -> Iterator[Finding]:
    """What the trailer says.

    Args:
        payload: Where it stands.
        content: Everything from the first block to `SEFT`. May be damaged in any way.
    """
    blocks = list(_blocks(content))
    if not blocks:
        yield unknown(payload, payload.label, content, 0, len(content))
    for block in blocks:
        yield from _tell(payload, content, block)


def nested(payload: Payload, content: bytes) -> Iterator[Payload]:
    """Pictures, films and the like in the blocks."""
    for block in _blocks(content):
        kind = kind_of(content[block.start : min(block.stop, block.start + 64)])
        if kind is not None:
            label = f"Samsung {block.name}"
            yield inner(payload, content, kind, label, block.start, block.stop)


def _blocks(content: bytes) -> Iterator[_Block]:
    """The blocks that the directory leads to."""
    if len(content) < 20 or not content.endswith(_END):
        return
    (untrusted_length,) = struct.unpack_from("<I", content, len(content) - 8)
    directory = len(content) - 8 - untrusted_length
    if directory < 0 or content[directory : directory + 4] != _HEAD:
        return
    (untrusted_count,) = struct.unpack_from("<I", content, directory + 8)
    last = min(
        len(content) - 8, directory + 12 + _ENTRY_BYTES * min(untrusted_count, _MOST_ENTRIES)
    )
    for entry in range(directory + 12, last - _ENTRY_BYTES + 1, _ENTRY_BYTES):
        _, untrusted_back, untrusted_size = struct.unpack_from("<III", content, entry)
        start = directory - untrusted_back
        stop = start + untrusted_size
        if start < 0 or stop > directory or untrusted_size < 8:
            continue
        # A block repeats its type, then has its name with its length before it.
        (name_length,) = struct.unpack_from("<I", content, start + 4)
        if name_length <= min(_NAME_BYTES, untrusted_size - 8):
            data = start + 8 + name_length
            yield _Block(neutral(content[start + 8 : data]), data, stop)


def _tell(payload: Payload, content: bytes, block: _Block) -> Iterator[Finding]:
    """What one block says by itself."""
    start, stop, tag = block.start, block.stop, f"Samsung {block.name}"
    head = content[start : min(stop, start + 4096)].strip(b"\0")
    if not head or kind_of(content[start : min(stop, start + 64)]) is not None:
        return
    text = neutral(head)
    if block.name == _TIME:
        yield found(payload, "time-taken", tag, text, start, stop, time=_time(head))
    elif block.name == _COUNTRY:
        yield found(
            payload, "place-name", tag, text, start, stop, text=mobile_countries.named(text)
        )
    elif block.name.startswith(_SOUNDS):
        size = str(stop - start)
        yield found(payload, "hidden-sound", tag, "", start, stop, label=tag, bytes=size)
    elif _DEPTH in block.name:
        size = str(stop - start)
        yield found(payload, "hidden-picture", tag, "", start, stop, label=tag, bytes=size)
    else:
        for beginning, code in _TOLD:
            if block.name.startswith(beginning):
                yield found(payload, code, tag, text, start, stop, text=text, count="1")
                return
        yield unknown(payload, tag, content, start, stop)


def _time(digits: bytes) -> str:
    """Milliseconds since 1970 as ISO 8601, or the text as it stands."""
    if digits.isdigit() and 12 <= len(digits) <= 14:
        moment = datetime.fromtimestamp(int(digits) // 1000, UTC)
        return moment.isoformat()
    return neutral(digits)
