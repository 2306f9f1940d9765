"""A lesson as somebody plays it: every move so far, so that one can look back and decide anew.

    play = begun(lesson)
    play = play.moved(("sms",))
    play = play.back()

A play never changes. What is decided otherwise while looking back begins from there; what had come
after it is let go.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from toolkit.messaging.lessons.running import answer, ask_again, begin
from toolkit.messaging.lessons.showing import Asked, Wanted
from toolkit.tui.lessons.parts import after_card, judged, parts_of

if TYPE_CHECKING:
    from toolkit.messaging.lessons.model import Lesson
    from toolkit.messaging.lessons.running import Given, State
    from toolkit.tui.lessons.parts import Parts


@dataclass(frozen=True, slots=True)
class Moment:
    """What the lesson showed at once, and what it then waited for.

    Attributes:
        state: The lesson.
        parts: What it showed, each part with where it belongs. The question stands in the last.
        given: What was answered; nothing as long as nothing was.
    """

    state: State
    parts: Parts
    given: Given | None = None


@dataclass(frozen=True, slots=True)
class Play:
    """All moves, and the one looked at.

    Attributes:
        moments: In order.
        at: Which one is looked at.
        again: Whether only the last question is asked, on a later day.
        counted: Whether how it went was taken down: the first decision counts.
    """

    moments: tuple[Moment, ...]
    at: int = 0
    again: bool = False
    counted: bool = False

    @property
    def now(self) -> Moment:
        """The move looked at."""
        return self.moments[self.at]

    @property
    def asked(self) -> Asked | None:
        """What is waited for there; nothing at the end."""
        return self.now.state.asked

    @property
    def is_over(self) -> bool:
        """Whether the end is looked at."""
        return self.asked is None

    def followed(self, given: Given) -> Play | None:
        """The next move, where it is known because the same was answered before."""
        known = self.now.given == given and self.at + 1 < len(self.moments)
        return replace(self, at=self.at + 1) if known else None

    def moved(self, given: Given) -> Play:
        """The next move, made now. It may set real work going, and take seconds.

        Args:
            given: What is answered.

        Raises:
            ContentError: As `running.answer`.
        """
        state, shown = answer(self.now.state, given)
        if state is self.now.state:
            return self
        parts = parts_of(state, shown, again=self.again)
        asked = self.asked
        if asked is not None and asked.count[1]:
            parts = after_card(asked, state, parts)
        elif asked is not None and asked.wanted is Wanted.ONE:
            parts = judged(self.now.state, state, parts, given[0])
        before = (*self.moments[: self.at], replace(self.now, given=given))
        return replace(self, moments=(*before, Moment(state, parts)), at=self.at + 1)

    def back(self) -> Play:
        """The move before."""
        return replace(self, at=max(self.at - 1, 0))


def begun(lesson: Lesson, *, again: bool = False) -> Play:
    """A lesson at its beginning.

    Args:
        lesson: Which.
        again: Whether only its last question is asked.
    """
    state, shown = ask_again(lesson) if again else begin(lesson)
    return Play((Moment(state, parts_of(state, shown, again=again)),), again=again)


def said_anew(play: Play, lesson: Lesson) -> Play:
    """A play with the lesson as it is told in another language: the same is answered again.

    Args:
        play: It.
        lesson: The lesson, as it is told now.

    Raises:
        ContentError: As `running.answer`.
    """
    if play.now.state.lesson == lesson:
        return play
    told = begun(lesson, again=play.again)
    for moment in play.moments[:-1]:
        told = told.moved(moment.given or ())
    return replace(told, at=play.at, counted=play.counted)


def pauses(asked: Asked | None) -> bool:
    """Whether nothing is asked there but to go on."""
    return asked is not None and asked.wanted is Wanted.GO_ON
