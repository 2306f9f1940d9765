"""The open vault: what is kept in it, and what can be done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.widgets import Static

from toolkit.i18n import N_, _
from toolkit.neutral import neutral
from toolkit.tui.vault import closing, flow, forgetting, making
from toolkit.tui.vault.base import KeptPage
from toolkit.tui.vault.vault_rows import PARTS, amount, count, rows, shown_moment
from toolkit.tui.widgets.rows import Rows
from toolkit.vault.parts import without

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType


class VaultScreen(KeptPage[None]):
    """What is kept."""

    EXPLAIN = N_(
        "Enter opens a part or does what the line says. F forgets the part under the cursor.\n"
        "Every change is kept at once. Ctrl+Q keeps what waits, closes the vault and leaves.\n"
        "On any computer, age -d -i key.age vault.age opens it with your passphrase."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", N_("open")),
        Binding("f,delete", "forget", N_("forget")),
        Binding("c", "close", N_("close the vault")),
    ]
    DEFAULT_CSS = """
    VaultScreen {
        & Rows { max-width: 84; }
        & #trouble { height: auto; margin: 0 0 1 2; color: $harm-middle; display: none; }
        & #trouble.-open { display: block; }
        & #trouble.-good { color: $kept; }
    }
    """

    def content(self) -> ComposeResult:
        """The rows, and above them what went wrong."""
        yield Static(id="trouble", markup=False)
        yield Rows(rows(self.kept.document, self.kept.notices))

    def on_mount(self) -> None:
        """Show them."""
        self.query_one(Rows).focus()

    def on_screen_resume(self) -> None:
        """Show what holds now."""
        kept = self.kept
        if not kept.is_open:
            return
        self.query_one(Rows).show(rows(kept.document, kept.notices))
        if kept.waits:
            self.tell(_("not kept yet"))
        else:
            self.was_kept()
        self.refresh_bindings()

    def was_kept(self) -> None:
        """Say when, in which vault."""
        vault = self.kept.vault
        told = _("“{name}”, kept {moment}").format(
            name=neutral(vault.folder.path.name), moment=shown_moment(vault.saved)
        )
        self.tell(told)

    def on_rows_moved(self) -> None:
        """Other keys may work here."""
        self.refresh_bindings()

    def on_rows_pressed(self) -> None:
        """A click on what is under the cursor opens it."""
        self.action_open()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what is kept can be forgotten."""
        if action == "forget":
            part = self.query_one(Rows).current
            return part in PARTS and bool(count(self.kept.document, part))
        return super().check_action(action, parameters)

    def action_open(self) -> None:
        """Open what is under the cursor, or do it."""
        from toolkit.tui.vault.close_after_screen import CloseAfterScreen  # noqa: PLC0415 - when wanted
        from toolkit.tui.vault.destroy_screen import DestroyScreen  # noqa: PLC0415 - as above
        from toolkit.tui.vault.export_screen import ExportScreen  # noqa: PLC0415 - as above
        from toolkit.tui.vault.import_screen import ImportScreen  # noqa: PLC0415 - as above

        self.trouble("")
        row = self.query_one(Rows).current
        if row in PARTS:
            flow.open_part(self.parasol, row)
        elif row == "export":
            self.app.push_screen(ExportScreen())
        elif row == "import":
            self.app.push_screen(ImportScreen())
        elif row == "closing":
            self.app.push_screen(CloseAfterScreen())
        elif row == "passphrase":
            making.change_passphrase(self.parasol, self)
        elif row == "rotate":
            making.rotate(self.parasol, self)
        elif row == "recovery":
            making.write_recovery(self.parasol)
        elif row == "destroy":
            self.app.push_screen(DestroyScreen(self.kept.vault.folder.path))
        elif row == "close":
            self.action_close()

    def action_forget(self) -> None:
        """Ask, then forget the part."""
        part = self.query_one(Rows).current
        forget(self, part)

    def action_close(self) -> None:
        """Close it."""
        closing.by_hand(self.parasol)


def forget(screen: KeptPage[None], part: str) -> None:
    """Ask whether a part is to be forgotten, and forget it.

    Args:
        screen: Where the person is.
        part: One of `PARTS`.
    """
    document = screen.kept.document
    forgetting.ask(
        screen.parasol,
        _("Forget: {part}?").format(part=_(PARTS[part])),
        lambda: screen.kept.change(lambda document: without(document, part)),
        _("In the vault there is: {amount}. It is gone from it then.").format(
            amount=amount(document, part)
        ),
    )
