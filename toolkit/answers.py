"""What a person answered, and what is known by it.

A file of answers is one JSON object (RFC 8259): the id of a question, and ``"yes"``, ``"no"``,
``"unsure"``, ``"skipped"``, the id of a choice, or for questions with several answers a list of
such ids. Questions may be left out.

    {"region": "kenya", "phone-checks": "unsure", "work": ["sources", "publish"]}
"""

from __future__ import annotations

import json
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, Protocol, TypeAlias

from toolkit.conditions import Asked, Fact
from toolkit.errors import ContentError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Answers: TypeAlias = "Mapping[str, tuple[str, ...]]"
"""By question: one answer, or several."""

YES: Final = "yes"
NO: Final = "no"
UNSURE: Final = "unsure"
SKIPPED: Final = "skipped"
NOT_SAID: Final = "not-said"
"""A choice that says: I would rather not tell."""

NONE: Final = "none"
"""The choice that says that no other one fits."""

UNKNOWN: Final = frozenset({UNSURE, SKIPPED})
LARGEST: Final = 1_000_000
"""Characters of a file of answers; an honest one has a thousand."""

_AROUND_NOTHING: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType({})


class Possible(Protocol):
    """One of the choices of a question."""

    @property
    def id(self) -> str:
        """By which conditions and files of answers know it."""

    @property
    def title(self) -> str:
        """What it says."""


class Question(Protocol):
    """What has to be known of a question to ask it, and to read its answer."""

    @property
    def id(self) -> str:
        """By which conditions and files of answers know it."""

    @property
    def prompt(self) -> str:
        """What is asked, in one sentence."""

    @property
    def why(self) -> str:
        """Why we ask, in one sentence."""

    @property
    def asked(self) -> Asked:
        """How it is answered."""

    @property
    def choices(self) -> Sequence[Possible]:
        """What can be answered, where it is no yes-or-no question."""


Questions: TypeAlias = "Mapping[str, Question]"
"""By id."""


def read(text: str, questions: Questions) -> Answers:
    """Answers out of the text of a file.

    Args:
        text: It.
        questions: Those that there are.

    Raises:
        ContentError: ``"answers-no-json"``, or as `checked`.
    """
    try:
        table = json.loads(text[: LARGEST + 1], object_pairs_hook=_once)
    except (ValueError, RecursionError) as error:
        raise ContentError("answers-no-json") from error
    if len(text) > LARGEST or not isinstance(table, dict):
        raise ContentError("answers-no-json")
    return checked(table, questions)


def spread(table: Mapping[str, str], questions: Questions) -> Answers:
    """Answers as fixtures and personas give them: several with commas between them.

    Raises:
        ContentError: As `checked`.
    """
    split = {
        key: [part.strip() for part in value.split(",")] if "," in value else value
        for key, value in table.items()
    }
    return checked(split, questions)


def checked(table: Mapping[str, Any], questions: Questions) -> Answers:
    """Answers that belong to questions that there are.

    Args:
        table: By question, a text or a list of texts.
        questions: Those that there are.

    Raises:
        ContentError: ``"answers-unknown-question"`` or ``"answers-unknown-value"``.
    """
    answers = {}
    for key, value in table.items():
        question = questions.get(key)
        if question is None:
            raise ContentError("answers-unknown-question", question=key)
        given = value if isinstance(value, list) else [value]
        listed = question.asked is Asked.SEVERAL and len(given) > 1
        fitting = values_of(question) | (frozenset() if listed else UNKNOWN)
        for each in given:
            if not isinstance(each, str) or each not in fitting:
                raise ContentError("answers-unknown-value", question=key, value=str(each))
        if not given or (len(given) > 1 and not listed):
            raise ContentError("answers-unknown-value", question=key, value=str(value))
        answers[key] = tuple(dict.fromkeys(given))
    return answers


def values_of(question: Question) -> frozenset[str]:
    """What can be answered to it, beside "unsure" and skipping."""
    return frozenset(possible(question))


def facts_of(
    answers: Answers,
    questions: Questions,
    within: Mapping[str, tuple[str, ...]] = _AROUND_NOTHING,
) -> dict[str, Fact]:
    """What is known by some answers. A question that is unknown has no fact.

    Args:
        answers: They.
        questions: Those that there are.
        within: For each place, those around it. Who names a place names those around it as well,
            and may be in any that lies within it.
    """
    facts = {}
    for key, given in answers.items():
        if not UNKNOWN.isdisjoint(given):
            continue
        holds = frozenset(given)
        if NOT_SAID in holds:
            facts[key] = Fact(holds, values_of(questions[key]) - holds)
            continue
        around = {place for value in given for place in within.get(value, ())}
        inside = {
            value
            for value in values_of(questions[key])
            if not holds.isdisjoint(within.get(value, ()))
        }
        facts[key] = Fact(holds | around, frozenset(inside - holds))
    return facts


def toggled(question: Question, chosen: frozenset[str], answer: str) -> frozenset[str]:
    """What is chosen of several when one is pressed; "none" and the others exclude each other."""
    if answer in chosen:
        return chosen - {answer}
    if question.asked is not Asked.SEVERAL or answer == NONE:
        return frozenset({answer})
    return (chosen - {NONE}) | {answer}


def possible(question: Question) -> tuple[str, ...]:
    """As `values_of`, in order."""
    if question.asked is Asked.YES_NO:
        return (YES, NO)
    return tuple(choice.id for choice in question.choices)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object of which no name stands twice: of two answers, one would be lost."""
    table = dict(pairs)
    if len(table) != len(pairs):
        raise ValueError(pairs)
    return table
