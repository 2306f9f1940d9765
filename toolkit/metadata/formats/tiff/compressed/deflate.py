"""Deflate (compressions 8 and 32946): where a strip's stream ends, and whether it hides rows.

Source: Adobe Photoshop TIFF technical notes (2002), "ZIP in TIFF"; RFC 1950.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from toolkit.metadata.formats.tiff.compressed.stored import Stored

_STEP: Final = 1 << 20
PART: Final = "deflate strip"


def extent(stored: Stored, need: int, alphabet: set[int] | None) -> tuple[int, bytes] | None:
    """How much of a strip is its picture.

    Args:
        stored: The strip.
        need: Bytes that its rows take.
        alphabet: Collects the byte values of the picture, where wanted.

    Returns:
        How many bytes to copy and a tail to put behind them; `None` where the stream holds more
        than the rows or has no end, so that it has to be written anew from what `decode` gives.

    Raises:
        DamagedError: It is no such stream, or holds less than the rows.
    """
    inflater = zlib.decompressobj()
    room = need
    taken = 0
    for step in stored.steps():
        waiting = step
        taken += len(step)
        while True:
            asked = min(room, _STEP) + 1
            try:
                output = inflater.decompress(waiting, asked)
            except zlib.error as error:
                raise stored.damaged(PART) from error
            if len(output) > room:
                return None
            room -= len(output)
            if alphabet is not None:
                alphabet.update(set(output))
            waiting = inflater.unconsumed_tail
            if inflater.eof or (not waiting and len(output) < asked):
                break
        if inflater.eof:
            break
    if room:
        raise stored.damaged(PART)
    return (taken - len(inflater.unused_data), b"") if inflater.eof else None


def decode(stored: Stored, need: int) -> bytes:
    """The bytes of the rows.

    Raises:
        DamagedError: There are fewer.
    """
    try:
        content = zlib.decompressobj().decompress(stored.whole(), need)
    except zlib.error as error:
        raise stored.damaged(PART) from error
    if len(content) < need:
        raise stored.damaged(PART)
    return content


def encode(content: bytes) -> bytes:
    """A stream that holds the bytes and nothing else."""
    return zlib.compress(content)
