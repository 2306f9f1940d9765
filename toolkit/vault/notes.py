"""Notes: made, changed, forgotten, in a document."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from toolkit.vault.document import Note
from toolkit.vault.merging import new_id

if TYPE_CHECKING:
    from toolkit.vault.document import Document


def today() -> str:
    """The day, where the person is."""
    return datetime.now().astimezone().date().isoformat()


def note_of(text: str) -> Note:
    """A text as a note; its first line is the title."""
    title, _line_end, rest = text.strip().partition("\n")
    return new_note(title.strip(), rest.strip("\n"))


def new_note(title: str, text: str) -> Note:
    """A note of today."""
    day = today()
    return Note(new_id(), title, text, day, day)


def with_note(document: Document, note: Note) -> Document:
    """The document with a note: in place of the one with its id, or after all others."""
    ids = [each.id for each in document.notes]
    if note.id not in ids:
        return replace(document, notes=(*document.notes, note))
    notes = tuple(note if each.id == note.id else each for each in document.notes)
    return replace(document, notes=notes)


def without_note(document: Document, identifier: str) -> Document:
    """The document without one note."""
    return replace(document, notes=tuple(n for n in document.notes if n.id != identifier))
