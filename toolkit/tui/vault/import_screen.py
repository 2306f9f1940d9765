"""Bring a text into the vault: one that was written out of a vault, or any other as a note."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

from toolkit.errors import VaultError
from toolkit.i18n import N_, _, ngettext
from toolkit.messages import explain_error
from toolkit.tui.background import in_background
from toolkit.tui.cleaning.options_screen import Choice
from toolkit.tui.vault.base import KeptPage, asked, said, trouble_line
from toolkit.tui.vault.line import LEAD, Line, Typed, typed_text
from toolkit.tui.vault.making import named
from toolkit.tui.vault.place_screen import path_of
from toolkit.vault.merging import merge
from toolkit.vault.notes import note_of, with_note
from toolkit.vault.readable import LARGEST, from_text
from toolkit.vault.telling import PLAIN_TEXT

if TYPE_CHECKING:
    from pathlib import Path

    from textual.app import ComposeResult

    from toolkit.vault.document import Document, Note


class ImportScreen(KeptPage[None]):
    """Reads a file."""

    EXPLAIN = N_(
        "Nothing in the vault is replaced: what it has already stays as it is.\n"
        "A note’s first line becomes its title.\n"
        "The file itself stays where it is, readable for all who find it."
    )

    class Came(Message):
        """The file was read.

        Args:
            path: Which.
            made: What it holds, or why not.
        """

        def __init__(self, path: Path, made: Document | Note | VaultError) -> None:
            super().__init__()
            self.path = path
            self.made = made

    def __init__(self) -> None:
        super().__init__()
        self._as_note = False

    def sheet(self) -> ComposeResult:
        """What, and from where."""
        question = _("It is")
        answers = [
            (_("a text out of a vault"), _("As “Write it as text” makes it.")),
            (_("a note"), _("Any text.")),
        ]
        yield asked(_("Bring in a text"))
        yield from said([_("Type where it is, or drop the file here.")])
        yield Choice(question, answers, 0, LEAD, id="kind")
        yield Line(_("File"), id="path")
        yield trouble_line()

    def on_mount(self) -> None:
        """Begin with the file."""
        self.query_one("#path", Typed).focus()

    def on_choice_turned(self, event: Choice.Turned) -> None:
        """Take it as the other."""
        self._as_note = bool(event.at)

    def on_input_submitted(self) -> None:
        """Read it, away from the screen."""
        typed = self.query_one("#path", Typed).value
        if not typed.strip():
            return
        path, as_note = path_of(typed, typed), self._as_note

        def work() -> Message:
            try:
                text = read(path)
                return self.Came(path, note_of(typed_text(text)) if as_note else from_text(text))
            except VaultError as error:
                return self.Came(path, error)

        in_background(work, self)

    def on_import_screen_came(self, event: Came) -> None:
        """Bring it in, and say how much of it."""
        made = event.made
        if isinstance(made, VaultError):
            self.trouble(explain_error(made, named(event.path)))
            return
        told = self._bring(made)
        self.trouble(" ".join((told, _(PLAIN_TEXT))), good=True)

    def _bring(self, made: Document | Note) -> str:
        from toolkit.vault.document import Note  # noqa: PLC0415 - to tell the two apart

        document, added, left = self.kept.document, 1, 0
        if isinstance(made, Note):
            self.kept.change(lambda document: with_note(document, made))
        else:
            merged = merge(document, made)
            added, left = merged.added, merged.left
            self.kept.change(lambda _document: merged.document)
        told = ngettext("{count} thing came in.", "{count} things came in.", added)
        told = told.format(count=added)
        if not left:
            return told
        more = ngettext(
            "{count} thing did not: the vault has another in its place.",
            "{count} things did not: the vault has others in their place.",
            left,
        )
        return f"{told} {more.format(count=left)}"


def read(path: Path) -> str:
    """A text file, as far as a vault could hold it.

    Raises:
        VaultError: ``"text-unreadable"`` or ``"text-too-large"``.
    """
    try:
        with path.open(encoding="utf-8") as file:
            text = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        raise VaultError("text-unreadable") from error
    if len(text) > LARGEST:
        raise VaultError("text-too-large", most=LARGEST >> 20)
    return text
