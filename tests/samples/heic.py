"""HEIC files, by ISO 23008-12 and ISO 14496-15, with marks in every place a file can hide one."""

from __future__ import annotations

import io
import struct
from typing import TYPE_CHECKING, Final

from tests.samples.base import Marks, Sample
from tests.samples.bmff_building import (
    File,
    Part,
    box,
    coded,
    found,
    full,
    hevc,
    items_of,
    nal,
    picture,
    replaced,
    sei,
    with_property,
)
from tests.samples.bmff_sequences import UNITY, Film, with_films
from tests.samples.exif_blocks import ASCII, directory
from tests.samples.profiles import DISPLAY_P3, matrix_profile, multilingual, text

if TYPE_CHECKING:
    from collections.abc import Callable

C2PA = bytes.fromhex("d8fec3d61b0e483c92975828877ec481")
XMP = bytes.fromhex("be7acfcb97a942e89c71999491e3afac")
ALPHA = b"urn:mpeg:hevc:2015:auxid:1\0"
GAIN_MAP = b"urn:com:apple:photo:2020:aux:hdrgainmap\0"
DEPTH = b"urn:mpeg:hevc:2015:auxid:2\0"


def exif(mark: bytes) -> Part:
    """An Exif item with an artist (ISO 23008-12, annex A)."""
    block = b"MM\0*" + struct.pack(">I", 8) + directory(">", {0x013B: (ASCII, mark)}, 8)
    return Part(b"Exif", struct.pack(">I", 6) + b"Exif\0\0" + block)


def xmp(mark: bytes) -> Part:
    packet = b'<x:xmpmeta xmlns:x="adobe:ns:meta/">' + mark + b"</x:xmpmeta>"
    return Part(b"mime", packet, tail=b"application/rdf+xml\0")


def colour(*numbers: int) -> bytes:
    return box(b"colr", b"nclx", struct.pack(">3HB", *numbers, 0x80))


def configuration(part: Part, *arrays: tuple[int, bytes], slack: bytes = b"") -> bytes:
    """The item's `hvcC` box with more arrays, each of one NAL unit, and something behind them."""
    body = bytearray(found(part, b"hvcC")[8:])
    body[22] += len(arrays)
    for kind, unit in arrays:
        body += struct.pack(">BHH", kind, 1, len(unit)) + unit
    return box(b"hvcC", bytes(body), slack)


