"""Messengers compared, and which one for me, as a person walks through them."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from tests.tui.albums import on, text, until
from tests.tui.messenger_screens import shelf
from tests.tui.vault_places import set_up
from tests.unit import vaults
from tests.unit.small_messengers import TODAY
from toolkit.messaging.messengers.outcome import NO_MESSENGER
from toolkit.messaging.messengers.shelf import load as shipped
from toolkit.tui.app import Parasol
from toolkit.tui.handbook.guide_screen import GuideScreen
from toolkit.tui.messaging.hub_screen import WAYS, HubScreen
from toolkit.tui.messengers.begin_screen import BeginScreen
from toolkit.tui.messengers.fact_screen import FactScreen
from toolkit.tui.messengers.messenger_screen import MessengerScreen
from toolkit.tui.messengers.question_screen import ChooserScreen
from toolkit.tui.messengers.result_screen import ResultScreen
from toolkit.tui.messengers.session import Session
from toolkit.tui.messengers.setting_screen import SettingScreen
from toolkit.tui.messengers.shelf import Shelf
from toolkit.tui.messengers.table_screen import TableScreen
from toolkit.tui.settings import Settings
from toolkit.tui.vault import closing
from toolkit.tui.widgets.grid import Grid
from toolkit.vault import store

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    import pytest
    from textual.pilot import Pilot


def walk(play: Callable[[Pilot[Any]], Awaitable[None]], size: tuple[int, int] = (80, 24)) -> None:
    async def run() -> None:
        app = Parasol(Settings())
        async with app.run_test(size=size) as pilot:
            await play(pilot)

    asyncio.run(run())


def lines(pilot: Pilot[Any]) -> str:
    """What the screen shows, as text."""
    widget = pilot.app.screen.query_one(Grid)
    return "\n".join(widget.render_line(y).text for y in range(widget.size.height))


def test_in_the_table_the_names_stay_while_the_facts_move_sideways() -> None:
    async def play(pilot: Pilot[Any]) -> None:
        await pilot.app.push_screen(TableScreen(shelf()))
        await pilot.pause()
        assert "End to end: two" in lines(pilot)
        await pilot.press(*["right"] * 12)
        assert "End to end: two" not in lines(pilot)
        assert all(each.name in lines(pilot) for each in shelf().book.messengers.values())
        grid = pilot.app.screen.query_one(Grid)
        await pilot.press("end")
        assert grid.column == 31
        await pilot.press("home")
        assert grid.column == 0
        assert "End to end: two" in lines(pilot)

    walk(play)


def test_a_name_opens_the_messenger_and_each_fact_what_it_rests_on() -> None:
    async def play(pilot: Pilot[Any]) -> None:
        await pilot.app.push_screen(TableScreen(shelf()))
        await pilot.press("down", "enter")
        assert isinstance(pilot.app.screen, MessengerScreen)
        assert pilot.app.screen.title_line() == "Bos"
        await pilot.press("escape", "right", "enter")
        assert isinstance(pilot.app.screen, FactScreen)
        text = " ".join(
            block.text for section in pilot.app.screen.sections() for block in section.blocks
        )
        assert "https://acta.example/diurna" in text
        assert "Acta diurna" in text

    walk(play)


def test_only_those_with_the_same_answer_or_a_word_are_kept_until_esc() -> None:
    async def play(pilot: Pilot[Any]) -> None:
        await pilot.app.push_screen(TableScreen(shelf()))
        await pilot.press("down", "right", "f")
        assert "Bos" in lines(pilot)
        assert "Aquila" not in lines(pilot)
        await pilot.press("escape")
        assert "Aquila" in lines(pilot)
        await pilot.press("slash", *"corv", "enter")
        assert "Corvus" in lines(pilot)
        assert "Aquila" not in lines(pilot)
        await pilot.press("slash", *"xyz")
        assert "Corvus" not in lines(pilot)
        await pilot.press("enter", "f", "enter", "down", "right", "f", "escape")
        assert "Aquila" in lines(pilot)
        assert isinstance(pilot.app.screen, TableScreen)

    walk(play)


def test_the_questions_lead_to_what_fits_and_back_and_nothing_is_kept() -> None:
    async def play(pilot: Pilot[Any]) -> None:
        plan = {"work": ("sources",), "phone-kind": ("iphone",)}
        await pilot.app.push_screen(BeginScreen(shelf(), plan))
        await pilot.press("2")
        screen = pilot.app.screen
        assert isinstance(screen, ChooserScreen)
        assert screen.how_far() == "marked as in your plan · 1 of 9"
        # Enter takes what is marked as in the plan; the other questions are left out.
        await pilot.press("enter")
        while pilot.app.screen is screen:
            await pilot.press("s")
        result = pilot.app.screen
        assert isinstance(result, ResultScreen)
        session = result._session
        assert session.answers["hurt"] == ("content", "contacts")
        assert session.answers["phones"] == ("skipped",)
        before = result._outcome
        await pilot.press("escape", "left", "y")
        while pilot.app.screen is screen:
            await pilot.press("s")
        assert isinstance(pilot.app.screen, ResultScreen)
        assert pilot.app.screen._outcome != before

    walk(play)


def test_of_many_messengers_some_are_marked_by_their_letters() -> None:
    async def play(pilot: Pilot[Any]) -> None:
        session = Session(Shelf(shipped(), TODAY))
        await pilot.app.push_screen(ChooserScreen(session, "they-have"))
        await pilot.pause()
        await pilot.press("slash", *"wechat", "enter", *"briar", "enter", "down", "enter")
        assert session.answers["they-have"] == ("wechat", "briar")

    walk(play)


def test_a_result_leads_to_its_settings_and_a_danger_at_home_to_meeting_alone() -> None:
    async def play(pilot: Pilot[Any]) -> None:
        session = Session(shelf())
        await pilot.app.push_screen(ResultScreen(session))
        await pilot.pause()
        await pilot.press("tab", "enter")
        assert isinstance(pilot.app.screen, SettingScreen)
        await pilot.press("escape")
        session.answer("watcher", ("close",))
        await pilot.app.push_screen(ResultScreen(session))
        await pilot.pause()
        screen = cast("ResultScreen", pilot.app.screen)
        assert [each.messenger for each in screen._outcome.results] == [NO_MESSENGER]
        assert "1  No messenger" not in text(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, GuideScreen))

    walk(play)


def test_messaging_leads_to_the_comparison_and_to_the_chooser() -> None:
    async def play(pilot: Pilot[Any]) -> None:
        for name, screen in (("messengers", TableScreen), ("choose", BeginScreen)):
            await pilot.app.push_screen(HubScreen())
            await pilot.pause()
            number = [way.id for way in WAYS].index(name) + 1
            await pilot.press(str(number))
            assert isinstance(pilot.app.screen, screen)
            await pilot.press("escape", "escape")

    walk(play)


def test_what_was_answered_goes_into_the_vault_when_asked_and_is_there_again(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = vaults.made(set_up(monkeypatch, tmp_path) / "1", "a text")
    book = shelf()
    monkeypatch.setattr("toolkit.tui.messengers.flow._open", lambda a, s: a.push_screen(s(book)))

    async def play(pilot: Pilot[Any]) -> None:
        app: Any = pilot.app
        app.vault.take(store.open_vault(folder, vaults.PHRASE))
        session = Session(book)
        first, *_others = book.book.questions
        session.answer(first, ("skipped",))
        await app.push_screen(ResultScreen(session))
        assert app.vault.document.choice == {}
        await pilot.press("v")
        assert app.vault.document.choice == dict(session.answers)
        session.answer(first, ("unsure",))
        assert app.vault.document.choice[first] == ("unsure",)
        await until(pilot, lambda: not app.vault.waits)
        closing.by_hand(app)
        await until(pilot, lambda: not app.vault.is_open)
        assert not isinstance(app.screen, ResultScreen)
        assert not session.is_kept

        app.vault.take(store.open_vault(folder, vaults.PHRASE))
        app.vault.change(lambda kept: replace(kept, choice={**kept.choice, "no-question": ("x",)}))
        await app.push_screen(BeginScreen(book, {}))
        await pilot.press("1")
        assert dict(on(pilot, ResultScreen)._session.answers) == {first: ("unsure",)}
        await until(pilot, lambda: not app.vault.waits)
        app._stops.stop_everything()

    walk(play)
