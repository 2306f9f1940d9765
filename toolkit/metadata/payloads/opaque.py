"""Bytes that nobody explained: told by their place, their size and what can be made out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from toolkit.metadata.model import Kind
from toolkit.metadata.payloads.exif import inner
from toolkit.metadata.payloads.harms import found
from toolkit.metadata.payloads.neutral import neutral

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.metadata.model import Finding, Payload

# The beginning of unexplained bytes, shown as they are.
_HEAD_BYTES: Final = 96

# What bytes in a known language begin with, and at which offset.
_BEGINNINGS: Final = (
    (0, b"Exif\0\0", Kind.EXIF),
    (0, b"<x:xmpmeta", Kind.XMP),
    (0, b"<?xpacket", Kind.XMP),
    (0, b"8BIM", Kind.PHOTOSHOP),
    (0, b"Photoshop 3.0\0", Kind.PHOTOSHOP),
    (0, b"\x1c\x02", Kind.IPTC),
    (36, b"acsp", Kind.ICC),
    (4, b"jumb", Kind.JUMBF),
    (0, b"\xff\xd8\xff", Kind.PICTURE),
    (0, b"\x89PNG\r\n\x1a\n", Kind.PICTURE),
    (0, b"GIF8", Kind.PICTURE),
    (8, b"WEBP", Kind.PICTURE),
    (4, b"ftyp", Kind.VIDEO),
)


def read(payload: Payload, content: bytes) -> Iterator[Finding]:
    """That they are there, unless they are blank or in a language that another room reads."""
    if content.strip(b"\0") and kind_of(content) is None:
        yield unknown(payload, payload.label, content, 0, len(content))


def nested(payload: Payload, content: bytes) -> Iterator[Payload]:
    """The same bytes for the room that reads their language, where they have one."""
    kind = kind_of(content)
    if kind is not None:
        yield inner(payload, content, kind, payload.label, 0, len(content))


def kind_of(content: bytes) -> Kind | None:
    """The language that some bytes begin in, or `None`."""
    for offset, beginning, kind in _BEGINNINGS:
        if content.startswith(beginning, offset):
            return kind
    return None


def unknown(payload: Payload, label: str, content: bytes, start: int, stop: int) -> Finding:
    """The finding for a part of a payload that nobody explained.

    Args:
        payload: Where it stands.
        label: What to call it; neutralised here.
        content: The content of the payload.
        start: Offset of its first byte in the content.
        stop: Offset after its last byte.
    """
    label = neutral(label)
    text = neutral(content[start : min(stop, start + _HEAD_BYTES)].strip(b"\0"))
    size = str(stop - start)
    return found(payload, "unknown-data", label, text, start, stop, label=label, bytes=size)
