"""`parasol read`, `search`, `export` and `practice`, as they are typed."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from toolkit import cli
from toolkit.handbook import shelf

if TYPE_CHECKING:
    from pathlib import Path

GUIDE = next(iter(shelf.load().guides.values()))


def said(capsys: pytest.CaptureFixture[str]) -> str:
    """What was told of a problem, in one line."""
    return " ".join(capsys.readouterr().err.split())


def test_the_contents_name_every_guide(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["read"]) == 0
    told = capsys.readouterr().out
    assert all(key in told for key in shelf.load().guides)
    assert cli.run(["read", "--json"]) == 0
    entries = json.loads(capsys.readouterr().out)["guides"]
    assert [entry["id"] for entry in entries] == list(shelf.load().guides)


def test_a_guide_is_told_whole_with_what_it_rests_on(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    handbook = shelf.load()
    # Reading all of them for each of them takes most of the time.
    monkeypatch.setattr(shelf, "load", lambda: handbook)
    for guide in handbook.guides.values():
        assert cli.run(["read", guide.id]) == 0
        told = " ".join(capsys.readouterr().out.split())
        for section in guide.sections:
            assert section.heading in told
        assert ("What this rests on" in told) is bool(guide.front.facts)
        assert "[^" not in told
    assert cli.run(["read", GUIDE.id, "--json"]) == 0
    (whole,) = json.loads(capsys.readouterr().out)["guides"]
    assert len(whole["sections"]) == len(GUIDE.sections)
    assert cli.run(["read", "nothing"]) == 1
    assert "nothing" in capsys.readouterr().err


def test_what_to_look_at_beside_a_guide_has_its_title_and_what_to_type(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert cli.run(["read", "what-encryption-does"]) == 0
    told = capsys.readouterr().out
    assert "- Four windows\n    parasol learn four-windows\n" in told
    assert "parasol threats " in told
    assert "lesson:" not in told


def test_words_are_found_in_guides_and_in_the_library(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["search", "serial", "number", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)["found"]
    assert {"handbook", "actions"} <= {hit["folder"] for hit in found}
    assert cli.run(["search", "photo", "says"]) == 0
    assert "parasol read what-a-photo-says" in capsys.readouterr().out
    assert cli.run(["search", "zzzz"]) == 1


def test_everything_is_exported_to_one_page_that_loads_nothing(tmp_path: Path) -> None:
    assert cli.run(["export", "all", "--to", str(tmp_path / "all.html"), "--size", "a5"]) == 0
    page = (tmp_path / "all.html").read_text()
    assert page.count("<article") > 25
    assert "@page{size:A5" in page
    assert "parasol" not in page.casefold()
    assert not any(word in page for word in ("src=", "url(", "@import", "<script", "<link"))


def test_a_set_is_exported_as_text_and_signed_when_asked(tmp_path: Path) -> None:
    words = ["export", GUIDE.id, "playbook:protest", "--with-name", "--to"]
    assert cli.run([*words, str(tmp_path / "set.txt")]) == 0
    told = (tmp_path / "set.txt").read_text()
    assert told.startswith(GUIDE.front.title)
    assert told.count("\f") == 1
    assert told.endswith("made with Parasol\n")


@pytest.mark.parametrize(
    ("what", "name", "answer"),
    [
        ("nothing", "a.html", (1, "There is no “nothing”.")),
        ("all", "a.exe", (2, "has to end in")),
        ("all", "no/such/a.txt", (1, "folder is not there")),
    ],
)
def test_what_cannot_be_exported_is_told_in_a_sentence(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    what: str,
    name: str,
    answer: tuple[int, str],
) -> None:
    assert cli.run(["export", what, "--to", str(tmp_path / name)]) == answer[0]
    assert answer[1] in said(capsys)
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_written_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("mine")
    assert cli.run(["export", GUIDE.id, "--to", str(tmp_path / "a.txt")]) == 1
    assert "is there already" in said(capsys)
    assert (tmp_path / "a.txt").read_text() == "mine"


@pytest.mark.parametrize("named", [(), ("--with-name",)])
def test_a_pdf_names_this_program_only_when_asked(tmp_path: Path, named: tuple[str, ...]) -> None:
    path = tmp_path / "a.pdf"
    assert cli.run(["export", GUIDE.id, "--title", "Read me", *named, "--to", str(path)]) == 0
    assert path.read_bytes().startswith(b"%PDF-")
    if shutil.which("pdftotext"):
        told = subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True).stdout
        assert told.startswith(b"Read me\n")
        assert (b"Parasol" in told) is bool(named)


def test_without_anything_to_make_a_pdf_with_a_sentence_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    assert cli.run(["export", GUIDE.id, "--to", str(tmp_path / "a.pdf")]) == 1
    assert "print that to PDF in a browser" in said(capsys)
    assert list(tmp_path.iterdir()) == []


def test_a_kit_to_practise_on_is_written_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["practice", str(tmp_path / "kit")]) == 0
    assert "parasol inspect" in capsys.readouterr().out
    assert cli.run(["practice", str(tmp_path / "kit")]) == 1
    assert "is there already" in said(capsys)
