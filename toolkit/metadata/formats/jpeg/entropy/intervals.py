"""The restart intervals of a scan (ITU-T T.81, E.1.4 and E.2.4)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from toolkit.errors import DamagedError, LimitError
from toolkit.metadata import limits
from toolkit.metadata.formats.jpeg import markers
from toolkit.metadata.formats.jpeg.entropy.bits import raw_length, unstuffed
from toolkit.metadata.formats.jpeg.frame import ceil_divide

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from toolkit.metadata.formats.jpeg.frame import Frame
    from toolkit.metadata.formats.jpeg.structure import Data, ScanPart
    from toolkit.metadata.source import Source

_RESTART: Final = re.compile(rb"\xff[\xd0-\xd7]")


@dataclass(frozen=True, slots=True)
class Interval:
    """The data between two restart markers, or of a scan without any.

    Attributes:
        data: Where they stand; more than one range where fill bytes stood between.
        marker: The restart marker after them, an empty range after the last.
        first: MCUs of the scan that went before.
        mcus: MCUs that they hold.
    """

    data: Data
    marker: tuple[int, int]
    first: int
    mcus: int

    @property
    def size(self) -> int:
        """Bytes of the data in the file."""
        return sum(stop - start for start, stop in self.data)

    def content(self, source: Source) -> bytes:
        """The data, unstuffed."""
        return unstuffed(b"".join(source.read(*r) for r in self.data))

    def surplus(self, source: Source, length: int) -> Data:
        """Where the bytes stand that come after the first `length` of the data, unstuffed."""
        left = raw_length(self.content(source), length)
        ranges = []
        for start, stop in self.data:
            if stop - start > left:
                ranges.append((start + left, stop))
            left = max(left - (stop - start), 0)
        return tuple(ranges)


def without(data: Data, cuts: Iterable[tuple[int, int]]) -> Data:
    """Ranges less the parts of them that are cut out, both in order."""
    left: list[tuple[int, int]] = []
    waiting = list(reversed(data))
    for cut_start, cut_stop in cuts:
        while waiting and waiting[-1][0] < cut_stop:
            start, stop = waiting.pop()
            if start < min(stop, cut_start):
                left.append((start, min(stop, cut_start)))
            if max(start, cut_stop) < stop:
                waiting.append((max(start, cut_stop), stop))
    return (*left, *reversed(waiting))


def intervals_of(source: Source, frame: Frame, part: ScanPart) -> tuple[Interval, ...]:
    """The intervals that a decoder reads; what comes after the last of them is not among them.

    Raises:
        DamagedError: There are too few, or their markers do not count up.
        LimitError: There are too many.
    """
    mcus = part.scan.mcus(frame)
    if not part.interval:
        end = part.data[-1][1] if part.data else part.stop
        return (Interval(part.data, (end, end), 0, mcus),)
    expected = ceil_divide(mcus, part.interval)
    if expected > limits.PARTS:
        raise LimitError("too-many-parts", limit=limits.PARTS)
    found = []
    for number, (data, marker) in enumerate(_split(source, part.data)):
        if number == expected:
            break
        is_last = number == expected - 1
        if not is_last and not source.holds(marker[0], _marker_after(number)):
            raise DamagedError("damaged", offset=marker[0], part="RST")
        first = number * part.interval
        after = (marker[0], marker[0]) if is_last else marker
        found.append(Interval(data, after, first, min(part.interval, mcus - first)))
    if len(found) < expected:
        raise DamagedError("damaged", offset=part.start, part="RST")
    return tuple(found)


def _marker_after(number: int) -> bytes:
    return bytes((0xFF, markers.RST0 + number % 8))


def _split(source: Source, data: Data) -> Iterator[tuple[Data, tuple[int, int]]]:
    """The data of each interval, and the restart marker after it."""
    ranges: list[tuple[int, int]] = []
    stop = 0
    for start, stop in data:
        position = start
        for found in _restarts(source, start, stop):
            if position < found:
                ranges.append((position, found))
            yield tuple(ranges), (found, found + 2)
            ranges = []
            position = found + 2
        if position < stop:
            ranges.append((position, stop))
    yield tuple(ranges), (stop, stop)


def _restarts(source: Source, start: int, stop: int) -> Iterator[int]:
    """Offsets of the restart markers in a range, which is read once however many there are."""
    for step in range(start, stop, limits.STEP_BYTES):
        # One byte more, for a marker that begins with the last byte of the step.
        view = source.view(step, min(step + limits.STEP_BYTES + 1, stop))
        for found in _RESTART.finditer(view):
            yield step + found.start()
