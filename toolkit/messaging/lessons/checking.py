"""What has to hold in a lesson before anybody plays it; what is wrong is told by file and field."""

from __future__ import annotations

from string import Formatter
from typing import TYPE_CHECKING, Final

from toolkit.errors import ContentError
from toolkit.messaging.lessons import deeds
from toolkit.messaging.lessons.prose import codes, texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from toolkit.messaging.lessons.model import (
        Choice,
        Deed,
        Lesson,
        Option,
        Question,
        Sort,
        Step,
        Task,
    )


_TOLD_ALONE: Final = ("transfer.", "keep[", "unknown[", "claims.")
"""What is told on a later day too, when nothing has happened in the lab."""


def check(lesson: Lesson) -> Iterator[ContentError]:
    """What is wrong with a lesson.

    Each is ``"content-empty-field"``, ``"content-wrong-type"`` or ``"content-missing-id"``, with
    the field.
    """
    file = f"lessons/{lesson.id}.toml"
    yield from _whole(lesson, file)
    yield from _question(lesson, lesson.prediction, "prediction", file)
    yield from _question(lesson, lesson.transfer, "transfer", file)
    if lesson.transfer.computed:
        yield ContentError("content-wrong-type", file=file, field="transfer.computed")
    for part in ("acting", "reveal"):
        for at, step in enumerate(getattr(lesson, part), 1):
            yield from _step(lesson, step, f"{part}[{at}]", file)
    steps = {step.id for step in (*lesson.acting, *lesson.reveal)} | {""}
    for name, value in lesson.values.items():
        if value.of.partition(".")[0] not in steps:
            yield _no(value.of, f"values.{name}.of", file)
    yield from _names(lesson, file)


def _whole(lesson: Lesson, file: str) -> Iterator[ContentError]:
    needed = ("aims", "meets", "scenario", "acting", "reveal", "keep", "seed")
    for name in needed:
        if not getattr(lesson, name):
            yield ContentError("content-empty-field", file=file, field=name)
    if not lesson.trainer.timing or not lesson.trainer.questions:
        yield ContentError("content-empty-field", file=file, field="trainer")
    ids = [step.id for step in (*lesson.acting, *lesson.reveal) if step.id]
    if len(set(ids)) < len(ids):
        yield ContentError("content-wrong-type", file=file, field="acting.id")


def _question(lesson: Lesson, question: Question, at: str, file: str) -> Iterator[ContentError]:
    yield from _ids(question.options, f"{at}.options", file)
    right = sum(option.right for option in question.options)
    if question.computed:
        if question.computed not in lesson.values:
            yield _no(question.computed, f"{at}.computed", file)
        if right:
            yield ContentError("content-wrong-type", file=file, field=f"{at}.options.right")
    elif not question.several and right != 1:
        yield ContentError("content-wrong-type", file=file, field=f"{at}.options.right")


def _step(lesson: Lesson, step: Step, at: str, file: str) -> Iterator[ContentError]:
    inside = [each for each in (step.ask, step.task, step.write, step.sort) if each]
    if len(inside) > 1:
        yield ContentError("content-wrong-type", file=file, field=at)
    if step.ask:
        yield from _question(lesson, step.ask, f"{at}.ask", file)
    if step.task:
        yield from _task(step.task, f"{at}.task", file)
    if step.sort:
        yield from _sort(step.sort, f"{at}.sort", file)
    yield from _deeds(step.do, f"{at}.do", file)
    for name in step.facts:
        if name not in lesson.claims:
            yield _no(name, f"{at}.facts", file)


def _sort(sort: Sort, at: str, file: str) -> Iterator[ContentError]:
    piles = {pile.id for pile in sort.piles}
    if not sort.cards:
        yield ContentError("content-empty-field", file=file, field=f"{at}.cards")
    for row, card in enumerate(sort.cards, 1):
        field = f"{at}.cards[{row}].piles"
        if not card.piles:
            yield ContentError("content-empty-field", file=file, field=field)
        for pile in sorted({*card.piles, *card.tells} - piles):
            yield _no(pile, field, file)


def _task(task: Task, at: str, file: str) -> Iterator[ContentError]:
    yield from _ids(task.choices, f"{at}.choices", file)
    if all(choice.again for choice in task.choices):
        yield ContentError("content-wrong-type", file=file, field=f"{at}.choices.again")
    for row, choice in enumerate(task.choices, 1):
        yield from _deeds(choice.do, f"{at}.choices[{row}].do", file)


def _deeds(listed: Iterable[Deed], at: str, file: str) -> Iterator[ContentError]:
    for row, deed in enumerate(listed, 1):
        try:
            deeds.check(deed, f"{at}[{row}]", file)
        except ContentError as error:
            yield error


def _ids(things: Iterable[Option] | Iterable[Choice], at: str, file: str) -> Iterator[ContentError]:
    ids = [thing.id for thing in things]
    if len(ids) < 2 or len(set(ids)) < len(ids):
        yield ContentError("content-wrong-type", file=file, field=f"{at}.id")


def _names(lesson: Lesson, file: str) -> Iterator[ContentError]:
    """Placeholders that nothing fills; what is done and looked for knows only what was written."""
    written = {step.write.name for step in (*lesson.acting, *lesson.reveal) if step.write}
    known = written | set(lesson.values)
    for field, text in texts(lesson):
        alone = field.startswith(_TOLD_ALONE)
        yield from _filled(text, set() if alone else known, field, file)
    for field, text in codes(lesson):
        yield from _filled(text, written, field, file)


def _filled(text: str, known: set[str], field: str, file: str) -> Iterator[ContentError]:
    try:
        named = {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:
        yield ContentError("content-wrong-type", file=file, field=field)
        return
    for name in sorted(named - known):
        yield _no(name, field, file)


def _no(name: str, field: str, file: str) -> ContentError:
    return ContentError("content-missing-id", file=file, field=field, id=name)
