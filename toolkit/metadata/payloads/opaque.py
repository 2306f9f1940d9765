"""Bytes that nobody explained: told by their place, their size and what can be made out."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final

from toolkit.metadata.model import Kind
from toolkit.metadata.payloads.exif import inner
from toolkit.metadata.payloads.harms import found
from toolkit.neutral import neutral

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

# Parts that only a machine reads, by the name their format gives them: tables nobody uses, sizes,
# densities, codec headers. They go, and are no reason to worry; unless they are far too long.
_TECHNICAL: Final = frozenset(
    {"APP2 MPF", "APP14 Adobe", "DHT without use", "DQT without use", "DAC without use", "DRI"}
    | {"pHYs", "gAMA", "cHRM", "sRGB", "sBIT", "bKGD", "hIST", "PLTE", "cICP", "mDCV", "cLLI"}
    | {"VP8X", "temporal delimiter", "dinf", "iods", "fiel", "pasp", "ispe", "pixi", "hvcC"}
    | {"av1C", "sdtp", "sgpd", "sbgp", "colr", "clap", "irot", "imir"}
)
_TECHNICAL_BYTES: Final = 4096

# So many characters without a control among them are words and no accident.
_WORD_CHARACTERS: Final = 8
_TEXT_BYTES: Final = 400
_LINE_BREAKS: Final = "\n\r\t"


def read(payload: Payload, content: bytes) -> Iterator[Finding]:
    """That they are there, unless they are blank or in a language that another room reads."""
    if not content.strip(b"\0") or kind_of(content) or _reads_as_text(content):
        return
    if payload.label in _TECHNICAL and len(content) <= _TECHNICAL_BYTES:
        label, size = neutral(payload.label), str(len(content))
        text = neutral(content[:_HEAD_BYTES])
        yield found(
            payload, "technical-data", label, text, 0, len(content), label=label, bytes=size
        )
    else:
        yield unknown(payload, payload.label, content, 0, len(content))


def nested(payload: Payload, content: bytes) -> Iterator[Payload]:
    """The same bytes for the room that reads their language, where they have one."""
    kind = kind_of(content) or (Kind.COMMENT if _reads_as_text(content) else None)
    if kind is not None:
        yield inner(payload, content, kind, payload.label, 0, len(content))


def kind_of(content: bytes) -> Kind | None:
    """The language that some bytes begin in, or `None`."""
    for offset, beginning, kind in _BEGINNINGS:
        if content.startswith(beginning, offset):
            return kind
    return None


def _reads_as_text(content: bytes) -> bool:
    """Whether some bytes begin with words that a person could have written."""
    head = content[:_TEXT_BYTES].strip(b"\0")
    try:
        text = head.decode()
    except UnicodeDecodeError as error:
        # A character that we cut ourselves is no reason to doubt the rest.
        if error.start < len(head) - 3:
            return False
        text = head[: error.start].decode()
    return len(text.strip()) >= _WORD_CHARACTERS and not any(
        unicodedata.category(character)[0] == "C" and character not in _LINE_BREAKS
        for character in text
    )


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
