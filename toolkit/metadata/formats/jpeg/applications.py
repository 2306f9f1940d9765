"""What application segments and comments carry, by the identifiers they begin with.

Sources: JFIF 1.02; Exif 3.0, 4.7.2; XMP specification part 3, 1.1.3; ICC.1:2022, B.4; CIPA DC-007
(MPF); ISO/IEC 19566-5, annex D (JUMBF); ExifTool's list of JPEG tags for those without a standard.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from toolkit.metadata.formats.jpeg import markers
from toolkit.metadata.model import Kind

if TYPE_CHECKING:
    from toolkit.metadata.formats.jpeg.structure import Part
    from toolkit.metadata.source import Source

JFIF: Final = b"JFIF\0"
EXIF: Final = b"Exif\0"
EXIF_BYTES: Final = 6
"""The identifier and the zero after it."""
XMP: Final = b"http://ns.adobe.com/xap/1.0/\0"
EXTENDED_XMP: Final = b"http://ns.adobe.com/xmp/extension/\0"
PROFILE: Final = b"ICC_PROFILE\0"
JUMBF: Final = b"JP"
PHOTOSHOP: Final = b"Photoshop 3.0\0"
ADOBE: Final = b"Adobe"

_LONGEST: Final = 40


@dataclass(frozen=True, slots=True)
class Application:
    """What a kind of segment carries.

    Attributes:
        label: The name of the place.
        kind: The language of the payload.
        skip: Bytes from the beginning of the parameters to the payload.
    """

    label: str
    kind: Kind
    skip: int


_KNOWN: Final[tuple[tuple[int, bytes, str, Kind, int], ...]] = (
    (markers.APP0, JFIF, "JFIF", Kind.OPAQUE, 14),
    (markers.APP0, b"JFXX\0\x10", "JFXX thumbnail", Kind.PICTURE, 6),
    (markers.APP0, b"JFXX\0", "JFXX", Kind.OPAQUE, 6),
    (markers.APP1, EXIF, "Exif", Kind.EXIF, EXIF_BYTES),
    (markers.APP1, XMP, "XMP", Kind.XMP, len(XMP)),
    (markers.APP1, b"http://ns.adobe.com/xap/", "XMP", Kind.XMP, len(XMP)),
    (markers.APP1, EXTENDED_XMP, "extended XMP", Kind.XMP, len(EXTENDED_XMP) + 40),
    (markers.APP2, PROFILE, "ICC_PROFILE", Kind.ICC, len(PROFILE) + 2),
    (markers.APP2, b"MPF\0", "MPF", Kind.OPAQUE, 4),
    (markers.APP2, b"FPXR\0", "FPXR", Kind.OPAQUE, 5),
    (markers.APP3, b"Meta\0\0", "Meta", Kind.EXIF, 6),
    (markers.APP3, b"META\0\0", "Meta", Kind.EXIF, 6),
    (markers.APP3, b"Exif\0\0", "Meta", Kind.EXIF, 6),
    (markers.APP3, b"_JPSJPS_", "JPS", Kind.COMMENT, 8),
    (markers.APP10, b"UNICODE\0", "comment", Kind.COMMENT, 8),
    (markers.APP11, JUMBF, "JUMBF", Kind.JUMBF, 8),
    (markers.APP12, b"Ducky", "Ducky", Kind.OPAQUE, 5),
    (markers.APP12, b"", "picture info", Kind.COMMENT, 0),
    (markers.APP13, PHOTOSHOP, "Photoshop", Kind.PHOTOSHOP, len(PHOTOSHOP)),
    (markers.APP13, b"Adobe_Photoshop2.5:", "Photoshop", Kind.PHOTOSHOP, 0),
    (markers.APP14, ADOBE, "Adobe", Kind.OPAQUE, 12),
)


def application(source: Source, part: Part) -> Application:
    """What a segment that decoders do not need carries."""
    name = markers.name(part.marker)
    if part.marker == markers.COM:
        return Application(name, Kind.COMMENT, 0)
    head = source.read(part.body, min(part.body + _LONGEST, part.stop))
    for marker, identifier, label, kind, skip in _KNOWN:
        if marker == part.marker and head.startswith(identifier):
            return Application(f"{name} {label}", kind, skip)
    return Application(name, Kind.OPAQUE, 0)
