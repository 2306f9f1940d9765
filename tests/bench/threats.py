"""What the library of threats costs: ``python -m tests.bench.threats [ROUNDS]``.

Milliseconds, the least of all rounds, beside what they are to stay below; and as a ratio to a piece
of work of the same run, which hangs on the machine as ours does: starting Python and importing the
interface for what is loaded once, reading the compiled library as plain JSON for the rest.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Final

from toolkit.answers import spread
from toolkit.threats import shelf
from toolkit.threats.assessment import assess
from toolkit.threats.search import SEARCHED
from toolkit.tui.library import listing
from toolkit.tui.library.shelf import Shelf
from toolkit.tui.widgets.reading.model import laid_out

if TYPE_CHECKING:
    from collections.abc import Callable

TODAY: Final = date(2026, 11, 22)
WORDS: Final = ("e", "camera", "phone location", "xinjiang", "zzz")
FIRST_MS: Final = 150
ASSESS_MS: Final = 20
SEARCH_MS: Final = 50

_INTERFACE: Final = "import toolkit.tui.app, toolkit.tui.widgets.reading, toolkit.tui.screens.home"
_FIRST_SCREEN: Final = f"""
{_INTERFACE}
from toolkit.threats.shelf import load
from toolkit.tui.library.list_screen import LibraryScreen
from toolkit.tui.library.shelf import Shelf
LibraryScreen(Shelf(load()))
"""


def main() -> None:
    """Measure, and print."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    bare = _least(partial(_run, _INTERFACE), rounds)
    whole = _least(partial(_run, _FIRST_SCREEN), rounds)
    _tell("first screen that needs it", whole - bare, FIRST_MS, bare)

    content = (shelf.folder() / shelf.COMPILED).read_bytes()
    plain = _least(lambda: json.loads(content), rounds)
    _tell("loading it again", _least(shelf.load, rounds), FIRST_MS, plain)
    library = shelf.load()
    persons = [spread(each.answers, library.questions) for each in library.personas.values()]
    slowest = max(_least(partial(assess, library, each, TODAY), rounds) for each in persons)
    _tell("the slowest plan", slowest, ASSESS_MS, plain)
    held = Shelf(library)
    _found(held, "warm")
    slowest = max(_least(partial(_found, held, words), rounds) for words in WORDS)
    _tell("the slowest search", slowest, SEARCH_MS, plain)


def _found(held: Shelf, words: str) -> None:
    """Search, and lay out what is found as the screen does."""
    _count, sections = listing.found(held, words, SEARCHED)
    laid_out(sections, 114)


def _run(program: str) -> None:
    subprocess.run([sys.executable, "-c", program], check=True)


def _least(act: Callable[[], object], rounds: int) -> float:
    best = float("inf")
    for _ in range(rounds):
        began = time.perf_counter()
        act()
        best = min(best, time.perf_counter() - began)
    return best * 1e3


def _tell(what: str, took: float, limit: int, beside: float) -> None:
    print(f"{what:28}{took:6.1f} ms, at most {limit} ms; {took / beside:.2f} times the yardstick")


if __name__ == "__main__":
    main()
