"""A guide, as frozen values: its front matter, and sections of blocks of words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date  # noqa: TC003 - the type of fields is looked up when files are loaded
from enum import Enum
from typing import TypeAlias

from toolkit.evidence import Grade  # noqa: TC001 - as above


class Chapter(Enum):
    """What a guide is about. The handbook's contents are in this order."""

    SURVEILLANCE = "how-surveillance-works"
    PHOTOS = "photos"
    MESSAGING = "messaging"
    DEVICES = "devices-and-accounts"
    MOVING = "travel-protest-arrest"
    ONLINE = "online-attacks"
    NETWORK = "blocking-and-shutdowns"
    PLACES = "places-and-people"
    HELP = "help-and-care"


class Kind(Enum):
    """What a link in a guide leads to; the name before the colon."""

    GUIDE = "guide"
    ACTION = "action"
    CAPABILITY = "capability"
    SYSTEM = "system"
    PLAYBOOK = "playbook"
    CHECKLIST = "checklist"
    HELPER = "helper"
    LESSON = "lesson"
    MESSENGER = "messenger"


@dataclass(frozen=True, slots=True)
class Basis:
    """What a sentence of fact in a guide rests on.

    Attributes:
        sources: The ids of sources.
        grade: How well it is known.
        as_of: When it was so: a year, a year and month, or a day.
    """

    sources: tuple[str, ...]
    grade: Grade
    as_of: str


@dataclass(frozen=True, slots=True)
class Front:
    """What stands before the text of a guide.

    Attributes:
        title: What it is called.
        chapter: What it is about.
        summary: What one knows after reading it, in one sentence.
        audience: Who it is for.
        not_for: Who it is not for, and where those should look.
        minutes: How long it takes to read.
        reviewed: When somebody last looked at all of it.
        review_due: When that has to happen again.
        order: Where it stands in its chapter.
        related: What to look at beside it, such as ``action:turn-off-location``.
        facts: What its sentences of fact rest on, by the name of the mark in the text: ``[^name]``.
    """

    title: str
    chapter: Chapter
    summary: str
    audience: str
    not_for: str
    minutes: int
    reviewed: date
    review_due: date
    order: int = 0
    related: tuple[str, ...] = ()
    facts: dict[str, Basis] | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """Where some words lead.

    Attributes:
        kind: To what sort of thing.
        id: Its id.
    """

    kind: Kind
    id: str


@dataclass(frozen=True, slots=True)
class Words:
    """Words that look alike and lead to the same place.

    Attributes:
        text: They.
        strong: Whether they are stressed.
        code: Whether they are something to type, or a name of a thing on a screen.
        link: Where they lead.
        fact: The name of what the sentence before it rests on; then there is no text.
    """

    text: str
    strong: bool = False
    code: bool = False
    link: Link | None = None
    fact: str = ""


Line: TypeAlias = tuple[Words, ...]


class Form(Enum):
    """What a block is."""

    PARAGRAPH = "paragraph"
    BULLETS = "bullets"
    STEPS = "steps"
    ASIDE = "aside"
    """A warning or a remark, set apart."""


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of one form.

    Attributes:
        form: It.
        lines: One; or as many as there are bullets, steps or paragraphs of an aside.
        at: The line of the file in which it begins, counted from one.
    """

    form: Form
    lines: tuple[Line, ...]
    at: int


@dataclass(frozen=True, slots=True)
class Section:
    """Blocks under a heading.

    Attributes:
        heading: Empty for what comes before the first heading.
        blocks: They.
        at: The line of the file in which it begins, counted from one.
    """

    heading: str
    blocks: tuple[Block, ...]
    at: int = 1


@dataclass(frozen=True, slots=True)
class Guide:
    """A guide.

    Attributes:
        id: Its id: the name of its file.
        front: What stands before its text.
        sections: Its text.
    """

    id: str
    front: Front
    sections: tuple[Section, ...]


def plain(line: Line) -> str:
    """The words of a line, and nothing else."""
    return "".join(words.text for words in line)
