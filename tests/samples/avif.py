"""AVIF files, by the AV1 Image File Format 1.1, with marks in every place a file can hide one."""

from __future__ import annotations

import io
import struct
from functools import cache
from typing import TYPE_CHECKING, Final

from tests.samples.base import Marks, Sample
from tests.samples.bmff_building import (
    File,
    Part,
    av1,
    box,
    coded,
    found,
    full,
    items_of,
    obu,
    picture,
    replaced,
    top_level,
)
from tests.samples.bmff_sequences import Film, with_films
from tests.samples.heic import colour, exif, xmp
from tests.samples.profiles import DISPLAY_P3, matrix_profile, multilingual
from toolkit.metadata.formats.bmff.boxes import header
from toolkit.metadata.formats.bmff.tracks import movie
from toolkit.metadata.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable

ALPHA = b"urn:mpeg:mpegB:cicp:systems:auxiliary:alpha\0"
BRANDS = b"avifmif1miafMA1B"

TEMPORAL_DELIMITER = obu(2, b"")


def t35(mark: bytes) -> bytes:
    """A metadata OBU as HDR10+ has it, with something else inside (AV1 Specification, 5.8.2)."""
    return obu(5, b"\4\xb5\0\x3c\0\1\4\1" + mark + b"\x80")


def _file(parts: list[Part], **fields: object) -> File:
    file = File(parts, major=b"avif", brands=BRANDS)
    for name, value in fields.items():
        setattr(file, name, value)
    return file


def _every_box(marks: Marks) -> bytes:
    part = av1()
    part.name = marks("item name")
    setup = (
        found(part, b"av1C") + t35(marks("metadata in av1C")) + obu(15, marks("padding in av1C"))
    )
    replaced(part, b"av1C", box(b"av1C", setup[8:]))
    for kind in (b"ispe", b"pixi", b"colr"):
        slack = marks(f"slack of {kind.decode()}")
        replaced(part, kind, box(kind, found(part, kind)[8:], slack))
    part.properties.append((box(b"a1op", b"\0", marks("slack of a1op")), True))
    part.properties.append((box(b"lsel", b"\xff\xff", marks("slack of lsel")), True))
    part.properties.append((box(b"irot", b"\3", marks("slack of irot")), True))
    part.properties.append((box(b"uuid", bytes(16), marks("uuid property")), False))
    part.properties.append((full(b"udes", 0, 0, b"\0" + marks("description") + b"\0\0"), False))
    parts = [part, exif(marks("Exif")), xmp(marks("XMP"))]
    file = _file(parts, iloc_version=0)
    file.references = [(b"cdsc", 2, [1]), (b"cdsc", 3, [1])]
    file.brands += marks("brands nobody knows")
    file.handler_name = marks("handler name")
    file.gap = marks("first bytes of mdat")
    file.meta_extra = [box(b"free", marks("free in meta"))]
    file.slack = {b"iloc": marks("slack of iloc"), b"pitm": marks("slack of pitm")}
    file.before = [box(b"skip", marks("skip before meta"))]
    manifest = box(b"jumb", box(b"jumd", bytes(17), marks("C2PA manifest"), b"\0"))
    c2pa = bytes.fromhex("d8fec3d61b0e483c92975828877ec481")
    file.after = [
        box(b"uuid", c2pa, bytes(4), b"manifest\0", bytes(8), manifest),
        box(b"udta", marks("udta")),
        box(b"free", marks("free")),
        box(b"mdat", marks("second mdat")),
    ]
    file.tail = marks("behind the last box")
    return file.build()


