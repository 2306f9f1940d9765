"""The texts of a thing that people read, and the ids that it names: by the names of its fields."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

NAMES: Final[dict[str, tuple[str, ...]]] = {
    "action": ("actions",),
    "actions": ("actions",),
    "call": ("helpers",),
    "capabilities": ("capabilities",),
    "capability": ("capabilities",),
    "drops": ("actions",),
    "forbids": ("actions",),
    "must": ("actions",),
    "must_not": ("actions",),
    "needs": ("actions",),
    "place": ("places",),
    "places": ("places",),
    "playbook": ("playbooks",),
    "related": ("systems", "vendors"),
    "sold_by": ("vendors",),
    "sources": ("sources",),
    "systems": ("systems",),
    "within": ("places",),
}
"""Fields that hold ids, and the folders in which those may be."""

_CODES: Final = frozenset({
    "id", "when", "only_if", "as_of", "status_as_of", "published", "url", "topic", "answers",
})  # fmt: skip
_OWN_NEEDS: Final = "Capability"
"""What a capability needs to work is told in words; what an action needs is other actions."""
_OWN_WHEN: Final = "Branch"
"""When a way divides is told in words; when a rule holds is a condition."""


def prose(thing: Any, above: str = "") -> Iterator[tuple[str, str]]:  # noqa: ANN401 - any kind
    """The name of each field with a text for people, and the text.

    Args:
        thing: A thing of the library, or a part of one.
        above: What stands before the names of its fields.
    """
    for name, value in _values(thing):
        if not _is_code(thing, name) and not _is_reference(thing, name):
            yield from _texts(value, above + name)


def references(thing: Any, above: str = "") -> Iterator[tuple[str, str, tuple[str, ...]]]:  # noqa: ANN401
    """The name of each field with an id, the id, and the folders in which that may be."""
    for name, value in _values(thing):
        if _is_reference(thing, name):
            for each in (value,) if isinstance(value, str) else value:
                if each:
                    yield above + name, each, NAMES[name]
        elif isinstance(value, tuple):
            for index, each in enumerate(value, 1):
                if is_dataclass(each):
                    yield from references(each, f"{above}{name}[{index}].")


def title_of(thing: Any) -> str:  # noqa: ANN401 - any kind
    """What a thing is called."""
    for name in ("title", "name", "prompt", "text", "because"):
        title = getattr(thing, name, "")
        if title:
            return str(title)
    return str(thing.id)


def _is_code(thing: Any, name: str) -> bool:  # noqa: ANN401 - any kind
    return name in _CODES and not (name == "when" and type(thing).__name__ == _OWN_WHEN)


def _is_reference(thing: Any, name: str) -> bool:  # noqa: ANN401 - any kind
    own = type(thing).__name__
    if name == "needs" and own == _OWN_NEEDS:
        return False
    return name in NAMES


def _texts(value: Any, field: str) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - any value
    if type(value) is str:
        if value:
            yield field, value
    elif isinstance(value, tuple):
        for index, each in enumerate(value, 1):
            yield from _texts(each, f"{field}[{index}]")
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from _texts(each, f"{field}.{key}")
    elif is_dataclass(value):
        yield from prose(value, f"{field}.")


def _values(thing: Any) -> Iterator[tuple[str, Any]]:  # noqa: ANN401 - any kind
    for name in _names(type(thing)):  # type: ignore[arg-type]  # a class is hashable
        yield name, getattr(thing, name)


@cache
def _names(kind: Any) -> tuple[str, ...]:  # noqa: ANN401 - any kind
    return tuple(field.name for field in fields(kind))
