"""What Exif says is told, joined and in its place."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.samples.exif_blocks import (
    ASCII,
    BYTE,
    LONG,
    RATIONAL,
    SHORT,
    UNDEFINED,
    Value,
    block,
    directory,
    with_note,
)
from toolkit.metadata.model import Harm, Kind, Payload
from toolkit.metadata.payloads import exif, tiff_structure

if TYPE_CHECKING:
    from toolkit.metadata.model import Finding

both_orders = pytest.mark.parametrize("order", ["<", ">"])

ISTANBUL: dict[int, tuple[int, Value]] = {
    0x01: (ASCII, "N"),
    0x02: (RATIONAL, [(41, 1), (0, 1), (5436, 100)]),
    0x03: (ASCII, "E"),
    0x04: (RATIONAL, [(28, 1), (58, 1), (4620, 100)]),
}


def read(content: bytes, start: int = 0) -> list[Finding]:
    return list(exif.read(Payload(Kind.EXIF, start, start + len(content), "Exif"), content))


def nested(content: bytes, start: int = 0) -> list[Payload]:
    return list(exif.nested(Payload(Kind.EXIF, start, start + len(content), "Exif"), content))


def told(findings: list[Finding], code: str) -> list[Finding]:
    return [finding for finding in findings if finding.code == code]


@both_orders
def test_a_position_is_told_in_decimal_degrees(order: str) -> None:
    (finding,) = told(read(block(order, gps=ISTANBUL)), "gps-position")
    assert finding.harm is Harm.PLACE
    assert float(finding.facts["latitude"]) == pytest.approx(41.0151)
    assert float(finding.facts["longitude"]) == pytest.approx(28.9795, abs=1e-4)


def test_south_and_west_are_negative() -> None:
    gps = ISTANBUL | {0x01: (ASCII, "S"), 0x03: (ASCII, "W")}
    (finding,) = told(read(block(gps=gps)), "gps-position")
    assert finding.facts["latitude"].startswith("-41.01")
    assert finding.facts["longitude"].startswith("-28.97")


def test_all_that_stands_beside_a_position_is_told_with_it() -> None:
    gps = ISTANBUL | {
        0x05: (BYTE, 1),
        0x06: (RATIONAL, [(125, 10)]),
        0x07: (RATIONAL, [(11, 1), (22, 1), (7, 1)]),
        0x0C: (ASCII, "K"),
        0x0D: (RATIONAL, [(5, 1)]),
        0x10: (ASCII, "T"),
        0x11: (RATIONAL, [(342, 1)]),
        0x1B: (UNDEFINED, b"ASCII\0\0\0GPS"),
        0x1D: (ASCII, "2026:05:03"),
        0x1F: (RATIONAL, [(4, 1)]),
    }
    (finding,) = told(read(block(gps=gps)), "gps-position")
    assert finding.facts["altitude"] == "-12.5"
    assert finding.facts["time"] == "2026-05-03T11:22:07Z"
    assert finding.facts["speed"] == "5 km/h"
    assert finding.facts["direction"] == "342 true"
    assert finding.facts["method"] == "GPS"
    assert finding.facts["within"] == "4"


def test_a_destination_is_told_beside_the_position() -> None:
    gps = ISTANBUL | {0x12 + tag: value for tag, value in ISTANBUL.items()}
    assert told(read(block(gps=gps)), "gps-destination")


def test_what_is_left_of_a_position_is_told() -> None:
    gps: dict[int, tuple[int, Value]] = {0x1D: (ASCII, "2026:05:03"), 0x06: (RATIONAL, [(125, 10)])}
    (finding,) = told(read(block(gps=gps)), "gps-remains")
    assert "2026-05-03" in finding.raw
    assert "12.5" in finding.raw


def test_a_position_of_zero_and_zero_is_no_position() -> None:
    zero: dict[int, tuple[int, Value]] = {
        0x02: (RATIONAL, [(0, 1), (0, 1), (0, 1)]),
        0x04: (RATIONAL, [(0, 1), (0, 1), (0, 1)]),
    }
    assert told(read(block(gps=ISTANBUL | zero)), "gps-position") == []


def test_a_date_is_joined_with_its_fraction_and_time_zone() -> None:
    times = {
        0x9003: (ASCII, "2026:05:03 14:22:07"),
        0x9291: (ASCII, "12"),
        0x9011: (ASCII, "+03:00"),
    }
    (finding,) = told(read(block(exif=times)), "time-taken")
    assert finding.facts["time"] == "2026-05-03T14:22:07.12+03:00"


def test_one_moment_in_three_tags_is_told_once() -> None:
    date = (ASCII, "2026:05:03 14:22:07")
    findings = read(block(ifd0={0x0132: date}, exif={0x9003: date, 0x9004: date}))
    assert [f.code for f in findings if f.harm is Harm.TIME] == ["time-taken"]


def test_a_moment_told_with_and_without_its_fraction_is_told_once() -> None:
    date = (ASCII, "2026:05:03 14:22:07")
    times = {0x9003: date, 0x9291: (ASCII, "12"), 0x9011: (ASCII, "+03:00")}
    findings = read(block(ifd0={0x0132: date}, exif=times))
    assert [f.code for f in findings if f.harm is Harm.TIME] == ["time-taken"]


def test_three_moments_in_three_tags_are_all_told() -> None:
    findings = read(
        block(
            ifd0={0x0132: (ASCII, "2026:05:05 10:00:00")},
            exif={
                0x9003: (ASCII, "2026:05:03 14:22:07"),
                0x9004: (ASCII, "2026:05:04 10:00:00"),
            },
        )
    )
    times = [f.facts["time"][:10] for f in findings if f.harm is Harm.TIME]
    assert times == ["2026-05-03", "2026-05-04", "2026-05-05"]


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        (0x013B, "author"),
        (0x8298, "copyright"),
        (0xA430, "owner"),
        (0xA431, "camera-serial"),
        (0xA435, "lens-serial"),
        (0xA420, "unique-id"),
        (0xC65D, "unique-id"),
        (0x010E, "comment"),
        (0x010D, "title"),
        (0x013C, "host-computer"),
        (0x0131, "software"),
        (0xA437, "author"),
        (0xC68B, "file-name"),
    ],
)
@both_orders
def test_each_telling_tag_is_told(order: str, tag: int, code: str) -> None:
    findings = told(read(block(order, ifd0={tag: (ASCII, "Anna K. 4711")})), code)
    assert [finding.raw for finding in findings] == ["Anna K. 4711"]


def test_a_serial_number_as_a_long_number_keeps_all_its_digits() -> None:
    (finding,) = told(read(block(exif={0xA431: (LONG, 3_141_592_653)})), "camera-serial")
    assert finding.facts["serial"] == "3141592653"


def test_a_text_behind_a_nul_is_told_too() -> None:
    (finding,) = told(read(block(ifd0={0x8298: (ASCII, b"Anna\0Boris\0")})), "copyright")
    assert finding.raw == "Anna / Boris"


@pytest.mark.parametrize(
    "comment",
    [
        b"ASCII\0\0\0to Boris",
        b"UNICODE\0" + "to Boris".encode("utf-16-le"),
        b"UNICODE\0" + "to Boris".encode("utf-16-be"),
        b"UNICODE\0\xfe\xff" + "to Boris".encode("utf-16-be"),
        b"JIS\0\0\0\0\0to Boris",
        b"\0\0\0\0\0\0\0\0to Boris",
        b"to Boris",
    ],
)
@both_orders
def test_a_comment_is_read_in_any_letters(order: str, comment: bytes) -> None:
    (finding,) = told(read(block(order, exif={0x9286: (UNDEFINED, comment)})), "comment")
    assert finding.raw == "to Boris"


def test_words_that_a_picture_was_generated_from_are_told_as_such() -> None:
    comment = b"ASCII\0\0\0a cat\nSteps: 20, Sampler: Euler"
    assert told(read(block(exif={0x9286: (UNDEFINED, comment)})), "ai-prompt")


@both_orders
def test_texts_of_windows_are_little_endian_in_any_file(order: str) -> None:
    text = "Анна".encode("utf-16-le") + b"\0\0"
    (finding,) = told(read(block(order, ifd0={0x9C9D: (BYTE, text)})), "author")
    assert finding.raw == "Анна"


def test_the_maker_and_the_model_are_one_finding() -> None:
    findings = read(block(ifd0={0x010F: (ASCII, "Apple"), 0x0110: (ASCII, "iPhone 13")}))
    assert [f.facts["model"] for f in told(findings, "camera-model")] == ["iPhone 13"]


def test_a_thumbnail_is_handed_on_with_its_range() -> None:
    picture = b"\xff\xd8\xff\xe0 small \xff\xd9"
    content = block(ifd0={0x0131: (ASCII, "Program")}, thumbnail=picture)
    (part,) = nested(content, start=100)
    assert part.kind is Kind.PICTURE
    assert content[part.start - 100 : part.stop - 100] == picture


def test_a_thumbnail_without_a_format_of_its_own_is_told_by_its_size() -> None:
    second = directory("<", {0x0103: (SHORT, 1), 0x0111: (LONG, 8), 0x0117: (LONG, 57_600)}, 14)
    content = b"II*\0" + struct.pack("<IHI", 8, 0, 14) + second
    (finding,) = told(read(content), "hidden-picture")
    assert finding.facts["bytes"] == "57600"


def test_languages_inside_a_tag_are_handed_on() -> None:
    content = block(ifd0={0x02BC: (BYTE, b"<x:xmpmeta/>"), 0x83BB: (UNDEFINED, b"\x1c\x02\x05abc")})
    assert [part.kind for part in nested(content)] == [Kind.XMP, Kind.IPTC]


def test_unknown_tags_are_told_together() -> None:
    content = block(ifd0={0x9999: (ASCII, "secret one"), 0x9998: (ASCII, "secret two")})
    (finding,) = told(read(content), "unknown-data")
    assert finding.facts["label"] == "IFD0 0x9999, 0x9998"
    assert finding.facts["bytes"] == "22"
    assert finding.raw == "secret one, secret two"


def test_blank_padding_of_windows_is_not_told_and_filled_padding_is() -> None:
    assert (
        told(read(block(exif={0xEA1C: (UNDEFINED, b"\x1c\xea" + bytes(50))})), "unknown-data") == []
    )
    filled = b"\x1c\xea" + b"\0\0older text\0\0"
    assert told(read(block(exif={0xEA1C: (UNDEFINED, filled)})), "unknown-data")


def test_words_hidden_in_numbers_are_told() -> None:
    hidden = b"meet me at nine "
    content = block(ifd0={0x0100: (SHORT, b"\x80\x02" + hidden), 0x9999: (RATIONAL, hidden)})
    (finding,) = told(read(content), "unknown-data")
    assert finding.facts["label"] == "IFD0 0x0100, 0x9999"
    assert "meet me at nine" in finding.raw


def test_what_a_program_left_between_the_values_is_told() -> None:
    content = block(ifd0={0x0131: (ASCII, "Program")}) + b"\0\0Anna Kowalska, Berlin\0"
    (finding,) = told(read(content), "unknown-data")
    assert finding.raw == "Anna Kowalska, Berlin"
    assert finding.stop == len(content)


def test_a_gap_ends_with_the_block_even_where_a_picture_claims_to_lie_far_behind() -> None:
    second: dict[int, tuple[int, Value]] = {0x0201: (LONG, 1 << 28), 0x0202: (LONG, 4)}
    content = block(ifd0=second) + b"Anna Kowalska, Berlin"
    (finding,) = told(read(content), "unknown-data")
    assert finding.stop == len(content)


def test_bytes_that_are_no_exif_at_all_are_told() -> None:
    for content in (b"Anna Kowalska, Berlin", b"II*\0Anna Kowalska, Berlin"):
        (finding,) = read(content)
        assert (finding.code, "Anna Kowalska" in finding.raw) == ("unknown-data", True)


def test_a_map_under_a_picture_is_told() -> None:
    content = block(ifd0={0x87B1: (ASCII, "WGS 84|"), 0x87AF: (SHORT, [1, 1, 0, 0])})
    assert told(read(content), "map-position")


def test_positions_count_from_the_beginning_of_the_file() -> None:
    content = block(ifd0={0x013B: (ASCII, "Anna K.")})
    (finding,) = told(read(content, start=1000), "author")
    assert content[finding.start - 1000 : finding.stop - 1000] == b"Anna K.\0"


def test_positions_in_joined_bytes_are_those_of_the_whole() -> None:
    content = block(ifd0={0x013B: (ASCII, "Anna K.")})
    payload = Payload(Kind.EXIF, 10, 90, "joined", content)
    assert {(f.start, f.stop) for f in exif.read(payload, content)} == {(10, 90)}


def test_the_name_of_the_marker_before_a_block_does_no_harm() -> None:
    content = b"Exif\0\0" + block(ifd0={0x013B: (ASCII, "Anna K.")})
    (finding,) = told(read(content, start=50), "author")
    assert content[finding.start - 50 : finding.stop - 50] == b"Anna K.\0"


def test_directories_in_a_circle_are_read_once() -> None:
    head = b"II*\0" + struct.pack("<I", 8)
    content = head + directory("<", {0x013B: (ASCII, "Anna K.")}, 8, following=8)
    assert len(told(read(content), "author")) == 1


def test_directories_laid_over_each_other_are_not_all_read() -> None:
    # Sixty directories of 65,535 entries each, every one a few bytes behind the other.
    size = 12 * 65_535
    offsets = [100 + 12 * number for number in range(300, 360)]
    content = b"II*\0\x08\0\0\0" + directory("<", {0x014A: (LONG, offsets)}, 8)
    content = content.ljust(100, b"\0") + b"\xff" * size
    read_at_all = list(tiff_structure.tree(content, {0x014A: "SubIFD"}))
    assert sum(len(found.tags) for _, found in read_at_all) < 3 * 65_535


def test_a_length_that_lies_is_cut_at_the_end() -> None:
    head = b"II*\0" + struct.pack("<IH", 8, 1)
    content = head + struct.pack("<HHIII", 0x013B, ASCII, 0xFFFFFFF0, 26, 0) + b"Anna K."
    (finding,) = told(read(content), "author")
    assert finding.raw == "Anna K."
    assert finding.stop == len(content)


def test_control_characters_never_get_out() -> None:
    (finding,) = told(read(block(ifd0={0x013B: (ASCII, "\x1b[31mAnna\u202e")})), "author")
    assert finding.raw == "\\x1b[31mAnna\\u202e"


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=400), st.sampled_from([b"", b"II*\0", b"MM\0*", b"II*\0\x08\0\0\0"]))
def test_no_bytes_whatever_raise_anything(content: bytes, head: bytes) -> None:
    read(head + content)
    nested(head + content)


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_no_change_to_a_block_raises_anything(data: st.DataObject) -> None:
    content = bytearray(
        block(
            data.draw(st.sampled_from("<>")),
            {0x010F: (ASCII, "Canon"), 0x0132: (ASCII, "2026:05:03 14:22:07")},
            {0x9286: (UNDEFINED, b"UNICODE\0ab"), 0x927C: (UNDEFINED, bytes(60))},
            ISTANBUL,
            b"\xff\xd8\xff\xd9",
        )
    )
    for _ in range(data.draw(st.integers(1, 12))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at] = data.draw(st.integers(0, 255))
    read(bytes(content))
    nested(bytes(content))


def test_a_note_of_a_maker_nobody_knows_is_told_with_its_words() -> None:
    findings = read(with_note(b"ACME\1\2\3serial ZX81-4711\0", make="Acme"))
    (finding,) = told(findings, "maker-note")
    assert finding.facts["maker"] == "Acme"
    assert "ZX81-4711" in finding.raw
