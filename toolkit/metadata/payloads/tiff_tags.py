"""What each tag of Exif, TIFF, DNG and GeoTIFF says about a person, in one table.

Sources: Exif 3.0 (CIPA DC-008-2023), 4.6; TIFF 6.0; TIFF/EP (ISO 12234-2); DNG 1.7.1; OGC GeoTIFF
1.1; Microsoft's property tags 0x50xx; the rest as ExifTool's public tag tables list it.
"""

from __future__ import annotations

from typing import Final

from toolkit.metadata.model import Kind

POINTERS: Final = {
    0x8769: "Exif",
    0x8825: "GPS",
    0xA005: "Interop",
    0x014A: "SubIFD",
    0x0190: "GlobalParameters",
    0xC6F5: "Profile",
}
"""Tags that lead to further directories."""

MAKER_NOTE: Final = 0x927C
USER_COMMENT: Final = 0x9286
COMPRESSION: Final = 0x0103
STRIPS: Final = 0x0111
STRIP_LENGTHS: Final = 0x0117
MAKE: Final = 0x010F
MODEL: Final = 0x0110
PADDING: Final = 0xEA1C

TIMES: Final = {
    0x9003: ("time-taken", "DateTimeOriginal", 0x9291, 0x9011),
    0x9004: ("time-taken", "DateTimeDigitized", 0x9292, 0x9012),
    0x0132: ("time-changed", "DateTime", 0x9290, 0x9010),
    0xC71B: ("time-changed", "PreviewDateTime", 0, 0),
    0x5033: ("time-changed", "ThumbnailDateTime", 0, 0),
    0x885E: ("time-told", "FaxRecvTime", 0, 0),
}
"""Dates by tag: their code, name, and the tags of their fractions of a second and time zone."""

WINDOWS_TEXT: Final = {
    0x9C9B: ("title", "XPTitle"),
    0x9C9C: ("comment", "XPComment"),
    0x9C9D: ("author", "XPAuthor"),
    0x9C9E: ("keywords", "XPKeywords"),
    0x9C9F: ("comment", "XPSubject"),
}
"""Texts that Windows writes in UTF-16, little-endian, whatever the byte order of the file."""

TOLD: Final = {
    # Who
    0x013B: ("author", "Artist"),
    0x8298: ("copyright", "Copyright"),
    0xA430: ("owner", "CameraOwnerName"),
    0xA437: ("author", "Photographer"),
    0xA438: ("author", "ImageEditor"),
    0xFDE8: ("owner", "OwnerName"),
    0x5034: ("author", "ThumbnailArtist"),
    0x503B: ("copyright", "ThumbnailCopyright"),
    0xC6FE: ("copyright", "ProfileCopyright"),
    0x82A8: ("owner", "MDLabName"),
    0x885D: ("contact", "FaxSubAddress"),
    # Words people wrote
    0x010D: ("title", "DocumentName"),
    0x014D: ("comment", "InkNames"),
    0x010E: ("comment", "ImageDescription"),
    0x011D: ("title", "PageName"),
    0x4747: ("comment", "XP_DIP_XML"),
    0x5025: ("comment", "ThumbnailDescription"),
    0x80A4: ("comment", "WangAnnotation"),
    0x8546: ("comment", "SEMInfo"),
    0x9212: ("comment", "SecurityClassification"),
    0xA436: ("title", "ImageTitle"),
    0xA480: ("comment", "GDALMetadata"),
    0xA481: ("comment", "GDALNoData"),
    0xC697: ("comment", "ImageJMetadata"),
    0xC427: ("comment", "OceScanjobDesc"),
    0xC44F: ("comment", "Annotations"),
    0xC6D2: ("title", "PanasonicTitle"),
    0xC6D3: ("title", "PanasonicTitle2"),
    0xC7D8: ("comment", "ZIFAnnotations"),
    # Which device
    0xA431: ("camera-serial", "BodySerialNumber"),
    0xC62F: ("camera-serial", "CameraSerialNumber"),
    0xFDE9: ("camera-serial", "SerialNumber"),
    0xA435: ("lens-serial", "LensSerialNumber"),
    0x013C: ("host-computer", "HostComputer"),
    0x0151: ("host-computer", "TargetPrinter"),
    0xC7A1: ("host-computer", "CameraLabel"),
    # Which picture
    0xA420: ("unique-id", "ImageUniqueID"),
    0x800D: ("unique-id", "ImageID"),
    0x9009: ("unique-id", "GooglePlusUploadCode"),
    0xC429: ("unique-id", "OceIDNumber"),
    0xC65D: ("unique-id", "RawDataUniqueID"),
    0xC71C: ("unique-id", "RawImageDigest"),
    0xC71D: ("unique-id", "OriginalRawFileDigest"),
    0xC7A7: ("unique-id", "NewRawImageDigest"),
    0xCEA1: ("unique-id", "SEAL"),
    0x9211: ("photo-count", "ImageNumber"),
    # When
    0x882A: ("time-zone", "TimeZoneOffset"),
    0x82AA: ("time-told", "MDPrepDate"),
    0x82AB: ("time-told", "MDPrepTime"),
    0xC763: ("time-told", "TimeCodes"),
    # Where
    0x84E0: ("place-name", "Site"),
    0x9400: ("sensor-reading", "Temperature"),
    0x9401: ("sensor-reading", "Humidity"),
    0x9402: ("sensor-reading", "Pressure"),
    0x9403: ("sensor-reading", "WaterDepth"),
    0x9404: ("camera-motion", "Acceleration"),
    0x9405: ("camera-motion", "CameraElevationAngle"),
    # What happened to it
    0x4746: ("rating", "Rating"),
    0x4749: ("rating", "RatingPercent"),
    0x9213: ("edit-history", "ImageHistory"),
    0xA004: ("file-name", "RelatedSoundFile"),
    0xA462: ("edit-history", "SourceExposureTimesOfCompositeImage"),
    0xC573: ("file-name", "OriginalFileName"),
    0xC68B: ("file-name", "OriginalRawFileName"),
    0xC789: ("file-name", "ReelName"),
    0xFE4C: ("file-name", "RawFile"),
    0x000B: ("software", "ProcessingSoftware"),
    0x0131: ("software", "Software"),
    0x5032: ("software", "ThumbnailSoftware"),
    0xA439: ("software", "CameraFirmware"),
    0xA43A: ("software", "RAWDevelopingSoftware"),
    0xA43B: ("software", "ImageEditingSoftware"),
    0xA43C: ("software", "MetadataEditingSoftware"),
    0xAFC0: ("software", "ExpandSoftware"),
    0xC716: ("software", "PreviewApplicationName"),
    0xC717: ("software", "PreviewApplicationVersion"),
    0xC718: ("software", "PreviewSettingsName"),
    0xFE4D: ("software", "Converter"),
    # With what
    0x5026: ("lens-model", "ThumbnailEquipMake"),
    0x5027: ("lens-model", "ThumbnailEquipModel"),
    0x827D: ("lens-model", "Model2"),
    0xA433: ("lens-model", "LensMake"),
    0xA434: ("lens-model", "LensModel"),
    0xC614: ("lens-model", "UniqueCameraModel"),
    0xC615: ("lens-model", "LocalizedCameraModel"),
    0xFDEA: ("lens-model", "Lens"),
}
"""Tags with a value that is told as it stands: the code of the finding and the tag's name."""

