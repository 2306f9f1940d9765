"""The first sign of life, before anything slow is imported.

Nothing here may import Textual, or anything else that takes time.
"""

from __future__ import annotations

import os
import signal

TYPE_CHECKING = False  # not from `typing`, which takes as long as all the rest here
if TYPE_CHECKING:
    from types import FrameType
    from typing import NoReturn

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


def show(screen: int) -> None:
    """Say that the program is coming, in the middle of the screen.

    Args:
        screen: The descriptor of a terminal.
    """

    def take_back(number: int, _: FrameType | None) -> NoReturn:
        _write(screen, BLANK + LEAVE)
        os._exit(128 + number)

    for number in SIGNALS:
        signal.signal(number, take_back)
    word = "Parasol"
    try:
        columns, rows = os.get_terminal_size(screen)
    except OSError:
        columns, rows = 80, 24
    row, column = max(1, rows // 2), max(1, (columns - len(word)) // 2 + 1)
    _write(screen, f"{ENTER}\x1b[{row};{column}H{word}")


def _write(screen: int, text: str) -> None:
    try:
        os.write(screen, text.encode())
    except OSError:
        # It has gone away. There is nobody to tell.
        return
