"""Every thing of the library that the program comes with opens, is drawn, and leads on."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from rich.cells import cell_len
from textual.widgets import Input

from tests.tui.albums import text, until
from toolkit.errors import ContentError
from toolkit.handbook.markup import sections
from toolkit.handbook.model import Guide
from toolkit.handbook.shelf import Handbook
from toolkit.threats.search import SEARCHED
from toolkit.threats.shelf import load
from toolkit.tui.app import Parasol
from toolkit.tui.handbook.pages import beside, page
from toolkit.tui.lessons.lesson_screen import LessonScreen
from toolkit.tui.library import bad_day, entries, flow, listing
from toolkit.tui.library.entry_screen import EntryScreen
from toolkit.tui.library.links import links_of
from toolkit.tui.library.links_drawing import MIDDLE, drawn, next_spot
from toolkit.tui.library.links_map import LinksMap
from toolkit.tui.library.list_screen import LibraryScreen
from toolkit.tui.library.names import KINDS, kind
from toolkit.tui.library.shelf import Ref, Shelf
from toolkit.tui.messengers.messenger_screen import MessengerScreen
from toolkit.tui.messengers.setting_screen import SettingScreen
from toolkit.tui.settings import Settings
from toolkit.tui.training.plan_screen import SessionScreen
from toolkit.tui.widgets.reading import Reading
from toolkit.tui.widgets.reading.model import laid_out

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.tui.widgets.reading import Section

ROOT = Path(__file__).parents[2]
WIDTHS = (74, 114)
SIZES = ((76, 16), (116, 33), (196, 53))


@cache
def shelf() -> Shelf:
    return Shelf(load())


def refs() -> Iterator[Ref]:
    for folder in SEARCHED:
        for key in shelf().library.kind(folder):
            yield Ref(folder, key)


def leads(sections: tuple[Section, ...]) -> Iterator[Ref]:
    for section in sections:
        for block in section.blocks:
            if block.to is not None:
                yield block.to


def assert_fits(sections: tuple[Section, ...], what: object) -> None:
    for width in WIDTHS:
        laid = laid_out(sections, width)
        for row in laid.rows:
            ends = [bit.x + cell_len(bit.text) for bit in row.bits]
            starts = [bit.x for bit in row.bits]
            assert max(ends, default=0) <= width, (what, row)
            before = zip(ends, starts[1:], strict=False)
            assert all(end <= start for end, start in before), (what, row)


def test_every_entry_has_a_page_that_fits_and_of_which_every_link_leads_to_something() -> None:
    for ref in refs():
        if ref.folder not in entries.FOLDERS:
            continue
        assert shelf().title(ref)
        page = entries.page(shelf(), ref)
        assert page, ref
        assert_fits(page, ref)
        for lead in leads(page):
            assert lead.id in shelf().library.kind(lead.folder), (ref, lead)
            assert kind(lead.folder)


def test_every_page_of_every_playbook_fits_and_leads_to_something() -> None:
    for key, playbook in shelf().library.playbooks.items():
        for number in range(len(bad_day.pages(playbook))):
            page = tuple(bad_day.page(shelf(), playbook, number))
            assert page, (key, number)
            assert_fits(page, (key, number))
        short = tuple(bad_day.compact(shelf(), playbook))
        near = (*bad_day.near(shelf(), playbook), *bad_day.helpers(shelf(), playbook))
        assert_fits((*short, *near), key)
        for lead in (*leads(short), *leads(near)):
            assert lead.id in shelf().library.kind(lead.folder)


def test_every_thing_is_in_the_list_of_its_kind_or_of_playbooks() -> None:
    listed = set(leads(tuple(listing.playbooks(shelf()))))
    for folder in KINDS:
        listed |= set(leads(tuple(listing.of_kind(shelf(), folder))))
    guides = {Ref("handbook", key) for key in shelf().handbook.guides}
    sessions = {Ref("training", key) for key in shelf().plans.sessions}
    assert guides | sessions | {ref for ref in refs() if ref.folder != "conflicts"} == listed


def test_every_picture_of_links_fits_with_nothing_over_anything_else() -> None:
    for ref in refs():
        if ref.folder not in entries.FOLDERS:
            continue
        for width, height in SIZES:
            picture = drawn(links_of(shelf(), ref), width, height)
            taken: set[tuple[int, int]] = set(picture.glyphs())
            words = [(each.x, each.y, each.text) for each in picture.headings]
            words += [(each.x, each.y, each.text) for each in picture.spots]
            for left, line, told in words:
                cells = {(left + x, line) for x in range(cell_len(told))}
                assert taken.isdisjoint(cells), (ref, width, told)
                taken |= cells
            assert all(0 <= x < width and 0 <= y < height for x, y in taken), (ref, width, height)


def test_every_thing_in_a_picture_is_reached_with_the_arrow_keys() -> None:
    for ref in refs():
        if ref.folder not in entries.FOLDERS:
            continue
        spots = drawn(links_of(shelf(), ref), 76, 16).spots
        reached, new = {0}, [0]
        while new:
            at = new.pop()
            for way in ("up", "down", "left", "right"):
                following = next_spot(spots, at, way)
                if following not in reached:
                    reached.add(following)
                    new.append(following)
        middle = {n for n, spot in enumerate(spots) if spot.arm == MIDDLE}
        assert reached | middle == set(range(len(spots))), ref


@pytest.mark.parametrize("drawn_as", [Reading, LinksMap])
def test_every_entry_is_shown_and_drawn_on_the_smallest_screen(
    drawn_as: type[Reading | LinksMap],
) -> None:
    async def go() -> None:
        paged = [ref for ref in refs() if ref.folder in entries.FOLDERS]
        screen = EntryScreen(shelf(), paged[0])
        async with Parasol(Settings()).run_test(size=(80, 24)) as pilot:
            await pilot.app.push_screen(screen)
            await pilot.press(*["m"] * (drawn_as is LinksMap))
            await pilot.pause()
            for ref in paged:
                screen._go(ref)
                assert any(seen(screen.query_one(drawn_as))), ref
                screen._left.clear()

    asyncio.run(go())


def seen(widget: Reading | LinksMap) -> list[str]:
    return [widget.render_line(y).text.strip() for y in range(17)]


@pytest.mark.parametrize("folder", ["playbooks", "checklists"])
def test_every_playbook_and_checklist_opens_on_the_screen(folder: str) -> None:
    async def go() -> None:
        async with Parasol(Settings()).run_test(size=(80, 24)) as pilot:
            for key in shelf().library.kind(folder):
                flow.open_ref(pilot.app, shelf(), Ref(folder, key))
                await pilot.pause()
                assert shelf().title(Ref(folder, key)) in text(pilot)
                await pilot.press("escape")

    asyncio.run(go())


@pytest.mark.parametrize(
    ("folder", "words", "screen"),
    [
        ("lessons", "Four windows", LessonScreen),
        ("messengers", "OpenPGP", MessengerScreen),
        ("settings", "registration lock", SettingScreen),
        ("training", "hand out the cards", SessionScreen),
    ],
)
def test_what_is_found_in_any_room_opens(folder: str, words: str, screen: type[Any]) -> None:
    async def go() -> None:
        async with Parasol(Settings()).run_test(size=(80, 24)) as pilot:
            await pilot.app.push_screen(LibraryScreen(shelf()))
            pilot.app.screen.query_one(Input).value = words
            await until(pilot, lambda: "found" in text(pilot))
            reading = pilot.app.screen.query_one(Reading)
            while reading.to.folder != folder:
                before = reading.at
                await pilot.press("down")
                assert reading.at != before
            await pilot.press("enter")
            await until(pilot, lambda: isinstance(pilot.app.screen, screen))

    asyncio.run(go())


def test_what_a_guide_names_of_any_room_stands_beside_it() -> None:
    guide = shelf().handbook.guides["what-encryption-does"]
    parts = range(len(guide.sections))
    named = [ref for at in parts for ref in leads(tuple(beside(shelf(), guide, at)))]
    assert {"lessons", "messengers"} <= {ref.folder for ref in named}
    assert not any(shelf().title(ref) == ref.id for ref in named)


def test_a_guide_that_cannot_be_read_is_told_and_the_rest_is_there() -> None:
    problem = ContentError("guide-markup", file="handbook/a.md", line=7, what="<b>")
    guides = Handbook(shelf().handbook.guides, (problem,))
    sections = tuple(listing.kinds(Shelf(shelf().library, handbook=lambda: guides)))
    assert "handbook/a.md" in sections[0].blocks[0].text
    assert "7" in sections[0].blocks[0].text
    assert any(block.to == "handbook" for section in sections for block in section.blocks)


def test_a_link_that_leads_nowhere_is_told_with_its_line_and_the_guide_can_be_read() -> None:
    known = shelf().handbook.guides["borders"]
    text = "\n[Lock](action:nothing) it, and [read](lesson:nothing) **on**.\n"
    front = replace(known.front, related=("guide:nothing", "unknown:x", "guide:protests"))
    lame = Guide("lame", front, sections(text, "lame.md", 9))
    guides = Handbook({**shelf().handbook.guides, "lame": lame})
    there = Shelf(shelf().library, handbook=lambda: guides)
    first, *rest = (*page(there, lame, 0), *beside(there, lame, 0))
    told = [block.text for block in first.blocks]
    assert len(told) == 4
    assert "lame.md" in told[0]
    assert "10" in told[0]
    assert all("nothing" in each or "unknown" in each for each in told)
    assert list(leads(tuple(rest))) == [Ref("handbook", "protests")]


def test_the_stressed_words_of_a_guide_are_stressed_on_its_page() -> None:
    guide = shelf().handbook.guides["arrest-and-questioning"]
    written = [
        words.text
        for block in guide.sections[1].blocks
        for line in block.lines
        for words in line
        if words.strong
    ]
    blocks = [block for section in page(shelf(), guide, 1) for block in section.blocks]
    shown = [block.text[first:last] for block in blocks for first, last in block.stressed]
    assert shown == written != []
