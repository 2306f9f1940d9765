"""What derives a key: making a vault, opening one, giving it another passphrase or key."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from toolkit.errors import ParasolError, VaultError
from toolkit.i18n import _
from toolkit.messages import explain_error
from toolkit.neutral import neutral
from toolkit.tui.vault.base import in_words
from toolkit.tui.vault.closing import pop_to
from toolkit.tui.vault.phrase_screen import DrawnScreen
from toolkit.tui.vault.place_screen import PlaceScreen
from toolkit.tui.vault.told_screen import ToldScreen
from toolkit.tui.vault.work_screen import WorkScreen
from toolkit.vault import places, rekeying, store, telling

if TYPE_CHECKING:
    from collections.abc import Callable

    from toolkit.tui.app import Parasol
    from toolkit.tui.vault.base import VaultPage
    from toolkit.vault.store import Generation, Vault

_Made = TypeVar("_Made")

_RECOVERY: Final = "recovery.age"


@dataclass(frozen=True, slots=True)
class Asked:
    """What is needed to open a vault.

    Attributes:
        path: Its folder.
        phrase: Its passphrase, or that of `key`.
        key: A recovery copy of its key file.
        generation: Which file, where two are kept.
    """

    path: Path
    phrase: bytes = field(repr=False)
    key: Path | None
    generation: Generation


def create(app: Parasol, beside: Path | None, then: Callable[[], None]) -> None:
    """Make a vault.

    Args:
        app: The application.
        beside: The folder of vaults next to the program; nothing where it is installed.
        then: What to do once it is there and open.
    """
    folder = beside or Path.home() / places.FOLDER
    texts: tuple[str, ...] = telling.BEFORE_MAKING
    if places.vaults(folder):
        texts = (*telling.COMPARTMENTS, telling.BEFORE_MAKING[1])
    title = _("Make a vault")

    def placed(screen: PlaceScreen, path: Path) -> None:
        if places.is_vault(path):
            screen.trouble(explain_error(VaultError("vault-exists"), named(path)))
        else:
            _choose(app, title, lambda phrase: make(screen, path, phrase))

    def make(screen: PlaceScreen, path: Path, phrase: bytes) -> None:
        def task(proceed: Callable[[], None]) -> Vault:
            return store.create(path, phrase, proceed=proceed)

        words = _("Making the vault")
        _work(screen, words, task, path, lambda vault: have(app, vault, then))

    app.push_screen(PlaceScreen(title, list(in_words(texts)), places.free(folder), placed))


def open_vault(
    screen: VaultPage[None],
    asked: Asked,
    then: Callable[[], None],
) -> None:
    """Open a vault.

    Args:
        screen: Where trouble is told.
        asked: Which one, and how.
        then: What to do once it is open.
    """
    app = screen.parasol

    def task(_proceed: Callable[[], None]) -> Vault:
        return store.open_vault(asked.path, asked.phrase, asked.key, asked.generation)

    words = _("Opening the vault")
    _work(screen, words, task, asked.path, lambda vault: have(app, vault, then))


def have(app: Parasol, vault: Vault, then: Callable[[], None]) -> None:
    """Take a vault that was just opened."""
    from toolkit.tui.vault.settings_kept import wear  # noqa: PLC0415 - only when wanted

    app.vault.take(vault)
    wear(app, vault.document)
    then()


def change_passphrase(app: Parasol, screen: VaultPage[None]) -> None:
    """Give the open vault another passphrase."""
    title = _("Change the passphrase")
    told = telling.AFTER_NEW_PASSPHRASE
    _rekey(app, screen, title, rekeying.change_passphrase, told)


def rotate(app: Parasol, screen: VaultPage[None]) -> None:
    """Give the open vault another key, as somebody knows its passphrase."""
    title = _("Somebody knows it: a new key")
    _rekey(app, screen, title, rekeying.rotate, telling.AFTER_ROTATION)


def write_recovery(app: Parasol) -> None:
    """Write a recovery copy under a second passphrase."""
    title = _("Write a recovery copy")
    depth = len(app.screen_stack)

    def placed(screen: PlaceScreen, path: Path) -> None:
        def write(phrase: bytes) -> None:
            def task(proceed: Callable[[], None]) -> bool:
                app.vault.keep_now()
                rekeying.write_recovery(app.vault.vault, path, phrase, proceed=proceed)
                return True

            _work(screen, title, task, path, lambda _made: _done(app, depth, title, after))

        _choose(app, title, write)

    after = telling.RECOVERY
    proposed = Path.home() / _RECOVERY
    app.push_screen(
        PlaceScreen(title, list(in_words(telling.RECOVERY)), proposed, placed, _("File"))
    )


def named(path: Path) -> str:
    """A path as sentences name it."""
    return neutral(str(path))


def _choose(app: Parasol, title: str, then: Callable[[bytes], None]) -> None:
    def chosen(phrase: bytes | None) -> None:
        if phrase is not None:
            then(phrase)

    app.push_screen(DrawnScreen(title), chosen)


def _rekey(
    app: Parasol,
    screen: VaultPage[None],
    title: str,
    change: Callable[..., None],
    after: tuple[str, ...],
) -> None:
    depth = len(app.screen_stack)

    def chosen(phrase: bytes) -> None:
        def task(proceed: Callable[[], None]) -> bool:
            app.vault.keep_now()
            change(app.vault.vault, phrase, proceed=proceed)
            return True

        path = app.vault.vault.folder.path
        _work(screen, title, task, path, lambda _made: _done(app, depth, title, after))

    _choose(app, title, chosen)


def _done(app: Parasol, depth: int, title: str, texts: tuple[str, ...]) -> None:
    app.vault.refresh()
    pop_to(app, depth)
    app.push_screen(ToldScreen(title, in_words(texts)))


def _work(
    screen: VaultPage[None],
    words: str,
    task: Callable[[Callable[[], None]], _Made],
    path: Path,
    then: Callable[[_Made], None],
) -> None:
    """Derive a key; trouble is told on the screen that asked for it."""

    def done(made: _Made | ParasolError | None) -> None:
        if isinstance(made, ParasolError):
            screen.trouble(explain_error(made, named(path)))
        elif made is not None:
            then(made)

    screen.app.push_screen(WorkScreen(words, task, _let_go), done)


def _let_go(made: object) -> None:
    """What was made while the person would not wait any more."""
    if isinstance(made, store.Vault):
        made.close()
