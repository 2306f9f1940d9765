"""Each lesson as somebody meets it who tries everything: read by eye and kept.

After a change that is meant, `.venv/bin/pytest tests/golden --snapshot-update`; then read them.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from toolkit.messaging.lessons import running, shelf
from toolkit.messaging.lessons.showing import Dump, Fact, Said, Table, Wanted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from syrupy.assertion import SnapshotAssertion

    from toolkit.messaging.lessons.showing import Asked, Shown

LESSONS = [path.stem for path in shelf.files()]


def no_time() -> float:
    """A clock that stands still: how long work takes is no part of a transcript."""
    return 0.0


def transcript(lesson: str) -> Iterator[str]:
    """A lesson in which the first option is always chosen, until no other is left."""
    loaded = shelf.load(shelf.folder() / f"{lesson}.toml")
    state, shown = running.begin(loaded, no_time)
    yield from lines(shown)
    while state.asked:
        yield from question(state.asked)
        given = first(state.asked)
        yield f"> {', '.join(given)}"
        state, shown = running.answer(state, given)
        yield from lines(shown)


@cache
def told(lesson: str) -> str:
    """A transcript, played once for all tests."""
    return "\n".join(transcript(lesson))


def first(asked: Asked) -> tuple[str, ...]:
    if asked.wanted is Wanted.GO_ON:
        return ()
    return ("",) if asked.wanted is Wanted.TEXT else (asked.options[0][0],)


def question(asked: Asked) -> Iterator[str]:
    if asked.text:
        yield f"? {asked.text}"
    yield from (f"  {key}: {text}" for key, text in asked.options)


def lines(shown: tuple[Shown, ...]) -> Iterator[str]:
    for each in shown:
        match each:
            case Said():
                yield f"{each.tone.value}: {each.text}"
            case Table():
                yield f"table: {each.title}"
                yield from (f"  {' | '.join(row)}" for row in (each.columns, *each.rows))
            case Dump():
                yield f"bytes: {each.title}, {each.size}"
                yield f"  {each.content.hex()}"
            case Fact():
                yield f"fact: {each.text} ({each.grade}, {each.as_of})"
                yield from (f"  {source}" for source in each.sources)


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_lesson_tells_what_it_told_when_it_was_read(
    lesson: str, snapshot: SnapshotAssertion
) -> None:
    assert told(lesson) == snapshot


@pytest.mark.parametrize("lesson", LESSONS)
def test_the_same_answers_give_the_same_lesson_byte_for_byte(lesson: str) -> None:
    assert "\n".join(transcript(lesson)) == told(lesson)