def _every_box(marks: Marks) -> bytes:
    shown = hevc()
    part = Part(shown.kind, shown.data, list(shown.properties), name=marks("item name"))
    messages = configuration(
        part,
        (39, b"\x4e\x01" + sei(marks("SEI among the parameter sets"))),
        (41, b"\x52\x01" + marks("reserved NAL unit among the parameter sets")),
        slack=marks("behind the arrays of hvcC"),
    )
    replaced(part, b"hvcC", messages)
    replaced(part, b"ispe", found(part, b"ispe") + b"")
    for kind in (b"ispe", b"pixi", b"colr"):
        content = found(part, kind)
        replaced(part, kind, box(kind, content[8:], marks(f"slack of {kind.decode()}")))
    with_property(part, box(b"irot", b"\1", marks("slack of irot")), essential=True)
    with_property(part, box(b"imir", b"\1", marks("slack of imir")), essential=True)
    description = b"en\0" + marks("description") + b"\0" + marks("description text") + b"\0"
    with_property(part, full(b"udes", 0, 0, description, marks("description tags"), b"\0"))
    with_property(part, full(b"altt", 0, 0, marks("alternative text"), b"\0en\0"))
    with_property(part, full(b"cmin", 0, 0, marks("camera matrix")))
    with_property(part, box(b"uuid", bytes(16), marks("uuid property")))
    with_property(part, full(b"crtt", 0, 0, struct.pack(">Q", 3_900_000_000_000_000)))
    file = File([part, exif(marks("Exif")), xmp(marks("XMP"))])
    file.parts += [
        Part(b"mime", marks("other mime item"), tail=marks("content type") + b"\0"),
        Part(b"uri ", marks("uri item"), tail=marks("uri type") + b"\0"),
        Part(b"mime", marks("item in idat"), tail=b"text/plain\0", in_idat=True),
        Part(b"Qz00", marks("item of an unknown type")),
        exif(marks("Exif in two extents") * 8),
    ]
    file.parts[-1].cuts = [(40, marks("between two extents"))]
    unknown = struct.unpack(">8H", marks("numbers of items that are not there"))
    file.references = [(b"cdsc", n, [1]) for n in (2, 3, 4)] + [(b"Qzrf", 1, list(unknown))]
    file.brands += marks("brands nobody knows")
    file.handler_name = marks("handler name")
    file.gap = marks("first bytes of mdat")
    file.ipco_extra = [
        box(b"free", marks("free among the properties")),
        full(b"udes", 0, 0, b"\0" + marks("property of no item") + b"\0\0"),
    ]
    file.slack = {kind: marks(f"slack of {kind.decode()}") for kind in (b"pitm", b"iloc", b"ipma")}
    file.slack[b"iinf"] = box(b"free", marks("free among the items"))
    file.slack[b"iprp"] = box(b"free", marks("free beside the properties"))
    url = full(b"url ", 0, 0, marks("location of data"), b"\0")
    file.meta_extra = [
        box(b"dinf", full(b"dref", 0, 0, struct.pack(">I", 1), url)),
        full(b"xml ", 0, 0, b"<" + marks("XML box") + b"/>\0"),
        full(b"bxml", 0, 0, marks("binary XML box")),
        box(b"grpl", full(b"altr", 0, 0, struct.pack(">III", 9, 1, 1), marks("entity group"))),
        full(b"ipro", 0, 0, marks("protection")),
        box(b"uuid", bytes(16), marks("uuid in meta")),
        box(b"free", marks("free in meta")),
        box(b"Qzbx", marks("unknown box in meta")),
    ]
    file.before = [box(b"free", marks("free before meta")), box(b"pdin", marks("pdin"))]
    manifest = box(b"jumb", box(b"jumd", bytes(17), marks("C2PA manifest"), b"\0"))
    file.after = [
        box(b"uuid", C2PA, bytes(4), b"manifest\0", bytes(8), manifest),
        box(b"uuid", XMP, marks("uuid XMP")),
        box(b"uuid", marks("a uuid"), marks("uuid box")),
        box(b"udta", box(b"\xa9nam", marks("udta name"))),
        box(b"skip", marks("skip")),
        box(b"Qzbx", marks("unknown box")),
        struct.pack(">I4sQ", 1, b"free", 32) + marks("box with a 64-bit size"),
    ]
    file.tail = b"\xff" + marks("behind the last box")
    return file.build()


def _coded_units(marks: Marks) -> bytes:
    """What can stand among the NAL units of a picture."""
    shown = hevc("RGB", 3)
    before = [
        nal(35, b"\x50" + marks("access unit delimiter")),
        nal(39, sei(marks("SEI before the picture"))),
        nal(39, bytes((4, 20)) + b"\xb5\0\x3c\1" + marks("ITU-T T.35 message") + b"\x80"),
        nal(12, b"\x80" + marks("reserved slice type")),
        nal(24, b"\x80" + marks("reserved picture type")),
        nal(41, marks("reserved NAL unit")),
        nal(62, marks("private NAL unit")),
        nal(19, b"\x80" + marks("slice of a second layer"), layer=1),
    ]
    after = [
        nal(40, sei(marks("SEI behind the picture"))),
        nal(38, marks("filler")),
        nal(36, marks("end of sequence")),
        nal(19, b"\x80" + marks("slice of a second picture")),
        nal(0, b"\x80" + marks("slice of a third picture")),
    ]
    size = len(shown.data) - 4 + 6
    stuffed = struct.pack(">I", size) + shown.data[4:] + b"\0\0\3\0\0\3"
    part = Part(b"hvc1", b"".join(before) + stuffed + b"".join(after), shown.properties)
    return File([part, exif(marks("Exif"))]).build()


