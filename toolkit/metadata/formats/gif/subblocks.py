"""Data sub-blocks: a length, up to 255 bytes, and so on until a length of zero (GIF 89a, 15)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from toolkit.errors import DamagedError
from toolkit.metadata import limits

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from toolkit.metadata.source import Source

LONGEST: Final = 255


def lengths(source: Source, start: int) -> Iterator[tuple[int, int]]:
    """Where the data of each sub-block stands, up to the terminator, which is not given.

    Raises:
        DamagedError: The file ends first.
    """
    while length := source.read(start, start + 1)[0]:
        stop = start + 1 + length
        if stop > source.size:
            raise DamagedError("truncated", offset=start)
        yield start + 1, stop
        start = stop


def end_of(source: Source, start: int) -> int:
    """Offset after the terminator of a run of sub-blocks.

    Raises:
        DamagedError: The file ends first.
    """
    stop = start
    for _, end in lengths(source, start):
        stop = end
    return stop + 1


def joined(source: Source, start: int) -> bytes:
    """The data of a run of sub-blocks, or of its beginning, as far as it is explained."""
    parts: list[bytes] = []
    size = 0
    for first, stop in lengths(source, start):
        size += stop - first
        if size > limits.PAYLOAD_BYTES:
            break
        parts.append(source.read(first, stop))
    return b"".join(parts)


def cut(data: bytes, size: int = LONGEST) -> bytes:
    """Sub-blocks of `size` bytes, the last one shorter, without a terminator."""
    parts: list[bytes] = []
    for start in range(0, len(data), size):
        part = data[start : start + size]
        parts += (bytes((len(part),)), part)
    return b"".join(parts)


def is_even(sizes: Sequence[int]) -> bool:
    """Whether all sub-blocks but a shorter last one have one length: uneven ones can be a message.

    Args:
        sizes: Bytes in each.
    """
    return len(set(sizes[:-1])) <= 1 and sizes[-1] <= sizes[0]
