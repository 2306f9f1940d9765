"""A small album for tests of the flow, the application that reads it, and how to wait for it."""

from __future__ import annotations

import asyncio
import io
import time
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, Final, TypeVar

from PIL import Image

from tests.e2e.pictures import picture
from tests.e2e.test_readme import photo
from toolkit.tui.app import Parasol
from toolkit.tui.cleaning.album_screen import AlbumScreen
from toolkit.tui.cleaning.result_screen import ResultScreen
from toolkit.tui.settings import Settings
from toolkit.tui.widgets.table import Table

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from textual.pilot import Pilot
    from textual.screen import Screen

_Screen = TypeVar("_Screen", bound="Screen[Any]")

PATIENCE_SECONDS: Final = 20.0
"""How long something may take that has to happen. Only a failure takes this long."""


def fill(folder: Path) -> Path:
    """A folder with a photo that says everything, one that names somebody, one that says nothing,
    one that is damaged, and a file that is none."""
    folder.mkdir(parents=True)
    (folder / "IMG_0412.jpg").write_bytes(photo())
    (folder / "named.png").write_bytes(picture(32))
    (folder / "plain.png").write_bytes(plain())
    (folder / "broken.jpg").write_bytes(photo()[:500])
    (folder / "notes.txt").write_text("no photo")
    return folder


def many(folder: Path, count: int) -> Path:
    """A folder with a photo that has many names."""
    folder.mkdir(parents=True)
    first = folder / "IMG_0000.png"
    first.write_bytes(picture(32))
    for number in range(1, count):
        (folder / f"IMG_{number:04d}.png").hardlink_to(first)
    return folder


def plain() -> bytes:
    """A PNG that says nothing."""
    out = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(out, "PNG")
    return out.getvalue()


@asynccontextmanager
async def reading(
    *paths: Path | str, size: tuple[int, int] = (80, 24), settings: Settings | None = None
) -> AsyncIterator[Pilot[int]]:
    """The interface, started with paths."""
    app = Parasol(settings or Settings(), [str(path) for path in paths])
    async with app.run_test(size=size) as pilot:
        yield pilot


async def until(pilot: Pilot[Any], condition: Callable[[], object]) -> None:
    """Wait until something is so."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        assert time.monotonic() < deadline, f"it did not happen on\n{text(pilot)}"
        # Textual's own pause waits a second while there is work in the background.
        await asyncio.sleep(0.01)
    await pilot.pause(0.05)


def on(pilot: Pilot[Any], kind: type[_Screen]) -> _Screen:
    """The screen that is seen, which has to be of a kind."""
    screen = pilot.app.screen
    assert isinstance(screen, kind), screen
    return screen


async def read(pilot: Pilot[Any]) -> AlbumScreen:
    """The album, as soon as all is read."""
    await until(pilot, lambda: isinstance(pilot.app.screen, AlbumScreen))
    screen = on(pilot, AlbumScreen)
    await until(pilot, lambda: screen._work and not screen.has_class("-reading"))
    return screen


async def cleaned(pilot: Pilot[Any]) -> ResultScreen:
    """The results, as soon as all is cleaned."""
    await until(pilot, lambda: isinstance(pilot.app.screen, ResultScreen))
    screen = on(pilot, ResultScreen)
    await until(pilot, lambda: screen._work and not screen.has_class("-working"))
    return screen


def text(pilot: Pilot[Any]) -> str:
    """What is seen, line by line."""
    update = pilot.app.screen._compositor.render_strips()
    return "\n".join(strip.text.rstrip() for strip in update)


def names(screen: AlbumScreen) -> list[str]:
    """The names in the list, as it stands."""
    return [screen.album.photo(index).name for index in range(len(screen.album))]


def under_cursor(screen: AlbumScreen) -> str:
    """The name of the photo under the cursor."""
    cursor = screen.query_one(Table).cursor
    assert cursor is not None
    return screen.album.photo(cursor).name
