"""What was changed could not be kept: what happened, and what can be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.i18n import N_, _
from toolkit.messages import explain_error
from toolkit.tui.vault import closing
from toolkit.tui.vault.base import KeptPage, asked, said, trouble_line
from toolkit.tui.vault.making import named
from toolkit.tui.vault.sure_screen import SureScreen
from toolkit.tui.widgets.menu import Entry, Menu

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from toolkit.errors import VaultError


class TroubleScreen(KeptPage[None]):
    """Says why something could not be kept.

    Args:
        error: Why.
    """

    EXPLAIN = N_(
        "What you changed is still here, but not on the disk.\n"
        "Put the stick back or make room, and try again; or write it elsewhere as text.\n"
        "When you leave without either, what changed since the last save is lost."
    )

    def __init__(self, error: VaultError) -> None:
        super().__init__()
        self._error = error

    def sheet(self) -> ComposeResult:
        """What happened, and what can be done."""
        yield asked(_("Your last change is not kept"))
        yield from said(
            [
                explain_error(self._error, named(self.kept.vault.folder.path)),
                _("It is still here, as long as Parasol runs and the vault is open."),
            ]
        )
        # It may come while somebody types: no number chooses, and nothing is lost unasked.
        yield Menu(
            [
                Entry("again", _("Try again")),
                Entry("export", _("Write all of it elsewhere as text, which is not encrypted")),
                Entry("on", _("Go on, and try again with the next change")),
                Entry("close", _("Close the vault, and lose what changed")),
            ]
        )
        yield trouble_line()

    def on_mount(self) -> None:
        """Arrows choose."""
        self.query_one(Menu).focus()

    def on_menu_chosen(self, event: Menu.Chosen) -> None:
        """Do it."""
        if event.id == "again":
            self.kept.settle(self._tried)
        elif event.id == "export":
            from toolkit.tui.vault.export_screen import ExportScreen  # noqa: PLC0415 - when wanted

            self.app.push_screen(ExportScreen())
        elif event.id == "close":
            title = _("Close the vault, and lose what changed?")
            yes = _("Close the vault, and lose what changed")
            self.app.push_screen(SureScreen(title, [], yes), self._close)
        else:
            self.dismiss()

    def _close(self, yes: bool | None) -> None:  # noqa: FBT001 - the screen's answer
        if yes:
            closing.drop_screens(self.parasol)
            self.kept.drop()

    def _tried(self, error: VaultError | None) -> None:
        if not self.is_current:
            return
        if error is None:
            self.dismiss()
        else:
            self.trouble(explain_error(error, named(self.kept.vault.folder.path)))
