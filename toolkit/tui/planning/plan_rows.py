"""The plan as rows: this week, later, the rest folded away, and what was decided."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from toolkit.i18n import _, ngettext
from toolkit.threats import sentences
from toolkit.tui.library.when import day
from toolkit.tui.planning.words import STANDING_MARKS, standing
from toolkit.tui.widgets.rows import Row, headed
from toolkit.tui.widgets.table import Meaning

if TYPE_CHECKING:
    from toolkit.threats.library import Library
    from toolkit.threats.outcome import Assessment, Item
    from toolkit.tui.planning.agenda import Agenda
    from toolkit.tui.planning.session import Session

ACTION: Final = "action:"
PLAYBOOK: Final = "playbook:"
REST: Final = "rest"


def plan_rows(
    session: Session, assessment: Assessment, agenda: Agenda, *, unfolded: bool
) -> list[Row]:
    """The rows of a plan.

    Args:
        session: The person's answers and decisions.
        assessment: What follows from the answers.
        agenda: The plan, sorted by the decisions.
        unfolded: Whether the rest is shown.
    """
    library = session.library
    playbooks = playbook_rows(library, assessment)
    rows: list[Row] = []
    if assessment.emergency:
        rows += headed(_("Open first"), playbooks)
    rows += headed(_("Look at again"), [_item(session, each, full=True) for each in agenda.due])
    numbered = [_item(session, each, full=True) for each in agenda.this_week]
    rows += headed(_("This week"), numbered or [Row(_("Nothing is left to do."), quiet=True)])
    rows += headed(_("Later"), [_item(session, each) for each in agenda.later])
    rows += _rest(session, agenda.rest, unfolded=unfolded)
    if not assessment.emergency:
        rows += headed(_("For when it happens"), playbooks)
    rows += headed(_("Done"), [_item(session, each) for each in agenda.done])
    rows += headed(_("Risks you accept"), [_item(session, each) for each in agenda.accepted])
    rows += headed(_("Not for you"), [_item(session, each) for each in agenda.not_for_me])
    for heading, systems in (
        (_("Known to be there"), assessment.systems),
        (_("Known elsewhere in the country"), assessment.systems_around),
    ):
        rows += headed(heading, [Row(library.systems[key].name, quiet=True) for key in systems])
    return [*rows, Row(_no_expert(), quiet=True, apart=True)]


def playbook_rows(library: Library, assessment: Assessment) -> list[Row]:
    """The playbooks to open."""
    return [
        Row(library.playbooks[key].title, id=f"{PLAYBOOK}{key}", mark="›", meaning=Meaning.MUTED)
        for key in assessment.playbooks
    ]


def old(assessment: Assessment) -> int:
    """How many of the things to do soon should have been looked at again by now."""
    plan = assessment.plan
    return sum(item.overdue for item in plan.this_week + plan.later)


def _item(session: Session, item: Item, *, full: bool = False) -> Row:
    """A thing to do; in full with why it is here."""
    action = session.library.actions[item.action]
    mark = session.marks.get(item.action)
    about = sentences.shown_because(session.library, item.because) if full else ""
    shape, meaning = "·", Meaning.MUTED
    if mark is not None:
        shape, meaning = STANDING_MARKS[mark.standing], Meaning.KEPT
        about = standing(mark) if mark.until is not None else about
    if item.overdue:
        told = _("Last looked at on {day}.").format(day=day(action.reviewed))
        about = f"{told} {about}".strip()
    aside = sentences.minutes(action.minutes)
    return Row(
        action.title,
        id=f"{ACTION}{item.action}",
        mark=shape,
        meaning=meaning,
        aside=aside,
        about=about,
    )


def _rest(session: Session, items: tuple[Item, ...], *, unfolded: bool) -> list[Row]:
    if not items:
        return []
    told = ngettext("And {count} more", "And {count} more", len(items)).format(count=len(items))
    fold = Row(told, id=REST, mark="▾" if unfolded else "▸", meaning=Meaning.MUTED, apart=True)
    return [fold, *(_item(session, each) for each in items if unfolded)]


def _no_expert() -> str:
    return _(
        "No expert has read this library yet. It does not know your case: talk to somebody who "
        "does, where you can."
    )
