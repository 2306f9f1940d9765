"""What is said of a messenger that fits: why, what it leaves open, what to change today."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from toolkit.evidence import Grade
from toolkit.messaging.messengers.outcome import Because, Result
from toolkit.messaging.messengers.weighing import gapes, holds, known, shows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from toolkit.messaging.messengers.book import Book
    from toolkit.messaging.messengers.model import Fact, Messenger
    from toolkit.messaging.messengers.ordering import Ordered
    from toolkit.messaging.messengers.rules import Test
    from toolkit.messaging.messengers.weighing import Case

SETTINGS: Final = 3
"""Settings to change today, at most."""
_GRADES: Final = {grade: place for place, grade in enumerate(Grade)}


def result_of(case: Case, ordered: Ordered, staying: Sequence[Ordered], today: date) -> Result:
    """What is said of one.

    Args:
        case: What was answered.
        ordered: It, in its place.
        staying: All that were not removed.
        today: The day, by which facts are old.
    """
    messenger = ordered.messenger
    because = tuple(_why(case, ordered, staying))
    facts = tuple(dict.fromkeys(fact for reason in because for fact in reason.facts))
    days = sorted(day for fact in facts if (day := day_of(case.book, fact)))
    return Result(
        messenger.id,
        messenger.name,
        because,
        (*_gaps(case, messenger), *messenger.does_not_protect),
        settings=_settings(case, messenger),
        oldest=days[0] if days else "",
        newest=days[-1] if days else "",
        grade=max((fact.grade for fact in facts), key=_GRADES.__getitem__, default=None),
        old=any(is_old(fact, today) for fact in facts),
    )


def because_of(
    case: Case, rule: str, text: str, when: str, facts: tuple[Fact, ...] = ()
) -> Because:
    """A reason, with the answers that its condition hangs on."""
    return Because(rule, text, case.said(when), facts)


def is_old(fact: Fact, today: date) -> bool:
    """Whether a fact is older than it may be: most facts about messengers are, after a year."""
    return fact.expires < today


def day_of(book: Book, fact: Fact) -> str:
    """When a fact was so; where its sources bear no date, when they were seen."""
    seen = [book.sources[key].seen for key in fact.sources]
    return fact.as_of or max((day.isoformat() for day in seen if day), default="")


def _why(case: Case, ordered: Ordered, staying: Sequence[Ordered]) -> Iterator[Because]:
    """What put it before others; then what it is not removed for."""
    rules, messenger = case.book.rules, ordered.messenger
    for index, (key, step) in enumerate(rules.steps.items()):
        places = [each.ranks[index] for each in staying]
        if step.because and ordered.ranks[index] == min(places) < max(places):
            facts = known(messenger, step.fact)
            yield because_of(case, f"steps.{key}", step.because, step.when, facts)
    for key, veto in rules.vetoes.items():
        shown = [test for test in veto.keeps if shows(case, test, messenger)]
        if veto.kept and shown and holds(case, veto):
            facts = tuple(fact for test in shown for fact in _by(test, messenger))
            yield because_of(case, f"vetoes.{key}", veto.kept, veto.when, facts)


def _by(test: Test, messenger: Messenger) -> Iterator[Fact]:
    """The facts by which a messenger passes a test."""
    for fact in known(messenger, test.fact):
        if not test.values or fact.value in test.values:
            yield fact


def _gaps(case: Case, messenger: Messenger) -> Iterator[str]:
    for gap in case.book.rules.gaps.values():
        if case.truth(gap.when) is True and gapes(case, gap, messenger):
            yield gap.text


def _settings(case: Case, messenger: Messenger) -> tuple[str, ...]:
    """Those that the answers ask for first, then the messenger's own order."""
    own = [*messenger.today, *messenger.other_settings]
    topics = [
        wish.topic
        for wish in case.book.rules.wishes.values()
        if wish.when and case.truth(wish.when) is True
    ]
    wished = [key for topic in topics for key in own if case.book.settings[key].topic is topic]
    return tuple(dict.fromkeys((*wished, *own)))[:SETTINGS]
