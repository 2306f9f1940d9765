"""What the chooser says, and by what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from toolkit.evidence import Grade
    from toolkit.messaging.messengers.model import Fact

NO_MESSENGER: Final = "no-messenger"
"""Stands where the id of a messenger would: meet without phones."""


@dataclass(frozen=True, slots=True)
class Said:
    """An answer that counted.

    Attributes:
        question: The id of the question.
        answers: What was answered; none where it is not known.
    """

    question: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Because:
    """One reason.

    Attributes:
        rule: The id of the rule, with its kind: ``"vetoes.needs-number"``.
        text: It, said to the person.
        said: The answers that it hangs on; none where it holds for everyone.
        facts: What is known of the messenger that it hangs on.
    """

    rule: str
    text: str
    said: tuple[Said, ...] = ()
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """A messenger that fits, or none of them.

    Attributes:
        messenger: Its id, or `NO_MESSENGER`.
        name: What people call it; empty for `NO_MESSENGER`.
        because: Why it fits, what decided first.
        not_protected: What it leaves open, what was asked about first.
        settings: The ids of at most three settings to change today.
        today: What else to do today; of `NO_MESSENGER`.
        guide: The id of the guide of the handbook that says more; of `NO_MESSENGER`.
        equal_to: The ids of other results that fit as well.
        oldest: When the oldest of the facts was so that it rests on: a year, a month or a day.
        newest: The newest.
        grade: How well the least known of them is known; nothing where there are none.
        old: Whether one of them is older than it may be.
    """

    messenger: str
    name: str
    because: tuple[Because, ...]
    not_protected: tuple[str, ...]
    settings: tuple[str, ...] = ()
    today: tuple[str, ...] = ()
    guide: str = ""
    equal_to: tuple[str, ...] = ()
    oldest: str = ""
    newest: str = ""
    grade: Grade | None = None
    old: bool = False


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A messenger that was removed.

    Attributes:
        messenger: Its id.
        name: What people call it.
        because: Why, every reason.
    """

    messenger: str
    name: str
    because: tuple[Because, ...]


@dataclass(frozen=True, slots=True)
class Traced:
    """What became of one rule.

    Attributes:
        rule: Its id, with its kind.
        holds: Whether its condition holds; nothing where that is not known.
        said: The answers that decide it, or the questions that leave it open.
        messengers: Whom it removed, or the messengers by how it orders them, the best first.
    """

    rule: str
    holds: bool | None
    said: tuple[Said, ...]
    messengers: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """All that the chooser says.

    Attributes:
        results: At most three, the best first.
        also_equal: The ids of those that fit as well as the last result, for which is no room.
        notes: What else to say.
        left_out: Who was removed, and why; none where it would not matter who is left.
        old: Whether a fact that a result rests on is older than it may be.
        trace: What became of each rule, in the order in which they count.
    """

    results: tuple[Result, ...]
    also_equal: tuple[str, ...]
    notes: tuple[str, ...]
    left_out: tuple[LeftOut, ...]
    old: bool
    trace: tuple[Traced, ...]
