"""What a move of a lesson shows: parted by where it belongs, answers with what is said of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, TypeAlias

from toolkit.i18n import N_
from toolkit.messaging.lessons import telling
from toolkit.messaging.lessons.running import Part, right_ids
from toolkit.messaging.lessons.showing import Said, Tone

if TYPE_CHECKING:
    from collections.abc import Container

    from toolkit.messaging.lessons.model import Question
    from toolkit.messaging.lessons.running import State
    from toolkit.messaging.lessons.showing import Asked, Shown


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


@dataclass(frozen=True, slots=True)
class Judged:
    """What is said of one answer, with the answer.

    Attributes:
        answer: It.
        told: What is said of it.
        right: Whether it is right.
    """

    answer: str
    told: str
    right: bool


Piece: TypeAlias = "Shown | Compared | Judged"
Parts: TypeAlias = tuple[tuple[Chapter, tuple[Piece, ...]], ...]


def parts_of(state: State, shown: tuple[Shown, ...], *, again: bool) -> Parts:
    """What is shown, parted by its headings; at the end only the first heading parts it."""
    part = state.part
    parts: list[list[Piece]] = [[]]
    for each in shown:
        heads = isinstance(each, Said) and each.tone is Tone.HEADING
        if heads and parts[-1] and (part is not Part.OVER or len(parts) == 1):
            parts.append([])
        parts[-1].append(each)
    last = len(parts) - 1
    if part is Part.TRANSFER and not again and last:
        parts[last - 1] = _compared(state, parts[last - 1])
    return tuple((_chapter(part, at, last), tuple(each)) for at, each in enumerate(parts))


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
    at = _verdict(pieces)
    if at is None:
        return pieces
    right = right_ids(state, state.lesson.prediction)
    options = predictions(state)
    rows = tuple((text, key in state.predicted, key in right) for key, text in options)
    told = pieces[at:]
    if not state.lesson.prediction.several:
        told = _with_answers(told, dict(options), state.predicted[0], right)
    return [pieces[0], Compared(rows), *told]


def judged(before: State, state: State, parts: Parts, given: str) -> Parts:
    """What is said of answers to a question, each with its answer."""
    question = _question(before)
    if question is None or before.asked is None:
        return parts
    (chapter, pieces), *more = parts
    right = right_ids(state, question)
    told = _with_answers(list(pieces), dict(before.asked.options), given, right)
    return ((chapter, tuple(told)), *more)


def after_card(asked: Asked, state: State, parts: Parts) -> Parts:
    """How it went with a card, below the card; the next one stands on a page of its own."""
    (chapter, pieces), *more = parts
    told: Parts = ((chapter, (Said(asked.text, Tone.NOTE), *pieces)), *more)
    follows = state.asked is not None and state.asked.count[1]
    return (*told, (chapter, ())) if follows else told


def _question(state: State) -> Question | None:
    """The question with right answers that a lesson waits for; nothing where it is none."""
    if state.part is Part.TRANSFER:
        return state.lesson.transfer
    if state.part in {Part.ACTING, Part.REVEAL}:
        steps = state.lesson.acting if state.part is Part.ACTING else state.lesson.reveal
        return steps[state.at].ask
    return None


def _with_answers(
    pieces: list[Piece], answers: dict[str, str], given: str, right: Container[str]
) -> list[Piece]:
    """After the verdict stands what is said of the answer that was given, then of the right one."""
    at = _verdict(pieces)
    if at is None:
        return pieces
    was_right = given in right
    listed = [given] if was_right else [given, *(key for key in answers if key in right)]
    found = list(pieces)
    for place, key in enumerate(listed, at + 1):
        said = found[place] if place < len(found) else None
        if isinstance(said, Said) and said.tone is Tone.TEXT:
            found[place] = Judged(answers[key], said.text, key in right)
    return found


def _verdict(pieces: list[Piece]) -> int | None:
    """Where it is said whether it was so."""
    verdicts = (Tone.RIGHT, Tone.OTHERWISE)
    places = (
        at for at, each in enumerate(pieces) if isinstance(each, Said) and each.tone in verdicts
    )
    return next(places, None)


def predictions(state: State) -> tuple[tuple[str, str], ...]:
    """The ids and the words of what could be predicted."""
    options = state.lesson.prediction.options
    return tuple((each.id, telling.text(state.run, state.lesson, each.text)) for each in options)


def predicted(state: State) -> tuple[str, ...]:
    """What was predicted, in words; nothing before it was."""
    if state.part is Part.PREDICTION:
        return ()
    return tuple(text for key, text in predictions(state) if key in state.predicted)
