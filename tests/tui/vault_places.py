"""Vaults for tests of the interface: made quickly, next to a program that is none."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, Final

from tests.unit import vaults
from toolkit.tui.app import Parasol
from toolkit.tui.settings import Settings
from toolkit.vault import places, rekeying, store

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    import pytest
    from textual.pilot import Pilot

PHRASE: Final = "six words drawn by chance here"


def set_up(monkeypatch: pytest.MonkeyPatch, folder: Path) -> Path:
    """Have vaults made with almost no work, and next to a program in a folder.

    Returns:
        The folder for vaults.
    """
    monkeypatch.setattr(store, "create", vaults.create)
    monkeypatch.setattr(rekeying, "change_passphrase", vaults.change_passphrase)
    monkeypatch.setattr(rekeying, "rotate", vaults.rotate)
    monkeypatch.setattr(rekeying, "write_recovery", vaults.write_recovery)
    monkeypatch.setattr("toolkit.tui.vault.phrase_screen.generate", lambda: PHRASE)
    monkeypatch.setattr(places, "beside_program", lambda: folder / places.FOLDER)
    monkeypatch.setenv("HOME", str(folder))
    return folder / places.FOLDER


@asynccontextmanager
async def at_home(
    size: tuple[int, int] = (80, 24), settings: Settings | None = None
) -> AsyncIterator[Pilot[Any]]:
    """The interface, home."""
    app = Parasol(settings or Settings())
    async with app.run_test(size=size) as pilot:
        await pilot.press("enter")
        yield pilot


async def typed(pilot: Pilot[Any], text: str) -> None:
    """Type a text into the line that has the focus, in place of what stands there."""
    pilot.app.focused.value = text  # type: ignore[union-attr] # a line
    await pilot.press("enter")
