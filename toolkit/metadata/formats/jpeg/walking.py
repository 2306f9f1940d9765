"""The walk over a JPEG file: every byte from before SOI to after EOI."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from toolkit.errors import DamagedError
from toolkit.metadata.formats.jpeg import beginning, markers
from toolkit.metadata.formats.jpeg.applications import application
from toolkit.metadata.formats.jpeg.entropy.ends import needed_data
from toolkit.metadata.formats.jpeg.head import read_head
from toolkit.metadata.formats.jpeg.joining import told
from toolkit.metadata.formats.jpeg.rendering import is_needed
from toolkit.metadata.formats.jpeg.structure import ScanPart, TablePart, read_structure
from toolkit.metadata.formats.jpeg.tables import Kind as TableKind
from toolkit.metadata.formats.jpeg.tables import segment
from toolkit.metadata.formats.jpeg.trailer import drop_trailer
from toolkit.metadata.ledger import Ledger
from toolkit.metadata.model import Kind, Payload, Stay, Stays, Walk

if TYPE_CHECKING:
    from toolkit.metadata.formats.jpeg.head import Head
    from toolkit.metadata.formats.jpeg.structure import Data, Part, Structure
    from toolkit.metadata.source import Source

_NOT_FILL: Final = re.compile(rb"[^\xff]")


def walk(source: Source) -> Walk:
    """Take a JPEG file apart.

    Raises:
        DamagedError: It contradicts itself, or ends before EOI.
        UnsupportedError: It has a coding process that no decoder in use shows, or bytes that
            cannot be proven to be unneeded.
        LimitError: It has too many parts or pixels.
    """
    start = beginning.find(source.read(0, min(beginning.SEARCHED_BYTES + 2, source.size)))
    if start < 0:
        raise DamagedError("damaged", offset=0, part="SOI")
    structure = read_structure(source, start)
    frame = structure.frame
    if frame is None:
        raise DamagedError("damaged", offset=start, part="SOF")
    head = read_head(source, structure)
    ledger = Ledger(source)
    ledger.drop(start, "before SOI")
    _Posting(ledger, source, structure, head, needed_data(source, structure)).post()
    drop_trailer(ledger, source)
    return Walk(
        "JPEG",
        ".jpg",
        frame.width,
        frame.height,
        1,
        ledger.segments(),
        tuple(ledger.pieces),
        tuple(ledger.payloads),
        (*head.stays, Stay(Stays.ENCODER, _encoder(structure))),
    )


def _encoder(structure: Structure) -> str:
    quantisation = sum(t.kind is TableKind.QUANTISATION for t in structure.used)
    return f"{quantisation} quantisation and {len(structure.used) - quantisation} coding tables"


class _Posting:
    """Posts a stream, part by part."""

    def __init__(
        self,
        ledger: Ledger,
        source: Source,
        structure: Structure,
        head: Head,
        data: dict[ScanPart, Data],
    ) -> None:
        self._ledger = ledger
        self._source = source
        self._structure = structure
        self._head = head
        self._data = data
        self._told: list[Part] = []

    def post(self) -> None:
        """Post everything from SOI to EOI."""
        ledger = self._ledger
        soi, *parts = self._structure.parts
        ledger.keep(soi.stop, "SOI")
        head_stop = soi.stop + len(self._head.content)
        if not self._source.holds(soi.stop, self._head.content):
            ledger.insert(self._head.content)
            head_stop = soi.stop
        for part in parts:
            self._between(part.start)
            if part.stop <= head_stop:
                ledger.keep(part.stop, application(self._source, part).label)
            elif isinstance(part, TablePart):
                self._tables(part)
            elif isinstance(part, ScanPart):
                self._scan(part)
            elif part.marker == markers.EOI or is_needed(self._structure, part):
                ledger.keep(part.stop, markers.name(part.marker))
            else:
                self._application(part)
        ledger.payloads.extend(told(self._source, self._told))

    def _between(self, stop: int) -> None:
        """Bytes between two parts: B.1.1.2 allows any number of 0xFF before a marker."""
        start = self._ledger.position
        if start < stop:
            only_fill = self._source.search(_NOT_FILL, start, stop, 1) == stop
            self._ledger.drop(stop, "fill bytes" if only_fill else "between markers")

    def _tables(self, part: TablePart) -> None:
        used = [t for t in part.tables if t in self._structure.used]
        name = markers.name(part.marker)
        if len(used) == len(part.tables) and used:
            self._ledger.keep(part.stop, name)
        elif not used:
            self._ledger.drop(part.stop, f"{name} without use", skip=4)
        else:
            payload = Payload(Kind.OPAQUE, part.body, part.stop, f"{name} without use")
            self._ledger.rewrite(part.stop, name, segment(used), payload)

    def _scan(self, part: ScanPart) -> None:
        self._ledger.rewrite(part.entropy, "SOS", part.header)
        for start, stop in self._data.get(part, part.data):
            self._between(start)
            self._ledger.keep(stop, "scan")
        self._ledger.drop(part.stop, "after the scan's data")

    def _application(self, part: Part) -> None:
        label = application(self._source, part).label
        if part in self._head.parts:
            # What has to stay of it stands in the head.
            self._ledger.rewrite(part.stop, label, b"")
        else:
            self._ledger.drop_as(part.stop, label)
        self._told.append(part)
