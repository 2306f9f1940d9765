"""The account of the file: what becomes of each of its bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from toolkit.metadata.formats.appended import appended
from toolkit.metadata.formats.bmff import hidden
from toolkit.metadata.formats.bmff.boxes import Fields, children
from toolkit.metadata.formats.bmff.extents import Budget
from toolkit.metadata.ledger import Claims
from toolkit.metadata.model import Kind, Payload, Verdict

if TYPE_CHECKING:
    from collections.abc import Collection

    from toolkit.metadata.formats.bmff.boxes import Box
    from toolkit.metadata.formats.bmff.sample_entries import SampleEntry
    from toolkit.metadata.formats.bmff.sequence import Sequence as Frames
    from toolkit.metadata.formats.bmff.still import Still
    from toolkit.metadata.model import Segment
    from toolkit.metadata.source import Source

GAP: Final = "bytes that nothing points to"

_META_PARTS: Final = {b"hdlr", b"pitm", b"iloc", b"iinf", b"iref"}
_TRACK_PARTS: Final[dict[bytes, frozenset[bytes]]] = {
    b"trak": frozenset({b"tkhd", b"tref", b"edts", b"mdia"}),
    b"edts": frozenset({b"elst"}),
    b"mdia": frozenset({b"mdhd", b"hdlr", b"minf"}),
    b"minf": frozenset({b"vmhd", b"dinf", b"stbl"}),
    b"stbl": frozenset(
        {b"stsd", b"stts", b"ctts", b"stsc", b"stsz", b"stz2", b"stco", b"co64", b"stss"}
    ),
}
_TIMED: Final = {b"mvhd", b"tkhd", b"mdhd"}


class Account:
    """Enters the parts of one file, and what those that go carry.

    Args:
        source: The file.

    Attributes:
        payloads: What the parts that go carry.
    """

    def __init__(self, source: Source) -> None:
        self._source = source
        self._claims = Claims(source.size)
        self.payloads: list[Payload] = []

    def rebuilt(self, box: Box, new: bytes) -> None:
        """Enter a box that is written anew as a whole."""
        if not self._is_same(box, new):
            self.rewrite(box.start, box.stop, box.name)

    def rewrite(self, start: int, stop: int, label: str) -> None:
        """Enter bytes that are needed in another form."""
        self._claims.claim(start, stop, Verdict.REWRITE, label)

    def drop(self, box: Box, payload: Payload | None = None) -> None:
        """Enter a box that goes as a whole."""
        self._claims.claim(box.start, box.stop, Verdict.DROP, box.name)
        self.payloads.append(payload or hidden.of_box(self._source, box))

    def rest(self, start: int) -> None:
        """Enter what stands behind the last box."""
        self._claims.claim(start, self._source.size, Verdict.DROP, "bytes after the last box")

    def picture(self, plan: Still, new: bytes) -> None:
        """Enter a `meta` box, and the bytes of its items."""
        self._items(plan)
        meta = plan.meta
        if self._is_same(meta.box, new):
            return
        self.rewrite(meta.box.start, meta.box.body + 4, "meta")
        used = {box for picture in plan.pictures for box in picture.used}
        for box in meta.children:
            if box.kind in _META_PARTS:
                self.rewrite(box.start, box.stop, box.name)
            elif box.kind == b"iprp":
                self._properties(plan, box, used)
            elif box.kind == b"idat":
                self.rewrite(box.start, box.body, "idat")
            else:
                self.drop(box)
        self._handler_name(next(box for box in meta.children if box.kind == b"hdlr"))
        for item in meta.items.values():
            if item.name:
                where = item.entry.start, item.entry.stop
                self.payloads.append(hidden.text(*where, "item name", item.name))
        for start, stop, label in dict.fromkeys(d for p in plan.pictures for d in p.dropped):
            self._message(start, stop, label)

    def frames(self, plan: Frames, new: bytes) -> None:
        """Enter a `moov` box, and the bytes of its samples."""
        for samples in plan.cuttings:
            for cutting in samples:
                cutting.claim(self._claims)
                self.payloads.extend(cutting.payloads)
        movie = plan.movie
        if self._is_same(movie.box, new):
            return
        kept = {track.box for track in movie.tracks}
        self.rewrite(movie.box.start, movie.box.body, "moov")
        for box in children(self._source, movie.box):
            if box.kind == b"mvhd":
                self.rewrite(box.start, box.stop, "mvhd")
                self._times(box)
            elif box in kept:
                self._track_box(box)
            else:
                self.drop(box)
        for entry in (entry for track in movie.tracks for entry in track.entries):
            self._sample_entry(entry)

    def segments(self) -> tuple[Segment, ...]:
        """Close the account; what goes and has not been told of is told by its size."""
        segments = self._claims.segments(GAP)
        told = sorted((payload.start, payload.stop) for payload in self.payloads)
        at = 0
        reached = 0
        for segment in segments:
            while at < len(told) and told[at][0] < segment.stop:
                reached = max(reached, told[at][1])
                at += 1
            if segment.verdict is Verdict.DROP and reached <= segment.start:
                self.payloads.append(_untold(self._source, segment))
        return segments

    def _is_same(self, box: Box, new: bytes) -> bool:
        """Whether a box of the clean copy stands in the original just so; then enter it."""
        same = box.stop - box.start == len(new) and self._source.holds(box.start, new)
        if same:
            self._claims.claim(box.start, box.stop, Verdict.KEEP, box.name)
        return same

    def _items(self, plan: Still) -> None:
        """Enter the bytes of items: of those that stay, and of those that go."""
        # Tiles may share their bytes.
        for cutting in {id(p.cutting): p.cutting for p in plan.pictures}.values():
            cutting.claim(self._claims)
            self.payloads.extend(cutting.payloads)
        kept = {picture.item.number for picture in plan.pictures}
        budget = Budget(self._source.size)
        for label, extents, payload in hidden.items(self._source, plan.meta, kept, budget):
            for start, stop in extents.ranges(0, extents.size):
                self._claims.claim(start, stop, Verdict.DROP, label)
            if payload:
                self.payloads.append(payload)

    def _properties(self, plan: Still, iprp: Box, used: Collection[Box]) -> None:
        """Enter the properties of items."""
        self.rewrite(iprp.start, iprp.body, "iprp")
        properties = plan.meta.properties
        for box in properties.children:
            if box == properties.container:
                self.rewrite(box.start, box.body, "ipco")
            elif box.kind == b"ipma":
                self.rewrite(box.start, box.stop, "ipma")
            else:
                self.drop(box)
        written = {new for picture in plan.pictures for new, _ in picture.properties}
        for box in properties.boxes:
            if box not in used:
                self.drop(box, hidden.of_property(self._source, box))
                continue
            self.rewrite(box.start, box.stop, box.name)
            if box.kind == b"colr" and self._source.read(box.start, box.stop) not in written:
                self.payloads.append(hidden.of_property(self._source, box))

    def _sample_entry(self, entry: SampleEntry) -> None:
        """Enter the boxes in a sample entry."""
        self.payloads.extend(entry.payloads)
        for box in entry.boxes:
            if box in entry.used:
                self.rewrite(box.start, box.stop, box.name)
            else:
                self.drop(box, hidden.of_property(self._source, box))

    def _track_box(self, box: Box) -> None:
        """Enter a box of a track that stays."""
        inside = _TRACK_PARTS.get(box.kind)
        if inside is None:
            self.rewrite(box.start, box.stop, box.name)
            if box.kind in _TIMED:
                self._times(box)
            elif box.kind == b"hdlr":
                self._handler_name(box)
            return
        self.rewrite(box.start, box.body, box.name)
        for child in children(self._source, box):
            if child.kind in inside:
                self._track_box(child)
            else:
                self.drop(child)

    def _times(self, box: Box) -> None:
        """Tell when a movie, a track or its samples were made."""
        fields = Fields(self._source, box)
        version, _ = fields.version_and_flags()
        size = 8 if version == 1 else 4
        for what in ("creation", "modification"):
            start = fields.offset
            seconds = fields.number(size)
            if seconds:
                label = f"{box.name} {what} time"
                self.payloads.append(hidden.time(start, start + size, label, seconds))

    def _handler_name(self, box: Box) -> None:
        """Tell the name in a handler box, which often is that of the program."""
        fields = Fields(self._source, box)
        fields.take(min(24, fields.left))
        start = fields.offset
        name = fields.string()
        if name:
            self.payloads.append(hidden.text(start, start + len(name), "handler name", name))

    def _message(self, start: int, stop: int, label: str) -> None:
        """Tell what stands among the parameter sets and goes."""
        kind = Kind.COMMENT if label == "SEI" else Kind.OPAQUE
        self.payloads.append(Payload(kind, start, stop, label))


def _untold(source: Source, segment: Segment) -> Payload:
    """Bytes that go, by how they begin and end."""
    if segment.stop == source.size:
        return appended(source, segment.start, segment.label)
    film = source.holds(segment.start + 4, b"ftyp")
    kind = Kind.VIDEO if film else Kind.OPAQUE
    return Payload(kind, segment.start, segment.stop, segment.label)
