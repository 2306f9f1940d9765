"""One note: a title, and a text that is kept while it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding
from textual.widgets import TextArea

from toolkit.i18n import N_, _
from toolkit.tui.vault.base import KeptPage
from toolkit.tui.vault.line import Line, Typed, typed_text
from toolkit.vault.document import Note
from toolkit.vault.merging import new_id
from toolkit.vault.notes import today, with_note, without_note

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

_LONGEST: Final = 200_000
"""Characters of a note that can be changed here, a hundred pages: so typing stays quick."""


class NoteText(TextArea):
    """A text. What is cut stays here: no clipboard is told.

    Args:
        text: What stands there.
        placeholder: What stands there instead while nothing does.
        id: As for any widget.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "app.focus_next", N_("title")),
        Binding("shift+tab", "app.focus_previous", show=False),
        Binding("ctrl+x", "cut", show=False),
        Binding("ctrl+v", "paste", show=False),
    ]
    DEFAULT_CSS = """
    NoteText {
        height: 1fr;
        border: none;
        padding: 0 2;
        background: $paper;
        color: $ink;
        scrollbar-gutter: stable;
        & .text-area--cursor { background: $accent; color: $paper; }
        & .text-area--cursor-line { background: $paper; }
        & .text-area--selection { background: $raised; }
        & .text-area--placeholder { color: $muted; }
        &:focus { border: none; }
        &:ansi .text-area--cursor { text-style: reverse; }
        &:ansi .text-area--selection { text-style: reverse; }
        &:nocolor .text-area--cursor { text-style: reverse; }
    }
    """

    def __init__(
        self,
        text: str,
        placeholder: str,
        id: str = "text",  # noqa: A002 - Textual's name
    ) -> None:
        super().__init__(
            text[:_LONGEST],
            read_only=len(text) > _LONGEST,
            tab_behavior="focus",
            soft_wrap=True,
            placeholder=placeholder,
            id=id,
        )
        self.cursor_blink = False
        self._cut = ""

    def action_cut(self) -> None:
        """Take out what is selected, to be put elsewhere in this text."""
        if self.selected_text:
            self._cut = self.selected_text
            self.replace("", *self.selection)

    def action_copy(self) -> None:
        """Remember what is selected, to be put elsewhere in this text."""
        self._cut = self.selected_text or self._cut

    def action_paste(self) -> None:
        """Put in what was taken out."""
        self.replace(self._cut, *self.selection)

    async def _on_paste(self, event: events.Paste) -> None:
        event.text = typed_text(event.text)[: max(_LONGEST - len(self.text), 0)]
        await super()._on_paste(event)


class NoteScreen(KeptPage[None]):
    """Writes a note. One that is left empty is not kept.

    Args:
        identifier: The note's id; empty for a new one.
    """

    EXPLAIN = N_(
        "The note is kept while you write, a moment after each pause.\n"
        "Tab goes between title and text. Esc goes back to the list.\n"
        "Ctrl+X cuts and Ctrl+V puts back within the note; the computer’s clipboard sees nothing."
    )
    DEFAULT_CSS = """
    NoteScreen {
        & Line { height: 2; margin: 0 0 0 0; padding: 0 2; max-width: 96; }
        & Line > .lead { width: auto; }
        & NoteText { max-width: 96; }
    }
    """

    def __init__(self, identifier: str) -> None:
        super().__init__()
        self._note_id = identifier
        self._made = today()

    def content(self) -> ComposeResult:
        """Title and text."""
        note = self._note()
        yield Line(_("Title"), typed_text(note.title), id="title")
        yield NoteText(typed_text(note.text), _("Write here. It is kept while you write."))

    def on_mount(self) -> None:
        """Begin where something is missing."""
        self.was_kept()
        self.query_one("#text" if self._note_id else "#title").focus()

    def was_kept(self) -> None:
        """Say only what cannot be changed."""
        read_only = self.query_one(NoteText).read_only
        self.tell(_("too long to be changed here") if read_only else "")

    def on_input_submitted(self) -> None:
        """From the title to the text."""
        self.query_one(NoteText).focus()

    def on_input_changed(self) -> None:
        """Keep it soon."""
        self._keep()

    def on_text_area_changed(self) -> None:
        """Keep it soon."""
        self._keep()

    def action_back(self) -> None:
        """Keep it now, and go back."""
        if not self.has_class("-explained"):
            self.kept.keep_soon()
        super().action_back()

    def _note(self) -> Note:
        notes = self.kept.document.notes
        made = Note(self._note_id, "", "", self._made, self._made)
        return next((each for each in notes if each.id == self._note_id and each.id), made)

    def _keep(self) -> None:
        old = self._note()
        title = typed_text(self.query_one("#title", Typed).value)
        area = self.query_one(NoteText)
        # What is too long to be shown whole is not changed either.
        text = typed_text(old.text if area.read_only else area.text)
        if (title, text) == (typed_text(old.title), typed_text(old.text)):
            return
        if not title.strip() and not text.strip():
            self.kept.draft(lambda document: without_note(document, self._note_id))
        else:
            self._keep_as(title, text, old.made)
        self.tell(_("not kept yet"))

    def _keep_as(self, title: str, text: str, made: str) -> None:
        self._note_id = self._note_id or new_id(tuple(each.id for each in self.kept.document.notes))
        note = Note(self._note_id, title, text, made, today())
        self.kept.draft(lambda document: with_note(document, note))
