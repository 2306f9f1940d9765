"""Lessons on the command line, as somebody with a screen reader or on a slow link meets them."""

from __future__ import annotations

import io
import json
import re
import sys
from typing import Protocol

import pytest

from toolkit import cli

ALONE = "4\n1\n\n1,4\n\n2,4\n\n\n\n2\n"
"""Lesson 1, each answer right."""
TAKEN = "Nothing of this was kept."


class Learn(Protocol):
    def __call__(self, *words: str, typed: str = "") -> tuple[int, str, str]: ...


@pytest.fixture
def learn(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Learn:
    def run(*words: str, typed: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        code = cli.run(["learn", *words])
        told = capsys.readouterr()
        return code, re.sub(r"\s+", " ", told.out), told.err

    return run


def test_lessons_are_listed_with_their_numbers_and_how_to_begin(learn: Learn) -> None:
    code, out, err = learn()
    assert (code, err) == (0, "")
    for expected in ("1. Four windows (5 minutes)", "3. The swapped key", "parasol learn NUMBER"):
        assert expected in out


def test_programs_get_the_list_as_json(learn: Learn) -> None:
    _code, out, _err = learn("--json")
    listed = json.loads(out)
    assert (listed["parasol"], listed["version"]) == ("lessons", 1)
    assert listed["lessons"][2]["id"] == "swapped-key"
    _code, out, _err = learn("2", "--json")
    assert [each["number"] for each in json.loads(out)["lessons"]] == [2]


def test_a_lesson_is_gone_through_by_its_number_or_its_id(learn: Learn) -> None:
    for word in ("1", "four-windows"):
        code, out, err = learn(word, typed=ALONE)
        assert (code, err) == (0, "")
        assert out.index("never for real messages") < out.index("Four windows")
        assert "You were sure, and it is so." in out
        assert out.count("Yes.") == 3
        assert TAKEN in out


def test_somebody_who_errs_leaves_or_goes_back_is_understood(learn: Learn) -> None:
    code, out, _err = learn("1", typed="9\n1,9\nb\n4\nb\n0\n2\nabc\nq\n")
    assert code == 0
    assert out.count("That is none of the answers.") == 2
    assert out.count("How sure are you?") == 2
    assert "A few words, please" in out
    assert TAKEN not in out
    assert learn("1", typed="4\n")[0] == 0


def test_in_lesson_three_somebody_tries_everything_and_then_refuses(learn: Learn) -> None:
    typed = "3\n1\n1\n1\n\n\n1\n1\n1\n1\n\n\n\n\n3\n"
    _code, out, _err = learn("3", typed=typed)
    for expected in (
        "“Bring the papers of your brother to the back door at nine.”",
        "“Yes, of course it is me.”",
        "Amina and Tariq compare 5 digits. They differ.",
        "Amina and Tariq compare 60 digits. They differ.",
        "Amina and Noor compare all 60 digits. They are the same.",
        TAKEN,
    ):
        assert expected in out


def test_a_trainer_gets_aims_timing_questions_and_what_to_take_care_of(learn: Learn) -> None:
    code, out, _err = learn("3", "--trainer")
    assert code == 0
    for expected in (
        "Who took it can",
        "With a group: 27 minutes",
        "Questions to the group",
        "Take care",
        "Without screens",
        "What shows that it was understood",
        "Reach Daniel another way",
    ):
        assert expected in out


def test_on_a_later_day_only_the_last_question_is_asked(learn: Learn) -> None:
    code, out, _err = learn("3", "--again", typed="3\n")
    assert code == 0
    assert "Daniel" in out
    assert "Amina is a lawyer" not in out
    assert TAKEN in out


def test_a_lesson_that_is_not_there_is_told(learn: Learn) -> None:
    code, out, err = learn("99")
    assert (code, out) == (1, "")
    assert "99" in err
