"""What a person decides about their plan, the page they take along, and where nothing is kept."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from tests.tui.albums import on, text, until
from tests.tui.test_planning import begun, current, go, planned
from toolkit.tui.library.playbook_screen import BadDayScreen
from toolkit.tui.paper.paper_screen import PaperScreen
from toolkit.tui.planning.action_screen import ActionScreen
from toolkit.tui.planning.card_screen import CardScreen
from toolkit.tui.planning.end_screen import EndScreen
from toolkit.tui.planning.plan_screen import PlanScreen
from toolkit.tui.planning.risk_screen import RiskScreen

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A person's own folder, with nothing in it."""
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


def number_of(pilot: Pilot[Any], title: str) -> str:
    """The key of an entry of a menu."""
    found = re.search(rf"(\d)\s+{title}", text(pilot))
    assert found, text(pilot)
    return found[1]


def written(folder: Path) -> list[Path]:
    return list(folder.iterdir())


def week(pilot: Pilot[Any]) -> str:
    """What stands under this week."""
    return text(pilot).partition("This week")[2].partition("Later")[0]


async def carded(pilot: Pilot[Any]) -> None:
    """At the card, as somebody for whom this program is a danger."""
    await begun(pilot)
    await pilot.press("2", "1", "enter", "y", "y", "u", "1", "enter")
    await pilot.press("enter", "enter", "enter")
    await until(pilot, lambda: isinstance(pilot.app.screen, CardScreen))
    await pilot.pause()


# Decisions


def test_what_is_done_is_told_as_done_and_the_next_thing_comes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def walk(pilot: Pilot[Any]) -> None:
        await planned(pilot)
        assert "Find a lawyer" not in week(pilot)
        await pilot.press("d")
        assert "Set a long code" not in week(pilot)
        assert "Find a lawyer" in week(pilot)
        await pilot.press("end")
        assert "✓ Set a long code" in text(pilot)
        await pilot.press("d", "home")
        assert "Set a long code" in week(pilot)

    go(monkeypatch, walk)


@pytest.mark.parametrize(("key", "heading"), [("n", "Not for you"), ("l", "Later")])
def test_what_is_not_for_now_goes_from_this_week(
    monkeypatch: pytest.MonkeyPatch, key: str, heading: str
) -> None:
    async def walk(pilot: Pilot[Any]) -> None:
        await planned(pilot)
        await pilot.press(key)
        assert "Set a long code" not in week(pilot)
        assert "Set a long code" in text(pilot).partition(heading)[2]

    go(monkeypatch, walk, (120, 60))


def test_a_risk_is_accepted_until_a_day_that_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    async def walk(pilot: Pilot[Any]) -> None:
        await planned(pilot)
        await pilot.press("r")
        on(pilot, RiskScreen)
        seen = text(pilot)
        assert "until 22 December 2026" in seen
        assert "until 22 February 2027" in seen
        assert "until 22 May 2027" in seen
        assert "It would have helped against this: Opening phones." in seen
        await pilot.press("2")
        await pilot.press("end")
        assert "You accept this risk until 22 February 2027." in text(pilot)
        await pilot.press("r", "home")
        assert "Set a long code" in week(pilot)
        await pilot.press("r", "escape")
        assert "Set a long code" in week(pilot)

    go(monkeypatch, walk)


def test_decisions_can_be_taken_beside_the_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    async def walk(pilot: Pilot[Any]) -> None:
        await planned(pilot)
        await pilot.press("enter")
        on(pilot, ActionScreen)
        assert "Early, because" in text(pilot)
        await pilot.press("d")
        assert "Done on 22 November 2026." in text(pilot)
        await pilot.press("escape")
        on(pilot, PlanScreen)
        assert "Set a long code" not in week(pilot)

    go(monkeypatch, walk)


def test_the_rest_is_folded_away_until_it_is_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    async def walk(pilot: Pilot[Any]) -> None:
        await planned(pilot)
        while current(pilot) != "rest":
            await pilot.press("down")
        assert "Small thing six" not in text(pilot)
        await pilot.press("enter", "down", "down")
        assert "Small thing" in text(pilot).partition("▾")[2]
        await pilot.press("up", "up", "enter")
        assert "▸" in text(pilot)

    go(monkeypatch, walk)


