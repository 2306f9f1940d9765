"""A part of a document, as a document: to show it, to export it, to send it."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from toolkit.vault.document import Document

ALL: Final = "all"
NAMES: Final = (ALL, "plan", "answers", "progress", "notes", "incidents", "settings")


def part(document: Document, name: str) -> Document:
    """One part of it; all but the keys for letters for `ALL`.

    Args:
        document: It.
        name: One of `NAMES`.
    """
    if name == ALL:
        return document
    fields = {"plan": ("plan", "progress")}.get(name, (name,))
    return replace(Document(), **{each: getattr(document, each) for each in fields})


def entry(document: Document, identifier: str) -> Document:
    """One note or incident alone; a document without any where nothing has this id."""
    return replace(
        Document(),
        notes=tuple(each for each in document.notes if each.id == identifier),
        incidents=tuple(each for each in document.incidents if each.id == identifier),
    )
