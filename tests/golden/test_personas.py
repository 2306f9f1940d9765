"""Twelve invented people and their plans, read by eye and kept: no change goes unseen.

After a change that is meant, `.venv/bin/pytest tests/golden --snapshot-update`; then read them.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING

import pytest

from toolkit.answers import spread
from toolkit.paths import guides
from toolkit.threats.assessment import assess
from toolkit.threats.questioning import walked
from toolkit.threats.shelf import load

if TYPE_CHECKING:
    from collections.abc import Iterator

    from syrupy.assertion import SnapshotAssertion

    from toolkit.answers import Answers
    from toolkit.threats.library import Library
    from toolkit.threats.outcome import Assessment, Barred, Item

PERSONAS = sorted(path.stem for path in (guides() / "threats" / "personas").glob("*.toml"))


@cache
def library() -> Library:
    return load()


def outcome(persona: str) -> Assessment:
    held = library()
    return assess(held, answers(persona), date(2026, 11, 22))


def answers(persona: str) -> Answers:
    """What is known of somebody who was asked, and answered as they would."""
    held = library()
    return walked(held, spread(held.personas[persona].answers, held.questions))


def told(seen: Assessment) -> Iterator[str]:
    """All of it, one thing a line."""
    plan = seen.plan
    yield f"low footprint: {'yes' if seen.low_footprint else 'no'}"
    yield from listed("playbooks", seen.playbooks)
    yield from listed("warnings", (each.id for each in seen.warnings if each.at_once))
    yield from listed("folded warnings", (each.id for each in seen.warnings if not each.at_once))
    yield from listed(
        "findings",
        (
            f"{f.capability}, {f.plausible.value}{', in the country' * around}, {f.harm.value}"
            for f, around in ((each.finding, each.around) for each in seen.findings)
        ),
    )
    yield from listed("this week", map(item, plan.this_week))
    yield from listed("later", map(item, plan.later))
    yield from listed("rest", (each.action for each in plan.rest))
    yield from listed("held back", map(bar, plan.held_back))
    yield from listed("left out", map(bar, plan.left_out))
    yield from listed("known there", seen.systems)
    yield from listed("known elsewhere in the country", seen.systems_around)


def listed(heading: str, lines: Iterator[str] | tuple[str, ...]) -> Iterator[str]:
    yield f"{heading}:"
    for line in lines:
        yield f"  {line}"


def item(each: Item) -> str:
    why = f" for {each.about}" if each.about else ""
    return f"{each.action}: {each.reason.value}{why}"


def bar(each: Barred) -> str:
    return f"{each.action}: {each.bar.value} {each.by}".rstrip()


@pytest.mark.parametrize("persona", PERSONAS)
def test_the_plan_of_a_persona_is_the_one_that_was_read(
    persona: str, snapshot: SnapshotAssertion
) -> None:
    assert "\n".join(told(outcome(persona))) == snapshot


@pytest.mark.parametrize("persona", PERSONAS)
def test_the_plan_of_a_persona_holds_what_helps_and_nothing_that_hurts(persona: str) -> None:
    plan = outcome(persona).plan
    wanted = library().personas[persona]
    assert set(wanted.must) <= {each.action for each in plan.this_week + plan.later}
    assert not set(wanted.must_not) & {each.action for each in plan.items()}


@pytest.mark.parametrize("persona", PERSONAS)
def test_a_persona_has_an_answer_to_all_that_they_are_asked(persona: str) -> None:
    would = library().personas[persona].answers
    assert [key for key in answers(persona) if key not in would] == []


def test_there_are_twelve_of_them() -> None:
    assert len(PERSONAS) == 12


@pytest.mark.parametrize("persona", ["resident-without-exit", "tibetan-with-relatives-abroad"])
def test_where_all_is_watched_the_plan_says_mostly_what_not_to_do(persona: str) -> None:
    seen = outcome(persona)
    assert seen.low_footprint
    assert len(seen.plan.left_out) > 2 * len(seen.plan.items())
    assert seen.plan.this_week[0].action == "memorise-three-things"
    assert seen.warnings[0].id == "found-here"
    assert [each.severity for each in seen.warnings if each.at_once].count(None) == 3
    assert "arrange-a-lawyer" not in [each.action for each in seen.plan.items()]


@pytest.mark.parametrize(
    ("persona", "earlier", "later"),
    [
        ("harare-journalist", "add-a-second-step", "clean-photos-before-sharing"),
        ("lawyer-with-an-office", "encrypt-your-computer", "watch-without-saving"),
        ("lawyer-with-an-office", "keep-less-data", "watch-without-saving"),
        ("tehran-protester", "set-a-strong-phone-code", "clean-photos-before-sharing"),
        ("trainer-with-mixed-group", "learn-local-law", "talk-away-from-phones"),
        ("trainer-with-mixed-group", "ask-before-you-train", "talk-away-from-phones"),
        ("non-citizen-at-the-us-border", "arrange-a-lawyer", "set-a-strong-phone-code"),
    ],
)
def test_what_a_persona_needs_sooner_comes_sooner(persona: str, earlier: str, later: str) -> None:
    actions = [each.action for each in outcome(persona).plan.items()]
    assert actions.index(earlier) < actions.index(later)


def test_what_is_carried_or_given_in_closed_places_is_left_as_it_is() -> None:
    for persona in ("resident-without-exit", "tibetan-with-relatives-abroad"):
        left_out = {each.action for each in outcome(persona).plan.left_out}
        assert {"keep-the-benefit-card-apart", "give-only-required-answers"} <= left_out


def test_who_has_family_in_a_closed_place_hears_of_it_first() -> None:
    seen = outcome("diaspora-with-family-inside")
    assert seen.warnings[0].id == "family-in-a-closed-place"
    assert "let-those-inside-choose" in [each.action for each in seen.plan.this_week]


def test_no_new_lock_is_proposed_to_whom_somebody_looks_over_the_shoulder() -> None:
    held = library()
    given = {"phone-kind": "android", "phone-checks": "yes", "shared-phone": "watched"}
    plan = assess(held, spread(given, held.questions), date(2026, 11, 22)).plan
    assert not {each.action for each in plan.items()} & set(held.rules["looked-into"].drops)
    assert "looked-into" in [each.rule for each in plan.this_week[0].because]


@pytest.mark.parametrize("persona", ["lawyer-with-an-office", "harare-journalist"])
def test_what_is_about_closed_places_is_not_said_elsewhere(persona: str) -> None:
    told = {each.id for each in outcome(persona).warnings}
    assert not told & {"family-in-a-closed-place", "contact-hurts-those-inside"}
