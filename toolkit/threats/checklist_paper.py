"""A checklist on paper: one page of boxes to tick by hand."""

from __future__ import annotations

import textwrap
from html import escape
from typing import TYPE_CHECKING

from toolkit.i18n import _
from toolkit.threats.page import COLUMNS, block, room, section, whole_html, whole_text
from toolkit.threats.sentences import minutes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.threats.guidance import Checklist, Part
    from toolkit.threats.library import Library


def as_text(library: Library, checklist: Checklist) -> str:
    """A checklist as plain text, at most `page.LINES`."""
    lines = [checklist.title, "", *textwrap.wrap(checklist.about, COLUMNS), ""]
    for part in checklist.parts:
        lines += block(part.title, _items(library, part), room(lines), mark="[ ]")
    return whole_text(lines)


def as_html(library: Library, checklist: Checklist) -> str:
    """A checklist as a page for a browser, with when each thing does harm."""
    body = [f"<p>{escape(checklist.about)}</p>"]
    for part in checklist.parts:
        harms = (" ".join(library.actions[key].harm_when) for key in part.actions)
        told = [
            _("{item}. Harm when: {harm}").format(item=item, harm=harm)
            for item, harm in zip(_items(library, part), harms, strict=True)
        ]
        body += section(part.title, (f"□ {text}" for text in told))
    return whole_html(checklist.title, body)


def _items(library: Library, part: Part) -> Iterator[str]:
    for key in part.actions:
        action = library.actions[key]
        yield f"{action.title} ({minutes(action.minutes)})"
