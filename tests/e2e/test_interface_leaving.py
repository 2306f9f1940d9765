"""Leaving the interface leaves nothing behind, whatever way it is left and whatever it is doing."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.e2e.terminal import (
    STRINGS,
    Bare,
    Place,
    Tmux,
    needs_tmux,
    send,
    wait_until_asleep,
    wait_until_ended,
)

MARKER = "Leyla-at-the-bridge"
MARKED = (sys.executable, "-m", "tests.e2e.marked", MARKER)
AT_ONCE_SECONDS = 2.0
"""About a second, on a machine that does other things as well."""


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place.made_in(tmp_path)


def assert_nothing_is_left(terminal: Tmux, title: str, settings: str, files: set[str]) -> None:
    left = terminal.wait_for_leaving()
    assert MARKER not in left
    assert "Traceback" not in left
    for mode in ("alternate_on", "mouse_any_flag", "mouse_sgr_flag", "keypad_flag"):
        assert terminal.ask(mode) == "0", mode
    for mode in ("cursor_flag", "wrap_flag"):
        assert terminal.ask(mode) == "1", mode
    assert terminal.ask("pane_title") == title
    assert terminal.clipboard() == ""
    assert terminal.place.files() == files
    assert terminal.settings() == settings


@pytest.mark.parametrize(
    ("way", "code"),
    [
        ("C-q", 0),
        ("C-c", 0),
        (signal.SIGTERM, 143),
        (signal.SIGHUP, 129),
        (signal.SIGINT, 130),
        (signal.SIGQUIT, 131),
    ],
)
@needs_tmux
def test_every_way_out_leaves_a_clean_terminal(
    place: Place, way: str | signal.Signals, code: int
) -> None:
    with Tmux(place) as terminal:
        terminal.type("echo what was here before")
        terminal.wait_for("\nwhat was here before")
        settings, title, files = terminal.settings(), terminal.ask("pane_title"), place.files()
        terminal.start((*MARKED, "clipboard"))
        terminal.wait_for(MARKER)
        terminal.press("!")
        terminal.wait_for("copied")
        if isinstance(way, signal.Signals):
            send(terminal.process, way)
        else:
            terminal.press(way)
        assert f"left with {code}" in terminal.wait_for_leaving()
        assert "what was here before" in terminal.everything()
        assert_nothing_is_left(terminal, title, settings, files)


@needs_tmux
def test_a_terminal_without_a_second_screen_keeps_nothing_either(place: Place) -> None:
    with Tmux(place) as terminal:
        terminal("set-option", "-w", "alternate-screen", "off")
        terminal.start(MARKED)
        terminal.wait_for(MARKER)
        terminal.press("C-q")
        assert MARKER not in terminal.wait_for_leaving()


@needs_tmux
def test_a_terminal_that_is_closed_ends_the_program(place: Place) -> None:
    with Tmux(place) as terminal:
        files = place.files()
        terminal.start(MARKED)
        terminal.wait_for(MARKER)
        process = terminal.process
        terminal("split-window", "sh")
        terminal("kill-pane", "-t", "0")
        assert wait_until_ended(process) < AT_ONCE_SECONDS
        assert place.files() == files


def test_a_terminal_that_goes_away_without_a_word_ends_the_program(place: Place) -> None:
    # Who ignores the signal that says so is inherited, as by `nohup`.
    words = (sys.executable, "-c", _WITHOUT_HANG_UP, *MARKED)
    with Bare(place, words) as terminal:
        terminal.wait_for(MARKER.encode())
        terminal.hang_up()
        assert terminal.seconds_to_end() < AT_ONCE_SECONDS


_WITHOUT_HANG_UP = """
import os, signal, sys
signal.signal(signal.SIGHUP, signal.SIG_IGN)
os.execv(sys.argv[1], sys.argv[1:])
"""


@pytest.mark.parametrize("way", [b"\x11", b"\x03", b"\x1b[200~\x11", signal.SIGTERM])
def test_a_program_that_is_busy_is_left_at_once(place: Place, way: bytes | signal.Signals) -> None:
    with Bare(place, (*MARKED, "hang")) as terminal:
        terminal.wait_for(MARKER.encode())
        terminal.press(b"!")
        terminal.wait_for(b"hanging")
        time.sleep(0.1)
        _go(terminal, way)
        assert terminal.seconds_to_end() < AT_ONCE_SECONDS
        _assert_blank_at_the_end(terminal)


@pytest.mark.parametrize("way", [b"\x11", signal.SIGTERM, signal.SIGHUP])
def test_a_terminal_that_nobody_reads_keeps_nobody_from_leaving(
    place: Place, way: bytes | signal.Signals
) -> None:
    with Bare(place, (*MARKED, "flood")) as terminal:
        terminal.wait_for(MARKER.encode())
        terminal.press(b"!")
        terminal.wait_for(MARKER.encode(), after=len(terminal.seen))
        # From here on nobody reads, and soon nothing more can be written.
        time.sleep(0.7)
        _go(terminal, way)
        assert terminal.seconds_to_end() < AT_ONCE_SECONDS
        _assert_blank_at_the_end(terminal)


@pytest.mark.parametrize("way", [b"\x11", signal.SIGTERM])
def test_a_terminal_that_was_stopped_is_blanked_all_the_same(
    place: Place, way: bytes | signal.Signals
) -> None:
    with Bare(place, (*MARKED, "flood")) as terminal:
        terminal.wait_for(MARKER.encode())
        terminal.stop_output()
        terminal.press(b"!")
        time.sleep(0.3)
        _go(terminal, way)
        assert terminal.seconds_to_end() < AT_ONCE_SECONDS
        _assert_blank_at_the_end(terminal)


def _go(terminal: Bare, way: bytes | signal.Signals) -> None:
    if isinstance(way, signal.Signals):
        terminal.process.send_signal(way)
    else:
        terminal.press(way)


def _assert_blank_at_the_end(terminal: Bare) -> None:
    terminal.read(0.1)
    blanked = terminal.seen.rindex(b"\x1b[1J")
    assert terminal.seen.rindex(MARKER.encode()) < blanked
    assert terminal.seen.rindex(b"\x1b[?1049l") > blanked
    assert not STRINGS.search(terminal.seen)


def test_the_screen_is_blanked_before_anything_is_stopped(place: Place) -> None:
    stopped = place.folder / "stopped"
    with Bare(place, (*MARKED, "stuck"), environment={"STOPPED": str(stopped)}) as terminal:
        terminal.wait_for(MARKER.encode())
        terminal.press(b"\x11")
        terminal.wait_for(b"\x1b[?1049l")
        # What hangs, or fails, as it is stopped is cut off by the system.
        assert terminal.seconds_to_end() < AT_ONCE_SECONDS


def test_what_runs_is_stopped_also_when_something_else_fails_to_stop(place: Place) -> None:
    stopped = place.folder / "stopped"
    with Bare(place, MARKED, environment={"STOPPED": str(stopped)}) as terminal:
        terminal.wait_for(MARKER.encode())
        terminal.leave()
        assert stopped.exists()
        assert terminal.process.returncode == 0


@pytest.mark.parametrize("way", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP, b"\x03", b"\x11"])
def test_it_can_be_left_from_the_first_moment(place: Place, way: bytes | signal.Signals) -> None:
    with Bare(place) as terminal:
        terminal.wait_for(b"Parasol")
        _go(terminal, way)
        assert terminal.seconds_to_end() < AT_ONCE_SECONDS
        terminal.read(0.1)
        assert terminal.seen.rstrip().endswith(b"\x1b[?1049l\x1b[?25h")
        assert b"Traceback" not in terminal.seen


@needs_tmux
def test_a_program_that_sleeps_shows_nothing_and_comes_back(place: Place) -> None:
    with Tmux(place) as terminal:
        for way in ("C-z", signal.SIGTSTP):
            terminal.start(MARKED)
            terminal.wait_for(MARKER)
            if isinstance(way, str):
                terminal.press(way)
            else:
                send(terminal.process, way)
            wait_until_asleep(terminal.process)
            assert MARKER not in terminal.everything()
            assert terminal.ask("alternate_on") == "0"
            terminal.type("fg")
            terminal.wait_for(MARKER)
            terminal.press("x")
            terminal.wait_for("pressed 1")
            terminal.press("C-q")
            wait_until_ended(terminal.process)
            assert MARKER not in terminal.everything()


@needs_tmux
def test_a_program_woken_in_the_background_sleeps_on_until_it_is_in_front(place: Place) -> None:
    with Tmux(place) as terminal:
        terminal.start(MARKED)
        terminal.wait_for(MARKER)
        terminal.press("C-z")
        wait_until_asleep(terminal.process)
        terminal.type("bg; echo 'in front' again")
        terminal.wait_for("in front again")
        wait_until_asleep(terminal.process)
        assert MARKER not in terminal.everything()
        terminal.type("fg")
        _assert_wide_awake(terminal)


@needs_tmux
def test_a_program_that_was_stopped_without_a_word_is_drawn_anew(place: Place) -> None:
    with Tmux(place) as terminal:
        terminal.start(MARKED)
        terminal.wait_for(MARKER)
        send(terminal.process, signal.SIGSTOP)
        wait_until_asleep(terminal.process)
        # It could not tidy up, so somebody else has to.
        subprocess.run(["stty", "-F", terminal.ask("pane_tty"), "sane"], check=True)
        terminal.type("clear")
        terminal.wait_for("ready>", gone=MARKER)
        terminal.type("fg")
        _assert_wide_awake(terminal)


def _assert_wide_awake(terminal: Tmux) -> None:
    """That it is drawn whole, answers each key once, and leaves a clean terminal."""
    assert terminal.wait_for(f"{MARKER} 0").count(MARKER) >= 20
    for _ in range(8):
        terminal.press("x")
    terminal.wait_for("pressed 8")
    # One thread reads, and one writes.
    assert len(list(Path(f"/proc/{terminal.process}/task").iterdir())) == 3
    terminal.press("C-q")
    wait_until_ended(terminal.process)
    assert MARKER not in terminal.everything()
    assert terminal.ask("mouse_any_flag") == terminal.ask("alternate_on") == "0"


def test_who_has_no_shell_to_wake_it_does_not_sleep(place: Place) -> None:
    with Bare(place, MARKED) as terminal:
        terminal.wait_for(MARKER.encode())
        before = len(terminal.seen)
        terminal.press(b"\x1a")
        terminal.wait_for(MARKER.encode(), after=before)
        terminal.press(b"x")
        terminal.wait_for(b"pressed 1")


@needs_tmux
def test_a_program_that_sleeps_can_be_ended(place: Place) -> None:
    with Tmux(place) as terminal:
        terminal.start(MARKED)
        terminal.wait_for(MARKER)
        terminal.press("C-z")
        wait_until_asleep(terminal.process)
        send(terminal.process, signal.SIGTERM)
        send(terminal.process, signal.SIGCONT)
        wait_until_ended(terminal.process)
        assert MARKER not in terminal.everything()
