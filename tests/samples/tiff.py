"""TIFF files, by TIFF 6.0 and its notes and by what cameras and programs put into them."""

from __future__ import annotations

import struct
from dataclasses import replace
from typing import Final

from tests.samples import webp
from tests.samples.base import Marks, Sample
from tests.samples.jpeg_streams import COM, segment
from tests.samples.tiff_building import (
    ASCII,
    BYTE,
    DOUBLE,
    FLOAT,
    IFD,
    LONG,
    LONG8,
    RATIONAL,
    SHORT,
    UNDEFINED,
    Coded,
    Entries,
    File,
    coded,
    drawn,
    uncompressed,
)
from tests.samples.tiff_strips import STRIP_SAMPLES

TEXTS: Final = {
    269: "DocumentName", 270: "ImageDescription", 271: "Make", 272: "Model", 285: "PageName",
    305: "Software", 306: "DateTime", 315: "Artist", 316: "HostComputer", 333: "InkNames",
    337: "TargetPrinter", 32781: "ImageID", 33432: "Copyright", 34737: "GeoAsciiParams",
    42112: "GDAL_METADATA", 42113: "GDAL_NODATA", 42032: "private text", 50708: "UniqueCameraModel",
    50735: "CameraSerialNumber",
}  # fmt: skip

OPAQUE: Final = {
    700: "XMP", 34377: "Photoshop", 37724: "ImageSourceData", 40093: "XPAuthor",
    50838: "ImageJ sizes", 50839: "ImageJ", 59932: "padding", 65000: "private bytes",
    47: "below all tags",
}  # fmt: skip


def said(marks: Marks, file: File, place: str = "") -> Entries:
    """Tags of every kind that says something, with the directories they point to."""
    entries: Entries = {}
    for tag, name in TEXTS.items():
        entries[tag] = (ASCII, marks(f"{place}{name}") + b"\0")
    for tag, name in OPAQUE.items():
        entries[tag] = (UNDEFINED, marks(f"{place}{name}"))
    entries[33723] = (LONG, b"\x1c\x02\x50\0\x10" + marks(f"{place}IPTC") + b"\0\0\0")
    entries[33550] = (DOUBLE, marks(f"{place}ModelPixelScale") + bytes(8))
    entries[33922] = (DOUBLE, marks(f"{place}ModelTiepoint") + bytes(32))
    entries[34735] = (SHORT, marks(f"{place}GeoKeyDirectory"))
    entries[34736] = (DOUBLE, marks(f"{place}GeoDoubleParams"))
    entries[65001] = (RATIONAL, marks(f"{place}private rationals"))
    entries[65002] = (FLOAT, marks(f"{place}private numbers"))
    # A type that nobody defined: only its reader knows how long the value is.
    (behind,) = file.put(marks(f"{place}value of unknown type"))
    entries[65003] = (99, file.offset(behind))
    if file.big:
        entries[65004] = (LONG8, marks(f"{place}wide numbers"))
    interoperability = file.directory(
        {
            1: (ASCII, b"R98\0"),
            4096: (ASCII, marks(f"{place}Interoperability") + b"\0"),
        }
    )
    exif = file.directory(
        {
            36867: (ASCII, b"2026:05:03 14:22:10\0"),
            37500: (UNDEFINED, marks(f"{place}MakerNote")),
            37510: (UNDEFINED, b"ASCII\0\0\0" + marks(f"{place}UserComment")),
            40965: (LONG, interoperability),
            42033: (ASCII, marks(f"{place}BodySerialNumber") + b"\0"),
        }
    )
    gps = file.directory(
        {
            1: (ASCII, b"N\0"),
            2: (RATIONAL, [41, 1, 0, 1, 5436, 100]),
            27: (UNDEFINED, marks(f"{place}GPSProcessingMethod")),
        }
    )
    return entries | {34665: (LONG, exif), 34853: (IFD, gps)}


def resolution(file: File, across: int = 300, down: int = 300) -> Entries:
    del file
    return {282: (RATIONAL, [across, 1]), 283: (RATIONAL, [down, 1]), 296: (SHORT, 2)}


def everything(marks: Marks) -> bytes:
    file = File("<")
    file.put(marks("behind the header"))
    pixels = uncompressed(drawn("RGB"))
    placed = pixels.placed(file, before=marks("between strips"), after=marks("behind strips"))
    file.put(marks("gap"))
    file.page(
        placed
        | said(marks, file)
        | resolution(file)
        | {
            34675: (UNDEFINED, webp.profile(marks, "ICC")),
            301: (SHORT, marks("TransferFunction") * 96),
            318: (RATIONAL, marks("WhitePoint")),
            319: (RATIONAL, marks("PrimaryChromaticities") * 3),
            532: (RATIONAL, marks("ReferenceBlackWhite") * 3),
            320: (SHORT, marks("ColorMap without palette")),
            347: (UNDEFINED, marks("JPEGTables without JPEG")),
            291: (SHORT, marks("GrayResponseCurve")),
            336: (BYTE, marks("DotRange")),
            340: (DOUBLE, marks("SMinSampleValue")),
        }
    )
    return bytes(file.content) + marks("behind everything")


