"""Quantisation, Huffman and conditioning tables (ITU-T T.81, B.2.4), one by one.

A segment may define several tables, and define again what no scan has used yet: each definition
is told apart here, so that those without a use can go.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Final

from toolkit.errors import DamagedError
from toolkit.metadata.formats.jpeg import markers

if TYPE_CHECKING:
    from collections.abc import Sequence


class Kind(Enum):
    """What a table is for."""

    QUANTISATION = "quantisation"
    DC_CODE = "DC code"
    AC_CODE = "AC code"
    DC_CONDITIONING = "DC conditioning"
    AC_CONDITIONING = "AC conditioning"


_KINDS: Final = {
    markers.DQT: (Kind.QUANTISATION, Kind.QUANTISATION),
    markers.DHT: (Kind.DC_CODE, Kind.AC_CODE),
    markers.DAC: (Kind.DC_CONDITIONING, Kind.AC_CONDITIONING),
}


@dataclass(frozen=True, slots=True)
class Table:
    """One definition of a table.

    Attributes:
        kind: What it is for.
        destination: Which of the four places it is put in.
        start: Offset of its first byte, the one with class and destination.
        content: Its bytes, that first one included.
        marker: Of the segment it stands in: DQT, DHT or DAC.
    """

    kind: Kind
    destination: int
    start: int
    content: bytes
    marker: int


def read_tables(marker: int, body: bytes, start: int) -> tuple[Table, ...]:
    """The definitions in one segment.

    Args:
        marker: DQT, DHT or DAC.
        body: What follows the length.
        start: Offset of `body` in the file.

    Raises:
        DamagedError: One is cut short, has an impossible class or place, or bytes are left over.
    """
    tables = []
    at = 0
    while at < len(body):
        # The precision (Pq) of a quantisation table, the class (Tc) of the others.
        upper, destination = body[at] >> 4, body[at] & 15
        if marker == markers.DQT:
            stop = at + 1 + 64 * (1 + upper)
        elif marker == markers.DAC:
            stop = at + 2
        else:
            stop = at + 17 + sum(body[at + 1 : at + 17])
        content = body[at:stop]
        if upper > 1 or destination > 3 or stop > len(body):
            raise DamagedError("damaged", offset=start + at, part=markers.name(marker))
        tables.append(Table(_KINDS[marker][upper], destination, start + at, content, marker))
        at = stop
    return tuple(tables)


def is_code(content: bytes) -> bool:
    """Whether the counts of a Huffman table give a prefix code, and no symbol has two codes.

    Annex C: the code of all ones stays unused, so a complete code is over-full too. Some encoders
    use it all the same, and decoders follow them.
    """
    room = 1
    for count in content[1:17]:
        room = 2 * room - count
        if room < 0:
            return False
    symbols = content[17:]
    # What is no difference category can only be something hidden (H.1.2.2: 16 is the largest).
    return len(set(symbols)) == len(symbols) and (
        bool(content[0] >> 4) or max(symbols, default=0) <= 16
    )


def segment(tables: Sequence[Table]) -> bytes:
    """A segment that defines these tables, all of one marker."""
    body = b"".join(t.content for t in tables)
    return bytes((0xFF, tables[0].marker)) + (2 + len(body)).to_bytes(2, "big") + body
