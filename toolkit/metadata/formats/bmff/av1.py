"""AV1 in AVIF: its configuration box, and the open bitstream units (OBUs) of a picture.

Source: AV1 Codec ISO Media File Format Binding 1.2, 2.3 and 2.4; AV1 Specification, 5.3, 5.9, 6.2.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from toolkit.errors import DamagedError, UnsupportedError
from toolkit.metadata.formats.bmff.av1_sequence import SequenceHeader, sequence_header
from toolkit.metadata.formats.bmff.boxes import Fields, made
from toolkit.metadata.formats.bmff.coded_tail import refuse_text
from toolkit.metadata.formats.bmff.extents import Cutting
from toolkit.metadata.model import Kind

if TYPE_CHECKING:
    from toolkit.metadata.formats.bmff.boxes import Box
    from toolkit.metadata.formats.bmff.extents import Extents
    from toolkit.metadata.source import Source

_SEQUENCE_HEADER: Final = 1
_TEMPORAL_DELIMITER: Final = 2
_FRAME_HEADER: Final = 3
_TILE_GROUP: Final = 4
_METADATA: Final = 5
_FRAME: Final = 6
_REDUNDANT_FRAME_HEADER: Final = 7

_FRAME_PARTS: Final = (_FRAME_HEADER, _TILE_GROUP, _FRAME, _REDUNDANT_FRAME_HEADER)
_LABELS: Final = {2: "temporal delimiter", 5: "metadata OBU", 8: "tile list", 15: "padding OBU"}

_LONGEST_SEQUENCE_HEADER: Final = 4096

# Reading a sequence header takes as long as passing over this many other units.
_HEADER_PARTS: Final = 4


def configuration(source: Source, box: Box) -> bytes:
    """Rebuild an `av1C` box: the four bytes that say what decoder is needed.

    The OBUs behind them only repeat what each picture begins with (AV1 in ISOBMFF, 2.3.4).

    Raises:
        DamagedError: It is too short, or of another version.
    """
    fields = Fields(source, box)
    version, profile, coding, delay = fields.take(4)
    if version != 0x81:
        raise DamagedError("damaged", offset=box.start, part="av1C")
    delay &= 0x1F
    return made(b"av1C", bytes((version, profile, coding, delay if delay & 0x10 else 0)))


class Pictures:
    """Cuts everything from coded pictures that does not show them, one after the other.

    Sequence headers and the frames up to the one that is shown stay. Metadata, padding, delimiters,
    reserved units and a second picture go.

    Args:
        label: What to call them in the account.
    """

    __slots__ = ("_header", "_label", "_over", "_shown")

    def __init__(self, label: str) -> None:
        self._label = label
        # A picture of a sequence may lean on the header that an earlier one brought.
        self._header: SequenceHeader | None = None
        self._shown = False
        self._over = False

    def cut(self, extents: Extents) -> Cutting:
        """Cut one picture.

        Args:
            extents: The picture: one temporal unit.

        Raises:
            DamagedError: The units do not fill it, or there is no frame.
            UnsupportedError: Something stands behind the sequence header, or text behind the
                picture.
        """
        cutting = Cutting(extents, self._label)
        self._shown = self._over = False
        position = 0
        frames = False
        while position < extents.size:
            unit = _unit(extents, position)
            position = unit.stop
            if unit.kind == _SEQUENCE_HEADER and not self._over:
                self._keep_header(cutting, unit)
            elif unit.kind in _FRAME_PARTS and self._is_shown(extents, unit):
                frames = True
                refuse_text(extents, unit.payload, unit.stop)
                cutting.rewrite(unit.start, unit.payload, _head(unit, unit.stop - unit.payload))
                cutting.keep(unit.payload, unit.stop)
            elif unit.kind in _FRAME_PARTS:
                cutting.drop(unit.start, unit.stop, "second picture", Kind.PICTURE)
            else:
                # A delimiter behind a frame begins another picture.
                self._over |= unit.kind == _TEMPORAL_DELIMITER and frames
                label = _LABELS.get(unit.kind, "private OBU")
                cutting.drop(unit.start, unit.stop, label)
        if not frames:
            raise DamagedError("damaged", offset=extents.offset(0), part=self._label)
        return cutting

    def _keep_header(self, cutting: Cutting, unit: _Unit) -> None:
        extents = cutting.extents
        extents.budget.spend(0, _HEADER_PARTS)
        if unit.stop - unit.payload > _LONGEST_SEQUENCE_HEADER:
            raise UnsupportedError("unsupported", part="bytes behind a coded header")
        content = extents.read(unit.payload, unit.stop)
        self._header = sequence_header(content, extents.offset(unit.payload))
        written = self._header.content
        cutting.rewrite(unit.start, unit.stop, _head(unit, len(written)) + written)

    def _is_shown(self, extents: Extents, unit: _Unit) -> bool:
        """Whether a part of a frame belongs to the picture that is shown.

        Without layers, that picture ends with the first frame that has `show_frame` set.
        """
        if self._over:
            return False
        if unit.kind not in {_FRAME, _FRAME_HEADER}:
            return True
        if self._header is not None and self._header.layered:
            return True
        if self._shown:
            self._over = True
            return False
        first = extents.read(unit.payload, min(unit.stop, unit.payload + 1))
        if not first:
            raise DamagedError("damaged", offset=extents.offset(unit.payload), part="frame header")
        # show_existing_frame, then two bits of frame type, then show_frame (5.9.2).
        reduced = self._header is not None and self._header.reduced
        self._shown = reduced or first[0] & 0x90 != 0
        return True


class _Unit(NamedTuple):
    """One OBU: where it begins, where its payload begins and ends, and what it is."""

    start: int
    payload: int
    stop: int
    kind: int
    layers: bytes
    sized: bool


def _unit(extents: Extents, start: int) -> _Unit:
    """The OBU that begins at a position (5.3.1 to 5.3.3)."""
    head = extents.read(start, min(extents.size, start + 10))
    position = 1
    layers = b""
    if head[0] & 4:
        layers = bytes((head[1] & 0xF8,)) if len(head) > 1 else b""
        position = 2
    size = extents.size - start - position
    sized = bool(head[0] & 2)
    if sized:
        size, position = _leb128(extents, start, head, position)
    stop = start + position + size
    if size < 0 or stop > extents.size:
        raise DamagedError("truncated", offset=extents.offset(start))
    return _Unit(start, start + position, stop, head[0] >> 3 & 15, layers, sized)


def _leb128(extents: Extents, start: int, head: bytes, position: int) -> tuple[int, int]:
    """A number of seven bits to the byte (4.10.5), and the position after it."""
    value = 0
    for index in range(8):
        if position >= len(head):
            break
        byte = head[position]
        position += 1
        value |= (byte & 0x7F) << 7 * index
        if byte < 0x80:
            return value, position
    raise DamagedError("truncated", offset=extents.offset(start))


def _head(unit: _Unit, size: int) -> bytes:
    """The header of a unit with nothing in it that is not needed."""
    head = bytes((unit.kind << 3 | (4 if unit.layers else 0) | (2 if unit.sized else 0),))
    written = bytearray()
    rest = size
    while rest >= 0x80:
        written.append(rest & 0x7F | 0x80)
        rest >>= 7
    written.append(rest)
    return head + unit.layers + (bytes(written) if unit.sized else b"")
