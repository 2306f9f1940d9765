"""The look through what is said of messengers sees what a person at risk should never meet."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from toolkit.errors import ContentError
from toolkit.messages import explain_error
from toolkit.messaging.messengers import shelf
from toolkit.messaging.messengers.review import review
from toolkit.messaging.messengers.search import Finder, Only
from toolkit.messaging.messengers.vocabulary import Key, Value

TODAY = date(2026, 11, 22)
APP, SETTING = "apps/signal.toml", "settings/signal-registration-lock.toml"
QUESTIONS, RULES = "chooser/questions.toml", "chooser/rules.toml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the files in which a test may break one."""
    return Path(shutil.copytree(shelf.folder(), tmp_path / "messengers"))


def changed(folder: Path, file: str, old: str, new: str) -> list[str]:
    """The codes of what is seen once a piece of a file is another."""
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    problems = review(folder, TODAY).problems
    assert all(explain_error(each, "").endswith(".") for each in problems)
    return [each.code for each in problems]


def test_what_is_shipped_is_as_it_should_be() -> None:
    assert review(shelf.folder(), TODAY).problems == ()
    assert len(shelf.load().messengers) == 23


@pytest.mark.parametrize(
    ("file", "old", "new", "code"),
    [
        (APP, 'value = "phone"', 'value = "large"', "content-bad-value"),
        (APP, 'listed = ["android"', 'listed = ["amiga"', "content-bad-value"),
        (APP, 'key = "cost"', 'key = "group-size"', "content-missing-fact"),
        (APP, 'key = "cost"', 'key = "group-size"', "content-fact-twice"),
        (APP, 'sources = ["privacyguides-2025-messengers"]', "sources = []", "content-no-source"),
        (APP, 'sources = ["', 'sources = ["nowhere', "content-missing-id"),
        (APP, 'as_of = "20', 'as_of = "x20', "content-bad-date"),
        (APP, "expires = 20", "expires = 30", "content-bad-date"),
        (APP, "review_due = 2027", "review_due = 2028", "content-bad-date"),
        (APP, "order = 1\n", "order = 2\n", "content-same-order"),
        (APP, 'today = ["', 'today = ["signal-nothing", "', "content-missing-id"),
        (APP, 'about = "', 'about = "It is quite safe. ', "content-promise"),
        (APP, 'about = "', f'about = "{"word " * 21}. ', "content-long-sentence"),
        (SETTING, 'messenger = "signal"', 'messenger = "signals"', "content-missing-id"),
        (
            SETTING,
            "steps = [",
            'steps = ["Go.", "Go.", "Go.", "Go.", "Go.", "Go.", "Go.", ',
            "content-too-many",
        ),
        (SETTING, 'undo = "', 'undo = "" #', "content-empty-field"),
        (QUESTIONS, 'when = "hurt has life"', 'when = "hurt has luck"', "condition-unknown-answer"),
        (QUESTIONS, "part = 9", "part = 8", "content-wrong-type"),
        (RULES, 'answered = "they-have"', 'answered = "they-had"', "content-missing-id"),
        (RULES, 'values = ["yes", "partly"]', 'values = ["phone"]', "content-bad-value"),
        (RULES, 'because = "', 'because = "It is anonymous. ', "content-promise"),
    ],
)
def test_each_fault_is_seen(folder: Path, file: str, old: str, new: str, code: str) -> None:
    assert code in changed(folder, file, old, new)


def test_a_file_that_nothing_reads_and_a_messenger_that_is_missing_are_seen(folder: Path) -> None:
    (folder / "apps" / "notes.txt").write_text("x", encoding="utf-8")
    assert [each.code for each in review(folder, TODAY).problems] == ["content-stray"]
    (folder / "apps" / "notes.txt").unlink()
    (folder / "apps" / "sms.toml").unlink()
    assert "content-required-missing" in [each.code for each in review(folder, TODAY).problems]


def test_a_setting_that_no_messenger_leads_to_is_seen(folder: Path) -> None:
    assert "content-unreachable" in changed(folder, APP, '  "signal-hide-number",\n', "")


def test_what_has_grown_old_is_told_and_is_no_fault() -> None:
    late = review(shelf.folder(), date(2028, 1, 1))
    assert late.problems == ()
    assert {"content-overdue", "content-facts-old"} <= {each.code for each in late.overdue}


def test_a_book_that_does_not_hang_together_is_not_loaded(folder: Path) -> None:
    (folder / "sources.toml").write_text("", encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        shelf.load(folder)
    assert caught.value.code == "content-missing-id"
    (folder / "sources.toml").unlink()
    with pytest.raises(ContentError) as caught:
        shelf.load(folder)
    assert explain_error(caught.value, "").count(".") == 3


def test_messengers_are_found_by_words_and_by_what_is_known() -> None:
    finder = Finder(shelf.load())
    assert finder.find("briar")[0].id == "briar"
    assert finder.find("no such words at all") == ()
    only = Only(Key.WORKS_OFFLINE, Value.YES)
    assert "briar" in {each.id for each in finder.find(only=(only,))}
    assert "signal" not in {each.id for each in finder.find(only=(only,))}
