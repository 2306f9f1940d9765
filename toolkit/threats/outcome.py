"""What comes out of answers: what could happen, what to do, what not to do, and why each."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from toolkit.threats.model import Finding, Severity


@dataclass(frozen=True, slots=True)
class Said:
    """An answer that something rests on.

    Attributes:
        question: The question's id.
        answers: What was answered; empty where that is unknown.
    """

    question: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Because:
    """A rule that holds, and why.

    Attributes:
        rule: Its id.
        text: Why what it says follows, said to the person.
        said: The answers it rests on.
    """

    rule: str
    text: str
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What could happen to this person.

    Attributes:
        finding: It. How plausible it is, and the systems by which we know, are those of the place
            that the person named, where something is documented there.
        because: The rules that say so.
        around: Whether it is documented elsewhere in the country around that place, and not for the
            place itself.
    """

    finding: Finding
    because: tuple[Because, ...]
    around: bool = False


class Reason(Enum):
    """Why an item stands where it stands, the strongest first."""

    EMERGENCY = "emergency"
    STOPS_HARM = "stops-harm"
    NEEDED_FIRST = "needed-first"
    IRREVERSIBLE_HERE = "irreversible-here"
    IRREVERSIBLE = "irreversible"
    EFFECT = "effect"
    EFFORT = "effort"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to do.

    Attributes:
        action: The action's id.
        reason: Why it stands where it stands.
        about: What the reason is about: an action's id for `Reason.NEEDED_FIRST`, else the id of
            the capability it is for; empty where there is none.
        because: The rules that propose it; for what only another action needs, those of that one.
        conflicts: The ids of conflicts to think of when doing it.
        overdue: Whether its steps should have been looked at again by now.
    """

    action: str
    reason: Reason
    about: str
    because: tuple[Because, ...]
    conflicts: tuple[str, ...] = ()
    overdue: bool = False


class Bar(Enum):
    """What keeps an action out of a plan."""

    FORBIDDEN = "forbidden"
    """A rule says that it would do harm."""
    CONFLICT = "conflict"
    """It does harm under what was answered, or spoils something that stands before it."""
    CONDITION = "condition"
    """It is for other people."""
    FLAGGABLE = "flaggable"
    """It can be noticed, where having the program is itself a danger."""
    NEEDS = "needs"
    """What it needs first is kept out."""


@dataclass(frozen=True, slots=True)
class Barred:
    """An action that was proposed, and is kept out.

    Attributes:
        action: Its id.
        bar: What keeps it out.
        by: The id of the rule, the conflict or the action that does; empty for none.
        text: Why, where the content says it; empty where it does not.
        said: The answers it rests on. Where they are unknown, the action is held back until they
            are known; else it is left out.
    """

    action: str
    bar: Bar
    by: str
    text: str
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What to do, in order.

    Attributes:
        this_week: At most three.
        later: At most four.
        rest: What there is beyond.
        held_back: What might help, and might harm: nobody knows without an answer.
        left_out: What would do harm, or is not for this person.
    """

    this_week: tuple[Item, ...]
    later: tuple[Item, ...]
    rest: tuple[Item, ...]
    held_back: tuple[Barred, ...]
    left_out: tuple[Barred, ...]

    def items(self) -> tuple[Item, ...]:
        """All that is to be done."""
        return self.this_week + self.later + self.rest


@dataclass(frozen=True, slots=True)
class Warned:
    """Something to say loudly.

    Attributes:
        id: The id of the rule or the conflict.
        text: It.
        instead: What to do instead; empty where that is said elsewhere.
        severity: Of a conflict; nothing for a rule.
        because: Why.
        actions: Of a conflict, the ids of the actions it is about; nothing for a rule.
        at_once: Whether to show it at once: of rules the first few, of conflicts those between
            things that are to be done this week or later. The others are folded away.
    """

    id: str
    text: str
    instead: str
    severity: Severity | None
    because: tuple[Because, ...]
    actions: tuple[str, ...] = ()
    at_once: bool = True


@dataclass(frozen=True, slots=True)
class Traced:
    """A rule that was tried.

    Attributes:
        rule: Its id.
        holds: Whether it holds; nothing where that is not known.
        said: The answers that decide it, or that are missing.
    """

    rule: str
    holds: bool | None
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Assessment:
    """All of it.

    Attributes:
        findings: What could happen, the worst first.
        plan: What to do.
        warnings: What to say loudly, the loudest first. None ever goes because more is known.
        playbooks: The ids of playbooks to open, those for an emergency first.
        emergency: Whether something is happening now.
        low_footprint: Whether having this program is itself a danger: then a card of paper, or
            three things to remember, is what is left with the person.
        systems: The ids of systems in the place that the person named that the findings are about.
        legal: The ids of the cards on the law there.
        next_questions: The ids of the questions still to ask, in order.
        trace: Each rule that holds or could hold.
        systems_around: As `systems`, for those placed elsewhere in the country around.
    """

    findings: tuple[Found, ...]
    plan: Plan
    warnings: tuple[Warned, ...]
    playbooks: tuple[str, ...]
    emergency: bool
    low_footprint: bool
    systems: tuple[str, ...]
    legal: tuple[str, ...]
    next_questions: tuple[str, ...]
    trace: tuple[Traced, ...]
    systems_around: tuple[str, ...] = ()

    def concerning(self) -> tuple[Warned, ...]:
        """The warnings that are for this person.

        Those of conflicts between things of which not all are to be done are for others, and are
        told where those things are.
        """
        planned = {item.action for item in self.plan.items()}
        return tuple(each for each in self.warnings if planned >= set(each.actions))