def test_a_wide_screen_shows_all_of_a_thing_beside_the_list(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def walk(pilot: Pilot[Any]) -> None:
        await planned(pilot)
        assert "Turn it on again." in text(pilot)
        assert "Somebody waits for an answer." in text(pilot)
        await pilot.press("down", "down")
        assert "Neighbours listen." in text(pilot)

    go(monkeypatch, walk, (120, 40))


def test_warnings_stay_in_sight_wherever_the_cursor_is(monkeypatch: pytest.MonkeyPatch) -> None:
    async def walk(pilot: Pilot[Any]) -> None:
        await planned(pilot)
        await pilot.press("end")
        assert "Delete nothing in the queue." in text(pilot)
        assert "1 thing is held back." in text(pilot)

    go(monkeypatch, walk)


def test_what_the_page_says_is_seen_before_it_is_written(
    monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    async def walk(pilot: Pilot[Any]) -> None:
        await planned(pilot)
        await pilot.press("d", "f")
        await pilot.press(number_of(pilot, "Print one page"))
        screen = on(pilot, PaperScreen)
        assert "A file or a paper can be found" in text(pilot)
        assert "Carry less" in text(pilot)
        assert written(home) == []
        await pilot.press("enter")
        await until(pilot, lambda: "Written:" in text(pilot))
        page = (home / "list.txt").read_text()
        assert "Carry less" in page
        assert "Set a long code" not in page
        assert "arasol" not in page
        await pilot.press("enter")
        await until(pilot, lambda: "there already" in text(pilot))
        assert (home / "list.txt").read_text() == page
        screen.dismiss()

    go(monkeypatch, walk)


def test_a_name_that_ends_in_html_makes_a_page_for_a_browser(
    monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    async def walk(pilot: Pilot[Any]) -> None:
        await planned(pilot)
        await pilot.press("f")
        await pilot.press(number_of(pilot, "Print one page"))
        await pilot.press("backspace", "backspace", "backspace", *"html", "enter")
        await until(pilot, lambda: "Written:" in text(pilot))
        assert (home / "list.html").read_text().startswith("<!DOCTYPE html>")

    go(monkeypatch, walk)


# Where having the program is a danger


def test_where_the_program_is_a_danger_there_are_three_things_to_remember(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def walk(pilot: Pilot[Any]) -> None:
        await carded(pilot)
        seen = text(pilot)
        assert "Three things to remember" in seen
        assert "1  " in seen
        assert "Carry less" in seen
        assert "Keep nothing of this." in seen
        await pilot.press("space")
        assert "Carry less" not in text(pilot)
        assert "1  · · ·" in text(pilot)
        await pilot.press("space")
        assert "Carry less" in text(pilot)

    go(monkeypatch, walk)


def test_where_the_program_is_a_danger_nothing_can_be_written(
    monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    async def walk(pilot: Pilot[Any]) -> None:
        await carded(pilot)
        await pilot.press("f")
        on(pilot, EndScreen)
        assert "Print" not in text(pilot)
        assert "messenger" not in text(pilot)
        assert "it writes no file" in text(pilot)
        await pilot.press(number_of(pilot, "Go on changing"))
        on(pilot, CardScreen)
        assert written(home) == []

    go(monkeypatch, walk)


def test_where_the_program_is_a_danger_a_playbook_offers_no_page(
    monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    async def walk(pilot: Pilot[Any]) -> None:
        await carded(pilot)
        await pilot.press("end")
        while "gate" not in current(pilot):
            await pilot.press("up")
        await pilot.press("enter")
        on(pilot, BadDayScreen)
        assert "print" not in text(pilot)
        await pilot.press("p")
        on(pilot, BadDayScreen)
        assert written(home) == []

    go(monkeypatch, walk)


def test_a_card_becomes_a_plan_when_the_program_is_no_danger(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def walk(pilot: Pilot[Any]) -> None:
        await carded(pilot)
        await pilot.press("a", "up", "down", "down", "enter", "n")
        await pilot.press("end", "down", "enter", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, PlanScreen))
        await pilot.press("a", "up", "down", "down", "enter", "y")
        await pilot.press("end", "down", "enter", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, CardScreen))

    go(monkeypatch, walk)
