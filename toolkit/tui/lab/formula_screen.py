"""What was computed in an event: the formula, and every value as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.binding import Binding

from toolkit.i18n import N_
from toolkit.tui.lab import happening
from toolkit.tui.lab.pane import Inked, Pane
from toolkit.tui.screens.base import Page

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from toolkit.messaging.telling import Told


class FormulaScreen(Page[None]):
    """One event, and what it computed.

    Args:
        event: It.
    """

    HEADING = N_("The formula")
    EXPLAIN = N_(
        "The formula is written in the terms of the standards, with the values that were there.\n"
        "What is marked as secret would never be shown by a messenger. Here it is, on purpose.\n"
        "You do not need any of this to use a messenger well."
    )
    BINDINGS = [  # noqa: RUF012 - declared so by Textual
        Binding("up", "walk(-1)", N_("scroll"), key_display="↑↓"),
        Binding("down", "walk(1)", show=False),
        Binding("pagedown", "walk(10)", show=False),
        Binding("pageup", "walk(-10)", show=False),
        Binding("f,enter", "back", show=False),
    ]

    def __init__(self, event: Told) -> None:
        super().__init__()
        self._event = event

    def content(self) -> ComposeResult:
        """The lines."""
        with Inked():
            yield Pane(lambda width, _height: happening.formula(self._event, width))

    def action_walk(self, by: int) -> None:
        """Scroll."""
        self.query_one(Pane).scroll_relative(y=by, animate=False)
