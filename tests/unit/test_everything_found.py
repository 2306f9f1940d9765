"""Whatever there is to read is found by its words, and what was found can be read."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from toolkit import cli, paths
from toolkit.bundle import search
from toolkit.cli.reading_on import command
from toolkit.search import Index

if TYPE_CHECKING:
    from pathlib import Path

FOUND = search.everything()
INDEX = Index(FOUND.pages)
FOLDERS = {page.folder for page in FOUND.pages}


def test_every_room_has_pages_and_none_has_a_problem() -> None:
    assert {"handbook", "playbooks", "actions", "checklists", "systems", "training"} <= FOLDERS
    assert set(search.MESSAGING) <= FOLDERS
    assert not FOUND.problems


def test_each_page_is_found_by_its_title_and_by_a_line_of_it() -> None:
    one_of_each = {page.folder: page for page in FOUND.pages}
    for page in one_of_each.values():
        for words in (page.title, *page.lines[-1:]):
            assert page in INDEX.found(words)


def test_a_messenger_is_found_by_its_other_names_and_called_by_its_own() -> None:
    (hit, *_more) = INDEX.search("OpenPGP")
    assert (hit.folder, hit.id, "OpenPGP" in hit.title) == ("messengers", "mail-pgp", False)


def test_a_lesson_does_not_give_its_answers_away() -> None:
    lines = [line for page in FOUND.pages if page.folder == "lessons" for line in page.lines]
    assert lines
    assert not any("{" in line or line == "Which do you choose?" for line in lines)
    assert not INDEX.search("Yes: the server stores it")


@pytest.mark.parametrize("folder", sorted(FOLDERS - {"lessons"}))
def test_what_is_told_to_type_shows_it(folder: str, capsys: pytest.CaptureFixture[str]) -> None:
    page = next(page for page in FOUND.pages if page.folder == folder)
    _program, *words = command(folder, page.id).split()
    assert cli.run(words) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert page.title.rpartition(" · ")[2].split(".")[0] in told


def test_what_cannot_be_read_leaves_the_rest_to_be_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(paths.guides(), tmp_path / "guides")
    for broken in ("handbook/borders.md", "lessons/backup.toml", "messengers/apps/signal.toml"):
        (tmp_path / "guides" / broken).write_text("title = ")
    for room in ("handbook.shelf", "messaging.lessons.shelf", "messaging.messengers.shelf"):
        monkeypatch.setattr(f"toolkit.{room}.guides", lambda: tmp_path / "guides")
    assert cli.run(["search", "phone"]) == 0
    told = capsys.readouterr()
    for name in ("handbook/borders.md", "lessons/backup.toml", "apps/signal.toml"):
        assert name in " ".join(told.err.split())
    assert "parasol read protests" in told.out
    assert "parasol learn" in told.out
    kept = paths.guides() / "messengers" / "apps" / "signal.toml"
    shutil.copy(kept, tmp_path / "guides" / "messengers" / "apps")
    assert cli.run(["export", "guide:protests", "--to", str(tmp_path / "a.txt")]) == 0
    assert cli.run(["export", "guide", "--to", str(tmp_path / "b.txt")]) == 1
    assert "handbook/borders.md" in capsys.readouterr().err


@pytest.mark.parametrize(("words", "first"), [("signal", "signal"), ("borders", "borders")])
def test_what_is_called_so_stands_first_and_sources_last(words: str, first: str) -> None:
    hits = INDEX.found(words)
    assert hits[0].id == first
    folders = [hit.folder for hit in hits]
    assert "sources" in folders
    assert set(folders[folders.index("sources") :]) == {"sources"}
