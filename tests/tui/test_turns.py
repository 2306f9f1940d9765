"""Keys that come faster than screens reach what they were meant for."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest
from textual.events import Key, Paste

from tests.tui.albums import until
from tests.tui.vault_places import PHRASE, at_home, post, press, set_up
from toolkit.tui.screens.home import Home
from toolkit.tui.turns import Turns
from toolkit.tui.vault.vault_screen import VaultScreen
from toolkit.vault import places

if TYPE_CHECKING:
    from pathlib import Path

    from textual.events import Event


def test_keys_typed_before_their_screen_is_there_are_typed_there(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """From home to an open vault in one breath: each line gets what was typed into it."""
    beside = set_up(monkeypatch, tmp_path)

    async def run() -> None:
        async with at_home() as pilot:
            door, place = ("end", "up", "enter", "1"), (*"23", "enter")
            post(pilot, *door, *place, "enter", *PHRASE, "enter")
            await until(pilot, lambda: isinstance(pilot.app.screen, VaultScreen))
            app: Any = pilot.app
            app._stops.stop_everything()

    asyncio.run(run())
    assert places.is_vault(beside / "123")
    assert not places.is_vault(beside / "1")


def test_what_is_pasted_waits_for_its_line_too(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    set_up(monkeypatch, tmp_path)

    async def run() -> None:
        async with at_home() as pilot:
            post(pilot, "end", "up", "enter", "2")
            pilot.app.post_message(Paste("somewhere"))
            await until(pilot, lambda: getattr(pilot.app.focused, "value", "") == "somewhere")

    asyncio.run(run())


def test_hiding_and_leaving_never_wait() -> None:
    turns = Turns(Stuck())  # type: ignore[arg-type] # all that is asked of an application
    assert turns.may_go(Key("enter", "\r"))
    assert not turns.may_go(Key("x", "x"))
    assert all(turns.may_go(Key(key, None)) for key in ("f9", "ctrl+q", "ctrl+c"))


def test_a_fault_that_a_key_brings_about_is_told_to_the_test_that_pressed_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(*_given: object) -> None:
        raise LookupError("ours")

    monkeypatch.setattr(Home, "on_menu_chosen", fail)

    async def run() -> None:
        async with at_home() as pilot:
            await press(pilot, "2", "x")

    with pytest.raises(LookupError, match="ours"):
        asyncio.run(run())


def test_a_key_whose_turn_never_ends_is_not_the_end_of_all_keys() -> None:
    app = Stuck()
    turns = Turns(app)  # type: ignore[arg-type] # as above
    later = [Key("x", "x"), Key("y", "y")]
    assert turns.may_go(Key("enter", "\r"))
    assert not any(map(turns.may_go, later))
    app.patience_ends()
    assert app.posted == later[:1]
    assert turns.may_go(later[0])
    app.patience_ends()
    assert app.posted == later


class Stuck:
    """An application in which no word ever arrives."""

    focused = None

    def __init__(self) -> None:
        self.posted: list[Event] = []
        self._over: Any = None

    @property
    def screen(self) -> Any:
        return self

    def call_later(self, *_what: object) -> bool:
        return True

    def post_message(self, event: Event) -> None:
        self.posted.append(event)

    def set_timer(self, _seconds: float, do: Any) -> Any:
        self._over = do
        return self

    def stop(self) -> None:
        pass

    def patience_ends(self) -> None:
        self._over()
