"""The screens of bad days and of the library, over a small library in a language of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from tests.tui.latin_library import TODAY, shelf, words
from toolkit.errors import ContentError
from toolkit.tui.handbook.guide_screen import GuideScreen
from toolkit.tui.library.checklist_screen import ChecklistScreen
from toolkit.tui.library.entry_screen import EntryScreen
from toolkit.tui.library.list_screen import KindScreen, LibraryScreen, PlaybooksScreen
from toolkit.tui.library.playbook_screen import BadDayScreen
from toolkit.tui.library.shelf import Ref, Shelf
from toolkit.tui.library.unreadable_screen import UnreadableScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen

DATA: Final = ("ocul", "systems", "x", "toml", *words())
"""Every word that is data: those of the library, of a file's name, and what is typed."""

CUTS: Final = {
    "bad-day": "what stands beside the steps on a wide screen is scrolled to on a narrow one",
    "bad-day-help": "the same; a heading may go on in a second line, as other texts do",
    "library-picture": "a heading may go on in a second line, as other texts do",
}
"""Texts of ours that a screen leaves out or parts, and why."""

CUT_BY: Final = ("Reading", "LinksMap")


def _entry(folder: str, key: str) -> Callable[[], Screen[Any]]:
    return lambda: EntryScreen(shelf(), Ref(folder, key))


def _bad_day() -> BadDayScreen:
    return BadDayScreen(shelf(), "incendium")


def _checklist() -> ChecklistScreen:
    # What is ticked stays so as long as the shelf is there.
    return ChecklistScreen(Shelf(shelf().library, TODAY), "domus")


def _unreadable() -> UnreadableScreen:
    return UnreadableScreen(ContentError("content-unreadable", file="systems/x.toml"))


SCREENS: Final[tuple[tuple[str, Callable[[], Screen[Any]], tuple[str, ...]], ...]] = (
    ("bad-days", lambda: PlaybooksScreen(shelf()), ()),
    ("bad-day", _bad_day, ("5",)),
    ("bad-day-help", _bad_day, ("6",)),
    ("bad-day-short", _bad_day, ("k",)),
    ("library", lambda: LibraryScreen(shelf()), ()),
    ("library-found", lambda: LibraryScreen(shelf()), tuple("ocul")),
    ("library-systems", lambda: KindScreen(shelf(), "systems"), ()),
    ("library-system", _entry("systems", "sys-forum"), ()),
    ("library-watching", _entry("capabilities", "oculi"), ("end",)),
    ("library-action", _entry("actions", "umbra"), ()),
    ("library-picture", _entry("systems", "sys-forum"), ("m", "right")),
    ("checklist", _checklist, ("space", "down", "m")),
    ("guides", lambda: KindScreen(shelf(), "handbook"), ()),
    ("guide", lambda: GuideScreen(shelf(), "porta"), ()),
    ("guide-sources", lambda: GuideScreen(shelf(), "porta"), ("3",)),
    ("library-unreadable", _unreadable, ()),
)
"""Each with how it is made, and the keys that are pressed there."""
