"""Bookmarks: kept in the vault that is open, and nowhere else."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from toolkit.tui.app import Parasol
    from toolkit.tui.library.shelf import Ref
    from toolkit.vault.document import Document


def are_there(app: Parasol) -> bool:
    """Whether the open vault has any."""
    return bool(app.vault.document.marks)


def is_marked(app: Parasol, ref: Ref) -> bool:
    """Whether something is marked in the open vault."""
    return _key(ref) in app.vault.document.marks


def mark(app: Parasol, ref: Ref) -> None:
    """Mark something; it stands before what was marked earlier."""
    key = _key(ref)
    app.vault.change(lambda document: with_mark(document, key))


def unmark(app: Parasol, key: str) -> None:
    """Take a mark away.

    Args:
        app: The application.
        key: The kind and the id of what is marked, as the vault keeps them.
    """
    app.vault.change(
        lambda document: replace(
            document, marks=tuple(each for each in document.marks if each != key)
        )
    )


def with_mark(document: Document, key: str) -> Document:
    """The document with a mark, the newest."""
    return replace(document, marks=(key, *(each for each in document.marks if each != key)))


def _key(ref: Ref) -> str:
    return f"{ref.folder}/{ref.id}"
