"""The person's terminal is given back whole."""

from __future__ import annotations

import os
import termios
from typing import TYPE_CHECKING

from toolkit.tui import first
from toolkit.tui.terminal import Terminal

if TYPE_CHECKING:
    import pytest


def test_what_is_typed_once_the_shell_is_seen_again_is_the_shells(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    outer, inner = os.openpty()
    shells = termios.tcgetattr(inner)
    first.only_keys(inner)
    dropped: list[bytes] = []

    def drop(_descriptor: int, queue: int) -> None:
        assert queue == termios.TCIFLUSH
        assert termios.tcgetattr(inner) == shells
        dropped.append(os.read(outer, 4096))

    monkeypatch.setattr(termios, "tcflush", drop)
    Terminal(inner, inner, shells).give_back()
    (drawn,) = dropped
    # The mouse is off, so nothing comes from it any more; but our screen is still there, blank.
    assert drawn.endswith(b"\x1b[?7h\x1b[<u")
    assert first.BLANK.encode() in drawn
    assert b"\x1b[?1049l" not in drawn
    assert os.read(outer, 4096) == first.LEAVE.encode()
    os.close(outer)
    os.close(inner)
