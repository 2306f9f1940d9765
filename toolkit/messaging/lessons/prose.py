"""The texts of a lesson: those that people read, and those that are sent or looked for."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any, Final

from toolkit.messaging.lessons.measures import Exhibit, Value
from toolkit.messaging.lessons.model import Deed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.messaging.lessons.model import Lesson

_CODES: Final = frozenset({
    "id", "seed", "people", "settings", "computed", "piles", "facts", "sources", "as_of", "name",
    "example",
})  # fmt: skip
"""Fields that hold ids and days; an example is what a learner would write."""
_TITLE: Final = "title"
_TEXT: Final = "text"


def texts(lesson: Lesson) -> Iterator[tuple[str, str]]:
    """The name of each field with a text for people, and the text."""
    for field, holder, text in _inside(lesson, "", None):
        of_exhibit = isinstance(holder, Exhibit) and not field.endswith(_TITLE)
        if not of_exhibit and not isinstance(holder, Deed | Value):
            yield field, text


def codes(lesson: Lesson) -> Iterator[tuple[str, str]]:
    """The name of each field with a text that somebody sends or that is looked for, and it."""
    for field, holder, text in _inside(lesson, "", None):
        if isinstance(holder, Deed | Value | Exhibit) and field.endswith(_TEXT):
            yield field, text


def _inside(
    value: Any,  # noqa: ANN401 - any part of a lesson
    field: str,
    holder: object,
) -> Iterator[tuple[str, object, str]]:
    """Each text, with the name of its field and what it is a field of."""
    if isinstance(value, str):
        yield from [(field, holder, value)] if value else ()
    elif isinstance(value, tuple):
        for at, each in enumerate(value, 1):
            yield from _inside(each, f"{field}[{at}]", holder)
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from _inside(each, f"{field}.{key}", holder)
    elif is_dataclass(value):
        for each in fields(value):
            if each.name not in _CODES:
                name = f"{field}.{each.name}".strip(".")
                yield from _inside(getattr(value, each.name), name, value)
