"""How long a track is shown, which way up, and which part of it how often.

Source: ISO 14496-12:2022, 8.2.2 (mvhd), 8.3.2 (tkhd), 8.6.6 (elst).
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from toolkit.errors import DamagedError, LimitError, UnsupportedError
from toolkit.metadata.formats.bmff.boxes import Fields, children, made, made_full, single

if TYPE_CHECKING:
    from toolkit.metadata.formats.bmff.boxes import Box
    from toolkit.metadata.source import Source

INDEFINITE: Final = 0xFFFFFFFF_FFFFFFFF
"""The duration of what is repeated without end."""

UNITY: Final = struct.pack(">9i", 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)
"""The matrix that leaves a picture as it is."""

_ONE: Final = 0x10000
_WHOLE: Final = 0x40000000
_MOST_EDITS: Final = 16
_REPEATS: Final = 1
_EMPTY: Final = -1


@dataclass(frozen=True, slots=True)
class Header:
    """What a track header says.

    Attributes:
        number: The track's id.
        flags: Whether it is enabled (1), in the movie (2), in its preview (4).
        duration: How long it is shown, in the movie's timescale; `INDEFINITE` without end.
        matrix: Which way up it is shown: a turn by right angles, perhaps mirrored.
        width: Its width as shown, 16.16.
        height: Its height as shown, 16.16.
    """

    number: int
    flags: int
    duration: int
    matrix: bytes
    width: int
    height: int

    @property
    def enabled(self) -> bool:
        """Whether a viewer shows it."""
        return self.flags & 1 == 1


@dataclass(frozen=True, slots=True)
class Edits:
    """Which parts of a track are shown.

    Attributes:
        repeats: Whether they are shown again until the track's duration is over.
        entries: Duration in the movie's timescale, and begin in the track's (-1: nothing is shown).
    """

    repeats: bool
    entries: list[tuple[int, int]]


def movie_header(source: Source, box: Box) -> int:
    """The timescale of a movie: units in a second.

    Raises:
        DamagedError: It has none.
        UnsupportedError: It is shown turned or scaled.
    """
    fields = Fields(source, box)
    version, _ = fields.version_and_flags()
    fields.take(16 if version == 1 else 8)
    timescale = fields.number(4)
    fields.take((8 if version == 1 else 4) + 16)
    if fields.take(36) != UNITY:
        raise UnsupportedError("unsupported", part="mvhd")
    if timescale == 0:
        raise DamagedError("damaged", offset=box.start, part="mvhd")
    return timescale


def track_header(source: Source, box: Box) -> Header:
    """Read a track header.

    Raises:
        DamagedError: It is too short.
        UnsupportedError: The track is shown in another way than turned by right angles.
    """
    fields = Fields(source, box)
    version, flags = fields.version_and_flags()
    fields.take(16 if version == 1 else 8)
    number = fields.number(4)
    fields.take(4)
    duration = fields.number(8 if version == 1 else 4)
    if version != 1 and duration == 0xFFFFFFFF:
        duration = INDEFINITE
    fields.take(16)
    matrix = struct.unpack(">9i", fields.take(36))
    width, height = fields.number(4), fields.number(4)
    return Header(number, flags & 7, duration, _turned(matrix, width, height), width, height)


def _turned(matrix: tuple[int, ...], width: int, height: int) -> bytes:
    """The matrix of a turn by right angles, moved back to where the picture is seen."""
    a, b, u, c, d, v, _, _, w = matrix
    turns = {abs(a), abs(d)} == {_ONE} and b == c == 0
    turns |= {abs(b), abs(c)} == {_ONE} and a == d == 0
    if not turns or u or v or w != _WHOLE:
        raise UnsupportedError("unsupported", part="tkhd")
    x = width * (a < 0) + height * (c < 0)
    y = width * (b < 0) + height * (d < 0)
    return struct.pack(">6i2Ii", a, b, 0, c, d, 0, x, y, w)


def edits(source: Source, parts: list[Box]) -> Edits | None:
    """The edit list among the boxes of a track, if there is one.

    Raises:
        DamagedError: It is too short.
        UnsupportedError: It plays at another speed than it was recorded.
        LimitError: It has too many entries.
    """
    edts = single(parts, b"edts")
    if edts is None:
        return None
    elst = single(children(source, edts), b"elst")
    if elst is None:
        return None
    fields = Fields(source, elst)
    version, flags = fields.version_and_flags()
    size = 8 if version == 1 else 4
    count = fields.number(4)
    if count > _MOST_EDITS:
        raise LimitError("too-many-parts", limit=_MOST_EDITS)
    entries = []
    for _ in range(count):
        entries.append((fields.number(size), fields.signed(size)))
        if fields.number(4) != _ONE:
            raise UnsupportedError("unsupported", part="elst")
    # A list without entries says nothing.
    return Edits(flags & _REPEATS == _REPEATS, entries) if entries else None


def checked_edits(found: Edits, media_duration: int, media_scale: int, movie_scale: int) -> None:
    """Let no edit through whose numbers cannot be times of this track.

    Raises:
        UnsupportedError: An edit begins behind the track's end, or is longer than the track.
    """
    longest = (media_duration * movie_scale // media_scale) + movie_scale
    for duration, begin in found.entries:
        if not _EMPTY <= begin <= media_duration or duration > longest:
            raise UnsupportedError("unsupported", part="elst")


def shown_duration(
    header: Header, found: Edits | None, media_duration: int, scales: tuple[int, int]
) -> int:
    """How long a track is shown, in the movie's timescale.

    Only where it repeats does its header say something that cannot be reckoned.

    Args:
        header: Its header.
        found: Its edits.
        media_duration: How long its samples take.
        scales: The track's timescale and the movie's.

    Raises:
        DamagedError: It would be longer than can be written.
    """
    media_scale, movie_scale = scales
    if found and found.repeats:
        return header.duration
    if found:
        shown = sum(duration for duration, _ in found.entries)
    else:
        shown = (media_duration * movie_scale + media_scale // 2) // media_scale
    if shown > INDEFINITE:
        raise DamagedError("damaged", offset=0, part="duration")
    return shown


def written_edits(found: Edits | None) -> bytes:
    """The edit list of the clean copy; nothing where there is none."""
    if found is None:
        return b""
    wide = any(max(entry) > 0x7FFFFFFF for entry in found.entries)
    form = ">Qqi" if wide else ">Iii"
    count = struct.pack(">I", len(found.entries))
    rows = (struct.pack(form, *entry, _ONE) for entry in found.entries)
    return made(b"edts", made_full(b"elst", int(wide), int(found.repeats), count, *rows))
