"""The screens of lessons, over one lesson in Latin."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from tests.unit.small_lesson import WORDS, course, lesson, played
from toolkit.tui.lessons.course import Course
from toolkit.tui.lessons.lesson_screen import LessonScreen
from toolkit.tui.lessons.list_screen import ListScreen
from toolkit.tui.lessons.trainer_screen import TrainerScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen

_PREDICTING, _COMPARED, _OVER = 0, 11, 12
"""After how many answers what stands there."""


def _list() -> ListScreen:
    """Weeks after the lesson was taken: its question is due."""
    before = course()
    before.note(played(_OVER))
    later = Course(before.lessons, lambda: date(2026, 12, 24))
    later.progress = before.progress
    return ListScreen(later)


def _lesson(moves: int) -> LessonScreen:
    return LessonScreen(course(), played(moves))


DATA: Final = WORDS
_NEXT: Final = "what has no room on a page stands on the next one"
_BESIDE: Final = "where one is stands beside a page where there is room, else in the heading"
CUTS: Final = {
    "lessons": "",
    "lesson-predict": _BESIDE,
    "lesson-compared": f"{_NEXT}; {_BESIDE}",
    "lesson-trainer": _NEXT,
}
CUT_BY: Final = ("SlideView", "Heading")

SCREENS: Final[tuple[tuple[str, Callable[[], Screen[Any]], tuple[str, ...]], ...]] = (
    ("lessons", _list, ()),
    ("lesson-predict", lambda: _lesson(_PREDICTING), ("enter", "2", "3")),
    ("lesson-compared", lambda: _lesson(_COMPARED), ()),
    ("lesson-trainer", lambda: TrainerScreen(lesson()), ("right", "right")),
)
"""Each with what makes it, and the keys to press there."""
