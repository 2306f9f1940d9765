"""The vault that is open, if one is: what other screens keep things through.

It is `app.vault`. `change` takes a function from the document to a new one; it shows at once, and
is on the disk a few milliseconds later, written by a thread. What goes wrong there is told on the
screen, and what was to be kept still waits. Whichever way the person leaves, what waits is kept
first, and then nothing decrypted is left; the same when no key was pressed for a while.
"""

from __future__ import annotations

import contextlib
import threading
from typing import TYPE_CHECKING, Final

from toolkit.errors import VaultError
from toolkit.tui.vault.idle import SETTING, Idle, minutes_of, uptime
from toolkit.vault.autosave import Autosave
from toolkit.vault.document import Document

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.timer import Timer

    from toolkit.tui.app import Parasol
    from toolkit.vault.store import Notice, Vault

_EMPTY: Final = Document()
_SECONDS_BETWEEN: Final = 5.0
"""How often it is looked whether it is time to close. Nothing is drawn for that."""


class Kept:
    """The vault of the application, open or not.

    Args:
        app: It.
        clock: Gives seconds, by which it closes by itself.

    Attributes:
        last: The folder of the vault that was open last in this run.
    """

    def __init__(self, app: Parasol, clock: Callable[[], float] = uptime) -> None:
        self.last: Path | None = None
        self._app = app
        self._idle = Idle(clock)
        self._vault: Vault | None = None
        self._document = _EMPTY
        self._autosave: Autosave | None = None
        self._stay: Callable[[], None] = _nothing
        self._timer: Timer | None = None
        self._at_closing: list[Callable[[], None]] = []

    @property
    def is_open(self) -> bool:
        """Whether anything can be kept."""
        return self._vault is not None

    @property
    def document(self) -> Document:
        """What is kept, as of now; an empty one where no vault is open."""
        return self._document

    @property
    def vault(self) -> Vault:
        """The vault itself, for those who change its keys.

        Raises:
            RuntimeError: None is open.
        """
        if self._vault is None:
            raise RuntimeError
        return self._vault

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What to tell of the place, and of this opening."""
        return self._vault.notices if self._vault is not None else ()

    @property
    def waits(self) -> bool:
        """Whether something is not on the disk yet."""
        return self._autosave is not None and self._autosave.waits

    def take(self, vault: Vault) -> None:
        """Have a vault that was just opened; one that was open before is closed.

        Args:
            vault: It. Nobody else keeps or closes it from now on.
        """
        self.drop()
        self._vault, self._document, self.last = vault, vault.document, vault.folder.path
        self._autosave = Autosave(vault, self._tried)
        self._idle.minutes = minutes_of(vault.document.settings.get(SETTING, ""))
        self._idle.touch()
        self._stay = self._app.before_leaving(self._let_go)
        self._timer = self._app.set_interval(_SECONDS_BETWEEN, self._look)

    def change(self, edit: Callable[[Document], Document]) -> None:
        """Change what is kept. It is on the disk as soon as the disk allows.

        Args:
            edit: Makes the new document from the one there is. Where no vault is open, it is not
                asked, and nothing is kept.
        """
        if self.draft(edit):
            self.keep_soon()

    def draft(self, edit: Callable[[Document], Document]) -> bool:
        """As `change`, for what changes with every key: it is on the disk within seconds.

        Returns:
            Whether anything has changed.
        """
        if self._autosave is None:
            return False
        document = edit(self._document)
        if document == self._document:
            return False
        self._document = document
        self._idle.minutes = minutes_of(document.settings.get(SETTING, ""))
        self._autosave.later(document)
        return True

    def settle(self, then: Callable[[VaultError | None], object]) -> None:
        """Keep what waits, away from the screen.

        Args:
            then: Called in the interface when that is done, with what went wrong.
        """
        saving = self._autosave
        if saving is None:
            then(None)
            return

        def save() -> None:
            trouble = None
            try:
                saving.now()
            except VaultError as error:
                trouble = error
            with contextlib.suppress(RuntimeError):  # the application is gone
                self._app.call_later(then, trouble)

        threading.Thread(target=save, daemon=True).start()

    def keep_soon(self) -> None:
        """Keep what waits, away from the screen, and say so where it cannot be kept."""
        self.settle(self._tell)

    def keep_now(self) -> None:
        """Keep what waits, in this thread.

        Raises:
            VaultError: As `Vault.keep`. What waits still waits.
        """
        if self._autosave is not None:
            self._autosave.now()

    def refresh(self) -> None:
        """Take the document as the vault has it, after its keys were changed there."""
        if self._vault is not None and not self.waits:
            self._document = self._vault.document

    def drop(self) -> None:
        """Close it. What waits is lost; `settle` first."""
        if self._vault is None:
            return
        if self._autosave is not None:
            self._autosave.let_go()
        vault, self._vault, self._autosave = self._vault, None, None
        self._document = _EMPTY
        self._stay()
        if self._timer is not None:
            self._timer.stop()
        vault.close()
        while self._at_closing:
            self._at_closing.pop()()

    def at_closing(self, do: Callable[[], None]) -> None:
        """Have something done when it is closed: what came out of it is forgotten elsewhere too."""
        if do not in self._at_closing:
            self._at_closing.append(do)

    def takes_along(self, do: Callable[[], None]) -> bool:
        """Whether that is done when it is closed: what it forgets came out of this vault."""
        return do in self._at_closing

    def touch(self) -> None:
        """The person is here: a key was pressed."""
        if self._vault is None:
            return
        self._look()  # the computer may have slept until now
        self._idle.touch()

    def _look(self) -> None:
        """Close it when it is time."""
        hidden = self._app.covered
        if self._vault is not None and self._idle.is_over(hidden=hidden):
            from toolkit.tui.vault import closing  # noqa: PLC0415 - only when wanted

            self._idle.touch()  # once is enough
            closing.by_itself(self._app, 0 if hidden else self._idle.minutes)

    def _let_go(self) -> None:
        """The person leaves. In any thread; another may be saving right now."""
        with contextlib.suppress(RuntimeError):  # the application is gone
            self._app.let_arrive()
        with contextlib.suppress(VaultError):
            self.keep_now()
        if self._vault is not None:
            self._vault.close()

    def _tried(self, error: VaultError | None) -> None:
        """A draft was kept, or could not be. In a thread of its own."""
        with contextlib.suppress(RuntimeError):
            self._app.call_later(self._tell, error)

    def _tell(self, error: VaultError | None) -> None:
        if not self.is_open:
            return
        from toolkit.tui.vault import base, flow  # noqa: PLC0415 - only when wanted

        if error is not None:
            flow.trouble(self._app, error)
            return
        screen = self._app.screen
        # One that was opened a moment ago has nothing to say it on yet.
        if isinstance(screen, base.KeptPage) and screen.is_mounted and not self.waits:
            screen.was_kept()


def _nothing() -> None:
    """No vault is open."""
