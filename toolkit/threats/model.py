"""The kinds of things in the library. One file holds one thing; its name is the thing's id.

Here stands what is known; `doing` and `reasoning` hold the rest, and `guidance` what people follow.

Ids never change and are never translated. Every sentence that states a fact is a `Claim`, with its
sources, its date and its grade; what stands outside of claims explains, or is judgement.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date  # noqa: TC003 - the type of fields is looked up when files are loaded
from enum import Enum

from toolkit.conditions import Asked
from toolkit.evidence import Claim, Grade, Source, SourceKind
from toolkit.prose import Name, Prose  # noqa: TC001 - as above
from toolkit.threats.doing import (
    Action,
    Confidence,
    Conflict,
    Cost,
    Effect,
    Severity,
    Strength,
    Upkeep,
    Visibility,
)
from toolkit.threats.reasoning import (
    Choice,
    Finding,
    Fixture,
    Harm,
    Plausible,
    Question,
    Rule,
)

__all__ = [
    "Action",
    "Asked",
    "Capability",
    "Choice",
    "Claim",
    "Confidence",
    "Conflict",
    "Cost",
    "Effect",
    "Finding",
    "Fixture",
    "Grade",
    "Harm",
    "Myth",
    "Place",
    "Plausible",
    "Question",
    "Rule",
    "Severity",
    "Sort",
    "Source",
    "SourceKind",
    "Status",
    "Strength",
    "System",
    "Upkeep",
    "Vendor",
    "Visibility",
]


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
    name: Prose
    sort: Sort
    does: Prose
    status: Status
    status_as_of: str
    reviewed: date
    review_due: date
    places: tuple[str, ...] = ()
    run_by: tuple[Prose, ...] = ()
    sold_by: tuple[str, ...] = ()
    capabilities: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()
    corrections: tuple[Prose, ...] = ()
    unknown: tuple[Prose, ...] = ()
    also_called: tuple[Prose, ...] = ()
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
    name: Name
    sells: Prose
    reviewed: date
    review_due: date
    based_in: Prose = ""
    capabilities: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()
    corrections: tuple[Prose, ...] = ()
    unknown: tuple[Prose, ...] = ()


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
    name: Prose
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

    what: Prose
    why: Prose
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
    name: Prose
    how: Prose
    sees: tuple[Prose, ...]
    cannot_see: tuple[Prose, ...]
    needs: tuple[Prose, ...]
    helps: Prose
    does_not_help: tuple[Myth, ...]
    reviewed: date
    review_due: date
    signs: tuple[Prose, ...] = ()
    limits: tuple[Prose, ...] = ()
    claims: tuple[Claim, ...] = ()
