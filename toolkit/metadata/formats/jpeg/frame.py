"""Frame and scan headers (ITU-T T.81, B.2.2 and B.2.3): what is coded, and how much of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from toolkit.errors import DamagedError, LimitError, UnsupportedError
from toolkit.metadata import limits
from toolkit.metadata.formats.jpeg import markers

_PRECISIONS: Final = {
    markers.SOF0: (8,),
    markers.SOF1: (8, 12),
    markers.SOF2: (8, 12),
    markers.SOF3: tuple(range(2, 17)),
    markers.SOF9: (8, 12),
    markers.SOF10: (8, 12),
}

# No decoder in use shows more: libjpeg stops at ten, and progressive allows four.
_COMPONENTS: Final = 4

# T.81, B.2.3: the data units of one interleaved MCU.
_UNITS_IN_MCU: Final = 10


@dataclass(frozen=True, slots=True)
class Component:
    """One component of a frame.

    Attributes:
        identifier: The name that scan headers call it by.
        across: Horizontal sampling factor, 1 to 4.
        down: Vertical sampling factor, 1 to 4.
        quantisation: Destination of its quantisation table, 0 to 3.
    """

    identifier: int
    across: int
    down: int
    quantisation: int


@dataclass(frozen=True)
class Frame:
    """A frame header.

    Attributes:
        process: The marker of the coding process.
        precision: Bits of a sample.
        width: Samples across.
        height: Lines; 0 while a DNL segment is still to tell.
        components: In the order of the header.
    """

    process: int
    precision: int
    width: int
    height: int
    components: tuple[Component, ...]

    @property
    def progressive(self) -> bool:
        """Whether the picture comes in several passes over each block."""
        return self.process in {markers.SOF2, markers.SOF10}

    @property
    def arithmetic(self) -> bool:
        """Whether the QM coder is used in place of Huffman codes."""
        return self.process in {markers.SOF9, markers.SOF10}

    @property
    def lossless(self) -> bool:
        """Whether samples are coded by difference, without a transform."""
        return self.process == markers.SOF3

    @cached_property
    def _largest(self) -> tuple[int, int]:
        return max(c.across for c in self.components), max(c.down for c in self.components)

    def with_height(self, height: int) -> Frame:
        """The same frame, once a DNL segment has told how many lines there are."""
        return replace(self, height=_bounded(self.width, height))

    def blocks(self, component: Component) -> tuple[int, int]:
        """Data units of a component across and down, in a scan of its own (A.1.1, A.2.2)."""
        most_across, most_down = self._largest
        return (
            ceil_divide(ceil_divide(self.width * component.across, most_across), self._unit),
            ceil_divide(ceil_divide(self.height * component.down, most_down), self._unit),
        )

    def mcus(self) -> tuple[int, int]:
        """MCUs across and down in an interleaved scan (A.2.3)."""
        most_across, most_down = self._largest
        return (
            ceil_divide(self.width, self._unit * most_across),
            ceil_divide(self.height, self._unit * most_down),
        )

    @property
    def _unit(self) -> int:
        return 1 if self.lossless else 8


def ceil_divide(dividend: int, divisor: int) -> int:
    """The quotient, rounded up."""
    return (dividend + divisor - 1) // divisor


@dataclass(frozen=True, slots=True)
class Choice:
    """One component of a scan, and the destinations of its entropy coding tables."""

    component: Component
    dc: int
    ac: int


@dataclass(frozen=True, slots=True)
class Scan:
    """A scan header.

    Attributes:
        choices: The components coded in it.
        first: First coefficient (Ss); the predictor in a lossless process.
        last: Last coefficient (Se).
        high: Bit position of the scan before (Ah), 0 in a first scan.
        low: Bit position of this one (Al); the point transform in a lossless process.
    """

    choices: tuple[Choice, ...]
    first: int
    last: int
    high: int
    low: int

    @property
    def interleaved(self) -> bool:
        """Whether MCUs hold more than one component."""
        return len(self.choices) > 1

    def units(self) -> tuple[Choice, ...]:
        """The data units of one MCU, each by its component."""
        if not self.interleaved:
            return self.choices
        return tuple(c for c in self.choices for _ in range(c.component.across * c.component.down))

    def mcus(self, frame: Frame) -> int:
        """MCUs in the whole scan."""
        across, down = frame.mcus() if self.interleaved else frame.blocks(self.choices[0].component)
        return across * down

    def needs_dc(self, frame: Frame) -> bool:
        """Whether it decodes with the tables for DC."""
        return not frame.progressive or (self.first == 0 and self.high == 0)

    def needs_ac(self, frame: Frame) -> bool:
        """Whether it decodes with the tables for AC."""
        return not frame.lossless and (not frame.progressive or self.first > 0)

    def canonical(self, frame: Frame) -> bytes:
        """The scan header as a segment, what the process leaves no choice about set as it says."""
        selectors = b"".join(
            bytes((c.component.identifier, c.dc << 4 | c.ac)) for c in self.choices
        )
        parameters = (self.first, self.last, self.high << 4 | self.low)
        if not frame.progressive and not frame.lossless:
            parameters = (0, 63, 0)
        length = 6 + len(selectors)
        return b"\xff\xda" + bytes((0, length, len(self.choices))) + selectors + bytes(parameters)


def read_frame(process: int, body: bytes, offset: int) -> Frame:
    """A frame header from the parameters of its segment.

    Args:
        process: The marker.
        body: What follows the length.
        offset: Where the segment stands, for the error.

    Raises:
        DamagedError: It contradicts the standard.
        UnsupportedError: It is of a process, or has components, that no decoder in use shows.
        LimitError: The picture has too many pixels.
    """
    if process not in markers.FRAMES_CLEANED:
        raise UnsupportedError("unsupported", part=markers.name(process))
    if len(body) < 6 or len(body) != 6 + 3 * body[5]:
        raise DamagedError("damaged", offset=offset, part=markers.name(process))
    count = body[5]
    if count > _COMPONENTS:
        raise UnsupportedError("unsupported", part=markers.name(process))
    components = tuple(
        Component(body[at], body[at + 1] >> 4, body[at + 1] & 15, body[at + 2])
        for at in range(6, len(body), 3)
    )
    width, height = int.from_bytes(body[3:5], "big"), int.from_bytes(body[1:3], "big")
    if (
        body[0] not in _PRECISIONS[process]
        or not width
        or not components
        or len({c.identifier for c in components}) != count
        or not all(
            1 <= c.across <= 4 and 1 <= c.down <= 4 and c.quantisation <= 3 for c in components
        )
    ):
        raise DamagedError("damaged", offset=offset, part=markers.name(process))
    return Frame(process, body[0], width, _bounded(width, height), components)


def read_scan(frame: Frame, body: bytes, offset: int) -> Scan:
    """A scan header from the parameters of its segment.

    Raises:
        DamagedError: It contradicts the standard or its frame.
    """
    count = body[0] if body else 0
    if not 1 <= count <= 4 or len(body) != 4 + 2 * count:
        raise DamagedError("damaged", offset=offset, part="SOS")
    by_identifier = {c.identifier: c for c in frame.components}
    choices = []
    for at in range(1, 1 + 2 * count, 2):
        component = by_identifier.pop(body[at], None)
        dc, ac = body[at + 1] >> 4, body[at + 1] & 15
        if component is None or dc > 3 or ac > 3:
            raise DamagedError("damaged", offset=offset, part="SOS")
        choices.append(Choice(component, dc, ac))
    first, last, bits = body[-3:]
    scan = Scan(tuple(choices), first, last, bits >> 4, bits & 15)
    if not _is_possible(frame, scan):
        raise DamagedError("damaged", offset=offset, part="SOS")
    return scan


def _is_possible(frame: Frame, scan: Scan) -> bool:
    units = scan.units()
    if scan.interleaved and len(units) > _UNITS_IN_MCU:
        return False
    if not frame.progressive:
        return True
    # G.1.1.1.1: DC and AC never share a scan, AC scans hold one component, bits come one by one.
    if scan.first == 0:
        band = scan.last == 0
    else:
        band = scan.first <= scan.last <= 63 and not scan.interleaved
    return band and scan.low <= 13 and (scan.high == 0 or scan.high == scan.low + 1)


def _bounded(width: int, height: int) -> int:
    if width * height > limits.PICTURE_PIXELS:
        raise LimitError("too-many-pixels", limit=limits.PICTURE_PIXELS)
    return height
