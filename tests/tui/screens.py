"""Every screen of the interface, as the tests of words and of pictures open it.

A new screen is one line in `SCREENS`. The cover of F9 is none: it is drawn without Textual, and
speaks no language.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.tui import plan_screens
from toolkit.tui.app import Parasol
from toolkit.tui.screens.settings import SettingsScreen
from toolkit.tui.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

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
    """

    name: str
    open: Callable[[Pilot[Any]], Awaitable[None]]
    data: tuple[str, ...] = ()
    cuts: str = ""


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


async def _home(pilot: Pilot[Any]) -> None:
    await pilot.press("enter")


SCREENS = (
    Shown("welcome", _first, data=("Parasol", "English")),
    Shown("home", _home),
    Shown("settings", pushed(SettingsScreen), data=("English",)),
    *(
        Shown(name, pushed(make, *keys), plan_screens.DATA, plan_screens.CUTS.get(name, ""))
        for name, make, keys in plan_screens.SCREENS
    ),
)
"""Each screen once, in its fullest state."""


def application(theme: str = "dark") -> Parasol:
    """The interface in one of its dresses, as if the terminal could show everything.

    Args:
        theme: Which dress.
    """
    return Parasol(Settings(theme=theme))
