"""The meter: what it says, and that it keeps still when nothing happens."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.app import App

from toolkit.tui.look import THEMES
from toolkit.tui.widgets import meter as module
from toolkit.tui.widgets.meter import Meter

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    import pytest
    from textual.app import ComposeResult
    from textual.pilot import Pilot
    from textual.strip import Strip


class Shown(App[None]):
    def __init__(self) -> None:
        super().__init__()
        for each in THEMES:
            self.register_theme(each)
        self.theme = "dark"

    def compose(self) -> ComposeResult:
        yield Counted()


class Counted(Meter):
    drawn = 0

    def render_line(self, y: int) -> Strip:
        self.drawn += y == 0
        return super().render_line(y)


def with_meter(
    test: Callable[[Pilot[None], Counted], Awaitable[None]], size: tuple[int, int] = (40, 5)
) -> None:
    async def run() -> None:
        app = Shown()
        async with app.run_test(size=size) as pilot:
            await test(pilot, app.query_one(Counted))

    asyncio.run(run())


def lines(meter: Meter) -> list[str]:
    return [meter.render_line(y).text for y in range(2)]


def test_it_says_how_many_of_how_many_and_what_is_in_work() -> None:
    async def check(pilot: Pilot[None], meter: Counted) -> None:
        meter.show(12, 40, "IMG_0412.JPG")
        await pilot.pause()
        words, bar = lines(meter)
        assert words.rstrip() == "12 of 40 · IMG_0412.JPG"
        assert bar == "━" * 12 + "─" * 28

    with_meter(check)


def test_half_a_cell_is_shown() -> None:
    async def check(pilot: Pilot[None], meter: Counted) -> None:
        meter.show(1, 80)
        await pilot.pause()
        assert lines(meter)[1] == "╸" + "─" * 39

    with_meter(check)


def test_it_draws_no_bar_as_long_as_nobody_knows_the_total() -> None:
    async def check(pilot: Pilot[None], meter: Counted) -> None:
        meter.show(12)
        await pilot.pause()
        words, bar = lines(meter)
        assert words.rstrip() == "12 so far"
        assert bar == "─" * 40

    with_meter(check)


def test_it_is_never_full_before_the_end_nor_overfull_after_it() -> None:
    async def check(pilot: Pilot[None], meter: Counted) -> None:
        for done, full in ((9_999, False), (10_000, True), (10_001, True)):
            meter.show(done, 10_000)
            await pilot.pause(module._SECONDS_BETWEEN * 1.5)
            assert (lines(meter)[1] == "━" * 40) is full

    with_meter(check)


def test_nothing_in_a_name_is_obeyed_and_nothing_is_too_wide() -> None:
    async def check(pilot: Pilot[None], meter: Counted) -> None:
        meter.show(3, 4, "[red]\x1b[2J" + "在" * 60 + ".heic")
        await pilot.pause()
        words, _ = lines(meter)
        assert "\x1b" not in words
        assert "[red]" in words
        assert words.rstrip().endswith(".heic")
        assert cell_len(words) == 40

    with_meter(check)


def test_it_fits_where_there_is_hardly_room() -> None:
    async def check(pilot: Pilot[None], meter: Counted) -> None:
        meter.show(12, 40, "IMG_0412.JPG")
        for width in (12, 6, 1):
            await pilot.resize_terminal(width, 2)
            await pilot.pause()
            assert [cell_len(line) for line in lines(meter)] == [width, width]

    with_meter(check)


def test_a_thousand_calls_are_drawn_once_or_twice_and_the_last_is_shown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def check(pilot: Pilot[None], meter: Counted) -> None:
        await pilot.pause()
        before = meter.drawn
        now = 100.0
        monkeypatch.setattr(module, "monotonic", lambda: now)
        for done in range(1_000):
            meter.show(done, 1_000)
        await pilot.pause()
        assert meter.drawn - before == 1
        await pilot.pause(module._SECONDS_BETWEEN * 2)
        assert meter.drawn - before == 2
        assert lines(meter)[0].startswith("999 of 1000")

    with_meter(check)


def test_it_is_not_drawn_again_when_nothing_changed() -> None:
    async def check(pilot: Pilot[None], meter: Counted) -> None:
        meter.show(1, 2)
        await pilot.pause(module._SECONDS_BETWEEN * 2)
        before = meter.drawn
        for _ in range(5):
            meter.show(1, 2)
            await pilot.pause(module._SECONDS_BETWEEN * 1.5)
        assert meter.drawn == before

    with_meter(check)
