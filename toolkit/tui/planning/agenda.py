"""What to do, sorted by what the person decided: little at a time, and what is due again first."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from toolkit.threats.model import Upkeep
from toolkit.threats.plan import LATER, THIS_WEEK
from toolkit.tui.planning.session import Standing

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from toolkit.threats.library import Library
    from toolkit.threats.outcome import Assessment, Item, Plan
    from toolkit.tui.planning.session import Mark, Session

_DAYS: Final = {Upkeep.WEEKLY: 7, Upkeep.MONTHLY: 30, Upkeep.YEARLY: 365}


@dataclass(frozen=True, slots=True)
class Agenda:
    """A plan, sorted.

    Attributes:
        due: What was done or accepted, and has to be looked at again by now.
        this_week: At most three that are open.
        later: At most four more.
        rest: What there is beyond.
        done: What is done.
        accepted: Of which the risk is accepted.
        not_for_me: What the person does not want.
    """

    due: tuple[Item, ...]
    this_week: tuple[Item, ...]
    later: tuple[Item, ...]
    rest: tuple[Item, ...]
    done: tuple[Item, ...]
    accepted: tuple[Item, ...]
    not_for_me: tuple[Item, ...]


def sorted_by(plan: Plan, marks: Mapping[str, Mark], library: Library, today: date) -> Agenda:
    """A plan, sorted by decisions.

    Args:
        plan: It.
        marks: The decisions, by the ids of actions.
        library: All that is known.
        today: The day.
    """
    places: dict[Standing | None, list[Item]] = {None: []} | {each: [] for each in Standing}
    due = []
    for item in plan.items():
        mark = marks.get(item.action)
        day = None if mark is None else due_on(mark, library.actions[item.action].upkeep)
        if day is not None and day <= today:
            due.append(item)
        else:
            places[mark.standing if mark else None].append(item)
    room = max(THIS_WEEK - len(due), 0)
    this_week = tuple(places[None][:room])
    waiting = [
        item
        for item in plan.items()
        if item in places[Standing.LATER] or item in places[None][room:]
    ]
    return Agenda(
        due=tuple(due),
        this_week=this_week,
        later=tuple(waiting[:LATER]),
        rest=tuple(waiting[LATER:]),
        done=tuple(places[Standing.DONE]),
        accepted=tuple(places[Standing.ACCEPTED]),
        not_for_me=tuple(places[Standing.NOT_FOR_ME]),
    )


def as_decided(session: Session, assessment: Assessment) -> Assessment:
    """What follows from the answers, without what the person has done or does not want."""
    agenda = sorted_by(assessment.plan, session.marks, session.library, session.today)
    plan = replace(
        assessment.plan,
        this_week=agenda.due + agenda.this_week,
        later=agenda.later,
        rest=agenda.rest,
    )
    return replace(assessment, plan=plan)


def due_on(mark: Mark, upkeep: Upkeep) -> date | None:
    """When something that was decided has to be looked at again; nothing where never."""
    if mark.standing is Standing.ACCEPTED:
        return mark.until
    if mark.standing is Standing.DONE and upkeep in _DAYS:
        return mark.on + timedelta(days=_DAYS[upkeep])
    return None


def in_months(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month."""
    month = day.month - 1 + months
    first = day.replace(year=day.year + month // 12, month=month % 12 + 1, day=1)
    following = (first + timedelta(days=31)).replace(day=1)
    return min(first + timedelta(days=day.day - 1), following - timedelta(days=1))
