"""The ids that a thing names, by the names of its fields, and what it is called."""

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

_OWN_NEEDS: Final = "Capability"
"""What a capability needs to work is told in words; what an action needs is other actions."""


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


def _is_reference(thing: Any, name: str) -> bool:  # noqa: ANN401 - any kind
    own = type(thing).__name__
    if name == "needs" and own == _OWN_NEEDS:
        return False
    return name in NAMES


def _values(thing: Any) -> Iterator[tuple[str, Any]]:  # noqa: ANN401 - any kind
    for name in _names(type(thing)):  # type: ignore[arg-type]  # a class is hashable
        yield name, getattr(thing, name)


@cache
def _names(kind: Any) -> tuple[str, ...]:  # noqa: ANN401 - any kind
    return tuple(field.name for field in fields(kind))
