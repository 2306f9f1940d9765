"""A ratchet wheel in braille: its hand goes on by one tooth for each key, and never back."""

from __future__ import annotations

from functools import lru_cache
from math import atan2, hypot, pi
from typing import Final

TEETH: Final = 8
WIDTH: Final = 12
HEIGHT: Final = 6
"""In cells, each two dots wide and four high."""

_OUTER: Final = 12.0
_INNER: Final = 8.5
_HOLLOW: Final = 6.5
_HUB: Final = 1.3
_HAND: Final = 1.1
"""Half of how thick the hand is. All in dots from the middle."""

# The bit of each dot of a braille sign, by row and column: Unicode 15, 22.1.
_BITS: Final = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
_UP: Final = (
    (0.0, -1.0),
    (0.7071, -0.7071),
    (1.0, 0.0),
    (0.7071, 0.7071),
    (0.0, 1.0),
    (-0.7071, 0.7071),
    (-1.0, 0.0),
    (-0.7071, -0.7071),
)
"""Where the hand points after so many teeth, to the right and down."""


@lru_cache(TEETH)
def wheel(turned: int) -> tuple[str, ...]:
    """The wheel, as many lines as it is high.

    Args:
        turned: By how many teeth its hand went on, less than `TEETH`.
    """
    return tuple(
        "".join(chr(0x2800 + _sign(row, column, turned)) for column in range(WIDTH))
        for row in range(HEIGHT)
    )


def _sign(row: int, column: int, turned: int) -> int:
    return sum(
        bit
        for down, bits in enumerate(_BITS)
        for across, bit in enumerate(bits)
        if _is_filled(2 * column + across, 4 * row + down, turned)
    )


def _is_filled(x: int, y: int, turned: int) -> bool:
    """Whether a dot is of the wheel: a rim, teeth that rise slowly and fall at once, a hand."""
    right, down = x - (2 * WIDTH - 1) / 2, y - (4 * HEIGHT - 1) / 2
    far = hypot(right, down)
    along, up = _UP[turned]
    forward, aside = right * along + down * up, right * up - down * along
    if far <= _HUB or (0 <= forward <= _HOLLOW and abs(aside) <= _HAND):
        return True
    tooth = atan2(down, right) / (2 * pi) * TEETH % 1
    return _HOLLOW <= far <= _INNER + (_OUTER - _INNER) * tooth
