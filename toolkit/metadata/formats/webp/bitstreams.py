"""What the three kinds of coded pictures in a WebP file say before the coded part begins.

Source: RFC 9649, 2.7.1.2 (ALPH) and 3.4 (VP8L); RFC 6386, 9 and 19 (VP8).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from toolkit.errors import DamagedError
from toolkit.metadata.formats.webp.chunks import Step, drop

if TYPE_CHECKING:
    from toolkit.metadata.formats.webp.chunks import Chunk
    from toolkit.metadata.source import Source

_VP8_HEADER_BYTES: Final = 10
_VP8L_HEADER_BYTES: Final = 5
_SIZE_BYTES: Final = 3

# The header at the beginning of the first partition is at most 180 bits long.
_FIRST_PARTITION_HEADER_BYTES: Final = 32

# Put after data whose surplus was cut, for decoders that read ahead further than ours.
READ_AHEAD: Final = b"\0\0"


@dataclass(frozen=True, slots=True)
class Coded:
    """A range of entropy-coded bytes. Only a decoder knows where in it the picture ends.

    Attributes:
        start: Offset of the first byte.
        stop: Offset after the last.
        size_at: Offset of the 24 bits that tell its size, or -1 where the chunk's end does.
        size_shift: Lower bits of these that tell something else.
    """

    start: int
    stop: int
    size_at: int = -1
    size_shift: int = 0


@dataclass(frozen=True, slots=True)
class Bitstream:
    """One coded picture.

    Attributes:
        chunk: Where it stands.
        width: Pixels across.
        height: Pixels down.
        ranges: Its entropy-coded ranges, in order.
        head: How the bytes before them are handled.
        alpha: Whether it says of itself that some pixels are transparent.
    """

    chunk: Chunk
    width: int
    height: int
    ranges: tuple[Coded, ...]
    head: tuple[Step, ...] = ()
    alpha: bool = False

    def steps(
        self, source: Source, stops: tuple[int, ...], ahead: bytes = READ_AHEAD
    ) -> tuple[Step, ...]:
        """What becomes of the chunk's content when each range is cut at its stop.

        Args:
            source: The file.
            stops: One for each range.
            ahead: What is put after a range that was cut.
        """
        label = self.chunk.label
        steps = list(self.head)
        sizes = {
            coded.size_at: _size_field(source, coded, stop, ahead)
            for coded, stop in zip(self.ranges, stops, strict=True)
            if coded.size_at >= 0
        }
        for coded, stop in zip(self.ranges, stops, strict=True):
            for at in [at for at in sizes if at < coded.start]:
                steps += (Step(at, label), Step(at + _SIZE_BYTES, label, sizes.pop(at)))
            steps.append(Step(stop, label))
            if stop < coded.stop:
                steps += (drop(stop, coded.stop, "surplus"), Step(coded.stop, label, ahead))
        end = self.ranges[-1].stop if self.ranges else steps[-1].stop
        if end < self.chunk.stop:
            steps.append(drop(end, self.chunk.stop, "surplus"))
        return tuple(steps)

    @property
    def stops(self) -> tuple[int, ...]:
        """The stops of its ranges as they stand."""
        return tuple(coded.stop for coded in self.ranges)


def vp8(source: Source, chunk: Chunk) -> Bitstream:
    """A lossy picture: a frame header, a first partition, and 1 to 8 partitions of coefficients.

    Raises:
        DamagedError: It is not a key frame that can be shown.
    """
    first = chunk.body + _VP8_HEADER_BYTES
    if first > chunk.stop:
        raise _damaged(chunk, chunk.stop)
    header = source.read(chunk.body, first)
    tag = int.from_bytes(header[:_SIZE_BYTES], "little")
    is_inter_frame, version, is_shown = tag & 1, tag >> 1 & 7, tag >> 4 & 1
    if is_inter_frame or version > 3 or not is_shown or header[3:6] != b"\x9d\x01\x2a":
        raise _damaged(chunk, chunk.body)
    # The upper two bits ask for scaling, which no decoder of WebP does.
    width = int.from_bytes(header[6:8], "little") & 0x3FFF
    height = int.from_bytes(header[8:10], "little") & 0x3FFF
    untrusted_stop = first + (tag >> 5)
    if not width or not height or untrusted_stop > chunk.stop:
        raise _damaged(chunk, chunk.body)
    beginning = source.read(first, min(first + _FIRST_PARTITION_HEADER_BYTES, untrusted_stop))
    count = _partitions(beginning)
    ranges = [Coded(first, untrusted_stop, chunk.body, 5)]
    start = untrusted_stop + _SIZE_BYTES * (count - 1)
    if start > chunk.stop:
        raise _damaged(chunk, untrusted_stop)
    for at in range(untrusted_stop, start, _SIZE_BYTES):
        untrusted_size = int.from_bytes(source.read(at, at + _SIZE_BYTES), "little")
        if start + untrusted_size > chunk.stop:
            raise _damaged(chunk, at)
        ranges.append(Coded(start, start + untrusted_size, at))
        start += untrusted_size
    ranges.append(Coded(start, chunk.stop))
    return Bitstream(chunk, width, height, tuple(ranges))


def vp8l(source: Source, chunk: Chunk) -> Bitstream:
    """A lossless picture.

    Raises:
        DamagedError: It is none.
    """
    first = chunk.body + _VP8L_HEADER_BYTES
    if first > chunk.stop:
        raise _damaged(chunk, chunk.stop)
    header = source.read(chunk.body, first)
    bits = int.from_bytes(header[1:], "little")
    if header[0] != 0x2F or bits >> 29:
        raise _damaged(chunk, chunk.body)
    width, height = (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    return Bitstream(chunk, width, height, (Coded(first, chunk.stop),), alpha=bool(bits >> 28 & 1))


def alph(source: Source, chunk: Chunk, width: int, height: int) -> Bitstream:
    """The transparency of a lossy picture of `width` by `height` pixels.

    Raises:
        DamagedError: It is none.
    """
    first = chunk.body + 1
    if first > chunk.stop:
        raise _damaged(chunk, chunk.stop)
    (flags,) = source.read(chunk.body, first)
    compression, preprocessing = flags & 3, flags >> 4 & 3
    if compression > 1 or preprocessing > 1:
        raise _damaged(chunk, chunk.body)
    # The two reserved bits are the highest.
    head = Step(first, chunk.label, bytes([flags & 0x3F]))
    if compression:
        return Bitstream(chunk, width, height, (Coded(first, chunk.stop),), (head,), alpha=True)
    stop = first + width * height
    if stop > chunk.stop:
        raise _damaged(chunk, chunk.stop)
    return Bitstream(chunk, width, height, (), (head, Step(stop, chunk.label)), alpha=True)


def _size_field(source: Source, coded: Coded, stop: int, ahead: bytes) -> bytes:
    """The 24 bits that tell how long a range is once it is cut at `stop`."""
    before = int.from_bytes(source.read(coded.size_at, coded.size_at + _SIZE_BYTES), "little")
    size = stop - coded.start + (len(ahead) if stop < coded.stop else 0)
    others = before & ((1 << coded.size_shift) - 1)
    return (size << coded.size_shift | others).to_bytes(_SIZE_BYTES, "little")


def _partitions(beginning: bytes) -> int:
    """How many partitions of coefficients there are (RFC 6386, 9.3 to 9.5 and 19.2)."""
    decoder = _FlatBools(beginning)
    decoder.literal(2)  # color_space, clamping_type
    if decoder.flag():  # segmentation_enabled
        updates_map, updates_data = decoder.flag(), decoder.flag()
        if updates_data:
            decoder.flag()
            decoder.optional(4, 8)
            decoder.optional(4, 7)
        if updates_map:
            decoder.optional(3, 8)
    decoder.literal(10)  # filter_type, loop_filter_level, sharpness_level
    if decoder.flag() and decoder.flag():  # loop_filter_adj_enable, mode_ref_lf_delta_update
        decoder.optional(8, 7)
    return 1 << decoder.literal(2)


class _FlatBools:
    """The boolean entropy decoder where both values are equally likely (RFC 6386, 7.3)."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._value = int.from_bytes(content[:2].ljust(2, b"\0"), "big")
        self._position = 2
        self._range = 255
        self._shifted = 0

    def flag(self) -> bool:
        """One boolean."""
        split = 1 + ((self._range - 1) * 128 >> 8)
        result = self._value >= split << 8
        if result:
            self._range -= split
            self._value -= split << 8
        else:
            self._range = split
        while self._range < 128:
            self._value <<= 1
            self._range <<= 1
            self._shifted += 1
            if self._shifted == 8:
                self._shifted = 0
                self._value |= int.from_bytes(self._content[self._position : self._position + 1])
                self._position += 1
        return result

    def literal(self, bits: int) -> int:
        """An unsigned number."""
        value = 0
        for _ in range(bits):
            value = value << 1 | self.flag()
        return value

    def optional(self, count: int, bits: int) -> None:
        """Pass over numbers of which each is there or not."""
        for _ in range(count):
            if self.flag():
                self.literal(bits)


def _damaged(chunk: Chunk, offset: int) -> DamagedError:
    return DamagedError("damaged", offset=offset, part=chunk.label)
