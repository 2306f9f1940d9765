"""What one practises on holds what it says it does, and its quizzes can be answered from it."""

from __future__ import annotations

import resource
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from toolkit import cli, paths
from toolkit.bundle.practice import review, scenario
from toolkit.errors import OutputError
from toolkit.messages import explain_error
from toolkit.messaging import script
from toolkit.metadata.cleaning import clean
from toolkit.metadata.explain import sentence
from toolkit.metadata.inspection import inspect
from toolkit.metadata.model import Harm
from toolkit.new_file import MODIFIED
from toolkit.practice import chat as chats
from toolkit.practice import kit as practice

if TYPE_CHECKING:
    from pathlib import Path

    from toolkit.messaging.state import World
    from toolkit.practice.model import Chat, Photo

KIT = practice.load()
CHAT = chats.load()
GHOST = "Odo"
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


def played(chat: Chat) -> World:
    return script.play(scenario(chat))[0]


def read_by(world: World, who: str) -> set[str]:
    return {copy.text for copy in world.copies if copy.holder == f"{who}/1"}


def test_in_the_chat_somebody_unasked_reads_along_from_the_third_message_on() -> None:
    texts = [step.text for step in CHAT.steps if step.text]
    world = played(CHAT)
    assert GHOST not in CHAT.people
    assert all(read_by(world, person) == set(texts) for person in CHAT.people)
    assert read_by(world, GHOST) == set(texts[2:])


def test_where_the_administrator_signs_the_chat_goes_on_without_whoever_read_along() -> None:
    first, *others = CHAT.steps
    world = played(replace(CHAT, steps=(replace(first, signed=True), *others)))
    assert read_by(world, GHOST) == set()
    assert read_by(world, "Toma") == read_by(played(CHAT), "Toma")


def test_what_is_written_of_the_chat_is_what_the_lab_plays_without_the_quiz(tmp_path: Path) -> None:
    chats.write(CHAT, tmp_path / "chat")
    path = tmp_path / "chat" / chats.SCRIPT
    assert script.load(path) == scenario(CHAT)
    assert {each.name for each in path.parent.iterdir()} == set(chats.names())
    assert CHAT.questions[0].prompt not in path.read_text()


def test_a_chat_can_hold_any_words() -> None:
    words = 'She said: "C:\\new"\n\t“ж”\x7f'
    steps = tuple(replace(step, text=words if step.text else "") for step in CHAT.steps)
    assert {copy.text for copy in played(replace(CHAT, steps=steps)).copies} == {words}


def test_the_quiz_of_the_chat_does_not_name_who_reads_along() -> None:
    (_script, (_quiz, asked), (_answers, answered)) = chats.files(CHAT)
    assert GHOST.encode() not in asked
    assert GHOST.encode() in answered


def test_what_one_practises_on_is_looked_through(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def told(name: str, *changes: tuple[str, str]) -> list[str]:
        text = (paths.guides() / "practice" / name).read_text()
        for right, wrong in changes:
            assert right in text
            text = text.replace(right, wrong, 1)
        (tmp_path / "practice" / name).write_text(text)
        found = review().problems
        assert all(f"practice/{name}" in explain_error(each, "") for each in found)
        return [each.code for each in found]

    (tmp_path / "practice").mkdir()
    monkeypatch.setattr("toolkit.practice.kit.guides", lambda: tmp_path)
    monkeypatch.setattr("toolkit.practice.chat.guides", lambda: tmp_path)
    (tmp_path / "practice" / "photos.toml").write_text(
        (paths.guides() / "practice" / "photos.toml").read_text()
    )
    assert told("chat.toml") == []
    assert told("chat.toml", ('"Toma", "Bera"]', '"Toma", "Nobody"]')) == ["content-missing-id"]
    assert told("chat.toml", ('do = "ghost"', 'do = "gost"')) == ["content-missing-id"]
    assert told("chat.toml", ('who = "Toma"\ngroup = "Soup', 'who = "Toma"\ngroup = "Sop')) == [
        "content-bad-value"
    ]
    assert told("chat.toml", ("No. The phones", "You are safe. The phones")) == ["content-promise"]
    assert told("chat.toml", ("seed = ", "sed = ")) == ["content-unknown-field"]
    assert told("chat.toml") == []
    assert told("photos.toml", ('["photo-2"]', '["photo-9"]')) == ["content-missing-id"]


def test_the_verb_writes_photos_and_a_chat_that_the_lab_plays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli.run(["practice"]) == 0
    assert "parasol lab --script practice/chat.toml" in capsys.readouterr().out
    written = {each.name for each in (tmp_path / "practice").iterdir()}
    assert written == {*practice.names(KIT), *chats.names()}
    assert cli.run(["lab", "--script", "practice/chat.toml"]) == 0
    assert GHOST in capsys.readouterr().out
