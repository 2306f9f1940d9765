"""TIFF files whose strips and tiles hold more than their pictures need."""

from __future__ import annotations

import lzma
import zlib
from typing import TYPE_CHECKING, Final

from tests.samples import webp
from tests.samples.base import Marks, Sample
from tests.samples.jpeg_streams import COM, DQT, app, segment
from tests.samples.tiff_building import (
    ASCII,
    DEFLATE,
    LZW,
    PACKBITS,
    SHORT,
    Coded,
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


STRIP_SAMPLES: Final = (
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
    Sample("tiff tiles", "TIFF", edges(1)),
    Sample("tiff tiles, deflate", "TIFF", edges(DEFLATE)),
    Sample("tiff tiles, packbits", "TIFF", edges(PACKBITS, "L")),
    Sample("tiff planes", "TIFF", planes),
    Sample("tiff palette", "TIFF", palette(1)),
    Sample("tiff palette, deflate", "TIFF", palette(DEFLATE)),
    Sample("tiff palette, LZW", "TIFF", palette(LZW)),
)
