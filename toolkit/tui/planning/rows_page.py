"""A page of rows that are read, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding

from toolkit.tui.screens.base import Page
from toolkit.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from toolkit.tui.widgets.rows import Row


class RowsPage(Page[None]):
    """Shows rows.

    Args:
        rows: What is said.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("left,backspace", "back", show=False)]
    DEFAULT_CSS = """
    RowsPage {
        & Rows { max-width: 110; }
    }
    """

    def __init__(self, rows: Sequence[Row]) -> None:
        super().__init__()
        self._rows = tuple(rows)

    def content(self) -> ComposeResult:
        """What is said."""
        yield Rows(self._rows, read=True)

    def on_mount(self) -> None:
        """The keys go through it."""
        self.query_one(Rows).focus()
