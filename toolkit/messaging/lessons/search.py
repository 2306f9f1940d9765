"""What there is to find in lessons."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from toolkit import prose
from toolkit.messaging.lessons.measures import Exhibit, Value
from toolkit.messaging.lessons.model import Card, Deed, Option, Pile, Question, Write
from toolkit.search import Page

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from toolkit.messaging.lessons.model import Lesson

FOLDER: Final = "lessons"

_ASKED: Final = (Question, Option, Card, Pile, Write, Deed, Exhibit, Value)
"""What is asked, answered and shown in the course of a lesson: it is no lesson by itself."""
_VALUE: Final = re.compile(r"\{[^{}]*\}")


def pages(lessons: Iterable[Lesson]) -> Iterator[Page]:
    """Every lesson with its texts, but for questions and their answers: those are to be met."""
    for lesson in lessons:
        yield Page(FOLDER, lesson.id, lesson.title, tuple(texts(lesson)))


def texts(lesson: Lesson) -> Iterator[str]:
    """What is told in a lesson, below its title; “…” stands for what is computed when it runs."""
    for field, text, holder in prose.texts(lesson):
        if field != "title" and not isinstance(holder, _ASKED):
            yield _VALUE.sub("…", text)
