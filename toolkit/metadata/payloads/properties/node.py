"""A property: a name with a value, or with properties of its own."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(slots=True)
class Node:
    """A property, or an item of a list.

    Attributes:
        name: Its name with the customary prefix of its namespace: ``"dc:creator"``; empty for an
            item of a list.
        value: Its text as found.
        start: Offset of its first byte in the content of the payload.
        stop: Offset after its last byte.
        parts: The fields of a structure, the items of a list.
    """

    name: str
    value: str
    start: int
    stop: int
    parts: list[Node] = field(default_factory=list)

    def get(self, name: str) -> Node | None:
        """The first part of a name, or `None`."""
        return next((part for part in self.parts if part.name == name), None)


def leaves(node: Node) -> Iterator[Node]:
    """The property itself where it has a value, and all those below it, in their order."""
    waiting = [node]
    while waiting:
        at = waiting.pop()
        if at.value:
            yield at
        waiting.extend(reversed(at.parts))
