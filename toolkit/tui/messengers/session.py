"""What one person answered about messengers: as long as they are here, or in their vault."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.messaging.messengers.asking import applicable, carried_over, to_ask
from toolkit.messaging.messengers.chooser import choose

if TYPE_CHECKING:
    from collections.abc import Callable

    from toolkit.answers import Answers
    from toolkit.messaging.messengers.outcome import Outcome
    from toolkit.messaging.messengers.rules import Question
    from toolkit.tui.messengers.shelf import Shelf


class Session:
    """One person's answers.

    Args:
        shelf: All that is known.
        elsewhere: Answers to "My plan" that the person allows to be used; they are only marked
            beforehand, and each question is still asked.
    """

    def __init__(self, shelf: Shelf, elsewhere: Answers | None = None) -> None:
        self.shelf = shelf
        self._marked = carried_over(shelf.book, elsewhere or {})
        self._given: dict[str, tuple[str, ...]] = {}
        self.changed: Callable[[], None] | None = None
        """Called when something was answered, where that is kept."""

    @property
    def answers(self) -> Answers:
        """What holds of what was answered, in the order of the questions."""
        return applicable(self.shelf.book, self._given)

    def answer(self, question: str, given: tuple[str, ...]) -> None:
        """Take an answer; one that was given before gives way."""
        self._given[question] = given
        if self.changed is not None:
            self.changed()

    @property
    def is_kept(self) -> bool:
        """Whether the answers are those of a vault."""
        return self.changed is not None

    def let_go(self) -> None:
        """Keep nothing any more."""
        self.changed = None

    def given(self, question: str) -> tuple[str, ...]:
        """What was answered to a question, or marked beforehand; nothing where nothing was."""
        return self._given.get(question, self._marked.get(question, ()))

    def is_marked(self, question: str) -> bool:
        """Whether what stands there comes from "My plan"."""
        return question in self._marked and question not in self._given

    def open(self) -> tuple[Question, ...]:
        """The questions still to ask, in order."""
        return to_ask(self.shelf.book, self.answers)

    def before(self, question: str | None) -> str | None:
        """The id of the question answered before one, or before the end; nothing at the first."""
        order = list(self.shelf.book.questions)
        end = len(order) if question is None else order.index(question)
        return next((each for each in reversed(order[:end]) if each in self.answers), None)

    def outcome(self) -> Outcome:
        """What fits."""
        return choose(self.shelf.book, self.answers, self.shelf.today)
