"""How wide each column is, and which of its words it shows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len

from toolkit.tui.widgets.fitting import harmless

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from toolkit.tui.widgets.table.model import Cell, Column

GAP: Final = 2
"""Cells between columns, at least: one parts them, one has room for the arrow of a heading."""

_WIDE_GAP: Final = 4


class Words(IntEnum):
    """Which of its words a column shows."""

    SHORT = 0
    HALF = 1
    WHOLE = 2


@dataclass(frozen=True, slots=True)
class Placed:
    """A column in its place.

    Attributes:
        index: Which column, and which cell of a row.
        x: Its first cell.
        width: Its cells, without the gap that follows.
        words: Which of its words it shows.
    """

    index: int
    x: int
    width: int
    words: Words


class Measures:
    """How wide the contents of each column have been found to be.

    They only grow: columns must not jump about while somebody reads them.
    """

    def __init__(self, columns: Sequence[Column]) -> None:
        self._widest = [[0, 0, 0] for _ in columns]

    def take(self, row: Iterable[Cell]) -> bool:
        """Look at a row.

        Returns:
            Whether a column has become wider by it.
        """
        grew = False
        for widest, cell in zip(self._widest, row, strict=True):
            for words in Words:
                width = cell_len(harmless(said(cell, words)))
                if width > widest[words]:
                    widest[words] = width
                    grew = True
        return grew

    def widest(self, index: int, words: Words) -> int:
        """Cells that the widest content of a column takes up."""
        return self._widest[index][words]


def said(cell: Cell, words: Words) -> str:
    """What a cell says, whole or in fewer words."""
    if words is Words.WHOLE:
        return cell.text
    if words is Words.HALF:
        return cell.half or cell.text
    return cell.short or cell.half or cell.text


def heading(column: Column, words: Words) -> str:
    """What stands above a column."""
    return (column.short_heading or column.heading) if words is Words.SHORT else column.heading


def place(
    columns: Sequence[Column], measures: Measures, start: int, width: int
) -> tuple[Placed, ...]:
    """Give each column its place.

    First each shows its fewest words; what room is left goes to more words, column by column from
    the left, and then to contents that are still cut. Where even the fewest words do not fit,
    columns shrink to their least width, and then some are left out.

    Args:
        columns: All columns.
        measures: How wide their contents are.
        start: The first cell.
        width: Cells from there on.
    """
    staying = list(range(len(columns)))
    while staying:
        widths = _narrowed(columns, measures, staying, width)
        least_useful = max(staying, key=lambda index: (columns[index].leave_out, index))
        if _total(widths) <= width or not columns[least_useful].leave_out:
            return _placed(*_widened(columns, measures, widths, width), start, width)
        staying.remove(least_useful)
    return ()


def _need(column: Column, measures: Measures, index: int, words: Words) -> int:
    content = min(measures.widest(index, words), max(column.wanted, column.least))
    return max(content, column.least, cell_len(heading(column, words)))


def _total(widths: dict[int, int]) -> int:
    return sum(widths.values()) + GAP * max(len(widths) - 1, 0)


def _narrowed(
    columns: Sequence[Column], measures: Measures, staying: list[int], width: int
) -> dict[int, int]:
    """Widths with the fewest words; where they do not fit, all give way until they are alike.

    A heading is cut to what still tells it from others, and none to nothing at all.
    """
    widths = {index: _need(columns[index], measures, index, Words.SHORT) for index in staying}
    while _total(widths) > width:
        spare = {index: widths[index] - columns[index].least for index in staying}
        index = max(staying, key=lambda each: (spare[each], each))
        if spare[index] <= 0:
            break
        widths[index] -= 1
    return widths


def _widened(
    columns: Sequence[Column], measures: Measures, widths: dict[int, int], width: int
) -> tuple[dict[int, int], dict[int, Words]]:
    """What room is left, given to more words, and then to what is still cut."""
    words = dict.fromkeys(widths, Words.SHORT)
    steps = ((more, index) for more in (Words.HALF, Words.WHOLE) for index in widths)
    for more, index in steps:
        need = max(_need(columns[index], measures, index, more), widths[index])
        if need - widths[index] > width - _total(widths):
            break
        widths[index] = need
        words[index] = more
    for index, given in tuple(widths.items()):
        cut = measures.widest(index, words[index]) - given
        widths[index] += max(0, min(cut, width - _total(widths)))
    return widths, words


def _placed(
    widths: dict[int, int], words: dict[int, Words], start: int, width: int
) -> tuple[Placed, ...]:
    gaps = max(len(widths) - 1, 1)
    gap = GAP + max(0, min(_WIDE_GAP - GAP, (width - _total(widths)) // gaps))
    placed, x = [], start
    for index, wide in widths.items():
        fits = min(wide, start + width - x)
        if fits <= 0:
            break
        placed.append(Placed(index, x, fits, words[index]))
        x += wide + gap
    return tuple(placed)
