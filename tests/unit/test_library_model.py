"""What the screens of the library stand on: what is old, what helps first, what is ticked."""

from __future__ import annotations

from datetime import date

import pytest

from tests.tui.latin_library import shelf
from toolkit.threats import playbook_paper
from toolkit.threats.helping import against_all
from toolkit.threats.page import COLUMNS
from toolkit.tui.library import names, when
from toolkit.tui.library.links import links_of
from toolkit.tui.library.shelf import Ref
from toolkit.tui.library.ticks import Only, standing

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("as_of", "told"),
    [
        ("2026-11-20", "as of 20 November 2026"),
        ("2024", "as of 2024"),
        ("2023-12", "as of December 2023"),
        ("2023-11", "as of November 2023, 3 years ago"),
        ("2022", "as of 2022, 4 years ago"),
        ("2019-05-03", "as of 3 May 2019, 7 years ago"),
    ],
)
def test_what_is_older_than_three_years_says_how_old_it_is(as_of: str, told: str) -> None:
    assert when.as_of(as_of, TODAY) == told


def test_what_helps_against_most_stands_first() -> None:
    library = shelf().library
    assert against_all(library, ["oculi", "aures"]) == ["tace", "umbra"]
    assert against_all(library, []) == []


def test_a_law_is_called_by_its_place_and_what_it_is_about() -> None:
    assert names.title(shelf().library, Ref("legal", "roma-masks")) == "Roma: covering your face"


def test_each_kind_that_can_be_found_has_a_name() -> None:
    for folder in (*names.KINDS, "playbooks", "conflicts"):
        assert names.kind(folder)
    assert set(names.KINDS) == set(names.ABOUT)


def test_the_links_of_a_system_lead_in_four_directions() -> None:
    links = links_of(shelf(), Ref("systems", "sys-forum"))
    found = {
        side: [ref.id for ref, _title in getattr(links, side).items]
        for side in ("above", "left", "right", "below")
    }
    assert found == {
        "above": ["roma", "subura"],
        "left": ["co-argus"],
        "right": ["oculi", "aures"],
        "below": ["tace", "umbra"],
    }


def test_ticks_filters_and_minutes() -> None:
    library = shelf().library
    checklist = library.checklists["domus"]
    all_of_it = standing(library, checklist, {"umbra"}, Only())
    assert (all_of_it.done, all_of_it.total, all_of_it.minutes) == (1, 3, 55)
    assert [part.actions for part in all_of_it.parts] == [("umbra", "tace"), ("scribe",)]
    for only, shown in (
        (Only(to_do=True), ["tace", "scribe"]),
        (Only(short=True), ["umbra", "scribe"]),
        (Only(free=True), ["umbra", "scribe"]),
        (Only(reversible=True), ["umbra", "scribe"]),
        (Only(to_do=True, short=True), ["scribe"]),
    ):
        now = standing(library, checklist, {"umbra"}, only)
        assert [key for part in now.parts for key in part.actions] == shown
        assert (now.done, now.total, now.minutes) == (1, 3, 55)  # filters change no count


def test_a_playbook_on_paper_has_all_of_it_in_short_lines_and_loads_nothing() -> None:
    library = shelf().library
    playbook = library.playbooks["incendium"]
    told = playbook_paper.as_text(library, playbook)
    page = playbook_paper.as_html(library, playbook)
    assert max(map(len, told.splitlines())) <= COLUMNS
    for text in ("Domus ardet.", "Exi statim.", "Serva vitam.", "Fumus nocet."):
        assert text in told
        assert text in page
    assert "Vicini: Clama per fenestram" in told
    for text in ("Clama per fenestram. Alii audiunt.", "Unde ignis."):
        assert text in page
    for never in ("<script", "<link", "<img", "src=", "url(", "@import", "href"):
        assert never not in page
