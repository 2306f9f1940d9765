"""A plan on paper: what to do and what to leave.

It names neither this program nor the person, nor what was answered: paper is found, too. Where that
alone could do harm, it is a card with room for three things in the person's own words.
"""

from __future__ import annotations

import textwrap
from html import escape
from typing import TYPE_CHECKING, Final

from toolkit.i18n import _, language
from toolkit.threats.sentences import HARMFUL, minutes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from toolkit.threats.library import Library
    from toolkit.threats.model import Action
    from toolkit.threats.outcome import Assessment

LINES: Final = 66
COLUMNS: Final = 78

_OUR_NAME: Final = "parasol"
_ROOM: Final = "_" * 40

_STYLE: Final = (
    "body{font:1.05rem/1.5 serif;color:#000;background:#fff;max-width:42rem;margin:2rem auto;"
    "padding:0 1rem}h1{font-size:1.5rem}h2{font-size:1.2rem;margin-top:2rem}"
    "li{margin:.3rem 0}@media print{body{margin:0;font-size:11pt}h2,h3{break-after:avoid}}"
)


def as_text(library: Library, assessment: Assessment) -> str:
    """One page of plain text, at most `LINES` of `COLUMNS`.

    What must be known comes first; steps are left out where they would need a second page.
    """
    if assessment.low_footprint:
        return "\n".join(f"{text} {_ROOM}" for text in _card()) + "\n"
    plan = assessment.plan
    actions = [library.actions[item.action] for item in plan.this_week]
    lines = [_("To do"), ""]
    lines += _block(_("This week"), [action.title for action in actions], LINES, numbered=True)
    lines += _block(_("Leave this"), _unsigned(_leave(library, assessment)), _room(lines))
    lines += _block(_("Take care"), _unsigned(_care(assessment)), _room(lines))
    for action in actions:
        steps = _block(action.title, _unsigned(action.steps), LINES, numbered=True)
        lines += steps if len(steps) <= _room(lines) else []
    later = [library.actions[item.action].title for item in plan.later]
    lines += _block(_("Later"), later, _room(lines))
    return "\n".join(lines).rstrip("\n") + "\n"


def as_html(library: Library, assessment: Assessment) -> str:
    """One page for a browser, with nothing to load from anywhere."""
    title = escape(_("Notes") if assessment.low_footprint else _("To do"))
    return "\n".join([
        "<!DOCTYPE html>",
        f'<html lang="{escape(language())}">',
        '<head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="referrer" content="no-referrer">',
        f"<title>{title}</title><style>{_STYLE}</style></head>",
        f"<body><main><h1>{title}</h1>",
        *_body(library, assessment),
        "</main></body></html>\n",
    ])  # fmt: skip


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


def section(heading: str, texts: Iterable[str], kind: str = "ul") -> list[str]:
    """A heading and a list under it, as HTML; nothing where there is nothing in it.

    Args:
        heading: It, as text.
        texts: What is in the list, as texts. Those that name this program are left out.
        kind: ``"ul"``, or ``"ol"`` for numbers.
    """
    items = [f"<li>{escape(text)}</li>" for text in _unsigned(texts)]
    if not items:
        return []
    return [f"<section><h2>{escape(heading)}</h2><{kind}>", *items, f"</{kind}></section>"]


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
