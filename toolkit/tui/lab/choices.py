"""What can be chosen in the lab: deeds, each with the ways to do it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from toolkit.messaging.state import Settings
    from toolkit.messaging.world import Action
    from toolkit.tui.lab.seats import Way


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to do something.

    Attributes:
        title: How.
        action: What is done.
        texts: After how many more texts; 0 for now.
        slow: What is told while it is done, where it takes seconds; empty where it does not.
        further: What is done after it, one after another, until something of it succeeds.
        way: By which way is written from now on, instead of doing anything.
        begins: With which kind of messenger all begins anew, instead of doing anything.
    """

    title: str
    action: Action | None = None
    texts: int = 0
    slow: str = ""
    further: tuple[Action, ...] = ()
    way: Way | None = None
    begins: Settings | None = None


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that can be done.

    Attributes:
        key: Which key does it.
        title: What.
        about: What it is good for; or why it cannot be done now, where there are no choices.
        choices: The ways to do it.
        compares: Whether it opens the safety numbers instead.
    """

    key: str
    title: str
    about: str
    choices: tuple[Choice, ...] = ()
    compares: bool = False

    @property
    def possible(self) -> bool:
        """Whether it can be done now."""
        return bool(self.choices) or self.compares


@dataclass(frozen=True, slots=True)
class Group:
    """Deeds of one kind.

    Attributes:
        title: Who does them.
        deeds: They.
    """

    title: str
    deeds: tuple[Deed, ...]
