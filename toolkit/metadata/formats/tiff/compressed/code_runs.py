"""Codes of one width, taken out of a stream of bits many at once.

Shifting a large number and masking it costs about as much as for a small one. So the codes are not
taken one by one: all of them are one number, its halves are shifted apart, then the halves of
these, until each code has sixteen bits of its own. For 2048 codes that is eleven steps.
"""

from __future__ import annotations

import struct
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from toolkit.metadata.formats.tiff.compressed.stored import Stored

_LANE = 16


def codes_at(stored: Stored, at: int, width: int, count: int) -> tuple[int, ...]:
    """The codes from a bit on, the highest bit of each first.

    Args:
        stored: The strip.
        at: Bits before the first code.
        width: Bits of each code, at most 16.
        count: How many are wanted.

    Returns:
        As many of them as the strip has in full.
    """
    count = min(count, (stored.size * 8 - at) // width)
    if count <= 0:
        return ()
    first, skip = divmod(at, 8)
    bits = skip + count * width
    last = first + (bits + 7) // 8
    value = int.from_bytes(stored.read(first, last), "big") >> (-bits % 8)
    value &= (1 << (count * width)) - 1
    lanes = 1 << (count - 1).bit_length()
    # Fill up with empty codes, so that the halves are equal down to the last step.
    value <<= (lanes - count) * width
    for low, high, shift in _steps(width, lanes):
        value = (value & low) | ((value & high) << shift)
    return struct.unpack(f">{lanes}H", value.to_bytes(2 * lanes, "big"))[:count]


@cache
def _steps(width: int, lanes: int) -> tuple[tuple[int, int, int], ...]:
    """For each step: which bits stay, which are shifted up, and by how much."""
    steps = []
    group = lanes
    while group > 1:
        half = group // 2
        low = high = 0
        for start in range(0, lanes * _LANE, group * _LANE):
            ones = (1 << (half * width)) - 1
            low |= ones << start
            high |= ones << (start + half * width)
        steps.append((low, high, half * (_LANE - width)))
        group = half
    return tuple(steps)
