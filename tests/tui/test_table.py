"""The table: keys, mouse, what stays where, and what it asks for."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len
from textual.events import MouseScrollDown

from tests.tui.photo_rows import COLUMNS, ChosenPhotos, Photos, Shown
from toolkit.tui.widgets.table import Table
from toolkit.tui.widgets.table.view import _SAMPLE

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual.pilot import Pilot

    Check = Callable[[Pilot[None], Shown, Table], Awaitable[None]]

COUNT = 10_000
PAGE = 23


def with_table(check: Check, app: Shown | None = None, size: tuple[int, int] = (80, 24)) -> None:
    app = app or Shown(ChosenPhotos(COUNT))

    async def run() -> None:
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            await check(pilot, app, app.query_one(Table))

    asyncio.run(run())


def lines(table: Table) -> list[str]:
    """What is seen, anchors left out."""
    return [
        "".join(segment.text for segment in table.render_line(y) if not segment.control)
        for y in range(table.size.height)
    ]


def cursor_line(table: Table) -> int:
    (at,) = [y for y, line in enumerate(lines(table)) if line.startswith("›")]
    return at


def seen(table: Table) -> tuple[int, list[int]]:
    """In which line the cursor is, and which photos are seen."""
    return cursor_line(table), [number_at(line) for line in lines(table)[1:]]


def number_at(line: str) -> int:
    return int(line[4:].split(maxsplit=1)[0])


@pytest.mark.parametrize(
    ("keys", "index", "top"),
    [
        ("down", 1, 0),
        ("down down up", 1, 0),
        ("up", 0, 0),
        ("pagedown", PAGE, PAGE),
        ("pagedown pagedown pageup", PAGE, PAGE),
        ("down pagedown", PAGE + 1, PAGE),
        ("end", COUNT - 1, COUNT - PAGE),
        ("end pagedown down", COUNT - 1, COUNT - PAGE),
        ("end home", 0, 0),
        ("end pageup", COUNT - 1 - PAGE, COUNT - 2 * PAGE),
    ],
)
def test_keys_move_the_cursor_and_it_is_always_seen(keys: str, index: int, top: int) -> None:
    async def check(pilot: Pilot[None], app: Shown, table: Table) -> None:
        await pilot.press(*keys.split())
        await pilot.pause()
        assert table.cursor == index
        assert number_at(lines(table)[1]) == top
        assert cursor_line(table) == index - top + 1
        assert app.told[-1] == ("Highlighted", index)

    with_table(check)


def test_space_and_enter_tell_of_the_row_under_the_cursor() -> None:
    async def check(pilot: Pilot[None], app: Shown, _table: Table) -> None:
        await pilot.press("down", "space", "enter")
        assert app.told[-2:] == [("Toggled", 1), ("Opened", 1)]

    with_table(check)


def test_rows_that_cannot_be_chosen_have_no_mark_and_no_space_key() -> None:
    async def check(pilot: Pilot[None], app: Shown, table: Table) -> None:
        await pilot.press("space")
        assert all(word != "Toggled" for word, _ in app.told)
        assert not {"▣", "□"} & set("".join(lines(table)))

    with_table(check, Shown(Photos(COUNT)))


def test_chosen_rows_are_told_by_the_shape_of_their_mark() -> None:
    async def check(_pilot: Pilot[None], _app: Shown, table: Table) -> None:
        assert [line[2] for line in lines(table)[1:5]] == ["▣", "□", "▣", "□"]

    with_table(check)


def test_a_click_moves_the_cursor_and_a_click_on_the_mark_chooses() -> None:
    async def check(pilot: Pilot[None], app: Shown, table: Table) -> None:
        await pilot.click(Table, offset=(10, 3))
        assert (table.cursor, app.told[-1]) == (2, ("Highlighted", 2))
        await pilot.click(Table, offset=(2, 5))
        assert (table.cursor, app.told[-1]) == (4, ("Toggled", 4))

    with_table(check)


def test_a_double_click_opens() -> None:
    async def check(pilot: Pilot[None], app: Shown, _table: Table) -> None:
        await pilot.double_click(Table, offset=(10, 3))
        assert app.told[-1] == ("Opened", 2)

    with_table(check)


def test_a_click_below_the_last_row_does_nothing() -> None:
    async def check(pilot: Pilot[None], app: Shown, table: Table) -> None:
        told = list(app.told)
        await pilot.click(Table, offset=(10, 10))
        assert (table.cursor, app.told) == (0, told)

    with_table(check, Shown(Photos(3)))


def test_the_wheel_scrolls_and_leaves_the_cursor_on_its_row() -> None:
    async def check(pilot: Pilot[None], _app: Shown, table: Table) -> None:
        await pilot._post_mouse_events([MouseScrollDown], Table, offset=(10, 10))
        await pilot.pause()
        assert table.scroll_offset.y == 3
        assert table.cursor == 0

    with_table(check)


def test_headings_stay_and_tell_which_was_pressed() -> None:
    async def check(pilot: Pilot[None], app: Shown, table: Table) -> None:
        await pilot.press("end")
        heading = lines(table)[0]
        for column in COLUMNS:
            await pilot.click(Table, offset=(heading.index(column.heading), 0))
            assert app.told[-1] == ("HeadingPressed", column.key)

    with_table(check)


def test_an_arrow_shows_by_what_rows_are_sorted_and_moves_nothing() -> None:
    async def check(_pilot: Pilot[None], _app: Shown, table: Table) -> None:
        before = lines(table)[0]
        for descending, arrow in ((False, "↑"), (True, "↓")):
            table.show_sorted("size", descending=descending)
            after = lines(table)[0]
            assert f"Size{arrow}" in after
            assert after.replace(arrow, " ") == before

    with_table(check)


def test_only_rows_that_are_seen_and_a_few_to_measure_are_asked_for() -> None:
    rows = ChosenPhotos(COUNT)

    async def check(pilot: Pilot[None], _app: Shown, table: Table) -> None:
        assert len(set(rows.asked)) <= PAGE + _SAMPLE + 1
        rows.asked.clear()
        await pilot.press("pagedown")
        await pilot.pause()
        assert set(rows.asked) == set(range(PAGE, 2 * PAGE))
        rows.asked.clear()
        await pilot.press("down")
        table.row_changed(PAGE + 3)
        await pilot.pause()
        assert set(rows.asked) <= {PAGE, PAGE + 1, PAGE + 2, PAGE + 3, 2 * PAGE}

    with_table(check, Shown(rows))


def test_columns_stand_still_while_scrolling() -> None:
    async def check(pilot: Pilot[None], _app: Shown, table: Table) -> None:
        before = lines(table)[0]
        for key in ("pagedown", "pagedown", "end", "pageup", "home"):
            await pilot.press(key)
            assert lines(table)[0] == before

    with_table(check)


def test_the_cursor_stays_on_its_row_when_rows_are_sorted_or_come_in_between() -> None:
    rows = ChosenPhotos(100)

    async def check(pilot: Pilot[None], app: Shown, table: Table) -> None:
        await pilot.press("down", "down", "down")
        line = cursor_line(table)
        rows.order = [*range(200, 250), *range(100)]
        table.rows_changed()
        await pilot.pause()
        assert (table.cursor, cursor_line(table)) == (53, line)
        assert app.told[-1] == ("Highlighted", 53)
        rows.order = sorted(rows.order, reverse=True)
        table.rows_changed()
        await pilot.pause()
        assert rows.key(table.cursor or 0) == "photo 3"
        assert "3 " in lines(table)[cursor_line(table)]

    with_table(check, Shown(rows))


def test_the_cursor_waits_at_the_top_until_somebody_moves_it() -> None:
    rows = ChosenPhotos(100)

    async def check(pilot: Pilot[None], app: Shown, table: Table) -> None:
        rows.order = range(99, -1, -1)
        table.rows_changed()
        await pilot.pause()
        assert (table.cursor, number_at(lines(table)[1])) == (0, 99)
        assert len(app.told) == 2

    with_table(check, Shown(rows))


def test_when_its_row_is_gone_the_cursor_goes_to_one_near_by() -> None:
    rows = ChosenPhotos(100)

    async def check(pilot: Pilot[None], app: Shown, table: Table) -> None:
        await pilot.press("end")
        rows.order = range(50)
        table.rows_changed()
        await pilot.pause()
        assert table.cursor == 49
        assert app.told[-1] == ("Highlighted", 49)
        assert cursor_line(table) == PAGE

    with_table(check, Shown(rows))


def test_rows_that_are_added_while_scrolling_move_nothing() -> None:
    rows = ChosenPhotos(COUNT)

    async def check(pilot: Pilot[None], app: Shown, table: Table) -> None:
        await pilot.press("pagedown", "pagedown", "down")
        before, told = seen(table), list(app.told)
        for _ in range(5):
            rows.order = range(len(rows.order) + 10_000)
            table.rows_changed()
            await pilot.pause()
        assert (seen(table), app.told) == (before, told)
        await pilot.press("end")
        assert table.cursor == 6 * COUNT - 1

    with_table(check, Shown(rows))


def test_a_table_that_grows_and_is_sorted_at_once_still_shows_the_cursor() -> None:
    rows = ChosenPhotos(5)

    async def check(pilot: Pilot[None], _app: Shown, table: Table) -> None:
        await pilot.press("down")
        rows.order = range(500, -1, -1)
        table.rows_changed()
        await pilot.pause()
        assert table.cursor == 499
        assert number_at(lines(table)[cursor_line(table)]) == 1

    with_table(check, Shown(rows))


def test_an_empty_table_takes_every_key() -> None:
    async def check(pilot: Pilot[None], app: Shown, table: Table) -> None:
        for key in ("down", "up", "pagedown", "pageup", "home", "end", "space", "enter"):
            await pilot.press(key)
        await pilot.click(Table, offset=(3, 3))
        assert table.cursor is None
        assert app.told == []
        assert "Photo" in lines(table)[0]

    with_table(check, Shown(ChosenPhotos(0)))


def test_other_rows_can_be_shown_in_its_place() -> None:
    async def check(pilot: Pilot[None], _app: Shown, table: Table) -> None:
        await pilot.press("end")
        table.show((replace(COLUMNS[0], heading="Copy"), *COLUMNS[1:]), Photos(3))
        await pilot.pause()
        assert table.cursor == 2
        assert "Copy" in lines(table)[0]
        assert number_at("  " + lines(table)[3]) == 2

    with_table(check)


def test_it_survives_hardly_any_room_and_comes_back_as_it_was() -> None:
    async def check(pilot: Pilot[None], _app: Shown, table: Table) -> None:
        table.move_to(PAGE - 1)
        for size in ((20, 5), (3, 2), (1, 1), (200, 60)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert all(cell_len(line) == table.size.width for line in lines(table))
            if size[1] > 1 and size[0] > 1:
                assert cursor_line(table)
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert table.cursor == PAGE - 1
        assert cursor_line(table)

    with_table(check)


def test_more_room_brings_marks_then_half_then_whole_words() -> None:
    async def check(pilot: Pilot[None], _app: Shown, table: Table) -> None:
        for width, place in ((50, "● "), (80, "● Minsk "), (140, "● Minsk, Belarus, within 20 m")):
            await pilot.resize_terminal(width, 24)
            await pilot.pause()
            line = lines(table)[1]
            assert line[line.index("●") :].startswith(place)
            assert place == "● " or "◆ 3 May" in line

    with_table(check)
