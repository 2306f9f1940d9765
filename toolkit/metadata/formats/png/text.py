"""What dropped chunks say: text, raw profiles, times (PNG third edition, 11.3.3)."""

from __future__ import annotations

import struct
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from toolkit.metadata import limits
from toolkit.metadata.formats.png.colour import profile_in
from toolkit.metadata.formats.png.stream import inflate_text
from toolkit.metadata.model import Kind, Payload

if TYPE_CHECKING:
    from collections.abc import Callable

    from toolkit.metadata.formats.png.chunks import Chunk
    from toolkit.metadata.source import Source

# 11.3.3.2: a keyword has at most 79 bytes.
_KEYWORD_BYTES: Final = 79
_RAW_PROFILE: Final = "Raw profile type "
_XMP: Final = "XML:com.adobe.xmp"
_EXIF_MARK: Final = b"Exif\0\0"


class Telling:
    """Reads the payloads of chunks, within one bound for all that has to be held in memory.

    Args:
        source: The file.
    """

    def __init__(self, source: Source) -> None:
        self._source = source
        self.left = limits.INFLATED_BYTES

    def payloads(self, chunk: Chunk) -> tuple[Payload, ...]:
        """What a chunk says; the whole of it, unexplained, where it cannot be read."""
        read = _READERS.get(chunk.name)
        if read is not None and chunk.size <= limits.PAYLOAD_BYTES:
            data = self._source.read(chunk.data, chunk.end)
            payloads = tuple(read(chunk, data, self.left))
            self.left -= sum(len(p.content or b"") for p in payloads)
            if payloads and self.left >= 0:
                return payloads
            self.left = max(self.left, 0)
        kind = Kind.JUMBF if chunk.name == b"caBX" else Kind.OPAQUE
        return (Payload(kind, chunk.data, chunk.end, chunk.label),)


def exif_of(content: bytes) -> bytes:
    """A TIFF structure without the mark that belongs to JPEG and that some programs write here."""
    return content.removeprefix(_EXIF_MARK)


def _latin_text(chunk: Chunk, data: bytes, _most: int) -> list[Payload]:
    keyword, separator, text = data.partition(b"\0")
    if not separator:
        return [Payload(Kind.COMMENT, chunk.data, chunk.end, "tEXt")]
    return _told(chunk, keyword, text, text.decode("latin-1").encode())


def _compressed_text(chunk: Chunk, data: bytes, most: int) -> list[Payload]:
    keyword, _, rest = data.partition(b"\0")
    text = inflate_text(rest[1:], most)
    return [] if text is None else _told(chunk, keyword, text, text.decode("latin-1").encode())


def _international_text(chunk: Chunk, data: bytes, most: int) -> list[Payload]:
    keyword, _, rest = data.partition(b"\0")
    language, _, rest_of_it = rest[2:].partition(b"\0")
    translated, _, text = rest_of_it.partition(b"\0")
    if rest[:1] == b"\1":
        inflated = inflate_text(text, most)
        if inflated is None:
            return []
        text = inflated
    payloads = _told(chunk, keyword, text, text.decode("utf-8", "replace").encode())
    for label, extra in (("iTXt language", language), ("iTXt translated keyword", translated)):
        if extra:
            told = extra.decode("utf-8", "replace").encode()
            payloads.append(Payload(Kind.TEXT, chunk.data, chunk.end, label, told))
    return payloads


def _told(chunk: Chunk, keyword: bytes, raw: bytes, text: bytes) -> list[Payload]:
    """Text by its keyword: some keywords announce another language."""
    label = keyword[:_KEYWORD_BYTES].decode("latin-1")
    kind, content = Kind.TEXT, text
    if label == _XMP:
        kind, content = Kind.XMP, raw
    elif label.startswith(_RAW_PROFILE):
        profile = _raw_profile(raw)
        if profile is not None:
            kind, content = _kind_of_profile(label.removeprefix(_RAW_PROFILE), profile)
    return [Payload(kind, chunk.data, chunk.end, label, content)]


def _raw_profile(text: bytes) -> bytes | None:
    """The bytes that ImageMagick writes as text: name, length and hexadecimal digits, in lines."""
    words = text.split(None, 2)
    if len(words) < 3:
        return None
    try:
        return bytes.fromhex(words[2].decode("ascii"))
    except ValueError:
        return None


def _kind_of_profile(name: str, profile: bytes) -> tuple[Kind, bytes]:
    if profile.startswith(_EXIF_MARK) or name == "exif":
        return Kind.EXIF, exif_of(profile)
    if name in {"icc", "icm"}:
        return Kind.ICC, profile
    if profile.startswith(b"8BIM"):
        return Kind.PHOTOSHOP, profile
    if name == "iptc":
        return Kind.IPTC, profile
    if name == "xmp" or b"<x:xmpmeta" in profile:
        return Kind.XMP, profile.removeprefix(b"http://ns.adobe.com/xap/1.0/\0")
    return Kind.OPAQUE, profile


def _time(chunk: Chunk, data: bytes, _most: int) -> list[Payload]:
    if len(data) != 7:
        return []
    year, month, day, hour, minute, second = struct.unpack(">H5B", data)
    try:
        told = datetime(year, month, day, hour, minute, second, tzinfo=UTC)
    except ValueError:
        return []
    content = told.isoformat().encode()
    return [Payload(Kind.TIME, chunk.data, chunk.end, "tIME", content)]


def _exif(chunk: Chunk, data: bytes, _most: int) -> list[Payload]:
    start = chunk.end - len(exif_of(data))
    return [Payload(Kind.EXIF, start, chunk.end, "eXIf")]


def _profile(chunk: Chunk, data: bytes, most: int) -> list[Payload]:
    profile = profile_in(data)
    if profile is None or len(profile) > most:
        return []
    name = data.partition(b"\0")[0][:_KEYWORD_BYTES].decode("latin-1")
    return [Payload(Kind.ICC, chunk.data, chunk.end, f"iCCP {name}", profile)]


_READERS: Final[dict[bytes, Callable[[Chunk, bytes, int], list[Payload]]]] = {
    b"tEXt": _latin_text,
    b"zTXt": _compressed_text,
    b"iTXt": _international_text,
    b"tIME": _time,
    b"eXIf": _exif,
    b"iCCP": _profile,
}
