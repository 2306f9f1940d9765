"""What people read and follow: playbooks, checklists, law, who helps; and invented people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date  # noqa: TC003 - the type of fields is looked up when files are loaded
from enum import Enum

from toolkit.prose import Name, Prose  # noqa: TC001 - as above
from toolkit.threats.model import Claim  # noqa: TC001 - as above


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do.

    Attributes:
        text: It, as one short sentence or two.
        action: The id of the action that says how; empty for none.
    """

    text: Prose
    action: str = ""


@dataclass(frozen=True, slots=True)
class Branch:
    """Where the way divides.

    Attributes:
        when: What has happened, in words.
        then: What to do then.
        playbook: The id of a playbook to go to; empty for none.
    """

    when: Prose
    then: Prose
    playbook: str = ""


@dataclass(frozen=True, slots=True)
class Playbook:
    """What to do in one situation; it fits on one printed page.

    Attributes:
        id: Its id.
        title: What it is called.
        trigger: When to open it, in one sentence.
        not_for: Who it is not for, in one sentence.
        before: While there is time.
        during: While it happens.
        first_hour: Right after.
        first_day: Then.
        after: Later.
        do: The few things to remember.
        dont: What to leave, each with why.
        branches: Where the way divides.
        call: The ids of helper organisations, the best suited first.
        harm: How following it could do harm, and how not to.
        unknown: What we do not know.
        claims: Facts that it rests on.
        reviewed: When somebody last looked at all of it.
        review_due: When that has to happen again.
    """

    id: str
    title: Prose
    trigger: Prose
    not_for: Prose
    before: tuple[Step, ...]
    during: tuple[Step, ...]
    first_hour: tuple[Step, ...]
    first_day: tuple[Step, ...]
    after: tuple[Step, ...]
    do: tuple[Prose, ...]
    dont: tuple[Prose, ...]
    harm: Prose
    reviewed: date
    review_due: date
    branches: tuple[Branch, ...] = ()
    call: tuple[str, ...] = ()
    unknown: tuple[Prose, ...] = ()
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a checklist.

    Attributes:
        title: What it is about.
        actions: The ids of its items.
    """

    title: Prose
    actions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Checklist:
    """Actions to go through, for oneself or with a group. It says nothing that they do not say.

    Attributes:
        id: Its id.
        title: What it is called.
        about: Whom it is for, and whom not, in at most three sentences.
        parts: Its parts.
    """

    id: str
    title: Prose
    about: Prose
    parts: tuple[Part, ...]


class Legality(Enum):
    """What the law says, as far as is known."""

    LAWFUL = "lawful"
    RESTRICTED = "restricted"
    PENALISED = "penalised"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class LegalCard:
    """What is known of the law on one thing in one place. It is no advice: ask a lawyer there.

    Attributes:
        id: Its id.
        place: The id of where.
        topic: What it is about: ``"vpn"``, ``"encryption"``, ``"masks"``, ``"unlocking"``,
            ``"wiping"``, ``"filming"``, ``"foreign-funding"``, ``"content"`` or ``"nationality"``.
        status: What the law says.
        text: What that means, in at most three sentences.
        claims: What is known.
        reviewed: As for `Playbook`.
        review_due: As for `Playbook`; at most three months later.
        when: A condition (see `conditions`) under which it matters to somebody; empty for always.
    """

    id: str
    place: str
    topic: str
    status: Legality
    text: Prose
    claims: tuple[Claim, ...]
    reviewed: date
    review_due: date
    when: str = ""


@dataclass(frozen=True, slots=True)
class Helper:
    """An organisation that helps.

    Attributes:
        id: Its id.
        name: What it is called.
        helps_with: What with, in at most two sentences.
        helps_whom: Who may ask.
        languages: In which it answers, as far as it says.
        reach: How to reach it, each way as it says itself; nothing that was not seen there.
        caution: What to think of before writing or calling.
        sources: The ids of where that was seen.
        checked: When.
    """

    id: str
    name: Name
    helps_with: Prose
    helps_whom: Prose
    languages: tuple[Prose, ...]
    reach: tuple[Prose, ...]
    caution: Prose
    sources: tuple[str, ...]
    checked: date


@dataclass(frozen=True, slots=True)
class Persona:
    """Somebody invented, on whom the plan is tried and with whom trainers train.

    Attributes:
        id: Its id.
        name: An invented name.
        story: Who that is and what they do, in at most five sentences.
        answers: What they would answer, as in `model.Fixture`.
        must: The ids of actions that their plan has to hold, this week or later.
        must_not: The ids of actions that would hurt them.
    """

    id: str
    name: Name
    story: Prose
    answers: dict[str, str]
    must: tuple[str, ...] = ()
    must_not: tuple[str, ...] = ()
