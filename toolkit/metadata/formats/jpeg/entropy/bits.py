"""Entropy-coded data as bits (ITU-T T.81, B.1.1.5 and F.1.2.3)."""

from __future__ import annotations

import sys
from array import array
from typing import Final

# More than the longest MCU takes (ten blocks of 64 coefficients of 32 bits), so that a decoder may
# look whether it ran past the end once for each MCU, and not at each symbol.
_SLACK_BYTES: Final = 4096


def unstuffed(raw: bytes) -> bytes:
    """The coded bits, without the zero byte that follows each 0xFF."""
    return raw.replace(b"\xff\x00", b"\xff")


def raw_length(content: bytes, length: int) -> int:
    """How many bytes the first `length` bytes of unstuffed content take in the file."""
    return length + content.count(b"\xff", 0, length)


def words(content: bytes) -> array[int]:
    """The thirty-two bits from each byte on; past the end there are zeros.

    The sixteen from bit `p` on are then ``words[p >> 3] >> 16 - (p & 7) & 0xFFFF``.
    """
    padded = content + bytes(_SLACK_BYTES + -len(content) % 4)
    every = array("I", bytes(4 * (len(padded) - 4)))
    for first in range(4):
        aligned = array("I", padded[first : len(padded) - 4 + first])
        every[first::4] = aligned
    if sys.byteorder == "little":
        every.byteswap()
    return every
