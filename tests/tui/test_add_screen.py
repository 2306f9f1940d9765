"""The screen on which photos are added."""

from __future__ import annotations

import asyncio
import shlex
import time
from typing import TYPE_CHECKING

import pytest
from textual import events
from textual.widgets import Input

from tests.tui.folders_shown import Shown, make_album, until
from toolkit.tui.cleaning import add_screen as add_screen_module
from toolkit.tui.cleaning.add_screen import AddScreen
from toolkit.tui.cleaning.completion import completions
from toolkit.tui.cleaning.path_line import PathLine
from toolkit.tui.mounts import Mounts
from toolkit.tui.widgets.folder_tree import FolderTree

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from textual.pilot import Pilot

    Check = Callable[[Pilot[None], AddScreen], Awaitable[None]]


@pytest.fixture
def album(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path / "me"))
    monkeypatch.setattr(add_screen_module, "mounts", lambda: Mounts({}))
    return make_album(tmp_path / "me")


def with_screen(
    album: Path, check: Check, size: tuple[int, int] = (80, 24), paths: tuple[str, ...] = ()
) -> list[object]:
    """Run a check on the screen; what it ended with."""
    app = Shown(screen=AddScreen(paths, str(album)))

    async def run() -> None:
        async with app.run_test(size=size) as pilot:
            await until(pilot, lambda: isinstance(app.screen, AddScreen))
            screen = app.screen
            assert isinstance(screen, AddScreen)
            await until(pilot, lambda: screen.focused is not None)
            await check(pilot, screen)

    asyncio.run(run())
    return app.ended_with


def said(screen: AddScreen) -> str:
    """All that is to be seen."""
    return "\n".join(
        "".join(segment.text for segment in line) for line in screen._compositor.render_strips()
    )


def is_seen(tree: FolderTree) -> bool:
    return bool(tree.display)


def paste(screen: AddScreen, text: str) -> None:
    screen.app.post_message(events.Paste(text))


def quoted(*paths: Path) -> str:
    return " ".join(shlex.quote(str(path)) for path in paths) + " "


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
def test_what_is_dropped_is_added_counted_and_given_on(album: Path, size: tuple[int, int]) -> None:
    async def check(pilot: Pilot[None], screen: AddScreen) -> None:
        paste(screen, quoted(album / "Holiday", album / "IMG_1.jpg"))
        await until(pilot, lambda: "Read 13 photos" in said(screen))
        assert "12 pictures" in said(screen)
        await pilot.press("ctrl+r")

    paths = (str(album / "Holiday"), str(album / "IMG_1.jpg"))
    assert with_screen(album, check, size) == [paths]


def test_files_that_arrive_one_by_one_are_all_taken(album: Path) -> None:
    async def check(pilot: Pilot[None], screen: AddScreen) -> None:
        for name in ("IMG_1.jpg", "IMG_2.jpg"):
            paste(screen, f"{album}/{name} ")
        await until(pilot, lambda: "Read 2 photos" in said(screen))

    with_screen(album, check)


def test_it_is_taken_wherever_one_is(album: Path) -> None:
    async def check(pilot: Pilot[None], screen: AddScreen) -> None:
        await pilot.press("ctrl+o")
        assert isinstance(screen.focused, FolderTree)
        paste(screen, quoted(album / "IMG_1.jpg"))
        await until(pilot, lambda: "Read 1 photo " in said(screen))

    with_screen(album, check)


def test_a_typed_path_is_added_and_enter_on_the_empty_line_goes_on(album: Path) -> None:
    async def check(pilot: Pilot[None], screen: AddScreen) -> None:
        await pilot.press(*"~/Pictures/IMG_1.jpg", "enter")
        await until(pilot, lambda: screen.added.items)
        await until(pilot, lambda: not screen.query_one(Input).value)
        await pilot.press("enter")

    assert with_screen(album, check) == [(str(album / "IMG_1.jpg"),)]


def test_enter_with_nothing_added_goes_nowhere(album: Path) -> None:
    async def check(pilot: Pilot[None], screen: AddScreen) -> None:
        await pilot.press("enter", "ctrl+r")
        assert pilot.app.screen is screen

    assert with_screen(album, check) == []


def test_escape_goes_back_with_nothing(album: Path) -> None:
    async def check(pilot: Pilot[None], screen: AddScreen) -> None:
        paste(screen, quoted(album / "IMG_1.jpg"))
        await until(pilot, lambda: screen.added.items)
        await pilot.press("escape")

    assert with_screen(album, check) == [None]


