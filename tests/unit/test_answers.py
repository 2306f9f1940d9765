"""Files of answers: what fits is read, what does not is told, and nothing is lost."""

from __future__ import annotations

import json

import pytest

from tests.unit.small_library import library
from toolkit.answers import read, spread
from toolkit.errors import ContentError
from toolkit.messages import explain_error

QUESTIONS = library().questions


def test_answers_are_read() -> None:
    text = '{"flagged": "yes", "checks": "unsure", "work": ["sources", "none"], "region": "tibet"}'
    assert read(text, QUESTIONS) == {
        "flagged": ("yes",),
        "checks": ("unsure",),
        "work": ("sources", "none"),
        "region": ("tibet",),
    }


def test_one_of_several_may_stand_alone_and_twice_is_once() -> None:
    assert read('{"work": "sources"}', QUESTIONS) == {"work": ("sources",)}
    assert read('{"work": ["none", "none"]}', QUESTIONS) == {"work": ("none",)}


@pytest.mark.parametrize("text", ["", "[]", "yes", "{", '{"flagged": "yes", "flagged": "no"}', "7"])
def test_what_is_no_object_of_answers_is_told(text: str) -> None:
    with pytest.raises(ContentError) as caught:
        read(text, QUESTIONS)
    assert explain_error(caught.value, "a.json").startswith("a.json is no JSON object of answers.")


def test_a_bomb_of_brackets_is_told() -> None:
    with pytest.raises(ContentError):
        read("[" * 500_000, QUESTIONS)


def test_an_unknown_question_is_named() -> None:
    with pytest.raises(ContentError) as caught:
        read('{"falgged": "yes"}', QUESTIONS)
    told = explain_error(caught.value, "a.json")
    assert "falgged" in told
    assert "as it was" in told


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("flagged", "maybe"), ("flagged", True), ("flagged", None), ("flagged", ["yes", "no"]),
        ("work", []), ("work", ["unsure", "none"]), ("work", ["coffee"]), ("region", "lhasa"),
        ("region", ["tibet", "kenya"]), ("work", {"sources": 1}), ("work", [["sources"]]),
    ],
)  # fmt: skip
def test_an_answer_that_is_none_is_named_with_its_question(question: str, value: object) -> None:
    with pytest.raises(ContentError) as caught:
        read(json.dumps({question: value}), QUESTIONS)
    assert caught.value.code == "answers-unknown-value"
    assert question in explain_error(caught.value, "a.json")


def test_fixtures_give_several_with_commas() -> None:
    assert spread({"work": "sources, none"}, QUESTIONS) == {"work": ("sources", "none")}
