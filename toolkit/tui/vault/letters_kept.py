"""Letters in a document: whom one writes to, and what goes into a letter."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from toolkit.errors import ContentError
from toolkit.i18n import _
from toolkit.tui.vault.vault_rows import shown_day
from toolkit.vault import age
from toolkit.vault.document import Document, Exchange, Person
from toolkit.vault.forms.shelf import load
from toolkit.vault.parts import entry, part
from toolkit.vault.readable import as_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.vault.forms.model import Form

PLAN = "plan"


def with_person(document: Document, name: str, recipient: str) -> Document:
    """The document with somebody to write to; who has that name already gets another recipient.

    Raises:
        VaultError: ``"age-key-text"``.
    """
    recipient = recipient.strip()
    age.recipient(recipient)
    people = tuple(each for each in document.exchange.people if each.name != name)
    exchange = replace(document.exchange, people=(*people, Person(name, recipient)))
    return replace(document, exchange=exchange)


def without_person(document: Document, name: str) -> Document:
    """The document without somebody."""
    people = tuple(each for each in document.exchange.people if each.name != name)
    return replace(document, exchange=replace(document.exchange, people=people))


def sendable(document: Document) -> Iterator[tuple[str, str]]:
    """What can go into a letter: how `text_of` knows it, and what it is called."""
    for note in document.notes:
        yield note.id, note.title
    forms = _forms() if document.incidents else {}
    for incident in document.incidents:
        form = forms.get(incident.form)
        title = form.title if form is not None else incident.form
        yield incident.id, f"{title} · {shown_day(incident.happened)}"
    if document.plan is not None:
        yield PLAN, _("My plan, without the answers")


def _forms() -> dict[str, Form]:
    """What incidents were written on; what cannot be read only gives titles."""
    try:
        return load()
    except ContentError:
        return {}


def text_of(document: Document, what: str) -> str:
    """The text of a letter.

    Args:
        document: What is kept.
        what: One of `sendable`.
    """
    chosen = part(document, PLAN) if what == PLAN else entry(document, what)
    # Whom somebody writes to is nobody else's business.
    return as_text(replace(chosen, exchange=Exchange()))
