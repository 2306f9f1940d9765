from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.metadata import limits
from toolkit.neutral import neutral


@given(st.one_of(st.text(), st.binary()))
def test_nothing_shown_can_steer_a_terminal_or_hide(value: str | bytes) -> None:
    shown = neutral(value)
    assert len(shown) <= limits.RAW_CHARACTERS
    assert not {"Cc", "Cf", "Cs", "Cn", "Co", "Zl", "Zp"} & set(map(unicodedata.category, shown))
    shown.encode()


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("plain", "plain"),
        ("\x1b[31mred", "\\x1b[31mred"),
        ("\x9b2J", "\\x9b2J"),
        ("a\u202egpj", "a\\u202egpj"),
        ("\U000e0041", "\\U000e0041"),
        ("one\ntwo\ttab\r", "one\\ntwo\\ttab\\r"),
        ("\u3164\u034f", "\\u3164\\u034f"),
        ("Zürich 東京 😀", "Zürich 東京 😀"),
        ("Zürich".encode(), "Zürich"),
        (b"Z\xfcrich", "Zürich"),
        (b"\xff\xd8\x00", "ÿØ\\x00"),
        ("\ud800", "\\ud800"),
        ("", ""),
        (b"", ""),
    ],
)
def test_a_value_is_shown_as_it_is_except_for_what_acts(value: str | bytes, shown: str) -> None:
    assert neutral(value) == shown


def test_a_long_value_ends_in_an_ellipsis() -> None:
    assert neutral("a" * limits.RAW_CHARACTERS) == "a" * limits.RAW_CHARACTERS
    assert neutral("a" * 10**7) == "a" * (limits.RAW_CHARACTERS - 1) + "…"
    assert neutral("\x1b" * 10**6) == "\\x1b" * (limits.RAW_CHARACTERS // 4 - 1) + "…"


def test_a_long_value_in_utf_8_is_not_taken_for_latin_1() -> None:
    assert neutral(("a" + "é" * 10**6).encode()).startswith("aéé")
    assert neutral(("ab" + "é" * 10**6).encode()).startswith("abéé")
