"""What reading costs: ``python -m tests.bench.reading``.

How long everything that can be exported takes; how soon a guide stands on the screen; how soon a
search answers, from its first letter. All by the real content, each beside its bound. It is the
processor's time that is measured: the machine may have others to serve.
"""

from __future__ import annotations

import asyncio
import gc
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from textual.widgets import Input

from tests.tui.albums import on, until
from toolkit import cli
from toolkit.threats.shelf import load
from toolkit.tui.app import Parasol
from toolkit.tui.library.flow import screen_of
from toolkit.tui.library.list_screen import LibraryScreen
from toolkit.tui.library.shelf import Ref, Shelf
from toolkit.tui.settings import Settings
from toolkit.tui.widgets.reading import Reading

if TYPE_CHECKING:
    from textual.pilot import Pilot

EXPORT_MS: Final = 5_000
LIBRARY_MS: Final = 500
OPEN_MS: Final = 100
SEARCH_MS: Final = 50
WORDS: Final = ("photo of a face", "signal number", "zzz")
"""What is typed, letter by letter: in much, in some, in nothing."""


def main() -> int:
    """Measure, and print; 1 where a bound is passed."""
    exported = [_exported(ending) for ending in (".html", ".pdf")]
    found = [*exported, *asyncio.run(_read())]
    print(f"{'':>34}  {'ms':>7}  {'bound':>7}  {'of it':>5}")
    for what, took, bound in found:
        print(f"{what:>34}  {took:7.1f}  {bound:7}  {took / bound:5.0%}")
    return int(any(took > bound for _what, took, bound in found))


def _exported(ending: str) -> tuple[str, float, int]:
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        began = time.process_time()
        assert cli.run(["export", "all", "--to", str(Path(folder) / f"all{ending}")]) == 0
        return f"exporting everything as {ending}", _since(began), EXPORT_MS


async def _read() -> list[tuple[str, float, int]]:
    library = load()
    app = Parasol(Settings())
    found = []
    async with app.run_test(size=(120, 40)) as pilot:
        gc.freeze()
        shelf = Shelf(library)
        began = time.process_time()
        await app.push_screen(LibraryScreen(shelf))
        await pilot.pause()
        found.append(("the library, guides read", _since(began), LIBRARY_MS))
        # As the program does on a terminal, here and once its first screen is drawn.
        gc.freeze()
        for what, refs in (
            ("a guide", [Ref("handbook", key) for key in shelf.handbook.guides]),
            ("a page of the library", [Ref("vendors", key) for key in library.vendors]),
        ):
            opened = [await _opened(pilot, shelf, ref) for ref in refs]
            found.append((f"{what}, as most", statistics.median(opened), OPEN_MS))
            found.append((f"{what}, the slowest", max(opened), OPEN_MS))
        letters = [each for word in WORDS for each in await _typed(pilot, word)]
        found.append(("the first letter of a search", letters[0], SEARCH_MS))
        found.append(("a letter, as most", statistics.median(letters[1:]), SEARCH_MS))
        found.append(("a letter, the slowest", max(letters[1:]), SEARCH_MS))
    return found


async def _opened(pilot: Pilot[int], shelf: Shelf, ref: Ref) -> float:
    """How long a thing takes until it is drawn, by the middle one of three times."""
    took = []
    for _time in range(3):
        began = time.process_time()
        await pilot.app.push_screen(screen_of(shelf, ref))
        await until(pilot, lambda: pilot.app.screen.query(Reading).first().size)
        took.append(_since(began))
        await pilot.app.pop_screen()
    return statistics.median(took)


async def _typed(pilot: Pilot[int], word: str) -> list[float]:
    """How long the screen takes for each letter, until what was found is drawn."""
    took = []
    for at in range(1, len(word) + 1):
        began = time.process_time()
        on(pilot, LibraryScreen).query_one(Input).value = word[:at]
        await pilot.pause()
        took.append(_since(began))
    return took


def _since(began: float) -> float:
    return (time.process_time() - began) * 1000


if __name__ == "__main__":
    sys.exit(main())
