"""The clock of a session, its large letters, and what stands on the pages of every plan."""

from __future__ import annotations

from functools import cache

import pytest
from rich.cells import cell_len

from toolkit.answers import spread
from toolkit.cli.named import known
from toolkit.threats import persona_paper
from toolkit.threats.assessment import assess
from toolkit.threats.questioning import walked
from toolkit.threats.shelf import load
from toolkit.training import shelf as plans
from toolkit.training.model import Way
from toolkit.tui.library.shelf import Shelf
from toolkit.tui.training import pages
from toolkit.tui.training.clock import Clock
from toolkit.tui.training.things import opened_by, told
from toolkit.tui.training.times import COARSE, FINE, times
from toolkit.tui.widgets import letters
from toolkit.tui.widgets.reading.model import laid_out

SESSIONS = plans.load().sessions
LENGTHS = {30, 60, 90, 180}


@cache
def shelf() -> Shelf:
    return Shelf(load())


class Hands:
    """A clock's hands, which the test moves."""

    def __init__(self) -> None:
        self.seconds = 100.0

    def __call__(self) -> float:
        return self.seconds

    def on(self, seconds: float) -> None:
        self.seconds += seconds


def clock() -> tuple[Clock, Hands]:
    hands = Hands()
    return Clock([5, 10, 5], hands), hands


def test_a_clock_that_stands_counts_nothing() -> None:
    told_by, hands = clock()
    hands.on(90)
    assert (told_by.left_in_step, told_by.left_in_whole, told_by.begun) == (300, 1200, False)
    told_by.toggle()
    hands.on(30)
    told_by.toggle()
    hands.on(1000)
    assert (told_by.left_in_step, told_by.left_in_whole, told_by.begun) == (270, 1170, True)


def test_each_step_keeps_what_was_spent_in_it() -> None:
    told_by, hands = clock()
    told_by.toggle()
    hands.on(60)
    told_by.go(1)
    hands.on(120)
    assert (told_by.left_in_step, told_by.left_in_whole) == (480, 1020)
    told_by.go(0)
    assert told_by.left_in_step == 240


def test_a_group_is_ahead_of_the_plan_or_behind_it() -> None:
    told_by, hands = clock()
    told_by.toggle()
    hands.on(180)
    assert told_by.behind == 0
    told_by.go(1)
    assert told_by.behind == -120
    assert times(told_by, FINE).standing == "2 minutes ahead"
    hands.on(780)
    assert told_by.behind == 60
    said = times(told_by, FINE)
    assert (said.big, said.late, said.standing) == ("3:00", True, "1 minute behind")
    assert said.about == "over the time of this step"
    told_by.toggle()
    assert "over" in times(told_by, FINE).about


def test_a_whole_that_is_over_has_nothing_left() -> None:
    told_by, hands = clock()
    told_by.toggle()
    hands.on(4000)
    assert times(told_by, FINE).whole == "0:00 left of the whole"


@pytest.mark.parametrize(("every", "said_anew"), [(FINE, 30), (COARSE, 3)])
def test_on_a_slow_link_the_clock_says_something_else_once_in_ten_seconds(
    every: int, said_anew: int
) -> None:
    told_by, hands = clock()
    told_by.toggle()
    said = []
    for _second in range(30):
        said.append(times(told_by, every))
        hands.on(1)
    assert len(set(said)) == said_anew


def test_a_long_session_is_told_in_hours() -> None:
    assert times(Clock([90, 90], Hands()), FINE).whole == "3:00:00 left of the whole"


def test_every_title_and_question_can_be_drawn_large_in_lines_of_one_width() -> None:
    for session in SESSIONS.values():
        for step in session.steps:
            for text in (step.title, *step.ask):
                assert letters.can_draw(text), text
    for text in ("Ángela, ¿qué ves?", "Über, Señor", "0123456789"):
        assert letters.can_draw(text)
        assert {cell_len(row) for row in letters.drawn(text)} == {letters.width(text)}
    # Marks stand above a letter only; what cannot be drawn is written.
    assert not letters.can_draw("façade")
    assert not letters.can_draw("سلام")


def test_words_go_into_as_many_lines_as_they_need_and_none_is_parted() -> None:
    assert letters.lines("one two", 200) == ("one two",)
    assert letters.lines("one two", letters.width("two")) == ("one", "two")
    assert letters.lines("one two", letters.width("two") - 1) is None


def test_all_digits_are_of_one_width() -> None:
    assert len({letters.width(digit) for digit in "0123456789"}) == 1


def test_every_page_of_every_plan_fits_and_all_that_it_leads_to_is_there() -> None:
    there = known()
    for session in SESSIONS.values():
        for number in range(len(pages.names())):
            page = tuple(pages.page(shelf(), session, number))
            assert page, (session.id, number)
            for width in (74, 114):
                for row in laid_out(page, width).rows:
                    assert max((bit.x + cell_len(bit.text) for bit in row.bits), default=0) <= width
            leads = {block.to for section in page for block in section.blocks} - {None}
            for lead in leads:
                if isinstance(lead, int):
                    assert lead in range(len(session.steps))
                else:
                    assert lead.replace("teach:", "lesson:") in there
                    assert told(shelf(), lead)


def test_a_lesson_is_offered_to_be_played_and_to_be_taught() -> None:
    assert opened_by("lesson:group") == ("lesson:group", "teach:group")
    assert opened_by("guide:phishing") == ("guide:phishing",)


def test_there_are_plans_of_every_length_and_each_ends_together_or_alone() -> None:
    assert {session.minutes for session in SESSIONS.values()} == LENGTHS
    assert len(SESSIONS) >= 10
    for session in SESSIONS.values():
        assert session.steps[-1].way in {Way.TOGETHER, Way.ALONE}, session.id


def test_no_card_names_this_program() -> None:
    for session in SESSIONS.values():
        told_to_all = " ".join(f"{each.title} {each.text} {each.back}" for each in session.cards)
        assert "parasol" not in told_to_all.casefold()


def test_what_would_hurt_an_invented_person_is_not_in_their_plan() -> None:
    library = shelf().library
    for persona in library.personas.values():
        sheet = persona_paper.sheet(library, persona, shelf().today)
        led_to = {
            run.to
            for section in sheet.sections
            for block in section.blocks
            for line in block.lines
            for run in line
        }
        assert not led_to & {f"action:{each}" for each in persona.must_not}
        assert {f"action:{each}" for each in persona.must} <= led_to


def test_the_plan_of_an_invented_person_is_the_one_that_they_are_led_to_by_the_questions() -> None:
    library, today = shelf().library, shelf().today
    for persona in library.personas.values():
        sheet = persona_paper.sheet(library, persona, today)
        asked = walked(library, spread(persona.answers, library.questions))
        plan = assess(library, asked, today).plan
        wanted = [f"action:{item.action}" for item in plan.this_week + plan.later]
        led_to = [
            line[0].to
            for section in sheet.sections
            for block in section.blocks
            for line in block.lines
            if line[0].to
        ]
        assert led_to == wanted, persona.id
