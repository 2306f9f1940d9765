"""Is this what you want? What stays as it is stands first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.i18n import _
from toolkit.tui.vault.base import VaultPage, asked, said
from toolkit.tui.widgets.menu import Entry, Menu

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.app import ComposeResult


class SureScreen(VaultPage[bool]):
    """Asks once.

    Args:
        title: What is about to happen.
        texts: What that means, translated.
        yes: What it is called.
    """

    SHOWS_KEPT = True

    def __init__(self, title: str, texts: Iterable[str], yes: str) -> None:
        super().__init__()
        self._title = title
        self._texts = tuple(texts)
        self._yes = yes

    def sheet(self) -> ComposeResult:
        """The question."""
        yield asked(self._title)
        yield from said(self._texts)
        yield Menu([Entry("no", _("Leave it as it is")), Entry("yes", self._yes)], numbered=True)

    def on_mount(self) -> None:
        """Arrows choose."""
        self.query_one(Menu).focus()

    def on_menu_chosen(self, event: Menu.Chosen) -> None:
        """Say so."""
        self.dismiss(event.id == "yes")
