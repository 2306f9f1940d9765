"""What a typed path can go on as."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest

from toolkit.tui.cleaning import completion as completion_module
from toolkit.tui.cleaning.completion import completions

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def album(tmp_path: Path) -> Path:
    for name in ("IMG_10.jpg", "IMG_2.JPG", "img_3.heic", "notes.txt", ".secret.png", "Über.png"):
        (tmp_path / name).touch()
    for name in ("Holiday", "Home", ".hidden"):
        (tmp_path / name).mkdir()
    return tmp_path


def shown(line: str, folder: Path) -> list[str]:
    return [way.shown for way in completions(line, str(folder), home=str(folder)).found]


def test_folders_come_first_then_what_looks_cleanable_as_people_count(album: Path) -> None:
    assert shown("", album) == [
        "Holiday/",
        "Home/",
        "IMG_2.JPG",
        "img_3.heic",
        "IMG_10.jpg",
        "Über.png",
    ]


def test_what_is_hidden_shows_when_a_dot_is_typed(album: Path) -> None:
    assert shown(".", album) == [".hidden/", ".secret.png"]


@pytest.mark.parametrize("typed", ["IMG", "img", "iMg_"])
def test_capitals_do_not_matter(typed: str, album: Path) -> None:
    assert len(shown(typed, album)) == 3
    assert completions(typed, str(album)).common == "IMG_"


def test_letters_beyond_english_have_capitals_too(album: Path) -> None:
    assert completions("üb", str(album)).common == "Über.png"


def test_what_is_certain_is_written_out_and_no_more(album: Path) -> None:
    assert completions("Ho", str(album)).common == "Ho"
    assert completions("hol", str(album)).common == "Holiday/"
    assert completions("IMG_1", str(album)).common == "IMG_10.jpg"
    assert completions("nothing", str(album)).common == "nothing"


@pytest.mark.parametrize("start", ["", "./", "~/", "{album}/"])
def test_what_stands_before_stays_as_it_was_typed(start: str, album: Path) -> None:
    start = start.format(album=album)
    ways = completions(start + "hol", "/" if "~" in start else str(album), home=str(album))
    assert ways.common == start + "Holiday/"


def test_a_tilde_alone_goes_on_into_the_home_folder(album: Path) -> None:
    assert completions("~", "/", home=str(album)).common == "~/"


def test_a_name_that_would_do_harm_is_shown_harmless_and_stays_true(tmp_path: Path) -> None:
    (tmp_path / "evil\x1b[2J\u202e.jpg").touch()
    (way,) = completions("ev", str(tmp_path)).found
    assert way.shown == "evil\\x1b[2J\\u202e.jpg"
    assert way.value == "$'evil\\x1b[2J\\xe2\\x80\\xae.jpg'"
    assert completions(way.value, str(tmp_path)).found == (way,)


def test_a_quote_that_is_still_open_is_gone_on_with(album: Path) -> None:
    assert completions(f"'{album}/hol", "/").common == f"{album}/Holiday/"


@pytest.mark.parametrize("line", ["gone/", "IMG_10.jpg/", "a\0b/", "/root\x00", "\ud800/"])
def test_a_folder_that_cannot_be_read_gives_nothing(line: str, album: Path) -> None:
    assert completions(line, str(album)).found == ()


def test_a_forbidden_folder_gives_nothing(album: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(path: str) -> None:
        raise PermissionError(path)

    monkeypatch.setattr(os, "scandir", forbidden)
    assert completions("Holiday/", str(album)).found == ()


@pytest.mark.parametrize("line", ["//server/", "//server/share/a", "//"])
def test_another_computer_is_never_looked_at(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "scandir", None)
    assert completions(line, "/").found == ()


def test_a_pipe_that_looks_like_a_photo_is_not_offered(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.jpg")
    assert shown("", tmp_path) == []


@pytest.mark.timed
def test_a_folder_of_a_hundred_thousand_files_is_answered_soon(tmp_path: Path) -> None:
    for number in range(100_000):
        os.close(os.open(tmp_path / f"IMG_{number}.jpg", os.O_CREAT | os.O_WRONLY))
    for line in ("", "IMG_9", "IMG_99999", "x"):
        began = time.process_time()
        ways = completions(line, str(tmp_path))
        assert time.process_time() - began < 2
        assert len(ways.found) <= completion_module.MOST_SHOWN
        # What was not looked at to the end is not written out as if it were certain.
        assert ways.is_whole or ways.common == line


def test_it_stops_when_the_time_is_over(album: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(completion_module, "SECONDS", -1)
    ways = completions("", str(album))
    assert not ways.is_whole
    assert ways.found == ()
