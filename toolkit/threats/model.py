"""The kinds of things in the library. One file holds one thing; its name is the thing's id.

Ids never change and are never translated. Every sentence that states a fact is a `Claim`, with its
sources, its date and its grade; what stands outside of claims explains, or is judgement.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date  # noqa: TC003 - the type of fields is looked up when files are loaded
from enum import Enum


class Grade(Enum):
    """How well something is known."""

    TECHNICAL = "technical"
    """Seen in the thing itself: code, documents, measurements, court files, many testimonies."""
    REPORTED = "reported"
    """Reported by journalists or researchers who name how they know."""
    CLAIMED = "claimed"
    """Said by a vendor or a government about itself."""
    ARTICLE = "article"
    """Said by one of the five articles alone, without a source that we found."""
    SPECULATED = "speculated"
    """An opinion or a fear. No evidence was found."""


class SourceKind(Enum):
    """What sort of text a source is."""

    TECHNICAL = "technical"
    PRIMARY = "primary"
    COURT = "court"
    TESTIMONY = "testimony"
    PRESS = "press"
    VENDOR = "vendor"
    ENCYCLOPAEDIA = "encyclopaedia"
    OPINION = "opinion"
    ARTICLE = "article"
    """One of the five articles that the library began with."""


@dataclass(frozen=True, slots=True)
class Source:
    """A text that a claim rests on.

    Attributes:
        id: Its id.
        title: Its title.
        publisher: Who published it.
        kind: What sort of text it is.
        url: Where it was found; empty where it is not on the open web.
        published: When: a year, a year and month, or a day; empty where it does not say.
        seen: When somebody of the project looked at it, or at a copy or an excerpt of it.
        note: What to know about it: a copy, an excerpt, who paid, whom it depends on.
    """

    id: str
    title: str
    publisher: str
    kind: SourceKind
    url: str = ""
    published: str = ""
    seen: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence that states a fact.

    Attributes:
        text: It.
        sources: The ids of what it rests on.
        grade: How well it is known.
        as_of: When it was so: a year, a year and month, or a day.
        disputed: Who says otherwise, and what; empty where nobody is known to.
    """

    text: str
    sources: tuple[str, ...]
    grade: Grade
    as_of: str
    disputed: str = ""


class Sort(Enum):
    """What an entry of the list of systems is."""

    SYSTEM = "system"
    """Something built: cameras, a network, a database."""
    TACTIC = "tactic"
    """Something done to people, with or without machines."""
    LAW = "law"
    CONTEXT = "context"
    """A number or a circumstance that explains the rest. It asks nothing of a person."""


