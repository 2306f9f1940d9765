"""What every reader of payloads promises, on any bytes whatever."""

from __future__ import annotations

import time
import unicodedata
from typing import TYPE_CHECKING, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.samples.profiles import matrix_profile
from tests.unit import test_iptc, test_jumbf, test_photoshop, test_samsung, test_xmp
from tests.unit.reading import START, held, payload_of
from toolkit.metadata import limits
from toolkit.metadata.model import Kind, Payload
from toolkit.metadata.payloads import (
    icc,
    iptc,
    jumbf,
    opaque,
    photoshop,
    picture,
    samsung,
    text,
    xmp,
)

if TYPE_CHECKING:
    from tests.unit.reading import Holder, Room

READERS: dict[Kind, tuple[Room, bytes]] = {
    Kind.XMP: (xmp, test_xmp.packet("<dc:title>a</dc:title>", 'exif:GPSLatitude="1N"')),
    Kind.PHOTOSHOP: (photoshop, test_photoshop.resource(0x041A, bytes(20), b"name")),
    Kind.IPTC: (iptc, test_iptc.dataset(2, 55, b"20260503") + test_iptc.dataset(2, 80, b"Ana")),
    Kind.ICC: (icc, matrix_profile()),
    Kind.JUMBF: (jumbf, test_jumbf.store()),
    Kind.TEXT: (text, b"Steps: 20, Sampler: Euler"),
    Kind.COMMENT: (text, b"CREATOR: gd-jpeg"),
    Kind.TIME: (text, b"2026-05-03T14:22:10Z"),
    Kind.SAMSUNG: (samsung, test_samsung.trailer(("MCC_Data", b"286"), ("New", b"?"))),
    Kind.PICTURE: (picture, b"\xff\xd8\xff\xe0\0\4ab\xff\xc0\0\x11\x08\0\1\0\1"),
    Kind.VIDEO: (picture, b"\0\0\0\x18ftypmp42mvhd" + bytes(20)),
    Kind.OPAQUE: (opaque, b"<?xpacket begin=''?>"),
}

SHOWN_NEVER = {"Cc", "Cf", "Cs", "Cn", "Co", "Zl", "Zp"}


@st.composite
def changed(draw: st.DrawFn, content: bytes) -> bytes:
    """A sample with a few bytes changed, doubled, gone, or nothing of it at all."""
    if draw(st.booleans()):
        return draw(st.binary(max_size=200))
    bytes_of_it = bytearray(content)
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, max(len(bytes_of_it) - 1, 0)))
        match draw(st.integers(0, 3)):
            case 0:
                bytes_of_it[at : at + 1] = draw(st.binary(min_size=1, max_size=4))
            case 1:
                del bytes_of_it[at : at + draw(st.integers(1, 20))]
            case 2:
                bytes_of_it[at:at] = bytes_of_it[at : at + 40]
            case _:
                del bytes_of_it[at:]
    return bytes(bytes_of_it)


@pytest.mark.parametrize("kind", READERS, ids=lambda kind: kind.value)
@settings(max_examples=150)
@given(data=st.data(), joined=st.booleans())
def test_any_bytes_are_told_without_an_error(
    kind: Kind, data: st.DataObject, *, joined: bool
) -> None:
    room, sample = READERS[kind]
    content = data.draw(changed(sample))
    stop = START + len(content)
    payload = Payload(kind, START, stop, "la\x1bbel", content if joined else None)
    for finding in room.read(payload, content):
        assert START <= finding.start <= finding.stop <= stop
        for shown in (finding.tag, finding.raw, *finding.facts.values()):
            assert not SHOWN_NEVER & set(map(unicodedata.category, shown))
            assert len(shown) <= 2 * limits.RAW_CHARACTERS
    if hasattr(room, "nested"):
        for inner in room.nested(payload, content):
            assert START <= inner.start <= inner.stop <= stop


def repeated(part: bytes) -> bytes:
    return part * (limits.MEBIBYTE // len(part))


ATTRIBUTES = b"".join(b" a%d='%s'" % (number, b"1" * 400) for number in range(40_000))


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        (Kind.XMP, repeated(b"<a>")),
        (Kind.XMP, b"<x>" + repeated(b"<a:b/>")),
        (Kind.XMP, b"<x>" + repeated(b"<!---->")),
        (Kind.XMP, b"<x>" + repeated(b"<a xmlns:b='c'/>")),
        (Kind.XMP, b"<x" + ATTRIBUTES + b"/>"),
        (Kind.XMP, repeated(b"a:b>")),
        (Kind.XMP, repeated(b"dc:title><rdf:li ")),
        (Kind.XMP, repeated(b"dc:title = '")),
        (Kind.XMP, repeated(b"a")),
        (Kind.PHOTOSHOP, repeated(test_photoshop.resource(0x1234, b""))),
        (Kind.PHOTOSHOP, test_photoshop.resource(0x041A, repeated(b"\0A\0\0"))),
        (Kind.IPTC, repeated(test_iptc.dataset(2, 25, b""))),
        (Kind.JUMBF, repeated(b"\0\0\0\x08json")),
        (Kind.JUMBF, test_jumbf.box(b"json", repeated(b"["))),
        (Kind.JUMBF, test_jumbf.box(b"json", b"9" * 2**20)),
        (Kind.JUMBF, test_jumbf.box(b"cbor", repeated(b"\x9f"))),
        (Kind.JUMBF, test_jumbf.box(b"cbor", b"\x9b" + b"\xff" * 8 + bytes(2**20))),
        (Kind.TEXT, repeated(b"Steps: ")),
        (Kind.COMMENT, repeated(b"\0a")),
        (Kind.PICTURE, b"\xff\xd8" + repeated(b"\xff")),
        (Kind.VIDEO, repeated(b"+11.11")),
        (Kind.SAMSUNG, repeated(b"SEFH") + b"SEFT"),
        (Kind.ICC, repeated(b"acsp")),
    ],
    ids=lambda value: value.value if isinstance(value, Kind) else value[:12].hex(),
)  # fmt: skip
@pytest.mark.timed
def test_what_is_made_to_be_slow_is_read_in_seconds(kind: Kind, content: bytes) -> None:
    room, _ = READERS[kind]
    before = time.process_time()
    for _finding in room.read(payload_of(kind, content), content):
        pass
    if hasattr(room, "nested"):
        held(cast("Holder", room), kind, content)
    assert time.process_time() - before < 5
