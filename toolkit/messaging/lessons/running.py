"""Playing a lesson: ``begin(lesson)``, then ``answer(state, given)`` until nothing is asked.

    state, shown = begin(lesson)
    while state.asked:
        state, shown = answer(state, given)

No state ever changes: keep them, and go back. With the same answers a lesson shows the same each
time, apart from how long real work took, which the clock tells.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum
from time import perf_counter
from typing import TYPE_CHECKING, Final, TypeAlias

from toolkit.i18n import _
from toolkit.messaging import world as lab
from toolkit.messaging.lessons import telling
from toolkit.messaging.lessons.deeds import perform
from toolkit.messaging.lessons.exhibits import exhibit
from toolkit.messaging.lessons.progress import Answered, Confidence, Taken
from toolkit.messaging.lessons.showing import Asked, Said, Shown, Tone, Wanted
from toolkit.messaging.lessons.taking import Run, take
from toolkit.neutral import neutral

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from toolkit.messaging.events import Event
    from toolkit.messaging.lessons.measures import Exhibit
    from toolkit.messaging.lessons.model import Card, Deed, Lesson, Question, Step
    from toolkit.messaging.lessons.speed import Clock
    from toolkit.messaging.state import World

Given: TypeAlias = tuple[str, ...]
"""What the learner answers: ids of options; one text; nothing, to go on."""

SHORTEST_TEXT: Final = 6
"""Bytes of what the learner writes: fewer would be found by chance where they never were."""
LONGEST_TEXT: Final = 200
"""Bytes of it at most."""


class Part(Enum):
    """Where in a lesson."""

    PREDICTION = "prediction"
    CONFIDENCE = "confidence"
    ACTING = "acting"
    REVEAL = "reveal"
    TRANSFER = "transfer"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class State:
    """A lesson at one moment.

    Attributes:
        lesson: Which.
        world: The lab.
        happened: Each event, after the id of the step in which it happened, or of the choice in it.
        written: What the learner wrote, by name.
        part: Where in the lesson.
        at: Which step of the part, from 0.
        card: Which card of the step, from 0.
        tried: The ids of choices of the step that were done already.
        asked: What is waited for; nothing when the lesson is over.
        predicted: The ids of what was predicted.
        confidence: How sure the learner was.
        sorted_right: How many cards were put where they belong.
        decided: Whether the transfer question was decided rightly.
        clock: Measures how long real work takes.
    """

    lesson: Lesson
    world: World
    happened: tuple[tuple[str, Event], ...] = ()
    written: Mapping[str, str] = field(default_factory=dict)
    part: Part = Part.PREDICTION
    at: int = 0
    card: int = 0
    tried: frozenset[str] = frozenset()
    asked: Asked | None = None
    predicted: Given = ()
    confidence: Confidence = Confidence.GUESS
    sorted_right: int = 0
    decided: bool = False
    clock: Clock = perf_counter

    @property
    def run(self) -> Run:
        """What happened, for values and exhibits."""
        return Run(self.world, self.happened, self.written, self.clock)

    def taken(self, on: date) -> Taken:
        """How it went, once the lesson is over.

        Args:
            on: The day.
        """
        right = right_ids(self, self.lesson.prediction)
        predicted = frozenset(self.predicted) == right
        return Taken(predicted, self.confidence, (Answered(on, self.decided),))


Moved: TypeAlias = tuple[State, tuple[Shown, ...]]


def begin(lesson: Lesson, clock: Clock = perf_counter) -> Moved:
    """A lesson at its beginning.

    Args:
        lesson: Which.
        clock: Measures how long real work takes.
    """
    world, events = lab.begin(lesson.people, seed=lesson.seed.encode(), settings=lesson.settings)
    state = State(lesson, world, tuple(("", each) for each in events), clock=clock)
    shown = [
        Said(lesson.title, Tone.TITLE),
        *telling.paragraphs(state.run, lesson, lesson.scenario),
        Said(_("What do you think will happen?"), Tone.HEADING),
    ]
    state, more = _ask(state, lesson.prediction)
    return state, (*shown, *more)


def answer(state: State, given: Given) -> Moved:
    """Answer what is asked.

    Args:
        state: It stays as it is.
        given: The answer; one that does not fit is asked for again.

    Raises:
        ContentError: ``"content-missing-id"`` where the lesson shows what has not happened.
    """
    if state.asked is None or not fits(state.asked, given):
        return state, ()
    return _PARTS[state.part](state, given)


def ask_again(lesson: Lesson, clock: Clock = perf_counter) -> Moved:
    """Only the transfer question, on a later day. After its answer the lesson is over.

    Nothing happens in the lab then, so neither the question nor what is told after it holds a
    value; `checking` sees to that. How it went is `State.decided`.
    """
    world, _events = lab.begin(lesson.people, seed=lesson.seed.encode(), settings=lesson.settings)
    state = State(lesson, world, part=Part.TRANSFER, clock=clock)
    state, shown = _ask(state, lesson.transfer)
    return state, (Said(lesson.title, Tone.TITLE), *shown)


def fits(asked: Asked, given: Given) -> bool:
    """Whether an answer is one of those that are asked for."""
    known = {key for key, _text in asked.options}
    if asked.wanted is Wanted.GO_ON:
        return not given
    if asked.wanted is Wanted.TEXT:
        return len(given) == 1 and _can_be_found(given[0].strip())
    if asked.wanted is Wanted.ONE and len(given) != 1:
        return False
    return known.issuperset(given) and len(set(given)) == len(given)


def _can_be_found(text: str) -> bool:
    return not text or SHORTEST_TEXT <= len(neutral(text).encode()) <= LONGEST_TEXT


def right_ids(state: State, question: Question) -> frozenset[str]:
    """The ids of the options that are right, by what happened where the lab can tell."""
    if not question.computed:
        return frozenset(option.id for option in question.options if option.right)
    found = take(state.run, state.lesson.values[question.computed])
    return frozenset(found.split(",")) & {option.id for option in question.options}


def _ask(state: State, question: Question) -> Moved:
    wanted = Wanted.SEVERAL if question.several else Wanted.ONE
    told = telling.text
    options = tuple(
        (each.id, told(state.run, state.lesson, each.text)) for each in question.options
    )
    asked = Asked(wanted, told(state.run, state.lesson, question.ask), options)
    before = telling.paragraphs(state.run, state.lesson, (question.setting,))
    return replace(state, asked=asked), before


def _predicted(state: State, given: Given) -> Moved:
    asked = Asked(Wanted.ONE, _("How sure are you?"), telling.confidences())
    return replace(state, part=Part.CONFIDENCE, predicted=given, asked=asked), ()


def _was_sure(state: State, given: Given) -> Moved:
    return _enter(replace(state, part=Part.ACTING, at=0, confidence=Confidence(given[0])), ())


def _enter(state: State, shown: tuple[Shown, ...]) -> Moved:
    """Begin the step at which a state is, or what comes after the last one of its part."""
    steps = _steps(state)
    if state.at == len(steps):
        return _after_part(state, shown)
    step = steps[state.at]
    first = state.part is Part.REVEAL and state.at == 0
    heading = (Said(_("What really happened"), Tone.HEADING),) if first else ()
    said = (*telling.paragraphs(state.run, state.lesson, step.say), *_show(state, step.look))
    state = replace(state, card=0, tried=frozenset(), sorted_right=0)
    shown = (*shown, *heading, *said)
    if step.ask:
        state, more = _ask(state, step.ask)
        return state, (*shown, *more)
    if step.sort:
        shown += telling.paragraphs(state.run, state.lesson, (step.sort.ask,))
    if step.task or step.write or step.sort:
        return _ask_of(state, step), shown
    return _finish(state, step, shown)


def _ask_of(state: State, step: Step) -> State:
    """A state that waits for what a step without a question asks for."""
    run, lesson = state.run, state.lesson
    if step.task:
        left = tuple(
            (each.id, telling.text(run, lesson, each.text))
            for each in step.task.choices
            if each.id not in state.tried
        )
        asked = Asked(Wanted.ONE, telling.text(run, lesson, step.task.ask), left)
    elif step.write:
        ask = telling.text(run, lesson, step.write.ask)
        asked = Asked(Wanted.TEXT, ask, example=step.write.example)
    else:
        assert step.sort  # noqa: S101 - for the checker of types: nothing else is left
        card, count = step.sort.cards[state.card], (state.card + 1, len(step.sort.cards))
        piles = tuple((each.id, each.text) for each in step.sort.piles)
        asked = Asked(Wanted.ONE, telling.text(run, lesson, card.text), piles, count=count)
    return replace(state, asked=asked)


def _acted(state: State, given: Given) -> Moved:
    """The answer within a step."""
    step = _steps(state)[state.at]
    if state.asked and state.asked.wanted is Wanted.GO_ON:
        return _enter(replace(state, at=state.at + 1), ())
    if step.ask:
        return _finish(state, step, (), given)
    if step.task:
        return _chose(state, step, given[0])
    if step.sort:
        return _put(state, step, given[0])
    assert step.write  # noqa: S101 - for the checker of types: nothing else is left
    text = neutral(given[0].strip()) or step.write.example
    return _finish(replace(state, written={**state.written, step.write.name: text}), step, ())


def _chose(state: State, step: Step, chosen: str) -> Moved:
    assert step.task  # noqa: S101 - for the checker of types: the caller looked
    choice = next(each for each in step.task.choices if each.id == chosen)
    done = _do(state, f"{step.id}.{choice.id}", choice.do)
    state = replace(done, tried=state.tried | {chosen})
    shown = _show(state, choice.show)
    shown += telling.paragraphs(state.run, state.lesson, (choice.tell,))
    if choice.again:
        return _ask_of(state, step), shown
    return _finish(state, step, shown)


def _put(state: State, step: Step, pile: str) -> Moved:
    assert step.sort  # noqa: S101 - for the checker of types: the caller looked
    card: Card = step.sort.cards[state.card]
    shown: tuple[Shown, ...] = telling.of_card(state.run, state.lesson, step.sort, card, pile)
    right = state.sorted_right + (pile in card.piles)
    state = replace(state, card=state.card + 1, sorted_right=right)
    if state.card < len(step.sort.cards):
        return _ask_of(state, step), shown
    return _finish(state, step, (*shown, telling.of_sorting(right, state.card)))


def _finish(state: State, step: Step, shown: tuple[Shown, ...], given: Given = ()) -> Moved:
    """The end of a step: what the lesson does, shows and says, then a pause."""
    state = _do(state, step.id, step.do)
    shown += _show(state, step.show)
    if step.ask:
        # Only now, as what is right may follow from what was just done.
        right = right_ids(state, step.ask)
        shown += telling.feedback(state.run, state.lesson, step.ask, given, right)
    shown += telling.paragraphs(state.run, state.lesson, step.then)
    shown += tuple(telling.fact(state.lesson.claims[name]) for name in step.facts)
    if not shown:
        # Nothing stands there to be read, so nothing to pause for.
        return _enter(replace(state, at=state.at + 1), ())
    return replace(state, asked=Asked(Wanted.GO_ON)), shown


def _after_part(state: State, shown: tuple[Shown, ...]) -> Moved:
    if state.part is Part.ACTING:
        return _enter(replace(state, part=Part.REVEAL, at=0), shown)
    lesson = state.lesson
    right = right_ids(state, lesson.prediction)
    compared = telling.compared(state.run, lesson, state.predicted, right, state.confidence)
    heading = Said(_("Somewhere else"), Tone.HEADING)
    state, asked = _ask(replace(state, part=Part.TRANSFER, at=0), lesson.transfer)
    return state, (*shown, *compared, heading, *asked)


def _transferred(state: State, given: Given) -> Moved:
    lesson = state.lesson
    right = right_ids(state, lesson.transfer)
    shown = telling.feedback(state.run, lesson, lesson.transfer, given, right)
    decided = frozenset(given) == right
    state = replace(state, part=Part.OVER, decided=decided, asked=None)
    return state, (*shown, *telling.closing(state.run, lesson))


def _do(state: State, where: str, deeds: tuple[Deed, ...]) -> State:
    for deed in deeds:
        world, events = perform(state.world, deed, state.written)
        happened = (*state.happened, *((where, each) for each in events))
        state = replace(state, world=world, happened=happened)
    return state


def _show(state: State, exhibits: tuple[Exhibit, ...]) -> tuple[Shown, ...]:
    return tuple(
        exhibit(state.run, replace(each, title=telling.text(state.run, state.lesson, each.title)))
        for each in exhibits
    )


def _steps(state: State) -> tuple[Step, ...]:
    return state.lesson.reveal if state.part is Part.REVEAL else state.lesson.acting


_PARTS: Final = {
    Part.PREDICTION: _predicted,
    Part.CONFIDENCE: _was_sure,
    Part.ACTING: _acted,
    Part.REVEAL: _acted,
    Part.TRANSFER: _transferred,
}
