"""The bytes of one item or sample, however the file scatters them, and what is cut from them."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from toolkit.errors import DamagedError, LimitError
from toolkit.metadata import limits
from toolkit.metadata.model import Copy, Kind, Payload, Verdict

if TYPE_CHECKING:
    from toolkit.metadata.ledger import Claims
    from toolkit.metadata.model import Piece
    from toolkit.metadata.source import Source

Ranges: TypeAlias = tuple[tuple[int, int], ...]
"""Ranges of the file, in the order in which they make up one run of bytes."""


class Budget:
    """How much of a file may be looked at: its bytes may be used twice, not a thousand times over.

    A hostile file can point at the same bytes from each of 65,535 items.

    Args:
        size: Bytes in the file.
    """

    __slots__ = ("_bytes", "_parts")

    def __init__(self, size: int) -> None:
        self._bytes = 2 * size
        self._parts = limits.PARTS

    def spend(self, size: int, parts: int) -> None:
        """Account for bytes that are used, and for parts they are made of.

        Raises:
            DamagedError: More bytes are used than the file has.
            LimitError: There are too many parts.
        """
        self._bytes -= size
        self._parts -= parts
        if self._bytes < 0:
            raise DamagedError("damaged", offset=0, part="overlapping pictures")
        if self._parts < 0:
            raise LimitError("too-many-parts", limit=limits.PARTS)


class Extents:
    """One run of bytes that the file holds in pieces (ISO 14496-12, 8.11.3).

    Args:
        source: The file.
        ranges: Where its parts stand.
        budget: What is spent by looking at it.

    Attributes:
        size: Bytes in the run.
        budget: The same, for what is found in it.

    Raises:
        DamagedError: A part is not inside the file, or too many bytes are used twice.
        LimitError: It has too many parts.
    """

    __slots__ = ("_ranges", "_source", "_starts", "budget", "size")

    def __init__(self, source: Source, ranges: Ranges, budget: Budget) -> None:
        for start, stop in ranges:
            if not 0 <= start <= stop <= source.size:
                raise DamagedError("truncated", offset=min(max(start, 0), source.size))
        self._source = source
        self._ranges = tuple((start, stop) for start, stop in ranges if stop > start)
        ends = list(accumulate((stop - start for start, stop in self._ranges), initial=0))
        self.size = ends.pop()
        self._starts = ends
        self.budget = budget
        budget.spend(self.size, 1)

    def read(self, start: int, stop: int) -> bytes:
        """The bytes of the run from `start` to `stop`.

        Raises:
            DamagedError: The run ends before `stop`.
        """
        return b"".join(self._source.read(*part) for part in self.ranges(start, stop))

    def offset(self, position: int) -> int:
        """Where in the file a byte of the run stands."""
        if not self._ranges:
            return 0
        at = max(bisect_right(self._starts, position) - 1, 0)
        return self._ranges[at][0] + position - self._starts[at]

    def ranges(self, start: int, stop: int) -> Ranges:
        """Where in the file the bytes of the run from `start` to `stop` stand.

        Raises:
            DamagedError: The run ends before `stop`.
        """
        if not 0 <= start <= stop <= self.size:
            raise DamagedError("truncated", offset=self.offset(self.size))
        found: list[tuple[int, int]] = []
        at = bisect_right(self._starts, start) - 1
        while start < stop:
            first, last = self._ranges[at]
            begin = first + start - self._starts[at]
            end = min(last, begin + stop - start)
            found.append((begin, end))
            start += end - begin
            at += 1
        return tuple(found)


class Part(NamedTuple):
    """A range of the file with one fate."""

    start: int
    stop: int
    verdict: Verdict
    label: str


class Cutting:
    """What stays of a run of bytes, and what is cut from it.

    Args:
        extents: The run.
        label: What it is, for the account: ``"hvc1 picture"``.

    Attributes:
        extents: The run.
        pieces: What stays.
        payloads: What is cut and says something.
        changed: Whether anything was cut or rewritten.
    """

    __slots__ = ("_label", "_parts", "changed", "extents", "payloads", "pieces")

    def __init__(self, extents: Extents, label: str) -> None:
        self.extents = extents
        self.pieces: list[Piece] = []
        self.payloads: list[Payload] = []
        self.changed = False
        self._label = label
        self._parts: list[Part] = []

    @property
    def size(self) -> int:
        """Bytes that stay."""
        return sum(p.stop - p.start if isinstance(p, Copy) else len(p) for p in self.pieces)

    def keep(self, start: int, stop: int) -> None:
        """Copy the bytes of the run from `start` to `stop`."""
        for first, last in self.extents.ranges(start, stop):
            before = self.pieces[-1] if self.pieces else None
            if isinstance(before, Copy) and before.stop == first:
                self.pieces[-1] = Copy(before.start, last)
            else:
                self.pieces.append(Copy(first, last))
            self._post(first, last, Verdict.KEEP, self._label)

    def rewrite(self, start: int, stop: int, new: bytes) -> None:
        """Put `new` in the place of the bytes from `start` to `stop`."""
        if stop - start == len(new) and self.extents.read(start, stop) == new:
            self.keep(start, stop)
            return
        self.changed = True
        self.pieces.append(new)
        for first, last in self.extents.ranges(start, stop):
            self._post(first, last, Verdict.REWRITE, self._label)

    def drop(self, start: int, stop: int, label: str, kind: Kind = Kind.OPAQUE) -> None:
        """Leave out the bytes from `start` to `stop`."""
        if start == stop:
            return
        self.changed = True
        for first, last in self.extents.ranges(start, stop):
            self._post(first, last, Verdict.DROP, label)
            before = self.payloads[-1] if self.payloads else None
            if before and (before.kind, before.stop, before.label) == (kind, first, label):
                self.payloads[-1] = Payload(kind, before.start, last, label)
            else:
                self.payloads.append(Payload(kind, first, last, label))

    def claim(self, claims: Claims) -> None:
        """Enter each part into the account of the file."""
        for part in self._parts:
            claims.claim(*part)

    def _post(self, start: int, stop: int, verdict: Verdict, label: str) -> None:
        self.extents.budget.spend(0, 1)
        before = self._parts[-1] if self._parts else None
        if before and (before.stop, before.verdict, before.label) == (start, verdict, label):
            self._parts[-1] = Part(before.start, stop, verdict, label)
        else:
            self._parts.append(Part(start, stop, verdict, label))
