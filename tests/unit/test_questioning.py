"""Which question comes next, and what is read back."""

from __future__ import annotations

from tests.unit.small_library import library, question
from toolkit.threats.questioning import MOST, heard, jump, to_ask

HELD = library(
    questions={
        "second": question("yes-no", 2, when="first"),
        "first": question("yes-no", 1),
        "work": question("several", 3, "a", "b", heard={"a": "You do a.", "*": "You do {title}."}),
        "now": {
            **question("one", 4),
            "choices": [{"id": "fire", "title": "Fire", "playbook": "fire"}],
            "heard": {"fire": ""},
        },
    }
)


def asked(given: dict[str, tuple[str, ...]]) -> list[str]:
    return [each.id for each in to_ask(HELD, given)]


def test_questions_come_in_their_order() -> None:
    assert asked({}) == ["first", "second", "work", "now"]


def test_a_question_goes_only_when_it_is_known_not_to_matter() -> None:
    assert "second" not in asked({"first": ("no",)})
    assert "second" in asked({"first": ("yes",)})
    assert "second" in asked({"first": ("unsure",)})
    assert "second" in asked({"first": ("skipped",)})


def test_nobody_is_asked_more_than_fifteen() -> None:
    many = library(questions={f"q{n:02}": question("yes-no", n) for n in range(40)})
    assert len(to_ask(many, {})) == MOST
    assert len(to_ask(many, {f"q{n:02}": ("no",) for n in range(12)})) == 3


def test_what_is_read_back_is_what_was_answered_and_nothing_of_what_is_unknown() -> None:
    answers = {"first": ("unsure",), "work": ("a", "b")}
    assert heard(HELD, answers) == (("work", "You do a."), ("work", "You do b."))


def test_an_answer_with_a_playbook_leads_there_at_once() -> None:
    assert jump(HELD, {"now": ("fire",)}) == ("fire",)
    assert jump(HELD, {"first": ("yes",)}) == ()