def surplus(marks: Marks) -> bytes:
    """More values than there are samples, strips or pictures. Pillow refuses some of them."""
    file = File("<")
    placed = uncompressed(drawn("RGBA")).placed(file)
    values = {
        256: [40], 257: [24], 258: [8] * 4, 259: [1], 262: [2], 266: [1], 274: [3], 277: [4],
        284: [1], 317: [1], 338: [2], 339: [1] * 4,
    }  # fmt: skip
    entries: Entries = {
        tag: (SHORT, file.packed(SHORT, several) + marks(f"surplus of tag {tag}"))
        for tag, several in values.items()
    }
    for tag in (273, 279):
        entries[tag] = (LONG, file.packed(*placed[tag]) + marks(f"surplus of tag {tag}"))
    entries[282] = (RATIONAL, file.packed(RATIONAL, [300, 1]) + marks("surplus of XResolution"))
    file.page(placed | entries)
    return bytes(file.content)


def calibrated(marks: Marks) -> bytes:
    file = File(">")
    placed = uncompressed(drawn("YCbCr")).placed(file)
    curve = [round(65535 * (step / 255) ** 2.2) for step in range(256)]
    file.page(
        placed
        | {
            530: (SHORT, [1, 1]),
            531: (SHORT, 1),
            529: (RATIONAL, [299, 1000, 587, 1000, 114, 1000]),
            532: (RATIONAL, [0, 1, 255, 1, 128, 1, 255, 1, 128, 1, 255, 1]),
            301: (SHORT, curve),
            318: (RATIONAL, [3127, 10000, 3290, 10000]),
            319: (RATIONAL, [64, 100, 33, 100, 3, 10, 6, 10, 15, 100, 6, 100]),
            315: (ASCII, marks("Artist") + b"\0"),
        }
    )
    return bytes(file.content)


def rationals(marks: Marks) -> bytes:
    """Rational numbers that are text: each is some number of the right size."""
    file = File("<")
    placed = uncompressed(drawn("YCbCr")).placed(file)
    file.page(
        placed
        | {
            530: (SHORT, [1, 1]),
            529: (RATIONAL, marks("YCbCrCoefficients") + file.packed(RATIONAL, [114, 1000])),
            532: (RATIONAL, b"".join(marks(f"ReferenceBlackWhite {n}") for n in range(3))),
            318: (RATIONAL, marks("WhitePoint")),
            301: (SHORT, marks("TransferFunction") * 32),
        }
    )
    return bytes(file.content)


def turned(marks: Marks) -> bytes:
    file = File(">")
    placed = coded(drawn("RGB"), "tiff_lzw").placed(file, after=marks("behind strips"))
    file.page(
        placed
        | {274: (SHORT, 6), 315: (ASCII, marks("Artist") + b"\0")}
        | resolution(file, 204, 98)
    )
    return bytes(file.content) + marks("behind everything")


def big_pages(marks: Marks) -> bytes:
    file = File("<", big=True)
    file.put(marks("behind the header"))
    for number, mode in enumerate(("RGB", "L", "CMYK")):
        placed = uncompressed(drawn(mode, (40 - number, 24))).placed(file)
        file.page(placed | said(marks, file, f"page {number} ") | {297: (SHORT, [number, 3])})
    return bytes(file.content) + marks("behind everything")


def big_sixteen_bits(marks: Marks) -> bytes:
    """Pillow takes a BigTIFF of this byte order for a classic one, and fails."""
    file = File(">", big=True)
    picture = drawn("I;16")
    pixels = uncompressed(picture)
    strips = tuple(
        struct.pack(f">{len(s) // 2}H", *struct.unpack(f"<{len(s) // 2}H", s))
        for s in pixels.strips
    )
    placed = Coded(strips, pixels.entries).placed(file, after=marks("behind strips"))
    file.page(placed | said(marks, file))
    return bytes(file.content)


def thumbnails(marks: Marks) -> bytes:
    """Previews below the first directory, one of them with a preview of its own."""
    file = File("<")
    small = drawn("RGB", (10, 6))
    inner = file.directory(
        uncompressed(small).placed(file, after=marks("behind the inner preview"))
        | {254: (LONG, 1), 315: (ASCII, marks("inner Artist") + b"\0")}
    )
    content = marks("pixels of a preview") + small.tobytes()[16:]
    preview = Coded((content,), uncompressed(small, 6).entries)
    outer = file.directory(
        preview.placed(file)
        | {254: (LONG, 1), 330: (LONG, inner), 315: (ASCII, marks("Artist") + b"\0")}
    )
    (jpeg_thumbnail,) = file.put(b"\xff\xd8" + segment(COM, marks("JPEG preview")) + b"\xff\xd9")
    other = file.directory({
        254: (LONG, 1), 259: (SHORT, 6), 513: (LONG, jpeg_thumbnail), 514: (LONG, 24),
    })  # fmt: skip
    placed = uncompressed(drawn("RGB")).placed(file)
    file.page(placed | {330: (IFD, [outer, other])})
    return bytes(file.content)


