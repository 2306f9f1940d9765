"""The sample tables of a track (ISO 14496-12:2022, 8.6 and 8.7)."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from toolkit.errors import DamagedError, LimitError
from toolkit.metadata import limits
from toolkit.metadata.formats.bmff.boxes import Fields, made_full, needed, single

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toolkit.metadata.formats.bmff.boxes import Box
    from toolkit.metadata.source import Source


@dataclass(frozen=True, slots=True)
class Samples:
    """The samples of one track, in decoding order.

    Attributes:
        ranges: Where each one stands in the file.
        descriptions: Which sample entry each one has, from 1 on.
        durations: Runs of equal duration: how many, and how long (in the track's timescale).
        compositions: Runs of equal composition offset, with the version of their box; empty when
            samples are shown in decoding order.
        composition_version: The version of that box.
        sync: The samples that can be decoded by themselves, from 1 on; `None` for all.
    """

    ranges: list[tuple[int, int]]
    descriptions: list[int]
    durations: list[tuple[int, int]]
    compositions: list[tuple[int, int]]
    composition_version: int
    sync: list[int] | None

    @property
    def duration(self) -> int:
        """How long all of them take."""
        return sum(count * delta for count, delta in self.durations)


def samples(source: Source, boxes: list[Box], stbl: Box) -> Samples:
    """Read the tables of a track.

    Args:
        source: The file.
        boxes: The boxes in the `stbl` box.
        stbl: That box.

    Raises:
        DamagedError: They contradict each other.
        LimitError: There are too many samples.
    """
    sizes = _sizes(source, boxes, stbl)
    count = len(sizes)
    offsets, descriptions = _places(source, boxes, stbl, sizes)
    durations = _runs(Fields(source, needed(boxes, b"stts", stbl)), count)
    ctts = single(boxes, b"ctts")
    stss = single(boxes, b"stss")
    return Samples(
        [(start, start + size) for start, size in zip(offsets, sizes, strict=True)],
        descriptions,
        durations,
        _runs(Fields(source, ctts), count) if ctts else [],
        _version(source, ctts) if ctts else 0,
        _sync(Fields(source, stss), count) if stss else None,
    )


def written(tables: Samples, sizes: Sequence[int], offsets: Sequence[int], *, wide: bool) -> bytes:
    """The tables of the clean copy, behind the `stsd` box.

    Args:
        tables: The tables of the original.
        sizes: Bytes of each sample in the copy.
        offsets: Where each one stands in the copy; those of one description in a row stand in one
            chunk, without gaps.
        wide: Whether offsets need 64 bits.
    """
    chunks = []
    first = 0
    for description, run in groupby(tables.descriptions):
        size = len(list(run))
        chunks.append((offsets[first], size, description))
        first += size
    parts = [made_full(b"stts", 0, 0, _table(">II", tables.durations))]
    if tables.compositions:
        runs = [(count, value & 0xFFFFFFFF) for count, value in tables.compositions]
        parts.append(made_full(b"ctts", tables.composition_version, 0, _table(">II", runs)))
    numbered = [(n, size, kind) for n, (_, size, kind) in enumerate(chunks, start=1)]
    parts.append(made_full(b"stsc", 0, 0, _table(">III", numbered)))
    count = struct.pack(">II", 0, len(sizes))
    parts.append(made_full(b"stsz", 0, 0, count + struct.pack(f">{len(sizes)}I", *sizes)))
    places = [(offset,) for offset, _, _ in chunks]
    kind, form = (b"co64", ">Q") if wide else (b"stco", ">I")
    parts.append(made_full(kind, 0, 0, _table(form, places)))
    if tables.sync is not None:
        parts.append(made_full(b"stss", 0, 0, _table(">I", [(n,) for n in tables.sync])))
    return b"".join(parts)


def _table(form: str, rows: Sequence[tuple[int, ...]]) -> bytes:
    return struct.pack(">I", len(rows)) + b"".join(struct.pack(form, *row) for row in rows)


def _version(source: Source, box: Box) -> int:
    return Fields(source, box).number(1) & 1


def _sizes(source: Source, boxes: list[Box], stbl: Box) -> list[int]:
    """Sample sizes, of either table (8.7.3)."""
    stsz = single(boxes, b"stsz")
    fields = Fields(source, stsz or needed(boxes, b"stz2", stbl))
    fields.version_and_flags()
    same, width = (fields.number(4), 4) if stsz else (0, fields.number(4) & 0xFF)
    untrusted_count = fields.number(4)
    if untrusted_count > limits.FRAMES:
        raise LimitError("too-many-parts", limit=limits.FRAMES)
    if same:
        return [same] * untrusted_count
    if stsz:
        return [fields.number(4) for _ in range(untrusted_count)]
    if width == 4:
        packed = fields.take((untrusted_count + 1) // 2)
        return [packed[n // 2] >> (4 * (1 - n % 2)) & 15 for n in range(untrusted_count)]
    if width not in {8, 16}:
        raise DamagedError("damaged", offset=fields.offset, part="stz2")
    return [fields.number(width // 8) for _ in range(untrusted_count)]


def _places(
    source: Source, boxes: list[Box], stbl: Box, sizes: list[int]
) -> tuple[list[int], list[int]]:
    """Where each sample begins, and which sample entry it has (8.7.4, 8.7.5)."""
    stco = single(boxes, b"stco")
    chunks = Fields(source, stco or needed(boxes, b"co64", stbl))
    chunks.version_and_flags()
    width = 4 if stco else 8
    untrusted_chunks = chunks.number(4)
    runs = Fields(source, needed(boxes, b"stsc", stbl))
    runs.version_and_flags()
    left = runs.number(4)
    following = runs.number(4) if left else 0
    offsets: list[int] = []
    descriptions: list[int] = []
    per_chunk = description = 0
    for chunk in range(1, untrusted_chunks + 1):
        if len(offsets) == len(sizes):
            break
        while left and chunk >= following:
            per_chunk, description = runs.number(4), runs.number(4)
            left -= 1
            following = runs.number(4) if left else 0
        if per_chunk == 0:
            raise DamagedError("damaged", offset=runs.offset, part="stsc")
        offset = chunks.number(width)
        for size in sizes[len(offsets) : len(offsets) + per_chunk]:
            offsets.append(offset)
            descriptions.append(description)
            offset += size
    if len(offsets) != len(sizes):
        raise DamagedError("damaged", offset=stbl.start, part="stco")
    return offsets, descriptions


def _runs(fields: Fields, count: int) -> list[tuple[int, int]]:
    """Runs of equal values for each sample (8.6.1.2, 8.6.1.3), neighbours of one value joined."""
    fields.version_and_flags()
    found: list[tuple[int, int]] = []
    left = count
    for _ in range(fields.number(4)):
        samples_in_run, value = fields.number(4), fields.number(4)
        samples_in_run = min(samples_in_run, left)
        left -= samples_in_run
        if found and found[-1][1] == value:
            found[-1] = (found[-1][0] + samples_in_run, value)
        elif samples_in_run:
            found.append((samples_in_run, value))
    if left:
        raise DamagedError("damaged", offset=fields.offset, part="stts")
    return found


def _sync(fields: Fields, count: int) -> list[int]:
    """Sync samples, in increasing order (8.6.2)."""
    fields.version_and_flags()
    found: list[int] = []
    for _ in range(fields.number(4)):
        number = fields.number(4)
        if not (found[-1] if found else 0) < number <= count:
            raise DamagedError("damaged", offset=fields.offset, part="stss")
        found.append(number)
    return found
