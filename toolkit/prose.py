"""Which texts of content are for people: declared by the types of fields, and found by them.

A field of another type, an id, a code, a condition or an address among them, is never translated.
"""

from __future__ import annotations

from collections.abc import Iterator  # noqa: TC003 - the type of `texts` is looked up below
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Annotated, Any, TypeAlias, get_args, get_origin, get_type_hints


class Words(Enum):
    """What sort of text stands in a field."""

    PROSE = "prose"
    NAME = "name"


Prose: TypeAlias = Annotated[str, Words.PROSE]
"""A text for people, in their language."""
Name: TypeAlias = Annotated[str, Words.NAME]
"""What somebody calls themselves or a text of theirs: for people, and the same everywhere."""

Text: TypeAlias = tuple[str, str, Any]
"""The name of a field, a text that stands there, and the value of which it is a field."""


def prose(thing: Any, above: str = "") -> Iterator[tuple[str, str]]:  # noqa: ANN401 - any kind
    """The name of each field with a text for people, and the text.

    Args:
        thing: What was loaded from a content file, or a part of it.
        above: What stands before the names of its fields.
    """
    for field, text, _holder in texts(thing, above):
        yield field, text


def texts(thing: Any, above: str = "") -> Iterator[Text]:  # noqa: ANN401 - any kind
    """As `prose`, each with the part of the thing that has it."""
    kind: Any = type(thing)
    for name in _told(kind):
        yield from _inside(getattr(thing, name), above + name, thing)


def sort_of(hint: Any) -> Words | None:  # noqa: ANN401 - any type
    """What sort of text a type declares; nothing where it declares none.

    Args:
        hint: The type of a field, with what it is annotated with.
    """
    marks = get_args(hint)[1:] if get_origin(hint) is Annotated else ()
    return next((mark for mark in marks if isinstance(mark, Words)), None)


def _inside(value: Any, field: str, holder: Any) -> Iterator[Text]:  # noqa: ANN401 - any value
    if isinstance(value, str):
        if value:
            yield field, value, holder
    elif isinstance(value, tuple):
        for at, each in enumerate(value, 1):
            yield from _inside(each, f"{field}[{at}]", holder)
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from _inside(each, f"{field}.{key}", holder)
    elif is_dataclass(value):
        yield from texts(value, f"{field}.")


@cache
def _told(kind: Any) -> tuple[str, ...]:  # noqa: ANN401 - a class
    """The fields of a dataclass that are for people, or hold others."""
    hints = get_type_hints(kind, include_extras=True)
    return tuple(field.name for field in fields(kind) if _tells(hints[field.name]))


def _tells(hint: Any) -> bool:  # noqa: ANN401 - any type
    return sort_of(hint) is not None or is_dataclass(hint) or any(map(_tells, get_args(hint)))
