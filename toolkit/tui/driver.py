"""How Textual reaches the terminal: what it draws and what is pressed go through our own hands.

Two keys are answered here, in the thread that reads them, before Textual hears of them: leave, and
hide. So they work at once, also while the application is busy, or a terminal has stopped reading.
"""

from __future__ import annotations

import codecs
import contextlib
import os
import select
import signal
import threading
from typing import TYPE_CHECKING, Final, cast

from textual import events
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

from toolkit.tui.calendar_page import Leaves

if TYPE_CHECKING:
    from types import FrameType

    from textual.app import App
    from textual.message import Message

    from toolkit.tui.app import Parasol

_LEAVE: Final = ("ctrl+q", "ctrl+c")
_HIDE: Final = "f9"
_LEAVE_BYTE: Final = b"\x11"
_TURN: Final = {"left": -1, "right": 1}
_SECOND_SCREEN: Final = "\x1b[?1049h"
_TICK_SECONDS: Final = 0.1


class GuardedDriver(LinuxDriver):
    """Textual's driver, between whose hands and the terminal stands ours."""

    def __init__(
        self,
        app: App[object],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        parasol = cast("Parasol", app)
        way_out = parasol.way_out
        if way_out is None:
            raise RuntimeError
        self._way_out = way_out
        self._terminal = way_out.terminal
        self._settings = parasol.settings
        self._file = self._terminal  # type: ignore[assignment] # it has all that is needed of a file
        self.fileno = self._terminal.keys
        self._page = Leaves(self._terminal.size)
        self._reading = threading.Event()
        self._waking = False
        self._loop.set_exception_handler(self._task_failed)

    def cover(self) -> None:
        """Hide everything behind a harmless page, or show it again."""
        if not self._terminal.covered:
            self._page = Leaves(self._terminal.size)
            self._terminal.cover(self._page.drawn)
        else:
            self._terminal.uncover()
            self._app.call_later(cast("Parasol", self._app).redraw)

    def process_message(self, message: Message) -> None:
        """Answer the two keys; hand everything else on, unless the screen is covered.

        Args:
            message: What was read. This runs in the thread that reads.
        """
        key = message.key if isinstance(message, events.Key) else None
        if key in _LEAVE:
            self._way_out.leave(0)
        elif key == _HIDE:
            self.cover()
        elif not self._terminal.covered:
            super().process_message(message)
        elif key in _TURN:
            self._page.turn(_TURN[key])
            self._terminal.cover(self._page.drawn)
        elif not isinstance(message, (events.Key, events.Paste, events.MouseEvent)):
            super().process_message(message)

    def write(self, data: str) -> None:
        """Draw, after what was to be drawn before.

        Args:
            data: Characters and control sequences.
        """
        # The terminal is on its second screen already; some clear it when they are told twice.
        if data != _SECOND_SCREEN:
            super().write(data)

    def start_application_mode(self) -> None:
        """Begin to read keys, on a terminal that is borrowed already."""
        super().start_application_mode()  # type: ignore[no-untyped-call]
        resized = signal.getsignal(signal.SIGWINCH)

        def redraw(number: int, frame: FrameType | None) -> None:
            if callable(resized):
                resized(number, frame)
            if self._terminal.covered:
                self._terminal.cover(self._page.drawn)

        signal.signal(signal.SIGWINCH, redraw)

    def stop_application_mode(self) -> None:
        """Give the terminal back."""
        self._terminal.give_back()
        self.disable_input()

    def disable_input(self) -> None:
        """Read no more keys."""
        self._reading.set()

    def open_url(self, url: str, new_tab: bool = True) -> None:  # noqa: FBT001, FBT002 - Textual's signature
        """Nothing: no browser is told what somebody reads here."""

    def _sigtstp_application(self, *_: object) -> None:
        """Give the terminal back, and sleep as others do.

        This interrupts the loop anywhere, so nothing here may wait for what that holds.
        """
        self.stop_application_mode()
        ours = signal.signal(signal.SIGTSTP, signal.SIG_DFL)
        # The system does not stop who has no shell that could wake it.
        os.kill(os.getpid(), signal.SIGTSTP)
        signal.signal(signal.SIGTSTP, ours)
        self._sigcont_application()

    def _sigcont_application(self, *_: object) -> None:
        """Have everything drawn anew, once the loop has time for it."""
        if not self._waking:
            self._waking = True
            self._loop.call_soon_threadsafe(self._wake)

    def _wake(self) -> None:
        """Take the terminal again. It is not known what happened on it meanwhile."""
        self._waking = False
        self.disable_input()
        self.close()
        self._terminal.borrow()
        self._must_signal_resume = True
        self.start_application_mode()

    def _get_terminal_size(self) -> tuple[int, int]:
        # Textual asks variables of the environment first, which no resizing changes.
        return self._terminal.size()

    def _enable_mouse_support(self) -> None:
        if self._settings.slow_link:
            # Where the pointer hovers is not worth the bytes.
            self.write("\x1b[?1000h\x1b[?1006h")
        else:
            super()._enable_mouse_support()

    def _run_input_thread(self) -> None:
        self._reading = stop = threading.Event()
        try:
            self._read(stop)
        except Exception as error:  # noqa: BLE001 - the last line of this thread
            self._way_out.fail(error)

    def _read(self, stop: threading.Event) -> None:
        """Tell Textual what is pressed, until it wants to hear no more."""
        parser = XTermParser()
        # Names of files that are dropped may be of any bytes.
        decode = codecs.getincrementaldecoder("utf-8")("surrogateescape").decode

        def hear(pressed: bytes) -> None:
            for message in parser.feed(decode(pressed)):
                self.process_message(message)

        while not stop.is_set():
            if select.select([self.fileno], [], [], _TICK_SECONDS)[0] and not stop.is_set():
                try:
                    pressed = os.read(self.fileno, 4096)
                except OSError:
                    pressed = b""
                # The terminal has gone away; or leaving is meant, also in a paste without an end.
                if not pressed or pressed.endswith(_LEAVE_BYTE):
                    if before := pressed.removesuffix(_LEAVE_BYTE):
                        self._terminal.give_back(for_good=True)  # the screen goes first
                        with contextlib.suppress(ValueError, OverflowError):
                            hear(before)
                    self._way_out.leave(0 if pressed else 128 + signal.SIGHUP)
                    return
                try:
                    hear(pressed)
                except (ValueError, OverflowError):
                    # No key, but numbers that no terminal sends: noise on the line.
                    parser = XTermParser()
            for message in parser.tick():
                self.process_message(message)

    def _task_failed(self, _: object, told: dict[str, object]) -> None:
        error = told.get("exception")
        if isinstance(error, Exception):
            self._way_out.fail(error)
