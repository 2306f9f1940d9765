from __future__ import annotations

import struct

from tests.unit.reading import by_code, held, one, said
from toolkit.metadata.model import Harm, Kind
from toolkit.metadata.payloads import samsung

FILM = b"\0\0\0\x18ftypmp42" + bytes(40)


def trailer(*blocks: tuple[str, bytes]) -> bytes:
    body = b""
    places = []
    for name, data in blocks:
        block = struct.pack("<HHI", 0, 0x0A01, len(name)) + name.encode() + data
        places.append((len(body), len(block)))
        body += block
    directory = b"SEFH" + struct.pack("<II", 107, len(blocks))
    for start, size in places:
        directory += struct.pack("<HHII", 0, 0x0A01, len(body) - start, size)
    return body + directory + struct.pack("<I", len(directory)) + b"SEFT"


def test_the_moment_is_told_to_the_second() -> None:
    finding = one(
        said(samsung, Kind.SAMSUNG, trailer(("Image_UTC_Data", b"1777807330123"))), "time-taken"
    )
    assert finding.facts == {"time": "2026-05-03T11:22:10+00:00"}


def test_the_country_of_the_network_is_named() -> None:
    finding = one(said(samsung, Kind.SAMSUNG, trailer(("MCC_Data", b"286"))), "place-name")
    assert (finding.harm, finding.facts["text"]) == (Harm.PLACE, "286 (TR)")


def test_the_film_of_a_motion_photo_is_handed_on() -> None:
    content = trailer(("MotionPhoto_Data", FILM), ("MCC_Data", b"286"))
    ((payload, data),) = held(samsung, Kind.SAMSUNG, content)
    assert (payload.kind, payload.label, data) == (Kind.VIDEO, "Samsung MotionPhoto_Data", FILM)


def test_depth_maps_and_sounds_are_hidden_things() -> None:
    content = trailer(("DualShot_DepthMap_1", b"\1" * 99), ("SoundShot_Wave", b"\2" * 99))
    told = by_code(said(samsung, Kind.SAMSUNG, content))
    assert set(told) == {"hidden-picture", "hidden-sound"}


def test_what_the_editor_remembers_is_told() -> None:
    path = b'{"originalPath":"/storage/emulated/0/DCIM/Camera/20260503_142210.jpg"}'
    finding = one(
        said(samsung, Kind.SAMSUNG, trailer(("PhotoEditor_Re_Edit_Data", path))), "edit-history"
    )
    assert finding.raw == path.decode()


def test_a_block_that_nobody_knows_is_told() -> None:
    told = by_code(said(samsung, Kind.SAMSUNG, trailer(("Brand_New", b"words"))))
    assert told == {"unknown-data": ["words"]}


def test_a_trailer_that_leads_nowhere_is_told_whole() -> None:
    for content in (b"SEFT", b"x" * 30 + b"\xff\xff\xff\xffSEFT", trailer()[:-8] + b"SEFT"):
        assert [f.code for f in said(samsung, Kind.SAMSUNG, content)] == ["unknown-data"]


def test_blocks_outside_the_trailer_are_not_read() -> None:
    content = bytearray(trailer(("MCC_Data", b"286")))
    content[-16:-12] = b"\xff\xff\xff\x7f"
    assert "place-name" not in by_code(said(samsung, Kind.SAMSUNG, bytes(content)))
