"""The interface with something on the screen that must not be found anywhere afterwards.

    python -m tests.e2e.marked MARKER [WHAT]

It runs by the same start as ever. WHAT goes wrong at once, or is done when `!` is pressed.
"""

from __future__ import annotations

import asyncio
import gc
import os
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import Binding
from textual.widgets import Static

import toolkit.tui.app
from toolkit.__main__ import main
from toolkit.tui.app import Parasol
from toolkit.tui.screens.base import Page

if TYPE_CHECKING:
    from textual.app import ComposeResult, RenderResult
    from textual.binding import BindingType
    from textual.screen import Screen

_MARKER, _WHAT = (*sys.argv[1:], "nothing")[:2]


def _fail(*_: object) -> None:
    person = [_MARKER]
    try:
        int(f"this is about {person}")
    except ValueError as error:
        raise KeyError(_MARKER) from error


class Shown(Static):
    """The marker, which can fail to be drawn."""

    broken = False
    times = 0

    def render(self) -> RenderResult:
        if self.broken:
            _fail()
        return "\n".join([f"{_MARKER} {self.times}"] * 20)

    def tick(self) -> None:
        self.times += 1
        self.refresh()


class MarkedPage(Page[None]):
    """The marker on it."""

    HEADING = "Marked"
    EXPLAIN = "Explained."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("exclamation_mark", "go_wrong", "go wrong"),
        Binding("x", "count", "count"),
    ]
    presses = 0

    def content(self) -> ComposeResult:
        yield Shown(markup=False)

    def action_count(self) -> None:
        self.presses += 1
        self.tell(f"pressed {self.presses}")

    def action_go_wrong(self) -> None:
        what = getattr(self, f"do_{_WHAT}")
        what()

    def do_handler(self) -> None:
        _fail()

    def do_thread(self) -> None:
        threading.Thread(target=_fail).start()

    def do_timer(self) -> None:
        self.set_timer(0.01, _fail)

    def do_worker(self) -> None:
        self.run_worker(_fail, thread=True)

    def do_render(self) -> None:
        shown = self.query_one(Shown)
        shown.broken = True
        shown.refresh()

    def do_task(self) -> None:
        async def fail() -> None:
            _fail()

        asyncio.get_running_loop().create_task(fail())
        self.set_timer(0.05, gc.collect)

    def do_input(self) -> None:
        from textual._xterm_parser import XTermParser  # noqa: PLC0415 - broken here on purpose

        XTermParser.tick = _fail  # type: ignore[method-assign, assignment]

    def do_hang(self) -> None:
        self.tell("hanging")
        self.call_after_refresh(_hang)

    def do_flood(self) -> None:
        self.set_interval(0.001, self.query_one(Shown).tick)

    def do_tick(self) -> None:
        self.set_interval(0.05, self.query_one(Shown).tick)
        self.set_timer(0.2, lambda: self.app.push_screen(MarkedPage()))
        self.set_timer(0.2, lambda: self.app.notify(_MARKER))

    def do_late_fault(self) -> None:
        self.set_timer(0.5, _fail)

    def do_clipboard(self) -> None:
        self.app.copy_to_clipboard(_MARKER)
        self.app.title = _MARKER
        driver = self.app._driver
        assert driver is not None
        driver.write(f"\x1b]2;{_MARKER}\x07\x1b]52;c;c2VjcmV0\x07")
        self.tell("copied")

    def do_exit(self) -> None:
        raise SystemExit(_MARKER)


def _hang() -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        sum(range(1000))


class Marked(Parasol):
    """Ours, with one more page, and things to stop."""

    if _WHAT == "css":
        CSS = f"{_MARKER} {{ color: "

    def get_default_screen(self) -> Screen[Any]:
        return MarkedPage()

    def on_mount(self) -> None:
        stopped = os.environ.get("STOPPED")
        if stopped:
            self.before_leaving(lambda: Path(stopped).touch())
        self.before_leaving(_fail)
        if _WHAT == "stuck":
            self.before_leaving(lambda: time.sleep(60))
        if _WHAT == "mount":
            _fail()


if _WHAT == "missing":
    sys.modules["toolkit.tui.app"] = None  # type: ignore[assignment]
elif _WHAT == "start":
    toolkit.tui.app.Parasol = lambda *_: _fail()  # type: ignore[assignment, misc]
else:
    toolkit.tui.app.Parasol = Marked  # type: ignore[misc]
if __name__ == "__main__":
    sys.exit(main([]))
