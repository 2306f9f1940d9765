"""Sixels: where they are offered, what they look like, and what the terminal's gate lets pass."""

from __future__ import annotations

import fcntl
import os
import re
import struct
import termios
from typing import TYPE_CHECKING

import pytest

from tests.environment import ran
from toolkit.metadata.model import Thumbnail
from toolkit.tui import settings as module
from toolkit.tui.settings import Settings, may_have_sixels
from toolkit.tui.terminal import Terminal
from toolkit.tui.widgets.sixels import STRING, sixels

if TYPE_CHECKING:
    from collections.abc import Iterator

PICTURE = Thumbnail(30, 20, bytes(range(250)) * 7 + bytes(50))
FOOT = {"TERM": "foot"}
OTHERS = (
    "\x1b]0;a title\x07",
    "\x1b]52;c;YQ==\x1b\\",
    "\x1b_Ga=T,f=24,s=1,v=1;AAAA\x1b\\",
    "\x1b_Gt=f,a=T;L2V0Yy9wYXNzd2Q=\x1b\\",
    "\x1bP$qm\x1b\\",
    "\x1bPtmux;\x1b\x1bPq#1~\x1b\x1b\\\x1b\\",
    "\x1bPq#1~\x9c",
    "\x1bPq a letter to somebody\x1b\\",
    "\x1bPq#1~~",
)


class Inner:
    """A terminal of ours, and what it was sent."""

    def __init__(self) -> None:
        self._outer, self.inner = os.openpty()
        self.terminal = Terminal(self.inner, self.inner, termios.tcgetattr(self.inner))

    def sent(self) -> str:
        termios.tcdrain(self.inner)
        os.write(self.inner, b"|")
        seen = b""
        while not seen.endswith(b"|"):
            seen += os.read(self._outer, 1 << 16)
        return seen[:-1].decode()

    def close(self) -> None:
        os.close(self._outer)
        os.close(self.inner)


@pytest.fixture
def inner() -> Iterator[Inner]:
    made = Inner()
    yield made
    made.close()


def test_a_picture_is_nothing_but_colours_repetitions_and_pixels() -> None:
    drawn = sixels(PICTURE, 60, 40)
    assert STRING.fullmatch(drawn)
    assert '"1;1;60;40' in drawn


def test_every_colour_is_chosen_after_it_is_told() -> None:
    # foot and xterm would draw in the one before.
    drawn = sixels(PICTURE, 60, 40)
    told = re.findall(r"#(\d+);2;\d+;\d+;\d+(#\d+)?", drawn)
    assert len(told) > 10
    assert all(chosen == f"#{number}" for number, chosen in told)


def test_no_string_passes_unless_pictures_were_asked_for(inner: Inner) -> None:
    inner.terminal.write(f"a{sixels(PICTURE, 6, 6)}b")
    assert inner.sent() == "ab"


def test_a_picture_passes_where_it_was_asked_for_and_nothing_else(inner: Inner) -> None:
    inner.terminal.let_pass(STRING)
    drawn = sixels(PICTURE, 6, 6)
    inner.terminal.write(f"a{drawn}b")
    assert inner.sent() == f"a{drawn}b"
    for other in OTHERS:
        inner.terminal.write(other)
        assert not re.search("\x1b[]PX^_]", inner.sent()), other
    inner.terminal.let_pass(None)
    inner.terminal.write(f"a{drawn}b")
    assert inner.sent() == "ab"


def test_who_gives_a_terminal_back_that_had_pictures_takes_them_from_it(inner: Inner) -> None:
    inner.terminal.let_pass(STRING)
    inner.terminal.let_pass(None)
    inner.terminal.give_back()
    sent = inner.sent()
    assert sent.startswith("\x18")
    assert "\x1b[1J" in sent[: sent.index("\x1b[2J")]
    inner.terminal.write(sixels(PICTURE, 6, 6))
    assert inner.sent() == ""


@pytest.mark.parametrize(
    ("told", "cell"),
    [
        ((24, 80, 800, 480), (10, 20)),
        ((24, 80, 0, 0), None),
        ((0, 0, 0, 0), None),
        ((24, 80, 5, 5), None),
    ],
)
def test_the_size_of_a_cell_is_what_the_system_was_told(
    told: tuple[int, int, int, int], cell: tuple[int, int] | None, inner: Inner
) -> None:
    fcntl.ioctl(inner.inner, termios.TIOCSWINSZ, struct.pack("4H", *told))
    assert inner.terminal.cell_pixels() == cell


@pytest.mark.parametrize("term", ["foot", "foot-extra", "foot-direct"])
def test_sixels_are_offered_where_they_leave_nothing(term: str) -> None:
    assert may_have_sixels(Settings(), {"TERM": term})


@pytest.mark.parametrize(
    ("settings", "environment"),
    [
        (Settings(slow_link=True), FOOT),
        (Settings(colour=False), FOOT),
        (Settings(), FOOT | {"TMUX": "default,1,0"}),
        (Settings(), FOOT | {"STY": "1.pts-0.host"}),
        (Settings(), FOOT | {"ZELLIJ": "0"}),
        (Settings(), {"TERM": "xterm-kitty", "KITTY_WINDOW_ID": "1"}),
        (Settings(), {"TERM": "mlterm", "MLTERM": "3.9.0"}),
        (Settings(), {"TERM": "xterm-256color", "KONSOLE_VERSION": "221203"}),
        (Settings(), {"TERM": "xterm-256color", "XTERM_VERSION": "XTerm(379)"}),
        (Settings(), {"TERM": "tmux-256color"}),
        (Settings(), {}),
    ],
)
def test_sixels_are_not_offered_anywhere_else(
    settings: Settings, environment: dict[str, str]
) -> None:
    assert not may_have_sixels(settings, environment)


def test_sixels_are_not_offered_without_the_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "find_spec", lambda _: None)
    assert not may_have_sixels(Settings(), FOOT)


def test_nothing_of_it_is_loaded_before_a_picture_is_drawn() -> None:
    program = (
        "import sys\n"
        "import toolkit.tui.cleaning.detail, toolkit.tui.picture_overlay, toolkit.tui.app\n"
        "from toolkit.tui.settings import Settings, may_have_sixels\n"
        "may_have_sixels(Settings(), {'TERM': 'xterm-256color'})\n"
        "print(*[n for n in sys.modules if n.partition('.')[0] in ('PIL', 'textual_image')])\n"
    )
    answer = ran(program)
    assert answer.stdout.split() == []
