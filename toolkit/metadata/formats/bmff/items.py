"""What a `meta` box holds: items, what they are, and how they refer to each other.

Source: ISO 14496-12:2022, 8.11; ISO 23008-12:2022, 6 and 9.3.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from toolkit.errors import DamagedError, UnsupportedError
from toolkit.metadata.formats.bmff.boxes import Fields, boxes_in, children, needed, single
from toolkit.metadata.formats.bmff.locations import Resolver, locations
from toolkit.metadata.formats.bmff.properties import Properties, properties

if TYPE_CHECKING:
    from toolkit.metadata.formats.bmff.boxes import Box
    from toolkit.metadata.source import Source

_PICTURES: Final = b"pict"


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of the item information box.

    Attributes:
        number: Its item id.
        kind: Its type: ``b"hvc1"``, ``b"grid"``, ``b"Exif"``; empty in entries of old versions.
        hidden: Whether it is not meant to be shown by itself (ISO 23008-12, 6.4.2).
        entry: The box that says so.
        name: The item's name, as stored.
        content_type: The type of a `mime` item, as stored.
    """

    number: int
    kind: bytes
    hidden: bool
    entry: Box
    name: bytes
    content_type: bytes


@dataclass(frozen=True, slots=True)
class Meta:
    """A `meta` box taken apart.

    Attributes:
        box: The box.
        children: The boxes in it.
        primary: The id of the primary item, 0 where there is none.
        items: The items by id, in the file's order.
        references: By type of reference: from which item to which, in the file's order.
        properties: The properties of items.
        resolver: Where the bytes of items are.
    """

    box: Box
    children: list[Box]
    primary: int
    items: dict[int, Item]
    references: dict[bytes, dict[int, tuple[int, ...]]]
    properties: Properties
    resolver: Resolver

    def referred(self, kind: bytes, number: int) -> tuple[int, ...]:
        """The items that an item refers to in one way."""
        return self.references.get(kind, {}).get(number, ())


def meta(source: Source, box: Box) -> Meta:
    """Take a `meta` box apart.

    Raises:
        DamagedError: It contradicts itself.
        UnsupportedError: It is not about pictures, or of a version that is not known.
        LimitError: It has too many parts.
    """
    parts = children(source, box, skip=4)
    handler = Fields(source, needed(parts, b"hdlr", box))
    handler.take(8)
    if handler.take(4) != _PICTURES:
        raise UnsupportedError("unsupported", part="meta handler")
    primary = single(parts, b"pitm")
    iloc = single(parts, b"iloc")
    iref = single(parts, b"iref")
    references = _references(source, iref) if iref else {}
    return Meta(
        box,
        parts,
        _primary(source, primary) if primary else 0,
        _items(source, needed(parts, b"iinf", box)),
        references,
        properties(source, single(parts, b"iprp")),
        Resolver(
            source.size,
            locations(source, iloc) if iloc else {},
            single(parts, b"idat"),
            references.get(b"iloc", {}),
        ),
    )


def _primary(source: Source, box: Box) -> int:
    fields = Fields(source, box)
    version, _ = fields.version_and_flags()
    return fields.number(4 if version else 2)


def _items(source: Source, box: Box) -> dict[int, Item]:
    fields = Fields(source, box)
    version, _ = fields.version_and_flags()
    width = 4 if version else 2
    untrusted_count = fields.number(width)
    entries = [entry for entry in children(source, box, 4 + width) if entry.kind == b"infe"]
    # Some readers go by the count, some by the boxes: they have to see the same items.
    if len(entries) != untrusted_count:
        raise DamagedError("damaged", offset=box.start, part="iinf")
    found: dict[int, Item] = {}
    for entry in entries:
        item = _item(source, entry)
        if item.number in found:
            raise DamagedError("damaged", offset=entry.start, part="iinf")
        found[item.number] = item
    return found


def _item(source: Source, entry: Box) -> Item:
    """An item information entry (8.11.6.2)."""
    fields = Fields(source, entry)
    version, flags = fields.version_and_flags()
    if version > 3:
        raise UnsupportedError("unsupported", part="infe")
    number = fields.number(4 if version == 3 else 2)
    protected = fields.number(2) != 0
    kind = fields.take(4) if version >= 2 else b""
    if protected:
        # Whatever it is, nobody sees it without a key: never a picture that stays.
        kind = b""
    name = fields.string()
    content_type = fields.string() if kind in {b"", b"mime", b"uri "} else b""
    return Item(number, kind, flags & 1 == 1, entry, name, content_type)


def _references(source: Source, box: Box) -> dict[bytes, dict[int, tuple[int, ...]]]:
    """An item reference box (8.11.12)."""
    size = 4 if source.read(box.body, min(box.body + 1, box.stop)) == b"\1" else 2
    found: dict[bytes, dict[int, list[int]]] = {}
    for child in boxes_in(source, min(box.body + 4, box.stop), box.stop):
        reference = Fields(source, child)
        number = reference.number(size)
        to = [reference.number(size) for _ in range(reference.number(2))]
        of_kind = found.setdefault(child.kind, {})
        if number in of_kind and child.kind == b"dimg":
            raise DamagedError("damaged", offset=child.start, part="iref")
        of_kind.setdefault(number, []).extend(to)
    return {
        kind: {number: tuple(to) for number, to in of_kind.items()}
        for kind, of_kind in found.items()
    }
