"""The formats that can be cleaned, and how one is told from another: by its bytes alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from toolkit.errors import NotReadableError, UnknownFormatError
from toolkit.metadata.formats.base import HEAD_BYTES, Format
from toolkit.metadata.formats.bmff import AVIF, HEIC
from toolkit.metadata.formats.bmp import BMP
from toolkit.metadata.formats.gif import GIF
from toolkit.metadata.formats.jpeg import JPEG
from toolkit.metadata.formats.png import PNG
from toolkit.metadata.formats.svg import SVG
from toolkit.metadata.formats.tiff import TIFF
from toolkit.metadata.formats.webp import WEBP

if TYPE_CHECKING:
    from toolkit.metadata.source import Source

# JPEG last: it may have bytes before its beginning, and other files may hold a JPEG.
FORMATS: Final[tuple[Format, ...]] = (AVIF, BMP, GIF, HEIC, PNG, SVG, TIFF, WEBP, JPEG)

# Raw camera files by their first bytes; those that are TIFF inside are told apart by its walk.
_RAW_SIGNATURES: Final = (
    b"FUJIFILMCCD-RAW",  # Fujifilm RAF
    b"II\x1a\x00\x00\x00HEAPCCDR",  # Canon CRW
    b"IIU\x00",  # Panasonic RW2
    b"IIRO",  # Olympus ORF
    b"IIRS",
    b"MMOR",
    b"FOVb",  # Sigma X3F
    b"\x00MRM",  # Minolta MRW
)


def identify(source: Source) -> Format:
    """The format of a file, by its content.

    Raises:
        NotReadableError: The file is empty.
        UnknownFormatError: It is none of `FORMATS`, or a raw camera file.
    """
    if source.size == 0:
        raise NotReadableError("empty")
    head = source.read(0, min(HEAD_BYTES, source.size))
    if head.startswith(_RAW_SIGNATURES) or head[4:12] == b"ftypcrx ":
        raise UnknownFormatError("raw-camera-file")
    for candidate in FORMATS:
        if candidate.recognises(head):
            return candidate
    raise UnknownFormatError("unknown-format")
