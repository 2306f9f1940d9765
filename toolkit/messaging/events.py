"""What happened in the lab, as data: facts, real values, and what passed by whom.

`telling` puts an event into words and `watchers` folds what passed by one watcher into what that
watcher holds. An event never says what somebody knows; it says which bytes went where.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from toolkit.errors import Fact
    from toolkit.messaging.disappearing import Copy
    from toolkit.messaging.phone import Phone


class Watcher(Enum):
    """Who can look on. What each holds is computed, see `watchers`."""

    NETWORK = "network"
    """Whoever runs the lines: an internet provider, a state."""
    SERVER = "server"
    """Whoever runs the messenger's server, and all it can be ordered to give."""
    PUSH = "push"
    """Whoever wakes phones up: the maker of the phone's system."""
    CLOUD = "cloud"
    """Whoever stores backups."""
    MIDDLE = "middle"
    """A server that gave out keys of its own."""
    THIEF = "thief"
    """Whoever has a device linked to somebody's account, sits in a group unasked, or has put
    something on a phone that reads its screen."""
    RADIO = "radio"
    """Whoever is near with a receiver, and hears which phones send by radio."""
    SEIZER = "seizer"
    """Whoever took a phone and can read all that is in it."""


@dataclass(frozen=True, slots=True)
class Trace:
    """Bytes that passed by a watcher.

    Attributes:
        watcher: By whom.
        at: When, in seconds since the start.
        sender: From whom, as that watcher can tell.
        receiver: To whom, as that watcher can tell.
        kind: What it is, such as ``"packet"``, ``"envelope"``, ``"prekeys"``, ``"text"``.
        content: The bytes.
        metres: How far away the sender was, where that follows from how strong its radio was heard.
    """

    watcher: Watcher
    at: int
    sender: str
    receiver: str
    kind: str
    content: bytes
    metres: int = 0

    @property
    def size(self) -> int:
        """How many bytes."""
        return len(self.content)


@dataclass(frozen=True, slots=True)
class Value:
    """A real value that an explanation shows.

    Attributes:
        name: As the formula calls it.
        content: It.
        secret: Whether it is a key or a text that not everybody has.
    """

    name: str
    content: bytes | int | str
    secret: bool = False


@dataclass(frozen=True, slots=True)
class Seizure:
    """A phone as it was when somebody took it.

    Attributes:
        phone: All its keys.
        copies: The texts that were in it.
        at: When, in seconds since the start.
    """

    phone: Phone
    copies: tuple[Copy, ...]
    at: int


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened in a step.

    Attributes:
        step: Which step of the world.
        at: When, in seconds since the start.
        code: What happened; `telling` has the words.
        facts: What the words need.
        values: The terms of the formula, with what they were.
        traces: What passed by whom.
        seizure: Of a phone that was taken.
    """

    step: int
    at: int
    code: str
    facts: Mapping[str, Fact] = field(default_factory=dict)
    values: tuple[Value, ...] = ()
    traces: tuple[Trace, ...] = ()
    seizure: Seizure | None = None