class Status(Enum):
    """How far something has come."""

    ANNOUNCED = "announced"
    INSTALLED = "installed"
    IN_USE = "in-use"
    SHELVED = "shelved"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class System:
    """A surveillance system, a tactic, a law or a circumstance, in a place.

    Attributes:
        id: Its id.
        name: What people call it.
        sort: What it is.
        does: What it does, in at most three sentences.
        status: How far it has come.
        status_as_of: When that was so.
        places: The ids of where it is.
        run_by: Who runs it, in words.
        sold_by: The ids of who sold or built it.
        capabilities: The ids of what it gives to who runs it.
        claims: What is known about it.
        corrections: What an article says about it that is wrong, disputed or out of date.
        unknown: What we do not know.
        also_called: Other names.
        related: The ids of other systems to look at.
        reviewed: When somebody last looked at all of it.
        review_due: When that has to happen again.
    """

    id: str
    name: str
    sort: Sort
    does: str
    status: Status
    status_as_of: str
    reviewed: date
    review_due: date
    places: tuple[str, ...] = ()
    run_by: tuple[str, ...] = ()
    sold_by: tuple[str, ...] = ()
    capabilities: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()
    corrections: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    also_called: tuple[str, ...] = ()
    related: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Vendor:
    """Who sells or builds.

    Attributes:
        id: Its id.
        name: What it is called.
        sells: What it sells that matters here, in at most three sentences.
        based_in: Its country; empty where it stands for many.
        capabilities: The ids of what its products give.
        claims: What is known about it.
        unknown: What we do not know.
        reviewed: As for `System`.
        review_due: As for `System`.
    """

    id: str
    name: str
    sells: str
    reviewed: date
    review_due: date
    based_in: str = ""
    capabilities: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()
    corrections: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A country, a region or a city.

    Attributes:
        id: Its id.
        name: What it is called.
        within: The id of the place that it is a part of; empty for a country.
        offered: Whether a person may choose it as where they are. Coarse places only.
    """

    id: str
    name: str
    within: str = ""
    offered: bool = False


@dataclass(frozen=True, slots=True)
class Myth:
    """Something that people do, and that does not help.

    Attributes:
        what: It, as people say it.
        why: Why it does not help, or does harm.
        sources: The ids of what that rests on; none where it is judgement.
    """

    what: str
    why: str
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Capability:
    """What a watcher can do, wherever and with whatever product. What helps stands on actions.

    Attributes:
        id: Its id.
        name: What it is called, in plain words.
        how: How it works, in at most 80 words.
        sees: What it sees.
        cannot_see: What it does not see.
        needs: What it needs from you or your things to work.
        signs: How you could notice it; empty where you could not.
        limits: Where it fails, or what is not known about how well it works.
        helps: In at most three sentences: what helps at all, or that nothing helps one person.
        does_not_help: What people try in vain.
        claims: What is known about it.
        reviewed: As for `System`.
        review_due: As for `System`.
    """

    id: str
    name: str
    how: str
    sees: tuple[str, ...]
    cannot_see: tuple[str, ...]
    needs: tuple[str, ...]
    helps: str
    does_not_help: tuple[Myth, ...]
    reviewed: date
    review_due: date
    signs: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()


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
    title: str
    why: str
    steps: tuple[str, ...]
    minutes: int
    cost: Cost
    skill: int
    upkeep: Upkeep
    reversible: bool
    undo: str
    visibility: Visibility
    effects: tuple[Effect, ...]
    harm_when: tuple[str, ...]
    check: str
    reviewed: date
    review_due: date
    needs: tuple[str, ...] = ()
    only_if: str = ""
    held_back: str = ""
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
    text: str
    resolution: str
    when: str = ""
    sources: tuple[str, ...] = ()


class Asked(Enum):
    """How a question is answered. "Unsure" and skipping are always possible."""

    YES_NO = "yes-no"
    ONE = "one"
    SEVERAL = "several"


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to a question.

    Attributes:
        id: By which conditions know it.
        title: What it says.
        playbook: The id of a playbook to go to at once; empty for none.
    """

    id: str
    title: str
    playbook: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One question.

    Attributes:
        id: Its id, by which conditions know its answer.
        prompt: What is asked, in one sentence.
        why: Why we ask, in one sentence.
        asked: How it is answered.
        order: Where it stands among the questions.
        choices: What can be answered, where it is no yes-or-no question.
        when: A condition (see `conditions`) under which it is asked; empty for always.
        heard: What to read back, by answer (``yes``, ``no`` or a choice's id).
    """

    id: str
    prompt: str
    why: str
    asked: Asked
    order: int
    heard: dict[str, str]
    choices: tuple[Choice, ...] = ()
    when: str = ""


class Plausible(Enum):
    """How plausible a finding is, in words and never in numbers."""

    DOCUMENTED_HERE = "documented-here"
    DOCUMENTED_ELSEWHERE = "documented-elsewhere"
    POSSIBLE = "possible"
    UNKNOWN = "unknown"


class Harm(Enum):
    """How bad it is if it happens, the worst first."""

    OTHERS = "others"
    """It cannot be undone, and reaches other people."""
    IRREVERSIBLE = "irreversible"
    SERIOUS = "serious"
    RECOVERABLE = "recoverable"


@dataclass(frozen=True, slots=True)
class Finding:
    """What could happen.

    Attributes:
        capability: The id of what a watcher does.
        text: What could happen to this person, in one or two sentences.
        plausible: How plausible that is.
        harm: How bad it would be.
        systems: The ids of the systems by which we know.
    """

    capability: str
    text: str
    plausible: Plausible
    harm: Harm
    systems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fixture:
    """Answers that a rule is tried on.

    Attributes:
        answers: By the ids of questions: ``"yes"``, ``"no"``, ``"unsure"``, a choice's id, or
            several with commas.
        fires: Whether the rule has to fire.
    """

    answers: dict[str, str]
    fires: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """What follows from answers.

    Attributes:
        id: Its id.
        when: The condition (see `conditions`).
        because: Why that follows, said to the person: "you said …".
        fixtures: Answers it is tried on; at least one that fires and one that does not.
        findings: What could happen.
        actions: The ids of actions to propose, the most useful first.
        first: Whether its actions stop something that does harm now.
        forbids: The ids of actions that are left out, whatever else proposes them.
        warning: What to say loudly; empty for nothing.
        playbook: The id of a playbook to show; empty for none.
        low_footprint: Whether having this program is itself a danger here.
    """

    id: str
    when: str
    because: str
    fixtures: tuple[Fixture, ...]
    findings: tuple[Finding, ...] = ()
    actions: tuple[str, ...] = ()
    first: bool = False
    forbids: tuple[str, ...] = ()
    warning: str = ""
    playbook: str = ""
    low_footprint: bool = False
