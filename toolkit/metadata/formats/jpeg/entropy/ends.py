"""Where the entropy-coded data of each scan end.

A decoder stops reading a scan once it has all its MCUs, wherever the next marker is: bytes between
the two are shown by no viewer and found by no tool that reads markers only. The last bytes of a
large sequential scan are decoded to see whether they are data; when the walk is to be thorough, a
decoder is asked as well whether it needs them. Where that leaves a doubt, and for all other scans,
symbols are counted from the start.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from toolkit.errors import LimitError, UnsupportedError
from toolkit.metadata import limits
from toolkit.metadata.formats.jpeg.entropy.arithmetic import ArithmeticCounter
from toolkit.metadata.formats.jpeg.entropy.huffman import HuffmanCounter
from toolkit.metadata.formats.jpeg.entropy.intervals import intervals_of, without
from toolkit.metadata.formats.jpeg.entropy.pictures import decodes_to_its_end, shown
from toolkit.metadata.formats.jpeg.entropy.sequential import units_of
from toolkit.metadata.formats.jpeg.entropy.tail import (
    LOOKED_AT_BYTES,
    ends_with_its_data,
    looks_appended,
)
from toolkit.metadata.formats.jpeg.frame import ceil_divide
from toolkit.metadata.formats.jpeg.rendering import rendered

if TYPE_CHECKING:
    from collections.abc import Callable

    from toolkit.metadata.formats.jpeg.entropy.intervals import Interval
    from toolkit.metadata.formats.jpeg.entropy.sequential import Unit
    from toolkit.metadata.formats.jpeg.frame import Frame
    from toolkit.metadata.formats.jpeg.structure import Data, ScanPart, Structure
    from toolkit.metadata.formats.jpeg.tables import Table
    from toolkit.metadata.source import Source

# A sequential scan up to this size is always counted: it costs about four milliseconds.
_COUNTED_BYTES: Final = 16 * 1024

# Of more restart intervals than these, as many, evenly spread, have their last bytes decoded.
_INTERVALS_DECODED: Final = 16

# Streams whose scans have been found to end where their bytes end, by their digest: what was
# counted for the original is not counted again for its copy.
_PROVEN: Final[dict[bytes, None]] = {}
_PROVEN_KEPT: Final = 256


def needed_data(
    source: Source, structure: Structure, known: tuple[Table, ...] = ()
) -> dict[ScanPart, Data]:
    """The entropy-coded data that decoders read, for each scan that has more bytes than those.

    Args:
        source: The file.
        structure: The stream, taken apart.
        known: Tables that stand in another stream.

    Raises:
        DamagedError: A scan has too few data, or data that are no code.
        UnsupportedError: There are bytes to cut off, and no decoder to prove that the picture
            stays the same.
        LimitError: The data are too many to be counted.
    """
    frame = structure.frame
    if frame is None:
        return {}
    scans = [_Scan(p, intervals_of(source, frame, p)) for p in structure.scans]
    doubts = {scan.part: scan.doubtful(source, frame) for scan in scans}
    evident = not any(doubts[scan.part] or scan.rest() for scan in scans)
    much = sum(part.stop - part.start for part in structure.scans) > limits.COUNTED_BYTES
    if evident and (much or not source.thorough):
        return {}
    if much:
        raise LimitError("too-much-to-check", limit=limits.COUNTED_BYTES)
    whole = rendered(source, structure, {}, known)
    if _digest(whole) in _PROVEN:
        return {}
    if evident:
        if len(scans) == 1 and decodes_to_its_end(whole, frame):
            _remember(whole)
            return {}
        doubts = {scan.part: scan.intervals for scan in scans}
    count = _counter(source, structure, frame, known)
    needed = {}
    for scan in scans:
        cuts = [c for i in doubts[scan.part] for c in i.surplus(source, count(scan.part, i))]
        cuts += scan.rest()
        if cuts:
            needed[scan.part] = without(scan.part.data, cuts)
    copy = rendered(source, structure, needed, known)
    if needed and shown(whole, frame) != shown(copy, frame):
        raise UnsupportedError("unsupported", part="scan data")
    _remember(copy)
    return needed


def _counter(
    source: Source, structure: Structure, frame: Frame, known: tuple[Table, ...]
) -> Callable[[ScanPart, Interval], int]:
    """What counts the bytes of an interval that a decoder reads."""
    if frame.arithmetic:
        return ArithmeticCounter(source, structure, frame, known)
    return HuffmanCounter(source, frame)


@dataclass(frozen=True, slots=True)
class _Scan:
    """A scan and its restart intervals."""

    part: ScanPart
    intervals: tuple[Interval, ...]

    def rest(self) -> list[tuple[int, int]]:
        """The bytes after the last interval, if there are any."""
        stop = self.intervals[-1].marker[1]
        goes_on = bool(self.part.data) and stop != self.part.data[-1][1]
        return [(stop, self.part.stop)] if goes_on else []

    def doubtful(self, source: Source, frame: Frame) -> tuple[Interval, ...]:
        """The intervals whose bytes are perhaps more than their data, in order."""
        if (
            frame.progressive
            or frame.arithmetic
            or frame.lossless
            or self.part.stop - self.part.start <= _COUNTED_BYTES
        ):
            return self.intervals
        units = units_of(self.part)
        step = ceil_divide(len(self.intervals), _INTERVALS_DECODED)
        last = len(self.intervals) - 1
        return tuple(
            interval
            for number, interval in enumerate(self.intervals)
            if _is_doubtful(source, interval, units if (last - number) % step == 0 else ())
        )


def _is_doubtful(source: Source, interval: Interval, units: tuple[Unit, ...]) -> bool:
    """Whether the bytes of an interval do not evidently end where its data end.

    Args:
        source: The file.
        interval: The interval.
        units: The data units of an MCU, to decode the last bytes with; none to look at them only.
    """
    if len(interval.data) != 1:
        return True
    ((start, stop),) = interval.data
    if looks_appended(source.read(max(start, stop - LOOKED_AT_BYTES), stop)):
        return True
    return bool(units) and not ends_with_its_data(source, start, stop, units)


def _remember(stream: bytes) -> None:
    """Note that the scans of a stream end where its data end."""
    if len(_PROVEN) >= _PROVEN_KEPT:
        del _PROVEN[next(iter(_PROVEN))]
    _PROVEN[_digest(stream)] = None


def _digest(stream: bytes) -> bytes:
    # Most files leave no doubt, and need none of what this loads.
    from hashlib import sha256  # noqa: PLC0415

    return sha256(stream).digest()
