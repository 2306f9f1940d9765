"""Messaging: what there is to do and to read about it. A new entry is one line in `WAYS`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from textual.containers import Center, Middle

from toolkit.i18n import N_, _
from toolkit.tui.screens.base import Page
from toolkit.tui.widgets.menu import Entry, Menu

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import App, ComposeResult


@dataclass(frozen=True, slots=True)
class Way:
    """One thing that the hub leads to.

    Attributes:
        id: What it is known by.
        title: What it is called.
        about: What it is, in one sentence.
        open: Shows it; what it needs is loaded only then.
    """

    id: str
    title: str
    about: str
    open: Callable[[App[Any]], None]


def _lab(app: App[Any]) -> None:
    from toolkit.tui.lab.lab_screen import LabScreen  # noqa: PLC0415 - only when wanted

    app.push_screen(LabScreen())


WAYS: Final = (
    Way(
        "lab",
        N_("The lab"),
        N_("Two phones: write, look on as everybody else does, and break things yourself."),
        _lab,
    ),
)
"""In the order in which they stand there."""


class HubScreen(Page[None]):
    """What there is about messaging."""

    HEADING = N_("Messaging")
    EXPLAIN = N_(
        "Choose with the arrow keys and Enter, with a number, or with the mouse.\n"
        "In the lab nothing is sent: both phones are in this program.\n"
        "What you write there is forgotten when you leave it."
    )

    def content(self) -> ComposeResult:
        """The list."""
        entries = [Entry(way.id, _(way.title), _(way.about)) for way in WAYS]
        with Middle(), Center():
            yield Menu(entries, numbered=True, airy=True)

    def on_menu_chosen(self, event: Menu.Chosen) -> None:
        """Go there."""
        next(way for way in WAYS if way.id == event.id).open(self.app)
