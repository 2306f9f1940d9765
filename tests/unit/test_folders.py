"""What stands in a folder, how many pictures it holds, and which disks are at hand."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from toolkit.tui import folders as folders_module
from toolkit.tui.folders import Count, counted, listed, looks_cleanable, stands_in, told_path
from toolkit.tui.mounts import Mounts, mounts

if TYPE_CHECKING:
    from pathlib import Path


def titles(folder: Path, *, hidden: bool = False) -> list[str]:
    return [entry.title for entry in listed(str(folder), hidden=hidden).entries]


def test_only_folders_and_what_looks_cleanable_are_listed(tmp_path: Path) -> None:
    for name in ("b.jpg", "a.PNG", "notes.txt", ".x.jpg", "10.gif", "9.gif"):
        (tmp_path / name).touch()
    for name in ("zoo", "Album", ".cache"):
        (tmp_path / name).mkdir()
    os.mkfifo(tmp_path / "pipe.jpg")
    assert titles(tmp_path) == ["Album", "zoo", "9.gif", "10.gif", "a.PNG", "b.jpg"]
    assert titles(tmp_path, hidden=True)[:3] == [".cache", "Album", "zoo"]


def test_links_are_marked_and_broken_ones_left_out(tmp_path: Path) -> None:
    (tmp_path / "circle").symlink_to(tmp_path)
    (tmp_path / "broken.jpg").symlink_to("nothing")
    (tmp_path / "self.jpg").symlink_to("self.jpg")
    (entry,) = listed(str(tmp_path), hidden=False).entries
    assert (entry.title, entry.is_folder, entry.is_link) == ("circle", True, True)


def test_a_folder_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    for folder in (tmp_path / "gone", tmp_path / "a\0b"):
        assert not listed(str(folder), hidden=False).is_readable


def test_nobody_looks_into_a_folder_that_reaches_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "host").mkdir()
    (tmp_path / "host" / "1.jpg").touch()
    waiting = Mounts({str(tmp_path): "autofs"})
    monkeypatch.setattr(folders_module, "mounts", lambda: waiting)
    assert not listed(str(tmp_path / "host"), hidden=False).is_readable
    assert counted(str(tmp_path)).pictures == 0


def test_more_than_is_looked_at_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(5):
        (tmp_path / f"{number}.jpg").touch()
    monkeypatch.setattr(folders_module, "MOST_ENTRIES", 3)
    listing = listed(str(tmp_path), hidden=False)
    assert (len(listing.entries), listing.is_whole) == (3, False)


def test_pictures_are_counted_in_all_folders_and_no_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    for name in ("1.jpg", "a/2.jpg", "a/b/3.heic", "a/notes.txt"):
        (tmp_path / name).touch()
    (tmp_path / "a" / "circle").symlink_to(tmp_path)
    (tmp_path / "a" / "again.jpg").symlink_to(tmp_path / "1.jpg")
    assert counted(str(tmp_path)) == Count(str(tmp_path), 3)


def test_counting_ends_in_time_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "1.jpg").touch()
    assert not counted(str(tmp_path), seconds=-1).is_whole


@pytest.mark.parametrize(
    ("name", "looks"), [("A.JPEG", True), ("jpg", False), ("a.jpg.txt", False)]
)
def test_a_name_only_hints(name: str, *, looks: bool) -> None:
    assert looks_cleanable(name) is looks


def test_what_stands_in_a_folder_is_told_from_what_only_begins_alike() -> None:
    assert stands_in("/a/b/c.jpg", {"/a"})
    assert stands_in("/a", {"/"})
    assert not stands_in("/a", {"/a"})
    assert not stands_in("/album/c.jpg", {"/a"})


def test_the_home_folder_is_told_short() -> None:
    assert told_path("/home/me/x", "/home/me/") == "~/x"
    assert told_path("/home/me", "/home/me") == "~"
    assert told_path("/home/meow", "/home/me") == "/home/meow"
    assert told_path("/x", "") == "/x"


TABLE = r"""
/dev/sda1 / ext4 rw 0 0
/dev/sdb1 /media/me/MY\040STICK vfat rw 0 0
/dev/sdb2 /media/me/MY\040STICK/deeper vfat rw 0 0
/dev/sdc1 /run/media/me/card exfat rw 0 0
C:\134 /mnt/c 9p rw 0 0
auto /mnt/far autofs rw 0 0
auto /net autofs rw 0 0
auto /net autofs rw 0 0
/dev/sdd1 /net/near ext4 rw 0 0
auto /boot autofs rw 0 0
/dev/sda2 /boot vfat rw 0 0
tmpfs /media tmpfs rw 0 0
"""


@pytest.fixture
def at_hand(tmp_path: Path) -> Mounts:
    (tmp_path / "mounts").write_text(TABLE)
    return mounts(tmp_path / "mounts")


def test_sticks_and_cards_are_found_where_desktops_mount_them(at_hand: Mounts) -> None:
    assert at_hand.media() == ("/media/me/MY STICK", "/mnt/c", "/run/media/me/card")


@pytest.mark.parametrize(
    ("path", "reaches"),
    [
        ("//host/share", True),
        ("/net/host", True),
        ("/net/host/a.jpg", True),
        ("/net", False),
        ("/net/near/a.jpg", False),
        ("/network/a.jpg", False),
        ("/boot/a.jpg", False),
        ("/mnt/far/a.jpg", True),
        ("/home/me/a.jpg", False),
        ("/", False),
    ],
)
def test_it_is_known_which_paths_reach_out(path: str, at_hand: Mounts, *, reaches: bool) -> None:
    assert at_hand.reaches_out(path) is reaches


def test_no_table_of_mounts_is_no_fault(tmp_path: Path) -> None:
    assert mounts(tmp_path / "gone") == Mounts({})
    assert not Mounts({}).reaches_out("/a")
    assert Mounts({}).reaches_out("//a/b")
