"""What a fact rests on: sources, grades, claims; one form for every room that states facts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Final, Protocol

from toolkit.errors import ContentError
from toolkit.i18n import N_
from toolkit.prose import Name, Prose  # noqa: TC001 - the type of fields is looked up when files are loaded

if TYPE_CHECKING:
    from collections.abc import Iterator

_WHEN: Final = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


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
    NOT_FOUND = "not-found"
    """It was looked for, and nothing was found: what stands beside it is "not known"."""


GRADES: Final[dict[Enum, str]] = {
    Grade.TECHNICAL: N_("seen in the thing itself"),
    Grade.REPORTED: N_("reported"),
    Grade.CLAIMED: N_("said by who sells or runs it"),
    Grade.ARTICLE: N_("said by one article alone"),
    Grade.SPECULATED: N_("speculation: no evidence was found"),
    Grade.NOT_FOUND: N_("looked for, and not found"),
}
"""What a person reads."""


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
    title: Name
    publisher: Name
    kind: SourceKind
    url: str = ""
    published: str = ""
    seen: date | None = None
    note: Prose = ""


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

    text: Prose
    sources: tuple[str, ...]
    grade: Grade
    as_of: str
    disputed: Prose = ""


@dataclass(frozen=True, slots=True)
class Review:
    """What was seen in a look through content.

    Attributes:
        things: How many things there are, by folder.
        problems: What has to be mended.
        overdue: What somebody should have looked at again by now.
    """

    things: dict[str, int]
    problems: tuple[ContentError, ...]
    overdue: tuple[ContentError, ...]


class Reviewed(Protocol):
    """What somebody looks at again and again."""

    @property
    def reviewed(self) -> date:
        """When somebody last looked at all of it."""

    @property
    def review_due(self) -> date:
        """When that has to happen again."""


def misdated(thing: Reviewed, file: str, longest: int) -> Iterator[ContentError]:
    """That something is to be looked at again too late, or no later than it was.

    Args:
        thing: It.
        file: What to call its file in an error.
        longest: How many days may lie between.
    """
    due = thing.review_due
    if not 0 < (due - thing.reviewed).days <= longest:
        yield ContentError("content-bad-date", file=file, field="review_due", value=due.isoformat())


def past_due(thing: Reviewed, file: str, today: date) -> Iterator[ContentError]:
    """That somebody should have looked at something again before a day.

    Args:
        thing: It.
        file: As for `misdated`.
        today: The day.
    """
    if thing.review_due < today:
        yield ContentError("content-overdue", file=file, day=thing.review_due.isoformat())


def is_day(text: str) -> bool:
    """Whether a text is a year, a year and a month, or a day."""
    found = _WHEN.fullmatch(text)
    if found is None:
        return False
    try:
        date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        return False
    return True
