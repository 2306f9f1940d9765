"""What changed answers changed in the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding

from toolkit.i18n import N_
from toolkit.tui.screens.base import Page
from toolkit.tui.widgets.rows import Row, Rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType


class ChangesScreen(Page[None]):
    """Tells what is other than it was, and why.

    Args:
        rows: What is told.
    """

    HEADING = N_("What changed in your plan")
    EXPLAIN = N_(
        "Your answers are other than before, so the plan is, too.\n"
        "Below each line stands on which answers it rests.\n"
        "Enter goes to the plan as it is now."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "go_on", N_("go on")),
        Binding("left,backspace", "back", show=False),
    ]
    DEFAULT_CSS = """
    ChangesScreen {
        & Rows { max-width: 110; }
    }
    """

    def __init__(self, rows: Sequence[Row]) -> None:
        super().__init__()
        self._rows = tuple(rows)

    def content(self) -> ComposeResult:
        """What is told."""
        yield Rows(self._rows, read=True)

    def on_mount(self) -> None:
        """The keys go through it."""
        self.query_one(Rows).focus()

    def action_go_on(self) -> None:
        """Go to the plan."""
        self.dismiss()
