"""A page that can be marked, to be found again: in a vault, and only there."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual.binding import Binding
from textual.screen import ScreenResultType

from toolkit.i18n import N_
from toolkit.tui.screens.base import Page
from toolkit.tui.vault import flow as vault
from toolkit.tui.vault import marks_kept

if TYPE_CHECKING:
    from textual.binding import BindingType

    from toolkit.tui.app import Parasol
    from toolkit.tui.library.shelf import Ref


class MarkedPage(Page[ScreenResultType]):
    """A screen on which one key marks what it shows. What that is, the screen says: `marked`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("b", "mark", N_("bookmark")),
        Binding("b", "unmark", N_("no bookmark")),
    ]

    def marked(self) -> Ref | None:
        """What a mark leads to; nothing where there is nothing to mark."""
        return None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is marked can be unmarked."""
        if action in {"mark", "unmark"}:
            ref = self.marked()
            if ref is None:
                return False
            return marks_kept.is_marked(self._parasol, ref) is (action == "unmark")
        return super().check_action(action, parameters)

    def on_screen_resume(self) -> None:
        """Another screen may have opened the vault, or taken the mark away."""
        if self._parasol.vault.is_open:
            self._parasol.vault.at_closing(self._vault_closed)
        self.refresh_bindings()

    def action_mark(self) -> None:
        """Mark it, once a vault is open."""
        ref = self.marked()

        def opened() -> None:
            if ref is not None:
                marks_kept.mark(self._parasol, ref)
                self._parasol.vault.at_closing(self._vault_closed)
                self.refresh_bindings()

        vault.with_vault(self._parasol, opened)

    def action_unmark(self) -> None:
        """Take the mark away."""
        ref = self.marked()
        if ref is not None:
            marks_kept.unmark(self._parasol, f"{ref.folder}/{ref.id}")
            self.refresh_bindings()

    def _vault_closed(self) -> None:
        """What the vault kept is nowhere on the screen."""
        if self.is_attached:
            self.refresh_bindings()

    @property
    def _parasol(self) -> Parasol:
        return cast("Parasol", self.app)
