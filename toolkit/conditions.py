"""The small language of `when` and `only_if`: what has to be known of a person's answers.

    phone-checks and not tools-flagged
    region is tibet or region is xinjiang
    (work has sources or work has legal) and office

A question alone means "yes". `is` is for questions with one answer, `has` for those with several.
What nobody answered is unknown, and unknown stays unknown: neither a condition nor its `not` holds
(Kleene's strong logic of three values, 1938). So a condition that holds goes on holding when more
becomes known.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Final, Protocol, TypeAlias

from toolkit.errors import ContentError

if TYPE_CHECKING:
    from collections.abc import Mapping

Truth: TypeAlias = bool | None
"""`None` is unknown."""

_WORD: Final = re.compile(r"\s*([a-z0-9-]+|[()]|\S)")
_END: Final = ""


class Asked(Enum):
    """How a question is answered. "Unsure" and skipping are always possible."""

    YES_NO = "yes-no"
    ONE = "one"
    SEVERAL = "several"


@dataclass(frozen=True, slots=True)
class Fact:
    """What is known of the answer to one question.

    Attributes:
        holds: Answers that hold.
        open: Answers that may hold. Every other answer does not.
    """

    holds: frozenset[str]
    open: frozenset[str] = frozenset()


class Condition(Protocol):
    """Something that holds, does not hold, or is not known."""

    def truth(self, facts: Mapping[str, Fact]) -> Truth:
        """Whether it holds. A question without a fact is unknown."""

    def grounds(self, facts: Mapping[str, Fact]) -> tuple[tuple[str, str], ...]:
        """The questions that decide it, or that leave it open, each with an answer it names."""


@dataclass(frozen=True, slots=True)
class Answered:
    """A question is answered with a value."""

    question: str
    value: str

    def truth(self, facts: Mapping[str, Fact]) -> Truth:
        """As `Condition` says."""
        fact = facts.get(self.question)
        if fact is None or self.value in fact.open:
            return None
        return self.value in fact.holds

    def grounds(self, facts: Mapping[str, Fact]) -> tuple[tuple[str, str], ...]:
        """As `Condition` says."""
        _unused = facts
        return ((self.question, self.value),)


@dataclass(frozen=True, slots=True)
class Not:
    """The contrary; of the unknown, the unknown."""

    part: Condition

    def truth(self, facts: Mapping[str, Fact]) -> Truth:
        """As `Condition` says."""
        truth = self.part.truth(facts)
        return None if truth is None else not truth

    def grounds(self, facts: Mapping[str, Fact]) -> tuple[tuple[str, str], ...]:
        """As `Condition` says."""
        return self.part.grounds(facts)


@dataclass(frozen=True, slots=True)
class Joined:
    """Several parts, of which all have to hold, or one.

    Attributes:
        parts: They.
        settles: What one part alone decides: `False` where all have to hold, `True` where one has.
    """

    parts: tuple[Condition, ...]
    settles: bool

    def truth(self, facts: Mapping[str, Fact]) -> Truth:
        """As `Condition` says."""
        truths = [part.truth(facts) for part in self.parts]
        if self.settles in truths:
            return self.settles
        return None if None in truths else not self.settles

    def grounds(self, facts: Mapping[str, Fact]) -> tuple[tuple[str, str], ...]:
        """As `Condition` says."""
        truth = self.truth(facts)
        of_parts = (part.grounds(facts) for part in self.parts if part.truth(facts) is truth)
        return tuple(dict.fromkeys(ground for grounds in of_parts for ground in grounds))


ALWAYS: Final = Joined((), settles=False)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Which questions there are.

    Attributes:
        asked: How each is answered.
        values: What can be answered, by question.
    """

    asked: Mapping[str, Asked]
    values: Mapping[str, frozenset[str]]


def parse(text: str, vocabulary: Vocabulary, file: str, field: str) -> Condition:
    """A condition out of its text. An empty one always holds.

    Args:
        text: What stands in a content file.
        vocabulary: Which questions and answers there are.
        file: Where the text stands, for an error.
        field: The same.

    Raises:
        ContentError: ``"condition-unclear"``, ``"condition-unknown-question"``,
            ``"condition-unknown-answer"`` or ``"condition-wrong-use"``, each with the position.
    """
    if not text.strip():
        return ALWAYS
    return _Parser(text, vocabulary, file, field).whole()


class _Parser:
    """Recursive descent; `or` binds least, then `and`, then `not`."""

    def __init__(self, text: str, vocabulary: Vocabulary, file: str, field: str) -> None:
        self._words = [(each[1], each.start(1) + 1) for each in _WORD.finditer(text)]
        self._words.append((_END, len(text) + 1))
        self._vocabulary = vocabulary
        self._file = file
        self._field = field
        self._next = 0

    def whole(self) -> Condition:
        condition = self._any()
        if self._word() != _END:
            raise self._unclear()
        return condition

    def _any(self) -> Condition:
        parts = [self._all()]
        while self._took("or"):
            parts.append(self._all())
        return parts[0] if len(parts) == 1 else Joined(tuple(parts), settles=True)

    def _all(self) -> Condition:
        parts = [self._one()]
        while self._took("and"):
            parts.append(self._one())
        return parts[0] if len(parts) == 1 else Joined(tuple(parts), settles=False)

    def _one(self) -> Condition:
        if self._took("not"):
            return Not(self._one())
        if self._took("("):
            inner = self._any()
            if not self._took(")"):
                raise self._unclear()
            return inner
        return self._answered()

    def _answered(self) -> Condition:
        question, position = self._words[self._next]
        if not re.fullmatch(r"[a-z][a-z0-9-]*", question) or question in {"and", "or", "is", "has"}:
            raise self._unclear()
        asked = self._vocabulary.asked.get(question)
        if asked is None:
            raise ContentError(
                "condition-unknown-question",
                file=self._file,
                field=self._field,
                position=position,
                question=question,
            )
        self._next += 1
        wanted = {"is": Asked.ONE, "has": Asked.SEVERAL}.get(self._word(), Asked.YES_NO)
        if asked is not wanted:
            raise ContentError(
                "condition-wrong-use",
                file=self._file,
                field=self._field,
                position=position,
                question=question,
            )
        if asked is Asked.YES_NO:
            return Answered(question, "yes")
        self._next += 1
        value, position = self._words[self._next]
        if value == _END:
            raise self._unclear()
        if value not in self._vocabulary.values[question]:
            raise ContentError(
                "condition-unknown-answer",
                file=self._file,
                field=self._field,
                position=position,
                question=question,
                answer=value,
            )
        self._next += 1
        return Answered(question, value)

    def _word(self) -> str:
        return self._words[self._next][0]

    def _took(self, word: str) -> bool:
        """Whether the next word is this one; then it is passed."""
        if self._word() != word:
            return False
        self._next += 1
        return True

    def _unclear(self) -> ContentError:
        word, position = self._words[self._next]
        return ContentError(
            "condition-unclear",
            file=self._file,
            field=self._field,
            position=position,
            word=word or "…",
        )
