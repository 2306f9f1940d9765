"""What is known of messengers, as frozen values. No scores: dated facts, each with its sources.

`guides/messengers/apps/` holds one `Messenger` a file, `guides/messengers/settings/` one `Setting`
a file; the file's name is the id. `guides/messengers/sources.toml` holds every `Source`, one table
for each id. Ids never change and are never translated.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date  # noqa: TC003 - the type of fields is looked up when files are loaded
from enum import Enum

from toolkit.evidence import Grade, Source, SourceKind
from toolkit.messaging.messengers.vocabulary import Key, Value
from toolkit.prose import Name, Prose  # noqa: TC001 - as above

__all__ = ["Fact", "Grade", "Key", "Messenger", "Setting", "Source", "SourceKind", "Topic", "Value"]


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact about one messenger.

    Attributes:
        key: What it is about.
        value: The short answer, one of those that `vocabulary.VALUES` allows for the key.
        text: The same as one plain sentence.
        sources: The ids of what it rests on; none where the value is ``not-known``.
        grade: How well it is known.
        expires: The last day on which it may be shown as current. At most twelve months after
            `as_of`; where that is empty, at most six months after the sources were seen.
        as_of: When it was so: a year, a year and month, or a day; empty where the source bears no
            date, which is then said.
        listed: Codes of `vocabulary.LISTED` where the key asks for a list (platforms), or
            countries, named as in ``guides/threats/places`` (``"russia"``, ``"united-states"``).
        disputed: Who says otherwise, and what; empty where nobody is known to.
    """

    key: Key
    value: Value
    text: Prose
    grade: Grade
    expires: date
    sources: tuple[str, ...] = ()
    as_of: str = ""
    listed: tuple[str, ...] = ()
    disputed: Prose = ""


@dataclass(frozen=True, slots=True)
class Messenger:
    """A messenger, or a way of writing that people use as one.

    Attributes:
        id: Its id.
        name: What people call it.
        about: What it is, in at most two sentences.
        facts: What is known, one for each key; several for keys of `vocabulary.SEVERAL`.
            A key that no fact names has not been looked at.
        does_not_protect: What it leaves open for everyone who uses it, the gravest first.
        today: The ids of at most three settings to change first.
        other_settings: The ids of the rest.
        unknown: What we do not know, and would matter.
        order: Where it stands in lists. No rank: the better known first.
        reviewed: When somebody last looked at all of it.
        review_due: When that has to happen again; at most six months later.
        also_called: Other names.
    """

    id: str
    name: Name
    about: Prose
    order: int
    facts: tuple[Fact, ...]
    does_not_protect: tuple[Prose, ...]
    reviewed: date
    review_due: date
    today: tuple[str, ...] = ()
    other_settings: tuple[str, ...] = ()
    unknown: tuple[Prose, ...] = ()
    also_called: tuple[Name, ...] = ()


class Topic(Enum):
    """What a setting is about."""

    ACCOUNT_LOCK = "account-lock"
    """A PIN or second step, so that the number alone does not give the account away."""
    LINKED_DEVICES = "linked-devices"
    DISAPPEARING = "disappearing"
    NOTIFICATIONS = "notifications"
    BACKUPS = "backups"
    NUMBER = "number"
    """Hiding the phone number; a username."""
    APP_LOCK = "app-lock"
    KEYS = "keys"
    """Comparing keys, being told when they change."""
    CIRCUMVENTION = "circumvention"
    WARNING = "warning"
    """No setting: what to know before using it at all."""


@dataclass(frozen=True, slots=True)
class Setting:
    """How to change one setting in one messenger.

    Attributes:
        id: Its id: the messenger's, then a few words.
        messenger: The id of the messenger.
        topic: What it is about.
        title: What it does, as a short instruction.
        why: Why to do it, in at most three sentences.
        steps: What to do, at most seven.
        check: How to see that it worked.
        undo: How to go back.
        costs: What it costs you.
        harm: When it does harm.
        seen: What the names of the menus rest on: the version of the app or the page, with its
            date; or that menus may be named otherwise.
        sources: The ids of the pages that the steps were checked with; none where none was found.
        reviewed: As for `Messenger`.
        review_due: As for `Messenger`.
        as_of: The date of those pages; empty where they bear none.
    """

    id: str
    messenger: str
    topic: Topic
    title: Prose
    why: Prose
    steps: tuple[Prose, ...]
    check: Prose
    undo: Prose
    costs: Prose
    harm: Prose
    seen: Prose
    reviewed: date
    review_due: date
    sources: tuple[str, ...] = ()
    as_of: str = ""
