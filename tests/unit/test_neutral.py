from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.metadata import limits
from toolkit.neutral import neutral

# Letters of one script on both sides, and what stands between them by the rules of Unicode.
ARABIC = r"[\u0620-\u064a\u066e-\u06d3\u06d5\u06ee-\u06ff\u0750-\u077f\u0870-\u08c9]"
MARK = r"[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0898-\u089f\u08ca-\u08ff]"
SCRIPTS = [f"\\u{first:04x}-\\u{first + 0x7F:04x}" for first in range(0x900, 0xE00, 0x80)]
IN_PLACE = re.compile(
    "|".join([
        rf"(?<={ARABIC})\u200c(?={MARK}{{0,4}}{ARABIC})",
        rf"(?<={MARK})\u200c(?={MARK}{{0,4}}{ARABIC})",
        *(rf"(?<=[{script}])[\u200c\u200d](?=[{script}])" for script in SCRIPTS),
    ])
)  # fmt: skip
HIDING = {"Cc", "Cf", "Cs", "Cn", "Co", "Zl", "Zp"}
# Where joiners are dense, among letters that join and that do not, viramas, marks and tricks.
JOINED = st.text(
    "\u200c\u200d\u200c\u200dابیرکروءa.\u064b\u0670कषरാന്ශ්රীর্য\u094d\u09cd\u0dca\u202e\x1b",
    max_size=500,
)


@given(st.one_of(st.text(), st.binary(), JOINED))
def test_nothing_shown_can_steer_a_terminal_or_hide(value: str | bytes) -> None:
    shown = neutral(value)
    assert len(shown) <= limits.RAW_CHARACTERS
    assert not HIDING & set(map(unicodedata.category, IN_PLACE.sub("", shown)))
    shown.encode()


@given(JOINED)
def test_a_joiner_stands_alone_between_two_letters(value: str) -> None:
    shown = neutral(value)
    for found in re.finditer("[\u200c\u200d]", shown):
        before, after = shown[: found.start()], shown[found.end() :]
        assert before
        assert after
        assert unicodedata.category(before[-1])[0] in "LM"
        assert unicodedata.category(after[0])[0] in "LM"


@given(st.one_of(st.text(), JOINED))
def test_what_is_harmless_stays_as_it_is(value: str) -> None:
    assert neutral(neutral(value)) == neutral(value)


@pytest.mark.parametrize(
    "name",
    [
        "می\u200cروم",  # Persian: I go
        "خانه\u200cها.jpg",  # Persian: houses
        "نامه\u200cای",
        "क्\u200dष",  # Hindi, a half form
        "क्\u200cष",
        "ශ්\u200dරී ලංකා",  # Sinhala: Sri Lanka
        "র\u200d্যাব",  # Bengali: an authority's name
        "ನ್\u200cನ",
    ],
)
def test_a_name_is_readable_in_scripts_that_need_joiners(name: str) -> None:
    assert neutral(name) == name


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("a\u200cb", "a\\u200cb"),
        ("دا\u200cد", "دا\\u200cد"),  # alef joins nothing after it: nobody would see it
        ("ب\u200c", "ب\\u200c"),
        ("\u200cب", "\\u200cب"),
        ("ب\u200c\u200cب", "ب\\u200c\\u200cب"),
        ("ب\u200dب", "ب\\u200dب"),
        ("ب\u200ca", "ب\\u200ca"),
        ("क\u200dख", "क\\u200dख"),  # no virama
        ("क्\u200dর", "क्\\u200dর"),  # two scripts
        ("ب" + "\u064b" * 9 + "\u200cب", "ب" + "\u064b" * 9 + "\\u200cب"),
        ("👩\u200d🔧", "👩\\u200d🔧"),
    ],
)
def test_a_joiner_that_nobody_could_see_is_shown(value: str, shown: str) -> None:
    assert neutral(value) == shown


def test_a_text_is_not_cut_after_a_joiner() -> None:
    for length in range(390, 410):
        shown = neutral("a" * length + "می\u200cروم" * 20)
        assert shown[-2:-1] not in {"\u200c", "\u200d"}


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
