"""A lesson as somebody plays it: every move so far, so that one can look back and decide anew.

    play = Play((Moment(*begin(lesson)),))
    play = play.moved(given, *answer(play.now.state, given))
    play = play.back()

A play never changes. What is decided otherwise while looking back begins from there; what had come
after it is let go.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING, TypeAlias

from toolkit.i18n import N_
from toolkit.messaging.lessons import telling
from toolkit.messaging.lessons.running import Part, right_ids
from toolkit.messaging.lessons.showing import Asked, Said, Tone, Wanted

if TYPE_CHECKING:
    from toolkit.messaging.lessons.running import Given, State
    from toolkit.messaging.lessons.showing import Shown


class Chapter(Enum):
    """Where in a lesson one is, as it is told to the learner."""

    STORY = N_("The story")
    PREDICTION = N_("Your prediction")
    ACTING = N_("You act")
    REVEAL = N_("What happened")
    ELSEWHERE = N_("Somewhere else")
    KEEP = N_("To take along")


@dataclass(frozen=True, slots=True)
class Compared:
    """What was predicted beside what was so.

    Attributes:
        rows: Each answer, whether it was given, and whether it was so.
    """

    rows: tuple[tuple[str, bool, bool], ...]


Piece: TypeAlias = "Shown | Compared"


@dataclass(frozen=True, slots=True)
class Moment:
    """What the lesson showed at once, and what it then waited for.

    Attributes:
        state: The lesson.
        shown: What it showed.
        given: What was answered; nothing as long as nothing was.
    """

    state: State
    shown: tuple[Shown, ...]
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

    def moved(self, given: Given, state: State, shown: tuple[Shown, ...]) -> Play:
        """The next move, made just now.

        Args:
            given: What was answered.
            state: What became of the lesson.
            shown: What it shows.
        """
        before = (*self.moments[: self.at], replace(self.now, given=given))
        return replace(self, moments=(*before, Moment(state, shown)), at=self.at + 1)

    def back(self) -> Play:
        """The move before."""
        return replace(self, at=max(self.at - 1, 0))


def chapters(play: Play) -> list[tuple[Chapter, tuple[Piece, ...]]]:
    """What the move that is looked at shows, each part with where it belongs.

    A heading begins a new part. The last one is where the question stands.
    """
    moment = play.now
    parts: list[list[Piece]] = [[]]
    for each in moment.shown:
        if isinstance(each, Said) and each.tone is Tone.HEADING and parts[-1]:
            parts.append([])
        parts[-1].append(each)
    part, last = moment.state.part, len(parts) - 1
    if part is Part.TRANSFER and not play.again and last:
        parts[last - 1] = _compared(moment.state, parts[last - 1])
    return [(_chapter(part, at, last), tuple(each)) for at, each in enumerate(parts)]


def _chapter(part: Part, at: int, last: int) -> Chapter:
    if part is Part.PREDICTION:
        return Chapter.PREDICTION if at == last else Chapter.STORY
    if part is Part.TRANSFER:
        return Chapter.ELSEWHERE if at == last else Chapter.REVEAL
    if part is Part.OVER:
        return Chapter.KEEP if at else Chapter.ELSEWHERE
    return {
        Part.CONFIDENCE: Chapter.PREDICTION,
        Part.ACTING: Chapter.ACTING,
        Part.REVEAL: Chapter.REVEAL,
    }[part]


def _compared(state: State, pieces: list[Piece]) -> list[Piece]:
    """The prediction beside what was so, drawn instead of told in two sentences."""
    verdicts = (Tone.RIGHT, Tone.OTHERWISE)
    ends = [
        at for at, each in enumerate(pieces) if isinstance(each, Said) and each.tone in verdicts
    ]
    if not ends:
        return pieces
    right = right_ids(state, state.lesson.prediction)
    rows = tuple((text, key in state.predicted, key in right) for key, text in predictions(state))
    return [pieces[0], Compared(rows), *pieces[ends[0] :]]


def predictions(state: State) -> tuple[tuple[str, str], ...]:
    """The ids and the words of what could be predicted."""
    options = state.lesson.prediction.options
    return tuple((each.id, telling.text(state.run, state.lesson, each.text)) for each in options)


def predicted(state: State) -> tuple[str, ...]:
    """What was predicted, in words; nothing before it was."""
    if state.part is Part.PREDICTION:
        return ()
    return tuple(text for key, text in predictions(state) if key in state.predicted)


def pauses(asked: Asked | None) -> bool:
    """Whether nothing is asked there but to go on."""
    return asked is not None and asked.wanted is Wanted.GO_ON
