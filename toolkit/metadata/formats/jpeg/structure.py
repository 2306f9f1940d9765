"""From SOI to EOI: a JPEG stream taken apart marker by marker (ITU-T T.81, Annex B).

What stands between two parts (fill bytes, stray bytes) belongs to none of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar, Final, TypeAlias

from toolkit.errors import DamagedError, LimitError
from toolkit.metadata import limits
from toolkit.metadata.formats.jpeg import markers
from toolkit.metadata.formats.jpeg.frame import Frame, Scan, read_frame, read_scan
from toolkit.metadata.formats.jpeg.standard_codes import STANDARD_CODES
from toolkit.metadata.formats.jpeg.tables import Kind, Table, is_code, read_tables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from toolkit.metadata.source import Source

_MARKER: Final = re.compile(rb"\xff[^\x00\xff]")
_NOT_DATA: Final = re.compile(rb"\xff[^\x00]")
_NOT_DATA_OR_RESTART: Final = re.compile(rb"\xff[^\x00\xd0-\xd7]")
_NOT_FILL: Final = re.compile(rb"[^\xff]")

_NEAR_BYTES: Final = 4096

# Runs of fill bytes inside entropy-coded data; no encoder in use makes any.
_FILLS: Final = 100_000

Data: TypeAlias = tuple[tuple[int, int], ...]
"""Ranges of a file that hold entropy-coded data, in order."""


@dataclass(frozen=True, slots=True)
class Part:
    """A marker with its parameters.

    Attributes:
        marker: Second byte of the marker.
        start: Offset of the marker.
        body: Offset of the parameters, after the length; `stop` where there are none.
        stop: Offset after the last byte.
    """

    marker: int
    start: int
    body: int
    stop: int


@dataclass(frozen=True, slots=True)
class TablePart(Part):
    """A segment that defines tables."""

    tables: tuple[Table, ...]


@dataclass(frozen=True, slots=True)
class RestartPart(Part):
    """A restart interval: MCUs between two restart markers, 0 for none."""

    interval: int


@dataclass(frozen=True, slots=True, eq=False)
class ScanPart(Part):
    """A scan header and the entropy-coded data after it.

    Attributes:
        scan: The header.
        header: The header as a segment, in its one canonical form.
        entropy: Offset after the header.
        data: Where the entropy-coded data stand: ranges in order, the fill bytes between them
            left out. Restart markers stand inside.
        codes: The Huffman codes it decodes with, by kind and destination.
        interval: MCUs between two restart markers, 0 for none.
    """

    scan: Scan
    header: bytes
    entropy: int
    data: Data
    codes: dict[tuple[Kind, int], bytes]
    interval: int


@dataclass(frozen=True, slots=True)
class Structure:
    """A stream taken apart.

    Attributes:
        parts: In order, from SOI to EOI.
        frame: The frame, its lines counted by DNL where that was needed; `None` for a stream that
            holds tables only.
        used: The definitions of tables without which a scan would decode with another, and all
            that stand at the end of a stream without scans.
        restarts: The same of restart intervals.
        lines: The DNL segment that counts the lines, where the frame header does not.
        stop: Offset after EOI.
    """

    parts: tuple[Part, ...]
    frame: Frame | None
    used: frozenset[Table]
    restarts: frozenset[RestartPart]
    lines: Part | None
    stop: int

    @property
    def scans(self) -> Iterator[ScanPart]:
        """The scans, in order."""
        return (p for p in self.parts if isinstance(p, ScanPart))


def read_structure(
    source: Source, start: int, known: Iterable[Table] = (), *, abbreviated: bool = False
) -> Structure:
    """Take a stream apart.

    Args:
        source: The file.
        start: Offset of SOI.
        known: Tables that were defined before, in another stream.
        abbreviated: Whether the stream may lack tables, or everything but tables (B.4, B.5).

    Raises:
        DamagedError: It ends before EOI, or contradicts itself.
        UnsupportedError: Its coding process cannot be cleaned.
        LimitError: It has too many parts or pixels.
    """
    reader = _Reader(source, abbreviated=abbreviated)
    for table in known:
        reader.tables[table.kind, table.destination] = table
    return reader.read(start)


@dataclass
class _Reader:
    """The state of a decoder, as far as headers make it.

    `tables` is what the stream has defined so far, `needed` what the clean copy has: a definition
    is used when a scan decodes with it and the copy does not hold the same there already.
    """

    source: Source
    abbreviated: bool
    parts: list[Part] = field(default_factory=list)
    frame: Frame | None = None
    tables: dict[tuple[Kind, int], Table] = field(default_factory=dict)
    needed: dict[tuple[Kind, int], bytes] = field(default_factory=dict)
    restart: RestartPart | None = None
    needed_interval: int = 0
    used: set[Table] = field(default_factory=set)
    restarts: set[RestartPart] = field(default_factory=set)
    latched: set[int] = field(default_factory=set)
    lines: Part | None = None
    scans: int = 0
    fills: int = 0

    def read(self, start: int) -> Structure:
        self._add(Part(markers.SOI, start, start + 2, start + 2))
        position = start + 2
        while True:
            part = self._next(position)
            self._add(part)
            position = part.stop
            if part.marker == markers.EOI:
                break
        if not self.scans:
            if not self.abbreviated or self.frame is not None:
                raise DamagedError("damaged", offset=position, part="SOS")
            self.used.update(self.tables.values())
        elif self.frame is not None and not self.frame.height:
            raise DamagedError("damaged", offset=position, part="DNL")
        return Structure(
            tuple(self.parts),
            self.frame,
            frozenset(self.used),
            frozenset(self.restarts),
            self.lines,
            position,
        )

    def _add(self, part: Part) -> None:
        if len(self.parts) >= limits.PARTS:
            raise LimitError("too-many-parts", limit=limits.PARTS)
        self.parts.append(part)

    def _next(self, position: int) -> Part:
        """The part that begins at the next marker."""
        source = self.source
        # Nearly always the next marker is right here; only otherwise is it looked for.
        head = source.read(position, min(position + 4, source.size))
        if len(head) < 2 or head[0] != 0xFF or head[1] in {0, 0xFF}:
            position = self._find(_MARKER, position)
            head = source.read(position, min(position + 4, source.size))
            if len(head) < 2:
                raise DamagedError("truncated", offset=source.size)
        marker = head[1]
        if marker in markers.BARE:
            return Part(marker, position, position + 2, position + 2)
        if marker == markers.SOI:
            # libjpeg refuses a second SOI: no viewer shows such a file.
            raise DamagedError("damaged", offset=position, part="SOI")
        stop = position + 2 + int.from_bytes(head[2:], "big")
        if len(head) < 4 or stop > source.size:
            raise DamagedError("truncated", offset=position)
        if stop < position + 4:
            raise DamagedError("damaged", offset=position, part=markers.name(marker))
        read = self._READERS.get(marker)
        return (
            read(self, Part(marker, position, position + 4, stop))
            if read
            else Part(marker, position, position + 4, stop)
        )

    def _body(self, part: Part) -> bytes:
        return self.source.read(part.body, part.stop)

    def _tables(self, part: Part) -> Part:
        tables = read_tables(part.marker, self._body(part), part.body)
        self.tables.update({(t.kind, t.destination): t for t in tables})
        return TablePart(part.marker, part.start, part.body, part.stop, tables)

    def _restart(self, part: Part) -> Part:
        body = self._body(part)
        if len(body) != 2:
            raise DamagedError("damaged", offset=part.start, part="DRI")
        interval = int.from_bytes(body, "big")
        self.restart = RestartPart(part.marker, part.start, part.body, part.stop, interval)
        return self.restart

    def _frame(self, part: Part) -> Part:
        if self.frame is not None:
            raise DamagedError("damaged", offset=part.start, part=markers.name(part.marker))
        self.frame = read_frame(part.marker, self._body(part), part.start)
        return part

    def _lines(self, part: Part) -> Part:
        body = self._body(part)
        if self.frame is None or self.frame.height or self.scans != 1:
            return part
        if len(body) != 2 or body == bytes(2):
            raise DamagedError("damaged", offset=part.start, part="DNL")
        self.frame = self.frame.with_height(int.from_bytes(body, "big"))
        self.lines = part
        return part

    def _scan(self, part: Part) -> Part:
        frame = self.frame
        if frame is None:
            raise DamagedError("damaged", offset=part.start, part="SOF")
        if self.scans and not frame.height:
            raise DamagedError("damaged", offset=part.start, part="DNL")
        scan = read_scan(frame, self._body(part), part.start)
        self.scans += 1
        interval = self.restart.interval if self.restart else 0
        if self.restart and interval != self.needed_interval:
            self.restarts.add(self.restart)
            self.needed_interval = interval
        codes = self._needed_tables(frame, scan, part.start)
        data = tuple(self._data(part.stop, restarts=interval > 0))
        stop = data[-1][1] if data else part.stop
        return ScanPart(
            part.marker,
            part.start,
            part.body,
            stop,
            scan,
            scan.canonical(frame),
            part.stop,
            data,
            codes,
            interval,
        )

    def _needed_tables(
        self, frame: Frame, scan: Scan, offset: int
    ) -> dict[tuple[Kind, int], bytes]:
        """Note which tables a scan decodes with. Gives back the Huffman codes among them."""
        codes = {}
        for choice in scan.choices:
            component = choice.component
            # libjpeg takes a component's quantisation from where its first scan begins.
            if component.identifier not in self.latched and not frame.lossless:
                self.latched.add(component.identifier)
                found = self._need(Kind.QUANTISATION, component.quantisation)
                if found is None and not self.abbreviated:
                    raise DamagedError("damaged", offset=offset, part="DQT")
            places = []
            if scan.needs_dc(frame):
                kind = Kind.DC_CONDITIONING if frame.arithmetic else Kind.DC_CODE
                places.append((kind, choice.dc))
            if scan.needs_ac(frame):
                kind = Kind.AC_CONDITIONING if frame.arithmetic else Kind.AC_CODE
                places.append((kind, choice.ac))
            for place in places:
                content = self._need(*place)
                if frame.arithmetic:
                    continue
                code = STANDARD_CODES.get(place) if content is None else content[1:]
                if code is None or (content is not None and not is_code(content)):
                    raise DamagedError("damaged", offset=offset, part="DHT")
                codes[place] = code
        return codes

    def _need(self, kind: Kind, destination: int) -> bytes | None:
        table = self.tables.get((kind, destination))
        if table is None:
            return None
        if self.needed.get((kind, destination)) != table.content:
            self.needed[kind, destination] = table.content
            self.used.add(table)
        return table.content

    def _data(self, start: int, *, restarts: bool) -> Iterator[tuple[int, int]]:
        """The ranges of entropy-coded data from `start` to the next marker.

        Without a restart interval libjpeg stops at a restart marker as at any other.
        """
        source = self.source
        pattern = _NOT_DATA_OR_RESTART if restarts else _NOT_DATA
        position = start
        while True:
            found = self._find(pattern, position)
            after = self._find(_NOT_FILL, found)
            if after == source.size:
                raise DamagedError("truncated", offset=source.size)
            byte = source.read(after, after + 1)[0]
            goes_on = byte == 0 or (restarts and byte in markers.RESTARTS)
            if found > start:
                yield start, found
            if not goes_on:
                return
            # B.1.1.2: any number of fill bytes may precede a marker; libjpeg lets them precede a
            # stuffed zero too. One 0xFF is enough for both.
            start = after - 1
            position = after + 1
            self.fills += 1
            if self.fills > _FILLS:
                raise LimitError("too-many-parts", limit=_FILLS)

    def _find(self, pattern: re.Pattern[bytes], start: int) -> int:
        """The first match from `start` on, or the end of the file.

        It is mostly near: a large file is then not read far ahead for nothing.
        """
        near = min(start + _NEAR_BYTES, self.source.size)
        found = self.source.search(pattern, start, near, 2)
        if found < near:
            return found
        return self.source.search(pattern, max(near - 1, start), self.source.size, 2)

    _READERS: ClassVar[dict[int, Callable[[_Reader, Part], Part]]] = {
        markers.DQT: _tables,
        markers.DHT: _tables,
        markers.DAC: _tables,
        markers.DRI: _restart,
        markers.DNL: _lines,
        markers.SOS: _scan,
        **dict.fromkeys(markers.FRAMES | markers.HIERARCHICAL, _frame),
    }
