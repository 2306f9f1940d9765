"""A plan on paper: what to do and what to leave.

It names neither this program nor the person, nor what was answered: paper is found, too.
"""

from __future__ import annotations

import textwrap
from html import escape
from typing import TYPE_CHECKING, Final

from toolkit.i18n import _, language
from toolkit.threats.sentences import do_not, minutes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from toolkit.threats.library import Library
    from toolkit.threats.model import Action
    from toolkit.threats.outcome import Assessment

LINES: Final = 66
COLUMNS: Final = 78

_OUR_NAME: Final = "parasol"

_STYLE: Final = (
    "body{font:1.05rem/1.5 serif;color:#000;background:#fff;max-width:42rem;margin:2rem auto;"
    "padding:0 1rem}h1{font-size:1.5rem}h2{font-size:1.2rem;margin-top:2rem}"
    "li{margin:.3rem 0}@media print{body{margin:0;font-size:11pt}h2,h3{break-after:avoid}}"
)


def as_text(library: Library, assessment: Assessment) -> str:
    """One page of plain text, at most `LINES` of `COLUMNS`.

    What must be known comes first; steps are left out where they would need a second page, and
    where a small card is better.
    """
    plan = assessment.plan
    actions = [library.actions[item.action] for item in plan.this_week]
    heading = _("Remember") if assessment.low_footprint else _("This week")
    lines = [_title(assessment), ""]
    lines += _block(heading, [action.title for action in actions], LINES, numbered=True)
    lines += _block(_("Leave this"), _unsigned(_leave(library, assessment)), _room(lines))
    lines += _block(_("Take care"), _unsigned(_care(assessment)), _room(lines))
    if not assessment.low_footprint:
        for action in actions:
            steps = _block(action.title, _unsigned(action.steps), LINES, numbered=True)
            lines += steps if len(steps) <= _room(lines) else []
        later = [library.actions[item.action].title for item in plan.later]
        lines += _block(_("Later"), later, _room(lines))
    return "\n".join(lines).rstrip("\n") + "\n"


def as_html(library: Library, assessment: Assessment) -> str:
    """One page for a browser, with nothing to load from anywhere."""
    plan = assessment.plan
    title = escape(_title(assessment))
    parts = [
        "<!DOCTYPE html>",
        f'<html lang="{escape(language())}">',
        '<head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="referrer" content="no-referrer">',
        f"<title>{title}</title><style>{_STYLE}</style></head>",
        f"<body><main><h1>{title}</h1>",
        *_section(_("Leave this"), _leave(library, assessment)),
        *_section(_("Take care"), _care(assessment)),
    ]
    if plan.this_week:
        parts.append(f"<section><h2>{escape(_('This week'))}</h2>")
        for item in plan.this_week:
            conflicts = [library.conflicts[key].text for key in item.conflicts]
            parts += _in_full(library.actions[item.action], conflicts)
        parts.append("</section>")
    parts += _section(_("Later"), (library.actions[each.action].title for each in plan.later))
    parts.append("</main></body></html>")
    return "\n".join(parts) + "\n"


def _title(assessment: Assessment) -> str:
    return _("Three things to remember") if assessment.low_footprint else _("To do")


def _leave(library: Library, assessment: Assessment) -> Iterator[str]:
    """What not to do, and why."""
    return do_not(library, assessment.plan.left_out)


def _care(assessment: Assessment) -> Iterator[str]:
    """What rules warn of; what conflicts warn of stands with what they are about."""
    return (warned.text for warned in assessment.warnings if warned.severity is None)


def _unsigned(texts: Iterable[str]) -> list[str]:
    """Texts without those that name this program."""
    return [text for text in texts if _OUR_NAME not in text.casefold()]


def _room(lines: list[str]) -> int:
    return LINES - len(lines)


def _block(heading: str, texts: list[str], room: int, *, numbered: bool = False) -> list[str]:
    """A heading and a list under it, of which whole texts are left out where there is no room."""
    lines = [heading.upper()]
    for index, text in enumerate(texts, 1):
        mark = f"{index}. " if numbered else "- "
        more = textwrap.wrap(text, COLUMNS, initial_indent=mark, subsequent_indent=" " * len(mark))
        if len(lines) + len(more) < room:
            lines += more
    return [*lines, ""] if len(lines) > 1 else []


def _section(heading: str, texts: Iterable[str]) -> list[str]:
    items = [f"<li>{escape(text)}</li>" for text in _unsigned(texts)]
    if not items:
        return []
    return [f"<section><h2>{escape(heading)}</h2><ul>", *items, "</ul></section>"]


def _in_full(action: Action, conflicts: list[str]) -> list[str]:
    steps = [f"<li>{escape(step)}</li>" for step in _unsigned(action.steps)]
    rows = (
        (_("When it does harm"), [*action.harm_when, *conflicts]),
        (_("To check"), [action.check]),
        (_("To undo"), [action.undo]),
    )
    return [
        f"<h3>{escape(action.title)} ({escape(minutes(action.minutes))})</h3>",
        *(f"<p>{escape(text)}</p>" for text in _unsigned([action.why])),
        "<ol>",
        *steps,
        "</ol>",
        *(
            f"<p><strong>{escape(heading)}</strong>: {escape(' '.join(told))}</p>"
            for heading, texts in rows
            if (told := _unsigned(texts))
        ),
    ]
