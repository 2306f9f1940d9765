"""Trainer's mode: a plan is found, read and run, on invented material only."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from tests.tui.albums import text, until
from tests.tui.latin_library import shelf
from toolkit.errors import ContentError
from toolkit.practice.chat import load as load_chat
from toolkit.training.shelf import load
from toolkit.tui.app import Parasol
from toolkit.tui.cleaning.album_screen import AlbumScreen
from toolkit.tui.lab.lab import Lab
from toolkit.tui.library.list_screen import LibraryScreen
from toolkit.tui.settings import Settings
from toolkit.tui.training import flow
from toolkit.tui.training.chat_screen import ChatScreen
from toolkit.tui.training.clock import Clock
from toolkit.tui.training.folder_screen import session
from toolkit.tui.training.persona_screen import PersonaScreen
from toolkit.tui.training.plan_screen import SessionScreen
from toolkit.tui.training.run_screen import RunScreen
from toolkit.tui.training.things import open_thing, told
from toolkit.tui.widgets.large import Large
from toolkit.tui.widgets.letters import drawn

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from textual.pilot import Pilot

REAL = load().sessions["photos-first-look"]
COPIES = load().sessions["groups-and-copies"]
PLAN = shelf().plans.sessions["umbra-una"]
LARGE = (120, 40)
TALL = (100, 34)
"""So many rows that all notes are seen, and not so many columns that letters are large."""


class Hands:
    """A clock's hands, which the test moves."""

    seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def running(hands: Hands) -> RunScreen:
    return RunScreen(shelf(), PLAN, Clock([step.minutes for step in PLAN.steps], hands))


def at(pilot: Pilot[Any]) -> type:
    return type(pilot.app.screen)


def left(pilot: Pilot[Any]) -> str:
    return "\n".join(pilot.app.screen.query_one("#left", Large)._lines(60))


def test_a_plan_is_found_in_the_library_read_part_by_part_and_begun_at_any_step() -> None:
    async def go() -> None:
        async with Parasol(Settings()).run_test(size=(80, 24)) as pilot:
            await pilot.app.push_screen(LibraryScreen(shelf()))
            await pilot.press(*"quaeritur", "enter")
            assert at(pilot) is SessionScreen
            assert "Cui nocet?" in text(pilot)
            await pilot.press("3")
            assert "0:10 Umbra quaeritur" in text(pilot)
            await pilot.press("down", "enter")
            assert at(pilot) is RunScreen
            assert "2 of 3, in pairs" in text(pilot)
            await pilot.press("enter")
            assert at(pilot) is PersonaScreen
            assert "Marcus ambulat." in text(pilot)
            await pilot.press("escape", "tab", "enter")
            assert "Ambula in umbra" in text(pilot)

    asyncio.run(go())


def test_the_group_sees_one_question_after_the_other_and_nothing_that_is_for_the_trainer() -> None:
    async def go() -> None:
        async with Parasol(Settings()).run_test(size=TALL) as pilot:
            await pilot.app.push_screen(running(Hands()))
            await pilot.press("right")
            assert "Noli currere." in text(pilot)
            await pilot.press("g")
            told = text(pilot)
            assert "Ubi umbra est?" in told
            assert not any(
                words in told for words in ("Cui prodest?", "Noli currere.", "Ite foras")
            )
            await pilot.press("down")
            assert "Cui prodest?" in text(pilot)
            await pilot.press("escape")
            assert "Noli currere." in text(pilot)

    asyncio.run(go())


def test_the_clock_starts_and_stands_by_space_and_is_large_where_there_is_room() -> None:
    async def go() -> None:
        hands = Hands()
        async with Parasol(Settings()).run_test(size=LARGE) as pilot:
            await pilot.app.push_screen(running(hands))
            await pilot.pause()
            assert left(pilot) == "\n".join(drawn("10:00"))
            await pilot.press("space")
            hands.seconds = 61
            await until(pilot, lambda: left(pilot) == "\n".join(drawn("8:59")))
            await pilot.press("space")
            assert "the clock stands" in text(pilot)
            await pilot.resize_terminal(80, 24)
            await pilot.pause()
            assert left(pilot) == "8:59"
            assert "the clock stands · " in text(pilot)

    asyncio.run(go())


