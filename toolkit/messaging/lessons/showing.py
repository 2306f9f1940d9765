"""What a lesson gives to whoever shows it. It knows no terminal."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias


class Tone(Enum):
    """What a text is for."""

    TITLE = "title"
    HEADING = "heading"
    TEXT = "text"
    RIGHT = "right"
    """The learner decided as it is."""
    OTHERWISE = "otherwise"
    """It is otherwise. Never a reproach; shown calmly, and never by colour alone."""
    KEEP = "keep"
    """To take along."""
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Said:
    """A paragraph.

    Attributes:
        text: It. It may hold what the learner wrote, so a screen shows it neutralised.
        tone: What it is for.
    """

    text: str
    tone: Tone = Tone.TEXT


@dataclass(frozen=True, slots=True)
class Table:
    """Rows, the first column the name of each.

    Attributes:
        title: What stands above it.
        columns: The heads of the columns.
        rows: As many cells in each.
        marked: Which rows stand out: who can read it, what opens, what differs. Empty where that
            is no question.
        verdict: The column that says so in words.
        amounts: How much each row stands for, so that a screen can draw it; empty for none.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    marked: tuple[bool, ...] = ()
    verdict: int = 0
    amounts: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Dump:
    """Bytes as they are.

    Attributes:
        title: What they are.
        content: The first of them.
        size: How many there are in all.
    """

    title: str
    content: bytes
    size: int


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact about the world, with how we know.

    Attributes:
        text: It.
        grade: How well it is known, in words.
        as_of: When it was so.
        sources: Publisher, title and address of each.
    """

    text: str
    grade: str
    as_of: str
    sources: tuple[str, ...]


Shown: TypeAlias = Said | Table | Dump | Fact


class Wanted(Enum):
    """What is asked for."""

    GO_ON = "go-on"
    """Nothing: a pause until the learner wants to go on."""
    ONE = "one"
    SEVERAL = "several"
    """Any number of the options, none included."""
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the lesson waits for.

    Attributes:
        wanted: What kind of answer.
        text: The question; empty for a pause.
        options: The id and the text of each answer.
        example: What is taken where nothing is written.
        count: Which of how many, for cards; (0, 0) elsewhere.
    """

    wanted: Wanted
    text: str = ""
    options: tuple[tuple[str, str], ...] = ()
    example: str = ""
    count: tuple[int, int] = (0, 0)
