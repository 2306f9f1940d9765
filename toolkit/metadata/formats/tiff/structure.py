"""The bones of a TIFF file: its header and its directories of tagged values.

Source: TIFF 6.0, section 2; the BigTIFF design (version 43), which widens counts and offsets to
64 bits; TIFF Technical Note 1 for the type IFD.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from toolkit.errors import DamagedError

if TYPE_CHECKING:
    from toolkit.metadata.source import Source

BYTE: Final = 1
SHORT: Final = 3
LONG: Final = 4
RATIONAL: Final = 5
UNDEFINED: Final = 7
LONG8: Final = 16

# Bytes of one value, by type. 13 is an IFD's offset; 16 to 18 are BigTIFF's.
SIZES: Final = {
    1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4,
    16: 8, 17: 8, 18: 8,
}  # fmt: skip
_UNSIGNED: Final = {1: "B", 3: "H", 4: "I", 13: "I", 16: "Q", 18: "Q"}

# A directory has one entry for a tag, and tags have 16 bits.
_ENTRIES: Final = 65_535


@dataclass(frozen=True, slots=True)
class Header:
    """How the numbers of a file are written, and where its first directory is.

    Attributes:
        order: The byte order, ``"<"`` or ``">"``, as `struct` names them.
        big: Whether it is BigTIFF.
        first: Offset of the first directory; not checked.
    """

    order: str
    big: bool
    first: int = 0

    @property
    def size(self) -> int:
        """Bytes of the header."""
        return 16 if self.big else 8

    @property
    def offset_format(self) -> str:
        """An offset, in the letters of `struct`."""
        return self.order + ("Q" if self.big else "I")

    @property
    def count_format(self) -> str:
        """The number of entries of a directory, in the letters of `struct`."""
        return self.order + ("Q" if self.big else "H")

    @property
    def entry_format(self) -> str:
        """An entry up to its value, in the letters of `struct`: tag, type, count."""
        return self.order + ("HHQ" if self.big else "HHI")

    @property
    def inline(self) -> int:
        """Bytes of the largest value that stands in its entry."""
        return 8 if self.big else 4

    @property
    def offset_type(self) -> int:
        """The type in which offsets and byte counts are written."""
        return LONG8 if self.big else LONG


class Entry(NamedTuple):
    """A tag with the place of its value, which lies inside the file.

    Attributes:
        tag: Its number.
        kind: Its type; one of `SIZES`.
        values: How many values.
        start: Offset of the first value.
        stop: Offset after the last.
    """

    tag: int
    kind: int
    values: int
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Directory:
    """One directory, with the entries whose type is known.

    Attributes:
        start: Offset of its count.
        stop: Offset after the link to the next.
        next: Offset of the next directory, or 0; not checked.
        entries: In the order of the file. A tag may occur more than once.
    """

    start: int
    stop: int
    next: int
    entries: tuple[Entry, ...]

    def find(self, tag: int) -> Entry | None:
        """The entry of a tag, or `None`.

        Raises:
            DamagedError: There are two that differ: readers disagree on which one counts.
        """
        found: Entry | None = None
        for entry in self.entries:
            if entry.tag == tag:
                if found is not None and entry != found:
                    raise DamagedError("damaged", offset=self.start, part=f"tag {tag}")
                found = entry
        return found


def read_header(source: Source) -> Header:
    """The header of a file.

    Raises:
        DamagedError: It is cut short, or BigTIFF with another offset size than 8.
    """
    order = {b"II": "<", b"MM": ">"}.get(source.read(0, 2))
    if order is None:
        raise DamagedError("damaged", offset=0, part="header")
    (version,) = struct.unpack(order + "H", source.read(2, 4))
    if version == 42:
        (first,) = struct.unpack(order + "I", source.read(4, 8))
        return Header(order, big=False, first=first)
    if struct.unpack(order + "HHH", source.read(2, 8)) != (43, 8, 0):
        raise DamagedError("damaged", offset=2, part="header")
    (first,) = struct.unpack(order + "Q", source.read(8, 16))
    return Header(order, big=True, first=first)


def read_directory(source: Source, header: Header, start: int, *, strict: bool = True) -> Directory:
    """The directory at an offset.

    Args:
        source: The file.
        header: How its numbers are written.
        start: Offset of the directory; need not be inside the file.
        strict: Whether a value outside the file is an error; otherwise its entry is left out, for
            directories that go anyway and are only read to be explained.

    Raises:
        DamagedError: The directory, or with `strict` one of its values, lies outside the file.
    """
    count_size = struct.calcsize(header.count_format)
    entry_head = struct.calcsize(header.entry_format)
    entry_size = entry_head + header.inline
    first = start + count_size
    if start < header.size:
        raise DamagedError("damaged", offset=start, part="directory")
    (untrusted_count,) = struct.unpack(header.count_format, source.read(start, first))
    if untrusted_count > _ENTRIES:
        raise DamagedError("damaged", offset=start, part="directory")
    last = first + untrusted_count * entry_size
    stop = last + header.inline
    content = source.read(first, stop)
    entries = []
    for at in range(0, last - first, entry_size):
        tag, kind, untrusted_values = struct.unpack_from(header.entry_format, content, at)
        size = SIZES.get(kind)
        if size is None:
            continue
        length = untrusted_values * size
        value = first + at + entry_head
        if length > header.inline:
            (value,) = struct.unpack_from(header.offset_format, content, at + entry_head)
            if value + length > source.size:
                if strict:
                    raise DamagedError("truncated", offset=source.size)
                continue
        entries.append(Entry(tag, kind, untrusted_values, value, value + length))
    (following,) = struct.unpack_from(header.offset_format, content, last - first)
    return Directory(start, stop, following, tuple(entries))


def integers(source: Source, header: Header, entry: Entry, most: int) -> tuple[int, ...]:
    """The first values of an entry of whole numbers without sign.

    Args:
        source: The file.
        header: How its numbers are written.
        entry: The entry.
        most: How many values are wanted; no more are read.

    Raises:
        DamagedError: It is of another type.
    """
    letter = _UNSIGNED.get(entry.kind)
    if letter is None:
        raise DamagedError("damaged", offset=entry.start, part=f"tag {entry.tag}")
    count = min(entry.values, most)
    content = source.read(entry.start, entry.start + count * SIZES[entry.kind])
    return struct.unpack(f"{header.order}{count}{letter}", content)


def integer(source: Source, header: Header, directory: Directory, tag: int) -> int | None:
    """The single whole number of a tag, or `None` where the tag is absent or empty.

    Raises:
        DamagedError: It is of another type, or there twice.
    """
    entry = directory.find(tag)
    if entry is None or entry.values == 0:
        return None
    return integers(source, header, entry, 1)[0]