def _coded_units(marks: Marks) -> bytes:
    """What can stand among the OBUs of a picture."""
    shown = av1("RGB", 3)
    header_and_frame = shown.data.removeprefix(TEMPORAL_DELIMITER)
    other = av1("RGB", 4).data.removeprefix(TEMPORAL_DELIMITER)
    shown.data = b"".join(
        (
            TEMPORAL_DELIMITER,
            obu(15, marks("padding before the picture") + b"\x80"),
            t35(marks("metadata before the picture")),
            obu(9, marks("reserved OBU")),
            header_and_frame,
            obu(5, b"\x1f" + marks("metadata of a private type") + b"\x80"),
            t35(marks("metadata behind the picture")),
            obu(15, marks("padding behind the picture") + b"\x80"),
            TEMPORAL_DELIMITER,
            other,
            t35(marks("metadata behind a second picture")),
        )
    )
    return _file([shown, exif(marks("Exif"))]).build()


def _transparency(marks: Marks) -> bytes:
    shown, alpha = items_of(coded("AVIF", "RGBA", 11))
    alpha.data += t35(marks("metadata in the transparency"))
    replaced(alpha, b"auxC", full(b"auxC", 0, 0, ALPHA, marks("subtype of auxC")))
    file = _file([shown, alpha, exif(marks("Exif"))])
    file.references = [(b"auxl", 2, [1]), (b"prem", 1, [2]), (b"cdsc", 3, [1])]
    return file.build()


def _grid(marks: Marks) -> bytes:
    """Four tiles; the transparency is a grid of its own."""
    size = full(b"ispe", 0, 0, struct.pack(">II", 120, 100))
    canvas = struct.pack(">4BHH", 0, 0, 1, 1, 120, 100)
    tiles = []
    alphas = []
    for number, seed in enumerate((0, 40, 80, 120)):
        tile, alpha = items_of(coded("AVIF", "RGBA", seed))
        tile.data += t35(marks(f"metadata in tile {number}"))
        tile.hidden = alpha.hidden = True
        tiles.append(tile)
        alphas.append(alpha)
    auxiliary = found(alphas[0], b"auxC")
    depths = [found(part, b"pixi") for part in (tiles[0], alphas[0])]
    shown = Part(b"grid", canvas)
    shown.properties = [(size, False), (depths[0], False), (colour(1, 13, 6), False)]
    clear = Part(b"grid", canvas)
    clear.properties = [(size, False), (depths[1], False), (auxiliary, False)]
    file = _file([*tiles, *alphas, shown, clear, exif(marks("Exif"))], primary=9)
    file.references = [
        (b"dimg", 9, [1, 2, 3, 4]),
        (b"dimg", 10, [5, 6, 7, 8]),
        (b"auxl", 10, [9]),
    ]
    return file.build()


def _looks(marks: Marks) -> bytes:
    """A grey picture with a colour profile, mirrored and cropped."""
    part = av1("RGB", 21, (96, 80))
    name = multilingual((b"enUS", marks.text("maker of the colour profile")))
    profile = matrix_profile(DISPLAY_P3, extra={b"dmnd": name})
    part.properties.append((box(b"colr", b"prof", profile), False))
    crop = struct.pack(">8i", 80, 1, 64, 1, -4, 1, 8, 2)
    part.properties.append((box(b"clap", crop), True))
    part.properties.append((box(b"irot", b"\1"), True))
    part.properties.append((box(b"imir", b"\0"), True))
    part.properties.append((box(b"clli", b"\3\xe8\1\x90", marks("slack of clli")), False))
    return _file([part]).build()


def _gain_map(marks: Marks) -> bytes:
    """A picture with a gain map (ISO 21496-1), as Android writes it."""
    base, gain = av1("RGB", 7), av1("L", 8)
    gain.data += t35(marks("metadata in the gain map"))
    gain.hidden = True
    # A later writer may put more behind the numbers of the first version (ISO 21496-1, annex C).
    numbers = struct.pack(">BHHB14I", 0, 0, 1, 0, *(0, 1, 1, 1, 0, 1, 1, 1, 1, 1, 0, 1, 0, 1))
    tone = Part(b"tmap", numbers + marks("tone mapping"), [(found(base, b"ispe"), False)])
    tone.properties += [(found(base, b"pixi"), False), (colour(9, 16, 9), False)]
    file = _file([base, gain, tone], brands=BRANDS + b"tmap")
    file.references = [(b"dimg", 3, [1, 2])]
    group = struct.pack(">IIII", 10, 2, 3, 1)
    file.meta_extra = [box(b"grpl", full(b"altr", 0, 0, group))]
    return file.build()