def _grid(marks: Marks) -> bytes:
    description = struct.pack(">4BHH", 0, 0, 1, 1, 120, 100)
    size = full(b"ispe", 0, 0, struct.pack(">II", 120, 100))
    tiles = [hevc("RGB", seed) for seed in (0, 40, 80, 120)]
    for number, tile in enumerate(tiles):
        tile.hidden = True
        tile.data += nal(40, sei(marks(f"SEI in tile {number}")))
    shown = Part(
        b"grid",
        description + marks("behind the grid"),
        [(size, False), (colour(1, 13, 6), False), (box(b"irot", b"\3"), True)],
        in_idat=True,
    )
    small = hevc("RGB", 9)
    small.data += nal(40, sei(marks("SEI in a thumbnail")))
    small.properties[0] = (configuration(small, slack=marks("thumbnail hvcC")), True)
    hidden = Part(
        b"grid", description[:4] + b"\0\x40\0\x40" + marks("hidden grid"), [], in_idat=True
    )
    file = File([*tiles, shown, small, hidden, exif(marks("Exif"))], primary=5)
    file.references = [
        (b"dimg", 5, [1, 2, 3, 4]),
        (b"thmb", 6, [5]),
        (b"dimg", 7, [6, 1, 1, 1]),
        (b"cdsc", 8, [5]),
    ]
    return file.build()


def _shared_tiles(marks: Marks) -> bytes:
    """A grid whose tiles all have the same bytes, stored once."""
    tile = hevc("L", 5)
    tiles = [Part(b"hvc1", b"", tile.properties, same_as=18) for _ in range(16)]
    size = full(b"ispe", 0, 0, struct.pack(">II", 256, 256))
    shown = Part(b"grid", struct.pack(">4BHH", 0, 0, 3, 3, 256, 256), [(size, False)])
    hidden = Part(b"hvc1", tile.data, tile.properties, name=marks("item name"))
    file = File([shown, *tiles, hidden], iloc_version=2)
    file.references = [(b"dimg", 1, list(range(2, 18)))]
    return file.build()


def _transparency(marks: Marks) -> bytes:
    shown, alpha = items_of(coded("HEIF", "RGBA", 11))
    alpha = replaced(alpha, b"auxC", full(b"auxC", 0, 0, ALPHA, marks("subtype of auxC")))
    alpha.data += nal(40, sei(marks("SEI in the transparency")))
    file = File([shown, alpha, xmp(marks("XMP of the transparency"))])
    file.references = [(b"auxl", 2, [1]), (b"cdsc", 3, [2])]
    return file.build()


def _auxiliary_pictures(marks: Marks) -> bytes:
    """Depth, gain map and mattes, as phones store them."""
    parts = [hevc()]
    names = {
        "gain map": GAIN_MAP,
        "depth": DEPTH,
        "matte": b"urn:com:apple:photo:2018:aux:portraiteffectsmatte\0",
        "unknown": b"urn:example\0",
    }
    file = File(parts)
    for name, kind in names.items():
        part = hevc("L", 50 + len(parts))
        part.data += nal(40, sei(marks(f"SEI in the {name}")))
        part.properties.append((full(b"auxC", 0, 0, kind, marks(f"auxC of the {name}")), True))
        parts.append(part)
        file.references.append((b"auxl", len(parts), [1]))
        parts.append(xmp(marks(f"XMP of the {name}")))
        file.references.append((b"cdsc", len(parts), [len(parts) - 1]))
    return file.build()


def _tone_mapped(marks: Marks) -> bytes:
    """The primary picture is made of a picture and its gain map (ISO 21496-1)."""
    base, gain = hevc("RGB", 7), hevc("L", 8)
    gain.data += nal(40, sei(marks("SEI in the gain map")))
    gain.hidden = True
    size = found(base, b"ispe")
    tone = Part(
        b"tmap", bytes(6) + marks("tone mapping"), [(size, False), (colour(9, 16, 9), False)]
    )
    file = File([base, gain, tone], primary=3, brands=b"mif1heictmap")
    file.references = [(b"dimg", 3, [1, 2])]
    group = struct.pack(">IIII", 10, 2, 3, 1)
    file.meta_extra = [box(b"grpl", full(b"altr", 0, 0, group, marks("entity group")))]
    return file.build()


