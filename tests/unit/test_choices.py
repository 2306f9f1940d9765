"""What is proposed before cleaning, and what each choice does."""

from __future__ import annotations

from pathlib import Path

import pytest

from toolkit.metadata.selection import Found
from toolkit.tui.cleaning import choices
from toolkit.tui.cleaning.choices import (
    NAMES_MEAN,
    NAMES_TITLES,
    OPINION_MEANS,
    OPINION_TITLES,
    WHERE_MEANS,
    WHERE_TITLES,
    Choices,
    Where,
    found_in,
    proposed,
)
from toolkit.tui.cleaning.options_screen import meant
from toolkit.tui.cleaning.words import where


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    folder = tmp_path / "photos"
    folder.mkdir()
    return folder


def read_only(monkeypatch: pytest.MonkeyPatch, *folders: Path) -> None:
    """As if these may not be written to: whoever runs tests as root may write everywhere."""
    monkeypatch.setattr(choices, "_writable", lambda folder: folder not in folders)


def test_by_default_originals_stay_names_are_neutral_and_two_readers_check(photos: Path) -> None:
    options = proposed([str(photos)]).options()
    assert not options.in_place
    assert not options.keep_names
    assert not options.force
    assert options.second_opinion


def test_copies_of_one_folder_go_beside_it(photos: Path) -> None:
    assert proposed([str(photos)]).folder == f"{photos}-clean"


def test_copies_of_files_go_into_a_folder_beside_them(photos: Path) -> None:
    given = [str(photos / "a.jpg"), str(photos / "b.jpg")]
    assert proposed(given).folder == str(photos / "clean")


def test_copies_from_many_folders_go_into_one_above_them(photos: Path) -> None:
    given = [str(photos / "x" / "a.jpg"), str(photos / "y" / "b.jpg")]
    assert proposed(given).folder == str(photos / "clean")


def test_copies_go_into_a_folder_that_cannot_have_one_beside_it(
    photos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_only(monkeypatch, photos.parent)
    assert proposed([str(photos)]).folder == str(photos / "clean")


def test_copies_of_what_may_only_be_read_go_to_the_person_and_that_is_told(
    photos: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    read_only(monkeypatch, photos.parent, photos)
    elsewhere = proposed([str(photos)])
    assert elsewhere.folder == str(tmp_path / "home" / "clean")
    assert elsewhere.is_elsewhere([str(photos)])
    assert elsewhere.folder in where(elsewhere)


@pytest.mark.parametrize("given", [["photos"], ["photos/a.jpg", "photos/b.jpg"], ["x/a", "y/b"]])
def test_what_is_proposed_near_the_photos_is_not_elsewhere(given: list[str], photos: Path) -> None:
    paths = [str(photos.parent / each) for each in given]
    assert not proposed(paths).is_elsewhere(paths)


def test_copies_beside_and_in_place_are_never_elsewhere(photos: Path) -> None:
    for each in (Where.BESIDE, Where.IN_PLACE):
        assert not Choices(where=each).is_elsewhere([str(photos)])


@pytest.mark.parametrize("choice", Where)
def test_each_place_is_what_the_engine_does(choice: Where) -> None:
    options = Choices(where=choice, folder="/copies").options()
    assert (options.to == Path("/copies")) is (choice is Where.FOLDER)
    assert options.in_place is (choice is Where.IN_PLACE)


def test_each_answer_has_a_title_and_one_honest_line() -> None:
    assert set(WHERE_TITLES) == set(WHERE_MEANS) == set(Where)
    assert set(NAMES_TITLES) == set(NAMES_MEAN) == set(OPINION_TITLES) == set(OPINION_MEANS)
    told = [*WHERE_MEANS.values(), *NAMES_MEAN.values(), *OPINION_MEANS.values()]
    assert not [words for words in told if "safe" in words or "secure" in words]


@pytest.mark.parametrize(
    ("path", "inside"),
    [
        ("/photos/a.jpg", ""),
        ("/photos/deep/down/a.jpg", "deep/down"),
        ("/photos/.hidden/a.jpg", ".hidden"),
        ("/alone.jpg", ""),
        ("/photos-other/x/a.jpg", ""),
    ],
)
def test_a_photo_keeps_its_place_in_the_folder_that_was_given(path: str, inside: str) -> None:
    assert found_in(["/alone.jpg", "/photos"], path) == Found(path, inside)


def test_a_folder_is_meant_as_it_is_typed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", "/home/ada")
    monkeypatch.chdir(tmp_path)
    assert meant("~/copies", "/before") == "/home/ada/copies"
    assert meant(" /a b ", "/before") == "/a b"
    assert meant("here", "/before") == str(tmp_path / "here")
    assert meant("~nobody-of-that-name/x", "/before").startswith("/")


def test_where_nothing_is_typed_copies_do_not_go_to_wherever_the_person_stands() -> None:
    assert meant("", "/before") == meant("  ", "/before") == "/before"


def test_a_folder_whose_name_cannot_be_shown_is_kept_as_it_is_called() -> None:
    before = "/stick\udcff\n/x"
    assert meant("/stick\\udcff\\n/x", before) == before
