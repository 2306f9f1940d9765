"""Sheets of paper: what stands on them, and what never does."""

from __future__ import annotations

from html.parser import HTMLParser
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from toolkit.handbook import shelf
from toolkit.handbook.paper import sheet
from toolkit.paper import html, text
from toolkit.paper.model import Block, Form, Run, Section, Sheet, texts, unsigned
from toolkit.threats.shelf import load

if TYPE_CHECKING:
    from collections.abc import Iterable

ONE = Sheet(
    "guide:one",
    "One & <two>",
    (
        Section(
            "",
            (Block(Form.PARAGRAPH, ((Run("See "), Run("x", to="guide:two"), Run("", note=1)),)),),
        ),
        Section("Do", (texts(Form.STEPS, ["a", "b"]), texts(Form.ASIDE, ["care"]))),
        Section("Notes", (texts(Form.NOTES, ["Somebody."]),)),
    ),
)
TWO = Sheet("guide:two", "Two", (Section("Tick", (texts(Form.BOXES, ["box"]),)),))
TWO_B = Sheet("b", "B", TWO.sections)


class Seen(HTMLParser):
    """A page as a strict reader sees it: what is opened is closed, in order."""

    VOID = frozenset({"meta", "!doctype"})

    def __init__(self, page: str) -> None:
        super().__init__()
        self.opened: list[str] = []
        self.tags: list[str] = []
        self.names: list[str] = []
        self.leads: list[str] = []
        self.words: list[str] = []
        self.feed(page)
        self.close()
        assert not self.opened

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag not in self.VOID:
            self.opened.append(tag)
        for name, value in attrs:
            if name == "id":
                self.names.append(value or "")
            elif name == "href":
                self.leads.append(value or "")

    def handle_endtag(self, tag: str) -> None:
        assert self.opened.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def levels(tags: Iterable[str]) -> list[int]:
    return [int(tag[1]) for tag in tags if tag in {"h1", "h2", "h3"}]


@pytest.mark.parametrize("sheets", [(ONE,), (ONE, TWO)])
def test_a_page_hangs_together(sheets: tuple[Sheet, ...]) -> None:
    seen = Seen(html.page("Title", sheets))
    assert len(set(seen.names)) == len(seen.names)
    assert {lead.removeprefix("#") for lead in seen.leads} <= set(seen.names)
    assert all(lead.startswith("#") for lead in seen.leads)
    assert not {"script", "img", "link", "iframe", "object"} & set(seen.tags)
    steps = levels(seen.tags)
    assert steps[0] == 1
    assert steps.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(steps))


def test_what_is_not_on_the_page_is_no_link() -> None:
    assert "<a" not in html.page("t", (Sheet("a", "A", ONE.sections[:1]),)).split("<sup>")[0]
    assert '<a href="#s2">x</a>' in html.page("t", (ONE, TWO))


def test_words_that_lead_to_one_place_are_one_link() -> None:
    line = (Run("see "), Run("x", to="b"), Run(" ", to="b"), Run("y", to="b", strong=True))
    page = html.page("t", (Sheet("a", "A", (Section("", (Block(Form.STEPS, (line,)),)),)), TWO_B))
    assert 'see <a href="#s2">x <strong>y</strong></a></li>' in page


def test_titles_and_words_are_never_read_as_markup() -> None:
    page = html.page("<b>", (ONE, TWO))
    assert "<b>" not in page
    assert "One &amp; &lt;two&gt;" in page


@pytest.mark.parametrize(("tongue", "direction"), [("en", "ltr"), ("fa", "rtl"), ("ar-EG", "rtl")])
def test_a_page_stands_as_its_language_is_written(tongue: str, direction: str) -> None:
    page = html.page("t", (ONE,), tongue=tongue)
    assert f'<html lang="{tongue}" dir="{direction}">' in page
    assert "left" not in page
    assert "right" not in page


def test_plain_text_has_marks_numbers_and_no_long_lines() -> None:
    told = text.page((ONE, TWO))
    assert "See x[1]" in told
    assert "1. a\n2. b\n\n! care" in told
    assert "\f" in told
    assert "[ ] box" in told
    assert all(len(line) <= text.COLUMNS for line in text.page((ONE,)).splitlines())


def test_lines_that_name_this_program_are_left_out() -> None:
    signed = Sheet("a", "A", (Section("Do", (texts(Form.STEPS, ["Run Parasol", "Go"]),)),))
    assert unsigned(signed).sections == (Section("Do", (texts(Form.STEPS, ["Go"]),)),)
    only = Sheet("a", "A", (Section("Do", (texts(Form.STEPS, ["parasol clean"]),)),))
    assert unsigned(only).sections == ()


def test_every_guide_comes_on_paper_with_its_notes() -> None:
    sources = load().sources
    sheets = [sheet(guide, sources) for guide in shelf.load().guides.values()]
    seen = Seen(html.page("All", sheets))
    assert {lead.removeprefix("#") for lead in seen.leads} <= set(seen.names)
    assert "parasol" not in text.page([unsigned(each) for each in sheets]).casefold()
