"""What is read from the terminal: the last words are heard, but the screen goes before that."""

from __future__ import annotations

import os
import threading
from types import SimpleNamespace
from typing import Any

from toolkit.tui.driver import GuardedDriver


def test_the_screen_is_blanked_before_the_last_words_are_heard() -> None:
    told: list[str] = []
    driver: Any = GuardedDriver.__new__(GuardedDriver)
    driver._terminal = SimpleNamespace(give_back=lambda *, for_good: told.append(f"{for_good}"))
    driver._way_out = SimpleNamespace(leave=lambda code: told.append(f"left with {code}"))
    driver.process_message = lambda message: told.append(message.key)
    driver.fileno, keys = os.pipe()
    os.write(keys, b"ab\x11")
    driver._read(threading.Event())
    os.close(driver.fileno)
    os.close(keys)
    assert told == ["True", "a", "b", "left with 0"]
