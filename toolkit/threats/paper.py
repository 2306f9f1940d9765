"""A plan on paper: what to do and what to leave.

It names neither this program nor the person, nor what was answered: paper is found, too. Where that
alone could do harm, it is a card with room for three things in the person's own words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from toolkit.i18n import _
from toolkit.languages import note
from toolkit.paper.html import page
from toolkit.paper.model import Block, Form, Run, Section, Sheet, names_us, texts, unsigned
from toolkit.threats.page import LINES, block, noted, room, whole_text
from toolkit.threats.sentences import HARMFUL, minutes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.threats.library import Library
    from toolkit.threats.model import Action
    from toolkit.threats.outcome import Assessment

_ROOM: Final = "_" * 40


def as_text(library: Library, assessment: Assessment) -> str:
    """One page of plain text, at most `page.LINES`.

    What must be known comes first; steps are left out where they would need a second page.
    """
    if assessment.low_footprint:
        return whole_text(f"{text} {_ROOM}" for text in _card())
    plan = assessment.plan
    actions = [library.actions[item.action] for item in plan.this_week]
    lines = [_("To do"), *noted(), ""]
    lines += block(_("This week"), (action.title for action in actions), LINES, mark="1.")
    lines += block(_("Leave this"), _leave(library, assessment), room(lines))
    lines += block(_("Take care"), _care(assessment), room(lines))
    for action in actions:
        steps = block(action.title, action.steps, LINES, mark="1.")
        lines += steps if len(steps) <= room(lines) else []
    later = (library.actions[item.action].title for item in plan.later)
    lines += block(_("Later"), later, room(lines))
    return whole_text(lines)


def as_html(library: Library, assessment: Assessment) -> str:
    """One page for a browser."""
    is_card = assessment.low_footprint
    title = _("Notes") if is_card else _("To do")
    sections = tuple(_sections(library, assessment))
    return page(title, [unsigned(Sheet("plan", title, sections, "" if is_card else note()))])


def _sections(library: Library, assessment: Assessment) -> Iterator[Section]:
    if assessment.low_footprint:
        yield Section("", (texts(Form.STEPS, [f"{text} {_ROOM}" for text in _card()]),))
        return
    plan = assessment.plan
    yield Section(_("Leave this"), (texts(Form.BULLETS, list(_leave(library, assessment))),))
    yield Section(_("Take care"), (texts(Form.BULLETS, list(_care(assessment))),))
    todo = [library.actions[item.action].title for item in plan.this_week]
    yield Section(_("This week"), (texts(Form.STEPS, todo),))
    for item in plan.this_week:
        conflicts = [library.conflicts[key].text for key in item.conflicts]
        yield _in_full(library.actions[item.action], conflicts)
    later = [library.actions[each.action].title for each in plan.later]
    yield Section(_("Later"), (texts(Form.BULLETS, later),))


def _card() -> tuple[str, ...]:
    """What a card has room for."""
    return _("A number:"), _("A sentence:"), _("A place:")


def _leave(library: Library, assessment: Assessment) -> Iterator[str]:
    """What not to do. Why would tell what was answered."""
    for bar in assessment.plan.left_out:
        if bar.bar in HARMFUL:
            yield library.actions[bar.action].title


def _care(assessment: Assessment) -> Iterator[str]:
    """What rules warn of; what conflicts warn of stands with what they are about."""
    return (warned.text for warned in assessment.warnings if warned.severity is None)


def _in_full(action: Action, conflicts: list[str]) -> Section:
    rows = (
        (_("When it does harm"), [*action.harm_when, *conflicts]),
        (_("To check"), [action.check]),
        (_("To undo"), [action.undo]),
    )
    told = [
        (Run(heading, strong=True), Run(f": {' '.join(kept)}"))
        for heading, lines in rows
        if (kept := [line for line in lines if not names_us(line)])
    ]
    return Section(
        f"{action.title} ({minutes(action.minutes)})",
        (
            texts(Form.PARAGRAPH, [action.why]),
            texts(Form.STEPS, action.steps),
            Block(Form.PARAGRAPH, tuple(told)),
        ),
    )