def _lying_sizes(marks: Marks) -> bytes:
    """OBUs whose sizes are written longer than needed, and one without a size."""
    part = av1("RGB", 15)
    units = part.data.removeprefix(TEMPORAL_DELIMITER)
    size = units[1]
    sequence, frame = units[2 : 2 + size], units[2 + size :]
    start = 2 if frame[1] < 0x80 else 3
    long = bytes((0x0A, 0x80 | size, 0x80, 0x80, 0)) + sequence
    part.data = long + t35(marks("metadata")) + b"\x30" + frame[start:]
    return _file([part]).build()


@cache
def _animation(mode: str) -> bytes:
    stream = io.BytesIO()
    first, *others = (picture(mode, seed) for seed in (0, 30, 60, 90))
    first.save(stream, "AVIF", save_all=True, append_images=others, duration=100, quality=60)
    return stream.getvalue()


def _tracks(content: bytes) -> list[list[bytes]]:
    """The samples of each track."""
    source = Source(content)
    moov = top_level(content)[b"moov"]
    start = content.index(moov)
    apart = movie(source, header(source, start, source.size))
    return [[content[a:b] for a, b in track.samples.ranges] for track in apart.tracks]


def _sequence(marks: Marks) -> bytes:
    """An animation with transparency, shown three times, and a hidden track."""
    samples, alphas = _tracks(_animation("RGBA"))
    samples = [s + t35(marks(f"metadata in frame {n}")) for n, s in enumerate(samples)]
    shown, alpha = items_of(coded("AVIF", "RGBA", 0))
    setup = [found(shown, b"av1C"), colour(1, 13, 6)]
    constraints = full(b"ccst", 0, 0, struct.pack(">I", 0x7C000000))
    times = [100, 250, 40, 1000]
    colours = Film("shown", b"av01", samples, times, [*setup, constraints], repeats=3)
    clear = Film(
        "transparency",
        b"av01",
        alphas,
        times,
        [found(alpha, b"av1C"), full(b"auxi", 0, 0, ALPHA, marks("slack of auxi")), constraints],
        handler=b"auxv",
        references=box(b"tref", box(b"auxl", struct.pack(">I", 1))),
        repeats=3,
    )
    hidden = Film("hidden", b"av01", samples[:1], [1390], setup, flags=0)
    file = _file([shown, exif(marks("Exif"))], major=b"avis", brands=b"avifavismsf1mif1miaf")
    file.after = [box(b"free", marks("free"))]
    return with_films(file, [colours, clear, hidden], marks, (64, 64))


def _written_by_pillow(marks: Marks) -> bytes:
    """An animation as Pillow writes it: its days are real, its boxes are those of libavif."""
    stream = io.BytesIO()
    first, *others = (picture("RGB", seed) for seed in (0, 30, 60))
    first.save(
        stream,
        "AVIF",
        save_all=True,
        append_images=others,
        duration=[40, 300, 80],
        exif=exif(marks("Exif")).data[10:],
        xmp=xmp(marks("XMP")).data,
    )
    return stream.getvalue()


def _sample(name: str, make: Callable[[Marks], bytes]) -> Sample:
    return Sample(f"avif {name}", "AVIF", make)


AVIF_SAMPLES: Final = (
    _sample("every box", _every_box),
    _sample("coded units", _coded_units),
    _sample("transparency", _transparency),
    _sample("grid", _grid),
    _sample("looks", _looks),
    _sample("gain map", _gain_map),
    _sample("lying sizes", _lying_sizes),
    _sample("sequence", _sequence),
    _sample("written by Pillow", _written_by_pillow),
)
