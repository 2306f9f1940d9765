"""How it went, and when the question is due again. Data in and out; nothing is kept here."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import Enum
from typing import Final

WHEN_RIGHT: Final = (7, 30, 90)
"""Days until the question comes again: after the lesson, after the first time, after the second.
Then it is known."""
WHEN_WRONG: Final = 2
"""Days after a wrong answer."""


class Confidence(Enum):
    """How sure somebody is of a prediction."""

    SURE = "sure"
    THINK_SO = "think-so"
    GUESS = "guess"


@dataclass(frozen=True, slots=True)
class Answered:
    """One time that the transfer question was answered.

    Attributes:
        on: The day.
        right: Whether it was decided rightly.
    """

    on: date
    right: bool


@dataclass(frozen=True, slots=True)
class Taken:
    """A lesson that somebody took.

    Attributes:
        predicted: Whether the prediction was right.
        confidence: How sure they were of it.
        answers: Each time the transfer question was answered, in order; the first in the lesson.
    """

    predicted: bool
    confidence: Confidence
    answers: tuple[Answered, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """What somebody has learned, by the id of the lesson. It says who they are.

    Attributes:
        lessons: Those that they took to the end.
    """

    lessons: dict[str, Taken] = field(default_factory=dict)

    def took(self, lesson: str, taken: Taken) -> Progress:
        """The same, with a lesson in it that was taken, or taken again."""
        return replace(self, lessons={**self.lessons, lesson: taken})

    def asked_again(self, lesson: str, answered: Answered) -> Progress:
        """The same, with the question of a lesson answered once more."""
        taken = self.lessons[lesson]
        return self.took(lesson, replace(taken, answers=(*taken.answers, answered)))

    def due(self, today: date) -> tuple[str, ...]:
        """The ids of the lessons of which the question is due, the longest due first."""
        when = {lesson: due_on(taken) for lesson, taken in self.lessons.items()}
        late = [(day, lesson) for lesson, day in when.items() if day is not None and day <= today]
        return tuple(lesson for _, lesson in sorted(late))


def due_on(taken: Taken) -> date | None:
    """The day on which the question is asked again; none where it is known by now."""
    last = taken.answers[-1]
    if not last.right:
        return last.on + timedelta(days=WHEN_WRONG)
    row = 0
    for answered in reversed(taken.answers):
        if not answered.right:
            break
        row += 1
    return last.on + timedelta(days=WHEN_RIGHT[row - 1]) if row <= len(WHEN_RIGHT) else None
