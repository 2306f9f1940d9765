"""What was appended to a picture: viewers stop at its end, so anything can stand behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from toolkit.metadata.model import Kind, Payload

if TYPE_CHECKING:
    from toolkit.metadata.source import Source

_PICTURES: Final = (
    b"\x89PNG\r\n\x1a\n",
    b"\xff\xd8\xff",
    b"GIF87a",
    b"GIF89a",
    b"II*\0",
    b"MM\0*",
)
# ISO/IEC 23008-12 and the AVIF specification: brands of files whose first thing is a picture.
_PICTURE_BRANDS: Final = (b"heic", b"heix", b"mif1", b"msf1", b"avif", b"avis")
_SAMSUNG_END: Final = b"SEFT"
_PNG_END: Final = b"IEND\xaeB`\x82"


def appended(source: Source, start: int, label: str) -> Payload:
    """What stands from `start` to the end of a file.

    Args:
        source: The file.
        start: Where the picture ends, before the end of the file.
        label: What to call it where nothing better is known.
    """
    head = source.read(start, min(start + 12, source.size))
    kind = Kind.OPAQUE
    if head.startswith(_PICTURES) or (head[:4] == b"RIFF" and head[8:] == b"WEBP"):
        kind = Kind.PICTURE
    elif head[4:8] == b"ftyp":
        kind = Kind.PICTURE if head[8:] in _PICTURE_BRANDS else Kind.VIDEO
    elif source.holds(source.size - 4, _SAMSUNG_END):
        kind = Kind.SAMSUNG
    elif source.holds(source.size - 8, _PNG_END):
        # CVE-2023-21036: a smaller picture was written over a larger one, whose rest is still here.
        label += ", the rest of another PNG"
    return Payload(kind, start, source.size, label)
