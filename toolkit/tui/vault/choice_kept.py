"""Answers about messengers in the vault: kept when the person says so, and then each change."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from toolkit.answers import checked
from toolkit.errors import ContentError

if TYPE_CHECKING:
    from toolkit.messaging.messengers.book import Book
    from toolkit.tui.app import Parasol
    from toolkit.tui.messengers.session import Session
    from toolkit.vault.document import Document


def are_there(app: Parasol) -> bool:
    """Whether the open vault keeps answers."""
    return bool(app.vault.document.choice)


def keep(app: Parasol, session: Session) -> None:
    """Keep the answers, from now on with each change."""

    def follow() -> None:
        answers = dict(session.answers)
        app.vault.change(lambda document: replace(document, choice=answers))

    follow()
    session.changed = follow
    # What a vault keeps is forgotten here when it closes, and is in no other vault by itself.
    app.vault.at_closing(session.let_go)


def forget(app: Parasol, session: Session) -> None:
    """Forget them in the vault; what was answered stays here until it is closed."""
    session.let_go()
    app.vault.change(lambda document: replace(document, choice={}))


def answers_of(document: Document, book: Book) -> dict[str, tuple[str, ...]]:
    """The answers that are kept, as far as there still are such questions and answers."""
    answers: dict[str, tuple[str, ...]] = {}
    for key, given in document.choice.items():
        try:
            answers.update(checked({key: list(given)}, book.questions))
        except ContentError:
            continue
    return answers
