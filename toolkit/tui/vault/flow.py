"""The vault: which screen follows which."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.errors import ContentError
from toolkit.tui.vault.closing import pop_to
from toolkit.vault.memory import leave_no_dump

if TYPE_CHECKING:
    from collections.abc import Callable

    from toolkit.errors import VaultError
    from toolkit.tui.app import Parasol


def begin(app: Parasol) -> None:
    """Show the vault, or the way to one."""
    if app.vault.is_open:
        show(app)
    else:
        door(app, lambda: show(app))


def show(app: Parasol) -> None:
    """Show what is in the open vault."""
    from toolkit.tui.vault.vault_screen import VaultScreen  # noqa: PLC0415 - only when wanted

    app.push_screen(VaultScreen())


def door(app: Parasol, then: Callable[[], None]) -> None:
    """Let the person open a vault or make one.

    Args:
        app: The application.
        then: What to do once one is open; all of these screens are gone by then.
    """
    from toolkit.tui.vault.door_screen import DoorScreen  # noqa: PLC0415 - as above

    if app.way_out is not None:
        leave_no_dump()  # from here on, passphrases are in memory
    depth = len(app.screen_stack)

    def opened() -> None:
        pop_to(app, depth)
        then()

    app.push_screen(DoorScreen(opened))


def with_vault(app: Parasol, then: Callable[[], None]) -> None:
    """Do something once a vault is open, at once where one is."""
    if app.vault.is_open:
        then()
    else:
        door(app, then)


def export(app: Parasol, part: str) -> None:
    """Let a part of what is kept be written outside the vault, as text."""
    from toolkit.tui.vault.export_screen import ExportScreen  # noqa: PLC0415 - as above

    app.push_screen(ExportScreen(part))


def open_part(app: Parasol, part: str) -> None:
    """Show one part of what is kept.

    Args:
        app: The application.
        part: One of `vault_rows.PARTS`.
    """
    if part == "notes":
        from toolkit.tui.vault.notes_screen import NotesScreen  # noqa: PLC0415 - as above

        app.push_screen(NotesScreen())
    elif part == "letters":
        from toolkit.tui.vault.letters_screen import LettersScreen  # noqa: PLC0415 - as above

        app.push_screen(LettersScreen())
    elif part == "choice" and app.vault.document.choice:
        from toolkit.tui.messengers.flow import go_on  # noqa: PLC0415 - as above

        go_on(app)
    elif part == "marks" and app.vault.document.marks:
        from toolkit.tui.library.flow import marks  # noqa: PLC0415 - as above

        marks(app)
    elif part == "incidents":
        incidents(app)
    else:
        from toolkit.tui.vault.part_screen import PartScreen  # noqa: PLC0415 - as above

        app.push_screen(PartScreen(part))


def incidents(app: Parasol) -> None:
    """Show the incident log, or say why its forms cannot be read."""
    from toolkit.tui.vault.incidents_screen import IncidentsScreen  # noqa: PLC0415 - as above
    from toolkit.vault.forms.shelf import load  # noqa: PLC0415 - as above

    try:
        forms = load()
    except ContentError as error:
        from toolkit.tui.library.unreadable_screen import UnreadableScreen  # noqa: PLC0415 - as above

        app.push_screen(UnreadableScreen(error))
        return
    app.push_screen(IncidentsScreen(forms))


def trouble(app: Parasol, error: VaultError) -> None:
    """Say that what was changed could not be kept, and what can be done."""
    from toolkit.tui.vault.trouble_screen import TroubleScreen  # noqa: PLC0415 - as above

    if not isinstance(app.screen, TroubleScreen):
        app.push_screen(TroubleScreen(error))
