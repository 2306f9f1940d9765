"""What a person can do, what it costs, and where one thing spoils another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date  # noqa: TC003 - the type of fields is looked up when files are loaded
from enum import Enum

from toolkit.prose import Prose  # noqa: TC001 - as above


class Cost(Enum):
    """What an action costs in money."""

    NONE = "none"
    SMALL = "small"
    """Below twenty US dollars, or what that is where you are."""
    MEDIUM = "medium"
    """Below a hundred."""
    LARGE = "large"


class Upkeep(Enum):
    """How often an action has to be done again."""

    ONCE = "once"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    YEARLY = "yearly"
    EACH_TIME = "each-time"


class Visibility(Enum):
    """How an action looks to somebody who watches."""

    HIDDEN = "hidden"
    """Nobody sees it."""
    ORDINARY = "ordinary"
    """It is seen, and is what many people do."""
    DENIABLE = "deniable"
    """It is seen, and has an ordinary explanation that is true."""
    FLAGGABLE = "flaggable"
    """It can make you stand out."""


class Strength(Enum):
    """What an action does to what a watcher can do."""

    STOPS = "stops"
    LIMITS_HARM = "limits-harm"
    """It changes what follows when the watcher succeeds."""
    RAISES_COST = "raises-cost"
    DELAYS = "delays"


class Confidence(Enum):
    """How sure we are of an effect."""

    SUPPORTED = "supported"
    """By sources that the capability names."""
    JUDGEMENT = "judgement"
    """By people with experience."""
    CONTESTED = "contested"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Effect:
    """What an action does to one capability.

    Attributes:
        capability: The id of which.
        strength: What it does.
        confidence: How sure that is.
    """

    capability: str
    strength: Strength
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Action:
    """Something that a person can do.

    Attributes:
        id: Its id.
        title: What to do; it begins with a verb.
        why: Why, in one sentence.
        steps: How, in at most seven steps.
        minutes: How long it takes the first time.
        cost: In money.
        skill: 1 for anyone, 2 for who uses a phone or computer with ease, 3 for who likes to.
        upkeep: How often to do it again.
        reversible: Whether it can be undone.
        undo: How, or what stays if it cannot.
        visibility: How it looks to a watcher.
        effects: What it does to what watchers can do.
        harm_when: When it does harm, each in a sentence.
        check: How to see that it worked.
        reviewed: As for `System`.
        review_due: As for `System`.
        needs: The ids of actions to do first.
        only_if: A condition (see `conditions`) that has to be known to hold before it is proposed;
            empty for none. For actions that hurt some people.
        held_back: What to say where it is left out as that is not known.
        emergency: Whether it belongs to playbooks and lists alone, and never into a plan.
        sources: The ids of what its steps rest on.
    """

    id: str
    title: Prose
    why: Prose
    steps: tuple[Prose, ...]
    minutes: int
    cost: Cost
    skill: int
    upkeep: Upkeep
    reversible: bool
    undo: Prose
    visibility: Visibility
    effects: tuple[Effect, ...]
    harm_when: tuple[Prose, ...]
    check: Prose
    reviewed: date
    review_due: date
    needs: tuple[str, ...] = ()
    only_if: str = ""
    held_back: Prose = ""
    emergency: bool = False
    sources: tuple[str, ...] = ()


class Severity(Enum):
    """What a conflict does to a plan."""

    BLOCK = "block"
    """The action is left out."""
    WARN = "warn"
    """It stays, with the warning."""
    TRADE_OFF = "trade-off"
    """It stays, with what is won and lost."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Where doing one thing spoils another, or does harm.

    Attributes:
        id: Its id.
        actions: The ids of the actions it is about. With two and no `when`, they exclude each
            other; the one that stands later in a plan gives way.
        when: A condition (see `conditions`) under which it matters; empty for always.
        severity: What it does to a plan.
        text: What goes wrong, in at most two sentences.
        resolution: What to do instead.
        sources: The ids of what that rests on; none where it is judgement.
    """

    id: str
    actions: tuple[str, ...]
    severity: Severity
    text: Prose
    resolution: Prose
    when: str = ""
    sources: tuple[str, ...] = ()
