"""A playbook on paper: one page, in the order in which it may be needed."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Final

from toolkit.i18n import _
from toolkit.languages import note
from toolkit.paper.html import page
from toolkit.paper.model import Form, Section, Sheet, texts, unsigned
from toolkit.threats.page import COLUMNS, LINES, block, noted, room, whole_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.threats.guidance import Playbook, Step
    from toolkit.threats.library import Library

_FORMS: Final = {"1.": Form.STEPS, "+": Form.BULLETS, "x": Form.BULLETS, "-": Form.BULLETS}

_PAGES: Final = 2
"""More than any playbook needs."""


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
    """A playbook as plain text. Of who can help, as many as there is room.

    In English it is at most `page.LINES`. Where another language needs more, nothing is left out:
    it goes on to a second page.
    """
    head = [playbook.title, *noted(f"threats/playbooks/{playbook.id}")]
    lines = [*head, *textwrap.wrap(playbook.trigger, COLUMNS), ""]
    for heading, told, mark in _parts(playbook):
        lines += block(heading, told, _PAGES * LINES, mark=mark)
    called = (library.helpers[key] for key in playbook.call)
    brief = [f"{each.name}: {each.reach[0]}" for each in called]
    # Below what stands last, no line is left free.
    return whole_text(lines + block(_("Who can help"), brief, room(lines) + 1))


def as_html(library: Library, playbook: Playbook) -> str:
    """A playbook as a page for a browser."""
    return page(playbook.title, [unsigned(sheet(library, playbook))])


def sheet(library: Library, playbook: Playbook) -> Sheet:
    """All of a playbook."""
    called = (library.helpers[key] for key in playbook.call)
    full = [f"{each.name}: {'; '.join(each.reach)}. {each.caution}" for each in called]
    parts = [
        ("", [playbook.trigger, playbook.not_for], Form.PARAGRAPH),
        *((heading, told, _FORMS[mark]) for heading, told, mark in _parts(playbook)),
        (_("Who can help"), full, Form.BULLETS),
        (_("What we do not know"), list(playbook.unknown), Form.BULLETS),
    ]
    sections = (Section(heading, (texts(form, told),)) for heading, told, form in parts if told)
    return Sheet(
        f"playbook:{playbook.id}",
        playbook.title,
        tuple(sections),
        note(f"threats/playbooks/{playbook.id}"),
    )


def _parts(playbook: Playbook) -> Iterator[tuple[str, list[str], str]]:
    """Headings with what stands under them, and what marks each."""
    yield _("Do"), list(playbook.do), "+"
    yield _("Do not"), list(playbook.dont), "x"
    for heading, steps in phases(playbook):
        yield heading, [step.text for step in steps], "1."
    branches = [f"{each.when} {each.then}" for each in playbook.branches]
    yield _("Where the way divides"), branches, "-"
    yield _("How this can do harm"), [playbook.harm], "-"
