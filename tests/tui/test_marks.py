"""What a person marks is found again in the vault that is open, and is nowhere else."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from tests.tui.albums import on, text, until
from tests.tui.latin_library import shelf
from tests.tui.vault_places import at_home, press, set_up, typed
from tests.unit import vaults
from toolkit.tui.handbook.guide_screen import GuideScreen
from toolkit.tui.library import flow
from toolkit.tui.library.entry_screen import EntryScreen
from toolkit.tui.library.list_screen import LibraryScreen
from toolkit.tui.library.marks_screen import MarksScreen
from toolkit.tui.library.shelf import Ref
from toolkit.tui.screens.home import Home
from toolkit.tui.vault import closing, marks_kept
from toolkit.tui.vault.door_screen import DoorScreen
from toolkit.tui.vault.open_screen import OpenScreen
from toolkit.tui.vault.sure_screen import SureScreen
from toolkit.vault import store

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    import pytest
    from textual.pilot import Pilot


def go(walk: Callable[[Pilot[Any]], Awaitable[None]]) -> None:
    async def run() -> None:
        async with at_home() as pilot:
            await walk(pilot)
            app: Any = pilot.app
            app._stops.stop_everything()

    asyncio.run(run())


async def came(pilot: Pilot[Any], kind: type) -> None:
    await until(pilot, lambda: isinstance(pilot.app.screen, kind))


async def shown(pilot: Pilot[Any], words: str) -> None:
    await until(pilot, lambda: words in " ".join(text(pilot).split()))


def test_a_mark_waits_for_a_vault_stands_in_the_library_and_goes_with_the_vault(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = vaults.made(set_up(monkeypatch, tmp_path) / "1", "a text")

    async def walk(pilot: Pilot[Any]) -> None:
        app: Any = pilot.app
        here = shelf()
        monkeypatch.setitem(flow._shelves, app, here)
        app.push_screen(LibraryScreen(here))
        await came(pilot, LibraryScreen)
        assert "Bookmarks" not in text(pilot)
        app.push_screen(GuideScreen(here, "porta"))
        await shown(pilot, "B bookmark")
        await press(pilot, "b")
        await came(pilot, DoorScreen)
        await press(pilot, "1")
        await came(pilot, OpenScreen)
        await typed(pilot, "first passphrase")
        await came(pilot, GuideScreen)
        await shown(pilot, "B no bookmark")
        app.push_screen(EntryScreen(here, Ref("actions", "umbra")))
        await shown(pilot, "B bookmark")
        await press(pilot, "b", "escape", "escape")
        await came(pilot, LibraryScreen)
        await shown(pilot, "Bookmarks 2")
        await press(pilot, "enter")
        await came(pilot, MarksScreen)
        seen = text(pilot)
        assert 0 < seen.index("Ambula in umbra") < seen.index("Porta clausa")
        await press(pilot, "b")
        assert app.vault.document.marks == ("handbook/porta",)
        await press(pilot, "enter")
        await came(pilot, GuideScreen)
        await until(pilot, lambda: not app.vault.waits)
        closing.by_hand(app)
        await came(pilot, LibraryScreen)
        assert "Bookmarks" not in text(pilot)
        assert app.vault.document.marks == ()

    go(walk)
    with store.open_vault(folder, vaults.PHRASE) as vault:
        assert vault.document.marks == ("handbook/porta",)


def test_marks_are_forgotten_where_they_are_kept(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = vaults.made(set_up(monkeypatch, tmp_path) / "1", "a text")

    async def walk(pilot: Pilot[Any]) -> None:
        app: Any = pilot.app
        app.vault.take(store.open_vault(folder, vaults.PHRASE))
        for ref in (Ref("handbook", "porta"), Ref("handbook", "gone"), Ref("nothing", "x\x1b")):
            marks_kept.mark(app, ref)
        app.push_screen(MarksScreen(shelf()))
        await shown(pilot, "handbook/gone")
        await press(pilot, "enter")
        on(pilot, MarksScreen)
        await press(pilot, "f")
        await came(pilot, SureScreen)
        await press(pilot, "2")
        await shown(pilot, "Nothing is marked")
        assert app.vault.document.marks == ()
        await until(pilot, lambda: not app.vault.waits)
        closing.by_hand(app)
        await came(pilot, Home)

    go(walk)
    with store.open_vault(folder, vaults.PHRASE) as vault:
        assert vault.document.marks == ()
