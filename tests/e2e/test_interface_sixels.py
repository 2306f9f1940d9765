"""Pictures in sixels: only where they were asked for, by the one hand, and gone in every way."""

from __future__ import annotations

import io
import os
import re
import signal
import sys
from pathlib import Path

import pytest
from PIL import Image

from tests.e2e.terminal import (
    CELL,
    PARASOL,
    STRINGS,
    Bare,
    Place,
    send,
    wait_until_ended,
)

FOOT = {"TERM": "foot"}
CALENDAR = b"Mo Tu We Th Fr Sa Su"
F9, ESCAPE, ENTER, TAB, DOWN, END = b"\x1b[20~", b"\x1b", b"\r", b"\t", b"\x1b[B", b"\x1b[F"
OFFERED = b"Sixel is sharper"
PICTURE = re.compile(
    rb"\x1b7\x1b\[(\d+);(\d+)H"
    rb'\x1bP0;0;0q"1;1;(\d+);(\d+)[0-9;#!$?-~-]*\x1b\\'
    rb"\x1b8"
)
TOKEN = re.compile(
    rb"\x1b\[(?P<row>\d+);(?P<column>\d+)H|\x1b\[[0-?]*[ -/]*[@-~]|\x1b."
    rb"|(?P<text>[^\x00-\x1f\x1b]+)"
)
MODULES = ("_imaging.", "textual_image")
DRAWN = b"\x1b\\\x1b8"
_SHARP = """
from dataclasses import replace
import toolkit.tui.app
from toolkit.__main__ import main

class Sharp(toolkit.tui.app.Parasol):
    def on_mount(self):
        self.wear(replace(self.settings, sixels=True))

toolkit.tui.app.Parasol = Sharp
main(["."])
"""
SHARP = (sys.executable, "-c", _SHARP)
"""The photos of a folder, as if sixels had been asked for."""


@pytest.fixture
def place(tmp_path: Path) -> Place:
    made = Place.made_in(tmp_path)
    for number in range(2):
        photo = Image.effect_noise((400 + number, 300), 60 + number).convert("RGB")
        kept = io.BytesIO()
        photo.save(kept, "JPEG")
        (made.here / f"photo{number}.jpg").write_bytes(kept.getvalue())
    return made


def go(terminal: Bare, keys: bytes, shown: bytes) -> int:
    """Press keys, and wait until something is shown. Gives how many bytes there were before."""
    begun = len(terminal.seen)
    terminal.press(keys)
    terminal.wait_for(shown, after=begun)
    terminal.wait_until_quiet(0.15)
    return begun


def to_settings(terminal: Bare) -> None:
    terminal.wait_for(b"remembered")
    go(terminal, ENTER, b"Clean photos")
    go(terminal, END + ENTER, b"English")


def to_photos(terminal: Bare) -> None:
    """Wait until a photo is seen in sixels: it is the last that is drawn."""
    terminal.wait_for(DRAWN)
    terminal.wait_until_quiet()


