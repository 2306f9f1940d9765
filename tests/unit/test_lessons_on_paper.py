"""Lessons and settings of messengers on paper: all that a trainer needs, no value of the lab."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.unit.test_sheets import Seen
from toolkit.bundle.session import lessons, names, write_session
from toolkit.bundle.sheets import known_sheets
from toolkit.messaging.lessons import shelf
from toolkit.messaging.lessons.paper import sheet
from toolkit.messaging.messengers import paper as setting_paper
from toolkit.messaging.messengers.shelf import load as messengers
from toolkit.paper import html, text
from toolkit.training.shelf import load as sessions

if TYPE_CHECKING:
    from pathlib import Path

LESSONS = shelf.load_all()
BOOK = messengers()


def flat(told: str) -> str:
    """Without spaces: lines also end behind hyphens."""
    return "".join(told.split())


@pytest.mark.parametrize("key", LESSONS)
def test_a_lesson_on_paper_holds_all_that_a_trainer_needs(key: str) -> None:
    lesson = LESSONS[key]
    told = flat(text.page([sheet(lesson)]))
    steps = (*lesson.acting, *lesson.reveal)
    questions = [lesson.prediction, lesson.transfer, *(step.ask for step in steps if step.ask)]
    wanted = [
        *lesson.aims,
        *lesson.scenario,
        *(question.ask for question in questions),
        *(option.text for each in questions for option in each.options),
        *(option.tell for each in questions for option in each.options),
        *(words for step in steps for words in (*step.say, *step.then)),
        *(choice.text for step in steps if step.task for choice in step.task.choices),
        *(card.tell for step in steps if step.sort for card in step.sort.cards),
        *(claim.text for claim in lesson.claims.values()),
        *lesson.keep,
        *lesson.unknown,
        *(moment.do for moment in lesson.trainer.timing),
        *lesson.trainer.questions,
        *lesson.trainer.watch_for,
    ]
    assert [words for words in wanted if "{" not in words and flat(words) not in told] == []
    assert "{" not in told


@pytest.mark.parametrize("key", LESSONS)
def test_every_note_of_a_lesson_leads_there_and_back(key: str) -> None:
    seen = Seen(html.page("t", [sheet(LESSONS[key])]))
    assert {lead.removeprefix("#") for lead in seen.leads} <= set(seen.names)


def test_what_the_lab_computes_is_left_open_and_what_learners_write_is_an_example() -> None:
    assert flat("Of all who looked on, … could read") in flat(
        text.page([sheet(LESSONS["envelope"])])
    )
    written = [
        (each, step.write)
        for each in LESSONS.values()
        for step in (*each.acting, *each.reveal)
        if step.write
    ]
    assert written
    for lesson, write in written:
        steps = (*lesson.acting, *lesson.reveal)
        texts = [words for step in steps for words in (*step.say, *step.then)]
        if any(f"{{{write.name}}}" in words for words in texts):
            assert flat(write.example) in flat(text.page([sheet(lesson)]))


def test_the_right_answer_is_marked_where_the_lesson_itself_knows_it() -> None:
    told = flat(text.page([sheet(LESSONS["envelope"])]))
    assert flat("and on who tells whom in each street. (right) – What is agreed") in told
    assert told.count("(right)") == 1
    assert flat("Which answer is right, the lab shows.") in told


def test_every_setting_says_how_to_undo_it_and_when_it_does_harm() -> None:
    for setting in BOOK.settings.values():
        made = setting_paper.sheet(BOOK, setting)
        told = flat(text.page([made]))
        assert made.title.startswith(BOOK.messengers[setting.messenger].name)
        for words in (*setting.steps, setting.check, setting.undo, setting.costs, setting.harm):
            assert flat(words) in told


def test_lessons_and_settings_can_be_handed_out_by_their_names() -> None:
    known = known_sheets()
    wanted = [*(f"lesson:{key}" for key in LESSONS), *(f"setting:{key}" for key in BOOK.settings)]
    assert set(wanted) <= set(known)
    assert all(known[name]().id == name for name in wanted)


def test_a_session_that_plays_lessons_has_them_on_paper_for_the_trainer(tmp_path: Path) -> None:
    session = next(each for each in sessions().sessions.values() if lessons(each))
    written = write_session(session, tmp_path / "out")
    assert written == names(session)
    page = (tmp_path / "out" / "lessons.html").read_text()
    for key in lessons(session):
        assert LESSONS[key.removeprefix("lesson:")].title in page
