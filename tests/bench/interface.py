"""What ten thousand photos cost the interface: ``python -m tests.bench.interface [PHOTOS]``.

The real application with the real engine, without a terminal: how soon the first rows are there,
how long it could not draw a frame, how much memory it takes, how soon a batch ends when it is told
to. All photos are one file of 80 KB under many names.
"""

from __future__ import annotations

import asyncio
import gc
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.e2e.test_readme import photo
from tests.tui.albums import cleaned, on, read, until
from tests.tui.pulse import felt
from toolkit.tui.app import Parasol
from toolkit.tui.cleaning import choices
from toolkit.tui.cleaning.album_screen import AlbumScreen
from toolkit.tui.cleaning.result_screen import ResultScreen
from toolkit.tui.settings import Settings
from toolkit.tui.widgets.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable

PHOTOS: Final = 10_000
MOVES: Final = 40


def main() -> None:
    """Measure, and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else PHOTOS
    with tempfile.TemporaryDirectory(prefix="bench-", dir=os.environ.get("BENCH_FOLDER")) as name:
        album = Path(name) / "album"
        album.mkdir()
        first = album / "IMG_00000.jpg"
        first.write_bytes(photo())
        for number in range(1, count):
            (album / f"IMG_{number:05d}.jpg").hardlink_to(first)
        print(f"{count} photos, {os.cpu_count()} cores")
        asyncio.run(_measure(album))
        asyncio.run(_stopped(album))


async def _measure(album: Path) -> None:
    app = Parasol(Settings(), [str(album)])
    began = time.perf_counter()
    async with app.run_test(size=(120, 40)) as pilot, felt() as pulse:
        await until(pilot, lambda: isinstance(app.screen, AlbumScreen))
        screen = on(pilot, AlbumScreen)
        idle = _rss()
        await _patiently(lambda: len(screen.album))
        _tell("first row", f"{time.perf_counter() - began:.2f} s after the application began")
        await _patiently(lambda: not screen.has_class("-reading"))
        _tell("reading", f"{time.perf_counter() - began:.1f} s")
        _tell("longest gap", f"{pulse.longest * 1000:.0f} ms while reading")
        pulse.gaps.clear()
        gc.collect()
        _tell("memory", f"{idle} MiB before, {_rss()} MiB with all read")

        table = screen.query_one(Table)
        for what, key in (("a page down", "pagedown"), ("sorting", "s"), ("choosing", "space")):
            pulse.gaps.clear()
            began = time.perf_counter()
            for _ in range(MOVES):
                await pilot.press(key)
            each = (time.perf_counter() - began) / MOVES
            longest = pulse.longest * 1000
            _tell(what, f"{each * 1000:.0f} ms each, longest gap {longest:.0f} ms")
        assert table.cursor is not None

        screen._choices = choices.Choices(folder=f"{album}-clean", second_opinion=False)
        pulse.gaps.clear()
        began = time.perf_counter()
        await pilot.press("c")
        await until(pilot, lambda: isinstance(app.screen, ResultScreen))
        result = on(pilot, ResultScreen)
        await _patiently(lambda: not result.has_class("-working"))
        await cleaned(pilot)
        _tell("cleaning", f"{time.perf_counter() - began:.1f} s, {result.outcomes.done} copies")
        _tell("longest gap", f"{pulse.longest * 1000:.0f} ms while cleaning")
        gc.collect()
        _tell("memory", f"{_rss()} MiB with all read and cleaned")


async def _stopped(album: Path) -> None:
    app = Parasol(Settings(), [str(album)])
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, AlbumScreen))
        screen = on(pilot, AlbumScreen)
        await until(pilot, lambda: len(screen.album) > 100)
        began = time.perf_counter()
        await pilot.press("escape")
        await read(pilot)
        _tell(
            "stopping", f"{(time.perf_counter() - began) * 1000:.0f} ms, {len(screen.album)} read"
        )


async def _patiently(condition: Callable[[], object]) -> None:
    """As `until`, but for as long as it takes."""
    while not condition():  # noqa: ASYNC110 - nobody tells us: we look from outside
        await asyncio.sleep(0.02)


def _rss() -> int:
    """Our own memory, in MiB. That of the workers is not counted."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") >> 20


def _tell(what: str, measured: str) -> None:
    print(f"{what:>14}  {measured}", flush=True)


if __name__ == "__main__":
    main()
