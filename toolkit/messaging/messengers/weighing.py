"""What is known of a messenger, held against what was answered. What is not known never counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from toolkit.answers import NOT_SAID, UNKNOWN, facts_of
from toolkit.messaging.messengers.outcome import Said
from toolkit.messaging.messengers.vocabulary import Key, Value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from toolkit import conditions
    from toolkit.answers import Answers
    from toolkit.messaging.messengers.book import Book
    from toolkit.messaging.messengers.model import Fact, Messenger
    from toolkit.messaging.messengers.rules import Gap, Step, Test, Veto


@dataclass(frozen=True, slots=True)
class Case:
    """What was answered, beside the book it was answered to.

    Attributes:
        book: All that is known of messengers.
        answers: What was answered.
        facts: What is known by that.
    """

    book: Book
    answers: Answers
    facts: Mapping[str, conditions.Fact]

    def truth(self, text: str) -> conditions.Truth:
        """Whether a condition of the book holds, by its text."""
        return self.book.conditions[text].truth(self.facts)

    def said(self, text: str) -> tuple[Said, ...]:
        """The answers that decide a condition, or the questions that leave it open."""
        condition = self.book.conditions[text]
        known = condition.truth(self.facts) is not None
        named: dict[str, set[str]] = {}
        for question, answer in condition.grounds(self.facts):
            named.setdefault(question, set()).add(answer)
        return tuple(
            Said(question, self._counted(question, answers) if known else ())
            for question, answers in named.items()
        )

    def given(self, question: str) -> tuple[str, ...] | None:
        """What was answered to a question; nothing where that is not known."""
        given = self.answers.get(question)
        if given is None or not (UNKNOWN | {NOT_SAID}).isdisjoint(given):
            return None
        return given

    def _counted(self, question: str, named: set[str]) -> tuple[str, ...]:
        """What was answered, as far as it matters: of several answers, those that are named."""
        given = self.answers[question]
        return tuple(each for each in given if each in named) or given


def case_of(book: Book, answers: Answers) -> Case:
    """The case of some answers."""
    return Case(book, answers, facts_of(answers, book.questions))


def holds(case: Case, rule: Veto | Step) -> bool:
    """Whether a rule holds: a cautious one, too, as long as nothing is known."""
    truth = case.truth(rule.when)
    return truth is True or (truth is None and rule.cautious)


def known(messenger: Messenger, key: Key | None) -> tuple[Fact, ...]:
    """The facts about one thing; none where it is not known."""
    return tuple(fact for fact in facts_about(messenger, key) if fact.value is not Value.NOT_KNOWN)


def facts_about(messenger: Messenger, key: Key | None) -> tuple[Fact, ...]:
    """The facts about one thing, with what is said to be not known."""
    return tuple(fact for fact in messenger.facts if fact.key is key)


def passes(case: Case, test: Test, messenger: Messenger) -> bool:
    """Whether a test is known to hold of a messenger.

    A test by an answer that is not known is none: it holds.
    """
    if test.answered:
        given = case.given(test.answered)
        return given is None or messenger.id in given
    if test.not_answered:
        return messenger.id not in (case.given(test.not_answered) or ())
    facts = [
        fact for fact in known(messenger, test.fact) if not test.values or fact.value in test.values
    ]
    if test.not_lists:
        given = case.given(test.not_lists)
        return given is None or (
            bool(facts) and all(set(fact.listed).isdisjoint(given) for fact in facts)
        )
    if test.lists:
        given = case.given(test.lists) or ()
        return any(not set(fact.listed).isdisjoint(given) for fact in facts)
    if test.holds:
        return any(test.holds in fact.listed for fact in facts)
    return bool(facts)


def shows(case: Case, test: Test, messenger: Messenger) -> bool:
    """Whether a test holds by an answer and a fact that are there, so that it can be told."""
    named = (test.answered, test.not_answered, test.lists, test.not_lists)
    asked = all(case.given(each) is not None for each in named if each)
    return asked and passes(case, test, messenger)


def rank(case: Case, step: Step, messenger: Messenger) -> int:
    """Where a step puts a messenger: the smaller, the better."""
    if step.answered:
        given = case.given(step.answered)
        return int(given is not None and messenger.id not in given)
    if step.behind is not None:
        return int(passes(case, step.behind, messenger))
    found = [
        place
        for fact in known(messenger, step.fact)
        for place, values in enumerate(step.order)
        if fact.value in values
    ]
    return min(found, default=len(step.order))


def gapes(case: Case, gap: Gap, messenger: Messenger) -> bool:
    """Whether a gap is one of a messenger. What is not known may be one."""
    if gap.fact is None:
        return True
    facts = known(messenger, gap.fact)
    if not facts:
        return Value.NOT_KNOWN in gap.values
    given = case.given(gap.lists) or () if gap.lists else None
    return any(
        fact.value in gap.values and (given is None or not set(fact.listed).isdisjoint(given))
        for fact in facts
    )
