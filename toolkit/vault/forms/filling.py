"""Entries of the incident log in a document: written, changed, forgotten, told."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from toolkit.vault.document import Document, Incident
    from toolkit.vault.forms.model import Form


def with_incident(document: Document, incident: Incident) -> Document:
    """The document with an entry: in place of the one with its id, or after all others."""
    ids = [each.id for each in document.incidents]
    if incident.id not in ids:
        return replace(document, incidents=(*document.incidents, incident))
    made = tuple(incident if each.id == incident.id else each for each in document.incidents)
    return replace(document, incidents=made)


def without_incident(document: Document, identifier: str) -> Document:
    """The document without one entry."""
    left = tuple(each for each in document.incidents if each.id != identifier)
    return replace(document, incidents=left)


def filled(incident: Incident, happened: str, answers: Mapping[str, str]) -> Incident:
    """An entry with other answers; fields that were not asked for stay, empty ones go.

    Args:
        incident: It, as it is.
        happened: When.
        answers: By the ids of fields.
    """
    fields = {key: text for key, text in {**incident.fields, **answers}.items() if text.strip()}
    return replace(incident, happened=happened, fields=fields)


def in_order(form: Form | None, incident: Incident) -> Iterator[tuple[str, str]]:
    """Each question that has an answer, and the answer; what the form does not know comes last.

    Args:
        form: What it was written on; nothing where nobody knows it.
        incident: The entry.
    """
    asked = {each.id: each.ask for each in form.fields} if form is not None else {}
    for key, ask in asked.items():
        if key in incident.fields:
            yield ask, incident.fields[key]
    for key, text in incident.fields.items():
        if key not in asked:
            yield key, text
