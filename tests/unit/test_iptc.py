from __future__ import annotations

import pytest

from tests.unit.reading import START, by_code, one, said
from toolkit.metadata.model import Harm, Kind
from toolkit.metadata.payloads import iptc


def dataset(record: int, number: int, value: bytes) -> bytes:
    return bytes((0x1C, record, number)) + len(value).to_bytes(2, "big") + value


def test_street_city_and_country_are_one_place() -> None:
    content = b"".join(
        (
            dataset(2, 90, b"Istanbul"),
            dataset(2, 92, "Beyoğlu".encode()),
            dataset(2, 101, "Türkiye".encode()),
        )
    )
    finding = one(said(iptc, Kind.IPTC, content), "place-name")
    assert finding.harm is Harm.PLACE
    assert finding.facts == {"text": "Beyoğlu, Istanbul, Türkiye"}


def test_a_date_and_its_time_of_day_are_one_moment() -> None:
    content = dataset(2, 55, b"20260503") + dataset(2, 60, b"142210+0300")
    finding = one(said(iptc, Kind.IPTC, content), "time-taken")
    assert finding.facts == {"time": "2026-05-03T14:22:10+03:00"}


def test_a_moment_that_two_datasets_repeat_is_told_once() -> None:
    content = b"".join(
        dataset(2, number, value)
        for number, value in [
            (55, b"20260503"),
            (60, b"142210"),
            (62, b"20260503"),
            (63, b"142210"),
        ]
    )
    assert by_code(said(iptc, Kind.IPTC, content)) == {"time-taken": ["20260503 142210"]}


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (80, "author"),
        (5, "title"),
        (116, "copyright"),
        (118, "contact"),
        (120, "comment"),
        (122, "author"),
        (65, "software"),
        (40, "comment"),
        (184, "document-id"),
        (187, "document-id"),
        (27, "place-name"),
        (221, "edit-history"),
    ],
)
def test_each_dataset_has_its_harm(number: int, code: str) -> None:
    assert by_code(said(iptc, Kind.IPTC, dataset(2, number, b"words"))) == {code: ["words"]}


def test_keywords_are_told_together() -> None:
    content = dataset(2, 25, b"protest") + dataset(2, 25, b"square")
    assert by_code(said(iptc, Kind.IPTC, content)) == {"keywords": ["protest, square"]}


def test_a_dataset_that_nobody_knows_is_told() -> None:
    finding = one(said(iptc, Kind.IPTC, dataset(9, 77, b"secret")), "unknown-data")
    assert (finding.raw, finding.facts["label"]) == ("secret", "IPTC 9:77")


def test_an_extended_dataset_is_read() -> None:
    content = b"\x1c\x02\x78\x80\x04" + (40_000).to_bytes(4, "big") + b"a" * 40_000
    finding = one(said(iptc, Kind.IPTC, content), "comment")
    assert finding.raw.startswith("aaa")
    assert finding.stop - finding.start == 40_000


def test_what_stands_behind_the_datasets_is_told() -> None:
    content = dataset(2, 80, b"Ana") + b"\0\0rest"
    findings = said(iptc, Kind.IPTC, content)
    assert by_code(findings) == {"author": ["Ana"], "unknown-data": ["rest"]}
    assert findings[0].start == START + 5
    assert findings[0].stop == START + 8


def test_padding_of_zeros_says_nothing() -> None:
    assert said(iptc, Kind.IPTC, bytes(40)) == []
