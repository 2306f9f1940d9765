"""What items are like (ISO 23008-12, 9.3; ISO 14496-12, 8.11.14): which properties each one has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from toolkit.errors import DamagedError, UnsupportedError
from toolkit.metadata.formats.bmff.boxes import Fields, children, needed

if TYPE_CHECKING:
    from toolkit.metadata.formats.bmff.boxes import Box
    from toolkit.metadata.source import Source


class Association(NamedTuple):
    """A property of an item.

    Attributes:
        box: The property.
        essential: Whether a reader that does not know it must not show the item.
    """

    box: Box
    essential: bool


@dataclass(frozen=True, slots=True)
class Properties:
    """The item properties box, taken apart.

    Attributes:
        container: The `ipco` box; `None` where there are no properties.
        children: The boxes beside the container.
        boxes: The properties.
        by_item: The properties of each item, in the order in which they apply.
    """

    container: Box | None
    children: list[Box]
    boxes: list[Box]
    by_item: dict[int, list[Association]]

    def of(self, number: int) -> list[Association]:
        """The properties of one item."""
        return self.by_item.get(number, [])


def properties(source: Source, box: Box | None) -> Properties:
    """Take an `iprp` box apart.

    Raises:
        DamagedError: It contradicts itself.
        UnsupportedError: It is of a version that is not known.
    """
    if box is None:
        return Properties(None, [], [], {})
    parts = children(source, box)
    container = needed(parts, b"ipco", box)
    boxes = children(source, container)
    by_item: dict[int, list[Association]] = {}
    for part in parts:
        if part.kind == b"ipma":
            _associate(Fields(source, part), boxes, by_item)
    return Properties(container, parts, boxes, by_item)


def _associate(fields: Fields, boxes: list[Box], by_item: dict[int, list[Association]]) -> None:
    """An item property association box (8.11.14.2)."""
    version, flags = fields.version_and_flags()
    if version > 1:
        raise UnsupportedError("unsupported", part="ipma")
    width = 2 if flags & 1 else 1
    top = 1 << (8 * width - 1)
    for _ in range(fields.number(4)):
        number = fields.number(4 if version else 2)
        if number in by_item:
            raise DamagedError("damaged", offset=fields.offset, part="ipma")
        found = []
        for _ in range(fields.number(1)):
            value = fields.number(width)
            index = value & (top - 1)
            # Index 0 stands for no property at all.
            if index == 0:
                continue
            if index > len(boxes):
                raise DamagedError("damaged", offset=fields.offset, part="ipma")
            found.append(Association(boxes[index - 1], value >= top))
        by_item[number] = found
