"""Findings become plain sentences, for every code that any reader can give."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from string import Formatter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.metadata import explain
from toolkit.metadata.model import Finding, Harm, Stay, Stays
from toolkit.metadata.payloads.harms import HARM_OF
from toolkit.metadata.sentences import SENTENCES

ROOT = Path(__file__).parents[2] / "toolkit" / "metadata"
CODE = re.compile(r"[a-z]+(?:-[a-z]+)*")

# What `_words` of explain.py makes out of other facts, and what every finding has.
MADE = {"text", "where", "duration"}


def finding(code: str, raw: str = "", **facts: str) -> Finding:
    return Finding(HARM_OF.get(code, Harm.UNKNOWN), code, "tag", raw, 0, 0, facts=facts)


def emitted() -> dict[str, set[str]]:
    """Every code that a reader names in a call that makes a finding, with the facts it gives."""
    codes: dict[str, set[str]] = {}
    for path in ROOT.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else ""
            name = node.func.id if isinstance(node.func, ast.Name) else name
            if name in {"found", "at", "Finding", "_finding"}:
                given = {keyword.arg or "**" for keyword in node.keywords}
                for argument in node.args[:3]:
                    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                        if CODE.fullmatch(argument.value):
                            codes.setdefault(argument.value, set()).update(given)
                        break
    return codes


def test_every_code_that_a_reader_can_give_has_a_sentence() -> None:
    assert (set(HARM_OF) | set(emitted())) - set(SENTENCES) == set()


def test_the_reader_of_codes_sees_some() -> None:
    assert {"gps-position", "maker-note", "telling-name", "modified-time"} <= set(emitted())


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_the_last_sentence_of_a_code_needs_nothing_that_could_be_missing(code: str) -> None:
    last = SENTENCES[code][-1]
    assert [name for _, name, _, _ in Formatter().parse(last) if name] == []


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_a_finding_without_facts_is_told_all_the_same(code: str) -> None:
    told = explain.sentence(finding(code))
    assert told == SENTENCES[code][-1]


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_sentences_are_plain_and_promise_nothing(code: str) -> None:
    for template in SENTENCES[code]:
        assert template[0].isupper() or template.startswith("{")
        assert template.endswith((".", "?"))
        assert not re.search(r"\b(safe|secure|anonymous|guarantee|danger)", template, re.IGNORECASE)


def test_a_position_is_told_with_its_town() -> None:
    told = explain.sentence(
        finding("gps-position", latitude="41.0151000", longitude="28.9795000", within="4")
    )
    assert told == (
        "This photo says where you were: 41.0151 N, 28.9795 E, within a few metres, "
        "in or near Istanbul, Turkey."
    )


def test_what_stands_beside_a_position_is_one_more_sentence() -> None:
    told = explain.sentence(
        finding(
            "gps-position",
            latitude="-41.5",
            longitude="-170",
            altitude="12.5",
            time="2026-05-03T11:22:07Z",
        )
    )
    assert "41.5000 S, 170.0000 W, more than 100 km from any larger town." in told
    assert told.endswith("It also says: height 12.5 m, time 3 May 2026 at 11:22 world time.")


@pytest.mark.parametrize(
    ("iso", "said"),
    [
        ("2026-05-03T14:22:07", "3 May 2026 at 14:22"),
        ("2026-05-03T14:22:07.120+03:00", "3 May 2026 at 14:22 (time zone +03:00)"),
        ("2026-05-03T14:22Z", "3 May 2026 at 14:22 world time"),
        ("2026-12-31", "31 December 2026"),
        ("2026-13-01", "2026-13-01"),
        ("yesterday", "yesterday"),
    ],
)
def test_dates_are_said_as_people_say_them(iso: str, said: str) -> None:
    assert explain.said_time(iso) == said
    assert said in explain.sentence(finding("time-taken", time=iso))


def test_the_name_of_a_maker_is_not_said_twice() -> None:
    twice = finding("camera-model", make="Canon", model="Canon EOS 5D")
    once = finding("camera-model", make="Apple", model="iPhone 13")
    assert explain.sentence(twice) == "It says what took it: Canon EOS 5D."
    assert explain.sentence(once) == "It says what took it: Apple iPhone 13."


def test_sizes_and_spans_of_time_are_said_in_words() -> None:
    hidden = finding("hidden-picture", label="Exif thumbnail", bytes="8200")
    assert "(Exif thumbnail, 8 KB)" in explain.sentence(hidden)
    assert "1 day 1 hour" in explain.sentence(finding("running-time", seconds="90061"))


def test_a_long_text_is_cut_in_a_sentence() -> None:
    told = explain.sentence(finding("comment", "x" * 400, text="x" * 400))
    assert len(told) < 200


def test_braces_in_a_value_are_no_placeholders() -> None:
    assert "{0.__class__}" in explain.sentence(finding("comment", text="{0.__class__}"))


@pytest.mark.parametrize("harm", Harm)
def test_every_harm_has_a_name(harm: Harm) -> None:
    assert explain.harm_name(harm)


@pytest.mark.parametrize("what", Stays)
def test_everything_that_stays_has_a_name_and_a_reason(what: Stays) -> None:
    stay = Stay(what, "6")
    assert explain.stay_name(stay)
    assert explain.stays(stay).endswith(".")


def test_what_no_cleaning_can_take_out_is_said() -> None:
    assert explain.always() == "Faces, signs and screens in the picture are still there."


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(sorted(SENTENCES)),
    st.dictionaries(
        st.sampled_from(
            ("text", "time", "bytes", "make", "model", "latitude", "longitude", "within", "seconds")
        ),
        st.text(max_size=30),
    ),
)
def test_no_facts_whatever_raise_anything(code: str, facts: dict[str, str]) -> None:
    assert explain.sentence(finding(code, **facts))
