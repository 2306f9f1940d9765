"""A plan on paper: what to do and what to leave.

It names neither this program nor the person, nor what was answered: paper is found, too.
"""

from __future__ import annotations

import textwrap
from html import escape
from typing import TYPE_CHECKING, Final

from toolkit.i18n import _, language
from toolkit.threats.outcome import Bar
from toolkit.threats.sentences import minutes, why_not

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from toolkit.threats.library import Library
    from toolkit.threats.model import Action
    from toolkit.threats.outcome import Assessment

LINES: Final = 66
COLUMNS: Final = 78

_HARMFUL: Final = frozenset({Bar.FORBIDDEN, Bar.CONFLICT, Bar.FLAGGABLE})

_STYLE: Final = (
    "body{font:1.05rem/1.5 serif;color:#000;background:#fff;max-width:42rem;margin:2rem auto;"
    "padding:0 1rem}h1{font-size:1.5rem}h2{font-size:1.2rem;margin-top:2rem}"
    "li{margin:.3rem 0}@media print{body{margin:0;font-size:11pt}h2,h3{break-after:avoid}}"
)


def as_text(library: Library, assessment: Assessment) -> str:
    """One page of plain text, at most `LINES` of `COLUMNS`.

    What must be known comes first; steps are left out where they would need a second page.
    """
    plan = assessment.plan
    actions = [library.actions[item.action] for item in plan.this_week]
    lines = [_title(assessment), ""]
    lines += _block(_("This week"), [action.title for action in actions], LINES, numbered=True)
    lines += _block(_("Take care"), [warned.text for warned in assessment.warnings], _room(lines))
    lines += _block(_("Do not"), list(_leave(library, assessment)), _room(lines))
    for action in actions:
        steps = _block(action.title, list(action.steps), LINES, numbered=True)
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
        *_section(_("Take care"), (warned.text for warned in assessment.warnings)),
        *_section(_("Do not"), _leave(library, assessment)),
    ]
    if plan.this_week:
        parts.append(f"<section><h2>{escape(_('This week'))}</h2>")
        for item in plan.this_week:
            parts += _in_full(library.actions[item.action])
        parts.append("</section>")
    parts += _section(_("Later"), (library.actions[each.action].title for each in plan.later))
    parts.append("</main></body></html>")
    return "\n".join(parts) + "\n"


def _title(assessment: Assessment) -> str:
    return _("Three things to remember") if assessment.low_footprint else _("To do")


def _leave(library: Library, assessment: Assessment) -> Iterator[str]:
    """What not to do, and why."""
    for bar in assessment.plan.left_out:
        if bar.bar in _HARMFUL:
            title = library.actions[bar.action].title
            yield _("{title}: {why}").format(title=title, why=why_not(library, bar))


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
    items = [f"<li>{escape(text)}</li>" for text in texts]
    if not items:
        return []
    return [f"<section><h2>{escape(heading)}</h2><ul>", *items, "</ul></section>"]


def _in_full(action: Action) -> list[str]:
    steps = [f"<li>{escape(step)}</li>" for step in action.steps]
    harm = " ".join(action.harm_when)
    return [
        f"<h3>{escape(action.title)} ({escape(minutes(action.minutes))})</h3>",
        f"<p>{escape(action.why)}</p>",
        "<ol>",
        *steps,
        "</ol>",
        f"<p><strong>{escape(_('When it does harm'))}</strong>: {escape(harm)}</p>",
        f"<p><strong>{escape(_('To check'))}</strong>: {escape(action.check)}</p>",
        f"<p><strong>{escape(_('To undo'))}</strong>: {escape(action.undo)}</p>",
    ]
