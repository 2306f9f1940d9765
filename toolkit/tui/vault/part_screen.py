"""One part of what is kept, to be read."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding

from toolkit.errors import ContentError
from toolkit.i18n import N_, _
from toolkit.tui.planning.loading import Loaded, load_for
from toolkit.tui.vault import flow
from toolkit.tui.vault.base import KeptPage
from toolkit.tui.vault.part_rows import part_rows
from toolkit.tui.vault.vault_rows import PARTS, count
from toolkit.tui.vault.vault_screen import forget
from toolkit.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from toolkit.threats.library import Library


class PartScreen(KeptPage[None]):
    """Shows a part.

    Args:
        part: One of `vault_rows.PARTS`.
    """

    EXPLAIN = N_(
        "This is what your vault keeps of it.\n"
        "E writes it outside the vault, as text. F forgets all of it.\n"
        "A plan is changed in “My plan”, what is done there and in checklists."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e", "export", N_("write as text")),
        Binding("f,delete", "forget", N_("forget all of it")),
        Binding("left,backspace", "back", show=False),
    ]
    DEFAULT_CSS = """
    PartScreen Rows { max-width: 96; }
    """

    def __init__(self, part: str) -> None:
        super().__init__()
        self._part = part
        self._library: Library | None = None

    def content(self) -> ComposeResult:
        """Its rows."""
        yield Rows(read=True)

    def on_mount(self) -> None:
        """Say what it is, and find out how its things are called."""
        self.tell(_(PARTS[self._part]))
        if self._part in {"plan", "progress"}:
            load_for(self)
        self.query_one(Rows).focus()

    def on_screen_resume(self) -> None:
        """Show what holds now."""
        self._show()

    def on_loaded(self, event: Loaded) -> None:
        """Call things by their names; without a library, they keep those of the vault."""
        if not isinstance(event.library, ContentError):
            self._library = event.library
            self._show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing cannot be forgotten."""
        if action in {"export", "forget"}:
            return bool(count(self.kept.document, self._part))
        return super().check_action(action, parameters)

    def action_export(self) -> None:
        """Write it outside the vault."""
        flow.export(self.parasol, self._part)

    def action_forget(self) -> None:
        """Ask, then forget it."""
        forget(self, self._part)

    def _show(self) -> None:
        self.query_one(Rows).show(part_rows(self.kept.document, self._part, self._library))
        self.refresh_bindings()
