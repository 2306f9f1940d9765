"""The photo beside its report: drawn, waited for, or explained, in every dress."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest
from rich.color import ColorType
from textual.app import App

from toolkit.errors import DamagedError, LimitError, UnsupportedError
from toolkit.metadata.model import Thumbnail
from toolkit.tui.look import THEMES
from toolkit.tui.widgets import picture as module
from toolkit.tui.widgets.picture import Picture, lies_on_light

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.pilot import Pilot

    from toolkit.errors import ParasolError

WIDE = Thumbnail(60, 20, bytes(range(180)) * 20)
BLOCKS = {chr(code) for code in range(0x2580, 0x25A0)}


class Frame(App[None]):
    """A picture and nothing else."""

    CSS = "Screen { background: $paper; color: $ink; }"

    def __init__(self, theme: str = "dark", *, colour: bool = True) -> None:
        super().__init__(ansi_color=None if colour else True)
        for each in THEMES:
            self.register_theme(each)
        self.theme = theme

    def compose(self) -> ComposeResult:
        yield Picture()


def run(
    app: Frame,
    act: Callable[[Picture, Pilot[Any]], Any],
    size: tuple[int, int] = (60, 20),
) -> None:
    async def go() -> None:
        async with app.run_test(size=size) as pilot:
            await act(app.query_one(Picture), pilot)

    asyncio.run(go())


def lines(picture: Picture) -> list[str]:
    return [picture.render_line(y).text for y in range(picture.size.height)]


def words(picture: Picture) -> str:
    return " ".join(" ".join(lines(picture)).split())


def test_a_picture_stands_in_the_middle_in_its_shape() -> None:
    async def act(picture: Picture, pilot: Pilot[Any]) -> None:
        picture.draw(WIDE)
        await pilot.pause()
        shown = lines(picture)
        assert all(len(line) == 60 for line in shown)
        assert [bool(line.strip()) for line in shown] == [False] * 5 + [True] * 10 + [False] * 5
        await pilot.resize_terminal(80, 10)
        shown = lines(picture)
        assert all(line[:10].isspace() and line[-10:].isspace() for line in shown)
        assert all(set(line[10:-10]) <= BLOCKS for line in shown)

    run(Frame(), act)


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_around_a_picture_lies_paper(theme: str) -> None:
    async def act(picture: Picture, pilot: Pilot[Any]) -> None:
        picture.draw(WIDE)
        await pilot.pause()
        paper = picture.background_colors[1].rich_color
        above = picture.render_line(0)
        await pilot.resize_terminal(80, 10)
        beside = picture.render_line(5)
        assert {segment.style.bgcolor for segment in above if segment.style} == {paper}
        first, *_, last = beside
        ends = [first.style, last.style]
        assert [style.bgcolor for style in ends if style] == [paper, paper]

    run(Frame(theme), act)


@pytest.mark.parametrize("colour", [True, False])
def test_without_true_colours_none_is_sent(
    colour: bool,  # noqa: FBT001 - pytest hands it over by name
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if not colour:
        monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.delenv("COLORFGBG", raising=False)

    async def act(picture: Picture, pilot: Pilot[Any]) -> None:
        picture.draw(WIDE)
        await pilot.pause()
        shown = lines(picture)
        assert set("".join(shown)) - {" "}
        for strip in pilot.app.screen._compositor.render_strips():
            for segment in strip:
                for used in (segment.style.color, segment.style.bgcolor) if segment.style else ():
                    assert used is None or used.type is ColorType.DEFAULT
        monkeypatch.setenv("COLORFGBG", "0;15")
        picture.draw(WIDE)
        assert lines(picture) != shown

    run(Frame("sixteen", colour=colour), act)


def test_a_picture_is_text_and_colours_alone() -> None:
    async def act(picture: Picture, pilot: Pilot[Any]) -> None:
        picture.draw(WIDE)
        await pilot.pause()
        for y in range(picture.size.height):
            strip = picture.render_line(y)
            assert not any(segment.control for segment in strip)
            assert set(strip.text) <= BLOCKS | {" "}
            sent = strip.render(pilot.app.console)
            assert all(part.startswith("[") for part in sent.split("\x1b")[1:])

    run(Frame(), act)


def test_a_picture_is_drawn_once_until_something_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    sizes: list[tuple[int, int]] = []

    def counted(_: Thumbnail, columns: int, rows: int) -> list[Any]:
        sizes.append((columns, rows))
        return []

    monkeypatch.setattr(module, "coloured", counted)

    async def act(picture: Picture, pilot: Pilot[Any]) -> None:
        picture.draw(WIDE)
        await pilot.pause()
        picture.refresh()
        await pilot.pause()
        assert sizes == [(60, 10)]
        await pilot.resize_terminal(30, 20)
        await pilot.pause()
        assert sizes == [(60, 10), (30, 5)]

    run(Frame(), act)


def test_another_dress_draws_it_anew() -> None:
    async def act(picture: Picture, pilot: Pilot[Any]) -> None:
        picture.draw(WIDE)
        await pilot.pause()
        before = lines(picture)
        pilot.app.theme = "sixteen"
        await pilot.pause()
        assert lines(picture) != before

    run(Frame(), act)


def test_what_is_shown_is_always_of_the_last_photo() -> None:
    async def act(picture: Picture, pilot: Pilot[Any]) -> None:
        assert words(picture) == ""
        picture.draw(WIDE)
        await pilot.pause()
        picture.wait()
        await pilot.pause()
        assert words(picture) == "Reading the picture"
        picture.draw(WIDE)
        await pilot.pause()
        assert "Reading" not in words(picture)

    run(Frame(), act)


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (UnsupportedError("not-drawn"), "this kind of picture is not drawn here."),
        (LimitError("too-many-pixels"), "this picture is too large to be drawn here."),
        (DamagedError("damaged"), "this picture could not be read."),
    ],
)
@pytest.mark.parametrize("size", [(60, 20), (22, 6)])
def test_without_a_picture_one_sentence_says_why(
    error: ParasolError, told: str, size: tuple[int, int]
) -> None:
    async def act(picture: Picture, pilot: Pilot[Any]) -> None:
        picture.explain(error)
        await pilot.pause()
        assert words(picture) == f"No rendering: {told}"

    run(Frame(), act, size)


@pytest.mark.parametrize(
    ("said", "light"),
    [("0;15", True), ("0;default;7", True), ("15;0", False), ("7;8", False), ("", False)],
)
def test_a_terminal_may_say_that_it_is_light(said: str, light: bool) -> None:  # noqa: FBT001 - as above
    assert lies_on_light({"COLORFGBG": said}) is light
    assert lies_on_light({}) is False
