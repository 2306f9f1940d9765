"""What the makers of cameras write for themselves is recognised, sized, named and told."""

from __future__ import annotations

import plistlib
import struct
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.samples.exif_blocks import (
    ASCII,
    BYTE,
    FLOAT,
    LONG,
    RATIONAL,
    SHORT,
    SLONG,
    SRATIONAL,
    UNDEFINED,
    Directory,
    directory,
    with_note,
    with_note_at,
)
from toolkit.metadata.model import Kind, Payload
from toolkit.metadata.payloads import exif
from toolkit.metadata.payloads.makernotes import MAKERS

if TYPE_CHECKING:
    from toolkit.metadata.model import Finding

# 1648 hidden under 3 May 2026, 14:22:07.
PENTAX_COUNT = struct.pack(">I", 1648 ^ 0x07EA0503 ^ (0xFFFFFFFF - 0x0E160700))

JPEG = b"\xff\xd8\xff\xe0 a small picture \xff\xd9"


def read(content: bytes) -> list[Finding]:
    return list(exif.read(Payload(Kind.EXIF, 0, len(content), "Exif"), content))


def pictures(content: bytes) -> list[bytes]:
    payload = Payload(Kind.EXIF, 0, len(content), "Exif")
    parts = exif.nested(payload, content)
    return [content[part.start : part.stop] for part in parts if part.kind is Kind.PICTURE]


def told(content: bytes) -> set[tuple[str, str]]:
    return {(finding.code, finding.raw) for finding in read(content)}


class Made(NamedTuple):
    """A note built by hand, and what has to be told of it."""

    maker: str
    block: bytes
    expected: set[tuple[str, str]]


def own_base(signature: bytes, entries: Directory, order: str = "<", make: str = "") -> bytes:
    """A note whose offsets count from its own beginning."""
    return with_note(signature + directory(order, entries, len(signature)), make, order=order)


def olympus(signature: bytes) -> bytes:
    equipment: Directory = {
        0x0101: (ASCII, "BJ4701234"),
        0x0202: (ASCII, "AC4711"),
        0x0102: (ASCII, "0171612001128001"),
    }
    probe: Directory = {0x0404: (ASCII, "SN-MAIN-1"), 0x2010: (LONG, 0)}
    at = len(signature) + len(directory("<", probe, len(signature)))
    entries: Directory = {0x0404: (ASCII, "SN-MAIN-1"), 0x2010: (LONG, at)}
    note = signature + directory("<", entries, len(signature)) + directory("<", equipment, at)
    return with_note(note)


def nikon() -> bytes:
    location = b"0100\1DEU\0" + b"Alexanderplatz".ljust(70, b"\0")
    entries: Directory = {
        0x001D: (ASCII, "3001006"),
        0x0024: (UNDEFINED, struct.pack("<hBB", 180, 0, 2)),
        0x0039: (UNDEFINED, location),
        0x0091: (UNDEFINED, bytes(range(1, 60))),
        0x00A7: (LONG, 241575),
        0x00B6: (UNDEFINED, struct.pack("<H5B", 2026, 5, 3, 14, 22, 7) + b"\0"),
    }
    return with_note(b"Nikon\0\2\x10\0\0" + b"II*\0\x08\0\0\0" + directory("<", entries, 8))


def fujifilm() -> bytes:
    name, birthday = b"Anna K.\0", b"19900503\0"
    face = bytearray(62)
    struct.pack_into("<II", face, 30, len(name), 8 + 62)
    struct.pack_into("<II", face, 54, len(birthday), 8 + 62 + len(name))
    people = struct.pack("<II", 8, 62) + bytes(face) + name + birthday
    entries: Directory = {
        0x0010: (ASCII, "FC 12345678 592D34"),
        0x1438: (SHORT, 4711),
        0x4100: (SHORT, 1),
        0x4282: (UNDEFINED, people),
    }
    return own_base(b"FUJIFILM\x0c\0\0\0", entries, make="FUJIFILM")


