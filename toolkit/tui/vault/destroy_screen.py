"""Destroy the key of a vault: what that means, what it does not reach, and a word to type."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.message import Message

from toolkit.errors import VaultError
from toolkit.i18n import N_, _
from toolkit.messages import explain_error
from toolkit.tui.background import in_background
from toolkit.tui.cleaning.path_screen import whole
from toolkit.tui.vault.base import VaultPage, asked, in_words, said, trouble_line
from toolkit.tui.vault.closing import drop_screens
from toolkit.tui.vault.line import Line, Typed
from toolkit.tui.vault.making import named
from toolkit.tui.vault.place_screen import path_of
from toolkit.tui.vault.told_screen import ToldScreen
from toolkit.vault import keys
from toolkit.vault.disk import Folder
from toolkit.vault.telling import BEFORE_ERASING

if TYPE_CHECKING:
    from pathlib import Path

    from textual.app import ComposeResult
    from textual.widgets import Input

WORD: Final = "destroy"


class DestroyScreen(VaultPage[None]):
    """Destroys a key once the person has read what that means.

    Args:
        path: The vault's folder.
    """

    EXPLAIN = N_(
        "Only the key in this one folder is destroyed. Read what stays.\n"
        "Esc leaves everything as it is.\n"
        "Nothing is ever destroyed by itself."
    )

    class Gone(Message):
        """It was tried.

        Args:
            path: Where.
            error: Why it could not be done.
        """

        def __init__(self, path: Path, error: VaultError | None) -> None:
            super().__init__()
            self.path = path
            self.error = error

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._working = False

    def sheet(self) -> ComposeResult:
        """What it means, the folder, and the word."""
        yield asked(_("Destroy the key"))
        yield from said(in_words(BEFORE_ERASING))
        yield Line(_("Folder"), whole(str(self._path)), id="folder")
        yield Line(_("Type “{word}”").format(word=WORD), id="word")
        yield trouble_line()

    def on_mount(self) -> None:
        """Begin at the top: it is to be read."""
        self.query_one("#word", Typed).focus(scroll_visible=False)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Do it, if the word is right."""
        event.stop()
        if self.query_one("#word", Typed).value.strip() != WORD:
            self.trouble(_("Nothing was changed."))
            return
        if self._working:
            return
        self._working = True
        path = path_of(self.query_one("#folder", Typed).value, str(self._path))
        app = self.parasol
        if app.vault.is_open and app.vault.vault.folder.is_at(path):
            # Nothing that is kept from now on could be opened.
            app.vault.drop()

        def work() -> Message:
            try:
                with Folder(path) as folder:
                    if not keys.destroy(folder):
                        raise VaultError("key-missing")  # noqa: TRY301 - told as the others are
            except VaultError as error:
                return self.Gone(path, error)
            return self.Gone(path, None)

        in_background(work, self)

    def on_destroy_screen_gone(self, event: Gone) -> None:
        """Say what became of it."""
        self._working = False
        if event.error is not None:
            self.trouble(explain_error(event.error, named(event.path)))
            return
        app = self.parasol
        if not drop_screens(app):
            app.pop_screen()
        text = _("The key in this folder is destroyed. Copies elsewhere are not.")
        app.push_screen(ToldScreen(_("Destroy the key"), [text]))