INNER: Final = {
    0x02BC: (Kind.XMP, "XMP"),
    0x83BB: (Kind.IPTC, "IPTC"),
    0x8568: (Kind.IPTC, "AFCP IPTC"),
    0x8649: (Kind.PHOTOSHOP, "Photoshop"),
    0x8773: (Kind.ICC, "ICC profile"),
    0xC68F: (Kind.ICC, "AsShotICCProfile"),
    0xC691: (Kind.ICC, "CurrentICCProfile"),
    0xCD41: (Kind.JUMBF, "JUMBF"),
    0x501B: (Kind.PICTURE, "ThumbnailData"),
    0xC51B: (Kind.EXIF, "Hasselblad Exif"),
    0xC68C: (Kind.OPAQUE, "OriginalRawFileData"),
    0xC634: (Kind.OPAQUE, "DNGPrivateData"),
    0xC4A5: (Kind.OPAQUE, "PrintIM"),
    0xC7D7: (Kind.TEXT, "ZIFMetadata"),
}
"""Tags whose value is written in a language of its own."""

MAP: Final = {
    0x830E: "ModelPixelScale",
    0x8480: "IntergraphMatrix",
    0x8482: "ModelTiepoint",
    0x85D8: "ModelTransformation",
    0x87B0: "GeoDoubleParams",
    0x87B1: "GeoAsciiParams",
}
"""Tags that lay a picture on the map (OGC GeoTIFF 1.1, 7.1)."""

SETTINGS: Final = frozenset(
    {0x829A, 0x829D, 0x8822, 0x8824, 0x8827, 0x8828, 0x882B}
    | set(range(0x8830, 0x8836))
    | set(range(0x9201, 0x920F))
    | {0x9214, 0xA20B, 0xA20C, 0xA20E, 0xA20F, 0xA210, 0xA214, 0xA215, 0xA217}
    | set(range(0xA300, 0xA303))
    | set(range(0xA401, 0xA413))
    | {0xA432, 0xA460, 0xA461, 0xA500}
)
"""How the picture was taken: exposure, flash, lens, zoom."""

STRUCTURE: Final = frozenset(
    set(range(0x00FE, 0x010B))
    | {0x0111, 0x0112}
    | set(range(0x0115, 0x011D))
    | set(range(0x011E, 0x012D))
    | {0x012D}
    | set(range(0x013D, 0x014A))
    | {0x014C, 0x014E, 0x014F, 0x0150}
    | set(range(0x0152, 0x0160))
    | set(range(0x0191, 0x0196))
    | set(range(0x01B1, 0x01B6))
    | set(range(0x0200, 0x0215))
    | {0x022F, 0x0303, 0x1000, 0x1001, 0x1002, 0x80E3, 0x80E4, 0x80E5, 0x80E6}
    | {0x9000, 0x9101, 0x9102, 0xA000, 0xA001, 0xA002, 0xA003, 0xA005}
    | {0x9290, 0x9291, 0x9292, 0x9010, 0x9011, 0x9012, 0x87AF, 0xEA1D}
)
"""What a reader needs to find its way, and what is joined into another finding."""

TABLES: Final = frozenset({0x0111, 0x0117, 0x0120, 0x0121, 0x0123, 0x012D, 0x0140, 0x0144, 0x0145})
"""Tags whose values are many numbers, which can look like anything."""

INTEROPERABILITY: Final = frozenset({0x0001, 0x0002, 0x1000, 0x1001, 0x1002})
