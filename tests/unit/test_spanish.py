"""Content in Spanish: lessons come out as in English, and paper leaves nothing out."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest

from scripts import pages
from toolkit import i18n
from toolkit.bundle.sheets import known_sheets
from toolkit.languages import LANGUAGES, speak
from toolkit.messaging.lessons import shelf
from toolkit.messaging.lessons.running import answer, begin, right_ids
from toolkit.messaging.lessons.showing import Wanted
from toolkit.paper import html, text
from toolkit.threats import checklist_paper, playbook_paper
from toolkit.threats.shelf import load

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from toolkit.messaging.lessons.model import Lesson
    from toolkit.messaging.lessons.showing import Asked

SPANISH = next(each for each in LANGUAGES if each.tag == "es")
LESSONS = shelf.load_all()
DRAFT = "Traducción en borrador, aún sin revisar por una persona nativa."


@pytest.fixture(autouse=True)
def _spanish() -> Iterator[None]:
    speak(SPANISH)
    yield
    speak(LANGUAGES[0])


def played(lesson: Lesson, row: int) -> tuple[list[Any], Any]:
    """What is asked and shown in a lesson, without its words, and what was right."""
    state, shown = begin(lesson, clock=float)
    told: list[Any] = []
    while True:
        asked = state.asked
        told += [(type(each), getattr(each, "tone", None), marks(each)) for each in shown]
        if asked is None:
            return told, (state.decided, state.sorted_right, right_ids(state, lesson.prediction))
        told.append((asked.wanted, [key for key, _text in asked.options], asked.count))
        state, shown = answer(state, chosen(asked, row))


def marks(shown: Any) -> tuple[int, Any]:
    return len(getattr(shown, "rows", ())), getattr(shown, "marked", ())


def chosen(asked: Asked, row: int) -> tuple[str, ...]:
    if asked.wanted is Wanted.GO_ON:
        return ()
    return ("",) if asked.wanted is Wanted.TEXT else (asked.options[row][0],)


@pytest.mark.parametrize("name", LESSONS)
def test_a_lesson_comes_out_as_in_english(name: str) -> None:
    lesson = shelf.load(shelf.folder() / f"{name}.toml")
    assert lesson.title != LESSONS[name].title
    assert played(lesson, -1) == played(LESSONS[name], -1)


def test_no_playbook_on_paper_leaves_out_a_step_or_a_warning() -> None:
    library = load()
    for playbook in library.playbooks.values():
        told = " ".join(playbook_paper.as_text(library, playbook).split())
        steps = [step.text for _name, steps in playbook_paper.phases(playbook) for step in steps]
        branches = [f"{each.when} {each.then}" for each in playbook.branches]
        for each in (*playbook.do, *playbook.dont, *steps, *branches, playbook.harm):
            assert each in told or "Parasol" in each
        assert DRAFT in told


def test_no_checklist_on_paper_leaves_out_an_item() -> None:
    library = load()
    for checklist in library.checklists.values():
        told = " ".join(checklist_paper.as_text(library, checklist).split())
        for part in checklist.parts:
            for key in part.actions:
                title = library.actions[key].title
                assert title in told or "Parasol" in title
        assert DRAFT in told


@pytest.fixture
def _partly(tmp_path: Path) -> None:
    """Spanish, as it would be with one playbook alone."""
    page = "threats/playbooks/protest"
    folder = tmp_path / "es" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    shutil.copy(pages.compiled_path("es").with_name("parasol.mo"), folder)
    told = {page: pages.path_of("es", page).read_text(encoding="utf-8")}
    (folder / f"{i18n.CONTENT}.mo").write_bytes(pages.compiled(told, {}))
    i18n.use("es", tmp_path)


@pytest.mark.usefixtures("_partly")
def test_a_page_for_a_browser_says_its_language_and_what_is_in_english() -> None:
    sheets = known_sheets()
    page = html.page("Notas", [sheets["playbook:protest"](), sheets["guide:spyware"]()])
    assert '<html lang="es" dir="ltr">' in page
    spanish, _article, guide = page.partition('aria-labelledby="s2"')
    assert f'<p class="translation">{DRAFT}</p>' in spanish
    assert guide.count(' lang="en" dir="ltr">') > 10
    assert DRAFT not in guide


@pytest.mark.usefixtures("_partly")
def test_a_text_that_nobody_translated_is_marked_as_english_on_a_page() -> None:
    setting = next(name for name in known_sheets() if name.startswith("setting:"))
    page = html.page("Notas", [known_sheets()[setting]()])
    assert ' lang="en" dir="ltr">' in page


@pytest.mark.parametrize("name", ["lesson:envelope", "form:digital", "checklist:phone"])
def test_each_sheet_says_that_it_is_a_draft(name: str) -> None:
    sheet = known_sheets()[name]()
    assert sheet.note.startswith(DRAFT)
    assert DRAFT in text.page([sheet])


def test_english_is_marked_only_where_another_language_is_spoken() -> None:
    speak(LANGUAGES[0])
    sheet = known_sheets()["playbook:protest"]()
    assert sheet.note == ""
    assert 'translation">' not in html.page("Notes", [sheet])
    assert not isinstance(sheet.title, i18n.English)
