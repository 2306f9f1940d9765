"""Leaving without a trace: at once, on signals, and after a fault of ours.

Textual's own way out takes half a second, prints tracebacks with the values of variables, and does
not know SIGTERM and SIGHUP. So we go our own way: blank the screen, let nothing more through to it,
stop what runs, give the terminal back, end the process.
"""

from __future__ import annotations

import contextlib
import os
import resource
import signal
import sys
import termios
import threading
from typing import IO, TYPE_CHECKING, Final, NoReturn, cast

from textual.drivers.linux_driver import LinuxDriver

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

    from textual.app import App

_BLANK: Final = "\x1b[?2026l\x1b[0m\x1b[2J\x1b[H"
"""End a frame that is half-way, end its style, empty the screen, go to its corner."""

_GIVE_BACK: Final = (
    "\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l"  # the mouse
    "\x1b[?2004l\x1b[?2048l\x1b[?1004l"  # paste, resizing and focus told as keys
    "\x1b[?7h\x1b[<u"  # wrap lines; the keyboard as it was
    "\x1b[?1049l\x1b[?25h"  # the first screen, with its cursor
)

_SIGNALS: Final = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT)
_LOCK_SECONDS: Final = 0.2


class Gate:
    """Stands before the terminal. Once shut, nothing passes any more.

    Args:
        terminal: Where text goes.
    """

    def __init__(self, terminal: IO[str]) -> None:
        self._terminal = terminal
        self._lock = threading.Lock()
        self._shut = False

    def write(self, text: str) -> int:
        """Let text through, or drop it."""
        with self._lock:
            if not self._shut:
                self._terminal.write(text)
        return len(text)

    def flush(self) -> None:
        """Send what was let through."""
        with self._lock:
            # The terminal may have gone away; the signal that says so is on its way.
            if not self._shut:
                self._terminal.flush()

    def fileno(self) -> int:
        """The terminal's descriptor."""
        return self._terminal.fileno()

    def isatty(self) -> bool:
        """Whether it is a terminal."""
        return self._terminal.isatty()

    def shut(self, last: str) -> None:
        """Write one last thing, and let nothing more through.

        Args:
            last: What to write.
        """
        # A terminal that has stopped reading must not keep us from leaving.
        held = self._lock.acquire(timeout=_LOCK_SECONDS)
        self._shut = True
        with contextlib.suppress(OSError, ValueError):
            self._terminal.write(last)
            self._terminal.flush()
        if held:
            self._lock.release()


class GuardedDriver(LinuxDriver):
    """Textual's driver behind a gate."""

    def __init__(
        self,
        app: App[object],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self.gate = Gate(cast("IO[str]", self._file))
        self._file = self.gate  # type: ignore[assignment] # it needs no more of a file than this

    def give_back(self, *wiping: str) -> None:
        """Blank the screen, then give the terminal back as it was. Nothing is written after that.

        Args:
            wiping: What else to write to have pictures forgotten.
        """
        self.gate.shut(_BLANK + "".join(wiping) + _GIVE_BACK)
        if self.attrs_before is not None:
            with contextlib.suppress(termios.error):
                termios.tcsetattr(self.fileno, termios.TCSAFLUSH, self.attrs_before)


def on_signals(leave: Callable[[int], None]) -> None:
    """Leave when the system asks for it, and leave no memory image behind.

    Args:
        leave: Called with the exit code.
    """

    def asked(number: int, _: FrameType | None) -> None:
        leave(128 + number)

    for number in _SIGNALS:
        signal.signal(number, asked)
    _, most = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (0, most))


def end(code: int, stops: list[Callable[[], None]]) -> NoReturn:
    """Stop what runs, and end the process on the spot.

    Args:
        code: The exit code.
        stops: What stops it. One that fails does not keep the others from being called.
    """
    for stop in stops:
        with contextlib.suppress(Exception):
            stop()
    with contextlib.suppress(OSError, ValueError, AttributeError):
        sys.stdout.flush()
    os._exit(code)