def _collection(marks: Marks) -> bytes:
    """A burst: several pictures that could be shown, one that is."""
    parts = [hevc("RGB", seed) for seed in (10, 20, 30)]
    for number in (0, 2):
        parts[number].data += nal(40, sei(marks(f"SEI in picture {number}")))
        parts[number].properties.append((full(b"udes", 0, 0, marks(f"name of {number}")), False))
    parts += [exif(marks("Exif of the first")), exif(marks("Exif of the third"))]
    file = File(parts, primary=2, gap=marks("first bytes of mdat"))
    file.references = [(b"cdsc", 4, [1]), (b"cdsc", 5, [3])]
    return file.build()


def _motion_photo(marks: Marks) -> bytes:
    """A picture with the film around it, in the places where phones put one."""
    film = box(b"ftyp", b"mp42", bytes(4), b"isommp42") + box(b"mdat", marks("film in mpvd"))
    second = box(b"ftyp", b"isom", bytes(4), b"isom")
    times = struct.pack(">IIIH10x", 600, 0, 0x10000, 0x100)
    mvhd = full(b"mvhd", 0, 0, bytes(8), times, UNITY, bytes(28))
    second += box(b"moov", mvhd, box(b"udta", marks("udta of the film")))
    trailer = marks("Samsung trailer") + b"SEFH" + struct.pack("<I", 106) + b"SEFT"
    file = File([hevc("RGB", 31), exif(marks("Exif"))])
    file.after = [
        box(b"mpvd", film),
        box(b"sefd", trailer),
        second,
        box(b"mdat", marks("frames of the film")),
    ]
    file.tail = b"\xff\xd8\xff" + marks("a second file behind it")
    return file.build()


def _scattered(marks: Marks) -> bytes:
    """The picture in four extents, with other bytes between them; 64-bit offsets."""
    part = hevc("RGB", 77)
    part.cuts = [
        (2, marks("between two extents")),
        (5, marks("between two other extents")),
        (700, marks("between the last extents")),
    ]
    return File([part, exif(marks("Exif"))], wide=True, iloc_version=2).build()


def _built_of_items(marks: Marks) -> bytes:
    """A picture whose bytes are those of other items (construction method 2)."""
    shown = hevc("RGB", 79)
    halves = [Part(b"Qz00", shown.data[:700]), Part(b"Qz00", shown.data[700:])]
    halves[0].cuts = [(80, marks("between two extents"))]
    part = Part(b"hvc1", b"", shown.properties, from_items=[3, 4])
    return File([part, exif(marks("Exif")), *halves], gap=marks("first bytes of mdat")).build()


def _in_idat(marks: Marks) -> bytes:
    """The coded picture inside the `meta` box."""
    part = hevc("RGB", 78)
    part.in_idat = True
    part.cuts = [(100, marks("between two extents"))]
    return File([part, exif(marks("Exif"))]).build()


def _overlay(marks: Marks) -> bytes:
    """Two pictures on a canvas, and this turned by an identity."""
    canvas = struct.pack(">BB4HHH4h", 0, 0, 0, 0, 0x8000, 0xFFFF, 100, 90, 0, 0, 30, 20)
    size = full(b"ispe", 0, 0, struct.pack(">II", 100, 90))
    shown = Part(b"iovl", canvas + marks("behind the overlay"), [(size, False)], in_idat=True)
    turned = Part(b"iden", b"", [(size, False), (box(b"irot", b"\1"), True)])
    file = File([hevc("RGB", 4), hevc("RGB", 5), shown, turned], primary=4)
    file.references = [(b"dimg", 3, [1, 2]), (b"dimg", 4, [3])]
    file.parts.append(exif(marks("Exif")))
    return file.build()


def _looks(marks: Marks) -> bytes:
    """A colour profile, a crop, HDR numbers, and how far pixels are apart."""
    part = hevc("RGB", 12, (96, 64))
    profile = matrix_profile(
        DISPLAY_P3,
        extra={
            b"cprt": text(marks("copyright of the colour profile")),
            b"dmnd": multilingual((b"enUS", marks.text("maker of the colour profile"))),
        },
    )
    part.properties.append((box(b"colr", b"prof", profile), False))
    crop = struct.pack(">8i", 80 * 3, 3, 48, 1, -10, 5, 4, 2)
    part.properties.append((box(b"clap", crop, marks("slack of clap")), True))
    part.properties.append(
        (box(b"pasp", struct.pack(">II", 64, 45), marks("slack of pasp")), False)
    )
    part.properties.append(
        (box(b"clli", struct.pack(">HH", 1000, 400), marks("slack of clli")), False)
    )
    part.properties.append((box(b"mdcv", marks("a display nobody knows"), bytes(8)), False))
    display = struct.pack(">8HII", 13250, 34500, 7500, 3000, 34000, 16000, 15635, 16450, 10**7, 50)
    part.properties.append((box(b"mdcv", display, marks("slack of mdcv")), False))
    part.properties.append((box(b"cclv", b"\x30" + marks("colour volume")), False))
    return File([part]).build()


