"""TIFF files, by TIFF 6.0 and its notes and by what cameras and programs put into them."""

from __future__ import annotations

import lzma
import struct
import zlib
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from tests.samples import webp
from tests.samples.base import Marks, Sample
from tests.samples.jpeg_streams import COM, DQT, app, segment
from tests.samples.tiff_building import (
    ASCII,
    BYTE,
    DEFLATE,
    DOUBLE,
    FLOAT,
    IFD,
    LONG,
    LONG8,
    LZW,
    PACKBITS,
    RATIONAL,
    SHORT,
    UNDEFINED,
    Coded,
    Entries,
    File,
    coded,
    drawn,
    tiled,
    tiles,
    uncompressed,
)

if TYPE_CHECKING:
    from collections.abc import Callable


WEBP: Final = 50001
LZMA: Final = 34925

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


def compressed(
    mode: str, compression: str, order: str = "<", **options: object
) -> Callable[[Marks], bytes]:
    """Strips as Pillow's libtiff codes them, with something behind each."""

    def make(marks: Marks) -> bytes:
        file = File(order)
        pixels = coded(drawn(mode, (61, 45)), compression, **options)
        placed = pixels.placed(file, after=marks("behind strips"))
        file.page(placed | {315: (ASCII, marks("Artist") + b"\0")})
        return bytes(file.content)

    return make


def too_many_rows(marks: Marks) -> bytes:
    """The streams hold a row more than the strips have."""
    file = File("<")
    pixels = uncompressed(drawn("RGB"))
    hidden = marks("row below a strip").ljust(120, b".")
    strips = [zlib.compress(strip + hidden) for strip in pixels.strips]
    placed = Coded(tuple(strips), pixels.entries | {259: (SHORT, DEFLATE)}).placed(file)
    file.page(placed)
    return bytes(file.content)


def too_many_rows_lzma(marks: Marks) -> bytes:
    file = File("<")
    pixels = uncompressed(drawn("RGB"))
    # Nothing in this library's readers looks into xz streams: the mark stands behind each.
    strips = [lzma.compress(strip) + marks(f"behind {n}") for n, strip in enumerate(pixels.strips)]
    placed = Coded(tuple(strips), pixels.entries | {259: (SHORT, LZMA)}).placed(file)
    file.page(placed)
    return bytes(file.content)


def packbits(marks: Marks) -> bytes:
    """The last run of each strip reaches beyond it."""
    file = File("<")
    pixels = uncompressed(drawn("RGB"))
    strips = []
    for number, strip in enumerate(pixels.strips):
        runs = [strip[at : at + 100] for at in range(0, len(strip), 100)]
        runs[-1] += marks(f"in the last run of strip {number}")
        strips.append(b"".join(bytes((len(run) - 1,)) + run for run in runs))
    placed = Coded(tuple(strips), pixels.entries | {259: (SHORT, PACKBITS)}).placed(file)
    file.page(placed)
    return bytes(file.content)


def jpeg(marks: Marks) -> bytes:
    file = File("<")
    pixels = coded(drawn("RGB", (64, 48)), "jpeg", strip_size=4096)
    strips = [
        strip[:2]
        + segment(COM, marks(f"comment in strip {number}"))
        + app(1, b"Exif\0\0" + marks(f"application data in strip {number}"))
        + strip[2:]
        + marks(f"behind EOI of strip {number}")
        for number, strip in enumerate(pixels.strips)
    ]
    kind, tables = pixels.entries[347]
    assert isinstance(tables, bytes)
    tables = (
        tables[:2]
        + app(13, marks("application data in JPEGTables"))
        + segment(COM, marks("comment in JPEGTables"))
        + segment(DQT, b"\3" + marks("unused quantisation table") * 4)
        + tables[2:]
        + marks("behind EOI of JPEGTables")
    )
    entries = pixels.entries | {347: (kind, tables)}
    file.page(Coded(tuple(strips), entries).placed(file))
    return bytes(file.content)


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


def edges(compression: int, mode: str = "RGB") -> Callable[[Marks], bytes]:
    """Tiles that hold something outside of the picture."""

    def make(marks: Marks) -> bytes:
        file = File("<")
        picture = drawn(mode)
        encoders: dict[int, Callable[[bytes], bytes]] = {
            1: bytes,
            DEFLATE: zlib.compress,
            PACKBITS: lambda tile: b"".join(
                bytes((len(tile[at : at + 128]) - 1,)) + tile[at : at + 128]
                for at in range(0, len(tile), 128)
            ),
        }
        parts = [
            encoders[compression](tile)
            for tile in tiles(picture, 32, marks("outside of the picture"))
        ]
        placed = tiled(picture, 32, parts, compression).placed(file, after=marks("behind tiles"))
        file.page(placed)
        return bytes(file.content)

    return make


def planes(marks: Marks) -> bytes:
    """Each band in a plane of its own, and a fourth that nobody shows."""
    file = File(">")
    picture = drawn("RGB")
    strips = [
        band[at : at + 320]
        for band in (each.tobytes() for each in picture.split())
        for at in range(0, len(band), 320)
    ]
    strips += [marks("plane that is not shown").ljust(320, b".")] * 3
    entries = uncompressed(picture).entries | {
        258: (SHORT, [8] * 4), 259: (SHORT, DEFLATE), 277: (SHORT, 4), 284: (SHORT, 2),
        338: (SHORT, 0),
    }  # fmt: skip
    strips = [zlib.compress(strip) for strip in strips]
    file.page(Coded(tuple(strips), entries).placed(file, after=marks("behind strips")))
    return bytes(file.content)


