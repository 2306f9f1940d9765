"""The stored bytes of one strip or tile, in the bit order its decoder wants."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from toolkit.errors import DamagedError, LimitError
from toolkit.metadata import limits
from toolkit.metadata.model import Copy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.metadata.model import Piece
    from toolkit.metadata.source import Source

_STEP: Final = 64 * 1024

# Each byte with its bits in the other order (TIFF 6.0, section 8, FillOrder 2).
_REVERSED: Final = bytes(int(f"{byte:08b}"[::-1], 2) for byte in range(256))


class Stored:
    """The bytes of a strip or tile as the directory counts them.

    Args:
        source: The file.
        start: Offset of the first byte.
        stop: Offset after the last.
        reversed_bits: Whether the lowest bit of each byte comes first.

    Attributes:
        start: Offset of the first byte in the file.
        size: How many bytes.
    """

    __slots__ = ("_reversed", "_source", "size", "start")

    def __init__(self, source: Source, start: int, stop: int, *, reversed_bits: bool) -> None:
        self._source = source
        self._reversed = reversed_bits
        self.start = start
        self.size = stop - start

    def read(self, start: int, stop: int) -> bytes:
        """The bytes from `start` to `stop`, counted from the beginning of the strip."""
        return self.turned(self._source.read(self.start + start, self.start + stop))

    def whole(self) -> bytes:
        """All bytes.

        Raises:
            LimitError: There are more than `limits.CHUNK_BYTES`.
        """
        if self.size > limits.CHUNK_BYTES:
            raise LimitError("too-much-to-check", limit=limits.CHUNK_BYTES)
        return self.read(0, self.size)

    def steps(self) -> Iterator[bytes]:
        """All bytes, in steps that fit in memory."""
        for start in range(0, self.size, _STEP):
            yield self.read(start, min(start + _STEP, self.size))

    def turned(self, content: bytes) -> bytes:
        """Bytes with their bits in the decoder's order, or back in the file's."""
        return content.translate(_REVERSED) if self._reversed else content

    def kept(self, stop: int, tail: bytes = b"") -> tuple[Piece, ...]:
        """The pieces that are the bytes up to `stop`, then a tail in the decoder's bit order.

        Where the tail is what stands there already, it is copied too.
        """
        if tail and self._source.holds(self.start + stop, self.turned(tail)):
            stop += len(tail)
            tail = b""
        copied: tuple[Piece, ...] = (Copy(self.start, self.start + stop),) if stop else ()
        return (*copied, self.turned(tail)) if tail else copied

    def replaced(self, content: bytes) -> tuple[Piece, ...]:
        """The pieces that are other bytes, in the decoder's bit order.

        A beginning and an end that they share with the stored ones are copied.
        """
        old = self.whole()
        head = _shared(old, content)
        tail = _shared(old[head:][::-1], content[head:][::-1])
        first: tuple[Piece, ...] = (Copy(self.start, self.start + head),) if head else ()
        middle = self.turned(content[head : len(content) - tail])
        stop = self.start + self.size
        last: tuple[Piece, ...] = (Copy(stop - tail, stop),) if tail else ()
        return (*first, middle, *last) if middle else (*first, *last)

    def damaged(self, part: str) -> DamagedError:
        """The error for a strip that its decoder would not read to the end."""
        return DamagedError("damaged", offset=self.start, part=part)


def _shared(one: bytes, other: bytes) -> int:
    """How many bytes two byte strings begin with together."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
