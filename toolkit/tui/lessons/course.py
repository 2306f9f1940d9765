"""All lessons, and how far somebody is with them, as long as the program runs."""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING

from toolkit.i18n import language
from toolkit.messaging.lessons.progress import Answered, Progress, due_on

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from toolkit.messaging.lessons.model import Lesson
    from toolkit.tui.lessons.play import Play


class Standing(Enum):
    """How far somebody is with a lesson."""

    NEW = "new"
    BEGUN = "begun"
    DUE = "due"
    """Done, and its question is due again."""
    DONE = "done"


def today() -> date:
    """The day, where the person is."""
    return datetime.now().astimezone().date()


class Course:
    """Lessons, and one person's progress. In memory only, unless a vault keeps it.

    Args:
        lessons: All of them by id, in order.
        day: Gives the day.

    Attributes:
        progress: What was taken to the end.
        begun: Lessons that were left in the middle, by id.
        language: The language in which the lessons were loaded.
    """

    def __init__(self, lessons: Mapping[str, Lesson], day: Callable[[], date] = today) -> None:
        self.lessons = lessons
        self.language = language()
        self.progress = Progress()
        self.begun: dict[str, Play] = {}
        self._day = day

    @property
    def due(self) -> tuple[str, ...]:
        """The lessons of which the question is due, the longest due first."""
        return tuple(each for each in self.progress.due(self._day()) if each in self.lessons)

    def standing(self, lesson: str) -> Standing:
        """How far one is with a lesson, by its id."""
        if lesson in self.begun:
            return Standing.BEGUN
        if lesson in self.due:
            return Standing.DUE
        return Standing.DONE if lesson in self.progress.lessons else Standing.NEW

    def returns(self, lesson: str) -> date | None:
        """When the question of a lesson that was taken comes again; nothing where it is known."""
        taken = self.progress.lessons.get(lesson)
        return due_on(taken) if taken else None

    def note(self, play: Play) -> None:
        """Take down how a lesson went that is over, or how its last question did."""
        state, on = play.now.state, self._day()
        lesson = state.lesson.id
        if not play.again:
            self.progress = self.progress.took(lesson, state.taken(on))
        elif lesson in self.progress.lessons:
            answered = Answered(on, state.decided)
            self.progress = self.progress.asked_again(lesson, answered)

    def following(self, lesson: str) -> str:
        """The lesson after one, by its id; the same where it is the last."""
        order = list(self.lessons)
        at = order.index(lesson)
        return order[min(at + 1, len(order) - 1)]

    def say_anew(self, lessons: Mapping[str, Lesson]) -> None:
        """Take the lessons as they are told in the language spoken now; progress stays.

        Args:
            lessons: All of them by id, in order.
        """
        self.lessons, self.language = lessons, language()

    def forget(self) -> None:
        """Forget everything."""
        self.progress = Progress()
        self.begun.clear()
