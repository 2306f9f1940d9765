"""The first sign of life, before anything slow is imported.

Nothing here may import Textual, or anything else that takes time.
"""

from __future__ import annotations

import os
import sys
from typing import Final

ENTER: Final = "\x1b[?1049h\x1b[2J\x1b[?25l"
"""Go to the terminal's second screen, which leaves nothing in its scrollback (xterm, 1049)."""

LEAVE: Final = "\x1b[0m\x1b[2J\x1b[H\x1b[?1049l\x1b[?25h"
"""Blank the second screen, and go back to the first."""


def show() -> None:
    """Say that the program is coming."""
    try:
        columns, rows = os.get_terminal_size(sys.__stderr__.fileno())  # type: ignore[union-attr]
    except (OSError, AttributeError, ValueError):
        return
    word = "Parasol"
    row, column = max(1, rows // 2), max(1, (columns - len(word)) // 2 + 1)
    _write(f"{ENTER}\x1b[{row};{column}H{word}")


def take_back() -> None:
    """Leave the terminal as it was."""
    _write(LEAVE)


def _write(text: str) -> None:
    # The stream that Textual writes to as well.
    if sys.__stderr__ is not None:
        sys.__stderr__.write(text)
        sys.__stderr__.flush()