def panasonic() -> bytes:
    faces = (
        struct.pack("<HH", 1, 0)
        + b"Boris".ljust(20, b"\0")
        + bytes(8)
        + b"0003:02:01".ljust(20, b"\0")
    )
    entries: Directory = {
        0x0025: (UNDEFINED, b"F230904260099\0\0\0"),
        0x0029: (LONG, 360_000),
        0x0033: (ASCII, "0001:02:03 00:00:00"),
        0x0036: (SHORT, 4),
        0x0052: (ASCII, "LENS4711"),
        0x0061: (UNDEFINED, faces),
        0x0066: (UNDEFINED, b"Mia\0\0\0"),
        0x0069: (UNDEFINED, b"TURKEY\0\0"),
        0x006D: (UNDEFINED, b"ISTANBUL\0\0"),
        0x006F: (UNDEFINED, b"GALATA TOWER\0"),
        0x2003: (UNDEFINED, bytes.fromhex("2026050314220700")),
    }
    return with_note_at(b"Panasonic\0\0\0", entries, "Panasonic")


def apple() -> bytes:
    run_time = plistlib.dumps(
        {"flags": 1, "value": 90_061_000_000_000, "timescale": 1_000_000_000, "epoch": 0},
        fmt=plistlib.FMT_BINARY,
    )
    entries: Directory = {
        0x0003: (BYTE, run_time),
        0x0008: (SRATIONAL, [(-1, 2), (1, 4), (-3, 4)]),
        0x000B: (ASCII, "BURST-UUID-4711"),
        0x0011: (ASCII, "CONTENT-ID-4711"),
        0x0015: (ASCII, "IMAGE-ID-4711"),
        0x002B: (ASCII, "PHOTO-ID-4711"),
    }
    head = b"Apple iOS\0\0\1MM"
    return with_note(head + directory(">", entries, len(head)), "Apple")


