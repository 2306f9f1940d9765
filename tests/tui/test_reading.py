"""A text that is walked: the place that one is at is always seen, and keys lead where they say."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from textual.app import App, ComposeResult
from textual.events import MouseScrollDown

from tests.tui.vault_places import post
from toolkit.tui.look import THEMES
from toolkit.tui.widgets.reading import Block, Reading, Section

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual.pilot import Pilot

HEIGHT = 10


def text(*places: int, count: int = 60) -> tuple[Section, ...]:
    """Lines with their numbers, some of them leading on."""
    blocks = (Block(f"line {n}", to=n if n in places else None) for n in range(count))
    return (Section("", tuple(blocks)),)


class Alone(App[None]):
    """Shows a text, and collects where it leads."""

    def __init__(self, sections: tuple[Section, ...]) -> None:
        super().__init__()
        self.sections = sections
        self.followed: list[int] = []
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = "dark"

    def compose(self) -> ComposeResult:
        yield Reading(self.sections)

    def on_reading_followed(self, event: Reading.Followed) -> None:
        self.followed.append(event.to)


def walking(
    sections: tuple[Section, ...], check: Callable[[Pilot[None], Reading], Awaitable[None]]
) -> None:
    async def go() -> None:
        app = Alone(sections)
        async with app.run_test(size=(40, HEIGHT)) as pilot:
            await pilot.pause()
            await check(pilot, app.query_one(Reading))

    asyncio.run(go())


def marked(reading: Reading) -> list[str]:
    lines = [reading.render_line(y).text.strip() for y in range(HEIGHT)]
    return [line for line in lines if line.startswith("›")]


def test_down_goes_to_places_that_are_seen_and_moves_the_text_where_there_is_none() -> None:
    async def check(pilot: Pilot[None], reading: Reading) -> None:
        assert (reading.to, reading.top) == (2, 0)
        await pilot.press("down")
        assert (reading.to, reading.top) == (5, 0)
        await pilot.press("down")
        assert (reading.to, reading.top) == (5, 1)
        await pilot.press(*["down"] * 5)
        assert marked(reading) == []
        post(pilot, *["down"] * 30)
        await pilot.pause()
        assert reading.to == 40
        assert marked(reading) == ["› line 40"]
        post(pilot, *["up"] * 60)
        await pilot.pause()
        assert (reading.to, reading.top) == (2, 0)

    walking(text(2, 5, 40), check)


def test_the_place_that_one_is_at_is_seen_after_pages_and_the_wheel() -> None:
    async def check(pilot: Pilot[None], reading: Reading) -> None:
        for key in ("pagedown", "pagedown", "pageup", "end", "home", "end"):
            await pilot.press(key)
            assert marked(reading) == [f"› line {reading.to}"]
        await pilot.press("home")
        for _ in range(6):
            wheel = MouseScrollDown(reading, 1, 1, 0, 1, 0, shift=False, meta=False, ctrl=False)
            reading.post_message(wheel)
        await pilot.pause()
        assert reading.top == 18
        assert marked(reading) == [f"› line {reading.to}"]

    walking(text(*range(0, 60, 4)), check)


def test_tab_goes_from_place_to_place_around_and_enter_follows() -> None:
    async def check(pilot: Pilot[None], reading: Reading) -> None:
        seen = []
        for _ in range(4):
            seen.append(reading.to)
            assert marked(reading) == [f"› line {reading.to}"]
            await pilot.press("enter", "tab")
        assert seen == [2, 30, 59, 2]
        await pilot.press("shift+tab", "shift+tab", "enter")
        assert isinstance(pilot.app, Alone)
        assert pilot.app.followed == [*seen, 59]

    walking(text(2, 30, 59), check)


def test_a_text_without_any_place_is_read_all_the_same() -> None:
    async def check(pilot: Pilot[None], reading: Reading) -> None:
        await pilot.press("down", "enter", "tab", "pagedown")
        assert reading.to is None
        assert reading.top == HEIGHT
        await pilot.press("end")
        assert "line 59" in reading.render_line(HEIGHT - 1).text

    walking(text(), check)


def test_after_a_change_one_is_where_one_was_and_after_another_size_it_is_still_seen() -> None:
    async def check(pilot: Pilot[None], reading: Reading) -> None:
        await pilot.press("tab", "tab")
        before = (reading.to, reading.top)
        reading.change(text(2, 30, 50))
        assert (reading.to, reading.top) == before
        await pilot.resize_terminal(30, 5)
        await pilot.pause()
        assert "› line 50" in marked(reading)

    walking(text(2, 30, 50), check)
