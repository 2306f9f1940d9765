"""What extensions are for: timing and looping stay, all others go (GIF 89a, 23 to 26)."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Final

from toolkit.metadata.formats.gif import subblocks
from toolkit.metadata.model import Kind, Payload

if TYPE_CHECKING:
    from toolkit.metadata.formats.gif.blocks import Extension
    from toolkit.metadata.source import Source

GRAPHIC_CONTROL: Final = 0xF9
APPLICATION: Final = 0xFF
_PLAIN_TEXT: Final = 0x01
_COMMENT: Final = 0xFE

_LOOPS: Final = (b"NETSCAPE2.0", b"ANIMEXTS1.0")
_LOOP: Final = 1
_IDENTIFIER_BYTES: Final = 11

_TRANSPARENT: Final = 0x01
_RESERVED: Final = 0xE0

# XMP is written as it is, without sub-blocks; 258 bytes after it lead whoever takes it for
# sub-blocks to the terminator (XMP specification, part 3, 1.1.2).
_XMP: Final = b"XMP DataXMP"
_XMP_TRAILER_BYTES: Final = 258

_KINDS: Final = {
    _XMP: Kind.XMP,
    b"ICCRGBG1012": Kind.ICC,
    b"MGK8BIM0000": Kind.PHOTOSHOP,
    b"MGKIPTC0000": Kind.PHOTOSHOP,
    b"C2PA_GIF\x01\x00\x00": Kind.JUMBF,
}


def control_block(source: Source, extension: Extension) -> bytes | None:
    """A graphic control extension with nothing but its four fields.

    Returns:
        `None` where it is too short to be one.
    """
    size = source.read(extension.data, extension.data + 1)[0]
    if size < 4:
        return None
    flags, delay, transparent = struct.unpack(
        "<BHB", source.read(extension.data + 1, extension.data + 5)
    )
    if not flags & _TRANSPARENT:
        transparent = 0
    return struct.pack(
        "<BBBBHBB", 0x21, GRAPHIC_CONTROL, 4, flags & ~_RESERVED, delay, transparent, 0
    )


def transparent_index(control: bytes) -> int | None:
    """The colour that is not drawn, by a block of `control_block`."""
    return control[6] if control[3] & _TRANSPARENT else None


def loop_block(source: Source, extension: Extension) -> bytes | None:
    """An application extension that says how often to play, and nothing else.

    Returns:
        `None` where it is another one, or says nothing of the kind.
    """
    identifier = _identifier(source, extension)
    if identifier not in _LOOPS:
        return None
    for start, stop in subblocks.lengths(source, extension.data + 1 + _IDENTIFIER_BYTES):
        content = source.read(start, stop)
        if len(content) >= 3 and content[0] == _LOOP:
            head = bytes((0x21, APPLICATION, _IDENTIFIER_BYTES)) + identifier
            return head + b"\3" + content[:3] + b"\0"
    return None


def name_of(source: Source, extension: Extension) -> str:
    """What to call an extension."""
    if extension.label == APPLICATION:
        return "Application " + _identifier(source, extension).decode("latin-1")
    names = {GRAPHIC_CONTROL: "Graphic Control", _COMMENT: "Comment", _PLAIN_TEXT: "Plain Text"}
    return names.get(extension.label, f"Extension {extension.label:#04x}")


def payload_of(source: Source, extension: Extension) -> Payload:
    """What an extension that goes says."""
    name = name_of(source, extension)
    start, stop = extension.data, extension.stop
    if extension.label == _COMMENT:
        content = subblocks.joined(source, start)
        return Payload(Kind.COMMENT, start, stop, name, content)
    if extension.label == _PLAIN_TEXT:
        # The first sub-block says where and how the text is drawn.
        text = start + 1 + source.read(start, start + 1)[0]
        content = subblocks.joined(source, text) if text < stop else b""
        return Payload(Kind.COMMENT, start, stop, name, content)
    if extension.label != APPLICATION:
        return Payload(Kind.OPAQUE, start, stop, name, subblocks.joined(source, start))
    identifier = _identifier(source, extension)
    if len(identifier) < _IDENTIFIER_BYTES:
        return Payload(Kind.OPAQUE, start, stop, name, subblocks.joined(source, start))
    start += 1 + _IDENTIFIER_BYTES
    trailer = stop - _XMP_TRAILER_BYTES
    if identifier == _XMP and trailer > start and source.holds(trailer, b"\x01\xff\xfe"):
        return Payload(Kind.XMP, start, trailer, name)
    kind = _KINDS.get(identifier, Kind.OPAQUE)
    return Payload(kind, start, stop, name, subblocks.joined(source, start))


def _identifier(source: Source, extension: Extension) -> bytes:
    """The name of the application and its code: the first sub-block, if it is of their length."""
    size = source.read(extension.data, extension.data + 1)[0]
    if size != _IDENTIFIER_BYTES:
        return b""
    return source.read(extension.data + 1, extension.data + 1 + size)
