"""HEVC in HEIF: its configuration box, and the NAL units of a picture.

Source: ISO 14496-15:2022, 8.3.2 (hvcC) and 4.3 (samples); ITU-T H.265, 7.3.1 and table 7-1.
"""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from toolkit.errors import DamagedError, UnsupportedError
from toolkit.metadata.formats.bmff.boxes import Fields, made
from toolkit.metadata.formats.bmff.coded_tail import refuse_text
from toolkit.metadata.formats.bmff.extents import Cutting
from toolkit.metadata.formats.bmff.hevc_sets import LONGEST, PPS, SPS, VPS, clean_set
from toolkit.metadata.model import Kind

if TYPE_CHECKING:
    from toolkit.metadata.formats.bmff.boxes import Box
    from toolkit.metadata.formats.bmff.extents import Extents
    from toolkit.metadata.source import Source

_SETS: Final = (VPS, SPS, PPS)
# Slices that decoders know; 10 to 15 and 22 to 31 are reserved (table 7-1).
_SLICES: Final = frozenset((*range(10), *range(16, 22)))
_HEADER_BYTES: Final = 2

# Reading a parameter set takes as long as passing over this many other units.
_SET_PARTS: Final = 10
_LABELS: Final = {35: "access unit delimiter", 38: "filler data", 39: "SEI", 40: "SEI"}


@dataclass(frozen=True, slots=True)
class Configuration:
    """What a decoder has to know before the first picture.

    Attributes:
        box: The `hvcC` box as it stays.
        length_size: Bytes of the number before each NAL unit.
        dropped: Where NAL units stand that go, with what they are.
    """

    box: bytes
    length_size: int
    dropped: tuple[tuple[int, int, str], ...]


def configuration(source: Source, box: Box) -> Configuration:
    """Rebuild an `hvcC` box: the parameter sets stay, the messages among them go.

    Raises:
        DamagedError: It contradicts itself.
        UnsupportedError: A parameter set cannot be read to its end.
    """
    fields = Fields(source, box)
    if fields.number(1) != 1:
        raise DamagedError("damaged", offset=box.start, part="hvcC")
    profile = fields.take(12)
    segmentation = fields.number(2) & 0xFFF
    parallelism, chroma = fields.number(1) & 3, fields.number(1) & 3
    luma_depth, chroma_depth = fields.number(1) & 7, fields.number(1) & 7
    fields.take(2)
    layers_and_length = fields.number(1)
    units: dict[int, list[bytes]] = {kind: [] for kind in _SETS}
    complete = 0x80
    dropped = []
    for _ in range(fields.number(1)):
        head = fields.number(1)
        for _ in range(fields.number(2)):
            size = fields.number(2)
            offset = fields.offset
            unit = fields.take(size)
            # Decoders look at the unit itself, not at what the array says it holds.
            kind = unit[0] >> 1 & 63 if size > _HEADER_BYTES else head & 63
            if size > _HEADER_BYTES and kind in _SETS and _layer(unit) == 0:
                units[kind].append(clean_set(unit, offset))
                complete &= head
            else:
                dropped.append((offset, offset + size, _LABELS.get(kind, "hvcC array")))
    if fields.left:
        dropped.append((fields.offset, box.stop, "hvcC slack"))
    arrays = [
        struct.pack(">BH", complete | kind, len(of_kind))
        + b"".join(struct.pack(">H", len(unit)) + unit for unit in of_kind)
        for kind, of_kind in units.items()
        if of_kind
    ]
    content = struct.pack(
        ">B12sHBBBBHBB",
        1,
        profile,
        0xF000 | segmentation,
        0xFC | parallelism,
        0xFC | chroma,
        0xF8 | luma_depth,
        0xF8 | chroma_depth,
        # The average frame rate: 0 is "not said".
        0,
        layers_and_length,
        len(arrays),
    )
    rebuilt = made(b"hvcC", content, *arrays)
    return Configuration(rebuilt, (layers_and_length & 3) + 1, tuple(dropped))


