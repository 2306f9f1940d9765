"""A fault of ours ends in one honest sentence, and in a report that says nothing of the person."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from tests.e2e.terminal import Place, Tmux, needs_tmux

if TYPE_CHECKING:
    from pathlib import Path

MARKER = "Leyla-at-the-bridge"
MARKED = (sys.executable, "-m", "tests.e2e.marked", MARKER)
SENTENCE = "Something went wrong inside Parasol"

pytestmark = needs_tmux


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place.made_in(tmp_path)


@pytest.mark.parametrize(
    "what",
    ["handler", "thread", "timer", "worker", "render", "task", "input", "exit"],
)
def test_a_fault_tells_what_happened_and_nothing_of_the_person(place: Place, what: str) -> None:
    with Tmux(place) as terminal:
        files = place.files()
        terminal.start((*MARKED, what))
        terminal.wait_for(MARKER)
        terminal.press("!")
        told = terminal.wait_for("press Enter.", gone=MARKER)
        _assert_one_sentence(told)
        assert terminal.ask("alternate_on") == "0"
        assert terminal.ask("cursor_flag") == "1"
        terminal.press("Enter")
        left = terminal.wait_for_leaving()
        assert "left with 1" in left
        assert MARKER not in left
        assert place.files() == files


@pytest.mark.parametrize("what", ["css", "start", "missing", "mount"])
def test_a_fault_before_the_first_screen_is_told_as_well(place: Place, what: str) -> None:
    with Tmux(place) as terminal:
        files = place.files()
        terminal.start((*MARKED, what))
        _assert_one_sentence(terminal.wait_for("press Enter."))
        terminal.press("Enter")
        left = terminal.wait_for_leaving()
        assert "left with 1" in left
        assert MARKER not in left
        assert place.files() == files


def _assert_one_sentence(told: str) -> None:
    words = " ".join(told.split())
    assert words.count(SENTENCE) == 1
    assert "Your originals are unchanged." in words
    assert "Traceback" not in words
    assert MARKER not in words
    # Lines end between words.
    assert all(len(line) < 80 for line in told.splitlines())


def test_the_report_says_where_and_holds_nothing_of_the_person(place: Place) -> None:
    with Tmux(place) as terminal:
        terminal.start((*MARKED, "handler"))
        terminal.wait_for(MARKER)
        terminal.press("!")
        terminal.wait_for("press Enter.", gone=MARKER)
        terminal.press("s", "Enter")
        left = terminal.wait_for_leaving()
        (report,) = place.here.iterdir()
        assert f"Saved: {report.name}" in left
        assert "parasol" not in report.name
        assert report.stat().st_mode & 0o777 == 0o600
        text = report.read_text()
        for word in ("KeyError", "ValueError", " marked.py:", "action_go_wrong", "textual"):
            assert word in text
        for word in (MARKER, "Leyla", str(place.folder), "this is about"):
            assert word not in text
        assert not any(line.strip().startswith("/") for line in text.splitlines())


def test_a_report_that_cannot_be_saved_is_told(place: Place) -> None:
    with Tmux(place) as terminal:
        terminal.type(f"mkdir gone; cd gone; rmdir {place.here}/gone")
        terminal.start((*MARKED, "handler"))
        terminal.wait_for(MARKER)
        terminal.press("!")
        terminal.wait_for("press Enter.", gone=MARKER)
        terminal.press("s", "Enter")
        left = terminal.wait_for_leaving()
        assert "could not be saved" in left
        assert "left with 1" in left


@pytest.mark.parametrize("key", ["C-c", "C-d"])
def test_the_question_after_a_fault_can_be_left(place: Place, key: str) -> None:
    with Tmux(place) as terminal:
        files = place.files()
        terminal.start((*MARKED, "handler"))
        terminal.wait_for(MARKER)
        terminal.press("!")
        terminal.wait_for("press Enter.", gone=MARKER)
        terminal.press(key)
        terminal.wait_for_leaving()
        assert place.files() == files
