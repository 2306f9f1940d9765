"""The tree of folders."""

from __future__ import annotations

import asyncio
import re
import time
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len
from textual.events import MouseScrollDown

from tests.tui.folders_shown import Shown, make_album, until
from toolkit.tui.folders import listed
from toolkit.tui.widgets.folder_rows import Kind
from toolkit.tui.widgets.folder_tree import FolderTree

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from textual.pilot import Pilot

    Check = Callable[[Pilot[None], FolderTree], Awaitable[None]]


@pytest.fixture
def album(tmp_path: Path) -> Path:
    return make_album(tmp_path / "me")


class TreeShown(Shown):
    """Shows a tree, and writes down what it tells."""

    def __init__(self, tree: FolderTree) -> None:
        super().__init__(tree)
        self.told: list[object] = []

    def on_folder_tree_toggled(self, event: FolderTree.Toggled) -> None:
        self.told.append((event.path, event.is_folder))


def with_tree(tree: FolderTree, check: Check, size: tuple[int, int] = (60, 20)) -> list[object]:
    """Run a check on a tree that has read its first folder; what the tree told."""
    app = TreeShown(tree)

    async def run() -> None:
        async with app.run_test(size=size) as pilot:
            tree.focus()
            await until(pilot, lambda: len(tree.rows) > 2)
            await check(pilot, tree)

    asyncio.run(run())
    return app.told


def lines(tree: FolderTree) -> list[str]:
    return [tree.render_line(y).text for y in range(tree.size.height)]


def titles(tree: FolderTree) -> list[str]:
    return [row.entry.title for row in tree.rows if row.depth]


def test_it_begins_in_its_folder_with_ways_up_home_and_to_disks(album: Path) -> None:
    async def check(_: Pilot[None], tree: FolderTree) -> None:
        assert [re.sub(" {9,}", " … ", line.rstrip()) for line in lines(tree)[:8]] == [
            "  ‹ Up to ~",
            "  ▸ □ Home folder",
            "  ▸ □ STICK … /media/me",
            "  ▾ □ ~/Pictures",
            "›   ▸ □ circle … link",
            "    ▸ □ empty",
            "    ▸ □ Holiday",
            "      □ evil\\x1b[31m.png",
        ]

    home = str(album.parent)
    with_tree(FolderTree(str(album), home, [home, "/media/me/STICK"]), check)


def test_only_folders_and_what_can_be_cleaned_are_shown(album: Path) -> None:
    async def check(pilot: Pilot[None], tree: FolderTree) -> None:
        assert titles(tree) == [
            "circle", "empty", "Holiday", "evil\x1b[31m.png", "IMG_1.jpg", "IMG_2.jpg",
        ]  # fmt: skip
        await pilot.press(".")
        await until(pilot, lambda: ".hidden.jpg" in titles(tree))
        await pilot.press(".")
        await until(pilot, lambda: ".hidden.jpg" not in titles(tree))

    with_tree(FolderTree(str(album)), check)


def test_enter_opens_and_closes_a_folder_and_the_cursor_stays(album: Path) -> None:
    async def check(pilot: Pilot[None], tree: FolderTree) -> None:
        await pilot.press("down", "down", "enter")
        await until(pilot, lambda: "11.jpg" in titles(tree))
        assert tree.row.entry.title == "Holiday"
        await pilot.press("enter")
        assert "11.jpg" not in titles(tree)
        assert tree.row.entry.title == "Holiday"

    with_tree(FolderTree(str(album)), check)


def test_left_goes_out_of_a_folder_and_right_into_it(album: Path) -> None:
    async def check(pilot: Pilot[None], tree: FolderTree) -> None:
        await pilot.press("down", "down", "right")
        await until(pilot, lambda: "11.jpg" in titles(tree))
        await pilot.press("right", "down")
        assert tree.row.entry.title == "1.jpg"
        await pilot.press("left")
        assert tree.row.entry.title == "Holiday"
        await pilot.press("left", "left")
        assert tree.row.kind is Kind.ROOT
        await pilot.press("left", "left")
        await until(pilot, lambda: "Pictures" in titles(tree))
        assert tree.rows[-1].depth == 1

    with_tree(FolderTree(str(album)), check)


def test_space_chooses_files_and_folders(album: Path) -> None:
    async def check(pilot: Pilot[None], tree: FolderTree) -> None:
        await pilot.press("down", "down", "space", "end", "space", "enter", "home", "space")
        tree.show_chosen({str(album / "Holiday"): "12 pictures"})
        assert any(re.search(r"▣ Holiday {9,}12 pictures $", line) for line in lines(tree))
        tree.start_at(str(album / "Holiday"))
        await until(pilot, lambda: "11.jpg" in titles(tree))
        # What stands in a chosen folder is chosen with it.
        assert "▣ 11.jpg" in "".join(lines(tree))

    assert with_tree(FolderTree(str(album)), check) == [
        (str(album / "Holiday"), True),
        (str(album / "IMG_2.jpg"), False),
        (str(album / "IMG_2.jpg"), False),
    ]


