"""The harmless page: three months of a calendar, as the system's own `cal` shows them.

It says nothing of the program, and is not translated. It is drawn without Textual, so that nothing
that happens meanwhile can show through.
"""

from __future__ import annotations

import calendar
import datetime as dt
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

_WIDTH: Final = 20
_GAP: Final = 3
_MARGIN: Final = 2


class Leaves:
    """The calendar, open at today.

    Args:
        size: Gives the columns and rows of the terminal.
    """

    def __init__(self, size: Callable[[], tuple[int, int]]) -> None:
        today = dt.datetime.now(tz=dt.UTC).astimezone().date()
        self._size = size
        self._month = today.year * 12 + today.month - 1

    def turn(self, months: int) -> None:
        """Turn the leaves.

        Args:
            months: How many, forward or back.
        """
        first, last = dt.MINYEAR * 12 + 1, dt.MAXYEAR * 12 + 10
        self._month = min(max(self._month + months, first), last)

    def drawn(self) -> str:
        """As many months as fit, as lines and movements of the cursor."""
        columns, rows = self._size()
        many = min(max((columns - _MARGIN + _GAP) // (_WIDTH + _GAP), 1), 3)
        begin = self._month - (many > 2)
        leaves = [_leaf(month) for month in range(begin, begin + many)]
        height = max(map(len, leaves))
        lines = []
        for row in range(min(height, rows - 1)):
            parts = [(leaf[row] if row < len(leaf) else "").ljust(_WIDTH) for leaf in leaves]
            text = (" " * _GAP).join(parts).rstrip()[: columns - _MARGIN]
            lines.append(f"\x1b[{row + 2};{_MARGIN + 1}H{text}")
        return "".join(lines)


def _leaf(month: int) -> list[str]:
    return calendar.TextCalendar().formatmonth(month // 12, month % 12 + 1).splitlines()
