"""What one person answered and decided, as long as they are here; kept only if they ask for it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from toolkit.answers import facts_of
from toolkit.threats.assessment import assess
from toolkit.threats.questioning import heard, jump, to_ask

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from toolkit.answers import Answers
    from toolkit.threats.library import Library
    from toolkit.threats.model import Question
    from toolkit.threats.outcome import Assessment


class Standing(Enum):
    """What a person decided about something to do."""

    DONE = "done"
    NOT_FOR_ME = "not-for-me"
    ACCEPTED = "accepted"
    """They live with the risk for a while."""
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Mark:
    """A decision about something to do.

    Attributes:
        standing: It.
        on: The day of it.
        until: The day on which an accepted risk is looked at again.
    """

    standing: Standing
    on: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """What a person has seen of their plan.

    Attributes:
        answers: The answers it was made from.
        assessment: What followed from them.
    """

    answers: Answers
    assessment: Assessment


class Session:
    """One person's answers and decisions.

    Args:
        library: All that is known.
        today: Gives the day.

    Attributes:
        library: All that is known.
        marks: What was decided, by the id of the action.
        shown: What of the plan was seen last; nothing before the first time.
        changed: Called after each change, where the person asked to have them kept.
    """

    def __init__(self, library: Library, today: Callable[[], date]) -> None:
        self.library = library
        self.marks: dict[str, Mark] = {}
        self.shown: Shown | None = None
        self.changed: Callable[[], None] | None = None
        self._given: dict[str, tuple[str, ...]] = {}
        self._today = today

    @property
    def today(self) -> date:
        """The day."""
        return self._today()

    @property
    def answers(self) -> Answers:
        """What holds of what was answered, in the order of the questions."""
        return applicable(self.library, self._given)

    def answer(self, question: str, given: tuple[str, ...]) -> tuple[str, ...]:
        """Take an answer; one that was given before gives way.

        Returns:
            The ids of playbooks that it leads to at once, and that were not reached before.
        """
        before = jump(self.library, self.answers)
        self._given[question] = given
        after = jump(self.library, self.answers)
        self._tell()
        return tuple(each for each in after if each not in before)

    def given(self, question: str) -> tuple[str, ...]:
        """What was answered to a question; nothing where it was not asked."""
        return self._given.get(question, ())

    def open(self) -> tuple[Question, ...]:
        """The questions still to ask, in order."""
        return to_ask(self.library, self.answers)

    def before(self, question: str | None) -> str | None:
        """The id of the question answered before one, or before the end; nothing at the first."""
        order = list(self.library.questions)
        end = len(order) if question is None else order.index(question)
        return next((each for each in reversed(order[:end]) if each in self.answers), None)

    def heard(self) -> tuple[tuple[str, str], ...]:
        """What to read back: the id of a question, and a sentence."""
        return heard(self.library, self.answers)

    def assessment(self) -> Assessment:
        """What follows."""
        return assess(self.library, self.answers, self.today)

    def mark(self, action: str, standing: Standing, until: date | None = None) -> None:
        """Take a decision about something to do; the same once more takes it back."""
        old = self.marks.pop(action, None)
        if old is None or old.standing is not standing or old.until != until:
            self.marks[action] = Mark(standing, self.today, until)
        self._tell()

    def restore(self, answers: Answers, marks: Mapping[str, Mark]) -> None:
        """Go on with what was kept."""
        self.forget()
        self._given.update(answers)
        self.marks.update(marks)

    def show(self) -> Shown:
        """Remember what is seen now, so that what changes can be told."""
        self.shown = Shown(self.answers, self.assessment())
        return self.shown

    def forget(self) -> None:
        """Forget everything here."""
        self.changed = None
        self.marks.clear()
        self._given.clear()
        self.shown = None

    def _tell(self) -> None:
        if self.changed is not None:
            self.changed()


def applicable(library: Library, given: Answers) -> Answers:
    """Answers without those to questions that other answers leave out.

    They come back when the answer that left them out is changed back.
    """
    kept = {key: given[key] for key in library.questions if key in given}
    while True:
        facts = facts_of(kept, library.questions, library.within)
        left_out = [
            key
            for key in kept
            if library.conditions[library.questions[key].when].truth(facts) is False
        ]
        if not left_out:
            return kept
        for key in left_out:
            del kept[key]
