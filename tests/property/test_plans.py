"""What holds for every set of answers to the real library: all pairs, and any at random."""

from __future__ import annotations

from datetime import date
from functools import cache
from itertools import combinations, product
from typing import TYPE_CHECKING, Any, TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.answers import SKIPPED, UNSURE, facts_of, spread, values_of
from toolkit.threats.assessment import assess
from toolkit.threats.model import Asked, Severity, Visibility
from toolkit.threats.questioning import MOST, to_ask
from toolkit.threats.shelf import load

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from toolkit.threats.library import Library
    from toolkit.threats.model import Question
    from toolkit.threats.outcome import Assessment

TODAY = date(2026, 11, 22)
FEWEST = 8

Given: TypeAlias = "Mapping[str, tuple[str, ...]]"


@cache
def library() -> Library:
    return load()


def answers_to(question: Question) -> list[tuple[str, ...]]:
    return [(value,) for value in (*sorted(values_of(question)), UNSURE, SKIPPED)]


@st.composite
def any_answers(draw: st.DrawFn) -> Given:
    given: dict[str, tuple[str, ...]] = {}
    for question in library().questions.values():
        if draw(st.booleans()):
            if question.asked is Asked.SEVERAL and draw(st.booleans()):
                values = st.sets(st.sampled_from(sorted(values_of(question))), min_size=1)
                given[question.id] = tuple(sorted(draw(values)))
            else:
                given[question.id] = draw(st.sampled_from(answers_to(question)))
    return given


def pairs() -> Iterator[Given]:
    """Each answer to each question together with each answer to each other one."""
    for one, two in combinations(library().questions.values(), 2):
        for first, second in product(answers_to(one), answers_to(two)):
            yield {one.id: first, two.id: second}


def outcome(given: Given) -> Assessment:
    return assess(library(), given, TODAY)


def wrong(given: Given) -> list[str]:
    """What is wrong with the plan that follows."""
    held = library()
    seen = outcome(given)
    plan = seen.plan
    actions = [item.action for item in plan.items()]
    bad = []
    if not 1 <= len(plan.this_week) <= 3:
        bad.append(f"{len(plan.this_week)} this week")
    if len(plan.later) > 4:
        bad.append(f"{len(plan.later)} later")
    if len(set(actions)) != len(actions):
        bad.append("an action twice")
    out = {bar.action for bar in plan.held_back + plan.left_out}
    bad += [f"{each} planned and kept out" for each in actions if each in out]
    facts = facts_of(given, held.questions, held.within)
    for conflict in held.conflicts.values():
        if conflict.severity is Severity.BLOCK and set(conflict.actions) <= set(actions):
            known_harmless = held.conditions[conflict.when].truth(facts) is False
            bad += [] if known_harmless else [f"{conflict.id} blocked and there"]
    for index, each in enumerate(actions):
        action = held.actions[each]
        bad += [f"{each} before {need}" for need in action.needs if need not in actions[:index]]
        if action.emergency:
            bad.append(f"{each} belongs in no plan")
        if seen.low_footprint and action.visibility is Visibility.FLAGGABLE:
            bad.append(f"{each} can be noticed")
    fired = [held.rules[each.rule] for each in seen.trace if each.holds]
    bad += [f"{each} forbidden" for rule in fired for each in rule.forbids if each in actions]
    bad += [f"{item.action} for no reason" for item in plan.items() if not item.because]
    return bad


def warned(given: Given) -> set[str]:
    return {each.id for each in outcome(given).warnings}


@pytest.mark.timed
def test_every_pair_of_answers_gives_a_plan_that_does_no_harm() -> None:
    bad = {str(each): found for each in pairs() if (found := wrong(each))}
    assert bad == {}


@pytest.mark.timed
def test_no_pair_of_answers_warns_of_less_than_either_alone() -> None:
    alone = {
        (question.id, answer): warned({question.id: answer})
        for question in library().questions.values()
        for answer in answers_to(question)
    }
    fewer = [
        pair
        for pair in pairs()
        if not set().union(*(alone[each] for each in pair.items())) <= warned(pair)
    ]
    assert fewer == []


def test_no_persona_is_warned_of_less_for_having_answered_more() -> None:
    for persona in library().personas.values():
        answers = spread(persona.answers, library().questions)
        everything = warned(answers)
        for key, answer in answers.items():
            fewer = {each: given for each, given in answers.items() if each != key}
            assert warned(fewer) | warned({key: answer}) <= everything


@given(any_answers())
def test_any_answers_give_a_plan_that_does_no_harm(given: Given) -> None:
    assert wrong(given) == []


@given(any_answers(), st.data())
def test_one_more_answer_never_takes_a_warning_away(given: Given, data: st.DataObject) -> None:
    missing = [q for q in library().questions.values() if q.id not in given]
    if not missing:
        return
    question = data.draw(st.sampled_from(missing))
    more = {**given, question.id: data.draw(st.sampled_from(answers_to(question)))}
    assert warned(given) <= warned(more)


@given(any_answers(), st.sampled_from([UNSURE, SKIPPED]))
def test_an_unknown_answer_warns_as_one_that_was_not_asked(given: Given, unknown: str) -> None:
    filled = {**dict.fromkeys(library().questions, (unknown,)), **given}
    assert warned(filled) == warned(given)
    assert [item.action for item in outcome(filled).plan.items()] == [
        item.action for item in outcome(given).plan.items()
    ]


@given(any_answers())
def test_the_plan_is_the_same_on_every_run_and_in_any_order_of_answers(given: Given) -> None:
    assert outcome(given) == outcome(dict(reversed(list(given.items()))))


@given(st.data())
def test_anyone_is_asked_eight_to_fifteen_questions(data: st.DataObject) -> None:
    given: dict[str, tuple[str, ...]] = {}
    while left := to_ask(library(), given):
        assert left[0].id not in given
        given[left[0].id] = data.draw(st.sampled_from(answers_to(left[0])))
    assert FEWEST <= len(given) <= MOST


def fewest(given: Given, choose: Any) -> int:
    while left := to_ask(library(), given):
        given = {**given, left[0].id: choose(left[0])}
    return len(given)


def test_who_says_no_to_all_and_who_skips_all_is_asked_as_few_and_as_many_as_anyone() -> None:
    least = {
        "why-here": "looking",
        "region": "elsewhere",
        "phone-kind": "none",
        "work": "none",
    }
    assert fewest({}, lambda question: (least.get(question.id, "no"),)) >= FEWEST
    assert fewest({}, lambda _: (SKIPPED,)) == MOST
