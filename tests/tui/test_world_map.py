"""The map in a running application."""

from __future__ import annotations

import asyncio
import math
import time
from typing import TYPE_CHECKING

import pytest
from textual.app import App

from toolkit.tui.look import THEMES
from toolkit.tui.widgets.map_drawing import MARK
from toolkit.tui.widgets.map_view import Position
from toolkit.tui.widgets.world_map import WorldMap

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from textual.app import ComposeResult
    from textual.strip import Strip

ISTANBUL = Position(41.0151, 28.9795, "TR")
URUMQI = Position(43.8256, 87.6168, "CN")
SUVA = Position(-18.1416, 178.4419, "FJ")
WORDS = "Istanbul, Turkey"


class Shown(App[None]):
    """A map and nothing else."""

    def __init__(self, world_map: WorldMap, theme: str) -> None:
        super().__init__(ansi_color=theme == "sixteen")
        for each in THEMES:
            self.register_theme(each)
        self.theme = theme
        self.world_map = world_map

    def compose(self) -> ComposeResult:
        yield self.world_map


def run(
    test: Callable[[WorldMap], None],
    positions: Iterable[Position] = (ISTANBUL,),
    words: str = WORDS,
    theme: str = "dark",
    size: tuple[int, int] = (38, 12),
) -> None:
    async def main() -> None:
        app = Shown(WorldMap(positions, words), theme)
        async with app.run_test(size=size):
            test(app.world_map)

    asyncio.run(main())


def strips(world_map: WorldMap) -> list[Strip]:
    return [world_map.render_line(y) for y in range(world_map.size.height)]


def text(world_map: WorldMap) -> list[str]:
    return [strip.text for strip in strips(world_map)]


@pytest.mark.parametrize("theme", ["dark", "light", "sixteen"])
def test_the_mark_stands_out_in_every_dress(theme: str) -> None:
    def test(world_map: WorldMap) -> None:
        segments = [segment for strip in strips(world_map) for segment in strip]
        of_mark, of_others = (
            {s.style.color for s in segments if s.style and (s.text == MARK) is wanted}
            for wanted in (True, False)
        )
        assert len(of_mark) == 1
        assert of_mark.isdisjoint(of_others)

    run(test, theme=theme)


def test_without_colour_the_mark_is_bold_and_the_land_is_dim(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")

    def test(world_map: WorldMap) -> None:
        segments = [segment for strip in strips(world_map) for segment in strip if segment.style]
        (mark,) = [segment for segment in segments if segment.text == MARK]
        assert mark.style is not None
        assert mark.style.bold
        braille = [segment for segment in segments if set(segment.text) & {"\u28ff"}]
        assert {segment.style.dim for segment in braille if segment.style} == {True, None}

    run(test, theme="sixteen")


def test_the_words_stand_below_the_map() -> None:
    def test(world_map: WorldMap) -> None:
        lines = text(world_map)
        assert lines[-1].rstrip() == WORDS
        assert not lines[-2].strip()
        assert any(MARK in line for line in lines[:-2])

    run(test)


def test_words_too_long_for_a_line_are_wrapped_whole() -> None:
    words = "In the sea, 570 km from the nearest town, which is Takoradi in Ghana"

    def test(world_map: WorldMap) -> None:
        below = [line for line in text(world_map) if any(map(str.isalpha, line))]
        assert " ".join(" ".join(below).split()) == words

    run(test, words=words)


def test_words_cannot_steer_the_terminal() -> None:
    def test(world_map: WorldMap) -> None:
        assert not any("\x1b" in line or "\u202e" in line for line in text(world_map))
        assert any("[bold]" in line for line in text(world_map))

    run(test, words="\x1b[2J\u202e[bold]town")


@pytest.mark.parametrize("size", [(9, 20), (40, 3), (1, 1), (9, 2), (2, 3)])
def test_too_small_a_place_shows_only_words(size: tuple[int, int]) -> None:
    def test(world_map: WorldMap) -> None:
        assert not any(MARK in line for line in text(world_map))
        seen = "".join("".join(text(world_map)).split())
        assert seen
        assert WORDS.replace(" ", "").startswith(seen)

    run(test, size=size)


@pytest.mark.parametrize("size", [(24, 6), (38, 10), (60, 16), (100, 30), (10, 40), (200, 5)])
def test_every_line_fills_the_width(size: tuple[int, int]) -> None:
    def test(world_map: WorldMap) -> None:
        assert {strip.cell_length for strip in strips(world_map)} == {size[0]}
        assert sum(line.count(MARK) for line in text(world_map)) == 1

    run(test, size=size)


def test_what_is_no_place_on_earth_is_left_out() -> None:
    nowhere = [Position(math.nan, 0), Position(0, math.inf), Position(91, 0)]

    def test(world_map: WorldMap) -> None:
        assert not any(MARK in line for line in text(world_map))
        assert any("\u28ff" in line for line in text(world_map))

    run(test, nowhere)


def test_places_can_be_replaced_and_cleared() -> None:
    def test(world_map: WorldMap) -> None:
        first = text(world_map)
        world_map.positions = (URUMQI,)
        second = text(world_map)
        assert second[:-1] != first[:-1]
        world_map.words = "Ürümqi, China"
        assert text(world_map)[-1].rstrip() == "Ürümqi, China"
        world_map.positions = ()
        world_map.words = ""
        assert not any(MARK in line for line in text(world_map))

    run(test)


def test_places_far_apart_are_shown_on_the_world() -> None:
    def test(world_map: WorldMap) -> None:
        lines = text(world_map)
        assert sum(line.count(MARK) for line in lines) == 2
        world_map.whole = True
        assert text(world_map) == lines

    run(test, [ISTANBUL, URUMQI])


def test_an_island_in_an_ocean_is_shown_with_land_to_know_it_by() -> None:
    def test(world_map: WorldMap) -> None:
        land = sum(sign not in {" ", MARK} for line in text(world_map)[:-2] for sign in line)
        assert land > 20

    run(test, [SUVA])


def test_a_click_changes_between_region_and_world() -> None:
    async def main() -> None:
        app = Shown(WorldMap([ISTANBUL], WORDS), "dark")
        async with app.run_test(size=(38, 12)) as pilot:
            region = text(app.world_map)
            await pilot.click(WorldMap)
            world = text(app.world_map)
            await pilot.click(WorldMap)
            assert text(app.world_map) == region != world

    asyncio.run(main())


@pytest.mark.timed
def test_drawing_again_is_not_noticed() -> None:
    def test(world_map: WorldMap) -> None:
        def seconds() -> float:
            start = time.perf_counter()
            strips(world_map)
            return time.perf_counter() - start

        assert min(seconds() for _ in range(5)) < 0.005

    run(test, size=(100, 30))
