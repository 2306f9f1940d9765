"""A plan on paper fits on a page, loads nothing, and says neither who made it nor for whom."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from tests.unit.small_library import action, assessed, library, rule
from toolkit.threats.page import COLUMNS, LINES
from toolkit.threats.paper import as_html, as_text

if TYPE_CHECKING:
    from toolkit.threats.library import Library

LONG = "A long sentence that goes on and on about what to do, and why, and when. " * 4


def held(**given: object) -> Library:
    many = {f"a{n}": action(title=f"Do {n} <b>", steps=[LONG] * 7, **given) for n in range(9)}
    warn = {f"w{n}": rule(warning=f"{n}: {LONG}") for n in range(20)}
    return library(
        actions={**many, "never": action(title="Never do this")},
        rules={
            **warn,
            "r": rule(actions=list(many)),
            "no": rule("flagged", actions=["never"], forbids=["never"], because="You told us x."),
        },
    )


class Reader(HTMLParser):
    """Looks at the tags of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.open: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_text_fits_on_one_page_and_cuts_no_sentence() -> None:
    told = as_text(held(), assessed(held(), flagged="yes"))
    lines = told.splitlines()
    assert len(lines) <= LINES
    assert max(map(len, lines)) <= COLUMNS
    flat = re.sub(r"\s+", " ", told)
    begun = re.findall(r"- (\d+): A long", flat)
    assert begun
    assert all(f"- {number}: {LONG.strip()}" in flat for number in begun)


def test_a_small_plan_has_its_steps_on_the_page() -> None:
    small = library(actions={"a": action(steps=["First, look."])}, rules={"r": rule(actions=["a"])})
    told = as_text(small, assessed(small))
    assert "THIS WEEK\n1. Do a thing" in told
    assert "1. First, look." in told


@pytest.mark.parametrize("form", [as_text, as_html])
def test_paper_names_neither_the_program_nor_what_was_answered(form: object) -> None:
    assert callable(form)
    told = form(held(), assessed(held(), flagged="yes", region="tibet", checks="yes"))
    assert "Never do this" in told
    assert not re.search("parasol|tibet|you said|you told|toolkit", told, re.IGNORECASE)


@pytest.mark.parametrize("form", [as_text, as_html])
def test_where_paper_does_harm_it_has_only_room_for_own_words(form: object) -> None:
    assert callable(form)
    low = library(
        actions={"a": action(title="Hide this")},
        rules={"r": rule(actions=["a"], warning="Beware.", low_footprint=True)},
    )
    told = form(low, assessed(low))
    assert told.count("____ ") + told.count("____\n") + told.count("____<") == 3
    assert not re.search("hide|beware|do a thing|plan", told, re.IGNORECASE)


def test_the_html_is_one_page_that_loads_nothing_and_is_well_formed() -> None:
    told = as_html(held(), assessed(held(), flagged="yes"))
    page = Reader()
    page.feed(told)
    assert page.open == []
    assert not {"script", "link", "img", "iframe", "a", "form"} & set(page.tags)
    assert not re.search(r"https?:|url\(|@import|src=", told)
    assert ("lang", "en") in page.attributes
    assert [page.tags.count(tag) for tag in ("main", "h1", "title")] == [1, 1, 1]
    assert "Do 0 &lt;b&gt;" in told


def test_the_html_has_how_to_check_to_undo_and_when_it_does_harm() -> None:
    told = as_html(held(), assessed(held()))
    for text in ("Look.", "Undo it.", "Never."):
        assert told.count(f"</strong>: {text}") == 3
