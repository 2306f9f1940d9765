from __future__ import annotations

import json
import struct
from typing import Any

import pytest

from tests.unit.reading import by_code, held, one, said
from toolkit.errors import InputError
from toolkit.metadata.model import Harm, Kind
from toolkit.metadata.payloads import jumbf
from toolkit.metadata.payloads.jumbf.cbor import decode


def cbor(value: Any) -> bytes:  # noqa: PLR0911 - one for each kind of value
    match value:
        case bool():
            return b"\xf5" if value else b"\xf4"
        case None:
            return b"\xf6"
        case int():
            return _head(0, value) if value >= 0 else _head(1, -1 - value)
        case float():
            return b"\xfb" + struct.pack(">d", value)
        case bytes():
            return _head(2, len(value)) + value
        case str():
            return _head(3, len(value.encode())) + value.encode()
        case list():
            return _head(4, len(value)) + b"".join(map(cbor, value))
        case dict():
            return _head(5, len(value)) + b"".join(cbor(k) + cbor(v) for k, v in value.items())
    raise TypeError


def _head(major: int, argument: int) -> bytes:
    if argument < 24:
        return bytes((major << 5 | argument,))
    return bytes((major << 5 | 26,)) + argument.to_bytes(4, "big")


def box(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I4s", 8 + len(content), kind) + content


def superbox(label: str, *boxes: bytes) -> bytes:
    description = box(b"jumd", bytes(16) + b"\x03" + label.encode() + b"\0")
    return box(b"jumb", description + b"".join(boxes))


def der_name(number: int, name: str, kind: int = 0x0C) -> bytes:
    encoded = name.encode("utf-16-be" if kind == 0x1E else "utf-8")
    return bytes((0x06, 3, 0x55, 4, number, kind, len(encoded))) + encoded


CERTIFICATE = b"".join(
    (
        der_name(10, "News Agency"),
        der_name(3, "Ana Şahin"),
        der_name(3, "Ana Şahin"),
        b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x09\x01\x16\x0fana@example.org",
        der_name(11, "Istanbul", 0x1E),
        b"\x18\x0f20260503112210Z",
    )
)
THUMBNAIL = b"\xff\xd8\xff\xe0" + bytes(40)


def store() -> bytes:
    actions = {
        "actions": [
            {"action": "c2pa.opened", "when": "2026-05-03", "softwareAgent": {"name": "Editor"}},
            {"action": "c2pa.cropped"},
        ]
    }
    work = {
        "@context": "https://schema.org",
        "@type": "CreativeWork",
        "author": [{"@type": "Person", "name": "Ana Şahin"}],
    }
    where = {
        "@context": {"exif": "http://ns.adobe.com/exif/1.0/"},
        "exif:GPSLatitude": "41,0.906N",
        "exif:GPSLongitude": "28,58.77E",
        "tiff:Make": "Leica",
        "tiff:Model": "M11-P",
    }
    ingredient = {"dc:title": "IMG_1.jpg", "instanceID": "xmp:iid:7", "relationship": "parentOf"}
    claim = {
        "claim_generator_info": {"name": "Editor", "version": "26.1"},
        "dc:title": "protest.jpg",
        "instanceID": "xmp:iid:9",
    }
    manifest = superbox(
        "urn:c2pa:3fad1ead",
        superbox(
            "c2pa.assertions",
            superbox("c2pa.actions.v2", box(b"cbor", cbor(actions))),
            superbox("stds.schema-org.CreativeWork", box(b"json", json.dumps(work).encode())),
            superbox("stds.exif", box(b"json", json.dumps(where).encode())),
            superbox("c2pa.ingredient", box(b"cbor", cbor(ingredient))),
            superbox("c2pa.hash.data", box(b"cbor", cbor({"hash": b"\1\2\3", "alg": "sha256"}))),
            superbox(
                "c2pa.thumbnail.claim.jpeg",
                box(b"bfdb", b"\0image/jpeg\0"),
                box(b"bidb", THUMBNAIL),
            ),
            superbox("org.example.own", box(b"cbor", cbor({"secret": "word"}))),
        ),
        superbox("c2pa.claim", box(b"cbor", cbor(claim))),
        superbox("c2pa.signature", box(b"cbor", cbor([b"", {}, None, CERTIFICATE]))),
    )  # fmt: skip
    return superbox("c2pa", manifest)


def test_the_record_tells_the_program_and_the_manifest() -> None:
    findings = said(jumbf, Kind.JUMBF, store())
    assert one(findings, "provenance-manifest").raw == "Editor 26.1"
    assert "urn:c2pa:3fad1ead" in by_code(findings)["document-id"]


def test_who_signed_is_told_by_the_names_in_the_certificates() -> None:
    findings = said(jumbf, Kind.JUMBF, store())
    signer = one(findings, "signer")
    assert signer.harm is Harm.PERSON
    assert signer.raw == "News Agency, Ana Şahin, ana@example.org, Istanbul"
    assert one(findings, "time-told").facts["time"] == "2026-05-03T11:22:10Z"


def test_assertions_are_told_each_by_its_harm() -> None:
    codes = by_code(said(jumbf, Kind.JUMBF, store()))
    assert codes["author"] == ["Ana Şahin"]
    assert codes["edit-history"] == ["c2pa.opened, 2026-05-03, Editor", "c2pa.cropped"]
    assert codes["file-name"] == ["IMG_1.jpg", "protest.jpg"]
    assert codes["camera-model"] == ["Leica M11-P"]
    assert codes["unique-id"] == ["010203, sha256"]
    assert codes["unknown-data"] == ["word"]


def test_a_position_in_an_assertion_is_a_position() -> None:
    facts = one(said(jumbf, Kind.JUMBF, store()), "gps-position").facts
    assert (facts["latitude"], facts["longitude"]) == ("41.0151000", "28.9795000")


def test_the_thumbnail_of_a_record_is_a_hidden_picture() -> None:
    ((payload, data),) = held(jumbf, Kind.JUMBF, store())
    assert (payload.kind, payload.label, data) == (
        Kind.PICTURE, "c2pa.thumbnail.claim.jpeg", THUMBNAIL,
    )  # fmt: skip


def test_the_head_of_a_jpeg_segment_is_passed_over() -> None:
    content = b"JP\0\1\0\0\0\1" + store()
    assert by_code(said(jumbf, Kind.JUMBF, content)) == by_code(said(jumbf, Kind.JUMBF, store()))


def test_a_store_cut_short_tells_what_is_left() -> None:
    content = store()
    for stop in range(0, len(content), 7):
        findings = said(jumbf, Kind.JUMBF, content[:stop])
        assert bool(findings) == bool(stop)


@pytest.mark.parametrize(
    ("content", "value"),
    [
        ("00", 0),
        ("1903e8", 1000),
        ("3863", -100),
        ("f97bff", 65504.0),
        ("fa47c35000", 100000.0),
        ("fb3ff199999999999a", 1.1),
        ("4401020304", b"\1\2\3\4"),
        ("6449455446", "IETF"),
        ("83010203", [1, 2, 3]),
        ("a26161016162820203", {"a": 1, "b": [2, 3]}),
        ("9f0102ff", [1, 2]),
        ("bf6161f5ff", {"a": True}),
        ("5f42010243030405ff", b"\1\2\3\4\5"),
        ("7f657374726561646d696e67ff", "streaming"),
        ("c074323031332d30332d32315432303a30343a30305a", "2013-03-21T20:04:00Z"),
        ("f6", None),
    ],
)
def test_cbor_is_read_as_rfc_8949_has_it(content: str, value: object) -> None:
    assert decode(bytes.fromhex(content)) == value


@pytest.mark.parametrize(
    "content", ["", "1c", "9f", "81" * 40, "9bffffffffffffffff", "44", "bf", "5f40", "f8"]
)
def test_cbor_that_lies_is_refused(content: str) -> None:
    with pytest.raises(InputError):
        decode(bytes.fromhex(content))


def test_numbers_without_end_are_told_by_their_size_alone() -> None:
    content = box(b"json", b"[" + b"1," * 2**20 + b"1]")
    finding = one(said(jumbf, Kind.JUMBF, content), "unknown-data")
    assert finding.raw.startswith("[1,1,1,")
    assert finding.facts["bytes"] == str(2**21 + 3)
