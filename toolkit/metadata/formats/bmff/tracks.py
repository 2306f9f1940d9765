"""Tracks of pictures: what they are, and which of them a viewer shows.

Source: ISO 14496-12:2022, 8.3 to 8.5; ISO 23008-12:2022, 7; AV1 Image File Format 1.1, 3.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from toolkit.errors import DamagedError, LimitError, UnsupportedError
from toolkit.metadata import limits
from toolkit.metadata.formats.bmff.appearance import ALPHA_TYPES
from toolkit.metadata.formats.bmff.boxes import Fields, boxes_in, children, needed, single
from toolkit.metadata.formats.bmff.sample_entries import SampleEntry, sample_entries
from toolkit.metadata.formats.bmff.tables import Samples, samples
from toolkit.metadata.formats.bmff.timing import Edits, Header, edits, movie_header, track_header

if TYPE_CHECKING:
    from toolkit.metadata.formats.bmff.boxes import Box
    from toolkit.metadata.source import Source

_SHOWN_HANDLERS: Final = (b"pict", b"vide")
_ALPHA_HANDLERS: Final = (b"auxv", b"pict", b"vide")
_IN_FILE: Final = 1
_FRAGMENTS: Final = b"mvex"


@dataclass(frozen=True, slots=True)
class Track:
    """A track that stays.

    Attributes:
        box: Its `trak` box.
        number: Its id.
        handler: What kind of track it says it is.
        header: Its place in the movie.
        timescale: Units of its samples' durations in a second.
        edits: Which part of it is shown, and how often; `None` where nothing is said.
        entries: How its samples are coded.
        samples: Its samples.
        references: By type of reference: the ids of the tracks it refers to.
    """

    box: Box
    number: int
    handler: bytes
    header: Header
    timescale: int
    edits: Edits | None
    entries: list[SampleEntry]
    samples: Samples
    references: dict[bytes, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Movie:
    """The tracks that stay of a `moov` box.

    Attributes:
        box: The box.
        timescale: Units of the movie's durations in a second.
        tracks: The one that is shown, and behind it its transparency, where it has one.
    """

    box: Box
    timescale: int
    tracks: list[Track]


@dataclass(frozen=True, slots=True)
class _Outline:
    """A track, as far as needed to know whether it stays."""

    box: Box
    parts: list[Box]
    media: list[Box]
    header: Header
    handler: bytes
    references: dict[bytes, tuple[int, ...]]


def movie(source: Source, box: Box) -> Movie:
    """The tracks of a `moov` box that a viewer shows.

    That is the first one of pictures that is enabled and is neither a thumbnail of another one nor
    auxiliary to it; and the transparency that refers to it.

    Raises:
        DamagedError: It contradicts itself.
        UnsupportedError: No track is shown, or one is in fragments, or not to be understood.
        LimitError: It has too many parts.
    """
    parts = children(source, box)
    if any(part.kind == _FRAGMENTS for part in parts):
        raise UnsupportedError("unsupported", part="fragments")
    outlines = [_outline(source, part) for part in parts if part.kind == b"trak"]
    shown = next((o for o in outlines if _is_shown(o)), None)
    if shown is None:
        raise UnsupportedError("unsupported", part="tracks")
    timescale = movie_header(source, needed(parts, b"mvhd", box))
    found = [_track(source, shown)]
    for outline in outlines:
        refers = shown.header.number in outline.references.get(b"auxl", ())
        if refers and outline is not shown and outline.handler in _ALPHA_HANDLERS:
            track = _track(source, outline)
            if all(entry.aux_type in ALPHA_TYPES for entry in track.entries):
                found.append(track)
    if len(found) > 2:
        raise UnsupportedError("unsupported", part="two transparencies")
    if len({track.number for track in found}) != len(found):
        raise DamagedError("damaged", offset=box.start, part="tkhd")
    return Movie(box, timescale, found)


def _is_shown(outline: _Outline) -> bool:
    auxiliary = {b"auxl", b"thmb"} & outline.references.keys()
    return outline.handler in _SHOWN_HANDLERS and outline.header.enabled and not auxiliary


def _outline(source: Source, box: Box) -> _Outline:
    parts = children(source, box)
    mdia = needed(parts, b"mdia", box)
    media = children(source, mdia)
    handler = Fields(source, needed(media, b"hdlr", mdia))
    handler.take(8)
    tref = single(parts, b"tref")
    return _Outline(
        box,
        parts,
        media,
        track_header(source, needed(parts, b"tkhd", box)),
        handler.take(4),
        _references(source, tref) if tref else {},
    )


def _references(source: Source, box: Box) -> dict[bytes, tuple[int, ...]]:
    """Track references (8.3.3)."""
    found: dict[bytes, tuple[int, ...]] = {}
    for child in boxes_in(source, box.body, box.stop):
        fields = Fields(source, child)
        found[child.kind] = tuple(fields.number(4) for _ in range(fields.left // 4))
    return found


def _track(source: Source, outline: _Outline) -> Track:
    minf = needed(outline.media, b"minf", outline.box)
    stbl = needed(children(source, minf), b"stbl", minf)
    tables = children(source, stbl)
    entries = sample_entries(source, needed(tables, b"stsd", stbl))
    found = samples(source, tables, stbl)
    if not found.ranges:
        raise DamagedError("damaged", offset=stbl.start, part="stsz")
    if not 1 <= min(found.descriptions) <= max(found.descriptions) <= len(entries):
        raise DamagedError("damaged", offset=stbl.start, part="stsc")
    _check_self_contained(source, minf)
    mdhd = Fields(source, needed(outline.media, b"mdhd", outline.box))
    version, _ = mdhd.version_and_flags()
    mdhd.take(16 if version == 1 else 8)
    timescale = mdhd.number(4)
    if timescale == 0:
        raise DamagedError("damaged", offset=mdhd.offset, part="mdhd")
    return Track(
        outline.box,
        outline.header.number,
        outline.handler,
        outline.header,
        timescale,
        edits(source, outline.parts),
        entries,
        found,
        outline.references,
    )


def _check_self_contained(source: Source, minf: Box) -> None:
    """Refuse a track whose samples stand in another file (8.7.2)."""
    dinf = needed(children(source, minf), b"dinf", minf)
    dref = needed(children(source, dinf), b"dref", dinf)
    for count, entry in enumerate(children(source, dref, skip=8)):
        if count >= limits.NESTING:
            raise LimitError("too-many-parts", limit=limits.NESTING)
        _, flags = Fields(source, entry).version_and_flags()
        if not flags & _IN_FILE:
            raise UnsupportedError("unsupported", part="picture in another file")
