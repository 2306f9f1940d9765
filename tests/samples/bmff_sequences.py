"""Tracks of pictures, table by table (ISO 14496-12, 8.2 to 8.7), with marks wherever one fits."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.samples.bmff_building import File, box, full
from toolkit.metadata.formats.bmff.boxes import header
from toolkit.metadata.source import Source

if TYPE_CHECKING:
    from tests.samples.base import Marks

UNITY = struct.pack(">9i", 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)
TIMESCALE = 1000


@dataclass
class Film:
    """A track to be built.

    Attributes:
        name: What its marks are called by.
        coding: The kind of its samples: ``b"hvc1"``.
        samples: Its samples.
        delta: How long each is shown, in milliseconds.
        setup: The boxes in its sample entry.
        handler: The kind of track.
        references: Its `tref` box, whole.
        flags: Of its header.
        repeats: How often it is shown; 0 for no edit list.
        spread: Whether each sample stands in a chunk of its own, with a mark before it.
        matrix: Which way up it is shown.
    """

    name: str
    coding: bytes
    samples: list[bytes]
    delta: list[int]
    setup: list[bytes]
    handler: bytes = b"pict"
    references: bytes = b""
    flags: int = 3
    repeats: int = 0
    spread: bool = True
    matrix: bytes = UNITY
    offsets: list[int] = field(default_factory=list)


def with_films(file: File, films: list[Film], marks: Marks, size: tuple[int, int]) -> bytes:
    """The file with tracks, their samples first in `mdat`."""
    media = bytearray(file.gap)
    for film in films:
        for number, sample in enumerate(film.samples):
            if film.spread:
                media += marks(f"{film.name}: before sample {number}")
            film.offsets.append(len(media))
            media += sample
    file.gap = bytes(media)
    places = [film.offsets for film in films]
    built = _moov(films, marks, size)
    file.before.append(built)
    draft = file.build()
    source = Source(draft)
    start = 0
    while (each := header(source, start, source.size)).kind != b"mdat":
        start = each.stop
    # The offsets stand in tables found again by their placeholder.
    for film, offsets in zip(films, places, strict=True):
        table = _chunk_offsets([offset + each.body for offset in offsets])
        placeholder = _chunk_offsets(_placeholders(film))
        assert draft.count(placeholder) == 1
        draft = draft.replace(placeholder, table)
    return draft


def _placeholders(film: Film) -> list[int]:
    start = 0x51000000 + (sum(film.name.encode()) << 8)
    return list(range(start, start + len(film.samples)))


def _chunk_offsets(offsets: list[int]) -> bytes:
    return full(b"stco", 0, 0, struct.pack(f">I{len(offsets)}I", len(offsets), *offsets))


def _moov(films: list[Film], marks: Marks, size: tuple[int, int]) -> bytes:
    mark = marks("mvhd times")
    longest = max(sum(film.delta) for film in films)
    mvhd = full(
        b"mvhd",
        1,
        0,
        mark,
        struct.pack(">IQIH10x", TIMESCALE, longest, 0x10000, 0x100),
        UNITY,
        marks("mvhd predefined") + bytes(8),
        struct.pack(">I", 77),
        marks("slack of mvhd"),
    )
    return box(
        b"moov",
        mvhd,
        box(b"iods", marks("iods")),
        *(_trak(film, number, marks, size) for number, film in enumerate(films, start=1)),
        box(b"udta", box(b"\xa9xyz", marks("place in udta"))),
        full(b"meta", 0, 0, full(b"hdlr", 0, 0, bytes(4), b"mdir", bytes(13), marks("moov meta"))),
        box(b"uuid", bytes(16), marks("uuid in moov")),
        box(b"free", marks("free in moov")),
    )


def _trak(film: Film, number: int, marks: Marks, size: tuple[int, int]) -> bytes:
    def mark(place: str) -> bytes:
        return marks(f"{film.name}: {place}")

    total = sum(film.delta)
    shown = total * max(film.repeats, 1)
    tkhd = full(
        b"tkhd",
        1,
        film.flags,
        mark("tkhd times"),
        struct.pack(">I4xQ16x", number, shown),
        film.matrix,
        struct.pack(">II", size[0] << 16, size[1] << 16),
        mark("slack of tkhd"),
    )
    edits = b""
    if film.repeats:
        entry = struct.pack(">IIiI", 1, total, 0, 0x10000)
        edits = box(b"edts", full(b"elst", 0, 1, entry, mark("slack of elst")))
    mdhd = full(
        b"mdhd", 1, 0, mark("mdhd times"), struct.pack(">IQ", TIMESCALE, total), b"\x15\xc7\0\0"
    )
    handler = bytes(4) + film.handler + bytes(12) + mark("handler name") + b"\0"
    return box(
        b"trak",
        tkhd,
        film.references,
        edits,
        full(b"meta", 0, 0, full(b"hdlr", 0, 0, bytes(4), b"pict", bytes(13), mark("track meta"))),
        box(b"udta", box(b"name", mark("track name"))),
        box(
            b"mdia",
            mdhd,
            full(b"hdlr", 0, 0, handler),
            full(b"elng", 0, 0, mark("language")),
            box(
                b"minf",
                full(b"vmhd", 0, 1, bytes(8), mark("slack of vmhd")),
                full(b"hmhd", 0, 0, mark("hint header")),
                _dinf(mark("location of data")),
                _stbl(film, mark("compressor name"), [mark(p) for p in _PLACES], size),
            ),
        ),
    )


def _dinf(mark: bytes) -> bytes:
    url = full(b"url ", 0, 1, mark, b"\0")
    return box(b"dinf", full(b"dref", 0, 0, struct.pack(">I", 1), url))


_PLACES = (
    "predefined",
    "box in the sample entry",
    "uuid in the sample entry",
    "sample group",
    "sample dependencies",
    "padding bits",
    "free among the tables",
    "slack of stsz",
    "slack of stts",
)


def _stbl(film: Film, compressor: bytes, marks: list[bytes], size: tuple[int, int]) -> bytes:
    predefined, in_entry, in_uuid, group, dependencies, padding, free, slack, stts = marks
    entry = box(
        film.coding,
        bytes(6) + struct.pack(">H", 1) + predefined,
        struct.pack(">HHIII", *size, 0x480000, 0x480000, 0),
        struct.pack(">H", 1) + bytes((16,)) + compressor.ljust(31, b"\0"),
        struct.pack(">Hh", 24, -1),
        *film.setup,
        box(b"btrt", in_entry),
        box(b"uuid", bytes(16), in_uuid),
    )
    sizes = [len(sample) for sample in film.samples]
    runs = b"".join(struct.pack(">II", 1, delta) for delta in film.delta)
    groups = full(b"sgpd", 1, 0, b"Qzgr", struct.pack(">II", 16, 1), group)
    return box(
        b"stbl",
        full(b"stsd", 0, 0, struct.pack(">I", 1), entry),
        full(b"stts", 0, 0, struct.pack(">I", len(film.delta)), runs, stts),
        full(b"stsc", 0, 0, struct.pack(">IIII", 1, 1, 1, 1)),
        full(b"stsz", 0, 0, struct.pack(f">II{len(sizes)}I", 0, len(sizes), *sizes), slack),
        _chunk_offsets(_placeholders(film)),
        full(b"stss", 0, 0, struct.pack(">II", 1, 1)),
        full(b"sdtp", 0, 0, dependencies),
        groups,
        full(b"padb", 0, 0, padding),
        box(b"free", free),
    )
