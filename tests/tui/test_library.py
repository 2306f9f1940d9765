"""Bad days and the library: what they show, where they lead, and what they keep to themselves."""

from __future__ import annotations

import asyncio
import gc
import re
import stat
from contextlib import asynccontextmanager
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from textual._styles_cache import StylesCache
from textual.widgets import Input

from tests.tui.albums import text, until
from tests.tui.latin_library import TABLES, TODAY, shelf
from toolkit.bundle.search import Gathered
from toolkit.errors import ContentError
from toolkit.threats.library import made
from toolkit.tui.app import Parasol
from toolkit.tui.handbook.guide_screen import GuideScreen
from toolkit.tui.library import flow
from toolkit.tui.library.checklist_screen import ChecklistScreen
from toolkit.tui.library.entry_screen import EntryScreen
from toolkit.tui.library.links_map import LinksMap
from toolkit.tui.library.list_screen import KindScreen, LibraryScreen, PlaybooksScreen
from toolkit.tui.library.page_line import PageLine
from toolkit.tui.library.playbook_screen import BadDayScreen
from toolkit.tui.library.shelf import Ref, Shelf
from toolkit.tui.library.unreadable_screen import UnreadableScreen
from toolkit.tui.paper.paper_screen import PaperScreen
from toolkit.tui.screens.home import Home
from toolkit.tui.settings import Settings
from toolkit.tui.widgets.reading import Reading

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable
    from pathlib import Path

    from textual.pilot import Pilot
    from textual.screen import Screen

NARROW, WIDE = (80, 24), (120, 40)


def at(pilot: Pilot[Any]) -> Screen[Any]:
    return pilot.app.screen


def number(pilot: Pilot[Any], title: str) -> str:
    """The number key of an entry."""
    found = re.search(rf"(\d)  {title}", text(pilot))
    assert found is not None
    return found.group(1)


@asynccontextmanager
async def showing(screen: Screen[Any], size: tuple[int, int] = NARROW) -> AsyncIterator[Pilot[int]]:
    async with Parasol(Settings()).run_test(size=size) as pilot:
        await pilot.app.push_screen(screen)
        await pilot.pause()
        yield pilot


def shown(
    screen: Screen[Any],
    check: Callable[[Pilot[int]], Awaitable[None]],
    size: tuple[int, int] = NARROW,
) -> None:
    async def go() -> None:
        async with showing(screen, size) as pilot:
            await check(pilot)

    asyncio.run(go())


def entry(folder: str, key: str) -> EntryScreen:
    return EntryScreen(shelf(), Ref(folder, key))


