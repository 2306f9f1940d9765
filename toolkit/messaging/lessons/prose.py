"""The texts of a lesson: those that people read, and those that are sent or looked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from toolkit import prose
from toolkit.messaging.lessons.measures import Exhibit, Value
from toolkit.messaging.lessons.model import Deed, Write

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.messaging.lessons.model import Lesson


def texts(lesson: Lesson) -> Iterator[tuple[str, str]]:
    """The name of each field with a text for people, and the text."""
    for field, text, holder in prose.texts(lesson):
        if not _is_code(field, holder) and not _is_example(field, holder):
            yield field, text


def codes(lesson: Lesson) -> Iterator[tuple[str, str]]:
    """The name of each field with a text that somebody sends or that is looked for, and it."""
    for field, text, holder in prose.texts(lesson):
        if _is_code(field, holder):
            yield field, text


def _is_code(field: str, holder: Any) -> bool:  # noqa: ANN401 - any part of a lesson
    return isinstance(holder, Deed | Value | Exhibit) and field.endswith(".text")


def _is_example(field: str, holder: Any) -> bool:  # noqa: ANN401 - any part of a lesson
    """An example is what a learner would write."""
    return isinstance(holder, Write) and field.endswith(".example")
