"""Says that the library cannot be read, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Center, Middle
from textual.widgets import Static

from toolkit.i18n import N_, _
from toolkit.messages import explain_error
from toolkit.tui.screens.base import Page

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from toolkit.errors import ContentError


class UnreadableScreen(Page[None]):
    """Tells why.

    Args:
        error: What is wrong.
    """

    HEADING = N_("Library")
    EXPLAIN = N_(
        "A file of the library is not as it should be. Nothing of yours is touched.\n"
        "Get Parasol again from where you had it, or tell those who gave it to you.\n"
        "Esc goes back."
    )
    DEFAULT_CSS = """
    UnreadableScreen Static { width: auto; max-width: 70; }
    """

    def __init__(self, error: ContentError) -> None:
        super().__init__()
        self._error = error

    def content(self) -> ComposeResult:
        """One sentence, and what to do."""
        with Middle():
            with Center():
                yield Static(_("The library cannot be read."), markup=False)
            with Center():
                yield Static(explain_error(self._error, ""), classes="muted", markup=False)
