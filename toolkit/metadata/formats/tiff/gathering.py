"""What a directory says beside its pixels, gathered into one small TIFF structure.

The whole file is a TIFF structure, so that its tags could be read where they stand. But they can
stand anywhere in half a gigabyte: so those that say something are copied together, with the Exif,
GPS and interoperability directories they point to and without any strip. Offsets in it are its own.

Source: TIFF 6.0, section 2; Exif 3.0, 4.6.3 for the tags that point to directories.
"""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from toolkit.errors import DamagedError
from toolkit.metadata import limits
from toolkit.metadata.formats.tiff import tags
from toolkit.metadata.formats.tiff.structure import (
    LONG,
    LONG8,
    Header,
    integers,
    read_directory,
)
from toolkit.metadata.model import Kind, Payload
from toolkit.metadata.payloads.tiff_tags import STRUCTURE

if TYPE_CHECKING:
    from toolkit.metadata.formats.tiff.chain import Link
    from toolkit.metadata.formats.tiff.structure import Directory, Entry
    from toolkit.metadata.source import Source

# Tags whose value is written in a language of its own.
_LANGUAGES: Final = {
    tags.XMP: Kind.XMP,
    tags.IPTC: Kind.IPTC,
    tags.PHOTOSHOP: Kind.PHOTOSHOP,
    tags.ICC_PROFILE: Kind.ICC,
    tags.IMAGE_SOURCE_DATA: Kind.PICTURE,
}

_POINTERS: Final = frozenset({tags.EXIF_IFD, tags.GPS_IFD, tags.INTEROPERABILITY_IFD})

# What describes pixels says nothing of a person, unless its numbers spell something.
_PIXELS: Final = frozenset(tag for tag in STRUCTURE if tag < tags.XMP) | {
    tags.SUB_IFDS,
    tags.JPEG_TABLES,
}
# Curves and palettes spell anything.
_CURVES: Final = frozenset({tags.TRANSFER_FUNCTION, tags.COLOR_MAP})
_SPELLED: Final = re.compile(rb"[ -~]{8}")

# What is larger says no more to a person than that it is there.
_VALUE_BYTES: Final = 64 * 1024

# The types of classic TIFF; wider numbers of BigTIFF are narrowed where they fit.
_CLASSIC: Final = 13
_ENTRIES: Final = 65_535


class _Value(NamedTuple):
    """An entry on its way into the structure."""

    tag: int
    kind: int
    values: int
    content: bytes | list[_Value]
    """Its value, or the entries of the directory it points to."""


@dataclass(slots=True)
class Gathered:
    """What the directories of a file say beside their pixels.

    Attributes:
        payloads: What is to be explained.
        ranges: Where directories stand that are not in the chain, and their values: start, stop
            and label. They go.
    """

    payloads: list[Payload] = field(default_factory=list)
    ranges: list[tuple[int, int, str]] = field(default_factory=list)
    _room: int = limits.PAYLOAD_BYTES

    def add(self, source: Source, header: Header, link: Link) -> None:
        """Gather what a directory of the chain says.

        Args:
            source: The file.
            header: How its numbers are written.
            link: The directory.
        """
        directory = link.directory
        values = []
        for entry in directory.entries:
            kind = _LANGUAGES.get(entry.tag)
            if kind is not None:
                self.payloads.append(Payload(kind, entry.start, entry.stop, tags.label(entry.tag)))
            elif entry.tag in _PIXELS:
                self._spelled(source, entry)
            else:
                values.extend(self._values(source, header, entry, (tags.EXIF_IFD, tags.GPS_IFD)))
        if values:
            content = _structure(header, values)
            label = f"IFD{link.number}"
            self.payloads.append(
                Payload(Kind.EXIF, directory.start, directory.stop, label, content)
            )

    def _spelled(self, source: Source, entry: Entry) -> None:
        """Tell of numbers that are text."""
        if entry.tag in _CURVES or entry.stop - entry.start > _VALUE_BYTES:
            return
        if _SPELLED.search(source.read(entry.start, entry.stop)):
            label = tags.label(entry.tag)
            self.payloads.append(Payload(Kind.OPAQUE, entry.start, entry.stop, label))

    def _values(
        self, source: Source, header: Header, entry: Entry, pointers: tuple[int, ...]
    ) -> list[_Value]:
        """An entry with what it points to; nothing where it is too large or cannot be read."""
        if entry.tag in pointers:
            return self._below(source, header, entry)
        size = entry.stop - entry.start
        if entry.tag in _POINTERS or not size:
            return []
        if size > min(_VALUE_BYTES, self._room):
            label = tags.label(entry.tag)
            self.payloads.append(Payload(Kind.OPAQUE, entry.start, entry.stop, label))
            return []
        self._room -= size + 12
        kind, content = entry.kind, source.read(entry.start, entry.stop)
        if kind == LONG8:
            numbers = struct.unpack(f"{header.order}{entry.values}Q", content)
            if max(numbers) >> 32:
                return []
            kind, content = LONG, struct.pack(f"{header.order}{entry.values}I", *numbers)
        return [_Value(entry.tag, kind, entry.values, content)] if kind <= _CLASSIC else []

    def _below(self, source: Source, header: Header, entry: Entry) -> list[_Value]:
        """A directory that an entry points to."""
        if self._room <= 0:
            return []
        try:
            starts = integers(source, header, entry, 1)
            directory = read_directory(source, header, sum(starts), strict=False)
        except DamagedError:
            # It goes with the tag; what cannot be read cannot be explained.
            return []
        self._room -= directory.stop - directory.start
        label = tags.label(entry.tag)
        self._claim(directory, label)
        inner = (tags.INTEROPERABILITY_IFD,) if entry.tag == tags.EXIF_IFD else ()
        values = [
            value
            for each in directory.entries
            for value in self._values(source, header, each, inner)
        ]
        return [_Value(entry.tag, LONG, 1, values)]

    def _claim(self, directory: Directory, label: str) -> None:
        self.ranges.append((directory.start, directory.stop, label))
        self.ranges.extend((e.start, e.stop, label) for e in directory.entries)


def _structure(header: Header, values: list[_Value]) -> bytes:
    """A classic TIFF structure of one directory and those below it."""
    order = header.order
    mark = b"II" if order == "<" else b"MM"
    return mark + struct.pack(order + "HI", 42, 8) + _directory(order, values, 8)


def _directory(order: str, values: list[_Value], start: int) -> bytes:
    """A directory at an offset, with its values and the directories below it behind it."""
    values = values[:_ENTRIES]
    entries = [struct.pack(order + "H", len(values))]
    position = start + 2 + 12 * len(values) + 4
    outside = []
    for tag, kind, count, content in values:
        entries.append(struct.pack(order + "HHI", tag, kind, count))
        if isinstance(content, bytes) and len(content) <= 4:
            entries.append(content.ljust(4, b"\0"))
            continue
        entries.append(struct.pack(order + "I", position))
        value = _directory(order, content, position) if isinstance(content, list) else content
        outside.append(value + bytes(len(value) % 2))
        position += len(outside[-1])
    entries.append(bytes(4))
    return b"".join((*entries, *outside))
