"""What was added so far."""

from __future__ import annotations

from toolkit.tui.cleaning.added import Added
from toolkit.tui.folders import Count


def test_each_is_added_once_in_the_order_given() -> None:
    added = Added().plus(["/b", "/a"], ()).plus(["/a", "/c"], ())
    assert added.paths == ("/b", "/a", "/c")


def test_what_stands_in_an_added_folder_is_not_added_again() -> None:
    added = Added().plus(["/album"], {"/album"}).plus(["/album/deep/a.jpg", "/x.jpg"], ())
    assert added.paths == ("/album", "/x.jpg")
    assert added.holds("/album/b.jpg")
    assert not added.holds("/albums/b.jpg")


def test_a_folder_takes_in_what_was_added_from_it_before() -> None:
    added = Added().plus(["/album/a.jpg", "/x.jpg", "/album/deep"], {"/album/deep"})
    assert added.plus(["/album"], {"/album"}).paths == ("/x.jpg", "/album")


def test_pictures_are_counted_as_far_as_they_are_known() -> None:
    added = Added().plus(["/album", "/x.jpg"], {"/album"})
    assert (added.pictures, added.is_counted, added.uncounted) == (1, False, ("/album",))
    added = added.counting(Count("/album", 40))
    assert (added.pictures, added.is_counted, added.uncounted) == (41, True, ())
    assert not added.counting(Count("/album", 40, is_whole=False)).is_counted


def test_files_of_one_folder_are_told_together_and_folders_alone() -> None:
    added = Added().plus(["/a/1.jpg", "/a/2.jpg", "/b", "/c/3.jpg"], {"/b"})
    assert [(g.folder, g.is_folder, len(g.items)) for g in added.groups] == [
        ("/a", False, 2),
        ("/b", True, 1),
        ("/c", False, 1),
    ]


def test_what_is_taken_back_is_gone() -> None:
    assert Added().plus(["/a", "/b"], ()).minus({"/a"}).paths == ("/b",)
