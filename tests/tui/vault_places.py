"""Vaults for tests of the interface: made quickly, next to a program that is none."""

from __future__ import annotations

import asyncio
import time
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, Final

from textual.events import Key
from textual.keys import _character_to_key

from tests.tui.albums import PATIENCE_SECONDS, text
from tests.unit import vaults
from toolkit.tui.app import Parasol
from toolkit.tui.settings import Settings
from toolkit.vault import places, rekeying, store

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    import pytest
    from textual.pilot import Pilot

_LETTERS: Final = {"enter": "\r", "space": " ", "tab": "\t", "escape": "\x1b"}

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
        await press(pilot, "enter")
        yield pilot


def post(pilot: Pilot[Any], *keys: str) -> None:
    """Press keys as a fast hand or a slow link does: the last is there before the first is seen."""
    for key in keys:
        letter = _LETTERS.get(key, key if len(key) == 1 else None)
        pilot.app.post_message(Key(_character_to_key(key) if len(key) == 1 else key, letter))


async def press(pilot: Pilot[Any], *keys: str) -> None:
    """Press keys, and wait until what they brought about is there.

    Textual's own waits until the computer has little to do, which takes long where it has much.
    """
    app: Any = pilot.app
    post(pilot, *keys)
    await pilot._wait_for_screen()
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not app._turns.all_done:
        # After a fault in it the application handles no key any more, and tells of the fault when
        # it is left: waiting on would be for ever, and nobody would learn why.
        assert app._exception is None, "a fault ended the application"
        assert time.monotonic() < deadline, f"the keys {keys} are never done on\n{text(pilot)}"
        app._turns.see_it_done()
        await asyncio.sleep(0.002)
    await pilot._wait_for_screen()


async def typed(pilot: Pilot[Any], words: str) -> None:
    """Type a text into the line that has the focus, in place of what stands there."""
    pilot.app.focused.value = words  # type: ignore[union-attr] # a line
    await press(pilot, "enter")
