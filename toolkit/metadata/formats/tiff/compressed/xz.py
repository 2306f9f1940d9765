"""LZMA (compression 34925): where a strip's stream ends, and whether it hides rows.

Source: the xz file format 1.1; libtiff 4.0, which made this compression known, for its use in TIFF.
"""

from __future__ import annotations

import lzma
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from toolkit.metadata.formats.tiff.compressed.stored import Stored

_STEP: Final = 1 << 20
# What the highest preset of xz needs to decode is about half of this.
_MEMORY: Final = 128 << 20
PART: Final = "LZMA strip"


def extent(stored: Stored, need: int, alphabet: set[int] | None) -> tuple[int, bytes] | None:
    """How much of a strip is its picture. As `deflate.extent`."""
    decompressor = _decompressor()
    room = need
    taken = 0
    for step in stored.steps():
        waiting = step
        taken += len(step)
        while True:
            asked = min(room, _STEP) + 1
            try:
                output = decompressor.decompress(waiting, asked)
            except lzma.LZMAError as error:
                raise stored.damaged(PART) from error
            if len(output) > room:
                return None
            room -= len(output)
            if alphabet is not None:
                alphabet.update(set(output))
            waiting = b""
            if decompressor.eof or decompressor.needs_input:
                break
        if decompressor.eof:
            break
    if room:
        raise stored.damaged(PART)
    return (taken - len(decompressor.unused_data), b"") if decompressor.eof else None


def decode(stored: Stored, need: int) -> bytes:
    """The bytes of the rows.

    Raises:
        DamagedError: There are fewer.
    """
    decompressor = _decompressor()
    content = b""
    try:
        content = decompressor.decompress(stored.whole(), need)
        while len(content) < need and not decompressor.eof and not decompressor.needs_input:
            content += decompressor.decompress(b"", need - len(content))
    except lzma.LZMAError as error:
        raise stored.damaged(PART) from error
    if len(content) < need:
        raise stored.damaged(PART)
    return content


def encode(content: bytes) -> bytes:
    """A stream that holds the bytes and nothing else."""
    return lzma.compress(content, check=lzma.CHECK_NONE)


def _decompressor() -> lzma.LZMADecompressor:
    return lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_MEMORY)
