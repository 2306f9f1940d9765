"""Every screen looks as it did when somebody last looked at it and was content.

A picture that has changed on purpose is accepted as CONTRIBUTING.md says.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final
from unittest import mock

import pytest
from textual import _doc

from tests import pseudo
from tests.tui.screens import SCREENS, SIZES, Shown, application

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

_DRESSES: Final = {"en": ("dark", "sixteen"), pseudo.LONG: ("dark",)}
"""What each language is looked at in."""

_Look = tuple[tuple[int, int], str]
_Pictures = dict[_Look, str]
_taken: dict[tuple[str, str], _Pictures] = {}


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a person's terminal says of itself changes no picture."""
    for name in ("NO_COLOR", "COLORTERM", "COLORFGBG", "COLUMNS", "LINES", "TEXTUAL_ANIMATIONS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("TZ", "UTC")


def _pictures(shown: Shown, language: str) -> _Pictures:
    """A screen in each size and dress. It is opened once: opening takes longer than looking."""
    dresses = _DRESSES[language]
    apart = [(dress,) for dress in dresses] if shown.tells_dress else [dresses]
    return {key: picture for some in apart for key, picture in asyncio.run(_looks(shown, some))}


async def _looks(shown: Shown, dresses: Sequence[str]) -> list[tuple[_Look, str]]:
    pictures: list[tuple[_Look, str]] = []
    app = application(dresses[0])
    async with app.run_test(size=SIZES[0]) as pilot:
        await shown.open(pilot)
        for size in SIZES:
            if size != SIZES[0]:
                await pilot.resize_terminal(*size)
            for dress in dresses:
                app.theme = dress
                await pilot.pause()
                await pilot.wait_for_scheduled_animations()
                picture = app.export_screenshot(title=app.title, simplify=True)
                pictures.append(((size, dress), picture))
    return pictures


@pytest.mark.parametrize("dress", ["dark", "sixteen", pseudo.LONG])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("shown", SCREENS, ids=lambda shown: shown.name)
def test_a_screen_looks_as_it_should(
    shown: Shown,
    size: tuple[int, int],
    dress: str,
    snap_compare: Callable[..., bool],
    tmp_path: Path,
) -> None:
    language = pseudo.LONG if dress == pseudo.LONG else "en"
    if (shown.name, language) not in _taken:
        if language != "en":
            pseudo.speak(language, tmp_path)
        try:
            _taken[shown.name, language] = _pictures(shown, language)
        finally:
            pseudo.speak_english()
    picture = _taken[shown.name, language][size, "dark" if dress == pseudo.LONG else dress]
    # The plugin would open it anew for every picture.
    with mock.patch.object(_doc, "take_svg_screenshot", return_value=picture):
        assert snap_compare(application())
