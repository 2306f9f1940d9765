"""Pictures that no viewer shows: thumbnails, smaller copies, previews below the first directory.

They go, and are told of: each as a small TIFF of its own or as the JPEG it is, so that it can be
looked at, and what it says itself is told too.

Source: TIFF 6.0, section 8, NewSubfileType; TIFF Technical Note 1, SubIFDs; Exif 3.0, 4.5.8.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final

from toolkit.errors import DamagedError, InputError
from toolkit.metadata import limits
from toolkit.metadata.formats.tiff import tags
from toolkit.metadata.formats.tiff.chain import Link, Role
from toolkit.metadata.formats.tiff.chunks import CleanPage
from toolkit.metadata.formats.tiff.fields import fields
from toolkit.metadata.formats.tiff.layout import PlannedPage, lay_out
from toolkit.metadata.formats.tiff.page import read_page
from toolkit.metadata.formats.tiff.structure import integer, integers, read_directory
from toolkit.metadata.model import Copy, Kind, Payload

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.metadata.formats.tiff.page import Page
    from toolkit.metadata.formats.tiff.structure import Directory, Header
    from toolkit.metadata.source import Source

LABEL: Final = "hidden picture"

# Directories below one page that are looked at, and entries of all such directories.
_SUB_IFDS: Final = 64
_ENTRIES: Final = 100_000

# Hidden pictures that are told of.
_PICTURES: Final = 256


@dataclass(frozen=True, slots=True)
class HiddenPicture:
    """A picture that goes.

    Attributes:
        payload: What it is.
        ranges: Where its bytes stand: start and stop.
    """

    payload: Payload
    ranges: tuple[tuple[int, int], ...]


def hidden_pictures(
    source: Source, header: Header, links: tuple[Link, ...], pages: list[Page]
) -> tuple[HiddenPicture, ...]:
    """The pictures behind those that are shown, as many as are worth telling.

    What cannot be read as a picture is left to be told as bytes that nobody explained.
    """
    found: list[HiddenPicture] = []
    room = limits.PAYLOAD_BYTES
    for link in islice(_candidates(source, header, links), _PICTURES):
        picture = _thumbnail(source, header, link) or _page(source, header, link, room)
        if picture:
            room -= len(picture.payload.content or b"")
            found.append(picture)
    for page in pages:
        ranges = tuple((c.start, c.stop) for c in page.surplus if c.stop > c.start)
        if ranges:
            start, stop = min(ranges)[0], max(stop for _, stop in ranges)
            payload = Payload(Kind.OPAQUE, start, stop, "plane that is not shown")
            found.append(HiddenPicture(payload, ranges))
    return tuple(found)


def _candidates(source: Source, header: Header, links: tuple[Link, ...]) -> Iterator[Link]:
    """Directories of the chain that are not shown, and those below any of the chain."""
    seen = {link.directory.start for link in links}
    room = _ENTRIES
    for link in links:
        if link.role is Role.HIDDEN:
            yield link
        for entry in link.directory.entries:
            if entry.tag != tags.SUB_IFDS:
                continue
            try:
                offsets = integers(source, header, entry, _SUB_IFDS)
            except DamagedError:
                continue
            for offset in offsets:
                below = None if offset in seen or room <= 0 else _below(source, header, offset)
                if below:
                    seen.add(offset)
                    room -= 1 + len(below.entries)
                    yield Link(link.number, below, Role.HIDDEN)


def _below(source: Source, header: Header, offset: int) -> Directory | None:
    try:
        return read_directory(source, header, offset, strict=False)
    except DamagedError:
        return None


def _thumbnail(source: Source, header: Header, link: Link) -> HiddenPicture | None:
    """A JPEG that a directory points to."""
    try:
        start = integer(source, header, link.directory, tags.JPEG_INTERCHANGE_FORMAT)
        size = integer(source, header, link.directory, tags.JPEG_INTERCHANGE_FORMAT_LENGTH)
    except DamagedError:
        return None
    if not start or not size or start + size > source.size:
        return None
    payload = Payload(Kind.PICTURE, start, start + size, "thumbnail")
    return HiddenPicture(payload, ((start, start + size), *_own(link)))


def _page(source: Source, header: Header, link: Link, room: int) -> HiddenPicture | None:
    """A directory with strips or tiles, as a file of its own if it is not larger than `room`."""
    try:
        page = read_page(source, header, link)
        chunks = tuple((Copy(c.start, c.stop),) if c.stop > c.start else () for c in page.chunks)
        ranges = tuple({(c.start, c.stop) for c in page.chunks if c.stop > c.start})
        if not ranges:
            return None
        start, stop = min(ranges)[0], max(stop for _, stop in ranges)
        if sum(stop - start for start, stop in ranges) > room:
            payload = Payload(Kind.OPAQUE, start, stop, LABEL)
            return HiddenPicture(payload, (*ranges, *_own(link)))
        entry = link.directory.find(tags.JPEG_TABLES)
        tables = source.read(entry.start, entry.stop) if entry else b""
        clean = CleanPage(page, chunks, tables, None)
        pieces = lay_out(
            header, [PlannedPage(fields(source, header, clean), page.tile is not None, chunks)]
        )
    except InputError:
        return None
    content = source.joined(pieces)
    payload = Payload(Kind.PICTURE, start, stop, LABEL, content)
    return HiddenPicture(payload, (*ranges, *_own(link)))


def _own(link: Link) -> tuple[tuple[int, int], ...]:
    """Where the directory itself stands."""
    return ((link.directory.start, link.directory.stop),)
