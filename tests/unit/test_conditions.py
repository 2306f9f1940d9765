"""The small language of conditions: three values, and errors that say where."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest

from tests.unit.small_library import PLACES, QUESTIONS, library
from toolkit.answers import facts_of, spread
from toolkit.conditions import parse
from toolkit.errors import ContentError
from toolkit.messages import explain_error
from toolkit.threats.library import vocabulary_of

if TYPE_CHECKING:
    from toolkit.conditions import Condition, Truth

LIBRARY = library(places=PLACES, questions=QUESTIONS)
VOCABULARY = vocabulary_of(LIBRARY.questions)


def read(text: str) -> Condition:
    return parse(text, VOCABULARY, "rules/it.toml", "when")


def truth(text: str, **given: str) -> Truth:
    answers = spread(given, LIBRARY.questions)
    return read(text).truth(facts_of(answers, LIBRARY.questions, LIBRARY.within))


@pytest.mark.parametrize(
    ("text", "given", "expected"),
    [
        ("flagged", {"flagged": "yes"}, True),
        ("flagged", {"flagged": "no"}, False),
        ("not flagged", {"flagged": "no"}, True),
        ("work has sources", {"work": "publish,sources"}, True),
        ("work has sources", {"work": "publish"}, False),
        ("now is protest", {"now": "protest"}, True),
        ("now is protest", {"now": "no"}, False),
        ("flagged and not checks", {"flagged": "yes", "checks": "no"}, True),
        ("flagged or checks and now is no", {"flagged": "yes", "checks": "no"}, True),
        ("(flagged or checks) and now is no", {"flagged": "yes", "now": "protest"}, False),
        ("not (flagged or checks)", {"flagged": "no", "checks": "no"}, True),
        ("", {}, True),
    ],
)
def test_a_condition_holds_as_it_reads(text: str, given: dict[str, str], expected: object) -> None:
    assert truth(text, **given) is expected


@pytest.mark.parametrize("missing", ["skipped", "unsure", None])
@pytest.mark.parametrize(
    "text", ["flagged", "not flagged", "not not flagged", "flagged and checks"]
)
def test_what_nobody_answered_is_neither_true_nor_false(text: str, missing: str | None) -> None:
    given = {"checks": "yes"} | ({"flagged": missing} if missing else {})
    assert truth(text, **given) is None


def test_and_or_and_not_are_those_of_kleene() -> None:
    values: dict[str, Truth] = {"yes": True, "no": False, "unsure": None}
    for (one, a), (two, b) in product(values.items(), repeat=2):
        given = {"flagged": one, "checks": two}
        both = False if False in {a, b} else None if None in {a, b} else True
        either = True if True in {a, b} else None if None in {a, b} else False
        assert truth("flagged and checks", **given) is both
        assert truth("flagged or checks", **given) is either


def test_who_names_a_place_names_those_around_it() -> None:
    assert truth("region is china", region="tibet") is True
    assert truth("region is kenya", region="tibet") is False


def test_who_names_a_country_may_be_in_any_part_of_it() -> None:
    assert truth("region is tibet", region="china") is None
    assert truth("not region is tibet", region="china") is None
    assert truth("region is tibet", region="kenya") is False


def test_who_would_rather_not_say_may_be_anywhere() -> None:
    assert truth("region is tibet", region="not-said") is None
    assert truth("region is not-said", region="not-said") is True
    assert truth("region is tibet", region="elsewhere") is False


@pytest.mark.parametrize(
    ("text", "given", "expected"),
    [
        ("flagged and checks", {"flagged": "yes", "checks": "yes"}, ("flagged", "checks")),
        ("flagged or checks", {"flagged": "yes", "checks": "no"}, ("flagged",)),
        ("flagged and checks", {"flagged": "yes", "checks": "no"}, ("checks",)),
        ("flagged and checks", {"flagged": "yes"}, ("checks",)),
        ("not (flagged or checks)", {"flagged": "no", "checks": "no"}, ("flagged", "checks")),
    ],
)
def test_the_grounds_are_the_answers_that_decide(
    text: str, given: dict[str, str], expected: tuple[str, ...]
) -> None:
    facts = facts_of(spread(given, LIBRARY.questions), LIBRARY.questions, LIBRARY.within)
    assert tuple(question for question, _ in read(text).grounds(facts)) == expected


@pytest.mark.parametrize(
    ("text", "code", "position"),
    [
        ("flagged and", "condition-unclear", 12),
        ("(flagged", "condition-unclear", 9),
        ("flagged checks", "condition-unclear", 9),
        ("flagged & checks", "condition-unclear", 9),
        ("and", "condition-unclear", 1),
        ("work has", "condition-unclear", 9),
        ("flagged)", "condition-unclear", 8),
        ("chekcs", "condition-unknown-question", 1),
        ("not chekcs", "condition-unknown-question", 5),
        ("work has coffee", "condition-unknown-answer", 10),
        ("region is lhasa", "condition-unknown-answer", 11),
        ("work is sources", "condition-wrong-use", 1),
        ("region", "condition-wrong-use", 1),
        ("flagged is yes", "condition-wrong-use", 1),
    ],
)
def test_a_wrong_condition_is_told_with_file_field_and_position(
    text: str, code: str, position: int
) -> None:
    with pytest.raises(ContentError) as caught:
        read(text)
    assert (caught.value.code, caught.value.facts["position"]) == (code, position)
    told = explain_error(caught.value, "")
    assert "rules/it.toml" in told
    assert "when" in told


def test_a_condition_as_deep_as_a_well_is_read() -> None:
    assert truth("not " * 200 + "flagged", flagged="yes") is True
