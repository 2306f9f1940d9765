from __future__ import annotations

import pytest

from tests.unit.reading import by_code, one, said
from toolkit.metadata.model import Harm, Kind
from toolkit.metadata.payloads import text


@pytest.mark.parametrize(
    ("keyword", "words", "code"),
    [
        ("Author", "Ana", "author"),
        ("Software", "gnome-screenshot", "software"),
        ("Comment", "Screenshot of the square", "comment"),
        ("User Comment", "Screenshot", "comment"),
        ("Thumb::URI", "file:///home/ana/protest.png", "file-name"),
        ("parameters", "a square full of people", "ai-prompt"),
        ("prompt", '{"3": {"class_type": "KSampler"}}', "ai-prompt"),
        ("Comment", '{"prompt": "a square", "steps": 28}', "ai-prompt"),
        ("Description", "people\nNegative prompt: police\nSteps: 20, Sampler: Euler", "ai-prompt"),
        ("mxfile", "<mxfile host='app'>", "edit-history"),
        ("date:create", "2026-05-03T14:22:10+03:00", "time-changed"),
        ("Creation Time", "Sun, 03 May 2026 14:22:10", "time-taken"),
        ("Scan date", "yesterday", "time-told"),
        ("iTXt language", "tr", "language"),
        ("iCCP name", "Ana's display", "colour-profile-name"),
        ("Something else", "words", "comment"),
    ],
)
def test_a_keyword_says_what_a_text_is(keyword: str, words: str, code: str) -> None:
    assert [f.code for f in said(text, Kind.TEXT, words.encode(), keyword)] == [code]


@pytest.mark.parametrize(
    "words",
    [
        "CREATOR: gd-jpeg v1.0 (using IJG JPEG v62), quality = 90",
        "Lavc59.37.100",
        "LEAD Technologies Inc. V1.01",
        "Created with GIMP",
        "File written by Adobe Photoshop 4.0",
    ],
)
def test_a_comment_by_a_program_names_the_program(words: str) -> None:
    finding = one(said(text, Kind.COMMENT, words.encode()), "software")
    assert finding.harm is Harm.SOFTWARE


def test_a_comment_by_a_person_is_about_a_person() -> None:
    assert by_code(said(text, Kind.COMMENT, b"Ana at the square")) == {
        "comment": ["Ana at the square"]
    }


def test_a_long_comment_that_names_a_program_is_still_a_person_s() -> None:
    words = "We met Ana. " * 30 + "Scanned with GIMP."
    assert [f.code for f in said(text, Kind.COMMENT, words.encode())] == ["comment"]


def test_a_comment_in_utf_16_is_read() -> None:
    for encoding in ("utf-16", "utf-16-le", "utf-16-be"):
        content = "Ana at the square".encode(encoding)
        assert by_code(said(text, Kind.COMMENT, content)) == {"comment": ["Ana at the square"]}


def test_bytes_that_are_no_text_are_told_as_unknown() -> None:
    finding = one(said(text, Kind.COMMENT, bytes(range(1, 32)) * 4), "unknown-data")
    assert finding.facts["bytes"] == "124"


def test_times_become_iso_8601() -> None:
    assert one(said(text, Kind.TIME, b"2026-05-03T14:22:10Z"), "time-changed").facts == {
        "time": "2026-05-03T14:22:10Z"
    }
    label = "creation time"
    assert one(said(text, Kind.TIME, b"2026-05-03", label), "time-taken").raw == "2026-05-03"
    epoch = one(said(text, Kind.TEXT, b"1777807330", "Thumb::MTime"), "time-changed")
    assert epoch.facts["time"] == "2026-05-03T11:22:10+00:00"


def test_blanks_say_nothing() -> None:
    assert said(text, Kind.COMMENT, b" \0\n") == []
    assert said(text, Kind.TEXT, b"", "Author") == []


def test_an_escape_sequence_cannot_leave_a_comment() -> None:
    finding = one(said(text, Kind.COMMENT, b"Ana \x1b[2J was here, all day long"), "comment")
    assert "\x1b" not in finding.raw
