"""A plan on paper: what to do and what to leave.

It names neither this program nor the person, nor what was answered: paper is found, too. Where that
alone could do harm, it is a card with room for three things in the person's own words.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from toolkit.i18n import _
from toolkit.threats.page import LINES, block, room, section, unsigned, whole_html, whole_text
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
    lines = [_("To do"), ""]
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
    """One page for a browser, with nothing to load from anywhere."""
    title = _("Notes") if assessment.low_footprint else _("To do")
    return whole_html(title, _body(library, assessment))


def _body(library: Library, assessment: Assessment) -> Iterator[str]:
    if assessment.low_footprint:
        yield "<ol>"
        yield from (f"<li>{escape(text)} {_ROOM}</li>" for text in _card())
        yield "</ol>"
        return
    plan = assessment.plan
    yield from section(_("Leave this"), _leave(library, assessment))
    yield from section(_("Take care"), _care(assessment))
    yield f"<section><h2>{escape(_('This week'))}</h2>"
    for item in plan.this_week:
        conflicts = [library.conflicts[key].text for key in item.conflicts]
        yield from _in_full(library.actions[item.action], conflicts)
    yield "</section>"
    yield from section(_("Later"), (library.actions[each.action].title for each in plan.later))


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


def _in_full(action: Action, conflicts: list[str]) -> list[str]:
    steps = [f"<li>{escape(step)}</li>" for step in unsigned(action.steps)]
    rows = (
        (_("When it does harm"), [*action.harm_when, *conflicts]),
        (_("To check"), [action.check]),
        (_("To undo"), [action.undo]),
    )
    return [
        f"<h3>{escape(action.title)} ({escape(minutes(action.minutes))})</h3>",
        *(f"<p>{escape(text)}</p>" for text in unsigned([action.why])),
        "<ol>",
        *steps,
        "</ol>",
        *(
            f"<p><strong>{escape(heading)}</strong>: {escape(' '.join(told))}</p>"
            for heading, texts in rows
            if (told := unsigned(texts))
        ),
    ]
