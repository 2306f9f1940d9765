"""Text cut to a number of terminal cells, and what is known of how wide terminals draw it.

Widths are those of Rich, by which Textual counts. Terminals differ: some draw Burmese, Tamil and
Hindi letters and young emoji wider or narrower. `wavers` tells for which text to expect that.

Source: Unicode 15, UAX 11 (width), UAX 29 (graphemes), UAX 9 (direction).
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from rich.cells import cell_len
from wcwidth import iter_graphemes, wcwidth

from toolkit.neutral import ELLIPSIS, neutral

if TYPE_CHECKING:
    from collections.abc import Iterable

Cut: TypeAlias = Literal["end", "middle"]
"""Where text that is too long is cut: names in the middle, as their ending says what they are."""

_RIGHT_TO_LEFT: Final = frozenset({"R", "AL", "AN"})


@lru_cache(8192)
def harmless(text: str) -> str:
    """Text that may come from a file, fit to be drawn: one line, nothing hidden."""
    return neutral(text)


@lru_cache(4096)
def fitted(text: str, width: int, cut: Cut = "end") -> str:
    """Text that takes up no more cells than there are; no character or its marks are torn apart.

    Args:
        text: One line of harmless text.
        width: Cells.
        cut: Where to cut it.

    Returns:
        The text itself where it fits, otherwise what fits of it with an ellipsis.
    """
    if cell_len(text) <= width:
        return text
    if width <= 1:
        return ELLIPSIS[:width]
    room = width - 1
    whole = list(iter_graphemes(text))
    tail = _fitting(reversed(whole), room // 2) if cut == "middle" else 0
    end = "".join(whole[len(whole) - tail :])
    head = _fitting(whole, room - cell_len(end))
    while True:
        shown = "".join(whole[:head]).rstrip() + ELLIPSIS + end
        # Side by side, two pieces can be wider than each alone: a joiner no longer joins.
        if cell_len(shown) <= width or head == 0:
            return shown if cell_len(shown) <= width else ELLIPSIS
        head -= 1


def _fitting(graphemes: Iterable[str], room: int) -> int:
    """How many of the first graphemes fit."""
    return sum(used <= room for used in accumulate(map(cell_len, graphemes)))


@lru_cache(8192)
def wavers(text: str) -> bool:
    """Whether terminals may draw this wider or narrower than it is counted here."""
    return not text.isascii() and any(map(_wavers, text))


@lru_cache(4096)
def _wavers(character: str) -> bool:
    category = unicodedata.category(character)
    counted = cell_len(character)
    return (
        category[0] == "M" or (category[0] == "S" and counted == 2) or counted != wcwidth(character)
    )


@lru_cache(8192)
def ends_right_to_left(text: str) -> bool:
    """Whether it ends in letters written from right to left, digits and signs aside."""
    if text.isascii():
        return False
    directions = map(unicodedata.bidirectional, reversed(text))
    strong = (each for each in directions if each == "L" or each in _RIGHT_TO_LEFT)
    return next(strong, "L") in _RIGHT_TO_LEFT
