"""What is wrong with a session plan that can be read."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from toolkit.errors import ContentError
from toolkit.evidence import Review, misdated, past_due
from toolkit.training.model import Way
from toolkit.training.search import FOLDER, texts
from toolkit.wording import wording

if TYPE_CHECKING:
    from collections.abc import Container, Iterator
    from datetime import date

    from toolkit.training.model import Session
    from toolkit.training.shelf import Plans

LENGTHS: Final = frozenset({30, 60, 90, 180})

_LONGEST: Final = 366
"""Days until a plan has to be looked at again."""
_MOST_AT_ONCE: Final = 60
"""Minutes without a break."""


def review(plans: Plans, known: Container[str], today: date) -> Review:
    """Look through all plans.

    Args:
        plans: They.
        known: What they may name, such as ``guide:what-a-photo-says``.
        today: The day, by which something is overdue.
    """
    problems, overdue = list(plans.problems), list[ContentError]()
    for session in plans.sessions.values():
        file = f"{FOLDER}/{session.id}.toml"
        named = ((f"text {at}", text) for at, text in enumerate(texts(session), 1))
        problems += wording(file, named)
        problems += _of(session, file, known)
        problems += misdated(session, file, _LONGEST)
        overdue += past_due(session, file, today)
    return Review({FOLDER: len(plans.sessions)}, tuple(problems), tuple(overdue))


def _of(session: Session, file: str, known: Container[str]) -> Iterator[ContentError]:
    count = sum(step.minutes for step in session.steps)
    if count != session.minutes or session.minutes not in LENGTHS:
        yield ContentError("session-minutes", file=file, minutes=session.minutes, sum=count)
    for is_break, part in groupby(session.steps, key=lambda step: step.way is Way.BREAK):
        stretch = sum(step.minutes for step in part)
        if not is_break and stretch > _MOST_AT_ONCE:
            yield ContentError("session-no-break", file=file, minutes=stretch)
    for field in ("aims", "before", "worked", "aftercare", "handouts"):
        if not getattr(session, field):
            yield ContentError("content-empty-field", file=file, field=field)
    named = [("handouts", each) for each in session.handouts]
    named += [
        (f"steps[{at}].uses", each)
        for at, step in enumerate(session.steps, 1)
        for each in step.uses
    ]
    for field, each in named:
        if each not in known:
            yield ContentError("content-missing-id", file=file, field=field, id=each)
