"""The practice kit plants what it says it plants, and its quiz can be answered from the files."""

from __future__ import annotations

import resource
from typing import TYPE_CHECKING

import pytest

from toolkit.errors import OutputError
from toolkit.metadata.cleaning import clean
from toolkit.metadata.explain import sentence
from toolkit.metadata.inspection import inspect
from toolkit.metadata.model import Harm
from toolkit.new_file import MODIFIED
from toolkit.practice import kit as practice

if TYPE_CHECKING:
    from pathlib import Path

    from toolkit.practice.model import Photo

KIT = practice.load()
PHOTOS = {photo.name: practice.jpeg(photo, seed) for seed, photo in enumerate(KIT.photos)}


def told(name: str) -> str:
    return "\n".join(sentence(finding) for finding in inspect(PHOTOS[name]).findings)


@pytest.mark.parametrize("photo", KIT.photos, ids=lambda photo: photo.name)
def test_what_is_planted_is_found_and_nothing_else(photo: Photo) -> None:
    said = told(photo.name)
    for planted in (photo.serial, photo.owner, photo.model, photo.program, photo.comment):
        assert planted in said
    if photo.place is not None:
        north = f"{abs(photo.place.latitude):.4f} {'N' if photo.place.latitude >= 0 else 'S'}"
        assert north in said
        assert f"{photo.place.metres}.0 m" in said
    harms = {finding.harm for finding in inspect(PHOTOS[photo.name]).findings}
    assert (Harm.PLACE in harms) is (photo.place is not None)
    assert (Harm.HIDDEN_PICTURE in harms) is photo.cropped
    assert (Harm.TIME in harms) is bool(photo.taken)


@pytest.mark.parametrize("photo", KIT.photos, ids=lambda photo: photo.name)
def test_a_clean_copy_of_each_says_nothing(photo: Photo) -> None:
    assert not inspect(clean(PHOTOS[photo.name])).findings


def test_every_question_names_photos_of_the_kit_and_every_photo_is_asked_about() -> None:
    named = {name for question in KIT.questions for name in question.photos}
    assert named == set(PHOTOS)


def test_the_quiz_does_not_give_the_answers_away() -> None:
    quiz = practice.quiz(KIT)
    for photo in KIT.photos:
        for planted in (photo.serial, photo.owner, photo.comment, photo.program):
            assert not planted or planted not in quiz
    assert "FX20-0048817" in practice.answers(KIT)


def test_a_kit_is_written_whole_without_the_day_and_never_over_anything(tmp_path: Path) -> None:
    folder = tmp_path / "kit"
    written = practice.write(KIT, folder)
    assert [path.suffix for path in written] == [".jpg"] * len(KIT.photos) + [".txt"] * 2
    assert set(written) == set(folder.iterdir())
    assert {path.stat().st_mtime for path in written} == {MODIFIED}
    with pytest.raises(OutputError) as caught:
        practice.write(KIT, folder)
    assert caught.value.code == "output-exists"


def test_where_the_disk_will_not_nothing_is_left(tmp_path: Path) -> None:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (150_000, before[1]))
    try:
        with pytest.raises(OutputError):
            practice.write(KIT, tmp_path / "kit")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert list(tmp_path.iterdir()) == []
