"""Segments and trailers that say something, with a mark in each of their places."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from tests.samples.exif_blocks import ASCII, RATIONAL, SHORT, UNDEFINED, block
from tests.samples.jpeg_streams import COM, DHT, DNL, DQT, DRI, app, built, coded, drawn, segment
from tests.samples.profiles import DISPLAY_P3, matrix_profile, multilingual, text

if TYPE_CHECKING:
    from tests.samples.base import Marks


def exif(mark: Marks, orientation: int, place: str = "", order: str = "<") -> bytes:
    small = built([segment(COM, mark(f"{place}Exif thumbnail comment")), *coded(drawn("RGB"))])
    return b"Exif\0\0" + block(
        order,
        {
            0x010E: (ASCII, mark.text(f"{place}Exif description")),
            0x010F: (ASCII, mark.text(f"{place}Exif make")),
            0x0112: (SHORT, orientation),
            0x013B: (ASCII, mark.text(f"{place}Exif artist")),
            0x9C9D: (1, mark.text(f"{place}Exif XPAuthor").encode("utf-16-le")),
        },
        {
            0x9286: (UNDEFINED, b"ASCII\0\0\0" + mark(f"{place}Exif user comment")),
            0x927C: (UNDEFINED, mark(f"{place}Exif maker note")),
            0xA431: (ASCII, mark.text(f"{place}Exif serial number")),
        },
        {0x0002: (RATIONAL, ((41, 1), (0, 1), (9, 1))), 0x001D: (ASCII, mark.text(f"{place}GPS"))},
        small,
    )


def profile(mark: Marks, padding: int = 0) -> bytes:
    return matrix_profile(
        DISPLAY_P3,
        extra={
            b"desc": multilingual((b"enUS", mark.text("ICC description"))),
            b"cprt": multilingual((b"enUS", mark.text("ICC copyright"))),
            b"priv": text(mark("ICC private tag") + bytes(padding)),
        },
    )


def profile_chunks(content: bytes, size: int = 65_519) -> list[bytes]:
    chunks = [content[at : at + size] for at in range(0, len(content), size)]
    return [
        app(2, b"ICC_PROFILE\0" + bytes((number, len(chunks))) + chunk)
        for number, chunk in enumerate(chunks, 1)
    ]


def extended_xmp(mark: Marks) -> list[bytes]:
    guid = b"0123456789ABCDEF0123456789ABCDEF"
    first, second = (
        b"<x:xmpmeta>" + mark("extended XMP 1"),
        mark("extended XMP 2") + b"</x:xmpmeta>",
    )
    length = struct.pack(">I", len(first + second))
    head = b"http://ns.adobe.com/xmp/extension/\0" + guid + length
    return [
        app(1, head + struct.pack(">I", len(first)) + second),
        app(1, head + struct.pack(">I", 0) + first),
    ]


def jumbf(mark: Marks) -> list[bytes]:
    first, second = mark("JUMBF 1"), mark("JUMBF 2")
    head = struct.pack(">I", 8 + len(first + second)) + b"jumb"
    return [
        app(11, b"JP\0\1" + struct.pack(">I", 1) + head + first),
        app(11, b"JP\0\1" + struct.pack(">I", 2) + head + second),
    ]


def resource(number: int, body: bytes) -> bytes:
    return b"8BIM" + struct.pack(">HHI", number, 0, len(body)) + body + bytes(len(body) % 2)


def photoshop(mark: Marks) -> list[bytes]:
    iptc = b"\x1c\x02\x50\0\x10" + mark("IPTC by-line")
    whole = resource(0x0404, iptc) + resource(0x040C, mark("Photoshop thumbnail"))
    return [app(13, b"Photoshop 3.0\0" + whole[:15]), app(13, b"Photoshop 3.0\0" + whole[15:])]


def unused_tables(mark: Marks, place: str = "") -> list[bytes]:
    quantisation = b"".join(mark(f"{place}unused DQT {n}") for n in range(4))
    code = mark(f"{place}unused DHT 1") + mark(f"{place}unused DHT 2")
    return [
        segment(DQT, b"\3" + quantisation),
        segment(DHT, b"\x13" + bytes((0,) * 14 + (16, 16)) + code),
    ]


def everywhere(mark: Marks, transform: int | None = None) -> list[bytes]:
    """A segment of each kind that says something, fill bytes and stray bytes between them."""
    adobe = b"Adobe" + struct.pack(">HHHB", 101, 0x4321, 0x8765, transform or 0)
    return [
        app(0, b"JFXX\0\x10" + built([segment(COM, mark("JFXX thumbnail"))])),
        app(0, b"JFXX\0\x13\2\2" + mark("JFXX pixels")),
        app(0, b"AVI1" + mark("APP0 AVI1")),
        b"\xff\xff\xff" + app(1, b"http://ns.adobe.com/xap/1.0/\0" + mark("XMP")),
        *extended_xmp(mark),
        app(1, mark("APP1 unknown")),
        app(2, b"FPXR\0" + mark("FlashPix")),
        app(2, b"ICC_PROFILE" + mark("APP2 nearly a profile")),
        app(3, b"Meta\0\0II*\0" + mark("Kodak Meta")),
        app(3, b"_JPSJPS_" + mark("stereo JPS")),
        app(4, b"Scalado\0" + mark("APP4")),
        app(5, b"RMETA\0" + mark("APP5")),
        app(6, b"GoPro\0" + mark("APP6")),
        app(7, mark("APP7")),
        app(8, b"SPIFF\0" + mark("APP8")),
        app(9, mark("APP9")),
        app(10, b"UNICODE\0" + mark.text("APP10").encode("utf-16-be")),
        *jumbf(mark),
        app(12, b"Ducky\0\1\0\4\0\0\0\x50" + mark("Ducky")),
        app(12, b"[picture info]\r\nSerial#=" + mark("picture info")),
        *photoshop(mark),
        *([app(14, adobe + mark("APP14 after the 12 bytes"))] if transform is not None else []),
        app(15, mark("APP15")),
        segment(COM, mark("COM")),
        b"\xff\xd3" + mark("after a stray RST"),
        b"\xff\x00" + mark("after a stray zero"),
        segment(DRI, b"\x51\x7a") + segment(DRI, b"\0\0"),
        segment(DNL, mark("DNL without need")),
        *unused_tables(mark),
    ]


def film(mark: Marks, place: str) -> bytes:
    def box(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", 8 + len(body)) + name + body

    return (
        box(b"ftyp", b"mp42\0\0\0\0isommp42")
        + box(b"moov", box(b"udta", mark(f"{place} film user data")))
        + box(b"mdat", mark(f"{place} film data") * 4)
    )


def samsung(mark: Marks) -> bytes:
    def entry(name: bytes, body: bytes) -> bytes:
        return b"\0\0\x30\x0a" + struct.pack("<I", len(name)) + name + body

    blocks = [
        entry(b"Image_UTC_Data", mark("Samsung time")),
        entry(b"MotionPhoto_Data", film(mark, "Samsung")),
    ]
    directory = b"SEFH" + struct.pack("<II", 106, len(blocks))
    back = sum(map(len, blocks))
    for each_block in blocks:
        directory += b"\0\0\x30\x0a" + struct.pack("<II", back, len(each_block))
        back -= len(each_block)
    return b"".join(blocks) + directory + struct.pack("<I", len(directory)) + b"SEFT"
