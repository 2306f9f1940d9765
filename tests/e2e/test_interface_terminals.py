"""Terminals that can do little, or are not there; and environments that ask for traces."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.e2e.terminal import COLOUR, PARASOL, STRINGS, Bare, Place, Tmux, needs_tmux

if TYPE_CHECKING:
    from pathlib import Path

MARKER = "Leyla-at-the-bridge"
MARKED = (sys.executable, "-m", "tests.e2e.marked", MARKER)
SLOW = (*PARASOL, "--slow-link")
HINT = "cannot show the full screen"


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place.made_in(tmp_path)


def walked_through(terminal: Bare) -> bytes:
    """Every byte of a walk: first words, home, an explanation, the settings, hidden, back, left."""
    terminal.wait_for(b"remembered")
    for keys, shown in (
        (b"\r", b"Clean"),
        (b"?", b"Choose"),
        (b"?", b"explain"),
        (b"\x1b[F\r", b"English"),
        (b"\x1b[B", b""),
        (b"\x1b[20~", b"Mo Tu We"),
        (b"\x1b[20~", b"English"),
    ):
        begun = len(terminal.seen)
        terminal.press(keys)
        terminal.wait_for(shown, after=begun)
        terminal.wait_until_quiet(0.15)
    return terminal.leave()


def test_without_colour_there_is_none_in_the_whole_stream(place: Place) -> None:
    with Bare(place, environment={"NO_COLOR": "1"}) as terminal:
        drawn = walked_through(terminal)
    assert COLOUR.search(drawn) is None
    # What is chosen shows all the same.
    assert re.search(rb"\x1b\[[\d;]*7[;m]", drawn)


def test_colour_is_found_where_there_is_some(place: Place) -> None:
    with Bare(place) as terminal:
        assert COLOUR.search(walked_through(terminal))


@pytest.mark.parametrize("words", [PARASOL, SLOW])
def test_an_empty_no_color_asks_for_nothing(place: Place, words: tuple[str, ...]) -> None:
    with Bare(place, words, environment={"NO_COLOR": ""}) as terminal:
        terminal.wait_for(b"remembered")
        assert COLOUR.search(terminal.leave())


def test_sixteen_colours_are_the_terminals_own(place: Place) -> None:
    with Bare(place, environment={"TERM": "xterm-16color", "COLORTERM": None}) as terminal:
        drawn = walked_through(terminal)
    assert not re.search(rb"\x1b\[(?:[\d;]*;)?[34]8[;:]", drawn)
    assert COLOUR.search(drawn)


@pytest.mark.parametrize(
    "locale",
    [
        {"LC_ALL": None, "LANG": "C"},
        {"LC_ALL": None, "LANG": "en_US.ISO-8859-1"},
        {"LC_ALL": None},
        {"LC_ALL": "POSIX", "LANG": "C.UTF-8"},
    ],
    ids=["C", "Latin-1", "none", "POSIX"],
)
def test_without_utf8_every_byte_is_ascii(place: Place, locale: dict[str, str | None]) -> None:
    with Bare(place, environment=locale) as terminal:
        drawn = walked_through(terminal)
        assert drawn.isascii()


@pytest.mark.parametrize(
    "locale",
    [{"LC_ALL": "C.UTF-8"}, {"LC_ALL": None, "LANG": "tr_TR.UTF-8"}],
    ids=["installed", "not installed"],
)
def test_with_utf8_signs_are_drawn(place: Place, locale: dict[str, str | None]) -> None:
    with Bare(place, environment=locale) as terminal:
        assert "›".encode() in walked_through(terminal)


def test_keys_of_another_coding_and_noise_break_nothing(place: Place) -> None:
    environment = {"LC_ALL": None, "LANG": "en_US.ISO-8859-1"}
    with Bare(place, environment=environment) as terminal:
        terminal.wait_for(b"remembered")
        for pressed in (
            b"\xe9\xff\x80",
            b"\x1b[200~/home/caf\xe9.jpg\x1b[201~",
            b"\x1b[<999999999;1;1M\x1b[;;m\x1bO",
            b"\x1b[1114112u",
            b"\x1b[48;0;0;0;0t",
        ):
            terminal.press(pressed)
            terminal.wait_until_quiet(0.15)
        terminal.press(b"?")
        terminal.wait_for(b"Choose the language")


@needs_tmux
def test_without_utf8_everything_stands_where_it_stood(place: Place) -> None:
    screens = []
    for locale in ({}, {"LC_ALL": None, "LANG": "C"}):
        with Tmux(place) as terminal:
            terminal.start(environment=locale)
            terminal.wait_for("remembered")
            terminal.press("Enter")
            screens.append(terminal.whole("Clean photos").splitlines())
    with_signs, plain = screens
    assert [len(line) for line in with_signs] == [len(line) for line in plain]
    for line, ascii_line in zip(with_signs, plain, strict=True):
        assert ascii_line.isascii()
        assert [(m.start(), m.group()) for m in re.finditer(r"[A-Za-z]{2,}", line)] == [
            (m.start(), m.group()) for m in re.finditer(r"[A-Za-z]{2,}", ascii_line)
        ]


@needs_tmux
def test_a_terminal_that_becomes_tiny_and_large_again_shows_the_same(place: Place) -> None:
    with Tmux(place) as terminal:
        terminal.start()
        terminal.wait_for("remembered")
        terminal.press("Enter")
        before = terminal.whole("Clean photos")
        for columns, rows in ((20, 5), (1, 1), (200, 60), (80, 24)):
            terminal.resize(columns, rows)
            terminal.press("Down")
            terminal.press("Up")
        terminal.wait_for(before.rstrip("\n"))
        terminal.press("C-q")
        assert "left with 0" in terminal.wait_for_leaving()


@needs_tmux
def test_two_run_beside_each_other(place: Place) -> None:
    with Tmux(place) as one, Tmux(place) as other:
        for terminal in (one, other):
            terminal.start(MARKED)
        for terminal in (one, other):
            terminal.wait_for(MARKER)
        one.press("C-q")
        assert MARKER not in one.wait_for_leaving()
        other.press("x")
        other.wait_for("pressed 1")


def test_the_size_is_the_terminals_and_not_the_environments(place: Place) -> None:
    with Bare(place, size=(100, 30), environment={"COLUMNS": "40", "LINES": "10"}) as terminal:
        terminal.wait_for(b"remembered")
        terminal.wait_until_quiet()
        assert b"\x1b[30;1H" in terminal.seen


@pytest.mark.parametrize(
    "switches",
    [
        {
            "TEXTUAL": "debug,devtools",
            "TEXTUAL_DEBUG": "1",
            "TEXTUAL_LOG": "log.txt",
            "TEXTUAL_DEVTOOLS_PORT": "1",
        },
        {
            "TEXTUAL_SCREENSHOT": "0",
            "TEXTUAL_SCREENSHOT_LOCATION": ".",
            "TEXTUAL_SCREENSHOT_FILENAME": "shot.svg",
        },
        {"TEXTUAL_PRESS": "enter,2"},
        {"TEXTUAL_DRIVER": "textual.drivers.headless_driver:HeadlessDriver"},
        {"TEXTUAL_ALLOW_SIGNALS": "1"},
        {"TEXTUAL_THEME": "dracula", "TEXTUAL_COLOR_SYSTEM": "standard", "TEXTUAL_FILTERS": "dim"},
        {"PYTHONASYNCIODEBUG": "1", "PYTHONDEVMODE": "1", "PYTHONINSPECT": "1"},
    ],
    ids=lambda switches: next(iter(switches)),
)
def test_no_switch_of_the_environment_makes_it_leave_traces(
    place: Place, switches: dict[str, str]
) -> None:
    files = place.files()
    with Bare(place, environment=switches) as terminal:
        terminal.wait_for(b"remembered")
        # It is as it always is: the palette, the keys, no signal from the keyboard.
        assert b"38;2;230;225;214" in terminal.wait_until_quiet()
        terminal.press(b"\x1c")
        terminal.press(b"?")
        terminal.wait_for(b"Choose the language")
        drawn = terminal.leave()
        assert terminal.process.returncode == 0
        assert drawn.endswith(b"\x1b[?1049l\x1b[?25h")
    assert place.files() == files


def test_nothing_is_written_for_the_terminal_itself_to_keep(place: Place) -> None:
    with Bare(place, (*MARKED, "clipboard")) as terminal:
        terminal.wait_for(MARKER.encode())
        terminal.press(b"!")
        terminal.wait_for(b"copied")
        drawn = terminal.leave()
    assert STRINGS.search(drawn) is None


@pytest.mark.parametrize("term", ["dumb", "", None])
def test_a_terminal_that_can_do_nothing_gets_the_command_line_and_a_hint(
    place: Place, term: str | None
) -> None:
    with Bare(place, environment={"TERM": term}) as terminal:
        terminal.wait_for(HINT.encode())
        terminal.process.wait(10)
        drawn = terminal.read(0.1) + terminal.seen
        assert b"inspect" in drawn
        assert b"\x1b" not in drawn


@pytest.mark.parametrize(
    "words", [(), ("--slow-link",), ("photo.jpg",), ("photo.jpg", "--slow-link")]
)
def test_without_a_terminal_it_says_so_and_what_to_type(
    place: Place, words: tuple[str, ...]
) -> None:
    (place.here / "photo.jpg").touch()
    done = subprocess.run(
        [*PARASOL, *words],
        cwd=place.here,
        env=place.environment({}),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    told = done.stdout + done.stderr
    assert HINT in " ".join(told.split())
    assert "parasol inspect" in told
    assert "\x1b" not in told
    assert done.returncode == (2 if "photo.jpg" in words else 0)


@pytest.mark.parametrize("stream", [0, 1])
def test_one_stream_that_is_no_terminal_is_enough_for_the_hint(place: Place, stream: int) -> None:
    elsewhere = f'exec {stream}<>{os.devnull}; exec "$@"'
    with Bare(place, ("sh", "-c", elsewhere, "sh", *PARASOL)) as terminal:
        terminal.process.wait(10)
        assert b"\x1b" not in terminal.read(0.1)


def test_errors_may_go_elsewhere(place: Place) -> None:
    with Bare(place, ("sh", "-c", 'exec "$@" 2>/dev/null', "sh", *PARASOL)) as terminal:
        terminal.wait_for(b"remembered")
        terminal.leave()
        assert terminal.process.returncode == 0


@needs_tmux
def test_a_slow_link_shows_the_same(place: Place) -> None:
    screens: list[list[str]] = []
    for words in (PARASOL, SLOW):
        with Tmux(place) as terminal:
            terminal.start(words, {"TERM": "screen", "COLORTERM": None})
            shown = [terminal.whole("remembered")]
            terminal.press("Enter")
            shown.append(terminal.whole("photos", gone="remembered"))
            terminal.press("?")
            shown.append(terminal.whole("Choose with the arrow keys"))
            terminal.press("F9")
            terminal.wait_for("Mo Tu We")
            terminal.press("F9")
            shown.append(terminal.whole("Choose with the arrow keys", gone="Mo Tu We"))
            terminal.resize(100, 30)
            terminal.press("?")
            terminal.wait_for("photos", gone="Choose with the arrow keys")
            terminal.press("End", "Enter")
            shown.append(terminal.whole("English", gone="photos"))
            screens.append(shown)
    assert screens[0] == screens[1]


def test_a_slow_link_carries_few_bytes(place: Place) -> None:
    with Bare(place, SLOW) as terminal:
        terminal.wait_for(b"remembered")
        terminal.wait_until_quiet()
        assert len(terminal.seen) < 1000
        begun = len(terminal.seen)
        terminal.press(b"\r")
        terminal.wait_for(b"photos", after=begun)
        terminal.wait_until_quiet()
        assert len(terminal.seen) - begun < 2000
        begun = len(terminal.seen)
        # A mouse that only moves, and a while in which nothing happens.
        terminal.press(b"\x1b[<35;10;10M\x1b[<35;40;12M")
        terminal.wait_until_quiet(1.0)
        assert len(terminal.seen) - begun < 100
    assert b"\x1b[?1003h" not in terminal.seen
