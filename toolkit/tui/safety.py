"""Leaving without a trace: at once, on signals, and after a fault of ours.

Textual's own way out takes half a second, prints tracebacks with the values of variables, and does
not know SIGTERM and SIGHUP. So we go our own way: blank the screen, let nothing more through to it,
stop what runs, end the process. Any thread may ask for it, so that a busy one delays nothing.
"""

from __future__ import annotations

import contextlib
import os
import resource
import signal
import sys
import threading
from typing import TYPE_CHECKING, Final

from toolkit.tui import first

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

    from toolkit.tui.terminal import Terminal

_MOST_SECONDS: Final = 1.0
_FAULT: Final = 1


class Stops:
    """What has to be stopped before the process ends."""

    def __init__(self) -> None:
        self._stops: list[Callable[[], None]] = []

    def before(self, stop: Callable[[], None]) -> Callable[[], None]:
        """Have something stopped when the person leaves, however they do.

        Args:
            stop: Stops it. It is called from any thread, must not wait for long, and may be called
                when there is nothing to stop any more.

        Returns:
            Takes the request back.
        """
        self._stops.append(stop)

        def take_back() -> None:
            with contextlib.suppress(ValueError):
                self._stops.remove(stop)

        return take_back

    def stop_everything(self) -> None:
        """Stop what runs. What fails to stop does not keep the others from being stopped."""
        while self._stops:
            with contextlib.suppress(Exception):
                self._stops.pop()()


class WayOut:
    """The one way out.

    Args:
        terminal: What is given back.
    """

    def __init__(self, terminal: Terminal) -> None:
        self.terminal = terminal
        self.stops = Stops()
        self._leaving = threading.Lock()
        self._failing = threading.Lock()

    def guard(self) -> None:
        """Leave when the system asks for it, and leave no memory image behind."""

        def asked(number: int, _: FrameType | None) -> None:
            self.leave(128 + number)

        for number in first.SIGNALS:
            signal.signal(number, asked)
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        _, most = resource.getrlimit(resource.RLIMIT_CORE)
        resource.setrlimit(resource.RLIMIT_CORE, (0, most))
        threading.excepthook = self._thread_failed
        # What Python would print about an error that nobody can catch may hold a person's data.
        sys.unraisablehook = lambda _: None

    def leave(self, code: int) -> None:
        """Leave at once: blank the screen, stop what runs, end the process.

        Does not return, but where another thread, or the code that a signal has interrupted, is
        leaving already.

        Args:
            code: The exit code.
        """
        if not self._leaving.acquire(blocking=False):
            return
        # Whatever hangs, the system ends us: this needs no more of Python.
        signal.setitimer(signal.ITIMER_REAL, _MOST_SECONDS)
        self.terminal.give_back(for_good=True)
        self.stops.stop_everything()
        os._exit(code)

    def fail(self, error: BaseException) -> None:
        """Leave after a fault of ours: as above, but say what happened. Returns as little.

        Args:
            error: What was raised.
        """
        if not self._failing.acquire(blocking=False):
            return
        # Whoever looks at the harmless page must not be told of a program.
        covered = self.terminal.covered
        self.terminal.give_back(for_good=True)
        self.stops.stop_everything()
        if not covered:
            # It is slow, and may be what is broken.
            from toolkit.tui import fault  # noqa: PLC0415 - see above

            fault.tell(error, self.terminal)
        self.leave(_FAULT)

    def _thread_failed(self, failed: threading.ExceptHookArgs) -> None:
        if isinstance(failed.exc_value, Exception):
            self.fail(failed.exc_value)
