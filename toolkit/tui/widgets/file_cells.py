"""A file as a row of equal cells, to scale: which bytes each stands for, and the worst in them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from toolkit.metadata.model import Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toolkit.metadata.model import Segment

_VERDICTS: Final = (Verdict.KEEP, Verdict.REWRITE, Verdict.DROP)
_RANK: Final = {verdict: rank for rank, verdict in enumerate(_VERDICTS)}


class Cell(NamedTuple):
    """What is to be seen in one cell.

    Attributes:
        worst: The worst verdict in it, be it of a single byte.
        share: How much of the cell has that verdict: above 0, and 1 when all of it has.
        leans_right: Whether more of that lies in the right half than in the left.
        has_seam: Whether one part that is left out ends in it, and another follows at once.
    """

    worst: Verdict
    share: float
    leans_right: bool
    has_seam: bool


class FileCells:
    """The parts of a file, and the cells that they are drawn in.

    Cell `c` of `n` stands for the bytes from ``c * size / n`` to ``(c + 1) * size / n``. No cell is
    smaller than a byte, so a tiny file has fewer cells than there is room for.

    Args:
        parts: The segments of the file, in order, without gap. At least one.
        room: How many cells there is room for. At least 1.
    """

    def __init__(self, parts: Sequence[Segment], room: int) -> None:
        self.parts = tuple(parts)
        self.size = max(self.parts[-1].stop, 1)
        self.count = max(1, min(room, self.size))
        self._starts = [part.start for part in self.parts]
        self._stops = [part.stop for part in self.parts]
        self.cells = self._seen()

    def cells_of(self, start: int, stop: int) -> range:
        """The cells that the bytes from `start` to `stop` touch: at least one."""
        first = min(start * self.count // self.size, self.count - 1)
        last = min((stop * self.count - 1) // self.size, self.count - 1)
        return range(first, max(first, last) + 1)

    def parts_in(self, cell: int) -> range:
        """The indices of the parts that have bytes in a cell."""
        first_byte = cell * self.size // self.count
        after = -(-(cell + 1) * self.size // self.count)
        return range(bisect_right(self._stops, first_byte), bisect_left(self._starts, after))

    def part_at(self, cell: int) -> int:
        """The index of the part that a cell shows: the first of the worst in it."""
        inside = self.parts_in(cell)
        return max(inside, key=lambda index: (_RANK[self.parts[index].verdict], -index))

    def part_of(self, byte: int) -> int:
        """The index of the part that a byte belongs to."""
        return min(bisect_right(self._stops, byte), len(self.parts) - 1)

    def _seen(self) -> tuple[Cell, ...]:
        # Positions are multiplied by the count of cells, so that cells end on whole numbers.
        count, size = self.count, self.size
        worst, amounts, right = [-1] * count, [0] * count, [0] * count
        for part in self.parts:
            rank, start, stop = _RANK[part.verdict], part.start * count, part.stop * count
            for cell in self.cells_of(part.start, part.stop):
                if rank < worst[cell]:
                    continue
                if rank > worst[cell]:
                    worst[cell], amounts[cell], right[cell] = rank, 0, 0
                left_edge = cell * size
                middle, right_edge = left_edge + size // 2, left_edge + size
                begin = max(left_edge, start)
                end = min(right_edge, stop)
                amounts[cell] += end - begin
                if end > middle:
                    right[cell] += end - max(middle, begin)
        seams = {
            self.cells_of(before.start, before.stop)[-1]
            for before, after in pairwise(self.parts)
            if before.verdict is Verdict.DROP and after.verdict is Verdict.DROP
        }
        return tuple(
            Cell(_VERDICTS[rank], amount / size, on_right * 2 > amount, cell in seams)
            for cell, (rank, amount, on_right) in enumerate(zip(worst, amounts, right, strict=True))
        )
