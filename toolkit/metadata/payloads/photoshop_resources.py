"""What each image resource of Photoshop says about a person, in one table.

Source: Adobe Photoshop File Formats Specification (November 2019), Image Resource IDs.
"""

from __future__ import annotations

from typing import Final

from toolkit.metadata.model import Kind

INNER: Final = {
    0x0404: (Kind.IPTC, "IPTC"),
    0x040F: (Kind.ICC, "ICC profile"),
    0x0422: (Kind.EXIF, "EXIF data 1"),
    0x0423: (Kind.EXIF, "EXIF data 3"),
    0x0424: (Kind.XMP, "XMP"),
}
"""Resources in a language of their own."""

THUMBNAILS: Final = {0x0409: "Thumbnail (Photoshop 4)", 0x040C: "Thumbnail"}
VERSION: Final = 0x0421
SLICES: Final = 0x041A
GUIDES: Final = 0x0408
COPYRIGHT_FLAG: Final = 0x040A
DIGEST: Final = 0x0425
WINDOWS_PRINTER: Final = 0x043D

PATHS: Final = range(0x07D0, 0x0BB7)
"""Saved paths; the resource's own name is what the person called it."""

TEXTS: Final = {
    0x03F0: ("comment", "Caption"),
    0x040B: ("contact", "URL"),
    0x0BB7: ("edit-history", "Clipping path name"),
}
"""Resources that are a text in bytes."""

WORDS: Final = {
    0x03E9: ("host-computer", "Print manager"),
    0x03EE: ("edit-history", "Alpha channel names"),
    0x0415: ("edit-history", "Alpha channel names"),
    0x041E: ("contact", "URL list"),
    0x0429: ("edit-history", "Layer comps"),
    0x0432: ("edit-history", "Measurement scale"),
    0x0433: ("edit-history", "Timeline"),
    0x0434: ("edit-history", "Sheet disclosure"),
    0x0436: ("edit-history", "Onion skins"),
    0x0438: ("edit-history", "Count information"),
    0x043A: ("host-computer", "Print information"),
    0x043B: ("host-computer", "Print style"),
    0x043C: ("host-computer", "macOS print info"),
    0x043E: ("file-name", "Auto save path"),
    0x043F: ("edit-history", "Auto save format"),
    0x0440: ("edit-history", "Path selection"),
    0x1B58: ("edit-history", "ImageReady variables"),
    0x1B59: ("edit-history", "ImageReady data sets"),
    0x1B5A: ("edit-history", "ImageReady default selection"),
    0x1F40: ("edit-history", "Lightroom workflow"),
}
"""Resources that hold words somewhere inside."""

SETTINGS: Final = frozenset(
    {0x03E8, 0x03ED, 0x03EF, *range(0x03F1, 0x0404), 0x0405, 0x0406, GUIDES, 0x040D, 0x0410}
    | {0x0411, 0x0412, 0x0413, 0x0414, 0x0416, 0x0417, 0x0419, 0x041B, 0x041D, 0x0426, 0x0428}
    | {0x042B, 0x042D, 0x042E, 0x042F, 0x0430, 0x0431, 0x0435, 0x0437, 0x0BB8, 0x2710, 0x2711}
)
"""Resources that only say how the picture was worked on; they are counted."""
