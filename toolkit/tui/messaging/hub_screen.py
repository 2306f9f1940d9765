"""Messaging: what there is to do and to read about it. A new entry is one line in `WAYS`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, cast

from textual.containers import Center, Middle

from toolkit.i18n import N_, _
from toolkit.tui.screens.base import Page
from toolkit.tui.widgets.menu import Entry, Menu

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import App, ComposeResult

    from toolkit.tui.app import Parasol


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


def _lessons(app: App[Any]) -> None:
    from toolkit.tui.lessons.flow import begin  # noqa: PLC0415 - only when wanted

    begin(app)


def _lab(app: App[Any]) -> None:
    from toolkit.tui.lab.lab_screen import LabScreen  # noqa: PLC0415 - as above

    app.push_screen(LabScreen())


def _messengers(app: App[Any]) -> None:
    from toolkit.tui.messengers.flow import compare  # noqa: PLC0415 - as above

    compare(app)


def _choose(app: App[Any]) -> None:
    from toolkit.tui.messengers.flow import choose  # noqa: PLC0415 - as above
    from toolkit.tui.vault.plan_kept import has_plan  # noqa: PLC0415 - as above

    parasol = cast("Parasol", app)
    choose(app, parasol.vault.document.answers if has_plan(parasol) else None)


WAYS: Final = (
    Way(
        "lessons",
        N_("Lessons"),
        N_("Short stories in which you decide, and see what is so. Begin here."),
        _lessons,
    ),
    Way(
        "lab",
        N_("The lab"),
        N_("Two phones: write, look on as everybody else does, and break things yourself."),
        _lab,
    ),
    Way(
        "messengers",
        N_("Messengers compared"),
        N_("Facts with dates and sources, and no scores. How to change their settings."),
        _messengers,
    ),
    Way(
        "choose",
        N_("Which one for me"),
        N_("Nine questions, and at most three answers. One of them: meet without phones."),
        _choose,
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
