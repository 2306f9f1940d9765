"""A harmless page. It hides everything else until F9 is pressed again."""

from __future__ import annotations

import calendar
import datetime as dt
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.screen import Screen
from textual.widgets import Static

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

_GAP = "   "


class Cover(Screen[None]):
    """Three months of a calendar, which turn with the arrows. Nothing else answers.

    It says nothing of the program, and is not translated: it looks as the system's own `cal`.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "turn(-1)", show=False),
        Binding("right", "turn(1)", show=False),
    ]
    DEFAULT_CSS = """
    Cover { background: $paper; color: $ink; padding: 1 2; }
    """

    def __init__(self) -> None:
        super().__init__()
        today = dt.datetime.now(tz=dt.UTC).astimezone().date()
        self._month = today.year * 12 + today.month - 1

    def compose(self) -> ComposeResult:
        """The page."""
        yield Static(self._page(), markup=False)

    def action_turn(self, months: int) -> None:
        """Turn the leaves.

        Args:
            months: How many, forward or back.
        """
        first, last = dt.MINYEAR * 12 + 1, dt.MAXYEAR * 12 + 10
        self._month = min(max(self._month + months, first), last)
        self.query_one(Static).update(self._page())

    def _page(self) -> str:
        leaves = []
        for month in range(self._month - 1, self._month + 2):
            text = calendar.TextCalendar().formatmonth(month // 12, month % 12 + 1)
            leaves.append([line.ljust(20) for line in text.splitlines()])
        rows = max(map(len, leaves))
        padded = [leaf + [" " * 20] * (rows - len(leaf)) for leaf in leaves]
        return "\n".join(_GAP.join(line).rstrip() for line in zip(*padded, strict=True))
