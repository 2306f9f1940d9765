"""The promises, kept while real photos are read, shown and cleaned."""

from __future__ import annotations

import signal
import time
from pathlib import Path

import pytest
from PIL import Image

from tests.e2e.terminal import (
    PARASOL,
    STRINGS,
    Bare,
    Place,
    Tmux,
    needs_tmux,
    send,
    state,
    wait_until_ended,
)
from tests.e2e.test_command_line import photo

NAME = "Leyla-at-the-bridge"
PERSON = "Leyla Example"
SLOW = (*PARASOL, "--slow-link")


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place.made_in(tmp_path)


def add_photos(place: Place, many: int) -> None:
    content = photo()
    for number in range(many):
        (place.here / f"{NAME}-{number}.jpg").write_bytes(content)


def children(process: int) -> list[int]:
    tasks = Path(f"/proc/{process}/task").glob("*/children")
    return [int(child) for task in tasks for child in task.read_text().split()]


@needs_tmux
@pytest.mark.parametrize("way", ["C-q", signal.SIGTERM, signal.SIGHUP])
def test_no_photo_is_remembered_anywhere(place: Place, way: str | signal.Signals) -> None:
    add_photos(place, 3)
    with Tmux(place, columns=120, rows=40) as terminal:
        files, title = place.files(), terminal.ask("pane_title")
        terminal.start((*PARASOL, "."))
        terminal.wait_for(PERSON)
        assert NAME in terminal.wait_for("Istanbul")
        process, workers = terminal.process, children(terminal.process)
        assert workers
        if isinstance(way, str):
            terminal.press(way)
        else:
            send(process, way)
        left = terminal.wait_for_leaving()
        for word in (NAME, PERSON, "Istanbul"):
            assert word not in left
        assert terminal.ask("pane_title") == title
        assert terminal.clipboard() == ""
        assert place.files() == files
        for worker in workers:
            wait_until_ended(worker)


@needs_tmux
def test_photos_are_hidden_and_shown_again(place: Place) -> None:
    add_photos(place, 3)
    with Tmux(place, columns=120, rows=40) as terminal:
        terminal.start((*PARASOL, "."))
        before = terminal.whole("Istanbul")
        terminal.press("F9")
        hidden = terminal.whole("Mo Tu We", gone="Istanbul")
        assert NAME not in hidden
        terminal.press("F9")
        assert terminal.whole("Istanbul") == before


@needs_tmux
@pytest.mark.parametrize("way", ["C-q", signal.SIGTERM])
def test_leaving_while_photos_are_cleaned_leaves_whole_copies_only(
    place: Place, way: str | signal.Signals
) -> None:
    add_photos(place, 150)
    originals = place.files()
    with Tmux(place, columns=120, rows=40) as terminal:
        terminal.start((*PARASOL, "."))
        terminal.wait_for("Istanbul")
        terminal.wait_for("150 photos")
        process, workers = terminal.process, children(terminal.process)
        terminal.press("c")
        until = time.monotonic() + 10
        while time.monotonic() < until and not _copies(place, originals):
            time.sleep(0.005)
        if isinstance(way, str):
            terminal.press(way)
        else:
            send(process, way)
        assert NAME not in terminal.wait_for_leaving()
        for worker in workers:
            wait_until_ended(worker)
        copies = _copies(place, originals)
        assert copies
        for copy in copies:
            assert copy.suffix == ".jpg"
            assert b"Leyla" not in copy.read_bytes()
            with Image.open(copy) as picture:
                picture.load()
        assert originals <= place.files()


def _copies(place: Place, originals: set[str]) -> list[Path]:
    """Every file that was not there before."""
    made = map(place.folder.joinpath, place.files() - originals)
    return [each for each in made if each.is_file()]


def test_a_page_on_a_slow_link_takes_few_bytes(place: Place) -> None:
    add_photos(place, 150)
    with Bare(place, (*SLOW, "."), size=(120, 40)) as terminal:
        terminal.wait_for(PERSON.encode())
        terminal.wait_until_quiet(0.5)
        for key in (b"\x1b[6~", b"\x1b[6~", b"\x1b[5~", b"\x1b[B"):
            begun = len(terminal.seen)
            terminal.press(key)
            terminal.wait_until_quiet(0.5)
            assert 0 < len(terminal.seen) - begun < 6000
        begun = len(terminal.seen)
        # Nothing is drawn while nothing happens.
        terminal.read(1.0)
        assert terminal.seen[begun:] == b""
        drawn = terminal.leave()
    assert STRINGS.search(drawn) is None


def test_a_hundred_photos_that_are_read_keep_nobody_from_leaving(place: Place) -> None:
    add_photos(place, 150)
    with Bare(place, (*PARASOL, ".")) as terminal:
        terminal.wait_for(NAME.encode())
        workers = children(terminal.process.pid)
        terminal.press(b"\x11")
        assert terminal.seconds_to_end() < 2
        for worker in workers:
            assert state(worker) in {"", "Z"} or wait_until_ended(worker) < 2


@needs_tmux
def test_two_at_once_clean_the_same_photos_without_hurting_each_other(place: Place) -> None:
    many = 12
    add_photos(place, many)
    originals = place.files()
    with Tmux(place, columns=120, rows=40) as one, Tmux(place, columns=120, rows=40) as other:
        for terminal in (one, other):
            terminal.start((*PARASOL, "."))
        for terminal in (one, other):
            terminal.wait_for(f"{many} chosen")
        for terminal in (one, other):
            terminal.press("c")
        for terminal in (one, other):
            terminal.wait_for(f"{many} clean copies")
            terminal.press("C-q")
            terminal.wait_for_leaving()
    copies = _copies(place, originals)
    assert len(copies) == 2 * many
    for copy in copies:
        assert b"Leyla" not in copy.read_bytes()
        with Image.open(copy) as picture:
            picture.load()


@needs_tmux
def test_a_newcomer_gets_from_the_start_to_clean_copies_with_enter_and_c(place: Place) -> None:
    add_photos(place, 2)
    originals = place.files()
    with Tmux(place) as terminal:
        terminal.start(PARASOL)
        terminal.wait_for("Nothing leaves this computer.")
        terminal.press("Enter")
        terminal.wait_for("Clean photos")
        terminal.press("1")
        terminal.wait_for("Drop photos or folders here")
        terminal.paste(f"'{place.here}/{NAME}-0.jpg' {place.here}/{NAME}-1.jpg ")
        terminal.wait_for("Read 2 photos")
        terminal.press("Enter")
        terminal.wait_for("2 chosen")
        terminal.press("c")
        # A long path is wrapped.
        assert str(place.here) in "".join(terminal.wait_for("2 clean copies").split())
        terminal.press("Escape", "Escape", "Escape")
        terminal.press("C-q")
        assert NAME not in terminal.wait_for_leaving()
    copies = _copies(place, originals)
    assert len(copies) == 2
    assert all(copy.name.startswith("photo-") for copy in copies)
