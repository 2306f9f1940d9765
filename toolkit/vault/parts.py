"""A part of a document, as a document: to show it, to export it, to send it."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from toolkit.vault.document import Document

ALL: Final = "all"
NAMES: Final = (
    *(ALL, "plan", "answers", "progress", "choice", "marks", "notes", "incidents", "settings"),
)

FORGOTTEN: Final = {
    # For people, a plan and the answers that it came from are one thing.
    "plan": ("plan", "answers"),
    "progress": ("progress",),
    "choice": ("choice",),
    "marks": ("marks",),
    "notes": ("notes",),
    "incidents": ("incidents",),
    "settings": ("settings",),
    "letters": ("exchange",),
}
"""What can be forgotten as a whole, and which fields it has."""


def part(document: Document, name: str) -> Document:
    """One part of it; all but the keys for letters for `ALL`.

    Args:
        document: It.
        name: One of `NAMES`.
    """
    if name == ALL:
        return document
    return replace(Document(), **{name: getattr(document, name)})


def without(document: Document, name: str) -> Document:
    """The document without one of `FORGOTTEN`, or without the note, incident or person named so.

    It is the same where nothing of it is there.
    """
    if name in FORGOTTEN:
        empty = Document()
        return replace(document, **{each: getattr(empty, each) for each in FORGOTTEN[name]})
    exchange = document.exchange
    return replace(
        document,
        notes=tuple(each for each in document.notes if each.id != name),
        incidents=tuple(each for each in document.incidents if each.id != name),
        exchange=replace(
            exchange, people=tuple(each for each in exchange.people if each.name != name)
        ),
    )


def entry(document: Document, identifier: str) -> Document:
    """One note or incident alone; a document without any where nothing has this id."""
    return replace(
        Document(),
        notes=tuple(each for each in document.notes if each.id == identifier),
        incidents=tuple(each for each in document.incidents if each.id == identifier),
    )
