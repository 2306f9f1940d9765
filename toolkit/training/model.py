"""A session plan, as frozen values. One file holds one; its name is the plan's id."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date  # noqa: TC003 - the type of fields is looked up when files are loaded
from enum import Enum

from toolkit.prose import Prose  # noqa: TC001 - as above


class Way(Enum):
    """How a group works in a step."""

    TOGETHER = "together"
    PAIRS = "pairs"
    SMALL_GROUPS = "small-groups"
    ALONE = "alone"
    BREAK = "break"


@dataclass(frozen=True, slots=True)
class Step:
    """A part of a session.

    Attributes:
        title: What it is.
        minutes: How long it takes.
        way: How the group works.
        do: What the trainer does, one thing after the other.
        ask: Questions for the group.
        uses: What it is done with, such as ``lesson:four-windows`` or ``practice:photos``.
        watch: What the trainer watches out for.
    """

    title: Prose
    minutes: int
    way: Way
    do: tuple[Prose, ...]
    ask: tuple[Prose, ...] = ()
    uses: tuple[str, ...] = ()
    watch: Prose = ""


@dataclass(frozen=True, slots=True)
class Card:
    """Something to print and hand to a person or a group.

    Attributes:
        title: What it is called.
        text: What stands on it.
        back: What stands on the other side; empty for nothing.
    """

    title: Prose
    text: Prose
    back: Prose = ""


@dataclass(frozen=True, slots=True)
class Session:
    """A session plan.

    Attributes:
        id: Its id.
        title: What it is called.
        minutes: How long it takes: 30, 60, 90 or 180.
        audience: Who it is for, and how many.
        not_for: Who it is not for, and what to do instead.
        aims: What participants can do afterwards.
        before: What to ask before beginning: could the training itself endanger somebody?
        materials: What to bring.
        steps: What happens. Their minutes add up to those of the session.
        worked: How to know that it worked.
        aftercare: What to do afterwards, for participants and for the trainer.
        handouts: What participants take home, such as ``guide:what-a-photo-says``.
        reviewed: When somebody last looked at all of it.
        review_due: When that has to happen again.
        cards: What to print for the group.
        order: Where it stands in the list.
    """

    id: str
    title: Prose
    minutes: int
    audience: Prose
    not_for: Prose
    aims: tuple[Prose, ...]
    before: tuple[Prose, ...]
    materials: tuple[Prose, ...]
    steps: tuple[Step, ...]
    worked: tuple[Prose, ...]
    aftercare: tuple[Prose, ...]
    handouts: tuple[str, ...]
    reviewed: date
    review_due: date
    cards: tuple[Card, ...] = ()
    order: int = 0
