"""Which messenger for whom: vetoes first, then steps in their order, and "none" can win.

A pure function: the same answers, the same book and the same day give the same outcome. Nothing is
added up. Of two that are alike in every step, neither is called better.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from toolkit.messaging.messengers.asking import applicable
from toolkit.messaging.messengers.ordering import left_out, ordered
from toolkit.messaging.messengers.outcome import NO_MESSENGER, Outcome, Result, Traced
from toolkit.messaging.messengers.results import because_of, result_of
from toolkit.messaging.messengers.rules import Place, Without
from toolkit.messaging.messengers.weighing import case_of, holds, passes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from toolkit.answers import Answers
    from toolkit.messaging.messengers.book import Book
    from toolkit.messaging.messengers.ordering import Ordered
    from toolkit.messaging.messengers.outcome import LeftOut
    from toolkit.messaging.messengers.weighing import Case

MOST: Final = 3
"""Results at most: more help nobody to decide."""


def choose(book: Book, answers: Answers, today: date) -> Outcome:
    """What fits the answers.

    Args:
        book: All that is known of messengers.
        answers: By question; of questions that were skipped, nothing is known.
        today: The day, by which facts are old.
    """
    case = case_of(book, applicable(book, answers))
    removed = tuple(left_out(case))
    gone = {each.messenger for each in removed}
    staying = ordered(case, [each for each in book.messengers.values() if each.id not in gone])
    without = _without(case, staying)
    shown = _shown(staying, without)
    results = [result_of(case, each, staying, today) for each in shown]
    if without is not None:
        at = len(results) if _is_last(without[1], staying) else 0
        results.insert(at, _meeting(case, *without))
    return Outcome(
        results=tuple(_with_equals(results, staying)),
        also_equal=_also_equal(shown, staying),
        notes=(*_notes(case, removed), *(_ways(case, removed) if _may_write(without) else ())),
        left_out=() if without is not None and without[1].place is Place.ONLY else removed,
        old=any(each.old for each in results),
        trace=tuple(_trace(case, removed, staying)),
    )


def _without(case: Case, staying: Sequence[Ordered]) -> tuple[str, Without] | None:
    """The rule by which no messenger is an answer; nothing where none is."""
    places = [Place.ONLY, Place.FIRST, Place.LAST]
    if not staying:
        places.append(Place.NOTHING_LEFT)
    elif all(each.is_doubtful for each in staying):
        places.append(Place.ONLY_DOUBTFUL)
    for place in places:
        for key, rule in case.book.rules.without.items():
            if rule.place is place and case.truth(rule.when) is True:
                return key, rule
    return None


def _is_last(rule: Without, staying: Sequence[Ordered]) -> bool:
    """Whether meeting stands after the messengers; never after those that never come first."""
    return rule.place is Place.LAST and bool(staying) and not staying[0].is_doubtful


def _shown(staying: Sequence[Ordered], without: tuple[str, Without] | None) -> tuple[Ordered, ...]:
    if without is None:
        return tuple(staying[:MOST])
    return () if without[1].place is Place.ONLY else tuple(staying[: MOST - 1])


def _meeting(case: Case, key: str, rule: Without) -> Result:
    """What is said of meeting: by the rule that decides, and by the others that hold."""
    rules = case.book.rules.without
    others = (
        other
        for other, each in rules.items()
        if other != key and each.when and case.truth(each.when) is True
    )
    return Result(
        NO_MESSENGER,
        "",
        tuple(
            because_of(case, f"without.{each}", rules[each].because, rules[each].when)
            for each in (key, *others)
        ),
        rule.not_protected,
        today=rule.today,
        guide=rule.guide,
    )


def _with_equals(results: Sequence[Result], staying: Sequence[Ordered]) -> Iterator[Result]:
    """The results, each with those beside it that fit as well."""
    likeness = {each.messenger.id: each.likeness for each in staying}
    for result in results:
        alike = likeness.get(result.messenger)
        others = (each.messenger for each in results if each is not result)
        equal = tuple(key for key in others if key in likeness and likeness[key] == alike)
        yield replace(result, equal_to=equal)


def _also_equal(shown: Sequence[Ordered], staying: Sequence[Ordered]) -> tuple[str, ...]:
    if not shown:
        return ()
    rest = staying[len(shown) :]
    return tuple(each.messenger.id for each in rest if each.likeness == shown[-1].likeness)


def _notes(case: Case, removed: Sequence[LeftOut]) -> Iterator[str]:
    """What to say of messengers that are in use already, and were left out."""
    for question in dict.fromkeys(
        step.answered for step in case.book.rules.steps.values() if step.answered
    ):
        given = case.given(question) or ()
        names = [each.name for each in removed if each.messenger in given]
        if names:
            yield case.book.rules.talk.replace("{names}", ", ".join(names))


def _may_write(without: tuple[str, Without] | None) -> bool:
    """Whether anything but meeting is an answer."""
    return without is None or without[1].place is not Place.ONLY


def _ways(case: Case, removed: Sequence[LeftOut]) -> Iterator[str]:
    """How one that a single veto removed could be used all the same."""
    vetoes = {f"vetoes.{key}": veto for key, veto in case.book.rules.vetoes.items()}
    for each in removed:
        rules = [reason.rule for reason in each.because]
        veto = vetoes[rules[0]]
        messenger = case.book.messengers[each.messenger]
        if len(rules) == 1 and veto.yet is not None and passes(case, veto.yet, messenger):
            yield veto.way.replace("{name}", each.name)


def _trace(case: Case, removed: Sequence[LeftOut], staying: Sequence[Ordered]) -> Iterator[Traced]:
    rules = case.book.rules
    for key, veto in rules.vetoes.items():
        name = f"vetoes.{key}"
        out = tuple(
            each.messenger for each in removed if name in {reason.rule for reason in each.because}
        )
        yield Traced(name, case.truth(veto.when), case.said(veto.when), (out,) if out else ())
    for index, (key, step) in enumerate(rules.steps.items()):
        groups: dict[int, list[str]] = {}
        if holds(case, step):
            for each in staying:
                groups.setdefault(each.ranks[index], []).append(each.messenger.id)
        yield Traced(
            f"steps.{key}",
            case.truth(step.when),
            case.said(step.when),
            tuple(tuple(groups[place]) for place in sorted(groups)),
        )
    doubtful = tuple(each.messenger.id for each in staying if each.is_doubtful)
    yield Traced("never_first", bool(doubtful), (), (doubtful,) if doubtful else ())
    for key, rule in rules.without.items():
        yield Traced(f"without.{key}", case.truth(rule.when), case.said(rule.when))
