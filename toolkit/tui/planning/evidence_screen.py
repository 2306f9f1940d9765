"""How we know something, on a screen of its own."""

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


class EvidenceScreen(Page[None]):
    """Shows what something rests on.

    Args:
        rows: What is said.
    """

    HEADING = N_("How we know")
    EXPLAIN = N_(
        "Below each sentence: how well it is known, when it was so, who says it.\n"
        "“Said by who sells or runs it” means that nobody else has checked.\n"
        "What is old may no longer be so. Esc goes back."
    )
    BINDINGS: ClassVar[list[BindingType]] = [Binding("left,backspace", "back", show=False)]
    DEFAULT_CSS = """
    EvidenceScreen {
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
