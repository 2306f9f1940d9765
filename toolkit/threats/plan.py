"""A plan: little at a time, each thing after what it needs, and nothing that would do harm."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from toolkit.threats.contraindications import barred, clash, forbidden
from toolkit.threats.evaluate import needed_by
from toolkit.threats.ordering import Standing, ordered
from toolkit.threats.outcome import Bar, Barred, Item, Plan, Reason

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from toolkit.threats.evaluate import Case
    from toolkit.threats.model import Rule
    from toolkit.threats.outcome import Found

THIS_WEEK: Final = 3
LATER: Final = 4


def planned(
    case: Case,
    proposed: Mapping[str, tuple[Rule, ...]],
    found: tuple[Found, ...],
    today: date,
    *,
    low_footprint: bool,
) -> Plan:
    """The plan.

    Args:
        case: What was answered.
        proposed: As `evaluate.proposals` gives it.
        found: As `evaluate.findings` gives it.
        today: The day on which it is made.
        low_footprint: Whether having the program is itself a danger to the person.
    """
    bars = {
        action: bar
        for action in proposed
        if (bar := barred(case, action, low_footprint=low_footprint)) is not None
    }
    free = {action: rules for action, rules in proposed.items() if action not in bars}
    order = ordered(case, free, found)
    items: dict[str, Item] = {}
    for action, place in order.items():
        if not any(action in rule.actions for rule in proposed[action]):
            continue  # it is needed by others alone, and comes before the first of them
        steps = [each for each in (*needed_by(case.library, action), action) if each not in items]
        bar = _bar(case, action, steps, bars, items)
        if bar is not None:
            bars[action] = bar
            continue
        for step in steps:
            why = place if step == action else Standing(place.key, Reason.NEEDED_FIRST, action)
            items[step] = _item(case, step, why, proposed, today)
    bars = {action: bar for action, bar in bars.items() if action not in items}
    listed = _with_conflicts(case, tuple(items.values()))
    if low_footprint:
        listed = listed[: THIS_WEEK + LATER]  # what cannot be kept in the head is not handed out
        bars |= {bar.action: bar for bar in forbidden(case) if bar.action not in bars}
    return Plan(
        this_week=listed[:THIS_WEEK],
        later=listed[THIS_WEEK : THIS_WEEK + LATER],
        rest=listed[THIS_WEEK + LATER :],
        held_back=tuple(bar for bar in bars.values() if _is_open(bar)),
        left_out=tuple(bar for bar in bars.values() if not _is_open(bar)),
    )


def _bar(
    case: Case,
    action: str,
    steps: list[str],
    bars: Mapping[str, Barred],
    items: Mapping[str, Item],
) -> Barred | None:
    """What keeps an action out, or one of the steps to it."""
    for step in (action, *steps):
        bar = bars.get(step) or clash(case, step, [*items, *steps])
        if bar is None and case.library.actions[step].emergency:
            bar = Barred(step, Bar.CONDITION, "", "", ())
        if bar is not None:
            if step == action:
                return bar
            return Barred(action, Bar.NEEDS, step, bar.text, bar.said)
    return None


def _item(
    case: Case, action: str, place: Standing, proposed: Mapping[str, tuple[Rule, ...]], today: date
) -> Item:
    return Item(
        action,
        place.reason,
        place.about,
        tuple(case.because(rule) for rule in proposed[action]),
        overdue=case.library.actions[action].review_due < today,
    )


def _with_conflicts(case: Case, items: tuple[Item, ...]) -> tuple[Item, ...]:
    """The items, each with the conflicts that are not known to be of no matter."""
    held = {item.action for item in items}
    return tuple(
        replace(
            item,
            conflicts=tuple(
                key
                for key in case.library.links.conflicts_of.get(item.action, ())
                if held >= set(case.library.conflicts[key].actions)
                and case.truth(case.library.conflicts[key].when) is not False
            ),
        )
        for item in items
    )


def _is_open(bar: Barred) -> bool:
    """Whether an answer is missing that would tell."""
    return any(not said.answers for said in bar.said)
