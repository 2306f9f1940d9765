"""A checklist with ticks: what is done, what is shown, how long the rest takes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from toolkit.threats.model import Cost

if TYPE_CHECKING:
    from collections.abc import Collection

    from toolkit.threats.guidance import Checklist
    from toolkit.threats.library import Library
    from toolkit.threats.model import Action

SHORT_MINUTES: Final = 30


@dataclass(frozen=True, slots=True)
class Only:
    """What is left out of a checklist, for now.

    Attributes:
        to_do: What is done.
        short: What takes longer than `SHORT_MINUTES`.
        free: What costs money.
        reversible: What cannot be undone.
    """

    to_do: bool = False
    short: bool = False
    free: bool = False
    reversible: bool = False

    def turned(self, name: str) -> Only:
        """The same with one of them the other way."""
        return replace(self, **{name: not getattr(self, name)})

    def shows(self, action: Action, *, done: bool) -> bool:
        """Whether an action is shown."""
        return not (
            (self.to_do and done)
            or (self.short and action.minutes > SHORT_MINUTES)
            or (self.free and action.cost is not Cost.NONE)
            or (self.reversible and not action.reversible)
        )


@dataclass(frozen=True, slots=True)
class ShownPart:
    """A part of a checklist as it is shown.

    Attributes:
        title: What it is about.
        actions: The ids of what is shown of it.
        done: How many of all in it are done.
        total: How many there are in it.
    """

    title: str
    actions: tuple[str, ...]
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Standing:
    """How far somebody is with a checklist.

    Attributes:
        parts: What is shown.
        done: How many are done, of all.
        total: How many there are.
        minutes: How long the others take, all of them.
    """

    parts: tuple[ShownPart, ...]
    done: int
    total: int
    minutes: int


def standing(
    library: Library, checklist: Checklist, ticked: Collection[str], only: Only
) -> Standing:
    """How far somebody is.

    Args:
        library: All that is known.
        checklist: With what.
        ticked: The ids of actions that are done.
        only: What to leave out.
    """
    parts = []
    for part in checklist.parts:
        shown = tuple(
            key for key in part.actions if only.shows(library.actions[key], done=key in ticked)
        )
        done = sum(key in ticked for key in part.actions)
        parts.append(ShownPart(part.title, shown, done, len(part.actions)))
    keys = dict.fromkeys(key for part in checklist.parts for key in part.actions)
    left = [library.actions[key].minutes for key in keys if key not in ticked]
    return Standing(tuple(parts), len(keys) - len(left), len(keys), sum(left))
