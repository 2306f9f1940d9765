"""Session plans hold together, and all that a session needs comes out in one folder."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

from toolkit import cli
from toolkit.bundle.session import names, write_session
from toolkit.errors import OutputError
from toolkit.messages import explain_error
from toolkit.practice import chat, kit
from toolkit.training import paper, search, shelf
from toolkit.training.review import review

if TYPE_CHECKING:
    from pathlib import Path

PLANS = shelf.load()
PHOTOS = PLANS.sessions["photos-in-an-hour"]
TODAY = date(2026, 11, 22)

WHOLE = """\
title = "Doors"
minutes = 30
audience = "All."
not_for = "Nobody."
aims = ["say where the door is"]
before = ["Is the room fit?"]
materials = ["A door"]
worked = ["The door is closed."]
aftercare = ["Rest."]
handouts = ["guide:doors"]
reviewed = 2026-11-22
review_due = 2027-05-22
[[steps]]
title = "Close it"
minutes = 10
way = "pairs"
do = ["Close the door."]
uses = ["action:lock"]
[[steps]]
title = "Open it"
minutes = 20
way = "together"
do = ["Open the door."]
"""
KNOWN = {"guide:doors", "action:lock"}


def plans(folder: Path, text: str = WHOLE) -> shelf.Plans:
    (folder / "doors.toml").write_text(text)
    return shelf.load(folder)


def test_a_whole_plan_has_no_problem_and_its_steps_begin_where_the_last_ended(
    tmp_path: Path,
) -> None:
    found = plans(tmp_path)
    assert review(found, KNOWN, TODAY).problems == ()
    assert paper.starts(found.sessions["doors"]) == (0, 10)


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ("minutes = 20", "minutes = 25", "session-minutes"),
        ("minutes = 30", "minutes = 45", "session-minutes"),
        ("minutes = 20", "minutes = 55", "session-no-break"),
        ("action:lock", "action:none", "content-missing-id"),
        ("guide:doors", "guide:none", "content-missing-id"),
        ('["Is the room fit?"]', "[]", "content-empty-field"),
        ("2027-05-22", "2029-05-22", "content-bad-date"),
        ("Close the door.", "Then you are safe.", "content-promise"),
        ('way = "pairs"', 'way = "alone-together"', "content-wrong-type"),
        ("[[steps]]", "[[step]]", "content-unknown-field"),
    ],
)
def test_what_is_wrong_with_a_plan_is_told_with_its_file(
    tmp_path: Path, before: str, after: str, code: str
) -> None:
    assert before in WHOLE
    problems = review(plans(tmp_path, WHOLE.replace(before, after)), KNOWN, TODAY).problems
    assert code in {each.code for each in problems}
    assert all("/doors.toml" in explain_error(each, "") for each in problems)


def test_a_plan_that_should_have_been_looked_at_is_told(tmp_path: Path) -> None:
    seen = review(plans(tmp_path), KNOWN, date(2027, 6, 1))
    assert [each.code for each in seen.overdue] == ["content-overdue"]


def test_every_word_of_a_plan_can_be_found() -> None:
    (page,) = [each for each in search.pages(PLANS.sessions.values()) if each.id == PHOTOS.id]
    told = "\n".join(page.lines)
    for step in PHOTOS.steps:
        assert all(text in told for text in (step.title, *step.do, *step.ask))


def test_a_plan_is_told_and_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["training"]) == 0
    listed = capsys.readouterr().out
    assert all(key in listed for key in PLANS.sessions)
    for session in PLANS.sessions.values():
        assert cli.run(["training", session.id]) == 0
        told = " ".join(capsys.readouterr().out.split())
        assert all(step.title in told for step in session.steps)
    assert cli.run(["training", PHOTOS.id, "--json"]) == 0
    (entry,) = json.loads(capsys.readouterr().out)["sessions"]
    assert sum(step["minutes"] for step in entry["steps"]) == entry["minutes"]


@pytest.mark.parametrize(
    ("words", "code"), [(["nothing"], 1), (["export"], 2), (["a", "b"], 2), (["export", "no"], 1)]
)
def test_wrong_words_are_told_in_a_sentence(
    capsys: pytest.CaptureFixture[str], words: list[str], code: int
) -> None:
    assert cli.run(["training", *words]) == code
    assert capsys.readouterr().err.strip().endswith(".")


def test_all_that_a_session_needs_is_exported_and_nothing_over_anything(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "out"
    words = ["training", "export", PHOTOS.id, "--to", str(folder)]
    assert cli.run(words) == 0
    names = {each.name for each in folder.iterdir()}
    assert names == {"plan.html", "cards.html", "handouts.html", "photos"}
    assert len(list((folder / "photos").glob("*.jpg"))) == 6
    handed_out = (folder / "cards.html").read_text() + (folder / "handouts.html").read_text()
    assert "parasol" not in handed_out.casefold()
    assert PHOTOS.steps[0].title in (folder / "plan.html").read_text()
    assert cli.run(words) == 1
    assert "is there already" in " ".join(capsys.readouterr().err.split())


@pytest.mark.parametrize("key", ["a-plan-for-somebody", "where-help-is"])
def test_what_is_told_beforehand_is_what_stands_in_the_folder(tmp_path: Path, key: str) -> None:
    session = PLANS.sessions[key]
    assert write_session(session, tmp_path / "out") == names(session)
    for name in ("cards.html", "handouts.html", "people.html"):
        page = tmp_path / "out" / name
        assert not page.exists() or "parasol" not in page.read_text().casefold()


def test_where_something_goes_wrong_no_half_folder_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_given: object) -> None:
        raise OutputError("disk-full")

    monkeypatch.setattr(kit, "write", fail)
    assert cli.run(["training", "export", PHOTOS.id, "--to", str(tmp_path / "out")]) == 1
    assert list(tmp_path.iterdir()) == []


def test_a_session_with_a_staged_chat_brings_it_with_its_quiz(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    session = PLANS.sessions["groups-and-copies"]
    assert write_session(session, tmp_path / "out") == names(session)
    assert {each.name for each in (tmp_path / "out" / "chat").iterdir()} == set(chat.names())
    assert cli.run(["lab", "--script", str(tmp_path / "out" / "chat" / chat.SCRIPT)]) == 0
    assert chat.load().title in capsys.readouterr().out
