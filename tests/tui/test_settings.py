"""Look and language, for this run."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from tests import pseudo
from tests.tui.albums import text, until
from toolkit import languages
from toolkit.languages import Language
from toolkit.tui.app import Parasol
from toolkit.tui.screens import settings
from toolkit.tui.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def _two_languages(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    pseudo.speak(pseudo.LONG, tmp_path / "translations")
    pseudo.speak_english()
    both = (*languages.LANGUAGES[:1], Language(pseudo.LONG, "Long"))
    for module in (languages, settings):
        monkeypatch.setattr(module, "LANGUAGES", both)
    monkeypatch.setattr(languages, "guides", lambda: tmp_path)
    yield
    pseudo.speak_english()


@pytest.mark.usefixtures("_two_languages")
def test_another_language_is_spoken_on_every_screen_that_is_open() -> None:
    async def go() -> None:
        app = Parasol(Settings())
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("enter", "end", "enter", "tab", "down", "escape")
            await until(pilot, lambda: pseudo.longer("Clean photos") in text(pilot))
            assert "Clean photos" not in text(pilot)
            # Home answers to its keys again.
            await pilot.press("end", "enter")
            assert isinstance(app.screen, settings.SettingsScreen)

    asyncio.run(go())