def covered(picture: re.Match[bytes]) -> set[tuple[int, int]]:
    """The cells that a picture covers, by row and column from 1."""
    row, column, width, height = map(int, picture.groups())
    rows = range(row, row - (-height // CELL[1]))
    return {(y, x) for y in rows for x in range(column, column - (-width // CELL[0]))}


def written(drawn: bytes) -> set[tuple[int, int]]:
    """The cells that text was written in."""
    cells = set()
    row = column = 1
    for token in TOKEN.finditer(drawn):
        if token["row"]:
            row, column = int(token["row"]), int(token["column"])
        elif token["text"]:
            text = token["text"].decode()
            cells |= {(row, column + index) for index in range(len(text))}
            column += len(text)
    return cells


def last_picture(drawn: bytes) -> re.Match[bytes]:
    *_, last = PICTURE.finditer(drawn)
    return last


@pytest.mark.parametrize("environment", [FOOT, {}], ids=["foot", "xterm"])
def test_nobody_gets_sixels_who_has_not_asked(
    place: Place, environment: dict[str, str | None]
) -> None:
    with Bare(place, (*PARASOL, "."), environment=environment) as terminal:
        terminal.wait_for("▐".encode())
        terminal.wait_until_quiet()
        loaded = Path(f"/proc/{terminal.process.pid}/maps").read_text(encoding="utf-8")
        assert not [name for name in MODULES if name in loaded]
        assert STRINGS.search(terminal.leave()) is None


@pytest.mark.parametrize(
    ("words", "changed"),
    [
        ((), {"TERM": "xterm-256color"}),
        ((), {"TERM": "xterm-kitty", "KITTY_WINDOW_ID": "1"}),
        ((), FOOT | {"TMUX": "default,1,0"}),
        ((), FOOT | {"NO_COLOR": "1"}),
        (("--slow-link",), FOOT),
    ],
    ids=["xterm", "kitty", "tmux", "no colour", "slow link"],
)
def test_sixels_are_not_offered_where_they_are_not_known_to_leave_nothing(
    place: Place, words: tuple[str, ...], changed: dict[str, str | None]
) -> None:
    with Bare(place, (*PARASOL, *words), environment=changed) as terminal:
        to_settings(terminal)
        drawn = terminal.leave()
    assert b"English" in drawn
    assert OFFERED not in drawn
    assert b"Sixel" not in drawn


def test_who_has_asked_sees_the_picture_over_its_blocks(place: Place) -> None:
    with Bare(place, environment=FOOT) as terminal:
        to_settings(terminal)
        assert OFFERED in terminal.seen
        terminal.press(TAB + TAB + DOWN)
        terminal.wait_until_quiet(0.15)
        go(terminal, ESCAPE, b"Clean photos")
        go(terminal, b"1", b"Drop photos")
        go(terminal, b"\x1b[200~.\x1b[201~", b"Read 2 photos")
        terminal.press(ENTER)
        to_photos(terminal)
        picture = last_picture(terminal.seen)
        assert int(picture[3]) % CELL[0] == int(picture[4]) % CELL[1] == 0
        assert covered(picture) <= written(terminal.seen[: picture.start()])
        assert not covered(picture) & written(terminal.seen[picture.end() :])
        assert max(covered(picture))[0] < 24
        # Nothing else for the terminal itself.
        assert len(STRINGS.findall(terminal.seen)) == len(PICTURE.findall(terminal.seen))


def test_the_picture_is_hidden_and_comes_back(place: Place) -> None:
    with Bare(place, SHARP, environment=FOOT) as terminal:
        to_photos(terminal)
        begun = go(terminal, F9, CALENDAR)
        hidden = terminal.seen[begun:]
        assert hidden.index(b"\x1b[1J") < hidden.index(b"\x1b[2J") < hidden.index(CALENDAR)
        terminal.resize(90, 30)
        send(terminal.process.pid, signal.SIGWINCH)
        terminal.wait_until_quiet()
        assert STRINGS.search(terminal.seen, begun) is None
        begun = go(terminal, F9, DRAWN)
        assert covered(last_picture(terminal.seen[begun:]))


@pytest.mark.parametrize(
    ("keys", "shown"),
    [(b"t", b"hide"), (ESCAPE, b"Clean photos"), (DOWN, b"photo1"), (b"o", b"ptions")],
    ids=["other screen", "back", "next photo", "panel"],
)
def test_what_takes_its_place_is_written_over_it(place: Place, keys: bytes, shown: bytes) -> None:
    with Bare(place, SHARP, environment=FOOT) as terminal:
        to_photos(terminal)
        before = last_picture(terminal.seen)
        begun = go(terminal, keys, shown)
        again = PICTURE.search(terminal.seen, begun)
        after = terminal.seen[before.end() : again.start() if again else None]
        assert covered(before) <= written(after)


def test_in_another_size_it_is_written_over_and_drawn_anew(place: Place) -> None:
    with Bare(place, SHARP, environment=FOOT) as terminal:
        to_photos(terminal)
        before = last_picture(terminal.seen)
        terminal.resize(130, 40)
        send(terminal.process.pid, signal.SIGWINCH)
        terminal.wait_for(DRAWN, after=before.end())
        terminal.wait_until_quiet()
        after = last_picture(terminal.seen)
        assert covered(after) != covered(before)
        assert covered(before) <= written(terminal.seen[before.end() : after.start()])


@pytest.mark.parametrize("way", [b"\x11", b"\x03", signal.SIGTERM, signal.SIGHUP])
def test_who_leaves_takes_it_from_the_terminal(place: Place, way: bytes | signal.Signals) -> None:
    files = place.files()
    with Bare(place, SHARP, environment=FOOT) as terminal:
        to_photos(terminal)
        if isinstance(way, bytes):
            terminal.press(way)
        else:
            send(terminal.process.pid, way)
        wait_until_ended(terminal.process.pid)
        terminal.read(0.1)
        assert_emptied_before_the_end(terminal.seen)
    assert place.files() == files


def test_a_terminal_that_stops_reading_within_a_picture_is_left_without_it(place: Place) -> None:
    with Bare(place, SHARP, environment=FOOT, size=(200, 60)) as terminal:
        to_photos(terminal)
        begun = len(terminal.seen)
        # A picture is on its way, and nobody reads it to its end.
        terminal.press(ENTER)
        while STRINGS.search(terminal.seen, begun) is None:
            terminal.seen += os.read(terminal._terminal, 1024)
        terminal.press(b"\x11")
        wait_until_ended(terminal.process.pid)
        terminal.read(0.1)
        assert_emptied_before_the_end(terminal.seen)


def test_a_fault_takes_it_from_the_terminal(place: Place) -> None:
    with Bare(place, (sys.executable, "-c", _FAILING), environment=FOOT) as terminal:
        to_photos(terminal)
        terminal.press(b"?")
        terminal.wait_for(b"Something went wrong")
        assert_emptied_before_the_end(terminal.seen)


_FAILING = f"""
from toolkit.tui.cleaning.album_screen import AlbumScreen

def failing(_):
    raise ValueError

AlbumScreen.action_explain = failing
{_SHARP}"""


def assert_emptied_before_the_end(drawn: bytes) -> None:
    """That after the last picture, whole or not, the screen was emptied before it was left."""
    *_, last = STRINGS.finditer(drawn)
    after = drawn[last.start() :]
    emptied = after.index(b"\x18\x1b[0m\x1b[999;999H\x1b[1J")
    assert emptied < after.index(b"\x1b[2J") < after.index(b"\x1b[?1049l")
    assert STRINGS.search(after, emptied) is None