def palette(compression: int) -> Callable[[Marks], bytes]:
    """A palette with something in the entries that no pixel uses."""

    def make(marks: Marks) -> bytes:
        file = File("<")
        picture = drawn("P")
        used = max(picture.tobytes()) + 1
        colours = [257 * ((index * step) % 256) for step in (3, 5, 7) for index in range(256)]
        content = bytearray(file.packed(SHORT, colours))
        for plane, name in enumerate(("red", "green", "blue")):
            at = 2 * (256 * plane + used + 2)
            content[at : at + 16] = marks(f"unused {name}")
        pixels = uncompressed(picture)
        if compression == DEFLATE:
            strips = tuple(map(zlib.compress, pixels.strips))
        elif compression == LZW:
            pixels = coded(picture, "tiff_lzw")
            strips = pixels.strips
        else:
            strips = pixels.strips
        entries = pixels.entries | {259: (SHORT, compression), 320: (SHORT, bytes(content))}
        file.page(Coded(strips, entries).placed(file))
        return bytes(file.content)

    return make


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


def bits_turned(marks: Marks) -> bytes:
    """FillOrder 2: the bits of each byte, of the mark too, run from the lowest to the highest."""
    file = File("<")
    turn = bytes(int(f"{byte:08b}"[::-1], 2) for byte in range(256))
    pixels = coded(drawn("1", (61, 45)), "group4")
    strips = tuple(strip.translate(turn) for strip in pixels.strips)
    placed = Coded(strips, pixels.entries).placed(file, after=marks("behind strips"))
    file.page(placed | {266: (SHORT, 2)})
    return bytes(file.content)


def webp_strips(marks: Marks) -> bytes:
    file = File("<")
    strips = []
    for number in range(2):
        chunks = [
            webp.vp8x(0x08, 48, 32),
            *webp.coded("RGB", number, lossless=True),
            (b"EXIF", webp.exif(1, marks(f"Exif in strip {number}"))),
            (b"mark", marks(f"unknown chunk in strip {number}")),
        ]
        strips.append(webp.riff(chunks) + marks(f"behind strip {number}"))
    entries = uncompressed(drawn("RGB", (48, 64)), 32).entries | {259: (SHORT, WEBP)}
    file.page(Coded(tuple(strips), entries).placed(file))
    return bytes(file.content)


TIFF_SAMPLES: Final = (
    Sample("tiff with everything", "TIFF", everything),
    Sample("tiff with surplus values", "TIFF", surplus, decodes=False),
    Sample("tiff calibrated", "TIFF", calibrated),
    Sample("tiff text in rationals", "TIFF", rationals),
    Sample("tiff turned, pixels not square, LZW", "TIFF", turned),
    Sample("tiff LZW with predictor", "TIFF", compressed("RGB", "tiff_lzw", tiffinfo={317: 2})),
    Sample("tiff deflate", "TIFF", compressed("RGB", "tiff_adobe_deflate")),
    Sample("tiff old deflate", "TIFF", compressed("L", "tiff_deflate", ">")),
    Sample("tiff zstd", "TIFF", compressed("RGB", "zstd", tiffinfo={317: 2})),
    Sample("tiff lzma", "TIFF", compressed("RGB", "lzma")),
    Sample("tiff fax group 4", "TIFF", compressed("1", "group4")),
    Sample("tiff fax group 3", "TIFF", compressed("1", "group3", ">")),
    Sample(
        "tiff fax group 3, two-dimensional", "TIFF", compressed("1", "group3", tiffinfo={292: 1})
    ),
    Sample("tiff fax runs", "TIFF", compressed("1", "tiff_ccitt")),
    Sample("tiff fax with turned bits", "TIFF", bits_turned),
    Sample("tiff deflate with too many rows", "TIFF", too_many_rows),
    Sample("tiff lzma with bytes behind", "TIFF", too_many_rows_lzma),
    Sample("tiff packbits with too long runs", "TIFF", packbits),
    Sample("tiff jpeg", "TIFF", jpeg),
    Sample("tiff webp", "TIFF", webp_strips, decodes=False),
    Sample("bigtiff with pages", "TIFF", big_pages),
    Sample("bigtiff 16 bits, big-endian", "TIFF", big_sixteen_bits, decodes=False),
    Sample("tiff tiles", "TIFF", edges(1)),
    Sample("tiff tiles, deflate", "TIFF", edges(DEFLATE)),
    Sample("tiff tiles, packbits", "TIFF", edges(PACKBITS, "L")),
    Sample("tiff planes", "TIFF", planes),
    Sample("tiff palette", "TIFF", palette(1)),
    Sample("tiff palette, deflate", "TIFF", palette(DEFLATE)),
    Sample("tiff palette, LZW", "TIFF", palette(LZW)),
    Sample("tiff previews below", "TIFF", thumbnails),
    Sample("tiff hidden pages", "TIFF", hidden_pages, decodes=False),
    Sample("tiff mask", "TIFF", mask, decodes=False),
    Sample("tiff shared strips", "TIFF", shared),
    Sample("tiff floating point", "TIFF", floating),
    Sample("tiff CMYK", "TIFF", separated),
    Sample("tiff Lab", "TIFF", lab),
    Sample("tiff alpha", "TIFF", alpha),
)