def hidden_pages(marks: Marks) -> bytes:
    """Pages of the chain that are thumbnails: marked so, marked so in the old way, Exif's way."""
    file = File(">")
    small = drawn("L", (10, 6))
    for number, entries in enumerate(
        ({}, {254: (LONG, 1)}, {255: (SHORT, 2)}, {254: (LONG, 8)}, {})
    ):
        pixels = uncompressed(small if number in {1, 2, 3} else drawn("L"))
        if number in {1, 2, 3}:
            content = marks(f"pixels of page {number}") + pixels.strips[0][16:]
            pixels = replace(pixels, strips=(content,))
        text: Entries = {270: (ASCII, marks(f"description of page {number}") + b"\0")}
        file.page(pixels.placed(file) | entries | text)
    (thumbnail,) = file.put(b"\xff\xd8" + segment(COM, marks("Exif thumbnail")) + b"\xff\xd9")
    file.page({259: (SHORT, 6), 513: (LONG, thumbnail), 514: (LONG, 24)})
    return bytes(file.content)


def mask(marks: Marks) -> bytes:
    """A page and the mask that says which of its pixels are seen."""
    file = File("<")
    file.page(uncompressed(drawn("RGB")).placed(file))
    pixels = uncompressed(drawn("1"))
    entries = pixels.entries | {254: (LONG, 4), 262: (SHORT, 4)}
    placed = Coded(pixels.strips, entries).placed(file, after=marks("behind the mask"))
    file.page(placed | {270: (ASCII, marks("description of the mask") + b"\0")})
    return bytes(file.content)


def shared(marks: Marks) -> bytes:
    """Two pages that show the same strips in two ways."""
    file = File("<")
    placed = uncompressed(drawn("L")).placed(file)
    file.page(placed | {315: (ASCII, marks("first Artist") + b"\0")})
    file.page(placed | {262: (SHORT, 0), 315: (ASCII, marks("second Artist") + b"\0")})
    return bytes(file.content)


def floating(marks: Marks) -> bytes:
    file = File("<")
    picture = drawn("L").convert("F")
    strips = (picture.tobytes(),)
    entries = uncompressed(picture, 24).entries | {258: (SHORT, 32), 339: (SHORT, 3)}
    file.page(
        Coded(strips, entries).placed(file, after=marks("behind strips"))
        | {340: (DOUBLE, marks("SMinSampleValue")), 341: (DOUBLE, marks("SMaxSampleValue"))}
    )
    return bytes(file.content)


def separated(marks: Marks) -> bytes:
    file = File(">")
    placed = uncompressed(drawn("CMYK")).placed(file, after=marks("behind strips"))
    file.page(
        placed
        | {
            332: (SHORT, 1),
            333: (ASCII, marks("InkNames") + b"\0"),
            337: (ASCII, marks("TargetPrinter") + b"\0"),
        }
    )
    return bytes(file.content)


def lab(marks: Marks) -> bytes:
    file = File("<")
    placed = uncompressed(drawn("LAB")).placed(file, before=marks("between strips"))
    file.page(placed)
    return bytes(file.content)


def alpha(marks: Marks) -> bytes:
    file = File("<")
    pixels = coded(drawn("RGBA"), "tiff_adobe_deflate", tiffinfo={317: 2})
    placed = pixels.placed(file, after=marks("behind strips"))
    file.page(placed | {315: (ASCII, marks("Artist") + b"\0")})
    return bytes(file.content)


TIFF_SAMPLES: Final = (
    Sample("tiff with everything", "TIFF", everything),
    Sample("tiff with surplus values", "TIFF", surplus, decodes=False),
    Sample("tiff calibrated", "TIFF", calibrated),
    Sample("tiff text in rationals", "TIFF", rationals),
    Sample("tiff turned, pixels not square, LZW", "TIFF", turned),
    Sample("bigtiff with pages", "TIFF", big_pages),
    Sample("bigtiff 16 bits, big-endian", "TIFF", big_sixteen_bits, decodes=False),
    Sample("tiff previews below", "TIFF", thumbnails),
    Sample("tiff hidden pages", "TIFF", hidden_pages, decodes=False),
    Sample("tiff mask", "TIFF", mask, decodes=False),
    Sample("tiff shared strips", "TIFF", shared),
    Sample("tiff floating point", "TIFF", floating),
    Sample("tiff CMYK", "TIFF", separated),
    Sample("tiff Lab", "TIFF", lab),
    Sample("tiff alpha", "TIFF", alpha),
    *STRIP_SAMPLES,
)
