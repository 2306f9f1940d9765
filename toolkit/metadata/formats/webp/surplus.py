"""Bytes behind the end of coded data, inside the chunk: where nothing but a decoder sees them.

A range of entropy-coded bytes does not say where its picture ends. Decoding every picture to find
out would put libwebp before every hostile file, and that library has been the way into phones of
the very people we work for (CVE-2023-4863). So a picture is decoded only where its bytes look like
something else than coded data; then a cut is made exactly where decoding begins to need the byte
before it, and only when all pixels come out the same.

Source: RFC 6386, 7.3: a boolean decoder reads zeros behind the end, so a byte too few is either an
error of libwebp or another picture.
"""

from __future__ import annotations

import hashlib
import io
import re
from typing import TYPE_CHECKING, Final

from toolkit.errors import DamagedError, LimitError, UnsupportedError
from toolkit.metadata import limits
from toolkit.metadata.formats.webp.chunks import applied, written

if TYPE_CHECKING:
    from collections.abc import Callable

    from toolkit.metadata.formats.webp.bitstreams import Bitstream
    from toolkit.metadata.source import Source

# An encoder flushes its last bits with up to three bytes more than a decoder reads.
_FLUSHED_BYTES: Final = 3

# What coded data, which looks random, hardly ever holds: the shorter, the nearer to the end.
_LAST_BYTES: Final = 64
_LAST: Final = re.compile(rb"[\x20-\x7e]{8}|(.)\1{7}", re.DOTALL)
_TAIL_BYTES: Final = 4096
_TAIL: Final = re.compile(
    rb"[\x20-\x7e]{12}|(?:[\x20-\x7e]\0){6}|(.)\1{15}|\xff\xd8\xff|\x89PNG|PK\x03\x04|%PDF",
    re.DOTALL,
)
_ANYWHERE_BYTES: Final = 20
_ANYWHERE: Final = re.compile(rb"[\x20-\x7e]{%d}" % _ANYWHERE_BYTES)


class Decoder:
    """Decodes pictures to compare them, as many as one file may ask for."""

    def __init__(self) -> None:
        self._pixels = 0

    def digest(self, width: int, height: int, parts: bytes) -> bytes | None:
        """A digest of all pixels, or `None` when the picture cannot be decoded.

        Args:
            width: Pixels across.
            height: Pixels down.
            parts: The chunks of one picture.

        Raises:
            LimitError: The file has asked for more than one file may.
        """
        self._pixels += width * height
        if self._pixels > limits.DECODED_PIXELS:
            raise LimitError("too-many-pixels", limit=limits.DECODED_PIXELS)
        # Decoding is rare, and importing the decoder costs more than cleaning an ordinary file.
        from PIL import Image  # noqa: PLC0415

        # With the flag of transparency, all four channels are compared.
        canvas = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
        body = b"WEBP" + written(b"VP8X", b"\x10\0\0\0" + canvas) + parts
        try:
            with Image.open(io.BytesIO(written(b"RIFF", body)), formats=("WEBP",)) as picture:
                return hashlib.sha256(picture.tobytes()).digest()
        except (OSError, ValueError, SyntaxError, MemoryError):
            return None


def cut(
    source: Source, bitstreams: tuple[Bitstream, ...], decoder: Decoder
) -> tuple[tuple[int, ...], ...]:
    """Where the coded ranges of one picture have to be cut.

    Args:
        source: The file.
        bitstreams: The picture's transparency, if it has any, and the picture.
        decoder: Compares the pixels.

    Returns:
        For each bitstream, a stop for each of its ranges.

    Raises:
        DamagedError: It looks as if something were there, and the picture cannot be decoded.
        UnsupportedError: The same, and it is too large to be decoded.
        LimitError: The file asks for too much decoding.
    """
    stops = [list(bitstream.stops) for bitstream in bitstreams]
    if not any(_is_suspicious(source, bitstream) for bitstream in bitstreams):
        return tuple(map(tuple, stops))
    chunk = bitstreams[-1].chunk
    width, height = bitstreams[-1].width, bitstreams[-1].height
    stored = sum(bitstream.chunk.stop - bitstream.chunk.start for bitstream in bitstreams)
    if width * height > limits.DECODED_PICTURE_PIXELS or stored > limits.DECODED_PICTURE_BYTES:
        raise UnsupportedError("unsupported", part=f"{chunk.label} surplus")

    def digest(stops: list[list[int]]) -> bytes | None:
        parts = b"".join(
            written(b.chunk.name, applied(source, b.chunk.body, b.steps(source, tuple(s), b"")))
            for b, s in zip(bitstreams, stops, strict=True)
        )
        return decoder.digest(width, height, parts)

    expected = digest(stops)
    if expected is None:
        raise DamagedError("damaged", offset=chunk.start, part=chunk.label)
    found = [list(stop) for stop in stops]
    for number, bitstream in enumerate(bitstreams):
        for index, coded in enumerate(bitstream.ranges):

            def shows_the_same(stop: int, number: int = number, index: int = index) -> bool:
                tried = [list(each) for each in stops]
                tried[number][index] = stop
                return digest(tried) == expected

            found[number][index] = _end(coded.start, coded.stop, shows_the_same)
    if found != stops and digest(found) != expected:
        raise UnsupportedError("unsupported", part=f"{chunk.label} surplus")
    return tuple(map(tuple, found))


def _is_suspicious(source: Source, bitstream: Bitstream) -> bool:
    """Whether a coded range holds what looks like text, filling, or another file."""
    for coded in bitstream.ranges:
        start, stop = coded.start, coded.stop
        if (
            _LAST.search(source.read(max(start, stop - _LAST_BYTES), stop))
            or _TAIL.search(source.read(max(start, stop - _TAIL_BYTES), stop))
            or source.search(_ANYWHERE, start, stop, _ANYWHERE_BYTES) < stop
        ):
            return True
    return False


def _end(start: int, stop: int, shows_the_same: Callable[[int], bool]) -> int:
    """Where a range can be cut: `stop` itself when there is no more than an encoder's flush."""
    good = stop - _FLUSHED_BYTES - 1
    if good < start or not shows_the_same(good):
        return stop
    bad, distance = start - 1, 2 * (stop - good)
    while stop - distance >= start:
        if not shows_the_same(stop - distance):
            bad = stop - distance
            break
        good, distance = stop - distance, 2 * distance
    while good - bad > 1:
        middle = (good + bad) // 2
        if shows_the_same(middle):
            good = middle
        else:
            bad = middle
    # Walking the clean copy asks first whether the end could stand two bytes before this one (four
    # bytes less two to read ahead); the answer has to be no.
    while good - 2 >= start and shows_the_same(good - 2):
        good -= 2
    return good
