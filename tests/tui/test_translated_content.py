"""Content on screens in another language: everywhere at once, marked as a draft, both ways."""

from __future__ import annotations

import asyncio
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from scripts import pages
from tests import pseudo
from tests.tui.albums import text, until
from toolkit import i18n
from toolkit.bundle.pages import english, heard
from toolkit.languages import LANGUAGES, speak
from toolkit.tui.app import Parasol
from toolkit.tui.lessons import flow as lessons
from toolkit.tui.lessons.lesson_screen import LessonScreen
from toolkit.tui.library import flow as library
from toolkit.tui.library.entry_screen import EntryScreen
from toolkit.tui.library.playbook_screen import BadDayScreen
from toolkit.tui.screens.home import Home
from toolkit.tui.settings import Settings
from toolkit.tui.training.plan_screen import SessionScreen
from toolkit.tui.vault.incident_screen import IncidentScreen
from toolkit.vault.document import Incident
from toolkit.vault.forms.shelf import load as forms

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator
    from pathlib import Path

    from textual.pilot import Pilot

    from toolkit.tui.lessons.play import Play

SPANISH = next(each for each in LANGUAGES if each.tag == "es")
DRAFT = "borrador, aún sin revisar por una persona nativa"
SHORT = "borrador · "


@pytest.fixture(autouse=True)
def _english_after() -> Iterator[None]:
    yield
    speak(LANGUAGES[0])


def walk(go: Callable[[Pilot[Any]], Awaitable[None]]) -> None:
    async def run() -> None:
        async with Parasol(Settings()).run_test(size=(80, 24)) as pilot:
            await go(pilot)

    asyncio.run(run())


async def opened(pilot: Pilot[Any], kind: type) -> None:
    await until(pilot, lambda: isinstance(pilot.app.screen, kind))
    await pilot.pause()


async def home(pilot: Pilot[Any]) -> None:
    while not isinstance(pilot.app.screen, Home):
        pilot.app.pop_screen()
        await pilot.pause()


def played(pilot: Pilot[Any]) -> Play:
    """The lesson on the screen."""
    screen = pilot.app.screen
    assert isinstance(screen, LessonScreen)
    return screen.play


def test_a_language_that_is_changed_is_spoken_by_what_was_read_before() -> None:
    async def go(pilot: Pilot[Any]) -> None:
        await pilot.press("enter")
        library.open_named(pilot.app, "playbooks", "protest")
        await opened(pilot, BadDayScreen)
        assert "At a protest or gathering" in text(pilot)
        await home(pilot)
        lessons.open_named(pilot.app, "four-windows")
        await opened(pilot, LessonScreen)
        await pilot.press("enter")
        await until(pilot, lambda: "What do you think will happen" in text(pilot))
        await pilot.press("space", "enter")
        await until(pilot, lambda: played(pilot).at == 1)
        await home(pilot)

        await pilot.press("end", "enter", "tab", "down", "escape")
        await until(pilot, lambda: "Días malos" in text(pilot))
        assert DRAFT in text(pilot)
        library.open_named(pilot.app, "playbooks", "protest")
        await opened(pilot, BadDayScreen)
        assert "En una protesta o concentración" in text(pilot)
        assert DRAFT in text(pilot)
        assert "At a protest" not in text(pilot)
        await home(pilot)
        # A lesson that was left in the middle goes on there.
        lessons.open_named(pilot.app, "four-windows")
        await opened(pilot, LessonScreen)
        assert played(pilot).at == 1
        assert played(pilot).now.state.predicted == ("network",)
        assert "Cuatro ventanas" in text(pilot)
        assert SHORT in text(pilot)

    walk(go)


def test_what_is_a_draft_says_so_at_its_head() -> None:
    async def go(pilot: Pilot[Any]) -> None:
        library.open_named(pilot.app, "training", "photos-first-look")
        await opened(pilot, SessionScreen)
        assert "borrador" in text(pilot).split("\n")[0]
        assert "Fotos: un primer vistazo" in text(pilot)
        form = forms()["digital"]
        await pilot.app.push_screen(IncidentScreen(form, Incident("a", form.id, "", "")))
        await opened(pilot, IncidentScreen)
        assert "borrador" in text(pilot).split("\n")[0]
        assert form.fields[0].ask in text(pilot)

    speak(SPANISH)
    walk(go)


def test_what_is_in_part_in_english_says_so_at_its_head(tmp_path: Path) -> None:
    page = "threats/actions/turn-off-2g"
    translation = pages.path_of("es", page).read_text(encoding="utf-8")
    catalogue = pages.parsed(translation)
    first = next(entry for entry in catalogue if entry.id)
    first.string = ""
    folder = tmp_path / "es" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    shutil.copy(pages.compiled_path("es").with_name("parasol.mo"), folder)
    head = translation.partition("\n\n")[0].replace(english(page), "")
    part = pages.compiled({page: pages.written(head, catalogue)}, {})
    (folder / f"{i18n.CONTENT}.mo").write_bytes(part)

    async def go(pilot: Pilot[Any]) -> None:
        library.open_named(pilot.app, "actions", "turn-off-2g")
        await opened(pilot, EntryScreen)
        assert "borrador" in text(pilot).split("\n")[0]
        assert "Una parte está en inglés: aún no se tradujo todo." in text(pilot)
        assert str(first.id) in " ".join(text(pilot).split())

    i18n.use("es", tmp_path)
    walk(go)


def test_content_from_right_to_left_is_there_letter_by_letter(tmp_path: Path) -> None:
    page = "threats/playbooks/protest"
    translation = pages.begun("ar", page, texts := heard()[page])
    catalogue = pages.parsed(translation)
    for entry in catalogue:
        if entry.id:
            entry.string = pseudo.leftward(str(entry.id))
    head = translation.partition("\n\n")[0]
    pseudo.speak(pseudo.RTL, tmp_path)
    path = tmp_path / pseudo.RTL / "LC_MESSAGES" / f"{i18n.CONTENT}.mo"
    path.write_bytes(pages.compiled({page: pages.written(head, catalogue)}, {}))
    i18n._pages.cache_clear()

    async def go(pilot: Pilot[Any]) -> None:
        library.open_named(pilot.app, "playbooks", "protest")
        await opened(pilot, BadDayScreen)
        assert pseudo.leftward("At a protest or gathering") in text(pilot)
        assert not any(each in text(pilot) for each in texts)

    walk(go)
