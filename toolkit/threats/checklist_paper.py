"""A checklist on paper: one page of boxes to tick by hand."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from toolkit.i18n import _
from toolkit.languages import note
from toolkit.paper.html import page
from toolkit.paper.model import Form, Section, Sheet, texts, unsigned
from toolkit.threats.page import COLUMNS, block, noted, room, whole_text
from toolkit.threats.sentences import minutes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.threats.guidance import Checklist, Part
    from toolkit.threats.library import Library


def as_text(library: Library, checklist: Checklist) -> str:
    """A checklist as plain text, at most `page.LINES`."""
    about = textwrap.wrap(checklist.about, COLUMNS)
    lines = [checklist.title, *noted(f"threats/checklists/{checklist.id}"), "", *about, ""]
    for part in checklist.parts:
        lines += block(part.title, _items(library, part), room(lines), mark="[ ]")
    return whole_text(lines)


def as_html(library: Library, checklist: Checklist) -> str:
    """A checklist as a page for a browser."""
    return page(checklist.title, [unsigned(sheet(library, checklist))])


def sheet(library: Library, checklist: Checklist) -> Sheet:
    """A checklist, with when each thing does harm."""
    sections = [Section("", (texts(Form.PARAGRAPH, [checklist.about]),))]
    for part in checklist.parts:
        harms = (" ".join(library.actions[key].harm_when) for key in part.actions)
        told = [
            _("{item}. Harm when: {harm}").format(item=item, harm=harm)
            for item, harm in zip(_items(library, part), harms, strict=True)
        ]
        sections.append(Section(part.title, (texts(Form.BOXES, told),)))
    return Sheet(
        f"checklist:{checklist.id}",
        checklist.title,
        tuple(sections),
        note(f"threats/checklists/{checklist.id}"),
    )


def _items(library: Library, part: Part) -> Iterator[str]:
    for key in part.actions:
        action = library.actions[key]
        yield f"{action.title} ({minutes(action.minutes)})"
