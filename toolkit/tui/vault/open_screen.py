"""Open a vault: its folder, its passphrase, and the two other ways in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from toolkit.errors import VaultError
from toolkit.i18n import N_, _
from toolkit.messages import explain_error
from toolkit.tui.cleaning.options_screen import Choice
from toolkit.tui.cleaning.path_screen import whole
from toolkit.tui.vault import making
from toolkit.tui.vault.base import VaultPage, asked, trouble_line
from toolkit.tui.vault.line import LEAD, Line, Typed
from toolkit.tui.vault.place_screen import path_of
from toolkit.vault.phrases import as_bytes
from toolkit.vault.store import Generation

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.widgets import Input

_GENERATIONS: Final = (
    (Generation.NEWEST, N_("the newest"), N_("As it was kept last.")),
    (
        Generation.BEFORE,
        N_("the one before"),
        N_("On some sticks an older copy stays beside the newest, for when that is damaged."),
    ),
)
_KEYS: Final = (
    (N_("in the vault’s folder"), N_("The file key.age there.")),
    (N_("a recovery copy"), N_("It has its own passphrase, and may lie on another stick.")),
)


class OpenScreen(VaultPage[None]):
    """Asks for the passphrase.

    Args:
        path: The vault's folder; nothing where the person has to say.
        then: What to do once it is open.
    """

    EXPLAIN = N_(
        "Type the passphrase and press Enter. F2 shows the letters that you type.\n"
        "Up and down go to the other ways in: an older copy, or a recovery copy of the key.\n"
        "Wrong passphrases are not counted, and not remembered."
    )
    DEFAULT_CSS = """
    OpenScreen .-off { display: none; }
    """

    def __init__(self, path: Path | None, then: Callable[[], None]) -> None:
        super().__init__()
        self._path = path
        self._then = then
        self._generation = Generation.NEWEST
        self._has_recovery = False

    def sheet(self) -> ComposeResult:
        """The lines."""
        yield asked(_("Open a vault"))
        yield Line(_("Folder"), whole(str(self._path or "")), id="folder")
        yield Line(_("Passphrase"), hidden=True, id="phrase")
        questions = (_("Copy"), _("Key"))
        copies = [(_(name), _(about)) for _each, name, about in _GENERATIONS]
        keys = [(_(name), _(about)) for name, about in _KEYS]
        yield Choice(questions[0], copies, 0, LEAD, id="copy")
        yield Choice(questions[1], keys, 0, LEAD, id="key")
        yield Line(_("Recovery copy"), id="recovery", classes="-off")
        yield trouble_line()

    def on_mount(self) -> None:
        """Begin where something is missing."""
        self.query_one("#phrase" if self._path else "#folder", Typed).focus()

    def on_choice_turned(self, event: Choice.Turned) -> None:
        """Take the other way."""
        if event.choice.id == "copy":
            self._generation = _GENERATIONS[event.at][0]
        else:
            self._has_recovery = bool(event.at)
            self.query_one("#recovery-line").set_class(not event.at, "-off")

    def on_input_changed(self, event: Input.Changed) -> None:
        """What was told is out of date."""
        if event.value:
            self.trouble("")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Open it."""
        event.stop()
        typed = self.query_one("#phrase", Typed)
        folder = self.query_one("#folder", Typed).value
        if not folder.strip():
            self.query_one("#folder", Typed).focus()
            return
        if not typed.value:
            typed.focus()
            return
        key = self.query_one("#recovery", Typed).value if self._has_recovery else ""
        path = path_of(folder, str(self._path or Path.home()))
        try:
            phrase = as_bytes(typed.value)
        except VaultError as error:
            self.trouble(explain_error(error, ""))
            return
        typed.value = ""
        recovery = path_of(key, str(path)) if key.strip() else None
        asked_for = making.Asked(path, phrase, recovery, self._generation)
        making.open_vault(self, asked_for, self._then)