def cut(extents: Extents, length_size: int, label: str) -> Cutting:
    """Cut everything from one coded picture that does not show it.

    Slices and parameter sets of the base layer stay. Messages (SEI), filler, delimiters, reserved
    and private units go, and so do a second picture and a second layer behind the one shown.

    Args:
        extents: The picture: NAL units, each behind its length.
        length_size: Bytes of that length.
        label: What to call it in the account.

    Raises:
        DamagedError: The units do not fill it, or there is no slice.
        UnsupportedError: A parameter set cannot be read, or text stands behind the picture.
    """
    cutting = Cutting(extents, label)
    position = 0
    pictures = 0
    while position < extents.size:
        start = position + length_size
        stop = start + int.from_bytes(extents.read(position, start), "big")
        if stop > extents.size:
            raise DamagedError("truncated", offset=extents.offset(position))
        if stop - start <= _HEADER_BYTES:
            # No encoder writes one: more likely the length of lengths is not what it says.
            raise DamagedError("damaged", offset=extents.offset(position), part="NAL unit")
        head = extents.read(start, start + _HEADER_BYTES + 1)
        kind = head[0] >> 1 & 63
        if _layer(head) > 0:
            cutting.drop(position, stop, "second layer", Kind.PICTURE)
        elif kind in _SETS:
            _keep_set(cutting, position, start, stop)
        elif kind in _SLICES:
            # The first bit of a slice: it is the first one of a picture (7.3.6.1).
            pictures += head[_HEADER_BYTES] >> 7
            if pictures > 1:
                cutting.drop(position, stop, "second picture", Kind.PICTURE)
            else:
                _keep_slice(cutting, position, start, stop)
        else:
            what = Kind.COMMENT if _is_user_data(kind, head) else Kind.OPAQUE
            cutting.drop(position, stop, _LABELS.get(kind, "private NAL unit"), what)
        position = stop
    if pictures == 0:
        raise DamagedError("damaged", offset=extents.offset(0), part=label)
    return cutting


def _is_user_data(kind: int, head: bytes) -> bool:
    """Whether a unit is a message in which programs write their name and options (D.2.7)."""
    return kind in {39, 40} and head[_HEADER_BYTES] == 5


def _layer(unit: bytes) -> int:
    """Which layer a NAL unit belongs to (7.3.1.2)."""
    return (unit[0] & 1) << 5 | unit[1] >> 3


def _keep_set(cutting: Cutting, position: int, start: int, stop: int) -> None:
    """Keep a parameter set up to its end."""
    extents = cutting.extents
    extents.budget.spend(0, _SET_PARTS)
    if stop - start > LONGEST:
        raise UnsupportedError("unsupported", part="bytes behind a coded header")
    unit = clean_set(extents.read(start, stop), extents.offset(start))
    if len(unit) > stop - start:
        raise DamagedError("damaged", offset=extents.offset(start), part="coded header")
    cutting.rewrite(position, stop, len(unit).to_bytes(start - position, "big") + unit)


def _keep_slice(cutting: Cutting, position: int, start: int, stop: int) -> None:
    """Keep a slice up to its end: stuffing words may follow it (7.3.2.10)."""
    end = _without_stuffing(cutting.extents, start, stop)
    refuse_text(cutting.extents, start, end)
    if end == stop:
        cutting.keep(position, stop)
        return
    cutting.rewrite(position, start, (end - start).to_bytes(start - position, "big"))
    cutting.keep(start, end)
    cutting.drop(end, stop, "stuffing")


_STEP: Final = 65536
_STUFFING_BACKWARDS: Final = re.compile(rb"(?:\x03\0\0|\0)*")


def _without_stuffing(extents: Extents, start: int, stop: int) -> int:
    """Where a slice ends once `cabac_zero_words` (00 00 03) and zeros behind it are left out.

    A slice itself never ends like that: its last byte holds the stop bit.
    """
    while stop > start:
        first = max(start, stop - _STEP)
        tail = extents.read(first, stop)[::-1]
        stuffing = _STUFFING_BACKWARDS.match(tail)
        at = len(tail) - (stuffing.end() if stuffing else 0)
        stop = first + at
        # A stuffing word may lie across two steps.
        if at >= 3:
            return stop
        if first == start:
            break
    raise DamagedError("damaged", offset=extents.offset(start), part="slice")
