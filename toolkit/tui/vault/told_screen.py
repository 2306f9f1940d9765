"""Something to know, and then on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.i18n import _
from toolkit.tui.vault.base import VaultPage, asked, said
from toolkit.tui.widgets.go_on import GoOn

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.app import ComposeResult


class ToldScreen(VaultPage[None]):
    """Says something.

    Args:
        title: What about.
        texts: It, translated.
    """

    DEFAULT_CSS = """
    ToldScreen GoOn { margin: 0 0 0 2; }
    """

    def __init__(self, title: str, texts: Iterable[str]) -> None:
        super().__init__()
        self._title = title
        self._texts = tuple(texts)

    def sheet(self) -> ComposeResult:
        """It."""
        go_on = GoOn()
        go_on.say(_("Go on"))
        yield asked(self._title)
        yield from said(self._texts)
        yield go_on

    def on_mount(self) -> None:
        """Enter goes on."""
        self.query_one(GoOn).focus()

    def on_go_on_pressed(self) -> None:
        """On."""
        self.dismiss()