def test_tab_writes_out_what_is_certain_then_lists(album: Path) -> None:
    async def check(pilot: Pilot[None], screen: AddScreen) -> None:
        line = screen.query_one(Input)
        await pilot.press(*"~/pic", "tab")
        await until(pilot, lambda: line.value == "~/Pictures/")
        await pilot.press(*"im", "tab")
        await until(pilot, lambda: line.value == "~/Pictures/IMG_")
        await pilot.press("tab")
        await until(pilot, lambda: "› IMG_1.jpg" in said(screen))
        await pilot.press("down", "enter")
        assert line.value == "~/Pictures/IMG_2.jpg"
        await pilot.press("enter")
        await until(pilot, lambda: screen.added.paths == (str(album / "IMG_2.jpg"),))

    with_screen(album, check)


def test_down_lists_and_a_chosen_folder_is_gone_into(album: Path) -> None:
    async def check(pilot: Pilot[None], screen: AddScreen) -> None:
        line = screen.query_one(Input)
        await pilot.press("down")
        await until(pilot, lambda: "› circle/" in said(screen))
        await pilot.press("down", "down", "enter")
        assert line.value == "Holiday/"
        await until(pilot, lambda: "› 0.jpg" in said(screen))
        assert "There are more" not in said(screen)
        await pilot.press("escape")
        assert "› 0.jpg" not in said(screen)
        assert pilot.app.screen is screen
        await pilot.press("enter")
        await until(pilot, lambda: screen.added.paths == (str(album / "Holiday"),))

    with_screen(album, check)


def test_ways_for_what_no_longer_stands_in_the_line_are_dropped(album: Path) -> None:
    async def check(pilot: Pilot[None], screen: AddScreen) -> None:
        await pilot.press("h")
        line = screen.query_one(PathLine)
        line.post_message(PathLine.Ready(completions("hol", str(album)), write=True))
        await pilot.pause()
        assert line.text == "h"

    with_screen(album, check)


def test_a_hostile_name_is_shown_harmless_and_added_true(album: Path) -> None:
    async def check(pilot: Pilot[None], screen: AddScreen) -> None:
        await pilot.press(*"evil", "tab")
        await until(pilot, lambda: screen.query_one(Input).value == "$'evil\\x1b[31m.png'")
        await pilot.press("enter")
        await until(pilot, lambda: screen.added.paths == (str(album / "evil\x1b[31m.png"),))
        assert "\x1b" not in said(screen)
        assert "evil\\x1b[31m.png" in said(screen)

    with_screen(album, check)


def test_what_is_not_there_is_told_and_can_be_put_right(album: Path) -> None:
    async def check(pilot: Pilot[None], screen: AddScreen) -> None:
        paste(screen, str(album / "IMG_.jpg"))
        await until(
            pilot, lambda: "There is no …" in said(screen) or "IMG_.jpg here" in said(screen)
        )
        assert screen.query_one(Input).value == str(album / "IMG_.jpg")
        await pilot.press("left", "left", "left", "left", "1", "enter")
        await until(pilot, lambda: screen.added.paths == (str(album / "IMG_1.jpg"),))
        assert "There is no" not in said(screen)

    with_screen(album, check)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("/gone/a.jpg\n/gone/b.jpg\n", "2 of these are not there, such as /gone/a.jpg."),
        ("file://server/a.jpg\n", "file://server/a.jpg is not on this computer"),
        ("Dear all,\nplease come.\n", "That is not where photos are."),
    ],
)
def test_each_thing_that_is_no_photo_is_answered_in_a_sentence(
    text: str, told: str, album: Path
) -> None:
    async def check(pilot: Pilot[None], screen: AddScreen) -> None:
        paste(screen, text)
        await until(pilot, lambda: told in said(screen))
        assert not screen.added.items

    with_screen(album, check)


def test_a_typed_word_is_meant_as_a_name(album: Path) -> None:
    async def check(pilot: Pilot[None], screen: AddScreen) -> None:
        await pilot.press(*"holliday", "enter")
        await until(pilot, lambda: "There is no holliday here." in said(screen))
        assert screen.query_one(Input).value == "holliday"

    with_screen(album, check)


