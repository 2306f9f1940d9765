"""After how long without a key the vault closes by itself."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from toolkit.i18n import N_, _
from toolkit.tui.vault.base import KeptPage, asked, said
from toolkit.tui.vault.idle import CHOICES, SETTING, minutes_of
from toolkit.tui.vault.vault_rows import closing_words
from toolkit.tui.widgets.menu import Entry, Menu

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from toolkit.vault.document import Document


class CloseAfterScreen(KeptPage[None]):
    """Asks for the time."""

    EXPLAIN = N_(
        "What waits is kept before the vault closes, and its screens go.\n"
        "While F9 hides the screen, it closes after a minute, whatever is chosen here.\n"
        "A computer that sleeps counts as nobody being there."
    )

    def sheet(self) -> ComposeResult:
        """The times."""
        now = minutes_of(self.kept.document.settings.get(SETTING, ""))
        yield asked(_("When is the vault to close by itself?"))
        yield from said(
            [
                _("Whoever takes the computer while the vault is open can read all of it."),
                _("While F9 hides the screen, it closes after a minute."),
            ]
        )
        entries = [
            Entry(
                str(each),
                closing_words(each) if each else _("Only when I close it, or leave"),
            )
            for each in CHOICES
        ]
        yield Menu(entries, at=CHOICES.index(now))

    def on_mount(self) -> None:
        """Arrows choose."""
        self.query_one(Menu).focus()

    def on_menu_chosen(self, event: Menu.Chosen) -> None:
        """Keep it."""

        def edit(document: Document) -> Document:
            return replace(document, settings={**document.settings, SETTING: event.id})

        self.kept.change(edit)
        self.dismiss()
