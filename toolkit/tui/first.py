"""The first sign of life, before anything slow is imported.

Nothing here may import Textual, or anything else that takes time.
"""

from __future__ import annotations

import errno
import os
import signal
import termios

TYPE_CHECKING = False  # not from `typing`, which takes as long as all the rest here
if TYPE_CHECKING:
    from types import FrameType
    from typing import Any, NoReturn

ENTER = "\x1b[?1049h\x1b[2J\x1b[?25l"
"""Go to the terminal's second screen, which leaves nothing in its scrollback (xterm, 1049)."""

BLANK = "\x18\x1b[0m\x1b[999;999H\x1b[1J\x1b[H\x1b[?2026l"
"""Whatever was half-way ends, and the screen is empty before the frame that hid it ends.

Erasing from the last corner back, and not the whole screen: some terminals keep in their scrollback
what is erased as a whole, where they have no second screen (tmux with `alternate-screen off`).
"""

LEAVE = "\x1b[?1049l\x1b[?25h"
"""Go back to the first screen, with its cursor."""

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT)
"""What the system asks us to leave with."""


def show(keys: int, screen: int) -> list[Any]:
    """Say that the program is coming, in the middle of the screen.

    Args:
        keys: The descriptor of the terminal that keys are read from.
        screen: The descriptor of the terminal that is drawn on.

    Returns:
        The terminal's attributes, as they were.

    Raises:
        termios.error: `keys` leads to no terminal.
    """
    before = termios.tcgetattr(keys)

    def take_back(number: int, _: FrameType | None) -> NoReturn:
        _write(screen, BLANK + LEAVE)
        termios.tcsetattr(keys, termios.TCSANOW, before)
        os._exit(128 + number)

    for number in SIGNALS:
        signal.signal(number, take_back)
    only_keys(keys)
    word = "Parasol"
    try:
        columns, rows = os.get_terminal_size(screen)
    except OSError:
        columns, rows = 80, 24
    row, column = max(1, rows // 2), max(1, (columns - len(word)) // 2 + 1)
    _write(screen, f"{ENTER}\x1b[{row};{column}H{word}")
    return before


def only_keys(keys: int) -> None:
    """Let what is pressed be read, not drawn: Ctrl+Q and Ctrl+S too. Ctrl+C stays a signal.

    Args:
        keys: The descriptor of the terminal that keys are read from.
    """
    while True:
        attributes = termios.tcgetattr(keys)
        attributes[0] &= ~(termios.IXON | termios.IXOFF)
        attributes[3] &= ~(termios.ECHO | termios.ICANON)
        try:
            termios.tcsetattr(keys, termios.TCSANOW, attributes)
        except termios.error as error:
            # We were in the background, and stopped by the system until we came to the front.
            if error.args[0] != errno.EINTR:
                raise
        else:
            return


def _write(screen: int, text: str) -> None:
    try:
        os.write(screen, text.encode())
    except OSError:
        # It has gone away. There is nobody to tell.
        return
