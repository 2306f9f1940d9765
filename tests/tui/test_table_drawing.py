"""How the table is drawn: hostile names, odd widths, no colour, and how little is sent for it."""

from __future__ import annotations

import asyncio
import re
import time
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len
from textual.app import App
from textual.widgets import Static

from tests.tui.photo_rows import ChosenPhotos, Photos, Shown
from toolkit.tui.glyphs import AsciiOnly
from toolkit.tui.widgets.table import Table

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual.app import ComposeResult
    from textual.pilot import Pilot

    Check = Callable[[Pilot[None], Shown, Table], Awaitable[None]]

_MOST_BYTES_OF_A_PAGE = 5_000


def with_table(check: Check, app: Shown, size: tuple[int, int] = (80, 24)) -> None:
    async def run() -> None:
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            await check(pilot, app, app.query_one(Table))

    asyncio.run(run())


def sent(app: App[None]) -> str:
    """What a terminal gets for the whole screen."""
    update = app.screen._compositor.render_full_update()
    return update.render_segments(app.console)


def drawn(output: str, width: Callable[[str], int]) -> list[list[str]]:
    """What a terminal shows that counts widths in its own way; one string for each cell."""
    rows = [[" "] * 200 for _ in range(80)]
    x = y = 0
    for move, column, text in re.findall(
        r"\x1b\[(\d+;\d+)H|\x1b\[(\d+)G|((?!\x1b).)|\x1b\[[0-9;]*m", output
    ):
        if move:
            y, x = (int(part) - 1 for part in move.split(";"))
        elif column:
            x = int(column) - 1
        elif text:
            cells = width(text)
            if cells == 0 and x:
                rows[y][x - 1] += text
            for more in range(cells):
                rows[y][x + more] = text if more == 0 else ""
            x += cells
    return rows


def _counting_all(character: str) -> int:
    return max(cell_len(character), 1)


def _counting_little(character: str) -> int:
    return 0 if "\u1000" <= character <= "\u109f" else cell_len(character)


@pytest.mark.parametrize("theme", ["dark", "sixteen"])
@pytest.mark.parametrize("width", [cell_len, _counting_all, _counting_little])
def test_columns_stay_in_line_where_a_terminal_counts_otherwise(
    theme: str, width: Callable[[str], int]
) -> None:
    async def check(_pilot: Pilot[None], app: Shown, _table: Table) -> None:
        rows = drawn(sent(app), width)
        places = {"".join(row[70:80]) and row.index("●") for row in rows[1:24]}
        assert len(places) == 1
        assert len({row.index("◆") for row in rows[1:24]}) == 1

    with_table(check, Shown(ChosenPhotos(100), theme))


def test_the_terminals_own_count_leaves_no_remains_of_what_stood_there() -> None:
    async def check(pilot: Pilot[None], app: Shown, _table: Table) -> None:
        before = sent(app)
        await pilot.press("down")
        await pilot.press("pagedown")
        await pilot.pause()
        after = sent(app)
        assert drawn(before + after, _counting_little)[:24] == drawn(after, _counting_little)[:24]

    with_table(check, Shown(ChosenPhotos(100)))


def test_nothing_in_a_name_is_obeyed() -> None:
    async def check(_pilot: Pilot[None], app: Shown, _table: Table) -> None:
        text = "".join("".join(row) for row in drawn(sent(app), cell_len))
        assert "[red]not red" in text
        assert "\\x1b[31m" in text

    with_table(check, Shown(Photos(5)), (120, 10))


def test_letters_from_right_to_left_do_not_take_the_next_column_along() -> None:
    async def check(_pilot: Pilot[None], app: Shown, _table: Table) -> None:
        rows = ["".join(row) for row in drawn(sent(app), cell_len)]
        (arabic,) = [row for row in rows if "مظاهرة" in row]
        assert re.search("التحرير ٣\u2800 +●", arabic)
        assert all("\u2800" not in row for row in rows if row != arabic)

    with_table(check, Shown(Photos(5)), (120, 10))


def test_a_terminal_that_has_ascii_alone_gets_ascii_in_line() -> None:
    async def check(pilot: Pilot[None], app: Shown, table: Table) -> None:
        app._filters.append(AsciiOnly())
        table.refresh()
        await pilot.pause()
        output = sent(app)
        rows = drawn(output, cell_len)
        assert all(cell.isascii() for row in rows[:24] for cell in row[:79])
        assert {row[4:60].index("@") for row in rows[1:24]} == {rows[1][4:60].index("@")}

    with_table(check, Shown(ChosenPhotos(100)))


def test_without_colour_the_row_under_the_cursor_is_reversed_and_has_a_mark(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")

    async def check(pilot: Pilot[None], app: Shown, _table: Table) -> None:
        await pilot.press("down")
        await pilot.pause()
        output = sent(app)
        assert not re.search(r"\x1b\[(\d+;)*[34][0-8](;\d+)*m", output)
        lines = re.split(r"\x1b\[\d+;1H", output)[1:]
        assert [at for at, line in enumerate(lines) if "›" in line] == [2]
        assert re.match(r"\x1b\[(1;)?7m›", lines[2])
        assert "7m" not in lines[1]
        text = re.findall(r"\x1b\[([0-9;]*)m([^\x1b]*)\x1b\[0m", lines[2])
        assert all("7" in style.split(";") for style, _ in text[:-1])

    with_table(check, Shown(ChosenPhotos(10), "sixteen", colour=False), (80, 8))


def test_in_sixteen_colours_the_row_under_the_cursor_is_bold() -> None:
    async def check(_pilot: Pilot[None], app: Shown, _table: Table) -> None:
        lines = re.split(r"\x1b\[\d+;1H", sent(app))[1:]
        assert "\x1b[1m" in lines[1]
        assert "\x1b[1m" not in lines[2]

    with_table(check, Shown(ChosenPhotos(10), "sixteen"), (80, 8))


def test_a_page_is_few_bytes_in_sixteen_colours() -> None:
    async def check(_pilot: Pilot[None], app: Shown, _table: Table) -> None:
        assert len(sent(app).encode()) < _MOST_BYTES_OF_A_PAGE

    with_table(check, Shown(ChosenPhotos(10_000), "sixteen"))


def test_moving_the_cursor_draws_two_lines() -> None:
    async def check(pilot: Pilot[None], app: Shown, table: Table) -> None:
        rows = app.rows
        rows.asked.clear()
        table.move_to(1)
        await pilot.pause()
        assert sorted(rows.asked) == [0, 1]

    with_table(check, Shown(ChosenPhotos(10_000)))


class Bare(App[None]):
    def compose(self) -> ComposeResult:
        yield Static("nothing")


def _first_paint(app: App[None]) -> float:
    async def run() -> float:
        start = time.perf_counter()
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            return time.perf_counter() - start

    return asyncio.run(run())


@pytest.mark.timed
def test_ten_thousand_rows_are_painted_about_as_fast_as_a_screenful() -> None:
    times = [
        (
            _first_paint(Bare()),
            _first_paint(Shown(ChosenPhotos(24))),
            _first_paint(Shown(ChosenPhotos(10_000))),
        )
        for _ in range(4)
    ]
    bare, few, many = map(min, zip(*times, strict=True))
    assert many < 2 * few
    assert many < 4 * bare
