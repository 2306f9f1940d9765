from __future__ import annotations

import struct

from tests.samples.profiles import (
    SRGB,
    description,
    matrix_profile,
    multilingual,
    parametric,
    profile,
    text,
)
from tests.unit.reading import by_code, one, said
from toolkit.metadata.model import Finding, Harm, Kind
from toolkit.metadata.payloads import icc


def told(extra: dict[bytes, bytes], name: str = "Ana's display") -> list[Finding]:
    named = {b"desc": multilingual((b"enUS", name), (b"trTR", "Ana'nın ekranı"))}
    return said(icc, Kind.ICC, matrix_profile(SRGB, parametric(0, 2.2), extra=named | extra))


def test_the_name_and_the_copyright_are_told() -> None:
    finding = one(told({b"cprt": text(b"Copyright Ana")}), "colour-profile-name")
    assert finding.facts == {
        "text": "Ana's display / Ana'nın ekranı", "copyright": "Copyright Ana",
    }  # fmt: skip


def test_the_name_in_a_profile_of_version_2_is_told() -> None:
    content = matrix_profile(SRGB, version=0x0210_0000, extra={b"desc": description(b"Old name")})
    assert one(said(icc, Kind.ICC, content), "colour-profile-name").facts["text"] == "Old name"


def test_the_serial_number_of_a_display_is_told() -> None:
    # "APP" in five bits each, as displays write their maker.
    maker = (1 << 10) | (16 << 5) | 16
    element = b"mmod\0\0\0\0" + struct.pack(">4I", maker, 0xA032, 0x1D2B3C4D, 0xD0000000)
    finding = one(told({b"mmod": element}), "display")
    assert finding.harm is Harm.SERIAL
    assert finding.facts["model"] == "APP 0xA032"
    assert finding.facts["serial"] == str(0x1D2B3C4D)


def test_calibration_measurements_and_private_tags_are_told() -> None:
    pair = "key".encode("utf-16-be") + "value".encode("utf-16-be")
    entry = struct.pack(">4I", 32, 6, 38, 10)
    findings = told(
        {
            b"vcgt": b"vcgt" + bytes(40),
            b"targ": text(b"CTI3 measured by Ana"),
            b"dmdd": description(b"DELL U2723"),
            b"meta": b"dict\0\0\0\0" + struct.pack(">II", 1, 16) + entry + pair,
            b"MSID": b"private",
        }
    )
    codes = by_code(findings)
    assert codes["display"] == ["ICC vcgt", "DELL U2723", "key=value"]
    assert {f.facts["label"] for f in findings if f.code == "unknown-data"} == {
        "ICC targ", "ICC MSID",
    }  # fmt: skip


def test_the_header_of_a_profile_of_one_s_own_is_told() -> None:
    def header(head: bytearray) -> None:
        head[24:36] = struct.pack(">6H", 2026, 5, 3, 14, 22, 10)
        head[48:56] = b"APPLABCD"
        head[80:84] = b"argl"
        head[84:100] = bytes(range(16))

    content = profile({b"desc": multilingual((b"enUS", "Ana's"))}, header=header)
    codes = by_code(said(icc, Kind.ICC, content))
    assert codes["time-told"] == ["2026-05-03T14:22:10"]
    assert codes["software"] == ["argl"]
    assert codes["display"] == ["APPL ABCD"]
    assert codes["document-id"] == [bytes(range(16)).hex()]


def test_a_profile_that_everybody_has_is_told_in_one_finding() -> None:
    def header(head: bytearray) -> None:
        head[24:36] = struct.pack(">6H", 1998, 2, 9, 6, 49, 0)

    tags = {b"desc": description(b"sRGB IEC61966-2.1"), b"dmnd": description(b"IEC")}
    content = profile(tags, header=header)
    assert set(by_code(said(icc, Kind.ICC, content))) == {"colour-profile-name"}


def test_what_is_no_profile_is_told_as_unknown() -> None:
    assert set(by_code(said(icc, Kind.ICC, b"words"))) == {"unknown-data"}
    assert said(icc, Kind.ICC, bytes(500)) == []