@pytest.mark.timed
def test_a_megabyte_of_prose_is_answered_and_keys_work_meanwhile(album: Path) -> None:
    async def check(pilot: Pilot[None], screen: AddScreen) -> None:
        began = time.monotonic()
        paste(screen, "It’s only words, don't mind them, and/or read them.\n" * 20_000)
        await pilot.press("x")
        assert screen.query_one(Input).value == "x"
        await until(pilot, lambda: "That is not where photos are." in said(screen))
        assert time.monotonic() - began < 5
        assert not screen.added.items

    with_screen(album, check)


def test_the_tree_chooses_and_takes_back(album: Path) -> None:
    async def check(pilot: Pilot[None], screen: AddScreen) -> None:
        await pilot.press("ctrl+o")
        tree = screen.query_one(FolderTree)
        await until(pilot, lambda: any(row.entry.title == "Holiday" for row in tree.rows))
        while tree.row.entry.title != "Holiday":
            await pilot.press("down")
        await pilot.press("space")
        await until(pilot, lambda: "12 pictures" in said(screen))
        await pilot.press("enter")
        await until(pilot, lambda: any(row.entry.title == "3.jpg" for row in tree.rows))
        await pilot.press("down", "space")
        await until(pilot, lambda: "is added already" in said(screen))
        assert screen.added.paths == (str(album / "Holiday"),)
        await pilot.press("up", "space")
        await until(pilot, lambda: not screen.added.items)

    with_screen(album, check)


def test_what_was_added_can_be_taken_back(album: Path) -> None:
    async def check(pilot: Pilot[None], screen: AddScreen) -> None:
        paste(screen, quoted(album / "Holiday", album / "IMG_1.jpg", album / "IMG_2.jpg"))
        await until(pilot, lambda: "Read 14 photos" in said(screen))
        await pilot.press("tab", "delete")
        await until(pilot, lambda: screen.added.paths == (str(album / "Holiday"),))
        await pilot.press("ctrl+z")
        assert len(screen.added.items) == 3
        await until(pilot, lambda: "Read 14 photos" in said(screen))
        await pilot.press("ctrl+z", "ctrl+z", "ctrl+z")
        assert screen.added.paths == ()

    with_screen(album, check)


def test_what_was_added_before_is_there_again(album: Path) -> None:
    async def check(pilot: Pilot[None], screen: AddScreen) -> None:
        await until(pilot, lambda: "Read 13 photos" in said(screen))

    before = (str(album / "Holiday"), str(album / "IMG_1.jpg"), str(album / "gone.jpg"))
    with_screen(album, check, paths=before)


def test_a_path_can_be_begun_in_the_tree(album: Path) -> None:
    async def check(pilot: Pilot[None], screen: AddScreen) -> None:
        await pilot.press("ctrl+o", *"~/Pictures/IMG_1.jpg", "enter")
        await until(pilot, lambda: screen.added.paths == (str(album / "IMG_1.jpg"),))

    with_screen(album, check)


def test_a_question_mark_explains_on_an_empty_line_and_is_typed_on_another(album: Path) -> None:
    async def check(pilot: Pilot[None], screen: AddScreen) -> None:
        await pilot.press("?")
        assert "Drop or paste photos" in said(screen)
        await pilot.press("escape", "a", "?")
        assert screen.query_one(Input).value == "a?"

    with_screen(album, check)


def test_it_survives_any_size_and_comes_back_whole(album: Path) -> None:
    async def check(pilot: Pilot[None], screen: AddScreen) -> None:
        paste(screen, quoted(album / "Holiday", album / "IMG_1.jpg"))
        await until(pilot, lambda: "Read 13 photos" in said(screen))
        before = said(screen)
        for size in ((20, 5), (1, 1), (200, 60), (120, 12), (40, 24), (80, 24)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
        assert said(screen) == before

    with_screen(album, check)


def test_beside_in_a_wide_terminal_behind_a_key_in_a_narrow_one(album: Path) -> None:
    async def check(pilot: Pilot[None], screen: AddScreen) -> None:
        tree = screen.query_one(FolderTree)
        assert not is_seen(tree)
        await pilot.press("ctrl+o")
        assert is_seen(tree)
        assert "Drop photos" not in said(screen)
        await pilot.press("escape")
        assert not is_seen(tree)
        await pilot.resize_terminal(120, 40)
        await until(pilot, lambda: is_seen(tree))
        assert "Drop photos" in said(screen)

    with_screen(album, check)
