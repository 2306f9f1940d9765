"""Folders with photos in them, and an application that shows one screen or widget alone."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from textual.app import App

from toolkit.tui.look import THEMES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.app import ComposeResult
    from textual.pilot import Pilot
    from textual.screen import Screen
    from textual.widget import Widget


def make_album(home: Path) -> Path:
    """A home folder with an album in it: photos, folders of 12 and of none, a circle."""
    album = home / "Pictures"
    for folder, count in (("Holiday", 12), ("empty", 0)):
        (album / folder).mkdir(parents=True)
        for number in range(count):
            (album / folder / f"{number}.jpg").touch()
    for name in ("IMG_1.jpg", "IMG_2.jpg", "evil\x1b[31m.png", "notes.txt", ".hidden.jpg"):
        (album / name).touch()
    (album / "circle").symlink_to(album)
    return album


class Shown(App[None]):
    """Shows one thing.

    Args:
        widget: It.
        screen: A screen, instead of a widget.
    """

    ENABLE_COMMAND_PALETTE = False

    def __init__(self, widget: Widget | None = None, screen: Screen[Any] | None = None) -> None:
        super().__init__()
        for each in THEMES:
            self.register_theme(each)
        self.theme = "dark"
        self._widget = widget
        self._first = screen
        self.ended_with: list[object] = []

    def compose(self) -> ComposeResult:
        if self._widget is not None:
            yield self._widget

    def on_mount(self) -> None:
        if self._first is not None:
            self.push_screen(self._first, self.ended_with.append)


async def until(pilot: Pilot[Any], holds: Callable[[], object]) -> None:
    """Wait for what a thread brings; a test that waits in vain fails with what it waited for."""
    for _ in range(400):
        await pilot.pause()
        if holds():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("waited in vain")
