"""Lessons as a person plays them: back and forth, at their own pace, with nothing kept unasked."""

from __future__ import annotations

import asyncio
from threading import Event
from typing import TYPE_CHECKING, Any, cast

from textual.widgets import Input

from tests.tui.albums import text, until
from tests.tui.vault_screens import over_a_vault
from tests.unit.small_lesson import course, played
from toolkit.messaging.lessons import running
from toolkit.messaging.lessons.running import Part
from toolkit.tui.app import Parasol
from toolkit.tui.lab.lab_screen import LabScreen
from toolkit.tui.lessons import kept, lesson_screen
from toolkit.tui.lessons import play as playing
from toolkit.tui.lessons.course import Standing
from toolkit.tui.lessons.lesson_screen import LessonScreen
from toolkit.tui.lessons.list_screen import ListScreen
from toolkit.tui.lessons.trainer_screen import TrainerScreen
from toolkit.tui.messaging.hub_screen import HubScreen
from toolkit.tui.settings import Settings
from toolkit.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    import pytest
    from textual.pilot import Pilot

    from toolkit.tui.lessons.course import Course


def walk(go: Callable[[Pilot[Any]], Awaitable[None]], size: tuple[int, int] = (80, 24)) -> None:
    async def run() -> None:
        async with Parasol(Settings()).run_test(size=size) as pilot:
            await go(pilot)

    asyncio.run(run())


def of(pilot: Pilot[Any]) -> LessonScreen:
    screen = pilot.app.screen
    assert isinstance(screen, LessonScreen), screen
    return screen


async def answer(pilot: Pilot[Any], *keys: str) -> None:
    """Press keys that lead to the next move, and wait for it."""
    screen, before = of(pilot), of(pilot).play
    await pilot.press(*keys)
    await until(pilot, lambda: screen.play is not before)


async def opened(pilot: Pilot[Any], at: Course, moves: int) -> LessonScreen:
    screen = LessonScreen(at, played(moves))
    await pilot.app.push_screen(screen)
    await until(pilot, lambda: screen._pages)
    return screen


def test_a_lesson_is_begun_from_the_hub_predicted_and_written_in() -> None:
    at = course()

    async def go(pilot: Pilot[Any]) -> None:
        await pilot.app.push_screen(HubScreen())
        await pilot.pause()
        await pilot.press("1")
        await until(pilot, lambda: isinstance(pilot.app.screen, ListScreen))
        assert "Four windows" in text(pilot)
        await pilot.app.push_screen(ListScreen(at))
        await pilot.pause()
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, LessonScreen))
        await until(pilot, lambda: "Lucia Marco scribit." in text(pilot))
        await pilot.press("enter")
        assert "Quis leget?" in text(pilot)
        await pilot.press("enter")
        assert "choose the last line" in " ".join(text(pilot).split())
        await answer(pilot, "2", "3", "enter")
        await answer(pilot, "1")
        await until(pilot, lambda: "Quid scribis?" in text(pilot))
        await until(pilot, lambda: isinstance(pilot.app.focused, Input))
        await pilot.press(*"ve", "enter")
        await until(pilot, lambda: "A few words, please" in text(pilot))
        await answer(pilot, *"ni ad pontem", "enter")
        assert "“veni ad pontem”" in text(pilot)
        assert "200 bytes" in text(pilot)
        await answer(pilot, "enter", "enter")
        assert "Quid facis?" in text(pilot)
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, ListScreen)
        assert "begun" in text(pilot)

    walk(go)
    assert at.standing("parva") is Standing.BEGUN


def test_a_lesson_is_decided_anew_on_the_way_and_played_to_its_end() -> None:
    at = course()

    async def go(pilot: Pilot[Any]) -> None:
        await pilot.app.push_screen(ListScreen(at))
        await opened(pilot, at, 4)
        await answer(pilot, "1")
        assert "Hoc nihil probat." in text(pilot)
        first = of(pilot).play
        await answer(pilot, "left")
        assert len(of(pilot).play.moments) == len(first.moments)
        assert "✓ Rogo." in text(pilot)
        await answer(pilot, "2")
        assert of(pilot).play.at == first.at
        assert "Numeri" in text(pilot)
        await answer(pilot, "enter")
        await answer(pilot, "1")
        assert "Better: desine" in text(pilot)
        await answer(pilot, "enter", "1")
        await answer(pilot, "enter")
        assert "You said: tabellarius" in text(pilot)
        await answer(pilot, "enter")
        assert "you said   it was" in text(pilot)
        await answer(pilot, "enter", "1")
        assert "Nescis quis legat." in text(pilot)
        await pilot.press("enter")
        assert "Primum numeros compara." in text(pilot)
        assert "comes again on 24 November 2026" in text(pilot)
        assert "Parasol forgets this" in text(pilot)
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, ListScreen)

    walk(go)
    assert at.standing("parva") is Standing.DONE


