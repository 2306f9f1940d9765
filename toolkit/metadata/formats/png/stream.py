"""The zlib stream of a picture, spread over chunks (PNG third edition, 10; RFC 1950; RFC 1951)."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Final

from toolkit.errors import LimitError
from toolkit.metadata import limits

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from zlib import _Decompress as Decompress

    from toolkit.metadata.source import Source

# What is given to zlib at once is small because the rest of it is copied each time zlib stops to
# hand out a window; a bomb stops it a thousand times for each byte given.
_INPUT_BYTES: Final = 1 << 15
_WINDOW_BYTES: Final = 1 << 18


class Inflating:
    """Inflates one stream in constant memory, once.

    Args:
        source: The file.
        spans: Where the stream stands: ranges of offsets, in order.

    Attributes:
        end: Offset after the last byte of the stream, once it has ended as it should (checksum
            included); -1 until then, and for ever if it never does.
    """

    def __init__(self, source: Source, spans: Iterable[tuple[int, int]]) -> None:
        self._source = source
        self._spans = spans
        self.end = -1

    def blocks(self) -> Iterator[bytes]:
        """The inflated bytes, until the stream ends, breaks, or there is no more of it."""
        # Head and checksum are read here: zlib would withhold the last bytes for a wrong checksum.
        inflating = zlib.decompressobj(-zlib.MAX_WBITS)
        head = checksum = b""
        adler = zlib.adler32(b"")
        ended = False
        for start, stop in self._steps():
            waiting = self._source.read(start, stop)
            if len(head) < 2:
                missing = 2 - len(head)
                head, waiting = head + waiting[:missing], waiting[missing:]
                if len(head) == 2 and not _is_head(head):
                    return
            while waiting and not ended:
                before = inflating.copy()
                try:
                    block = inflating.decompress(waiting, _WINDOW_BYTES)
                except zlib.error:
                    yield from _rescued(before, waiting)
                    return
                adler = zlib.adler32(block, adler)
                yield block
                ended = inflating.eof
                waiting = inflating.unused_data if ended else inflating.unconsumed_tail
            if ended:
                missing = 4 - len(checksum)
                checksum, waiting = checksum + waiting[:missing], waiting[missing:]
                if len(checksum) == 4:
                    if checksum == adler.to_bytes(4, "big"):
                        self.end = stop - len(waiting)
                    return
        while not ended and (block := inflating.decompress(b"", _WINDOW_BYTES)):
            yield block

    def _steps(self) -> Iterator[tuple[int, int]]:
        for start, stop in self._spans:
            for offset in range(start, stop, _INPUT_BYTES):
                yield offset, min(offset + _INPUT_BYTES, stop)


def _is_head(head: bytes) -> bool:
    """Whether two bytes begin a zlib stream without a preset dictionary (RFC 1950, 2.2)."""
    method, flags = head
    return (
        method & 0x0F == 8
        and method >> 4 <= 7
        and not flags & 0x20
        and not (int.from_bytes(head, "big") % 31)
    )


def _rescued(inflating: Decompress, waiting: bytes) -> Iterator[bytes]:
    """What can be had of the bytes before a fault, of which zlib gives none at once.

    Args:
        inflating: As it was before it met the fault.
        waiting: What it was given then.
    """
    for size in (_WINDOW_BYTES >> 8, 1):
        going, rest, block = inflating, waiting, b"?"
        try:
            while rest or block:
                inflating, waiting = going.copy(), rest
                block = going.decompress(rest, size)
                rest = going.unconsumed_tail
                yield block
        except zlib.error:
            # On from before the fault, in smaller steps.
            continue


def deflate(raw: Iterable[bytes]) -> bytes:
    """Compress scanlines again, without loss.

    Raises:
        LimitError: They do not become small enough to be held in memory.
    """
    deflating = zlib.compressobj(9)
    parts: list[bytes] = []
    size = 0
    for block in raw:
        parts.append(deflating.compress(block))
        size += len(parts[-1])
        if size > limits.REDEFLATED_BYTES:
            raise LimitError("inflates-too-far", limit=limits.REDEFLATED_BYTES)
    return b"".join((*parts, deflating.flush()))


def inflate_text(deflated: bytes, most: int) -> bytes | None:
    """A compressed piece of metadata.

    Args:
        deflated: A zlib stream; what follows it is not looked at.
        most: Bytes it may grow to.

    Returns:
        What it holds, as far as it can be read, or `None` where that is nothing, or too much.
    """
    inflating = zlib.decompressobj()
    try:
        text = inflating.decompress(deflated, most + 1)
    except zlib.error:
        return None
    return text if 0 < len(text) <= most else None
