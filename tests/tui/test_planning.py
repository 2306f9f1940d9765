"""From a few questions to a short plan, as a person walks it."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING, Any

import pytest

from tests.tui.albums import on, text, until
from tests.tui.plan_library import library, planning
from toolkit.errors import ContentError
from toolkit.tui.library.playbook_screen import BadDayScreen
from toolkit.tui.planning.care_screen import CareScreen
from toolkit.tui.planning.changes_screen import ChangesScreen
from toolkit.tui.planning.end_screen import EndScreen
from toolkit.tui.planning.evidence_screen import EvidenceScreen
from toolkit.tui.planning.findings_screen import FindingsScreen
from toolkit.tui.planning.heard_screen import HeardScreen
from toolkit.tui.planning.now_screen import NowScreen
from toolkit.tui.planning.plan_screen import PlanScreen
from toolkit.tui.planning.question_screen import QuestionScreen
from toolkit.tui.screens.home import Home
from toolkit.tui.widgets.keys import Keys
from toolkit.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from toolkit.threats.library import Library


async def begun(pilot: Pilot[Any]) -> None:
    """At the first question."""
    await pilot.press("2")
    await until(pilot, lambda: isinstance(pilot.app.screen, NowScreen))
    await pilot.press("1")
    await until(pilot, lambda: isinstance(pilot.app.screen, QuestionScreen))


async def answered(pilot: Pilot[Any]) -> None:
    """At what was heard."""
    await begun(pilot)
    await pilot.press("2", "1", "enter", "n", "y", "u", "1", "2", "enter")
    await until(pilot, lambda: isinstance(pilot.app.screen, HeardScreen))


async def planned(pilot: Pilot[Any]) -> PlanScreen:
    """At the plan."""
    await answered(pilot)
    await pilot.press("enter", "enter", "enter")
    await until(pilot, lambda: isinstance(pilot.app.screen, PlanScreen))
    await pilot.pause()
    return on(pilot, PlanScreen)


def go(monkeypatch: pytest.MonkeyPatch, walk: Any, size: tuple[int, int] = (80, 24)) -> None:
    async def run() -> None:
        async with planning(monkeypatch, size) as pilot:
            await walk(pilot)

    asyncio.run(run())


def current(pilot: Pilot[Any]) -> str:
    return pilot.app.screen.query_one(Rows).current


# The ten minutes


def test_ten_minutes_lead_from_home_to_a_plan_and_home_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def walk(pilot: Pilot[Any]) -> None:
        await pilot.press("2")
        seen = text(pilot)
        assert "Is now a good moment?" in seen
        assert "Nothing is saved" in seen
        assert "F9 hides everything at once. Ctrl+Q leaves at once." in seen
        await pilot.press("1")
        await until(pilot, lambda: isinstance(pilot.app.screen, QuestionScreen))
        assert "What brings you?" in text(pilot)
        assert "about 6 left" in text(pilot)
        await pilot.press("2", "1", "enter", "n", "y", "u", "1", "2", "enter")

        on(pilot, HeardScreen)
        seen = text(pilot)
        assert "You think of your work." in seen
        assert "You meet people. You write." in seen
        assert "Is a new phone noticed?" in seen
        assert "you don’t know" in seen
        await pilot.press("enter")

        on(pilot, FindingsScreen)
        seen = text(pilot)
        assert "Guards may read your phone." in seen
        assert "documented there: Gates of Amber" in seen
        assert "Hidden folders. Machines see them." in seen
        await pilot.press("k")
        on(pilot, EvidenceScreen)
        assert "River Institute 2019" in text(pilot)
        await pilot.press("escape", "enter")

        on(pilot, CareScreen)
        seen = text(pilot)
        assert "Delete nothing in the queue." in seen
        assert "Buy a second phone" in seen
        await pilot.press("enter")

        on(pilot, PlanScreen)
        seen = text(pilot)
        assert "Delete nothing in the queue." in seen
        assert "1 thing is held back." in seen
        assert "Set a long code" in seen
        assert "5 minutes" in seen
        assert "Shown because of what you said: Phones are read." in seen
        await pilot.press("enter")
        assert "1. Take it out." in text(pilot)
        await pilot.press("escape", "f")

        on(pilot, EndScreen)
        await pilot.press("enter")
        on(pilot, Home)
        assert len(pilot.app.screen_stack) == 2

    go(monkeypatch, walk)


def test_what_was_forgotten_is_gone_when_one_begins_again(monkeypatch: pytest.MonkeyPatch) -> None:
    async def walk(pilot: Pilot[Any]) -> None:
        await planned(pilot)
        await pilot.press("f", "enter")
        await begun(pilot)
        assert "about 6 left" in text(pilot)
        assert "✓" not in text(pilot)

    go(monkeypatch, walk)


def test_the_screen_does_not_wait_for_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    gate = threading.Event()

    def slow() -> Library:
        assert gate.wait(20)
        return library()

    async def walk(pilot: Pilot[Any]) -> None:
        monkeypatch.setattr("toolkit.threats.shelf.load", slow)
        await pilot.press("2", "1")
        await until(pilot, lambda: "one moment …" in text(pilot))
        await pilot.press("question_mark")
        await until(pilot, lambda: "A few questions, then a short plan" in text(pilot))
        gate.set()
        await until(pilot, lambda: isinstance(pilot.app.screen, QuestionScreen))

    go(monkeypatch, walk)


def test_a_library_that_cannot_be_read_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> Library:
        raise ContentError("content-unreadable", file="rules/x.toml")

    async def walk(pilot: Pilot[Any]) -> None:
        monkeypatch.setattr("toolkit.threats.shelf.load", broken)
        await pilot.press("2")
        await until(pilot, lambda: "rules/x.toml cannot be read" in text(pilot))
        await pilot.press("1")
        on(pilot, NowScreen)

    go(monkeypatch, walk)


# Questions


def test_an_emergency_jumps_to_its_playbook_and_the_questions_can_wait(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def walk(pilot: Pilot[Any]) -> None:
        await begun(pilot)
        await pilot.press("1")
        await until(pilot, lambda: isinstance(pilot.app.screen, BadDayScreen))
        assert "When somebody was taken" in text(pilot)
        await pilot.press("escape")
        on(pilot, QuestionScreen)
        assert "Which place?" in text(pilot)

    go(monkeypatch, walk)


@pytest.mark.parametrize("back", ["backspace", "left", "escape"])
def test_one_can_go_back_and_change_at_any_time(monkeypatch: pytest.MonkeyPatch, back: str) -> None:
    async def walk(pilot: Pilot[Any]) -> None:
        await begun(pilot)
        await pilot.press("2", "1", "enter", "n")
        assert "Are phones read there?" in text(pilot)
        await pilot.press(back)
        assert "Is this program a problem?" in text(pilot)
        assert current(pilot) == "no"
        assert "✓ No" in text(pilot)
        await pilot.press("y")
        assert "Are phones read there?" in text(pilot)
        await pilot.press(back, back, back)
        assert "What brings you?" in text(pilot)
        await pilot.press(back)
        on(pilot, NowScreen)
        assert "Go on where I was" in text(pilot)
        await pilot.press("1")
        await until(pilot, lambda: "Are phones read there?" in text(pilot))

    go(monkeypatch, walk)


def test_w_says_why_and_the_question_mark_explains_the_screen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def walk(pilot: Pilot[Any]) -> None:
        await begun(pilot)
        assert "It matters below." not in text(pilot)
        await pilot.press("w")
        assert "Why we ask: It matters below." in text(pilot)
        await pilot.press("question_mark")
        assert "nothing is then taken for no" in text(pilot)

    go(monkeypatch, walk)


def test_the_keys_of_a_question_stand_in_the_footer(monkeypatch: pytest.MonkeyPatch) -> None:
    async def walk(pilot: Pilot[Any]) -> None:
        await begun(pilot)
        await pilot.press("2", "1", "enter")
        footer = str(pilot.app.screen.query_one(Keys).render())
        for key in ("Y yes", "N no", "U I don’t know", "S skip", "W why we ask", "Esc back"):
            assert key in footer

    go(monkeypatch, walk)


def test_yes_and_no_mean_nothing_where_there_are_choices(monkeypatch: pytest.MonkeyPatch) -> None:
    async def walk(pilot: Pilot[Any]) -> None:
        await begun(pilot)
        await pilot.press("y", "n", "9")
        assert "What brings you?" in text(pilot)

    go(monkeypatch, walk)


def test_of_many_choices_a_number_of_two_digits_takes_one(monkeypatch: pytest.MonkeyPatch) -> None:
    async def walk(pilot: Pilot[Any]) -> None:
        await begun(pilot)
        await pilot.press("2", "down", "down", "down", "1")
        assert "Which place?" in text(pilot)
        assert current(pilot) == "amber"  # the digit has moved the cursor
        await pilot.press("0")
        assert "Is this program a problem?" in text(pilot)
        await pilot.press("left")
        assert current(pilot) == "juniper"
        await pilot.press("7")
        await pilot.press("left")
        assert current(pilot) == "garnet"

    go(monkeypatch, walk)


def test_a_few_letters_find_a_place(monkeypatch: pytest.MonkeyPatch) -> None:
    async def walk(pilot: Pilot[Any]) -> None:
        await begun(pilot)
        await pilot.press("2", "slash", *"ord")
        assert "Fjord" in text(pilot)
        assert "Amber" not in text(pilot)
        await pilot.press("escape")
        assert "Amber" in text(pilot)
        await pilot.press("slash", *"ord", "enter")
        assert "Is this program a problem?" in text(pilot)
        await pilot.press("left")
        assert current(pilot) == "fjord"
        await pilot.press("slash", *"ar", "down", "down", "enter", "left")
        assert current(pilot) == "garnet"

    go(monkeypatch, walk)


def test_several_are_marked_with_space_and_nothing_marked_goes_nowhere(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def walk(pilot: Pilot[Any]) -> None:
        await begun(pilot)
        await pilot.press("3", "1", "enter", "n", "u", "enter")
        assert "What do you do?" in text(pilot)
        assert "Mark all that fit with Space" in text(pilot)
        await pilot.press("space", "down", "space")
        assert text(pilot).count("✓") == 2
        await pilot.press("down", "space")
        assert text(pilot).count("✓") == 1
        await pilot.press("enter")
        on(pilot, HeardScreen)
        assert "Nothing." in text(pilot)

    go(monkeypatch, walk)


def test_the_mouse_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    async def walk(pilot: Pilot[Any]) -> None:
        await begun(pilot)
        rows = pilot.app.screen.query_one(Rows)
        await pilot.click(rows, offset=(8, 2))
        assert "Which place?" in text(pilot)
        await pilot.press("left")
        assert current(pilot) == "looking"

    go(monkeypatch, walk)


# What was heard


def test_each_line_that_was_heard_can_be_changed_and_one_comes_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def walk(pilot: Pilot[Any]) -> None:
        await answered(pilot)
        await pilot.press("up", "down", "enter")
        on(pilot, QuestionScreen)
        assert "Which place?" in text(pilot)
        await pilot.press("2")
        on(pilot, HeardScreen)
        assert "The place: Basalt." in text(pilot)
        assert current(pilot) == "region"
        await pilot.press("enter", "escape")
        on(pilot, HeardScreen)
        assert "The place: Basalt." in text(pilot)

    go(monkeypatch, walk)


def test_a_change_that_brings_up_questions_asks_them_too(monkeypatch: pytest.MonkeyPatch) -> None:
    async def walk(pilot: Pilot[Any]) -> None:
        await begun(pilot)
        await pilot.press("3", "1", "enter", "n", "u", "3", "enter")
        on(pilot, HeardScreen)
        await pilot.press("up", "enter", "2")
        assert "Are phones read there?" in text(pilot)
        await pilot.press("y")
        on(pilot, HeardScreen)
        assert "Phones are read." in text(pilot)

    go(monkeypatch, walk)


# Coming back


def test_a_changed_answer_shows_what_changes_in_the_plan_and_why(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def walk(pilot: Pilot[Any]) -> None:
        await planned(pilot)
        await pilot.press("a", "up", "down", "down", "down", "enter", "n", "down", "down")
        on(pilot, HeardScreen)
        await until(pilot, lambda: "Phones are left alone." in text(pilot))
        await pilot.press("enter")
        on(pilot, ChangesScreen)
        seen = text(pilot)
        assert "Phones are left alone." in seen
        assert "Before: Phones are read." in seen
        assert "Nothing that you say now asks for it." in seen
        await pilot.press("enter")
        on(pilot, PlanScreen)
        assert "Delete nothing in the queue." not in text(pilot)
        assert "Set a long code" not in text(pilot)

    go(monkeypatch, walk)


def test_what_is_held_back_is_let_go_by_an_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    async def walk(pilot: Pilot[Any]) -> None:
        await planned(pilot)
        await pilot.press("t")
        on(pilot, CareScreen)
        await pilot.press("up")
        while not current(pilot).startswith("held:"):
            await pilot.press("down")
        await pilot.press("enter")
        assert "Is a new phone noticed?" in text(pilot)
        await pilot.press("n")
        on(pilot, CareScreen)
        assert "Held back" not in text(pilot)
        await pilot.press("escape")
        on(pilot, ChangesScreen)
        assert "Buy a second phone" in text(pilot)
        assert "Nobody notices." in text(pilot)

    go(monkeypatch, walk)


def test_nothing_is_told_as_changed_where_nothing_was(monkeypatch: pytest.MonkeyPatch) -> None:
    async def walk(pilot: Pilot[Any]) -> None:
        await planned(pilot)
        await pilot.press("a", "enter")
        on(pilot, PlanScreen)

    go(monkeypatch, walk)