def test_a_lesson_that_was_left_goes_on_from_there_and_leads_to_the_lab() -> None:
    at = course()

    async def go(pilot: Pilot[Any]) -> None:
        await pilot.app.push_screen(ListScreen(at))
        screen = await opened(pilot, at, 4)
        await answer(pilot, "1")
        left = screen.play
        await pilot.press("l")
        await until(pilot, lambda: isinstance(pilot.app.screen, LabScreen))
        assert "Veni ad" in text(pilot)
        await pilot.press("escape", "escape")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, LessonScreen))
        assert of(pilot).play is left

    walk(go, (120, 40))


def test_what_takes_long_says_so_freezes_nothing_and_can_be_let_be(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    begun, go_on = Event(), Event()
    answered = running.answer

    def slow(*given: Any) -> Any:
        begun.set()
        assert go_on.wait(20)
        return answered(*given)

    async def go(pilot: Pilot[Any]) -> None:
        screen = await opened(pilot, course(), 4)
        before = screen.play
        monkeypatch.setattr(playing, "answer", slow)
        with monkeypatch.context() as patch:
            patch.setattr(lesson_screen, "_PATIENCE", 600)
            await pilot.press("1")
            await until(pilot, begun.is_set)
            await until(pilot, lambda: "Taken. One moment" in text(pilot))
            assert "✓ Rogo." in text(pilot)
            await pilot.press("escape")
            assert "One moment" not in text(pilot)
        await pilot.press("1")
        await until(pilot, lambda: "really doing this now" in text(pilot))
        await pilot.press("2", "enter", "left")
        assert screen.play is before
        await pilot.press("escape")
        await until(pilot, lambda: "Quid facis?" in text(pilot))
        go_on.set()
        await answer(pilot, "2")
        assert screen.play.now.state.tried == {"compare"}
        assert len(screen.play.moments) == len(before.moments) + 1

    walk(go)


def test_whatever_goes_wrong_is_told_and_one_chooses_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(*_given: Any) -> Any:
        raise MemoryError

    async def go(pilot: Pilot[Any]) -> None:
        screen = await opened(pilot, course(), 4)
        before = screen.play
        with monkeypatch.context() as patch:
            patch.setattr(playing, "answer", broken)
            await pilot.press("1")
            await until(pilot, lambda: "could not be done" in text(pilot))
        assert screen.play is before
        await answer(pilot, "2")
        assert screen.play.now.state.tried == {"compare"}

    walk(go)


def test_only_the_last_question_is_asked_again_and_the_day_moves_on() -> None:
    from tests.tui.lesson_screens import _list  # noqa: PLC0415

    screen = _list()
    at = screen._course

    async def go(pilot: Pilot[Any]) -> None:
        await pilot.app.push_screen(screen)
        await pilot.pause()
        assert screen.query_one(Rows).current == "again:parva"
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, LessonScreen))
        await until(pilot, lambda: "Alio loco" in text(pilot))
        assert of(pilot).play.now.state.part is Part.TRANSFER
        await answer(pilot, "2")
        assert "✓ Yes." in text(pilot)

    walk(go)
    assert at.standing("parva") is Standing.DONE
    assert [each.right for each in at.progress.lessons["parva"].answers] == [False, True]


def test_an_open_vault_keeps_a_lesson_only_once_that_was_asked_for() -> None:
    at = course()

    async def go(pilot: Pilot[Any]) -> None:
        await over_a_vault(lambda: LessonScreen(at, played(11)))(pilot)
        app = cast("Parasol", pilot.app)
        changed: list[Any] = []

        def change(edit: Any) -> None:
            changed.append(edit)
            app.vault._document = edit(app.vault.document)

        app.vault.change = change  # type: ignore[method-assign]
        screen = of(pilot)
        await until(pilot, lambda: screen._pages)
        await answer(pilot, "enter", "2")
        assert at.standing("parva") is Standing.DONE
        assert not changed
        await pilot.press("k")
        await pilot.pause()
        assert app.vault.document.progress["lesson:parva"].until == "2026-11-29"
        assert kept.are_kept(app)
        assert "Your vault keeps this day" in " ".join(
            (text(pilot) + await _last_page(pilot)).split()
        )

    walk(go)


async def _last_page(pilot: Pilot[Any]) -> str:
    await pilot.press("enter")
    return text(pilot)


def test_a_trainer_turns_pages_and_each_question_stands_alone() -> None:
    async def go(pilot: Pilot[Any]) -> None:
        await pilot.app.push_screen(ListScreen(course()))
        await pilot.pause()
        await pilot.press("t")
        await until(pilot, lambda: isinstance(pilot.app.screen, TrainerScreen))
        await until(pilot, lambda: "Aims" in text(pilot))
        await pilot.press("right", "right", "right")
        shown = text(pilot)
        assert "Quis vos legit?" in shown
        assert "Quem primum convenitis?" not in shown

    walk(go)
