"""A guide in another language is a whole file; what nobody reads in it is that of the English."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from scripts import pages
from tests import pseudo
from toolkit import i18n
from toolkit.bundle.pages import guides_in, translated
from toolkit.handbook import shelf
from toolkit.handbook.model import plain
from toolkit.handbook.paper import sheet
from toolkit.handbook.review import review_translated
from toolkit.languages import of_part
from toolkit.paper import html

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAME = "phishing"
PAGE = f"handbook/{NAME}"
ENGLISH = shelf.folder() / f"{NAME}.md"
FRONT = """\
status = "{status}"
english = "{english}"
title = "Mensajes falsos"
summary = "Sabrás qué mirar."
audience = "Todo el mundo."
not_for = "Nadie."
"""
TEXT = "No abras **nada** con prisa.\n\n## Cómo\n\n- Mira quién escribe\n"


@pytest.fixture(autouse=True)
def _english_after() -> Iterator[None]:
    yield
    pseudo.speak_english()


def english() -> str:
    return hashlib.sha256(ENGLISH.read_bytes()).hexdigest()


def spoken(
    folder: Path,
    *,
    made_from: str = "",
    status: str = "draft",
    text: str = TEXT,
    tag: str = "es",
    more: str = "",
) -> None:
    """Speak a language in which one guide is there."""
    path = folder / tag / "handbook" / f"{NAME}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    front = FRONT.format(status=status, english=made_from or english()) + more
    path.write_text(f"+++\n{front}+++\n{text}", encoding="utf-8")
    i18n.use(tag, folder)
    compiled = folder / tag / "LC_MESSAGES" / f"{i18n.CONTENT}.mo"
    compiled.parent.mkdir(exist_ok=True)
    compiled.write_bytes(pages.compiled({}, {} if more else guides_in(tag)))
    i18n._pages.cache_clear()


def test_a_guide_is_read_in_the_persons_language_with_the_days_of_the_english_one(
    tmp_path: Path,
) -> None:
    before = shelf.load().guides
    spoken(tmp_path)
    after = shelf.load()
    assert after.problems == ()
    guide = after.guides[NAME]
    assert guide.front.title == "Mensajes falsos"
    assert plain(guide.sections[1].blocks[0].lines[0]) == "Mira quién escribe"
    assert guide.front.reviewed == before[NAME].front.reviewed
    assert guide.front.facts == before[NAME].front.facts
    assert list(after.guides) == list(before)
    assert after.guides["spyware"] == before["spyware"]
    assert of_part(PAGE) == ""


def test_a_guide_that_was_made_from_an_older_one_says_so_and_is_listed(tmp_path: Path) -> None:
    spoken(tmp_path, made_from="0" * 64)
    assert of_part(PAGE) == "The English page has changed since this was translated."
    assert translated({}, "es").old == (PAGE,)
    assert "The English page has changed" in sheet(shelf.load().guides[NAME], {}).note


def test_nothing_but_words_can_be_said_in_another_language(tmp_path: Path) -> None:
    spoken(tmp_path, more="minutes = 90\n")
    (problem,) = shelf.load().problems
    assert problem.code == "guide-unknown-field"
    assert problem.facts["file"] == f"{tmp_path.name}/es/handbook/{NAME}.md"
    assert shelf.load().guides[NAME].front.title != "Mensajes falsos"


def test_a_link_that_leads_nowhere_is_seen_in_another_language_too(tmp_path: Path) -> None:
    spoken(tmp_path, text="Lee [esto](guide:nowhere) y esto.[^nobody]\n")
    handbook = shelf.load()
    known = {f"guide:{key}" for key in handbook.guides}
    found = [each for each in review_translated(handbook, known, ()) if NAME in str(each.facts)]
    assert {"guide-unknown-link", "guide-unknown-fact"} <= {each.code for each in found}


def test_a_guide_that_nobody_translated_is_english_on_a_page_in_another_language(
    tmp_path: Path,
) -> None:
    spoken(tmp_path)
    guides = shelf.load().guides
    page = html.page("Notas", [sheet(guides[NAME], {}), sheet(guides["spyware"], {})])
    spanish, _id, other = page.partition('id="s2"')
    assert "<p>No abras <strong>nada</strong> con prisa.</p>" in spanish
    assert other.startswith(' lang="en" dir="ltr">')


def test_what_is_written_from_right_to_left_is_laid_out_so_and_english_in_it_is_not(
    tmp_path: Path,
) -> None:
    spoken(tmp_path, text=pseudo.leftward("Do not hurry.\n"), tag="ar")
    guides = shelf.load().guides
    page = html.page("א", [sheet(guides[NAME], {}), sheet(guides["spyware"], {})])
    assert '<html lang="ar" dir="rtl">' in page
    assert f"<p>{pseudo.leftward('Do not hurry.')}</p>" in page
    assert '<h2 id="s2" lang="en" dir="ltr">' in page
