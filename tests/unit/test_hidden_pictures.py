from __future__ import annotations

import io
import struct

import pytest
from PIL import Image

from tests.unit.reading import by_code, held, one, said
from toolkit.metadata.model import Harm, Kind
from toolkit.metadata.payloads import opaque, picture


def encoded(kind: str, **options: object) -> bytes:
    output = io.BytesIO()
    Image.new("RGB", (33, 21), "red").save(output, kind, **options)
    return output.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        encoded("JPEG"),
        encoded("JPEG", progressive=True),
        encoded("PNG"),
        encoded("GIF"),
        encoded("BMP"),
        encoded("WEBP"),
        encoded("WEBP", lossless=True),
        encoded("WEBP", exif=b"Exif\0\0II*\0\x08\0\0\0\0\0"),
        encoded("AVIF"),
    ],
)
def test_the_size_of_a_hidden_picture_is_seen(content: bytes) -> None:
    finding = one(said(picture, Kind.PICTURE, content), "hidden-picture")
    assert finding.harm is Harm.HIDDEN_PICTURE
    assert (finding.facts["width"], finding.facts["height"]) == ("33", "21")
    assert finding.facts["bytes"] == str(len(content))


def test_a_picture_of_no_known_kind_is_told_all_the_same() -> None:
    assert by_code(said(picture, Kind.PICTURE, b"?" * 50)) == {"hidden-picture": [""]}


def film(position: bytes = b"") -> bytes:
    header = b"mvhd" + struct.pack(">II", 0, 3_860_652_130) + bytes(92)
    return b"\0\0\0\x10ftypmp42\0\0\0\0" + struct.pack(">I", len(header) + 4) + header + position


def test_a_film_says_when_and_where() -> None:
    content = film(b"\0\0\0\x1e\xa9xyz\0\x12\x15\xc7+41.0151+028.9795/")
    findings = said(picture, Kind.VIDEO, content)
    assert one(findings, "hidden-video").facts["bytes"] == str(len(content))
    assert one(findings, "time-taken").facts["time"] == "2026-05-03T11:22:10+00:00"
    facts = one(findings, "gps-position").facts
    assert (facts["latitude"], facts["longitude"]) == ("41.0151000", "28.9795000")


def test_a_clock_that_was_never_set_is_no_time() -> None:
    content = film().replace(struct.pack(">I", 3_860_652_130), bytes(4))
    assert [f.code for f in said(picture, Kind.VIDEO, content)] == ["hidden-video"]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"Exif\0\0MM\0*", Kind.EXIF),
        (b"<x:xmpmeta/>", Kind.XMP),
        (b"8BIM....", Kind.PHOTOSHOP),
        (bytes(36) + b"acsp", Kind.ICC),
        (b"\0\0\0\x20jumb", Kind.JUMBF),
        (b"\xff\xd8\xff\xe0", Kind.PICTURE),
        (b"\0\0\0\x20ftypisom", Kind.VIDEO),
    ],
)
def test_unexplained_bytes_in_a_known_language_are_handed_on(content: bytes, kind: Kind) -> None:
    assert said(opaque, Kind.OPAQUE, content) == []
    ((payload, data),) = held(opaque, Kind.OPAQUE, content)
    assert (payload.kind, data) == (kind, content)


def test_unexplained_bytes_are_told_and_zeros_are_not() -> None:
    assert by_code(said(opaque, Kind.OPAQUE, b"\0\1words")) == {"unknown-data": ["\\x01words"]}
    assert said(opaque, Kind.OPAQUE, bytes(9000)) == []


def test_words_that_nobody_explained_are_handed_on_as_a_comment() -> None:
    for content in (b"Ana was here\0\0", "Şahin".encode() * 200):
        assert said(opaque, Kind.OPAQUE, content) == []
        ((payload, _),) = held(opaque, Kind.OPAQUE, content)
        assert payload.kind is Kind.COMMENT


def test_parts_for_machines_are_no_reason_to_worry_unless_they_are_too_long() -> None:
    assert list(by_code(said(opaque, Kind.OPAQUE, b"\0\0\x0b\x13", "pHYs"))) == ["technical-data"]
    assert list(by_code(said(opaque, Kind.OPAQUE, b"\1" * 9000, "pHYs"))) == ["unknown-data"]
