"""A screen is laid out once for the terminal that it is on, and not first for another."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, ClassVar

import pytest
from textual.containers import Container
from textual.widget import Widget

from toolkit.tui.app import Parasol
from toolkit.tui.screens.base import Page
from toolkit.tui.settings import Settings

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.geometry import Size


class Ruler(Widget):
    """Notes for which sizes it was measured."""

    DEFAULT_CSS = "Ruler { height: auto; }"

    def __init__(self) -> None:
        super().__init__()
        self.measured: list[set[str]] = []

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        self.measured.append({name for name in self.screen.classes if name.startswith("-")})
        return super().get_content_height(container, viewport, width)


class RuledPage(Page[None]):
    HEADING: ClassVar[str] = "Ruled"

    def content(self) -> ComposeResult:
        with Container():
            yield Ruler()


@pytest.mark.parametrize(
    ("size", "suits"),
    [
        ((20, 5), {"-narrow", "-low"}),
        ((80, 24), {"-narrow", "-normal"}),
        ((120, 40), {"-wide", "-tall"}),
        ((200, 60), {"-vast", "-tall"}),
    ],
)
def test_a_screen_never_thinks_the_terminal_has_another_size(
    size: tuple[int, int], suits: set[str]
) -> None:
    async def go() -> list[set[str]]:
        app: Parasol = Parasol(Settings())
        async with app.run_test(size=size) as pilot:
            page: Page[Any] = RuledPage()
            await app.push_screen(page)
            await pilot.pause()
            return page.query_one(Ruler).measured

    measured = asyncio.run(go())
    assert measured
    assert all(each == suits for each in measured), measured
