"""A playbook on paper: all of it, in the order in which it may be needed.

As a plan on paper, it does not name this program.
"""

from __future__ import annotations

import textwrap
from html import escape
from typing import TYPE_CHECKING, Final

from toolkit.i18n import _, language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.threats.guidance import Playbook, Step
    from toolkit.threats.library import Library

COLUMNS: Final = 78

_STYLE: Final = (
    "body{font:1.05rem/1.5 serif;color:#000;background:#fff;max-width:42rem;margin:2rem auto;"
    "padding:0 1rem}h1{font-size:1.5rem}h2{font-size:1.2rem;margin-top:1.5rem}"
    "li{margin:.3rem 0}@media print{body{margin:0;font-size:10pt}h2{break-after:avoid}}"
)


def phases(playbook: Playbook) -> tuple[tuple[str, tuple[Step, ...]], ...]:
    """What each part of a playbook is called, and its steps."""
    return (
        (_("Before"), playbook.before),
        (_("While it happens"), playbook.during),
        (_("First hour"), playbook.first_hour),
        (_("First day"), playbook.first_day),
        (_("Later"), playbook.after),
    )


def as_text(library: Library, playbook: Playbook) -> str:
    """A playbook as plain text, in lines of at most `COLUMNS`."""
    lines = [playbook.title, "", *textwrap.wrap(playbook.trigger, COLUMNS), ""]
    for heading, texts, numbered in _parts(library, playbook):
        if texts:
            lines.append(heading.upper())
            for index, text in enumerate(texts, 1):
                mark = f"{index}. " if numbered else "- "
                hang = " " * len(mark)
                lines += textwrap.wrap(text, COLUMNS, initial_indent=mark, subsequent_indent=hang)
            lines.append("")
    return "\n".join(lines).rstrip("\n") + "\n"


def as_html(library: Library, playbook: Playbook) -> str:
    """A playbook as a page for a browser, with nothing to load from anywhere."""
    title = escape(playbook.title)
    body = [f"<p>{escape(text)}</p>" for text in (playbook.trigger, playbook.not_for)]
    for heading, texts, numbered in _parts(library, playbook):
        kind = "ol" if numbered else "ul"
        items = [f"<li>{escape(text)}</li>" for text in texts]
        if items:
            body += [f"<h2>{escape(heading)}</h2><{kind}>", *items, f"</{kind}>"]
    head = (
        f'<!DOCTYPE html>\n<html lang="{escape(language())}">\n<head><meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="referrer" content="no-referrer">\n<title>{title}</title>'
        f"<style>{_STYLE}</style></head>\n<body><main><h1>{title}</h1>\n"
    )
    return head + "\n".join(body) + "\n</main></body></html>\n"


def _parts(library: Library, playbook: Playbook) -> Iterator[tuple[str, list[str], bool]]:
    """Headings with what stands under them, and whether that is numbered."""
    yield _("Do"), list(playbook.do), False
    yield _("Do not"), list(playbook.dont), False
    for heading, steps in phases(playbook):
        yield heading, [step.text for step in steps], True
    branches = [f"{each.when} {each.then}" for each in playbook.branches]
    yield _("Where the way divides"), branches, False
    called = (library.helpers[key] for key in playbook.call)
    yield _("Who can help"), [f"{h.name}: {'; '.join(h.reach)}. {h.caution}" for h in called], False
    yield _("How this can do harm"), [playbook.harm], False
    yield _("What we do not know"), list(playbook.unknown), False
