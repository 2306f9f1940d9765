"""Image resources: what Photoshop and its relatives keep beside a picture.

Source: Adobe Photoshop File Formats Specification (November 2019), Image Resource Blocks.
"""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from toolkit.metadata.model import Kind
from toolkit.metadata.payloads import photoshop_resources as resources
from toolkit.metadata.payloads.exif import inner
from toolkit.metadata.payloads.harms import found
from toolkit.metadata.payloads.opaque import unknown
from toolkit.neutral import neutral

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.metadata.model import Finding, Payload

_PREFIX: Final = re.compile(rb"(?:Photoshop 3\.0\0|Adobe_Photoshop2\.5:)?")
# Beside Photoshop's own: ImageReady, PhotoDeluxe, Lightroom, and a file of channels.
_SIGNATURES: Final = frozenset({b"8BIM", b"MeSa", b"PHUT", b"AgHg", b"DCSR"})

_THUMBNAIL_HEAD: Final = 28
_JPEG_THUMBNAIL: Final = 1

# Words in UTF-16, big-endian, as descriptors hold them, and in bytes. Bounded, so linear.
_WIDE_WORDS: Final = re.compile(rb"(?:[\x00-\x06][\x20-\xff]){3,256}")
_WORDS: Final = re.compile(rb"[\x20-\x7e]{4,256}")
_MOST_WORDS: Final = 40

# Photoshop writes about forty.
_MOST: Final = 5_000


@dataclass(frozen=True, slots=True)
class _Resource:
    """One resource: its number, the name a person may have given it, and where its data is."""

    number: int
    name: bytes
    start: int
    stop: int


def read(payload: Payload, content: bytes) -> Iterator[Finding]:
    """What image resources say.

    Args:
        payload: Where they stand.
        content: Resources one after the other, with or without the mark that JPEG puts before
            them. May be damaged in any way.
    """
    settings = 0
    position = 0
    for resource in _resources(content):
        position = resource.stop + (resource.stop - resource.start) % 2
        if resource.number in resources.SETTINGS:
            settings += 1
        yield from _tell(payload, content, resource)
    position = max(position, _first(content))
    if content[position:].strip(b"\0"):
        yield unknown(payload, "Photoshop", content, position, len(content))
    if settings:
        count = str(settings)
        yield found(payload, "edit-settings", "Photoshop", count, 0, len(content), count=count)


def nested(payload: Payload, content: bytes) -> Iterator[Payload]:
    """The resources that are written in a language of their own."""
    for resource in _resources(content):
        if resource.number in resources.INNER:
            kind, label = resources.INNER[resource.number]
            yield inner(payload, content, kind, label, resource.start, resource.stop)
        elif resource.number in resources.THUMBNAILS and _is_jpeg(content, resource):
            label = f"Photoshop {resources.THUMBNAILS[resource.number]}"
            start = resource.start + _THUMBNAIL_HEAD
            yield inner(payload, content, Kind.PICTURE, label, start, resource.stop)


def _first(content: bytes) -> int:
    """Where the first resource begins."""
    prefix = _PREFIX.match(content)
    return prefix.end() if prefix else 0


def _resources(content: bytes) -> Iterator[_Resource]:
    """The resources, until the first that does not fit."""
    position = _first(content)
    for _ in range(_MOST):
        if content[position : position + 4] not in _SIGNATURES or position + 12 > len(content):
            return
        number = int.from_bytes(content[position + 4 : position + 6], "big")
        length = content[position + 6]
        name = content[position + 7 : position + 7 + length]
        # The name with its length byte is padded to an even number of bytes, as is the data.
        head = position + 6 + (length + 2) // 2 * 2
        size = int.from_bytes(content[head : head + 4], "big")
        start, stop = head + 4, head + 4 + size
        if stop > len(content):
            return
        yield _Resource(number, name, start, stop)
        position = stop + size % 2


def _tell(payload: Payload, content: bytes, resource: _Resource) -> Iterator[Finding]:
    """What one resource says by itself."""
    number, start, stop = resource.number, resource.start, resource.stop
    name = neutral(resource.name.strip(b"\0 "))
    if number in resources.PATHS:
        yield found(payload, "edit-history", "Photoshop path", name or "path", start, stop)
    elif name:
        tag = f"Photoshop 0x{number:04X} name"
        yield found(payload, "comment", tag, name, start - 4 - len(resource.name), start - 4)
    if number in resources.TEXTS:
        code, tag = resources.TEXTS[number]
        text = _pascal(content[start:stop])
        if text:
            yield found(payload, code, f"Photoshop {tag}", text, start, stop)
    elif number in resources.WORDS:
        code, tag = resources.WORDS[number]
        text = _words(content, start, stop)
        if text:
            yield found(payload, code, f"Photoshop {tag}", text, start, stop)
    elif number in _READERS:
        yield from _READERS[number](payload, content, resource)
    elif number not in _SILENT and content[start:stop].strip(b"\0"):
        yield unknown(payload, f"Photoshop 0x{number:04X}", content, start, stop)