MADE = (
    Made(
        "Canon",
        with_note_at(
            b"",
            {
                0x0007: (ASCII, "Firmware Version 1.1"),
                0x0009: (ASCII, "Anna K."),
                0x000C: (LONG, 560018150),
                0x0028: (BYTE, bytes(range(16))),
                0x0035: (SLONG, [16, 180, 20, 0]),
                0x0096: (ASCII, "G002669"),
                0x4019: (UNDEFINED, b"\x12\x34\x56\x78\x9a" + bytes(8)),
            },
            "Canon",
        ),
        {
            ("owner", "Anna K."),
            ("camera-serial", "560018150"),
            ("unique-id", bytes(range(16)).hex()),
            ("time-zone", "+03:00"),
            ("camera-serial", "G002669"),
            ("lens-serial", "123456789a"),
            ("software", "Firmware Version 1.1"),
        },
    ),
    Made(
        "Nikon",
        nikon(),
        {
            ("camera-serial", "3001006"),
            ("photo-count", "241575"),
            ("time-zone", "+03:00"),
            ("place-name", "Alexanderplatz, DEU"),
            ("time-told", "2026-05-03T14:22:07"),
            ("encrypted-notes", ""),
        },
    ),
    Made(
        "Sony",
        with_note_at(
            b"SONY DSC \0\0\0",
            {0x2031: (ASCII, "3282745"), 0x9050: (UNDEFINED, bytes(range(1, 99)))},
            "SONY",
        ),
        {("camera-serial", "3282745"), ("encrypted-notes", "")},
    ),
    Made(
        "Fujifilm",
        fujifilm(),
        {
            ("camera-serial", "FC 12345678 592D34"),
            ("photo-count", "4711"),
            ("faces", "1"),
            ("person-name", "Anna K."),
            ("birthday", "19900503"),
        },
    ),
    *(
        Made(
            maker,
            olympus(signature),
            {
                ("camera-serial", "SN-MAIN-1"),
                ("camera-serial", "BJ4701234"),
                ("camera-serial", "0171612001128001"),
                ("lens-serial", "AC4711"),
            },
        )
        for maker, signature in (
            ("Olympus", b"OLYMPUS\0II\3\0"),
            ("OM System", b"OM SYSTEM\0\0\0II\4\0"),
        )
    ),
    Made(
        "Olympus",
        with_note_at(b"OLYMP\0\1\0", {0x0404: (ASCII, "SN-OLD-1")}),
        {("camera-serial", "SN-OLD-1")},
    ),
    Made(
        "Panasonic",
        panasonic(),
        {
            ("camera-serial", "F230904260099"),
            ("running-time", "3600"),
            ("birthday", "0001:02:03 00:00:00"),
            ("comment", "TravelDay 4"),
            ("lens-serial", "LENS4711"),
            ("person-name", "Mia"),
            ("person-name", "Boris"),
            ("birthday", "0003:02:01"),
            ("place-name", "TURKEY"),
            ("place-name", "ISTANBUL"),
            ("place-name", "GALATA TOWER"),
            ("time-told", "2026-05-03T14:22:07"),
        },
    ),
    Made(
        "Apple",
        apple(),
        {
            ("running-time", "90061"),
            ("unique-id", "BURST-UUID-4711"),
            ("unique-id", "CONTENT-ID-4711"),
            ("unique-id", "IMAGE-ID-4711"),
            ("unique-id", "PHOTO-ID-4711"),
            ("camera-motion", "-0.5 0.25 -0.75"),
        },
    ),
    Made(
        "Samsung",
        with_note_at(
            b"",
            {
                0x0001: (UNDEFINED, b"0100"),
                0x0031: (ASCII, "Gangnam-gu"),
                0x0123: (ASCII, "Mina"),
                0xA002: (ASCII, "A21C90FB30020"),
                0xA005: (ASCII, "LENS4711"),
            },
            "SAMSUNG",
        ),
        {
            ("place-name", "Gangnam-gu"),
            ("person-name", "Mina"),
            ("camera-serial", "A21C90FB30020"),
            ("lens-serial", "LENS4711"),
        },
    ),
    Made(
        "Leica",
        own_base(b"LEICA\0\1\0", {0x0305: (LONG, 3700001), 0x0500: (ASCII, "IN-4711")}),
        {("camera-serial", "3700001"), ("camera-serial", "IN-4711")},
    ),
    Made(
        "Leica",
        with_note_at(b"LEICA\0\2\xff", {0x0321: (LONG, 4100001)}, "Leica Camera AG"),
        {("lens-serial", "4100001")},
    ),
    Made(
        "Leica",
        with_note_at(b"LEICA\0\0\0", {0x0025: (UNDEFINED, b"F230904260099\0\0\0")}, "LEICA"),
        {("camera-serial", "F230904260099")},
    ),
    Made(
        "Leica",
        with_note_at(b"", {0x000B: (UNDEFINED, b"\0\0\0\0SN471147")}, "Leica Camera AG"),
        {("camera-serial", "SN471147")},
    ),
    Made(
        "Pentax",
        with_note_at(
            b"AOC\0II",
            {
                0x0006: (UNDEFINED, bytes((0x07, 0xEA, 5, 3))),
                0x0007: (UNDEFINED, bytes((14, 22, 7))),
                0x0023: (SHORT, 11),
                0x005D: (UNDEFINED, PENTAX_COUNT),
                0x0215: (LONG, [76830, 20260101, 2, 3, 4711]),
                0x0229: (ASCII, "7654321"),
            },
            "PENTAX",
        ),
        {
            ("time-told", "2026-05-03T14:22:07"),
            ("home-town", "HometownCity 11"),
            ("camera-serial", "20260101"),
            ("camera-serial", "4711"),
            ("camera-serial", "7654321"),
            ("photo-count", "1648"),
        },
    ),
    Made(
        "Pentax",
        own_base(b"PENTAX \0II", {0x0229: (ASCII, "7654321"), 0x022E: (ASCII, "Anna K.")}),
        {("camera-serial", "7654321"), ("author", "Anna K.")},
    ),
    Made(
        "Casio",
        with_note_at(b"QVC\0\0\0", {0x3006: (ASCII, "New York")}),
        {("home-town", "New York")},
    ),
    Made(
        "Ricoh",
        with_note_at(
            b"Ricoh\0\0\0",
            {0x0002: (ASCII, "Rev0104"), 0x0005: (UNDEFINED, b"\0\0WD00100056\0\0\0\0")},
            "RICOH",
        ),
        {("software", "Rev0104"), ("camera-serial", "WD00100056")},
    ),
    Made(
        "Kodak",
        with_note(b"KCXFV52200024 \0\0" + bytes(200), "EASTMAN KODAK COMPANY"),
        {("camera-serial", "KCXFV52200024")},
    ),
    Made(
        "Kodak",
        with_note(b"IIII\2\0" + bytes(14) + b"2026/05/03 14:22:07\0" + bytes(90), "Kodak"),
        {("time-told", "2026-05-03T14:22:07")},
    ),
    Made(
        "Sigma",
        with_note_at(b"SIGMA\0\0\0\1\0", {0x0002: (ASCII, "02000019")}),
        {("camera-serial", "02000019")},
    ),
    Made(
        "DJI",
        with_note_at(b"", {0x0003: (FLOAT, [1.5]), 0x0007: (FLOAT, [-42.25])}, "DJI"),
        {("camera-motion", "1.5"), ("camera-motion", "-42.25")},
    ),
    Made(
        "DJI",
        with_note(b"[ae_dbg_info:a b c][sensor_id:0K4711][FlightDegree(Y,P,R):10,20,30]", "DJI"),
        {("camera-serial", "0K4711"), ("camera-motion", "10,20,30")},
    ),
    Made("Google", with_note(b"HDRP\2" + bytes(range(100)), "Google"), {("encrypted-notes", "")}),
    Made(
        "Motorola",
        own_base(b"MOT\0\1\0II", {0x5501: (ASCII, "NX0A3S0075"), 0x6705: (ASCII, "03Jun2015")}),
        {("camera-serial", "NX0A3S0075"), ("camera-serial", "03Jun2015")},
    ),
    Made(
        "Reconyx",
        with_note(
            b"RECONYXUF\0".ljust(75, b"\1") + b"H500AB123456\0\0\0" + b"north gate".ljust(21, b"\0")
        ),
        {("camera-serial", "H500AB123456"), ("comment", "north gate")},
    ),
    Made(
        "Reconyx",
        with_note(
            b"\x01\xf1".ljust(42, b"\1") + "H500AB12".encode("utf-16-le") + bytes(14), "RECONYX"
        ),
        {("camera-serial", "H500AB12")},
    ),
    Made(
        "Nintendo",
        with_note_at(
            b"",
            {
                0x1101: (
                    UNDEFINED,
                    b"3DS1\1\0\0\0" + struct.pack("<I", 86_400) + bytes(12) + b"\xde\xad\xbe\xef",
                )
            },
            "Nintendo",
        ),
        {("time-told", "2000-01-02T00:00:00"), ("camera-serial", "deadbeef")},
    ),
)

