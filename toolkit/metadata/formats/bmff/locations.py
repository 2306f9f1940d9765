"""Where the bytes of items stand (ISO 14496-12, 8.11.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from toolkit.errors import DamagedError, LimitError, UnsupportedError
from toolkit.metadata import limits
from toolkit.metadata.formats.bmff.boxes import Fields

if TYPE_CHECKING:
    from collections.abc import Mapping

    from toolkit.metadata.formats.bmff.boxes import Box
    from toolkit.metadata.formats.bmff.extents import Ranges
    from toolkit.metadata.source import Source

_IN_FILE: Final = 0
_IN_IDAT: Final = 1
_IN_ITEM: Final = 2


class Extent(NamedTuple):
    """One part of an item.

    Attributes:
        reference: In items built from items: in which of them it stands, from 1 on.
        offset: Where it begins, base offset added.
        length: Its bytes; 0 for all up to the end of where it stands.
    """

    reference: int
    offset: int
    length: int


class Location(NamedTuple):
    """Where an item's bytes stand, as written.

    Attributes:
        method: In the file, in the `idat` box, or in other items.
        elsewhere: Whether in another file.
        extents: Its parts, base offset added.
    """

    method: int
    elsewhere: bool
    extents: tuple[Extent, ...]


def locations(source: Source, box: Box) -> dict[int, Location]:
    """What an `iloc` box says, by item.

    Raises:
        DamagedError: It contradicts itself.
        UnsupportedError: It is of a version that is not known.
        LimitError: It has too many parts.
    """
    fields = Fields(source, box)
    version, _ = fields.version_and_flags()
    if version > 2:
        raise UnsupportedError("unsupported", part="iloc")
    sizes = fields.number(2)
    offset_size, length_size, base_size = sizes >> 12, sizes >> 8 & 15, sizes >> 4 & 15
    index_size = sizes & 15 if version else 0
    found: dict[int, Location] = {}
    extents_read = 0
    for _ in range(fields.number(2 if version < 2 else 4)):
        item = fields.number(2 if version < 2 else 4)
        method = fields.number(2) & 15 if version else _IN_FILE
        elsewhere = fields.number(2) != 0
        base = fields.number(base_size)
        untrusted_count = fields.number(2)
        extents_read += untrusted_count
        if extents_read > limits.PARTS:
            raise LimitError("too-many-parts", limit=limits.PARTS)
        extents = []
        for _ in range(untrusted_count):
            index = fields.number(index_size)
            offset = base + fields.number(offset_size)
            extents.append(Extent(index, offset, fields.number(length_size)))
        if item in found:
            raise DamagedError("damaged", offset=fields.offset, part="iloc")
        found[item] = Location(method, elsewhere, tuple(extents))
    return found


class Resolver:
    """Finds the ranges of the file that make up an item.

    Args:
        size: Bytes in the file.
        written: What the `iloc` box says.
        idat: The `idat` box, where there is one.
        sources: For each item that is built from other items, those (references `iloc`).
    """

    def __init__(
        self,
        size: int,
        written: Mapping[int, Location],
        idat: Box | None,
        sources: Mapping[int, tuple[int, ...]],
    ) -> None:
        self._size = size
        self._written = written
        self._idat = idat
        self._sources = sources
        self._resolved: dict[int, Ranges] = {}
        self._open: set[int] = set()
        self._found = 0

    def ranges(self, item: int) -> Ranges:
        """The ranges that make up an item; none where it has no bytes.

        Raises:
            DamagedError: They are not inside the file, or items are made of each other.
            UnsupportedError: They are in another file.
            LimitError: There are too many.
        """
        if item in self._resolved:
            return self._resolved[item]
        location = self._written.get(item)
        if location is None:
            return ()
        if location.elsewhere or location.method > _IN_ITEM:
            raise UnsupportedError("unsupported", part="picture in another file")
        if item in self._open:
            raise DamagedError("loop", part="iloc")
        if len(self._open) >= limits.NESTING:
            raise LimitError("nested-too-deep", limit=limits.NESTING)
        self._open.add(item)
        try:
            self._resolved[item] = self._joined(item, location)
        finally:
            self._open.discard(item)
        return self._resolved[item]

    def _joined(self, item: int, location: Location) -> Ranges:
        """The extents of an item, one after the other."""
        found: list[tuple[int, int]] = []
        looked_at = 0
        for extent in location.extents:
            whole = self._whole(item, location.method, extent)
            looked_at += len(whole)
            part = _part(whole, extent)
            self._found += len(part)
            found.extend(part)
            if max(looked_at, self._found) > limits.PARTS:
                raise LimitError("too-many-parts", limit=limits.PARTS)
        return tuple(found)

    def _whole(self, item: int, method: int, extent: Extent) -> Ranges:
        """What the offset of an extent counts in."""
        if method == _IN_FILE:
            return ((0, self._size),)
        if method == _IN_IDAT:
            if self._idat is None:
                raise DamagedError("damaged", offset=extent.offset, part="idat")
            return ((self._idat.body, self._idat.stop),)
        # The index counts from 1; without one, extents take the references in order (8.11.3.1).
        sources = self._sources.get(item, ())
        at = max(extent.reference, 1) - 1
        if at >= len(sources):
            raise DamagedError("damaged", offset=extent.offset, part="iloc")
        return self.ranges(sources[at])


def _part(whole: Ranges, extent: Extent) -> Ranges:
    """An extent, cut from what its offset counts in."""
    skip, left = extent.offset, extent.length
    to_the_end = left == 0
    found = []
    for start, stop in whole:
        size = stop - start
        if skip >= size:
            skip -= size
            continue
        first = start + skip
        last = stop if to_the_end else min(stop, first + left)
        found.append((first, last))
        skip = 0
        left -= last - first
        if not to_the_end and left == 0:
            break
    if (left > 0 and not to_the_end) or skip > 0:
        raise DamagedError("truncated", offset=whole[-1][1] if whole else 0)
    return tuple(found)