def _version(payload: Payload, content: bytes, resource: _Resource) -> Iterator[Finding]:
    """Which program wrote the file, and which can read it."""
    text = _words(content, resource.start, resource.stop)
    yield found(
        payload, "software", "Photoshop Version info", text or "Photoshop",
        resource.start, resource.stop,
    )  # fmt: skip


def _slices(payload: Payload, content: bytes, resource: _Resource) -> Iterator[Finding]:
    """The slices of a web page; their group has the name that the file had."""
    text = _words(content, resource.start, resource.stop)
    if text:
        yield found(payload, "file-name", "Photoshop Slices", text, resource.start, resource.stop)


def _copyright(payload: Payload, content: bytes, resource: _Resource) -> Iterator[Finding]:
    if content[resource.start : resource.stop].strip(b"\0"):
        yield found(
            payload, "copyright", "Photoshop Copyright flag", "1", resource.start, resource.stop
        )


def _digest(payload: Payload, content: bytes, resource: _Resource) -> Iterator[Finding]:
    digest = content[resource.start : resource.stop][:16]
    if digest.strip(b"\0"):
        yield found(
            payload, "document-id", "Photoshop Caption digest", digest.hex(),
            resource.start, resource.stop,
        )  # fmt: skip


def _printer(payload: Payload, content: bytes, resource: _Resource) -> Iterator[Finding]:
    """Windows' DEVMODE begins with the name of the printer, 32 characters of UTF-16."""
    words = content[resource.start : min(resource.stop, resource.start + 80)]
    text = neutral(words.decode("utf-16-le", "replace").strip("\0").split("\0")[0])
    if text:
        yield found(
            payload, "host-computer", "Photoshop Windows print settings", text,
            resource.start, resource.stop,
        )  # fmt: skip


def _raw_thumbnail(payload: Payload, content: bytes, resource: _Resource) -> Iterator[Finding]:
    """A thumbnail that is no JPEG: pixels as they are, which no other reader takes."""
    if _is_jpeg(content, resource) or resource.stop - resource.start < _THUMBNAIL_HEAD:
        return
    width, height = struct.unpack_from(">II", content, resource.start + 4)
    label = f"Photoshop {resources.THUMBNAILS[resource.number]}"
    size = resource.stop - resource.start - _THUMBNAIL_HEAD
    yield found(
        payload, "hidden-picture", label, f"{width} x {height}", resource.start, resource.stop,
        label=label, bytes=str(size), width=str(width), height=str(height),
    )  # fmt: skip


_SILENT: Final = frozenset({*resources.INNER, *resources.SETTINGS, *resources.PATHS})
_READERS: Final = {
    resources.VERSION: _version,
    resources.SLICES: _slices,
    resources.COPYRIGHT_FLAG: _copyright,
    resources.DIGEST: _digest,
    resources.WINDOWS_PRINTER: _printer,
    **dict.fromkeys(resources.THUMBNAILS, _raw_thumbnail),
}


def _is_jpeg(content: bytes, resource: _Resource) -> bool:
    kind = int.from_bytes(content[resource.start : resource.start + 4], "big")
    start = resource.start + _THUMBNAIL_HEAD
    return kind == _JPEG_THUMBNAIL and content[start : min(start + 3, resource.stop)] == (
        b"\xff\xd8\xff"
    )


def _pascal(data: bytes) -> str:
    """A text, with or without a byte before it that counts its letters."""
    if data and data[0] < len(data) and not data[1 + data[0] :].strip(b"\0"):
        data = data[1:]
    return neutral(data.strip(b"\0 "))


def _words(content: bytes, start: int, stop: int) -> str:
    """The words in a structure, each once."""
    found_words: dict[str, None] = {}
    for pattern, encoding in ((_WIDE_WORDS, "utf-16-be"), (_WORDS, "ascii")):
        for match in pattern.finditer(content, start, stop):
            found_words.setdefault(match.group().decode(encoding, "replace").strip())
            if len(found_words) >= _MOST_WORDS:
                break
    return neutral(", ".join(filter(None, found_words)))