UNREAD = (
    ("Samsung", b"STMN100\1\0\0\0\0", "SAMSUNG"),
    ("Panasonic", b"MKED\0\1\2\3", "Panasonic"),
    ("Ricoh", b"Rv0405;Rg0;", "RICOH"),
    ("JVC", b"VER:0100QTY:FINE", "JVC"),
    ("Hewlett-Packard", b"Hewlett-Packard\0\1\2", ""),
    ("Phase One", b"IIIITwaR\1\2\3\4", ""),
    ("LG", b"LSI1\0\1\2\3", ""),
    ("Minolta", b"MLY0\1\2\3\4", "Minolta Co., Ltd."),
    ("Sony Ericsson", b"SEMC MS\0" + bytes(11) + b"\1\1\0", ""),
    ("General Electric", b"GE\0\0" + bytes(13) + b"\1\1\0", ""),
    ("Kyocera", b"KYOCERA" + bytes(14) + b"\1\1\0", ""),
    ("Hasselblad", b"\1\0\1\0\1\0\1\0\0\0\1\0\0\0", "Hasselblad"),
    ("FLIR", b"\1\0\1\0\1\0\1\0\0\0\1\0\0\0", "FLIR Systems AB"),
    ("Xiaomi", b"\1\0\1\0\1\0\1\0\0\0\1\0\0\0", "Xiaomi"),
)


@pytest.mark.parametrize("made", MADE, ids=lambda made: made.maker)
def test_what_a_maker_notes_is_told(made: Made) -> None:
    assert made.expected <= told(made.block)


@pytest.mark.parametrize("made", MADE, ids=lambda made: made.maker)
def test_a_maker_note_is_named_and_sized(made: Made) -> None:
    (finding,) = [f for f in read(made.block) if f.code == "maker-note"]
    assert finding.facts["maker"] == made.maker
    assert int(finding.facts["bytes"]) == finding.stop - finding.start


