"""A page is written for its owner alone, over nothing, under a name that says nothing."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from toolkit.errors import OutputError
from toolkit.messages import explain_error
from toolkit.new_file import write
from toolkit.tui.paper.page_file import is_for_browsers, proposed


def test_only_its_owner_can_read_a_page(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        write(tmp_path / "list.txt", b"To do\n")
    finally:
        os.umask(before)
    found = (tmp_path / "list.txt").stat()
    assert stat.S_IMODE(found.st_mode) == 0o600
    assert (tmp_path / "list.txt").read_text() == "To do\n"


def test_the_day_of_writing_is_not_told(tmp_path: Path) -> None:
    write(tmp_path / "list.txt", b"To do\n")
    assert (tmp_path / "list.txt").stat().st_mtime == 946_728_000


@pytest.mark.parametrize("kind", ["file", "link", "dangling"])
def test_nothing_is_written_over(tmp_path: Path, kind: str) -> None:
    path, other = tmp_path / "list.txt", tmp_path / "other"
    if kind == "file":
        path.write_text("mine")
    else:
        path.symlink_to(other)
    if kind == "link":
        other.write_text("mine")
    with pytest.raises(OutputError) as caught:
        write(path, b"To do\n")
    assert caught.value.code == "output-exists"
    mine = {"file": [path], "link": [path, other], "dangling": []}[kind]
    assert [each for each in (path, other) if each.exists()] == mine
    assert all(each.read_text() == "mine" for each in mine)
    assert path.is_symlink() is (kind != "file")


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("missing/list.txt", "folder-missing"),
        ("x" * 300, "name-too-long"),
        (".", "output-exists"),
    ],
)
def test_what_cannot_be_written_is_told_in_a_sentence(tmp_path: Path, path: str, code: str) -> None:
    with pytest.raises(OutputError) as caught:
        write(tmp_path / path, b"To do\n")
    assert caught.value.code == code
    assert explain_error(caught.value, path).endswith(".")


def test_a_disk_that_is_full_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(28, "full")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError) as caught:
        write(tmp_path / "list.txt", b"To do\n")
    assert caught.value.code == "disk-full"
    assert list(tmp_path.iterdir()) == []


def test_a_name_is_proposed_that_is_free_and_says_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert proposed() == tmp_path / "list.txt"
    (tmp_path / "list.txt").symlink_to("nowhere")
    assert proposed() == tmp_path / "list-2.txt"


def test_the_ending_of_the_name_chooses_the_form() -> None:
    assert is_for_browsers(Path("a.HTML"))
    assert not is_for_browsers(Path("a.txt"))
