"""Every screen of the interface, as the tests of words and of pictures open it.

A new screen is one line in `SCREENS`. The cover of F9 is none: it is drawn without Textual, and
speaks no language.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from tests.tui import cleaning_screens as cleaning
from tests.tui import (
    lab_screens,
    lesson_screens,
    messenger_screens,
    plan_screens,
    training_screens,
    vault_screens,
)
from tests.tui import library_screens as library
from toolkit.tui.app import Parasol
from toolkit.tui.screens.home import _entries
from toolkit.tui.screens.settings import SettingsScreen
from toolkit.tui.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping

    from textual.pilot import Pilot
    from textual.screen import Screen

SIZES = ((80, 24), (120, 40))


@dataclass(frozen=True, slots=True)
class Shown:
    """A screen as tests see it. What it shows must be the same on any day and any machine.

    Attributes:
        name: What it is called in tests and in the names of pictures.
        open: Brings an application that has just started to it.
        data: Every word on it that is data: names, values, what a standard calls a thing.
        cuts: Texts of ours that it may cut or leave out, each with the reason for it.
        cut_by: What the names of the widgets that do so begin with.
        stays: Texts that are read whole all the same, in English.
        tells_dress: Whether it says which dress is worn.
    """

    name: str
    open: Callable[[Pilot[Any]], Awaitable[None]]
    data: tuple[str, ...] = ()
    cuts: str = ""
    cut_by: tuple[str, ...] = ()
    stays: tuple[str, ...] = ()
    tells_dress: bool = False

    def may_cut(self, widget: str) -> bool:
        """Whether a widget of that name may cut or leave out texts."""
        return bool(self.cuts) and widget.startswith(self.cut_by)


def pushed(make: Callable[[], Screen[Any]], *keys: str) -> Callable[[Pilot[Any]], Awaitable[None]]:
    """Open a screen over the first one.

    Args:
        make: Makes it.
        keys: What to press there.
    """

    async def open_it(pilot: Pilot[Any]) -> None:
        await pilot.app.push_screen(make())
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()

    return open_it


async def _first(pilot: Pilot[Any]) -> None:
    """What is there when the program starts."""
    await pilot.pause()


def _cleaning(
    name: str, open_it: Callable[[Pilot[Any]], Awaitable[None]], cut_by: tuple[str, ...] = ()
) -> Shown:
    cuts = cleaning.CUTS if cut_by else ""
    return Shown(f"clean-{name}", open_it, cleaning.DATA, cuts, cut_by)


def _all(
    screens: Iterable[tuple[str, Callable[[], Screen[Any]], tuple[str, ...]]],
    data: tuple[str, ...],
    cuts: Mapping[str, str] = MappingProxyType({}),
    cut_by: tuple[str, ...] = (),
) -> Iterator[Shown]:
    """Screens by their names, what makes them, and the keys to press there."""
    for name, make, keys in screens:
        yield Shown(name, pushed(make, *keys), data, cuts.get(name, ""), cut_by)


async def _home(pilot: Pilot[Any]) -> None:
    await pilot.press("enter")


SCREENS = (
    Shown("welcome", _first, data=("Parasol", "English", "Español")),
    Shown(
        "home",
        _home,
        cuts="where sentences find no room, names stay",
        cut_by=("Menu",),
        stays=tuple(entry.title for entry in _entries()),
    ),
    Shown("settings", pushed(SettingsScreen), data=("English", "Español"), tells_dress=True),
    *_all(plan_screens.SCREENS, plan_screens.DATA, plan_screens.CUTS, plan_screens.CUT_BY),
    _cleaning("add", cleaning.added_nothing),
    _cleaning("added", cleaning.added_three),
    _cleaning("reading", cleaning.reading, cleaning.OF_ALBUM),
    _cleaning("album", cleaning.album, cleaning.OF_ALBUM),
    _cleaning("alone", cleaning.alone, cleaning.OF_ALBUM),
    _cleaning("technical", cleaning.technical, cleaning.OF_BYTES),
    _cleaning("options", cleaning.options),
    _cleaning("filter", cleaning.filtering),
    _cleaning("results", cleaning.results, cleaning.OF_ALBUM),
    _cleaning("compare", cleaning.before_and_after, cleaning.OF_ALBUM),
    _cleaning("path", cleaning.path),
    *_all(library.SCREENS, library.DATA, library.CUTS, library.CUT_BY),
    *_all(
        messenger_screens.SCREENS,
        messenger_screens.DATA,
        messenger_screens.CUTS,
        messenger_screens.CUT_BY,
    ),
    *_all(lab_screens.SCREENS, lab_screens.DATA, lab_screens.CUTS, lab_screens.CUT_BY),
    *_all(lesson_screens.SCREENS, lesson_screens.DATA, lesson_screens.CUTS, lesson_screens.CUT_BY),
    *_all(training_screens.SCREENS, training_screens.DATA),
    *(
        Shown(name, vault_screens.over_a_vault(make, *keys), vault_screens.DATA)
        for name, make, keys in vault_screens.SCREENS
    ),
)
"""Each screen once, in its fullest state."""


def application(theme: str = "dark") -> Parasol:
    """The interface in one of its dresses, as if the terminal could show everything.

    Args:
        theme: Which dress.
    """
    return Parasol(Settings(theme=theme))