def test_a_clock_that_says_the_same_is_not_drawn_again(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn_again = list[str]()

    async def go() -> None:
        hands = Hands()
        async with Parasol(Settings(slow_link=True)).run_test(size=(80, 24)) as pilot:
            screen = running(hands)
            await pilot.app.push_screen(screen)
            await pilot.press("space")
            hands.seconds = 5
            screen._tick()
            await pilot.pause()
            monkeypatch.setattr(Large, "refresh", lambda *_a, **_k: drawn_again.append("drawn"))
            for hands.seconds in (6, 7, 8, 9):
                screen._tick()
            assert drawn_again == []
            hands.seconds = 10
            screen._tick()
            assert drawn_again == ["drawn"]

    asyncio.run(go())


def test_the_clock_goes_on_while_the_trainer_looks_something_up() -> None:
    async def go() -> None:
        async with Parasol(Settings()).run_test(size=(80, 24)) as pilot:
            flow.run(pilot.app, shelf(), PLAN)
            await pilot.press("space", "right", "escape")
            flow.run(pilot.app, shelf(), PLAN)
            await pilot.pause()
            assert "2 of 3" in text(pilot)
            assert "pause" in text(pilot)

    asyncio.run(go())


def test_all_that_a_session_needs_goes_into_a_folder_and_its_photos_can_be_read(
    tmp_path: Path,
) -> None:
    async def go() -> None:
        folder = tmp_path / "out"
        async with Parasol(Settings()).run_test(size=(80, 24)) as pilot:
            await pilot.app.push_screen(session(REAL, folder))
            await pilot.press("enter")
            await until(pilot, lambda: "Written" in text(pilot))
            assert (folder / "plan.html").is_file()
            assert len(list((folder / "photos").glob("*.jpg"))) == 6
            await pilot.press("enter")
            assert at(pilot) is AlbumScreen
            await pilot.app.push_screen(session(REAL, folder))
            await pilot.press("enter")
            await until(pilot, lambda: "is there already" in " ".join(text(pilot).split()))

    asyncio.run(go())


def test_a_step_opens_the_lab_with_the_staged_chat_played_to_go_through() -> None:
    async def go() -> None:
        async with Parasol(Settings()).run_test(size=(80, 24)) as pilot:
            use = "practice:chat"
            assert use in {each for step in COPIES.steps for each in step.uses}
            assert told(shelf(), use) == "Practice chat, in the lab"
            open_thing(pilot.app, shelf(), use)
            await pilot.pause()
            screen = pilot.app.screen
            assert isinstance(screen, ChatScreen)
            chat = load_chat()
            texts = [step.text for step in chat.steps if step.text]
            stage = screen.query_one(Lab).stage
            assert (stage.at, len(stage.moments)) == (0, len(chat.steps) + 1)
            assert not any(each in {copy.text for copy in stage.world.copies} for each in texts)
            await pilot.press("right", "right", "right", "right")
            assert texts[0] in {copy.text for copy in screen.query_one(Lab).stage.world.copies}
            await pilot.press("end", "question_mark")
            assert all(each.prompt.split("?")[0][:40] in text(pilot) for each in chat.questions)
            await pilot.press("escape", "o", "o")
            assert screen.query_one(Lab).seats.right == "Odo/1"

    asyncio.run(go())


def test_a_chat_that_cannot_be_read_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise ContentError("content-missing-field", file="practice/chat.toml", field="seed")

    async def go() -> None:
        monkeypatch.setattr("toolkit.tui.training.chat_screen.load", broken)
        async with Parasol(Settings()).run_test(size=(80, 24)) as pilot:
            open_thing(pilot.app, shelf(), "practice:chat")
            await pilot.pause()
            assert "practice/chat.toml" in text(pilot)

    asyncio.run(go())
