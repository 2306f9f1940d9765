"""What an XMP packet says, well-formed or not."""

from __future__ import annotations

import binascii
from typing import TYPE_CHECKING, Final

from toolkit.metadata.model import Kind, Payload
from toolkit.metadata.payloads.harms import found
from toolkit.metadata.payloads.opaque import kind_of, unknown
from toolkit.metadata.payloads.properties import Node, leaves, tell
from toolkit.metadata.payloads.properties.names import PICTURES
from toolkit.metadata.payloads.xmp.rdf import Packet, parse
from toolkit.metadata.payloads.xmp.scanning import scan
from toolkit.neutral import neutral

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.metadata.model import Finding

# JPEG puts a name before a packet, and further fields where it is an extended one.
_JPEG_PREFIX: Final = b"http://ns.adobe.com/xap/1.0/\0"
_LONGEST_PREFIX: Final = 128

_BLANKS: Final = b"\0 \t\r\n"
_UTF_32_MARKS: Final = ((b"\0\0\0<", "utf-32-be"), (b"<\0\0\0", "utf-32-le"))
_PICTURE_NAMES: Final = tuple(name.partition(":")[2].encode() for name in PICTURES)
_LEAST_PICTURE: Final = 16


def read(payload: Payload, content: bytes) -> Iterator[Finding]:
    """What an XMP packet says.

    Args:
        payload: Where it stands.
        content: The packet, in any encoding of Unicode. May be damaged in any way.
    """
    payload, content, packet = _packet(payload, content)
    yield from tell(payload, packet.root.parts)
    for about in packet.about.values():
        text = neutral(about.value.strip())
        code = "document-id" if ":" in text else "software"
        yield found(payload, code, about.name, text, about.start, about.stop)
    for remark in packet.comments:
        text = neutral(remark.value.strip())
        if text:
            yield found(payload, "comment", "XMP remark", text, remark.start, remark.stop)
    languages = [tag for tag in packet.languages if not tag.lower().startswith("en")]
    if languages:
        text = neutral(", ".join(languages))
        yield found(payload, "language", "XMP xml:lang", text, 0, len(content))
    rest = content[packet.stop :]
    if rest.strip(_BLANKS):
        narrow, offset = (rest.replace(b"\0", b""), 0) if b"\0" in rest else (content, packet.stop)
        shifted = payload if narrow is content else _inflated(payload, narrow)
        yield from tell(shifted, list(scan(narrow, offset)))
        label = "XMP, behind the packet" if packet.whole else "XMP, broken"
        yield unknown(payload, label, content, packet.stop, len(content))


def nested(payload: Payload, content: bytes) -> Iterator[Payload]:
    """Pictures that stand in a packet as Base64."""
    narrow = content.replace(b"\0", b"")
    if not any(name in narrow for name in _PICTURE_NAMES):
        return
    payload, _, packet = _packet(payload, content)
    for leaf in leaves(packet.root):
        if leaf.name not in PICTURES:
            continue
        picture = _decoded(leaf)
        if len(picture) < _LEAST_PICTURE:
            continue
        kind = kind_of(picture) or Kind.PICTURE
        start, stop = payload.start, payload.stop
        if payload.content is None:
            start, stop = payload.start + leaf.start, payload.start + leaf.stop
        yield Payload(kind, start, stop, f"XMP {leaf.name}", picture)


def _packet(payload: Payload, content: bytes) -> tuple[Payload, bytes, Packet]:
    """The packet, in an encoding that expat knows."""
    for mark, encoding in _UTF_32_MARKS:
        if mark in content[:16]:
            content = content.decode(encoding, "replace").encode()
            payload = _inflated(payload, content)
    prefix = len(_JPEG_PREFIX) if content.startswith(_JPEG_PREFIX) else 0
    start = max(content.find(b"<", prefix, _LONGEST_PREFIX), prefix)
    if content[start : start + 2] == b"<\0":
        # UTF-16, where a letter begins with its zero when the order is big-endian.
        return payload, content, parse(content, start - (start - prefix) % 2)
    trimmed = content.rstrip(_BLANKS)
    packet = parse(trimmed, start)
    if packet.stop == len(trimmed):
        packet.stop = len(content)
    return payload, content, packet


def _inflated(payload: Payload, content: bytes) -> Payload:
    """The payload with its bytes in another encoding: only the whole can be pointed at."""
    return Payload(payload.kind, payload.start, payload.stop, payload.label, content)


def _decoded(leaf: Node) -> bytes:
    """The bytes of a value in Base64; padding is often lost."""
    try:
        return binascii.a2b_base64(leaf.value.encode("ascii", "ignore") + b"==")
    except binascii.Error:
        return b""