@pytest.fixture
def latin(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The program comes with another library; how often it was loaded."""
    loaded: list[int] = []

    def load() -> Any:
        loaded.append(1)
        return made(TABLES)

    monkeypatch.setattr("toolkit.threats.shelf.load", load)
    return loaded


# From home


def test_home_leads_to_bad_days_and_to_the_library_which_is_loaded_once(latin: list[int]) -> None:
    async def go() -> None:
        async with Parasol(Settings()).run_test(size=NARROW) as pilot:
            await pilot.press("enter")
            seen = text(pilot)
            names = ["Clean photos", "My plan", "Bad days", "Messaging", "Guides and library"]
            names += ["Vault"]
            assert [seen.index(name) for name in names] == sorted(map(seen.index, names))
            await pilot.press(number(pilot, "Bad days"))
            assert isinstance(at(pilot), PlaybooksScreen)
            await pilot.press("escape")
            await pilot.press(number(pilot, "Guides and library"))
            assert isinstance(at(pilot), LibraryScreen)
            await pilot.press("escape")
            assert isinstance(at(pilot), Home)

    asyncio.run(go())
    assert len(latin) == 1


@pytest.mark.parametrize("height", [16, 24, 40])
def test_all_entries_of_home_are_seen_on_a_screen_of_any_height(height: int) -> None:
    async def go() -> None:
        async with Parasol(Settings()).run_test(size=(80, height)) as pilot:
            await pilot.press("enter")
            seen = text(pilot)
            assert "Look and language" in seen
            assert number(pilot, "Look and language") == "7"
            assert ("How things work, who watches, and what helps." in seen) == (height > 16)
            assert ("▄████" in seen) == (height == 40)

    asyncio.run(go())


def test_a_library_that_cannot_be_read_is_told_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def load() -> Any:
        raise ContentError("content-unreadable", file="systems/x.toml")

    monkeypatch.setattr("toolkit.threats.shelf.load", load)

    async def go() -> None:
        async with Parasol(Settings()).run_test(size=NARROW) as pilot:
            await pilot.press("enter")
            await pilot.press(number(pilot, "Guides and library"))
            assert isinstance(at(pilot), UnreadableScreen)
            assert "The library cannot be read." in text(pilot)
            assert "systems/x.toml" in text(pilot)
            await pilot.press("escape")
            assert isinstance(at(pilot), Home)

    asyncio.run(go())


def test_a_lesson_and_a_messenger_that_cannot_be_read_are_told_where_guides_are() -> None:
    problems = (
        ContentError("content-unreadable", file="lessons/x.toml"),
        ContentError("content-unreadable", file="messengers/y.toml"),
    )
    known = shelf()
    broken = Shelf(
        known.library,
        handbook=lambda: known.handbook,
        plans=lambda: known.plans,
        messaging=lambda: Gathered((), problems),
    )

    async def go() -> None:
        async with Parasol(Settings()).run_test(size=NARROW) as pilot:
            await pilot.app.push_screen(LibraryScreen(broken))
            await until(pilot, lambda: "lessons/x.toml" in text(pilot))
            assert "messengers/y.toml" in text(pilot)

    asyncio.run(go())


# Bad days


def test_the_list_says_when_to_open_which_and_narrows_by_words() -> None:
    async def check(pilot: Pilot[int]) -> None:
        assert "Domus ardet." in text(pilot)
        assert "Custodes ianuam pulsant." in text(pilot)
        await pilot.press(*"tectum")
        seen = text(pilot)
        assert "Incendium" in seen
        assert "Noli redire: tectum cadit." in seen
        assert "Custodes adsunt" not in seen
        assert "1 found" in seen
        await pilot.press("enter")
        assert isinstance(at(pilot), BadDayScreen)

    shown(PlaybooksScreen(shelf()), check)


@pytest.mark.parametrize("size", [NARROW, WIDE])
def test_phases_are_read_in_any_order_and_do_and_do_not_are_always_near(
    size: tuple[int, int],
) -> None:
    phases = ["Para aquam.", "Exi statim.", "Numera tuos.", "Scribe quid acciderit.", "Quiesce."]

    async def check(pilot: Pilot[int]) -> None:
        for number in (5, 2, 4, 1, 3):
            await pilot.press(str(number))
            seen = text(pilot)
            assert [phase for phase in phases if phase in seen] == [phases[number - 1]]
            assert "Serva vitam." in seen
            assert "Noli redire: tectum cadit." in seen
        await pilot.press("right")
        assert phases[3] in text(pilot)
        await pilot.press("left", "left", "left", "left", "left")
        assert phases[0] in text(pilot)

    shown(BadDayScreen(shelf(), "incendium"), check, size)


def test_a_click_on_the_name_of_a_phase_shows_it() -> None:
    async def check(pilot: Pilot[int]) -> None:
        line = at(pilot).query_one(PageLine)
        for name in line._placed(line.content_size.width):
            await pilot.click(PageLine, offset=(name.start + 1, name.line))
            assert at(pilot).at == name.index  # type: ignore[attr-defined]

    shown(BadDayScreen(shelf(), "incendium"), check)


def test_the_last_page_says_who_can_help_how_this_does_harm_and_what_is_not_known() -> None:
    async def check(pilot: Pilot[int]) -> None:
        await pilot.press("6")
        seen = text(pilot)
        for told in ("Clama per fenestram", "Alii audiunt.", "Checked on 22 November 2026."):
            assert told in seen
        for told in ("Fumus nocet.", "Non vigilibus.", "Unde ignis.", "8 years ago"):
            assert told in seen

    shown(BadDayScreen(shelf(), "incendium"), check, WIDE)


def test_steps_lead_to_actions_and_branches_to_other_playbooks() -> None:
    async def check(pilot: Pilot[int]) -> None:
        await pilot.press("enter")
        assert isinstance(at(pilot), EntryScreen)
        assert "Ambula in umbra" in text(pilot)
        await pilot.press("escape", "tab", "enter")
        assert isinstance(at(pilot), BadDayScreen)
        assert "Custodes ianuam pulsant." in text(pilot)
        await pilot.press("escape")
        assert "Domus ardet." in text(pilot)

    shown(BadDayScreen(shelf(), "incendium"), check)


def test_on_a_wide_screen_tab_goes_from_the_steps_to_what_stands_beside() -> None:
    async def check(pilot: Pilot[int]) -> None:
        await pilot.press("tab", "enter")
        assert "Custodes ianuam pulsant." in text(pilot)

    shown(BadDayScreen(shelf(), "incendium"), check, WIDE)


def test_in_short_everything_stands_on_one_page() -> None:
    async def check(pilot: Pilot[int]) -> None:
        await pilot.press("k")
        seen = text(pilot)
        for told in ("Serva vitam.", "Para aquam.", "Exi statim.", "Numera tuos.", "Quiesce."):
            assert told in seen
        for told in ("Clama.", "Vicini", "Fumus nocet."):
            assert told in seen
        await pilot.press("k")
        assert "Quiesce." not in text(pilot)
        await pilot.press("k", "5")
        assert "Exi statim." not in text(pilot)

    shown(BadDayScreen(shelf(), "incendium"), check, WIDE)


@pytest.mark.parametrize("name", ["page.txt", "page.html"])
def test_printing_writes_a_new_file_for_its_owner_alone_and_writes_over_none(
    tmp_path: Path, name: str
) -> None:
    path = tmp_path / name

    async def check(pilot: Pilot[int]) -> None:
        await pilot.press("p")
        assert isinstance(at(pilot), PaperScreen)
        assert "INCENDIUM" in text(pilot).upper()
        at(pilot).query_one(Input).value = str(path)
        assert not path.exists()
        await pilot.press("enter")
        await until(pilot, lambda: "Only you can read it" in " ".join(text(pilot).split()))
        first = path.read_bytes()
        await pilot.press("enter")
        await until(
            pilot, lambda: "already. Nothing was written over" in " ".join(text(pilot).split())
        )
        assert path.read_bytes() == first

    shown(BadDayScreen(shelf(), "incendium"), check)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    written = path.read_text()
    assert written.startswith("<!DOCTYPE html>") == name.endswith(".html")
    assert "Para aquam." in written
    assert "Noli redire: tectum cadit." in written
    assert not re.search("parasol|toolkit", written, re.IGNORECASE)
    assert [each.name for each in tmp_path.iterdir()] == [name]


# The library


def test_kinds_are_listed_with_how_many_there_are_and_what_is_due() -> None:
    async def check(pilot: Pilot[int]) -> None:
        seen = text(pilot)
        assert re.search(r"What watchers can do\s+2\b", seen)
        assert "2 pages are due to be looked at again, and say so." in seen
        await pilot.press("down", "down", "down", "enter")
        assert isinstance(at(pilot), KindScreen)
        seen = text(pilot)
        assert seen.index("Systems") < seen.index("Custodes fori") < seen.index("Rumores")
        await pilot.press(*"fama", "enter")
        assert "Homines loquuntur." in text(pilot)

    shown(LibraryScreen(shelf()), check)


def test_typing_finds_things_with_the_lines_and_escape_clears_first() -> None:
    async def check(pilot: Pilot[int]) -> None:
        await pilot.press(*"oculi")
        seen = text(pilot)
        assert "Oculi in via" in seen
        assert "Oculi forum spectant." in seen
        assert "what watchers can do" in seen
        await pilot.press(*"xyz")
        assert "Nothing was found." in text(pilot)
        await pilot.press("escape")
        assert "What watchers can do" in text(pilot)
        await pilot.press("question_mark")
        assert at(pilot).has_class("-explained")
        await pilot.press("escape", "escape")
        assert not isinstance(at(pilot), LibraryScreen)

    shown(LibraryScreen(shelf()), check)


def test_old_facts_say_how_old_they_are_and_what_is_overdue_says_so() -> None:
    async def check(pilot: Pilot[int]) -> None:
        seen = text(pilot)
        assert "should have looked at this again by 10 July 2026" in seen
        assert seen.count("◆ as of May 2019, 7 years ago") == 2
        assert "as of May 2026 ·" in seen
        assert "◆ as of May 2026" not in seen
        assert "Disputed: Nemo numeravit." in seen

    shown(entry("systems", "sys-forum"), check, (120, 60))


def test_a_claim_names_its_sources_which_stand_below_with_where_and_when() -> None:
    async def check(pilot: Pilot[int]) -> None:
        seen = text(pilot)
        assert "reported · [1] [2]" in seen
        assert "[1] Acta diurna" in seen
        assert "Forum, 3 May 2019" in seen
        assert "https://acta.example/diurna" in seen
        assert "[2] Fama volat" in seen

    shown(entry("capabilities", "oculi"), check, (120, 60))


def test_a_capability_says_what_helps_what_does_not_and_where_it_is_used() -> None:
    async def check(pilot: Pilot[int]) -> None:
        seen = text(pilot)
        assert "Umbra iuvat." in seen
        assert re.search(r"→ Ambula in umbra\s+stops it · by experience", seen)
        assert "✗ Pilleus satis est." in seen
        used = seen[seen.index("Where it is used") :]
        assert used.index("Roma") < used.index("Custodes fori") < used.index("Subura")
        assert "You could not notice it." in seen

    shown(entry("capabilities", "oculi"), check, (120, 60))


def test_links_lead_on_and_escape_leads_back_to_the_same_place() -> None:
    async def check(pilot: Pilot[int]) -> None:
        screen = at(pilot)
        assert isinstance(screen, EntryScreen)
        reading = screen.query_one(Reading)
        await pilot.press(*["tab"] * 4)
        before = (reading.to, reading.top)
        assert before[0] == Ref("capabilities", "aures")
        await pilot.press("enter")
        assert screen.ref == Ref("capabilities", "aures")
        await pilot.press("tab", "enter")
        assert screen.ref.folder in {"systems", "vendors", "sources"}
        await pilot.press("escape", "escape")
        assert screen.ref == Ref("systems", "sys-forum")
        assert (reading.to, reading.top) == before
        await pilot.press("escape")
        assert at(pilot) is not screen

    shown(entry("systems", "sys-forum"), check)


def test_a_click_on_a_link_follows_it() -> None:
    async def check(pilot: Pilot[int]) -> None:
        screen = at(pilot)
        assert isinstance(screen, EntryScreen)
        reading = screen.query_one(Reading)
        stop = next(s for s in reading._laid.stops if s.to == Ref("places", "subura"))
        await pilot.click(Reading, offset=(6, stop.first - reading.top))
        assert screen.ref == Ref("places", "subura")

    shown(entry("systems", "sys-forum"), check)


def test_an_action_says_all_that_it_must() -> None:
    async def check(pilot: Pilot[int]) -> None:
        seen = text(pilot)
        for told in ("Quia oculi sunt multi.", "1. Aperi portam.", "10 minutes · once"):
            assert told in seen
        for told in ("Si quis videt.", "Redde omnia.", "Specta iterum.", "Nocte non legis."):
            assert told in seen
        for told in ("→ Tace in via", "→ Oculi in via", "→ Incendium", "→ Domus"):
            assert told in seen

    shown(entry("actions", "umbra"), check, (120, 60))


def test_a_source_says_where_it_is_used() -> None:
    async def check(pilot: Pilot[int]) -> None:
        assert re.search(r"→ Custodes fori\s+system", text(pilot))

    shown(entry("sources", "acta"), check)


# The picture of links


@pytest.mark.parametrize("size", [NARROW, WIDE])
def test_the_picture_is_walked_with_arrows_and_leads_on(size: tuple[int, int]) -> None:
    async def check(pilot: Pilot[int]) -> None:
        screen = at(pilot)
        assert isinstance(screen, EntryScreen)
        await pilot.press("m")
        seen = text(pilot)
        for told in ("Custodes fori", "Roma", "Argus", "Oculi in via", "Ambula in umbra", "┤"):
            assert told in seen
        for way, title in (("up", "Subura (place)"), ("up", "Roma (place)")):
            await pilot.press(way)
            assert title in text(pilot)
        await pilot.press("left")
        assert "Argus (who sells)" in text(pilot)
        await pilot.press("right")
        assert "Enter opens the page" in text(pilot)
        await pilot.press("right", "enter")
        assert screen.ref.folder == "capabilities"
        assert screen.has_class("-picture")
        await pilot.press("escape")
        assert screen.ref == Ref("systems", "sys-forum")
        await pilot.press("enter")
        assert not screen.has_class("-picture")

    shown(entry("systems", "sys-forum"), check, size)


def test_a_click_in_the_picture_goes_there_and_tab_goes_around() -> None:
    async def check(pilot: Pilot[int]) -> None:
        screen = at(pilot)
        assert isinstance(screen, EntryScreen)
        await pilot.press("m")
        drawn = screen.query_one(LinksMap)
        spots = drawn._drawing.spots
        for _ in spots:
            await pilot.press("tab")
        assert drawn._at == 0
        spot = next(each for each in spots if each.ref == Ref("vendors", "co-argus"))
        await pilot.click(LinksMap, offset=(spot.x + 1, spot.y))
        assert screen.ref == Ref("vendors", "co-argus")

    shown(entry("systems", "sys-forum"), check)


# Checklists


def test_ticks_count_and_the_rest_is_told_in_minutes() -> None:
    here = Shelf(shelf().library, TODAY)

    async def check(pilot: Pilot[int]) -> None:
        seen = text(pilot)
        assert "0 of 3" in seen
        assert "Still to do: 65 minutes" in seen
        await pilot.press("space")
        await until(pilot, lambda: "1 of 3" in text(pilot))
        seen = text(pilot)
        assert "Intus (1/2)" in seen
        assert "✓ Ambula in umbra" in seen
        assert "Still to do: 55 minutes" in seen
        await pilot.press("space")
        assert "□ Ambula in umbra" in text(pilot)
        await pilot.press("space", "down", "space", "down", "space")
        assert "All of it is done." in text(pilot)
        await pilot.press("escape")
        flow.open_ref(pilot.app, here, Ref("checklists", "domus"))
        await pilot.pause()
        assert "All of it is done." in text(pilot)

    shown(ChecklistScreen(here, "domus"), check)


@pytest.mark.parametrize(
    ("key", "left_out"), [("m", "Tace in via"), ("n", "Tace in via"), ("r", "Tace in via")]
)
def test_only_what_there_is_time_and_money_for_is_shown(key: str, left_out: str) -> None:
    async def check(pilot: Pilot[int]) -> None:
        assert left_out in text(pilot)
        await pilot.press(key)
        assert left_out not in text(pilot)
        assert "Ambula in umbra" in text(pilot)
        assert "Shown:" in text(pilot)
        await pilot.press(key)
        assert left_out in text(pilot)

    shown(ChecklistScreen(Shelf(shelf().library, TODAY), "domus"), check)


def test_only_what_is_to_do_is_shown_and_enter_opens_it() -> None:
    async def check(pilot: Pilot[int]) -> None:
        await pilot.press("space", "t")
        assert "Ambula in umbra" not in text(pilot)
        await pilot.press("enter")
        assert isinstance(at(pilot), EntryScreen)
        assert "45 minutes" in text(pilot)

    shown(ChecklistScreen(Shelf(shelf().library, TODAY), "domus"), check)


def test_the_day_decides_what_is_old() -> None:
    later = Shelf(shelf().library, date(2030, 1, 1))

    async def check(pilot: Pilot[int]) -> None:
        assert "11 pages are due" in text(pilot)

    shown(LibraryScreen(later), check)


# Guides


def test_a_guide_is_read_part_by_part_and_leads_on_to_what_it_names() -> None:
    async def check(pilot: Pilot[int]) -> None:
        seen = text(pilot)
        assert "Porta clausa" in seen
        assert "Porta aperta omnes videt.[1]" in seen
        assert "Claude portam" not in seen
        await pilot.press("right")
        seen = text(pilot)
        assert "1. Claude portam." in seen
        assert "◆ Cave canem." in seen
        await pilot.press("enter")
        assert isinstance(at(pilot), EntryScreen)
        await pilot.press("escape", "3")
        seen = text(pilot)
        assert "[1] Forum, “Acta diurna”. As of 2019-05, reported." in seen
        await pilot.press("right", "left", "left")
        assert "Porta aperta" in text(pilot)

    shown(GuideScreen(shelf(), "porta"), check)


def test_words_of_a_guide_are_found_among_all_others_and_lead_to_it() -> None:
    async def check(pilot: Pilot[int]) -> None:
        await pilot.press(*"clavem", "enter")
        assert isinstance(at(pilot), GuideScreen)

    shown(LibraryScreen(shelf()), check)


def test_a_guide_can_be_put_on_paper_and_not_where_paper_is_a_danger() -> None:
    async def check(pilot: Pilot[int]) -> None:
        await pilot.press("p")
        assert isinstance(at(pilot), PaperScreen)
        assert "1. Claude portam." in text(pilot)

    async def check_not(pilot: Pilot[int]) -> None:
        await pilot.press("p")
        assert isinstance(at(pilot), GuideScreen)
        assert "print" not in text(pilot)

    shown(GuideScreen(shelf(), "porta"), check)
    silent = Shelf(shelf().library, TODAY, handbook=lambda: shelf().handbook, may_write=False)
    shown(GuideScreen(silent, "porta"), check_not)


def test_nothing_of_a_closed_screen_stays_in_what_textual_remembers() -> None:
    def lines() -> list[str]:
        """What all caches of drawn lines hold."""
        gc.collect()
        found = []
        for each in gc.get_objects():
            if isinstance(each, StylesCache):
                found += [strip.text for strip in each._cache.values()]
        return found

    async def check(pilot: Pilot[int]) -> None:
        await pilot.app.push_screen(GuideScreen(shelf(), "porta"))
        await pilot.pause()
        assert any("Porta clausa" in line for line in lines())
        await pilot.app.pop_screen()
        # The last screen that was closed is known until the next one is.
        await pilot.app.push_screen(ChecklistScreen(shelf(), "domus"))
        await pilot.pause()
        await pilot.app.pop_screen()
        await pilot.pause()
        assert not any("Porta clausa" in line for line in lines())

    shown(ChecklistScreen(shelf(), "domus"), check)


def test_everything_is_ready_to_be_searched_before_the_first_letter() -> None:
    here = Shelf(shelf().library, TODAY, handbook=lambda: shelf().handbook)

    async def check(pilot: Pilot[int]) -> None:
        await until(pilot, lambda: "index" in vars(here))
        assert not here.make_ready(LibraryScreen.FOLDERS)

    assert "index" not in vars(here)
    shown(LibraryScreen(here), check)


def test_a_capital_letter_is_the_key_that_is_printed_on_the_screen() -> None:
    async def check(pilot: Pilot[int]) -> None:
        await pilot.press("P")
        await pilot.pause()
        assert isinstance(at(pilot), PaperScreen)

    shown(GuideScreen(shelf(), "porta"), check)
