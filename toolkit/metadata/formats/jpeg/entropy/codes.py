"""Huffman codes as lookup tables (ITU-T T.81, Annex C and F.2.2).

To find the end of entropy-coded data no coefficient's value is needed, only how far each symbol
reaches: how many bits it takes with its extra bits, and how many coefficients it stands for. Both
are looked up by the next sixteen bits in a string of 65,536 bytes, the fastest table Python has.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

ENDS_BLOCK: Final = 128
"""The reach of an end of block: it lies past every coefficient."""

NO_CODE: Final = 192
"""The reach of bits that are no code at all."""

_EVERY_INDEX: Final = 1 << 16


@dataclass(frozen=True, slots=True)
class Code:
    """A Huffman code, by the next sixteen bits.

    Attributes:
        bits: Bits of the code word, 0 where there is none.
        symbols: What the code word stands for.
        steps: Bits of the code word and the extra bits after it, as a sequential scan has them.
        reach: Coefficients it stands for in a sequential scan, `ENDS_BLOCK` or `NO_CODE`.
    """

    bits: bytes
    symbols: bytes
    steps: bytes
    reach: bytes


# A batch of photos from one camera shares its codes.
@lru_cache(maxsize=16)
def dc_code(content: bytes) -> Code:
    """The code of difference categories (F.1.2.1; H.1.2.2 for category 16).

    Args:
        content: Counts and symbols, as in a DHT segment.
    """
    # Category 16 has no extra bits.
    return _code(content, {s: (0 if s > 15 else s, 1) for s in content[16:]})


@lru_cache(maxsize=16)
def ac_code(content: bytes) -> Code:
    """The code of runs and sizes (F.1.2.2)."""
    meanings = {s: (s & 15, (s >> 4) + 1) for s in content[16:]}
    for symbol in content[16:]:
        if symbol & 15 == 0 and symbol != 0xF0:
            # Only 0x00 ends a block by the book; libjpeg lets all of them.
            meanings[symbol] = (0, ENDS_BLOCK)
    return _code(content, meanings)


def _code(content: bytes, meanings: dict[int, tuple[int, int]]) -> Code:
    bits, symbols, steps, reach = bytearray(), bytearray(), bytearray(), bytearray()
    for length, symbol in _words(content):
        room = _EVERY_INDEX >> length
        extra, far = meanings[symbol]
        bits += bytes((length,)) * room
        symbols += bytes((symbol,)) * room
        steps += bytes((length + extra,)) * room
        reach += bytes((far,)) * room
    room = _EVERY_INDEX - len(bits)
    return Code(
        bytes(bits) + bytes(room),
        bytes(symbols) + bytes(room),
        bytes(steps) + bytes((1,)) * room,
        bytes(reach) + bytes((NO_CODE,)) * room,
    )


def _words(content: bytes) -> Iterator[tuple[int, int]]:
    """The length of each code word and its symbol, in the order of the codes."""
    symbols = iter(content[16:])
    for length, count in enumerate(content[:16], 1):
        for _ in range(count):
            yield length, next(symbols)
