"""The texts of a lesson that people read, by the names of their fields."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any, Final

from toolkit.messaging.lessons.measures import Exhibit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.messaging.lessons.model import Lesson

_CODES: Final = frozenset({
    "id", "seed", "people", "values", "settings", "computed", "piles", "facts", "sources", "as_of",
    "do", "name",
})  # fmt: skip
"""Fields that hold ids, dates and what is done."""


def texts(lesson: Lesson) -> Iterator[tuple[str, str]]:
    """The name of each field with a text, and the text."""
    yield from _inside(lesson, "")


def _inside(value: Any, field: str) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - any value
    if isinstance(value, str):
        yield from [(field, value)] if value else ()
    elif isinstance(value, tuple):
        for at, each in enumerate(value, 1):
            yield from _inside(each, f"{field}[{at}]")
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from _inside(each, f"{field}.{key}")
    elif isinstance(value, Exhibit):
        yield f"{field}.title", value.title
    elif is_dataclass(value):
        for each in fields(value):
            if each.name not in _CODES:
                yield from _inside(getattr(value, each.name), f"{field}.{each.name}".strip("."))
