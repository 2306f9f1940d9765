"""The walk over a TIFF file: pages are read, cut, planned anew and accounted for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from toolkit.errors import LimitError
from toolkit.metadata import limits
from toolkit.metadata.formats.tiff import tags
from toolkit.metadata.formats.tiff.account import (
    GAP,
    SLACK,
    STRIPS,
    clean_segments,
    is_clean,
    segments,
)
from toolkit.metadata.formats.tiff.chain import Role, read_chain
from toolkit.metadata.formats.tiff.chunks import JPEG, CleanPage, Cutter
from toolkit.metadata.formats.tiff.fields import fields, read_options
from toolkit.metadata.formats.tiff.gathering import Gathered
from toolkit.metadata.formats.tiff.hidden import LABEL, hidden_pictures
from toolkit.metadata.formats.tiff.layout import PlannedPage, lay_out
from toolkit.metadata.formats.tiff.page import read_page
from toolkit.metadata.formats.tiff.staying import stays
from toolkit.metadata.formats.tiff.structure import read_header
from toolkit.metadata.model import Kind, Payload, Verdict, Walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.metadata.formats.tiff.chain import Link
    from toolkit.metadata.formats.tiff.page import Page
    from toolkit.metadata.formats.tiff.structure import Header
    from toolkit.metadata.model import Segment
    from toolkit.metadata.source import Source

# The tables of a JPEG stream have less than three kilobytes.
_TABLES_BYTES: Final = 64 * 1024

# A gap of zeros up to this size is what programs leave between structures.
_EMPTY_BYTES: Final = 4096


def walk(source: Source) -> Walk:
    """Take a TIFF file apart.

    Raises:
        DamagedError: It contradicts itself, or is cut short.
        UnsupportedError: A page is of a kind whose clean copy cannot be proven.
        UnknownFormatError: It is a raw camera file.
        LimitError: It is larger than a limit.
    """
    header = read_header(source)
    links = read_chain(source, header)
    pages = list(_pages(source, header, links))
    planned = list(_planned(source, header, pages))
    pieces = lay_out(header, [plan for _, plan in planned])
    first = pages[0].pixels
    found: tuple[Payload, ...] = ()
    if is_clean(source, pieces):
        account = clean_segments(source, pieces)
    else:
        account, found = _told(source, header, links, planned)
    return Walk(
        format="TIFF",
        suffix=".tif",
        width=first.width,
        height=first.height,
        frames=sum(page.link.role is Role.PAGE for page in pages),
        segments=account,
        pieces=pieces,
        payloads=found,
        stays=stays(header, planned),
    )


def _pages(source: Source, header: Header, links: tuple[Link, ...]) -> Iterator[Page]:
    """The pages and masks of the chain."""
    room = limits.PARTS
    for link in links:
        if link.role is not Role.HIDDEN:
            page = read_page(source, header, link)
            # Pages may share one list of strips, however long.
            room -= len(page.chunks) + len(page.surplus)
            if room < 0:
                raise LimitError("too-many-parts", limit=limits.PARTS)
            yield page


def _planned(
    source: Source, header: Header, pages: list[Page]
) -> Iterator[tuple[CleanPage, PlannedPage]]:
    """The pages with their strips cut, and as they will be written."""
    cutter = Cutter(source)
    for page in pages:
        directory = page.link.directory
        options = read_options(source, header, directory, page.pixels.compression)
        tables = b""
        entry = directory.find(tags.JPEG_TABLES)
        if entry is not None and page.pixels.compression == JPEG:
            if entry.stop - entry.start > _TABLES_BYTES:
                raise LimitError("too-much-to-check", limit=_TABLES_BYTES)
            tables = source.read(entry.start, entry.stop)
        clean = cutter.clean(page, tables, options)
        tiled = page.tile is not None
        yield clean, PlannedPage(fields(source, header, clean), tiled, clean.chunks)


def _told(
    source: Source,
    header: Header,
    links: tuple[Link, ...],
    planned: list[tuple[CleanPage, PlannedPage]],
) -> tuple[tuple[Segment, ...], tuple[Payload, ...]]:
    """The segments of a file that is not clean, and what its parts say."""
    gathered = Gathered()
    for link in links:
        gathered.add(source, header, link)
    pictures = hidden_pictures(source, header, links, [clean.page for clean, _ in planned])
    dropped = [
        *gathered.ranges,
        *((start, stop, LABEL) for picture in pictures for start, stop in picture.ranges),
    ]
    account = segments(source, header, links, planned, dropped)
    payloads = [*gathered.payloads, *(picture.payload for picture in pictures)]
    payloads.extend(_unexplained(source, account, limits.FINDINGS))
    return account, tuple(payloads)


def _unexplained(source: Source, account: tuple[Segment, ...], most: int) -> Iterator[Payload]:
    """Bytes that nothing points to, or that a strip has beyond its end."""
    for segment in account:
        rewritten = segment.verdict is Verdict.REWRITE and segment.label == STRIPS
        if segment.label not in {GAP, SLACK} and not rewritten:
            continue
        if segment.stop - segment.start <= _EMPTY_BYTES and not any(
            source.read(segment.start, segment.stop)
        ):
            continue
        most -= 1
        if most < 0:
            return
        yield Payload(Kind.OPAQUE, segment.start, segment.stop, segment.label)
