from __future__ import annotations

import struct

import pytest

from tests.unit.reading import by_code, held, one, said
from toolkit.metadata.model import Kind
from toolkit.metadata.payloads import photoshop


def resource(number: int, data: bytes, name: bytes = b"", signature: bytes = b"8BIM") -> bytes:
    head = bytes((len(name),)) + name
    head += b"\0" * (len(head) % 2)
    return (
        signature
        + struct.pack(">H", number)
        + head
        + struct.pack(">I", len(data))
        + data
        + (b"\0" * (len(data) % 2))
    )


def wide(text: str) -> bytes:
    return struct.pack(">I", len(text)) + text.encode("utf-16-be")


JPEG = b"\xff\xd8\xff\xe0" + bytes(40)


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (0x0404, Kind.IPTC),
        (0x040F, Kind.ICC),
        (0x0422, Kind.EXIF),
        (0x0423, Kind.EXIF),
        (0x0424, Kind.XMP),
    ],
)
def test_what_is_in_another_language_is_handed_on(number: int, kind: Kind) -> None:
    content = b"Photoshop 3.0\0" + resource(0x03ED, bytes(16)) + resource(number, b"inside")
    ((payload, data),) = held(photoshop, Kind.PHOTOSHOP, content)
    assert (payload.kind, data) == (kind, b"inside")


@pytest.mark.parametrize("number", [0x0409, 0x040C])
def test_a_thumbnail_is_a_hidden_picture(number: int) -> None:
    head = struct.pack(">6I2H", 1, 160, 120, 480, 57600, len(JPEG), 24, 1)
    ((payload, data),) = held(photoshop, Kind.PHOTOSHOP, resource(number, head + JPEG))
    assert (payload.kind, data) == (Kind.PICTURE, JPEG)


def test_a_thumbnail_of_bare_pixels_is_told_with_its_size() -> None:
    head = struct.pack(">6I2H", 0, 16, 12, 48, 576, 576, 24, 1)
    finding = one(
        said(photoshop, Kind.PHOTOSHOP, resource(0x0409, head + bytes(576))), "hidden-picture"
    )
    assert (finding.facts["width"], finding.facts["bytes"]) == ("16", "576")


def test_names_that_people_gave_are_told() -> None:
    content = b"".join(
        (
            resource(0x07D0, b"path", b"Ana's face"),
            resource(0x0BB7, b"\x07outline\0"),
            resource(0x041A, struct.pack(">5I", 6, 0, 0, 9, 9) + wide("IMG_1234")),
            resource(0x040B, b"https://example.org/ana"),
            resource(0x03EB, b"?", b"note"),
        )
    )
    told = by_code(said(photoshop, Kind.PHOTOSHOP, content))
    assert told["edit-history"] == ["Ana's face", "outline"]
    assert told["file-name"] == ["IMG_1234"]
    assert told["contact"] == ["https://example.org/ana"]
    assert told["comment"] == ["note"]
    assert told["unknown-data"] == ["?"]


def test_the_printer_is_named() -> None:
    device = "Office 3rd floor".encode("utf-16-le").ljust(64, b"\0")
    finding = one(said(photoshop, Kind.PHOTOSHOP, resource(0x043D, device)), "host-computer")
    assert finding.raw == "Office 3rd floor"


def test_the_program_and_the_digest_of_the_caption_are_told() -> None:
    version = struct.pack(">IB", 1, 1) + wide("Adobe Photoshop") + wide("Adobe Photoshop CC 2017")
    content = resource(0x0421, version) + resource(0x0425, bytes(range(16)))
    told = by_code(said(photoshop, Kind.PHOTOSHOP, content))
    assert told["software"] == ["Adobe Photoshop, Adobe Photoshop CC 2017"]
    assert told["document-id"] == [bytes(range(16)).hex()]


def test_settings_are_counted() -> None:
    content = resource(0x03ED, bytes(16)) + resource(0x0406, b"ab")
    finding = one(said(photoshop, Kind.PHOTOSHOP, content), "edit-settings")
    assert finding.facts == {"count": "2"}


def test_what_stands_behind_the_resources_is_told() -> None:
    content = resource(0x03ED, bytes(16)) + b"tail"
    assert by_code(said(photoshop, Kind.PHOTOSHOP, content))["unknown-data"] == ["tail"]
