"""The `moov` box of the clean copy: the frames a viewer shows, and when.

Source: ISO 14496-12:2022, 8.2 to 8.7; ISO 23008-12:2022, 7.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from toolkit.metadata.formats.bmff.boxes import made, made_full
from toolkit.metadata.formats.bmff.extents import Extents
from toolkit.metadata.formats.bmff.tables import written
from toolkit.metadata.formats.bmff.timing import (
    INDEFINITE,
    UNITY,
    checked_edits,
    shown_duration,
    written_edits,
)

if TYPE_CHECKING:
    from toolkit.metadata.formats.bmff.extents import Budget, Cutting
    from toolkit.metadata.formats.bmff.layout import MediaData
    from toolkit.metadata.formats.bmff.tracks import Movie, Track
    from toolkit.metadata.source import Source

# "und" in three times five bits (8.4.2.3).
_UNDETERMINED: Final = 0x55C4
_VIDEO_HEADER: Final = made_full(b"vmhd", 0, 1, bytes(8))
_THIS_FILE: Final = made(
    b"dinf", made_full(b"dref", 0, 0, struct.pack(">I", 1), made_full(b"url ", 0, 1))
)


@dataclass(frozen=True, slots=True)
class Sequence:
    """The frames of the clean copy.

    Attributes:
        movie: The tracks they are made from.
        cuttings: For each track, what stays of each sample and what goes.
    """

    movie: Movie
    cuttings: list[list[Cutting]]


def sequence(source: Source, movie: Movie, budget: Budget) -> Sequence:
    """Find out what stays of the samples of the tracks that are shown.

    Raises:
        DamagedError: A sample is not what its track says.
        UnsupportedError: A sample has no clean copy that can be proven, or the edits none.
        LimitError: There are too many parts.
    """
    cuttings = []
    for track in movie.tracks:
        if track.edits:
            checked_edits(track.edits, track.samples.duration, track.timescale, movie.timescale)
        cuttings.append(
            [
                track.entries[description - 1].cut(Extents(source, (place,), budget))
                for place, description in zip(
                    track.samples.ranges, track.samples.descriptions, strict=True
                )
            ]
        )
    return Sequence(movie, cuttings)


class Layout:
    """The clean `moov` box, whose length is known before the offsets in it.

    Args:
        plan: What stays.
        media: Where the samples go.
    """

    def __init__(self, plan: Sequence, media: MediaData) -> None:
        self._movie = plan.movie
        self._sizes = [[cutting.size for cutting in track] for track in plan.cuttings]
        # In one row, so that the samples of a track make up one chunk.
        self._offsets = [
            [media.append(cutting.pieces) for cutting in track] for track in plan.cuttings
        ]
        self._numbers = {track.number: n for n, track in enumerate(self._movie.tracks, start=1)}

    def box(self, base: int, *, wide: bool) -> bytes:
        """The box.

        Args:
            base: Where in the copy the content of `mdat` begins.
            wide: Whether offsets need 64 bits.
        """
        durations = [self._duration(track) for track in self._movie.tracks]
        longest = max(durations)
        tracks = [
            self._track(index, duration, base, wide=wide)
            for index, duration in enumerate(durations)
        ]
        return made(b"moov", self._header(longest), *tracks)

    def _duration(self, track: Track) -> int:
        scales = (track.timescale, self._movie.timescale)
        return shown_duration(track.header, track.edits, track.samples.duration, scales)

    def _header(self, duration: int) -> bytes:
        """The movie header: no day, normal speed and volume."""
        version, times = _times(self._movie.timescale, duration)
        fixed = struct.pack(">IH10x", 0x10000, 0x0100)
        next_number = struct.pack(">24xI", len(self._movie.tracks) + 1)
        return made_full(b"mvhd", version, 0, times, fixed, UNITY, next_number)

    def _track(self, index: int, duration: int, base: int, *, wide: bool) -> bytes:
        track = self._movie.tracks[index]
        offsets = [base + offset for offset in self._offsets[index]]
        stsd = made_full(
            b"stsd",
            0,
            0,
            struct.pack(">I", len(track.entries)),
            *(entry.content for entry in track.entries),
        )
        tables = written(track.samples, self._sizes[index], offsets, wide=wide)
        version, times = _times(track.timescale, track.samples.duration)
        handler = struct.pack(">4x4s12xx", track.handler)
        media = made(
            b"mdia",
            made_full(b"mdhd", version, 0, times, struct.pack(">H2x", _UNDETERMINED)),
            made_full(b"hdlr", 0, 0, handler),
            made(b"minf", _VIDEO_HEADER, _THIS_FILE, made(b"stbl", stsd, tables)),
        )
        return made(
            b"trak",
            self._track_header(track, duration),
            self._references(track),
            written_edits(track.edits),
            media,
        )

    def _track_header(self, track: Track, duration: int) -> bytes:
        header = track.header
        number = struct.pack(">I", self._numbers[track.number])
        if _is_wide(duration):
            version, times = 1, struct.pack(">QQ4s4xQ", 0, 0, number, duration)
        else:
            version, times = 0, struct.pack(">II4s4xI", 0, 0, number, duration)
        size = struct.pack(">II", header.width, header.height)
        return made_full(b"tkhd", version, header.flags, times, bytes(16), header.matrix, size)

    def _references(self, track: Track) -> bytes:
        """References between the tracks that stay."""
        found = []
        for kind in (b"auxl", b"prem"):
            to = [self._numbers[n] for n in track.references.get(kind, ()) if n in self._numbers]
            if to:
                found.append(made(kind, struct.pack(f">{len(to)}I", *to)))
        return made(b"tref", *found) if found else b""


def _is_wide(duration: int) -> bool:
    """Whether a duration needs 64 bits. One without end is always written so."""
    return duration >= 0xFFFFFFFF


def _times(timescale: int, duration: int) -> tuple[int, bytes]:
    """Version of a header, and its times: no day it was made, and the duration."""
    duration = min(duration, INDEFINITE)
    if _is_wide(duration):
        return 1, struct.pack(">QQIQ", 0, 0, timescale, duration)
    return 0, struct.pack(">IIII", 0, 0, timescale, duration)
