"""Every payload is read by the room that knows it, and nothing in one stops the others."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.samples.exif_blocks import ASCII, block
from toolkit.metadata import findings as module
from toolkit.metadata import limits
from toolkit.metadata.findings import read
from toolkit.metadata.model import Harm, Kind, Payload, Walk
from toolkit.metadata.payloads.harms import found
from toolkit.metadata.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pytest

    from toolkit.metadata.model import Finding

ANNA = block(ifd0={0x013B: (ASCII, "Anna K.")})


def walk(*payloads: Payload) -> Walk:
    return Walk("TEST", ".test", 1, 1, 1, (), (), payloads)


def tell(content: bytes, *payloads: Payload) -> tuple[Finding, ...]:
    return read(walk(*payloads), Source(content))


def exif_at(start: int, content: bytes) -> Payload:
    return Payload(Kind.EXIF, start, start + len(content), "Exif")


def test_the_worst_comes_first_then_the_place_in_the_file() -> None:
    second = block(ifd0={0x0131: (ASCII, "Program"), 0x013B: (ASCII, "Boris B.")})
    content = ANNA + second
    told = tell(content, exif_at(len(ANNA), second), exif_at(0, ANNA))
    assert [(f.harm, f.raw) for f in told] == [
        (Harm.PERSON, "Anna K."),
        (Harm.PERSON, "Boris B."),
        (Harm.SOFTWARE, "Program"),
    ]


def test_a_position_of_a_hidden_picture_is_told_at_its_place() -> None:
    hidden = _png_with_exif(ANNA)
    content = b"before" + hidden
    told = tell(content, Payload(Kind.PICTURE, 6, len(content), "thumbnail"))
    (author,) = [f for f in told if f.code == "author"]
    assert content[author.start : author.stop] == b"Anna K.\0"
    assert [f.code for f in told if f.harm is Harm.HIDDEN_PICTURE] == ["hidden-picture"]


def test_a_hidden_picture_of_no_known_kind_is_told_all_the_same() -> None:
    told = tell(b"no picture at all", Payload(Kind.PICTURE, 0, 17, "thumbnail"))
    assert [f.code for f in told] == ["hidden-picture"]


def test_a_picture_in_joined_bytes_is_told_at_the_place_of_the_whole() -> None:
    hidden = _png_with_exif(ANNA)
    told = tell(b"0123456789", Payload(Kind.PICTURE, 2, 8, "thumbnail", hidden))
    assert {(f.start, f.stop) for f in told} == {(2, 8)}


def test_a_payload_over_the_limit_is_told_by_its_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "PAYLOAD_BYTES", 10)
    (finding,) = tell(ANNA, exif_at(0, ANNA))
    assert finding.code == "unknown-data"
    assert finding.facts["bytes"] == str(len(ANNA))


def test_a_fault_in_one_room_does_not_stop_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(payload: Payload, content: bytes) -> Iterator[Finding]:
        yield found(payload, "author", "somewhere", "Boris", 0, len(content))
        raise IndexError

    monkeypatch.setitem(module._READERS, Kind.TEXT, SimpleNamespace(read=broken))
    told = tell(ANNA, Payload(Kind.TEXT, 0, 4, "broken"), exif_at(0, ANNA))
    assert {(f.code, f.raw) for f in told} >= {("author", "Boris"), ("author", "Anna K.")}
    assert [f.facts["label"] for f in told if f.code == "unknown-data"] == ["broken"]


def test_a_flood_of_one_kind_does_not_crowd_out_another(monkeypatch: pytest.MonkeyPatch) -> None:
    def flood(payload: Payload, content: bytes) -> Iterator[Finding]:
        for _ in range(limits.FINDINGS * 2):
            yield found(payload, "place-name", "x", "y", 0, len(content))

    monkeypatch.setitem(module._READERS, Kind.TEXT, SimpleNamespace(read=flood))
    told = tell(ANNA, Payload(Kind.TEXT, 0, 4, "flood"), exif_at(0, ANNA))
    assert 500 < len(told) < 600
    assert told[-1].raw == "Anna K."


def test_payloads_in_payloads_end_somewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    def itself(payload: Payload, content: bytes) -> Iterator[Payload]:
        for _ in range(10):
            yield Payload(Kind.TEXT, payload.start, payload.stop, "again", content)

    reader = SimpleNamespace(read=lambda _payload, _content: iter(()), nested=itself)
    monkeypatch.setitem(module._READERS, Kind.TEXT, reader)
    assert tell(b"abcd", Payload(Kind.TEXT, 0, 4, "again")) == ()


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(Kind), st.binary(max_size=300), st.booleans())
def test_no_content_of_any_kind_raises_anything(kind: Kind, content: bytes, joined: bool) -> None:  # noqa: FBT001 - hypothesis draws it
    payload = Payload(kind, 0, len(content), "any", content if joined else None)
    for finding in tell(content, payload):
        assert 0 <= finding.start <= finding.stop <= len(content)


def _png_with_exif(exif: bytes) -> bytes:
    """A PNG of one grey pixel with an Exif block."""
    from zlib import compress, crc32  # noqa: PLC0415 - only here

    def chunk(name: bytes, content: bytes) -> bytes:
        check = crc32(name + content).to_bytes(4, "big")
        return len(content).to_bytes(4, "big") + name + content + check

    header = bytes((0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        (
            chunk(b"IHDR", header),
            chunk(b"eXIf", exif),
            chunk(b"IDAT", compress(b"\0\0")),
            chunk(b"IEND", b""),
        )
    )