@pytest.mark.parametrize(("maker", "note", "make"), UNREAD, ids=lambda value: str(value)[:12])
def test_a_note_that_cannot_be_read_is_recognised_all_the_same(
    maker: str, note: bytes, make: str
) -> None:
    (finding,) = [f for f in read(with_note(note, make)) if f.code == "maker-note"]
    assert finding.facts["maker"] == maker


def test_every_maker_is_met_by_a_test() -> None:
    met = {made.maker for made in MADE} | {maker for maker, _, _ in UNREAD}
    assert {maker.name for maker in MAKERS} - met == {"Sanyo", "Huawei"}


def test_a_huawei_note_with_a_header_of_its_own_is_recognised() -> None:
    note = b"HUAWEI\0\0" + b"MM\0*\0\0\0\x08" + directory(">", {0x0001: (SHORT, 1)}, 8)
    assert [f.facts["maker"] for f in read(with_note(note)) if f.code == "maker-note"] == ["Huawei"]


@pytest.mark.parametrize(
    ("signature", "tag", "make"),
    [
        (b"SONY DSC \0\0\0", 0x2001, "SONY"),
        (b"SANYO\0\1\0", 0x0100, "SANYO"),
        (b"QVC\0\0\0", 0x2000, "CASIO"),
        (b"", 0x0081, "Minolta Co., Ltd."),
        (b"OLYMP\0\1\0", 0x0100, "OLYMPUS"),
    ],
)
def test_a_picture_inside_a_note_is_handed_on(signature: bytes, tag: int, make: str) -> None:
    content = with_note_at(signature, {0x0001: (SHORT, 1), tag: (UNDEFINED, JPEG)}, make)
    assert pictures(content) == [JPEG]


def test_the_preview_directory_of_nikon_is_followed() -> None:
    probe = directory("<", {0x0011: (LONG, 0)}, 8)
    inner_at = 8 + len(probe)
    inner: Directory = {0x0201: (LONG, 0), 0x0202: (LONG, len(JPEG))}
    picture_at = inner_at + len(directory("<", inner, inner_at))
    inner = {0x0201: (LONG, picture_at), 0x0202: (LONG, len(JPEG))}
    note = b"Nikon\0\2\x10\0\0II*\0\x08\0\0\0" + directory("<", {0x0011: (LONG, inner_at)}, 8)
    note += directory("<", inner, inner_at) + JPEG
    assert pictures(with_note(note)) == [JPEG]


def test_a_note_that_was_moved_without_its_offsets_is_still_read() -> None:
    entries: Directory = {0x0009: (ASCII, "Anna Kowalska"), 0x0096: (ASCII, "G002669")}
    moved = with_note(directory("<", entries, 5000), "Canon")
    assert ("owner", "Anna Kowalska") in told(moved)
    assert ("camera-serial", "G002669") in told(moved)


def test_a_note_in_the_other_byte_order_is_still_read() -> None:
    probe = with_note(directory(">", {0x000C: (LONG, 4711)}, 0), "Canon", order="<")
    assert ("camera-serial", "4711") in told(probe)


def test_blank_values_are_not_told() -> None:
    content = with_note_at(b"", {0x0009: (ASCII, b"\0" * 32), 0x000C: (LONG, 0)}, "Canon")
    assert {code for code, _ in told(content)} == {"camera-model", "maker-note"}


@settings(max_examples=400, deadline=None)
@given(data=st.data())
def test_no_change_to_a_note_raises_anything(data: st.DataObject) -> None:
    content = bytearray(data.draw(st.sampled_from(MADE)).block)
    for _ in range(data.draw(st.integers(1, 10))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at] = data.draw(st.sampled_from((0, 1, 0x7F, 0x80, 0xFF)))
    stop = data.draw(st.integers(8, len(content)))
    read(bytes(content[:stop]))
    pictures(bytes(content[:stop]))


@settings(max_examples=200, deadline=None)
@given(st.sampled_from([made.block for made in MADE]), st.binary(min_size=1, max_size=120))
def test_no_note_of_any_bytes_raises_anything(block: bytes, content: bytes) -> None:
    read(with_note(content, make="Canon"))
    read(with_note(block[:14] + content, make="NIKON"))


def test_rationals_with_nothing_below_are_no_trouble() -> None:
    content = with_note(
        b"Apple iOS\0\0\1MM" + directory(">", {0x0008: (RATIONAL, [(1, 0)])}, 14), "Apple"
    )
    assert read(content)