def test_entering_a_link_goes_where_it_leads_so_there_are_no_circles(album: Path) -> None:
    async def check(pilot: Pilot[None], tree: FolderTree) -> None:
        before = len(tree.rows)
        for _ in range(5):
            await pilot.press("home", "down", "down", "enter")
            await until(pilot, lambda: len(tree.rows) == before)
            assert tree.row.entry.path == str(album)

    with_tree(FolderTree(str(album)), check)


def test_backspace_shows_the_folder_above_with_the_cursor_on_it(album: Path) -> None:
    async def check(pilot: Pilot[None], tree: FolderTree) -> None:
        await pilot.press("backspace")
        await until(pilot, lambda: "Pictures" in titles(tree))
        assert tree.row.entry.path == str(album.parent)
        for _ in range(30):
            await pilot.press("backspace")
        assert tree.row.entry.path == "/"

    with_tree(FolderTree(str(album)), check)


def test_an_answer_to_what_is_no_longer_asked_is_dropped(album: Path) -> None:
    async def check(pilot: Pilot[None], tree: FolderTree) -> None:
        shown = titles(tree)
        late = listed(str(album), hidden=True)
        tree.post_message(FolderTree.Listed(late, hidden=True))
        tree.post_message(FolderTree.Listed(listed("/", hidden=False), hidden=False))
        await pilot.pause()
        assert titles(tree) == shown

    with_tree(FolderTree(str(album)), check)


def test_a_folder_that_cannot_be_read_is_marked(album: Path) -> None:
    async def check(pilot: Pilot[None], tree: FolderTree) -> None:
        (album / "empty").rmdir()
        await pilot.press("down", "enter")
        await until(pilot, lambda: "cannot be read" in "".join(lines(tree)))

    with_tree(FolderTree(str(album)), check)


def test_an_empty_folder_says_so(album: Path) -> None:
    async def check(pilot: Pilot[None], tree: FolderTree) -> None:
        await pilot.press("down", "enter")
        await until(pilot, lambda: "No photos and no folders in here." in "".join(lines(tree)))

    with_tree(FolderTree(str(album)), check)


@pytest.mark.parametrize("width", [8, 20, 33, 61])
def test_each_line_is_as_wide_as_the_tree_whatever_names_there_are(
    width: int, tmp_path: Path
) -> None:
    for name in ("写真" * 30, "e\u0301" * 60, "🏳️‍🌈" * 9, "x" * 200, "\u202eabc\x1b[2J", "مرحبا"):
        (tmp_path / f"{name}.jpg").touch()

    async def check(_: Pilot[None], tree: FolderTree) -> None:
        for y in range(tree.size.height):
            strip = tree.render_line(y)
            assert cell_len(strip.text) == strip.cell_length == tree.size.width
            assert "\x1b" not in strip.text
            assert "\u202e" not in strip.text

    with_tree(FolderTree(str(tmp_path)), check, size=(width, 20))


def test_a_click_on_the_mark_chooses_and_one_on_the_name_opens(album: Path) -> None:
    async def check(pilot: Pilot[None], tree: FolderTree) -> None:
        (y,) = [y for y, line in enumerate(lines(tree)) if "Holiday" in line]
        x = lines(tree)[y].index("□")
        await pilot.click(tree, offset=(x, y))
        await pilot.click(tree, offset=(x + 4, y))
        await until(pilot, lambda: "11.jpg" in titles(tree))

    assert with_tree(FolderTree(str(album)), check) == [(str(album / "Holiday"), True)]


@pytest.mark.timed
def test_ten_thousand_files_are_there_at_once(tmp_path: Path) -> None:
    for number in range(10_000):
        (tmp_path / f"IMG_{number}.jpg").touch()
    began = time.monotonic()

    async def check(pilot: Pilot[None], tree: FolderTree) -> None:
        assert time.monotonic() - began < 2
        assert len(tree.rows) == 10_002
        await pilot.press("end")
        assert tree.row.entry.title == "IMG_9999.jpg"
        assert "IMG_9999.jpg" in lines(tree)[-1]
        await pilot.press("pageup")
        tree.post_message(MouseScrollDown(tree, 0, 0, 0, 0, 0, shift=False, meta=False, ctrl=False))
        began_painting = time.process_time()
        for _ in range(100):
            lines(tree)
        assert time.process_time() - began_painting < 2

    with_tree(FolderTree(str(tmp_path)), check)
