"""F9 hides everything behind a calendar, at once, until the person comes back."""

from __future__ import annotations

import signal
import sys
import time
from typing import TYPE_CHECKING

import pytest

from tests.e2e.terminal import Bare, Place, Tmux, needs_tmux, send, wait_until_asleep

if TYPE_CHECKING:
    from pathlib import Path

MARKER = "Leyla-at-the-bridge"
MARKED = (sys.executable, "-m", "tests.e2e.marked", MARKER)
CALENDAR = "Mo Tu We Th Fr Sa Su"
F9 = b"\x1b[20~"


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place.made_in(tmp_path)


@needs_tmux
def test_what_happens_while_hidden_is_not_seen_and_not_lost(place: Place) -> None:
    with Tmux(place) as terminal:
        terminal.start((*MARKED, "tick"))
        terminal.wait_for(MARKER)
        # Soon: what is shown changes, a page opens, and a note appears.
        terminal.press("!", "F9")
        hidden = terminal.wait_for(CALENDAR, gone=MARKER)
        assert "arasol" not in hidden
        terminal.press("x", "Enter", "Escape", "?", "Tab", "C-z")
        terminal.paste("/home/person/photo.jpg")
        until = time.monotonic() + 0.7
        while time.monotonic() < until:
            assert terminal.screen() == hidden
        terminal.press("F9")
        shown = terminal.wait_for(MARKER, gone=CALENDAR)
        assert "pressed" not in shown
        # It is drawn whole.
        assert shown.count(MARKER) >= 20
        terminal.press("x")
        terminal.wait_for("pressed 1")


@needs_tmux
def test_the_calendar_turns_and_follows_the_terminal(place: Place) -> None:
    with Tmux(place) as terminal:
        terminal.start(MARKED)
        terminal.wait_for(MARKER)
        terminal.press("F9")
        hidden = terminal.wait_for(CALENDAR)
        assert hidden.count(CALENDAR) == 3
        terminal.press("Right")
        turned = terminal.wait_for(CALENDAR, gone=hidden)
        assert turned.count(CALENDAR) == 3
        terminal.resize(30, 8)
        narrow = terminal.wait_for(CALENDAR, gone=f"{CALENDAR}   Mo")
        assert MARKER not in narrow
        assert max(map(len, narrow.splitlines())) <= 30
        terminal.resize(80, 24)
        terminal.wait_for(f"{CALENDAR}   {CALENDAR}   {CALENDAR}")
        terminal.press("F9")
        terminal.wait_for(MARKER, gone=CALENDAR)


def test_a_program_that_is_busy_is_hidden_at_once(place: Place) -> None:
    with Bare(place, (*MARKED, "hang")) as terminal:
        terminal.wait_for(MARKER.encode())
        terminal.press(b"!")
        terminal.wait_for(b"hanging")
        time.sleep(0.1)
        before = len(terminal.seen)
        began = time.monotonic()
        terminal.press(F9)
        terminal.wait_for(CALENDAR.encode(), after=before)
        assert time.monotonic() - began < 0.5
        assert MARKER.encode() not in terminal.seen[terminal.seen.rindex(b"\x1b[1J") :]


@needs_tmux
@pytest.mark.parametrize("way", ["C-q", signal.SIGTERM])
def test_it_is_left_from_behind_the_calendar(place: Place, way: str | signal.Signals) -> None:
    with Tmux(place) as terminal:
        terminal.start(MARKED)
        terminal.wait_for(MARKER)
        terminal.press("F9")
        terminal.wait_for(CALENDAR)
        if isinstance(way, str):
            terminal.press(way)
        else:
            send(terminal.process, way)
        left = terminal.wait_for_leaving()
        assert MARKER not in left
        assert CALENDAR not in left


@needs_tmux
def test_a_fault_behind_the_calendar_tells_nobody_of_a_program(place: Place) -> None:
    with Tmux(place) as terminal:
        terminal.start((*MARKED, "late_fault"))
        terminal.wait_for(MARKER)
        terminal.press("!", "F9")
        terminal.wait_for(CALENDAR)
        left = terminal.wait_for_leaving()
        assert "left with 1" in left
        assert "arasol" not in left
        assert MARKER not in left


@needs_tmux
def test_a_program_that_slept_while_hidden_comes_back_hidden(place: Place) -> None:
    with Tmux(place) as terminal:
        terminal.start(MARKED)
        terminal.wait_for(MARKER)
        terminal.press("F9")
        terminal.wait_for(CALENDAR)
        send(terminal.process, signal.SIGTSTP)
        wait_until_asleep(terminal.process)
        assert CALENDAR not in terminal.everything()
        terminal.type("fg")
        hidden = terminal.wait_for(CALENDAR)
        time.sleep(0.3)
        assert terminal.screen() == hidden
        assert MARKER not in hidden
        terminal.press("F9")
        terminal.wait_for(MARKER, gone=CALENDAR)
