"""What a maker's notes have in common: nearly all are a directory of tags with a little before it.

Nobody but the makers has a standard for these. Where the facts come from, for every module here:
ExifTool's public tag tables, and for the shapes its notes on the formats of maker notes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from toolkit.metadata.payloads.harms import found
from toolkit.metadata.payloads.tiff_structure import ORDERS, Directory, integer, whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from toolkit.metadata.model import Finding, Payload
    from toolkit.metadata.payloads.tiff_structure import Entry

_BLANK: Final = frozenset({"n/a", "N/A", "None", "(none)", "---", "0", "0 0", "0 0 0"})


@dataclass(frozen=True, slots=True)
class Note:
    """A maker note as it stands in an Exif block.

    Attributes:
        payload: The Exif block.
        content: Its bytes.
        order: Its byte order.
        start: Offset of the note in the content.
        stop: Offset after it.
        make: The maker as Exif names it.
        model: The camera as Exif names it.
        head: The first bytes of the note.
    """

    payload: Payload
    content: bytes
    order: str
    start: int
    stop: int
    make: str
    model: str
    head: bytes

    def found(self, code: str, tag: str, text: str, entry: Entry, **facts: str) -> Finding:
        """A finding at the place of a value."""
        return found(self.payload, code, tag, text, entry.start, entry.stop, **facts)

    def at(self, code: str, tag: str, text: str, start: int, length: int) -> Finding:
        """A finding at an offset in the content."""
        stop = max(start, min(start + length, self.stop))
        return found(self.payload, code, tag, text, start, stop)


class Layout(NamedTuple):
    """Where the directory of a note is.

    Attributes:
        start: Offset of the directory in the content.
        base: What its offsets count from.
        order: Its byte order as expected; the other is taken where that cannot be.
    """

    start: int
    base: int
    order: str


Told = tuple[str, str]
"""The code of a finding, and the tag's name."""


@dataclass(frozen=True, slots=True)
class Maker:
    """A kind of maker note.

    Attributes:
        name: What people call the maker.
        layout: Where the directory is, or `None` for a note that is not of this kind.
        tags: The tags with a value that is told as it stands.
        more: What is read beyond that; it is given the note and its directory.
        encrypted: Tags whose value the maker encrypted, with the name of each.
        pictures: Tags whose value is a picture.
        picture_ranges: Tags that hold the offset and the length of a picture.
        directories: Tags that lead to a further directory, with what it tells, by name.
        picture_base: Whether offsets of pictures count from the directory's base; else from the
            beginning of the Exif block.
    """

    name: str
    layout: Callable[[Note], Layout | None]
    tags: Mapping[int, Told] = field(default_factory=dict)
    more: Callable[[Note, Directory], Iterator[Finding]] | None = None
    encrypted: Mapping[int, str] = field(default_factory=dict)
    pictures: tuple[int, ...] = ()
    picture_ranges: tuple[tuple[int, int], ...] = ()
    directories: Mapping[int, tuple[str, Mapping[int, Told]]] = field(default_factory=dict)
    picture_base: bool = True


def behind(
    signature: bytes, skip: int, *, own_base: bool, order: str | None = None
) -> Callable[[Note], Layout | None]:
    """The usual shape: a signature, then the directory.

    Args:
        signature: What the note begins with.
        skip: Bytes from the beginning of the note to its directory.
        own_base: Whether offsets count from the note; else from the beginning of the Exif block.
        order: The byte order, where it is not that of the Exif block.
    """

    def layout(note: Note) -> Layout | None:
        if not note.head.startswith(signature):
            return None
        base = note.start if own_base else 0
        return Layout(note.start + skip, base, order or note.order)

    return layout


def directory_of(note: Note, layout: Layout) -> Directory:
    """The directory of a note, its byte order and base put right where they cannot be as said.

    A program that moved the note within the file usually forgot to move its offsets too. Where
    the values do not lie in the note, the base is tried at which they do.
    """
    order = layout.order
    head = note.content[layout.start : layout.start + 2]
    # No maker has as many as 256 entries, so that the right order gives the smaller count.
    other = "<" if order == ">" else ">"
    if integer(head, other) < integer(head, order):
        order = other
    directory = Directory(note.content, order, layout.start, layout.base)
    offsets = directory.outside()
    if not offsets:
        return directory
    lowest, highest = min(offsets), max(offsets)
    # Right after the directory and the offset of the next one.
    follows = directory.stop + 4 - lowest
    for base in (layout.base, 0, note.start, follows, follows - 4):
        if base + lowest >= directory.stop and base + highest < note.stop:
            if base != layout.base:
                return Directory(note.content, order, layout.start, base)
            break
    return directory


def further(directory: Directory, tag: int) -> Directory | None:
    """A directory that a tag of a note leads to, or that its value is."""
    entry = directory.get(tag)
    if entry is None:
        return None
    start = entry.start
    if entry.kind in {4, 13} and entry.stop - entry.start == 4:
        start = directory.base + directory.offset(tag)
    if not 0 < start < len(directory.content):
        return None
    return Directory(directory.content, directory.order, start, directory.base)


def tell(
    note: Note, name: str, directory: Directory, tags: Mapping[int, Told]
) -> Iterator[Finding]:
    """The tags of a directory that have a value to be told as it stands."""
    for index, tag in enumerate(directory.tags):
        told = tags.get(tag)
        if told is None:
            continue
        entry = directory.entry(index)
        text = directory.value_of(entry) if entry else ""
        if entry and text and text not in _BLANK:
            yield note.found(told[0], f"{name} {told[1]}", text, entry)


def own_header(note: Note, skip: int) -> Layout | None:
    """The shape of notes that hold a whole TIFF structure with a header of its own."""
    at = note.start + skip
    order = ORDERS.get(note.content[at : at + 2])
    if order is None:
        return None
    offset = integer(note.content[at + 4 : at + 8], order)
    return Layout(at + offset, at, order) if 8 <= offset < note.stop - at else None


def pictures(maker: Maker, directory: Directory) -> Iterator[tuple[int, int]]:
    """The ranges of the pictures that a note holds or points to, as offsets in the content."""
    for tag in maker.pictures:
        entry = directory.get(tag)
        if entry:
            yield entry.start, entry.stop
    base = directory.base if maker.picture_base else 0
    for offset_tag, length_tag in maker.picture_ranges:
        if offset_tag in directory and length_tag in directory:
            start = base + directory.offset(offset_tag)
            yield start, start + whole(directory.offset(length_tag))
