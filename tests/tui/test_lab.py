"""The lab on the screen: what is typed leaves as bytes, time goes back, keys break things."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, cast

from textual.widgets import Static

from tests.tui.albums import text, until
from toolkit.messaging.actions import Carry, Deliver, Send, TakeBackup
from toolkit.messaging.interventions import GuessBackup, Seize, SwapKeys
from toolkit.messaging.state import Settings as Kind
from toolkit.tui.app import Parasol
from toolkit.tui.lab import numbers_screen, panels
from toolkit.tui.lab.board import SHORT
from toolkit.tui.lab.formula_screen import FormulaScreen
from toolkit.tui.lab.lab import Lab
from toolkit.tui.lab.lab_screen import LabScreen
from toolkit.tui.lab.meddle_screen import MeddleScreen
from toolkit.tui.lab.numbers_screen import NumbersScreen
from toolkit.tui.lab.pane import Pane
from toolkit.tui.lab.phone_frame import PhoneFrame, Writer
from toolkit.tui.lab.stage import Stage, begun
from toolkit.tui.messaging.hub_screen import WAYS, HubScreen
from toolkit.tui.screens.base import Page
from toolkit.tui.screens.home import Home
from toolkit.tui.settings import Settings

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    import pytest
    from textual.app import ComposeResult
    from textual.pilot import Pilot

NARROW, WIDE = (80, 24), (120, 40)


def fixed() -> Stage:
    return begun(("Alice", "Bob"), seed=b"screen", settings=Kind(post_quantum=False))


@asynccontextmanager
async def showing(
    begins: Stage | None = None, size: tuple[int, int] = NARROW
) -> AsyncIterator[Pilot[int]]:
    async with Parasol(Settings()).run_test(size=size) as pilot:
        await pilot.app.push_screen(LabScreen(begins or fixed()))
        await pilot.pause()
        yield pilot


def run(
    check: Callable[[Pilot[int]], Awaitable[None]],
    begins: Stage | None = None,
    size: tuple[int, int] = NARROW,
) -> None:
    async def go() -> None:
        async with showing(begins, size) as pilot:
            await check(pilot)

    asyncio.run(go())


def lab(pilot: Pilot[Any]) -> Lab:
    return pilot.app.screen.query_one(Lab)


async def say(pilot: Pilot[Any], *keys: str) -> None:
    await pilot.press("enter", *keys, "enter")
    await pilot.pause()


def test_from_home_one_comes_to_the_lab_writes_looks_on_and_goes_back_in_time() -> None:
    async def go() -> None:
        async with Parasol(Settings()).run_test(size=WIDE) as pilot:
            await pilot.press("enter")
            shown = text(pilot)
            await pilot.press(shown[shown.index("Messaging") - 3])
            assert isinstance(pilot.app.screen, HubScreen)
            await pilot.press(str([way.id for way in WAYS].index("lab") + 1))
            await until(pilot, lambda: isinstance(pilot.app.screen, LabScreen))
            await say(pilot, *"hello")
            assert [type(each.action) for each in lab(pilot).stage.moments[1:]] == [Send]
            assert "Alice → server" in text(pilot)
            (packet,) = lab(pilot).stage.world.wire
            assert " ".join(f"{byte:02x}" for byte in packet.content[:8]) in text(pilot)
            await pilot.press("space", "space")
            await pilot.pause()
            shown = text(pilot)
            assert "▐ hello" in shown
            assert "reads no text" in shown
            assert all(name in shown for name in ("Network", "Server", "Push provider"))
            assert "moment 4 of 4" in shown
            await pilot.press("left", "left")
            await pilot.pause()
            assert "▐ hello" not in text(pilot)
            assert "Looking back" in text(pilot)
            await pilot.press("end", "escape")
            assert isinstance(pilot.app.screen, HubScreen)
            await pilot.press("escape")
            assert isinstance(pilot.app.screen, Home)

    asyncio.run(go())


def test_the_disclaimer_is_seen_on_every_page_and_whole_where_one_asks() -> None:
    async def check(pilot: Pilot[int]) -> None:
        for number in panels.PAGES:
            lab(pilot).action_open(number)
            await pilot.pause()
            assert SHORT in text(pilot)
        await pilot.press("question_mark")
        whole = str(pilot.app.screen.query_one("#explanation", Static).content)
        assert "It does not show that yours protects you." in whole

    run(check)


def test_each_page_has_its_key_and_the_same_key_closes_it() -> None:
    async def check(pilot: Pilot[int]) -> None:
        heads = {
            panels.KEYS: "Keys of Bob",
            panels.NETWORK: "Who runs the lines",
            panels.SERVER: "Who runs the messenger",
            panels.PUSH: "Who wakes phones up",
            panels.OTHERS: "Who took a phone",
            panels.WHY: "What happened, and why",
        }
        for number, head in heads.items():
            await pilot.press(str(number))
            await pilot.pause()
            assert head in text(pilot)
            assert not pilot.app.screen.query_one("#phones").display
            await pilot.press(str(number))
            await pilot.pause()
            assert pilot.app.screen.query_one("#phones").display
        await pilot.press("3", "escape")
        assert isinstance(pilot.app.screen, LabScreen)

    run(check, fixed().done(Send("Alice", "Bob", "one")).done(Carry()).done(Seize("Bob")))


def test_whoever_types_a_question_mark_a_number_or_a_letter_writes_it() -> None:
    async def check(pilot: Pilot[int]) -> None:
        await pilot.press("enter", "m", "question_mark", "3", "space", "x")
        assert pilot.app.screen.query_one("#left", PhoneFrame).query_one(Writer).value == "m?3 x"
        await pilot.press("tab", "b", "enter")
        await pilot.pause()
        assert lab(pilot).stage.now.action == Send("Bob/1", "Alice", "b")
        await pilot.press("enter", "escape")
        assert pilot.app.focused is lab(pilot)
        assert isinstance(pilot.app.screen, LabScreen)

    run(check)


def test_the_menu_does_by_letter_what_it_says_and_asks_where_there_is_a_choice() -> None:
    async def check(pilot: Pilot[int]) -> None:
        await say(pilot, "x")
        await pilot.press("m")
        assert isinstance(pilot.app.screen, MeddleScreen)
        await pilot.press("d")
        await pilot.pause()
        assert lab(pilot).stage.now.events[0].code == "dropped"
        await pilot.press("m", "s")
        await pilot.pause()
        assert "Bob, after 2 more texts" in text(pilot)
        await pilot.press("escape", "n", "2")
        await pilot.pause()
        assert lab(pilot).stage.now.events[0].code == "gone-offline"
        assert "no network" in text(pilot)
        await pilot.press("m", "g", "escape")
        assert lab(pilot).stage.now.events[0].code == "gone-offline"

    run(check)


def test_a_pin_is_guessed_in_sight_and_an_experiment_begins_with_a_sealed_sender() -> None:
    async def check(pilot: Pilot[int]) -> None:
        screen, stood = cast("LabScreen", pilot.app.screen), set[str]()
        tell = screen.tell

        def note(state: str) -> None:
            stood.add(state)
            tell(state)

        screen.tell = note  # type: ignore[method-assign]
        await pilot.press("m", "m")
        assert isinstance(pilot.app.screen, MeddleScreen)
        await pilot.press("2")
        await until(pilot, lambda: lab(pilot).stage.now.events[0].code == "backup-opened")
        assert [type(each.action) for each in lab(pilot).stage.moments[-2:]] == [GuessBackup] * 2
        assert "PINs are really tried now. ← stops that." in stood
        await until(pilot, lambda: "PINs are really tried" not in text(pilot))
        await pilot.press("6")
        await until(pilot, lambda: "“in the backup”" in text(pilot))
        await pilot.press("escape", "m", "0")
        await pilot.pause()
        await pilot.press("2")
        await until(pilot, lambda: "Here: sealed sender" in text(pilot))
        assert lab(pilot).stage.world.settings.sealed_sender
        assert len(lab(pilot).stage.moments) == 1
        await say(pilot, "x")
        await pilot.press("space", "4")
        await until(pilot, lambda: "somebody → Bob" in text(pilot))

    said = (Send("Alice", "Bob", "in the backup"), Carry(), TakeBackup("Bob", "0123"))
    begins = fixed()
    for action in said:
        begins = begins.done(action)
    run(check, begins)


def test_swapped_keys_are_found_by_comparing_all_digits() -> None:
    async def check(pilot: Pilot[int]) -> None:
        await pilot.press("m", "c")
        await pilot.pause()
        assert isinstance(pilot.app.screen, NumbersScreen)
        await pilot.press("a")
        await pilot.pause()
        assert "They differ." in text(pilot)
        await pilot.press("escape")
        assert lab(pilot).stage.now.events[0].code == "numbers-differ"

    talked = fixed().done(SwapKeys("Alice", "Bob")).done(Send("Alice", "Bob", "x")).done(Carry())
    run(check, talked)


def test_a_search_for_keys_that_begin_alike_is_shown_and_ends_with_the_screen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # So many that it never ends by itself.
    monkeypatch.setattr(numbers_screen, "FEW", 30)

    async def check(pilot: Pilot[int]) -> None:
        await pilot.press("m", "c", "f")
        screen = pilot.app.screen
        assert isinstance(screen, NumbersScreen)
        await until(pilot, lambda: "At this pace, all 60 digits" in text(pilot))
        search = screen._search
        assert search is not None
        await pilot.press("escape")
        await until(pilot, lambda: not search.running)

    run(check, fixed().done(Send("Alice", "Bob", "x")).done(Carry()))


def test_why_is_told_for_the_event_that_is_chosen_and_the_formula_with_its_values() -> None:
    async def check(pilot: Pilot[int]) -> None:
        await say(pilot, "x")
        assert "1 of 4" in text(pilot)
        await pilot.press("down", "down")
        await pilot.pause()
        assert "Each message has its own key" in text(pilot)
        await pilot.press("f")
        await pilot.pause()
        assert isinstance(pilot.app.screen, FormulaScreen)
        assert "MK = HMAC(CK, 01)" in text(pilot)
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, LabScreen)

    run(check)


def test_a_moment_a_page_and_a_phone_can_be_pressed_with_the_mouse() -> None:
    async def check(pilot: Pilot[int]) -> None:
        await pilot.click("Slider", offset=(2, 0))
        assert lab(pilot).stage.at == 0
        strip = pilot.app.screen.query_one("#strip", Pane)
        await pilot.click(strip, offset=("".join(s.text for s in strip.lines[0]).index("4 "), 0))
        await pilot.pause()
        assert lab(pilot).view.page == panels.SERVER
        await pilot.press("1")
        await pilot.pause()
        await pilot.click(pilot.app.screen.query_one("#right", PhoneFrame).query_one(Writer))
        await pilot.pause()
        assert lab(pilot).seats.writer == "Bob/1"
        assert isinstance(pilot.app.focused, Writer)

    run(check, fixed().done(Send("Alice", "Bob", "one")).done(Carry()))


def test_only_what_changed_is_drawn_again() -> None:
    async def check(pilot: Pilot[int]) -> None:
        await pilot.press("space")
        drawn = []
        for pane in lab(pilot).query(Pane):
            refresh = pane.refresh

            def count(*regions: Any, pane: Pane = pane, was: Any = refresh, **more: Any) -> Any:
                drawn.append(pane.id)
                return was(*regions, **more)

            pane.refresh = count  # type: ignore[method-assign]
        lab(pilot)._say()
        assert drawn == []
        await pilot.press("down")
        assert set(drawn) == {"events"}

    run(check, fixed().done(Send("Alice", "Bob", "one")), WIDE)


def test_earlier_texts_are_scrolled_to_and_a_new_one_is_seen_again() -> None:
    talked = fixed()
    for number in range(6):
        talked = talked.done(Send("Alice", "Bob", f"text {number}")).done(Carry())

    async def check(pilot: Pilot[int]) -> None:
        await until(pilot, lambda: "PgUp: earlier" in text(pilot))
        assert "text 0" not in text(pilot)
        await pilot.press("pageup", "pageup", "pageup")
        await until(pilot, lambda: "text 0" in text(pilot))
        await say(pilot, *"new")
        await until(pilot, lambda: "new ▌" in text(pilot))

    run(check, talked)


def test_where_all_arrives_at_once_each_stretch_is_a_moment_with_its_bytes() -> None:
    async def check(pilot: Pilot[int]) -> None:
        await say(pilot, "x")
        await say(pilot, "y")
        await pilot.press("a")
        await pilot.pause()
        assert lab(pilot).stage.due() is None
        assert [type(each.action) for each in lab(pilot).stage.moments[3:]] == [Deliver] * 4
        await pilot.press("left")
        await pilot.pause()
        assert "server → Bob" in text(pilot)

    run(check)


class _Lesson(Page[None]):
    """A screen with a task, as a lesson has one."""

    def __init__(self) -> None:
        super().__init__()
        self.did: list[Lab.Acted] = []

    def content(self) -> ComposeResult:
        yield Static("Write something", id="task")
        yield Lab(fixed().done(Send("Alice", "Bob", "one")))

    def on_lab_acted(self, event: Lab.Acted) -> None:
        self.did.append(event)


def test_a_lesson_holds_the_lab_gives_it_a_beginning_and_hears_what_is_done() -> None:
    async def go() -> None:
        async with Parasol(Settings()).run_test(size=WIDE) as pilot:
            screen = _Lesson()
            await pilot.app.push_screen(screen)
            lab(pilot).focus()
            await pilot.press("space")
            await pilot.pause()
            (did,) = screen.did
            assert [event.code for event in did.happened] == [
                *("server-got", "push-sent", "packet-sent")
            ]
            assert did.lab.stage.now.action == did.action

    asyncio.run(go())
