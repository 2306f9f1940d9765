"""Zstandard (compression 50000): where a strip's frame ends, and whether it hides rows.

The blocks of a frame tell their own sizes, so that its end is found without decoding. How much they
decode to is told by none of them: it is the literals and the lengths of all matches. Programs that
write TIFF leave the sum out of the header, so it is counted; nothing is decoded.

Source: RFC 8878, 3.1; libtiff 4.0, which made this compression known, for its use in TIFF.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from toolkit.errors import UnsupportedError
from toolkit.metadata.formats.tiff.compressed.sequences import Sequences

if TYPE_CHECKING:
    from toolkit.metadata.formats.tiff.compressed.stored import Stored
    from toolkit.metadata.model import Piece

PART: Final = "Zstandard strip"

_MAGIC: Final = b"\x28\xb5\x2f\xfd"
_RAW, _RLE, _COMPRESSED = range(3)


def cut(stored: Stored, need: int) -> tuple[Piece, ...]:
    """The pieces of a strip that are its picture.

    Args:
        stored: The strip.
        need: Bytes that its rows take.

    Raises:
        DamagedError: It is no such frame, or holds less than the rows.
        UnsupportedError: It holds more, or leans on a dictionary.
    """
    content = stored.whole()
    try:
        stop, size = _frame(content)
    except (IndexError, ValueError):
        raise stored.damaged(PART) from None
    if size < need or stop > len(content):
        raise stored.damaged(PART)
    if size > need:
        raise UnsupportedError("unsupported", part="rows behind a Zstandard strip")
    return stored.kept(stop)


def _frame(content: bytes) -> tuple[int, int]:
    """Where the frame ends, and the bytes that it decodes to (3.1.1).

    Raises:
        ValueError: It contradicts itself.
        IndexError: It is cut short, or a table has no such entry.
    """
    if not content.startswith(_MAGIC):
        raise ValueError
    descriptor = content[4]
    if descriptor & 3:
        raise UnsupportedError("unsupported", part="Zstandard dictionary")
    if descriptor & 8:
        raise ValueError
    single = descriptor >> 5 & 1
    size_bytes = (single, 2, 4, 8)[descriptor >> 6]
    at = 5 + (not single) + size_bytes
    sequences = Sequences()
    total = 0
    while True:
        header = int.from_bytes(content[at : at + 3], "little")
        kind, size = header >> 1 & 3, header >> 3
        at += 3
        if at > len(content):
            raise IndexError
        stored_size = 1 if kind == _RLE else size
        block = content[at : at + stored_size]
        if len(block) < stored_size or kind > _COMPRESSED:
            raise ValueError
        total += _block(block, sequences) if kind == _COMPRESSED else size
        at += stored_size
        if header & 1:
            # A checksum of four bytes, where the descriptor says so.
            return at + (descriptor & 4), total


def _block(block: bytes, sequences: Sequences) -> int:
    """The bytes that a compressed block decodes to: its literals and its matches (3.1.1.3)."""
    kind, form = block[0] & 3, block[0] >> 2 & 3
    if kind in {_RAW, _RLE}:
        # One byte for sizes below 32, else two or three.
        length, shift = ((1, 3), (2, 4), (1, 3), (3, 4))[form]
        literals = int.from_bytes(block[:length], "little") >> shift
        at = length + (literals if kind == _RAW else 1)
    else:
        length, bits = ((3, 10), (3, 10), (4, 14), (5, 18))[form]
        value = int.from_bytes(block[:length], "little") >> 4
        literals = value & ((1 << bits) - 1)
        at = length + (value >> bits)
    if at > len(block):
        raise IndexError
    return literals + sequences.matched(block, at)
