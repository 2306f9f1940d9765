"""What is kept in a vault: one document, versioned, and the same for every program that reads it.

It is a JSON object. Version 1 has these fields, all of which can be left out:

    version     1
    answers     by question, a list of answers, as `parasol plan --answers` takes them
    choice      by question about messengers, a list of answers, as `parasol choose` takes them
    plan        {"made": day, "steps": [{"action": id, "when": "this-week", "text": words}]}
    progress    by id of an action or a checklist's line, or by "lesson:" and the id of a lesson:
                {"state": "done", "day": day}, and "until": day, where something is looked at again
                then
    marks       what the person wants to find again, the newest first: the kind and the id of
                something to read, such as "handbook/borders"
    notes       [{"id", "title", "text", "made", "changed"}]
    incidents   [{"id", "form", "happened", "made", "fields": by name, a text}]
    settings    by name, a text
    exchange    {"identities": [AGE-SECRET-KEY-1…, the newest first],
                 "people": [{"name", "recipient"}]}

Days and times are ISO 8601. An object of a newer version is refused; one of an older version is
brought up by `MIGRATIONS`, one version at a time.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, Final

from toolkit.errors import VaultError
from toolkit.vault.shape import build

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

VERSION: Final = 1

MIGRATIONS: tuple[Callable[[dict[str, Any]], dict[str, Any]], ...] = ()
"""The first makes version 2 out of version 1, and so on."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing of a plan: the action's id, when, and the words as they were shown."""

    action: str
    when: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan as it was made on a day."""

    made: str
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Progress:
    """How far something is, since when, and when it is looked at again, if that was said."""

    state: str
    day: str
    until: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A text of the person's own."""

    id: str
    title: str
    text: str
    made: str
    changed: str


@dataclass(frozen=True, slots=True)
class Incident:
    """Something that happened: which form it was told on, when, and what stands in it."""

    id: str
    form: str
    happened: str
    made: str
    fields: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody to write to: a name that the person chose, and an age recipient."""

    name: str
    recipient: str


@dataclass(frozen=True, slots=True)
class Exchange:
    """The person's own keys for letters, the newest first, and whom they write to.

    These are not the key of the vault: giving a recipient away says nothing about the vault.
    """

    identities: tuple[str, ...] = field(default=(), repr=False)
    people: tuple[Person, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """All that a vault keeps. See the module for what each part means."""

    version: int = VERSION
    answers: dict[str, tuple[str, ...]] = field(default_factory=dict)
    choice: dict[str, tuple[str, ...]] = field(default_factory=dict)
    plan: Plan | None = None
    progress: dict[str, Progress] = field(default_factory=dict)
    marks: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    incidents: tuple[Incident, ...] = ()
    settings: dict[str, str] = field(default_factory=dict)
    exchange: Exchange = Exchange()


def to_json(document: Document) -> bytes:
    """The document as its JSON object, one line for each thing."""
    return json.dumps(asdict(document), ensure_ascii=False, indent=1).encode()


def from_json(content: bytes) -> Document:
    """A document out of its JSON object.

    Raises:
        VaultError: ``"document-malformed"`` with the field, or as `from_table`.
    """
    try:
        table = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise VaultError("document-malformed", field="JSON") from error
    return from_table(table)


def from_table(table: object) -> Document:
    """A document out of names and values, of this version or an older one.

    Raises:
        VaultError: ``"document-newer"`` or ``"document-malformed"``.
    """
    if not isinstance(table, dict):
        raise VaultError("document-malformed", field="version")
    return build(Document, _brought_up(table))


def _brought_up(table: dict[str, Any]) -> Mapping[str, Any]:
    version = table.get("version", VERSION)
    newest = len(MIGRATIONS) + 1
    if type(version) is not int or version < 1:
        raise VaultError("document-malformed", field="version")
    if version > newest:
        raise VaultError("document-newer", version=version, known=newest)
    for migration in MIGRATIONS[version - 1 :]:
        table = migration(table)
    return table | {"version": newest}
