"""Keeping what is being written, without being asked and without wearing out a stick.

A save takes a few milliseconds, so every finished change is kept at once with `Vault.keep`. This is
for what changes with every key that is pressed.
"""

from __future__ import annotations

from threading import Lock, RLock, Timer
from typing import TYPE_CHECKING, Final, Protocol

from toolkit.errors import VaultError

if TYPE_CHECKING:
    from collections.abc import Callable

    from toolkit.vault.document import Document

DELAY_SECONDS: Final = 2.0


class Keeper(Protocol):
    """What keeps: a vault."""

    def keep(self, document: Document) -> None:
        """Keep a document in place of the one before."""


class Autosave:
    """Keeps the newest of many documents, at most once in a while.

    Args:
        vault: Where to.
        tried: Called after each try that was made by itself, in a thread of its own: with what went
            wrong, where the document still waits, or with nothing.
        delay: Seconds between a change and its being kept.
    """

    def __init__(
        self,
        vault: Keeper,
        tried: Callable[[VaultError | None], None],
        delay: float = DELAY_SECONDS,
    ) -> None:
        self._vault = vault
        self._tried = tried
        self._delay = delay
        # Taken again by a signal's handler, which may interrupt the thread that holds it.
        self._guard = RLock()
        self._saving = Lock()
        self._waiting: Document | None = None
        self._timer: Timer | None = None

    def later(self, document: Document) -> None:
        """Keep this one soon, unless a newer one comes first."""
        with self._guard:
            self._waiting = document
            if self._timer is None:
                self._timer = Timer(self._delay, self._by_itself)
                self._timer.daemon = True
                self._timer.start()

    def now(self) -> None:
        """Keep what waits, if anything does. Call it before the vault is closed.

        Meanwhile `later` waits for no disk.

        Raises:
            VaultError: As `Vault.keep`. What waits still waits.
        """
        with self._saving:
            with self._guard:
                if self._timer is not None:
                    self._timer.cancel()
                    self._timer = None
                document = self._waiting
            if document is None:
                return
            self._vault.keep(document)
            with self._guard:
                if self._waiting is document:
                    self._waiting = None

    def let_go(self) -> None:
        """Forget what waits."""
        with self._guard:
            if self._timer is not None:
                self._timer.cancel()
                self._timer = None
            self._waiting = None

    @property
    def waits(self) -> bool:
        """Whether something is not kept yet."""
        return self._waiting is not None

    def _by_itself(self) -> None:
        trouble = None
        try:
            self.now()
        except VaultError as error:
            trouble = error
        self._tried(trouble)
