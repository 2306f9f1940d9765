"""Double-entry book-keeping for a walk: no byte of a file goes unaccounted.

A format that stands in one line (JPEG, PNG, GIF, RIFF) posts its parts in order and the clean
copy follows by itself. A format of offsets (TIFF, ISO base media) claims its ranges in any order
and lays out the clean copy itself; what nobody claimed is dropped.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.errors import DamagedError, LimitError
from toolkit.metadata import limits
from toolkit.metadata.model import Copy, Kind, Payload, Piece, Segment, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from toolkit.metadata.source import Source


class Ledger:
    """The account of one file in one line.

    Args:
        source: The file.

    Attributes:
        position: Offset of the first byte not yet posted.
        pieces: The clean copy so far.
        payloads: What the posted parts carry.
    """

    def __init__(self, source: Source) -> None:
        self.position = 0
        self._source = source
        self.size = source.size
        self.pieces: list[Piece] = []
        self.payloads: list[Payload] = []
        self._segments: list[Segment] = []

    def keep(self, stop: int, label: str) -> None:
        """Post the bytes up to `stop` as needed: they are copied."""
        start = self.position
        if start == stop:
            return
        self._post(stop, Verdict.KEEP, label)
        last = self.pieces[-1] if self.pieces else None
        if isinstance(last, Copy) and last.stop == start:
            self.pieces[-1] = Copy(last.start, stop)
        else:
            self.pieces.append(Copy(start, stop))

    def rewrite(self, stop: int, label: str, new: bytes, payload: Payload | None = None) -> None:
        """Post the bytes up to `stop` as needed in another form: `new` takes their place.

        Where `new` is what stands there already, nothing is rewritten: the bytes are kept, and
        `payload` has nothing to tell.
        """
        if stop - self.position == len(new) and self._source.holds(self.position, new):
            self.keep(stop, label)
            return
        self._post(stop, Verdict.REWRITE, label)
        self.insert(new)
        if payload is not None:
            self.payloads.append(payload)

    def drop(self, stop: int, label: str, kind: Kind = Kind.OPAQUE, skip: int = 0) -> None:
        """Post the bytes up to `stop` as not needed, all but the first `skip` saying something."""
        start = self.position
        if start == stop:
            return
        self._post(stop, Verdict.DROP, label)
        self.payloads.append(Payload(kind, min(start + skip, stop), stop, label))

    def drop_as(self, stop: int, label: str, *payloads: Payload) -> None:
        """Post the bytes up to `stop` as not needed; `payloads` say what they carry."""
        if stop > self.position:
            self._post(stop, Verdict.DROP, label)
        self.payloads.extend(payloads)

    def insert(self, new: bytes) -> None:
        """Put bytes of our own into the clean copy here."""
        if not new:
            return
        last = self.pieces[-1] if self.pieces else None
        if isinstance(last, bytes):
            self.pieces[-1] = last + new
        else:
            self.pieces.append(new)

    def segments(self) -> tuple[Segment, ...]:
        """Close the account.

        Raises:
            DamagedError: The walk stopped before the end of the file.
        """
        if self.position != self.size:
            raise DamagedError("unaccounted", offset=self.position)
        return tuple(self._segments)

    def _post(self, stop: int, verdict: Verdict, label: str) -> None:
        start = self.position
        if not start <= stop <= self.size:
            raise DamagedError("truncated", offset=start)
        if len(self._segments) >= limits.PARTS:
            raise LimitError("too-many-parts", limit=limits.PARTS)
        self._segments.append(Segment(start, stop, verdict, label))
        self.position = stop


class Claims:
    """The account of one file whose parts are found by offsets, in any order.

    Args:
        size: Bytes of the file.
    """

    def __init__(self, size: int) -> None:
        self.size = size
        self._claims: dict[tuple[int, int], Segment] = {}

    def claim(self, start: int, stop: int, verdict: Verdict, label: str) -> None:
        """Say what becomes of a range. Two tags may point to the very same range; the first counts.

        Raises:
            DamagedError: The range is not inside the file.
            LimitError: There are too many parts.
        """
        if not 0 <= start <= stop <= self.size:
            raise DamagedError("truncated", offset=min(max(start, 0), self.size))
        if start == stop or (start, stop) in self._claims:
            return
        if len(self._claims) >= limits.PARTS:
            raise LimitError("too-many-parts", limit=limits.PARTS)
        self._claims[start, stop] = Segment(start, stop, verdict, label)

    def segments(self, gap: str) -> tuple[Segment, ...]:
        """Close the account: sorted, without overlap, every unclaimed range dropped under `gap`.

        Where two claims overlap without being the same, the later bytes go to the stronger verdict
        (keep before rewrite before drop); the clean copy is laid out by its own pieces, so the
        account only has to tell each byte's fate once.
        """
        return tuple(_merge(_flatten(self._claims.values(), self.size, gap)))


def _flatten(claims: Iterable[Segment], size: int, gap: str) -> list[Segment]:
    """Lay claims side by side, the stronger over the weaker."""
    ordered = sorted(claims, key=lambda s: (s.start, s.stop))
    placed: list[Segment] = []
    for verdict in (Verdict.KEEP, Verdict.REWRITE, Verdict.DROP):
        placed = _beneath(placed, [claim for claim in ordered if claim.verdict is verdict])
    return _beneath(placed, [Segment(0, size, Verdict.DROP, gap)])


def _beneath(placed: list[Segment], claims: list[Segment]) -> list[Segment]:
    """What is placed already, with claims where nothing is. Both are sorted; one pass over each."""
    found: list[Segment] = []
    at = cursor = 0
    for claim in claims:
        cursor = max(cursor, claim.start)
        while cursor < claim.stop:
            if at < len(placed) and placed[at].start <= cursor:
                cursor = max(cursor, placed[at].stop)
                at += 1
                continue
            stop = min(claim.stop, placed[at].start) if at < len(placed) else claim.stop
            found.append(Segment(cursor, stop, claim.verdict, claim.label))
            cursor = stop
    return sorted(placed + found, key=lambda segment: segment.start)


def _merge(segments: Iterable[Segment]) -> Iterable[Segment]:
    """Join neighbours of one label and one fate."""
    last: Segment | None = None
    for segment in segments:
        if last and (last.verdict, last.label) == (segment.verdict, segment.label):
            last = Segment(last.start, segment.stop, last.verdict, last.label)
            continue
        if last:
            yield last
        last = segment
    if last:
        yield last
