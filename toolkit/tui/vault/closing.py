"""How a vault is closed: what waits is kept, then its screens go, then what was decrypted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.i18n import _, ngettext
from toolkit.messages import explain_error
from toolkit.neutral import neutral

if TYPE_CHECKING:
    from collections.abc import Callable

    from toolkit.errors import VaultError
    from toolkit.tui.app import Parasol


def by_hand(app: Parasol) -> None:
    """Close it as the person asked; where something cannot be kept, they decide.

    Args:
        app: The application.
    """

    def settled(error: VaultError | None) -> None:
        if error is None:
            drop_screens(app)
            app.vault.drop()
            return
        from toolkit.tui.vault import flow  # noqa: PLC0415 - it closes vaults too

        flow.trouble(app, error)

    _settle(app, settled)


def by_itself(app: Parasol, minutes: int) -> None:
    """Close it, as nobody is there.

    Args:
        app: The application.
        minutes: For how long nobody was; 0 where the screen was hidden.
    """

    def settled(error: VaultError | None) -> None:
        had_screens = drop_screens(app)
        name = neutral(str(app.vault.last or ""))
        app.vault.drop()
        if not had_screens and error is None:
            return
        from toolkit.tui.vault.told_screen import ToldScreen  # noqa: PLC0415 - only when wanted

        texts = [
            ngettext(
                "No key was pressed for {count} minute, so the vault was closed.",
                "No key was pressed for {count} minutes, so the vault was closed.",
                minutes,
            ).format(count=minutes)
            if minutes
            else _("The screen was hidden for a while, so the vault was closed.")
        ]
        if error is not None:
            texts += [_("What you changed last could not be kept:"), explain_error(error, name)]
        app.push_screen(ToldScreen(_("The vault is closed"), texts))

    _settle(app, settled)


def drop_screens(app: Parasol) -> bool:
    """Take away every screen that shows what is kept, with those above it.

    Returns:
        Whether there was one.
    """
    stack = app.screen_stack
    shows = [getattr(screen, "SHOWS_KEPT", False) for screen in stack]
    if True not in shows:
        return False
    depth = shows.index(True)
    pop_to(app, depth)
    return True


def _settle(app: Parasol, then: Callable[[VaultError | None], None]) -> None:
    """Keep what waits, and what is written meanwhile."""

    def settled(error: VaultError | None) -> None:
        if error is None and app.vault.waits:
            app.vault.settle(settled)
        else:
            then(error)

    app.vault.settle(settled)


def pop_to(app: Parasol, depth: int) -> None:
    """Go back until so many screens are left."""
    with app.batch_update():
        while len(app.screen_stack) > depth:
            app.pop_screen()
