"""The notes in the vault."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding

from toolkit.i18n import N_, _
from toolkit.neutral import neutral
from toolkit.tui.vault import forgetting
from toolkit.tui.vault.base import KeptPage
from toolkit.tui.vault.vault_rows import PARTS, shown_day
from toolkit.tui.widgets.rows import Row, Rows
from toolkit.vault.notes import without_note

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType


class NotesScreen(KeptPage[None]):
    """Lists them, the one that was changed last first."""

    EXPLAIN = N_(
        "N writes a new note, Enter opens one. It is kept while you write.\n"
        "F forgets the note under the cursor.\n"
        "Write no more than you need: what is not there cannot be found."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", N_("open")),
        Binding("n", "new", N_("new note")),
        Binding("f,delete", "forget", N_("forget")),
        Binding("left,backspace", "back", show=False),
    ]
    DEFAULT_CSS = """
    NotesScreen Rows { max-width: 84; }
    """

    def content(self) -> ComposeResult:
        """The list."""
        yield Rows()

    def on_mount(self) -> None:
        """Arrows choose."""
        self.tell(_(PARTS["notes"]))
        self.query_one(Rows).focus()

    def on_screen_resume(self) -> None:
        """Show those that there are now."""
        notes = sorted(self.kept.document.notes, key=lambda note: note.changed, reverse=True)
        shown = [
            Row(
                neutral(note.title) or _("without a title"),
                id=note.id,
                mark="·",
                aside=shown_day(note.changed),
            )
            for note in notes
        ]
        empty = [Row(_("There is no note yet. N writes one."), quiet=True)]
        self.query_one(Rows).show(shown or empty)
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without a note there is nothing to open."""
        if action in {"open", "forget"}:
            return bool(self.query_one(Rows).current)
        return super().check_action(action, parameters)

    def on_rows_pressed(self) -> None:
        """A click on what is under the cursor opens it."""
        self.action_open()

    def action_open(self) -> None:
        """Open one."""
        self._write(self.query_one(Rows).current)

    def action_new(self) -> None:
        """Write one."""
        self._write("")

    def action_forget(self) -> None:
        """Ask, then forget one."""
        identifier = self.query_one(Rows).current
        note = next(each for each in self.kept.document.notes if each.id == identifier)
        title = _("Forget “{title}”?").format(title=neutral(note.title))

        def forget() -> None:
            self.kept.change(lambda document: without_note(document, identifier))
            self.on_screen_resume()

        forgetting.ask(self.parasol, title, forget)

    def _write(self, identifier: str) -> None:
        from toolkit.tui.vault.note_screen import NoteScreen  # noqa: PLC0415 - only when wanted

        self.app.push_screen(NoteScreen(identifier))