def _sequence(marks: Marks) -> bytes:
    """Frames in a track, another track that is hidden, and one of thumbnails."""
    frames = [hevc("RGB", seed) for seed in (0, 60, 90)]
    samples = [frame.data + nal(39, sei(marks(f"SEI in {n}"))) for n, frame in enumerate(frames)]
    size = (64, 64)
    constraints = full(b"ccst", 0, 0, b"\xfc\0\0\0", marks("slack of ccst"))
    messages = configuration(frames[0], (39, b"\x4e\x01" + sei(marks("SEI in hvcC"))))
    shown = Film("shown", b"hvc1", samples, [100, 250, 40], [messages, constraints], repeats=2)
    small = hevc("L", 5)
    thumbnails = Film(
        "small",
        b"hvc1",
        [small.data],
        [390],
        [found(small, b"hvcC")],
        references=box(b"tref", box(b"thmb", struct.pack(">I", 1))),
    )
    hidden = Film("hidden", b"hvc1", [small.data], [390], [found(small, b"hvcC")], flags=0)
    file = File([hevc("RGB", 0), exif(marks("Exif"))], major=b"msf1", brands=b"msf1hevcmif1heic")
    file.after = [box(b"free", marks("free"))]
    return with_films(file, [shown, thumbnails, hidden], marks, size)


def _uncompressed(marks: Marks) -> bytes:
    """Samples as they are (ISO 23001-17)."""
    width, height = 20, 10
    layout = struct.pack(">II", 0x677A3030, 3)
    layout += b"".join(struct.pack(">HBBB", n, 7, 0, 0) for n in range(3))
    layout += bytes((0, 1, 0, 0)) + bytes(20)
    part = Part(
        b"unci",
        bytes(range(200)) * 3 + marks("behind the samples"),
        [
            (full(b"ispe", 0, 0, struct.pack(">II", width, height)), False),
            (box(b"cmpd", struct.pack(">I3H", 3, 4, 5, 6), marks("slack of cmpd")), True),
            (full(b"uncC", 0, 0, layout, marks("slack of uncC")), True),
        ],
    )
    return File([part], major=b"mif1", brands=b"mif1").build()


def _jpeg(marks: Marks) -> bytes:
    """A JPEG as the coded picture (ISO 23008-12, annex H)."""
    stream = io.BytesIO()
    picture("RGB", 6).save(stream, "JPEG", comment=marks("comment of the JPEG"))
    content = stream.getvalue() + marks("behind the end of the JPEG")
    size = full(b"ispe", 0, 0, struct.pack(">II", 64, 64))
    part = Part(b"jpeg", content, [(size, False)])
    return File([part, exif(marks("Exif"))], major=b"mif1", brands=b"mif1jpeg").build()


def _sample(name: str, make: Callable[[Marks], bytes], *, decodes: bool = True) -> Sample:
    return Sample(f"heic {name}", "HEIC", make, decodes)


HEIC_SAMPLES: Final = (
    _sample("every box", _every_box),
    _sample("coded units", _coded_units),
    _sample("grid", _grid),
    _sample("shared tiles", _shared_tiles),
    _sample("transparency", _transparency),
    _sample("auxiliary pictures", _auxiliary_pictures),
    _sample("tone mapped", _tone_mapped, decodes=False),
    _sample("collection", _collection),
    _sample("motion photo", _motion_photo),
    _sample("scattered", _scattered),
    _sample("built of items", _built_of_items, decodes=False),
    _sample("in idat", _in_idat),
    _sample("overlay", _overlay),
    _sample("looks", _looks),
    _sample("sequence", _sequence),
    _sample("uncompressed", _uncompressed, decodes=False),
    _sample("JPEG inside", _jpeg, decodes=False),
)
