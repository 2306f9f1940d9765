"""The person's terminal: borrowed, covered, blanked, given back as it was.

Everything that the interface writes goes through here, and nothing passes that would outlive it:
no title, no clipboard, no link, no shape of the pointer. Pictures that are more than text pass only
where the person has asked for them. Writing never waits for a terminal that has stopped reading:
who leaves, or hides, must not have to.

Textual is not imported here; this is there before it.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import re
import select
import struct
import termios
import textwrap
import threading
import time
from typing import TYPE_CHECKING, Any, Final

from toolkit.tui import first

if TYPE_CHECKING:
    from collections.abc import Callable

    from toolkit.tui.settings import Settings
    from toolkit.tui.thrift import Thrift

_AS_IT_WAS: Final = (
    "\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l"  # the mouse
    "\x1b[?2004l\x1b[?2048l\x1b[?1004l"  # paste, resizing and focus told as keys
    "\x1b[?7h\x1b[<u"  # wrap lines; the keyboard as it was
)

_OUTLIVING: Final = re.compile(r"\x1b[]PX^_].*?(?:\x07|\x1b\\|$)|[\x80-\x9f]", re.DOTALL)
"""Strings for the terminal itself (ECMA-48, 8.3: OSC, DCS, SOS, PM, APC), and C1 controls."""

_MOST_COLUMNS: Final = 79
_PIECE: Final = 4096
_PATIENCE_SECONDS: Final = 0.05
_LAST_SECONDS: Final = 0.3


class Terminal:
    """The terminal that two descriptors lead to. `first` has gone to its second screen already.

    Args:
        keys: Where its keys are read.
        screen: Where it is drawn on.
        before: Its attributes, as they were.
    """

    def __init__(self, keys: int, screen: int, before: list[Any]) -> None:
        self._keys = keys
        self._screen = screen
        self._out = _opened_anew(screen)
        self._before = before
        self._lock = threading.RLock()
        self._borrowed = True
        self._over = False
        self._page: Callable[[], str] | None = None
        self._thrift: Thrift | None = None
        self._encoding = "utf-8"
        self._passing: re.Pattern[str] | None = None
        self._blank = first.BLANK

    @property
    def keys(self) -> int:
        """The descriptor that keys are read from."""
        return self._keys

    @property
    def borrowed(self) -> bool:
        """Whether it is ours at the moment."""
        return self._borrowed

    @property
    def covered(self) -> bool:
        """Whether a harmless page hides everything."""
        return self._page is not None

    def suit(self, settings: Settings) -> None:
        """Write what suits the person's settings: only ASCII, few bytes, no colour.

        Args:
            settings: What is wanted, and what the terminal can do.
        """
        self._encoding = "utf-8" if settings.utf8 else "ascii"
        if settings.slow_link or not settings.colour:
            from toolkit.tui.thrift import Thrift  # noqa: PLC0415 - only when wanted

            self._thrift = Thrift(colour=settings.colour)

    def let_pass(self, strings: re.Pattern[str] | None) -> None:
        """Let strings for the terminal itself pass that draw a picture, from now on.

        Args:
            strings: What they look like, from their first character to their last; ``None`` for
                none, as at the start.
        """
        self._passing = strings
        # Some draw pictures above the cells, where only this takes them away (Konsole 22.12).
        self._blank = first.BLANK + "\x1b[2J"

    def cell_pixels(self) -> tuple[int, int] | None:
        """How wide and how high a cell is, where the terminal has told the system."""
        try:
            told = fcntl.ioctl(self._screen, termios.TIOCGWINSZ, bytes(8))
        except OSError:
            return None
        rows, columns, width, height = struct.unpack("4H", told)
        if not (rows and columns and width >= columns and height >= rows):
            return None
        return width // columns, height // rows

    def size(self) -> tuple[int, int]:
        """Columns and rows."""
        try:
            columns, rows = os.get_terminal_size(self._screen)
        except OSError:
            return (80, 24)
        return (columns or 80, rows or 24)

    def borrow(self) -> None:
        """Go to its second screen again, after others may have drawn on it.

        A program in the background is stopped here by the system, until it is in front.
        """
        with self._lock:
            if self._over:
                return
            self._borrowed = True
            with contextlib.suppress(termios.error):
                first.only_keys(self._keys)
            self._send(first.ENTER if self._page is None else first.ENTER + self._page())

    def write(self, text: str) -> int:
        """Draw, unless something hides the screen or it is not ours. Waits for no-one who hides it.

        Args:
            text: Characters and control sequences.

        Returns:
            How many characters it took; all of them.
        """
        with self._lock:
            # Whoever hides the screen says so first, and then waits for the lock.
            if self._shows():
                drawn = _OUTLIVING.sub(self._passed, text)
                if self._thrift is not None:
                    drawn = self._thrift.spared(drawn, *self.size())
                left = memoryview(self._encoded(drawn))
                while left and self._shows():
                    left = left[self._some(left) :]
        return len(text)

    def cover(self, page: Callable[[], str]) -> None:
        """Hide everything behind a page, at once. What was on its way is dropped.

        Args:
            page: Draws it on an empty screen. It is asked again when the terminal changes.
        """
        self._page = page
        with self._lock:
            if self._borrowed:
                self._send(self._blank + page())

    def uncover(self) -> None:
        """Take the page away. What was there before is to be drawn anew."""
        with self._lock:
            if self._borrowed:
                self._send(self._blank)
            self._page = None

    def give_back(self, *, for_good: bool = False) -> None:
        """Blank the screen, then give the terminal back as it was. What was on its way is dropped.

        Args:
            for_good: Whether it will not be borrowed again.
        """
        was_borrowed, self._borrowed = self._borrowed, False
        self._over |= for_good
        if not was_borrowed:
            return
        # A write that hangs must not keep us from leaving.
        held = self._lock.acquire(timeout=_LAST_SECONDS)
        self._send(self._blank + _AS_IT_WAS)
        with contextlib.suppress(termios.error):
            termios.tcsetattr(self._keys, termios.TCSANOW, self._before)
            termios.tcflush(self._keys, termios.TCIFLUSH)
        # Last, as what is typed from now on is for whoever is seen from now on.
        self._send(first.LEAVE)
        if held:
            self._lock.release()

    def tell(self, sentence: str) -> None:
        """Say something in the terminal, once it is given back.

        Args:
            sentence: Of any length.
        """
        lines = textwrap.wrap(sentence, min(self.size()[0] - 1, _MOST_COLUMNS))
        with contextlib.suppress(OSError):
            os.write(self._screen, self._encoded("\n".join(lines) + "\n"))

    def ask(self) -> str:
        """A line that the person types, once the terminal is given back."""
        try:
            return os.read(self._keys, 1024).decode(errors="replace").strip()
        except OSError:
            return ""

    def _passed(self, string: re.Match[str]) -> str:
        """A string for the terminal itself, if it may pass."""
        return string[0] if self._passing and self._passing.fullmatch(string[0]) else ""

    def _shows(self) -> bool:
        """Whether what is drawn may be seen."""
        return self._borrowed and self._page is None

    def flush(self) -> None:
        """Nothing: what is written is sent at once."""

    def fileno(self) -> int:
        """The descriptor that is drawn on."""
        return self._screen

    def _encoded(self, text: str) -> bytes:
        return text.encode(self._encoding, "replace")

    def _some(self, data: memoryview) -> int:
        """Write a piece if the terminal reads, or wait a little. Gives how many bytes it took."""
        try:
            return os.write(self._out, data[:_PIECE])
        except BlockingIOError:
            with contextlib.suppress(OSError, ValueError):
                select.select([], [self._out], [], _PATIENCE_SECONDS)
            return 0
        except OSError:
            # It has gone away. The signal that says so is on its way.
            return len(data)

    def _send(self, text: str) -> None:
        """Write all of it; in place of what waits there, if the terminal has stopped reading."""
        if self._thrift is not None:
            self._thrift.forget()
        left = memoryview(self._encoded(text))
        until = time.monotonic() + _LAST_SECONDS
        while left and time.monotonic() < until:
            taken = self._some(left)
            if not taken:
                with contextlib.suppress(termios.error):
                    termios.tcflush(self._out, termios.TCOFLUSH)
                    termios.tcflow(self._out, termios.TCOON)
            left = left[taken:]


def _opened_anew(screen: int) -> int:
    """A descriptor of our own for the same terminal. Its setting does not touch the shell's."""
    flags = os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK | os.O_CLOEXEC
    with contextlib.suppress(OSError):
        return os.open(os.ttyname(screen), flags)
    with contextlib.suppress(OSError):
        return os.open(f"/proc/self/fd/{screen}", flags)
    return screen
