"""A look through all lessons for what nobody who learns should ever meet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from toolkit.errors import ContentError
from toolkit.evidence import Review, is_day, misdated, past_due
from toolkit.messaging.lessons import shelf
from toolkit.messaging.lessons.checking import check
from toolkit.messaging.lessons.prose import texts
from toolkit.messaging.lessons.running import answer, begin
from toolkit.messaging.lessons.showing import Wanted
from toolkit.wording import wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from pathlib import Path

    from toolkit.messaging.lessons.model import Lesson
    from toolkit.messaging.lessons.running import Given
    from toolkit.messaging.lessons.showing import Asked

_LONGEST: Final = 184
"""Days until a lesson has to be looked at again."""


def review(folder: Path, today: date) -> Review:
    """Look through the files of lessons.

    Args:
        folder: Where they lie.
        today: The day, by which something is overdue.
    """
    lessons, unreadable = shelf.readable(folder)
    problems = list(unreadable)
    for lesson in lessons:
        found = [*check(lesson), *_dates(lesson), *_sources(lesson), *_wording(lesson)]
        # A lesson is only played where all that it names is there.
        problems += found or _played(lesson)
    problems += _orders(lessons)
    overdue = [old for each in lessons for old in past_due(each, _file(each), today)]
    return Review({"lessons": len(lessons)}, tuple(problems), tuple(overdue))


def _dates(lesson: Lesson) -> Iterator[ContentError]:
    file = _file(lesson)
    for name, claim in lesson.claims.items():
        if not is_day(claim.as_of):
            field = f"claims.{name}.as_of"
            yield ContentError("content-bad-date", file=file, field=field, value=claim.as_of)
    yield from misdated(lesson, file, _LONGEST)


def _sources(lesson: Lesson) -> Iterator[ContentError]:
    file = _file(lesson)
    for name, claim in lesson.claims.items():
        field = f"claims.{name}.sources"
        if not claim.sources:
            yield ContentError("content-no-source", file=file, field=field)
        for key in claim.sources:
            try:
                shelf.source(key)
            except ContentError:
                yield ContentError("content-missing-id", file=file, field=field, id=key)


def _wording(lesson: Lesson) -> Iterator[ContentError]:
    return wording(_file(lesson), texts(lesson))


def _orders(lessons: Iterable[Lesson]) -> Iterator[ContentError]:
    taken: dict[int, str] = {}
    for lesson in lessons:
        other = taken.setdefault(lesson.order, _file(lesson))
        if other != _file(lesson):
            yield ContentError("content-same-order", file=_file(lesson), other=other)


def _played(lesson: Lesson) -> list[ContentError]:
    """What is wrong once it is played: by who tries everything, and by who chooses what is last."""
    try:
        for row in (0, -1):
            state, _shown = begin(lesson, clock=float)
            while state.asked:
                state, _shown = answer(state, _chosen(state.asked, row))
    except ContentError as error:
        field, key = error.facts.get("field", ""), error.facts.get("id", "")
        return [ContentError("content-missing-id", file=_file(lesson), field=field, id=key)]
    return []


def _chosen(asked: Asked, row: int) -> Given:
    if asked.wanted is Wanted.GO_ON:
        return ()
    return ("",) if asked.wanted is Wanted.TEXT else (asked.options[row][0],)


def _file(lesson: Lesson) -> str:
    return f"lessons/{lesson.id}.toml"
