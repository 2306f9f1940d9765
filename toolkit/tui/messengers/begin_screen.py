"""Before the questions: what they are for, and whether the plan's answers may be used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from textual.containers import Center, Middle, Vertical
from textual.widgets import Static

from toolkit.i18n import N_, _
from toolkit.messaging.messengers.asking import carried_over
from toolkit.tui.messengers import flow
from toolkit.tui.messengers.session import Session
from toolkit.tui.screens.base import Page
from toolkit.tui.vault import choice_kept
from toolkit.tui.widgets.menu import Entry, Menu

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from toolkit.answers import Answers
    from toolkit.tui.app import Parasol
    from toolkit.tui.messengers.shelf import Shelf

_BEGIN: Final = "begin"
_WITH_PLAN: Final = "with-plan"
_KEPT: Final = "kept"


class BeginScreen(Page[None]):
    """Asks whether to begin.

    Args:
        shelf: All that is known.
        elsewhere: Answers to "My plan"; used only where the person says so.
    """

    HEADING = N_("Which messenger")
    EXPLAIN = N_(
        "Nine questions, then at most three answers. Sometimes the answer is: none of them.\n"
        "First goes what cannot be, then comes what matters more. Nothing is added up.\n"
        "No name is asked for. Nothing is saved, unless you keep it in your vault."
    )
    DEFAULT_CSS = """
    BeginScreen {
        & #words { width: 100%; max-width: 66; height: auto; }
        & .told { height: auto; margin: 0 0 1 2; }
        & #ask { height: auto; text-style: bold; margin: 0 0 1 2; }
        & Menu { margin: 1 0 0 0; }
    }
    """

    def __init__(self, shelf: Shelf, elsewhere: Answers) -> None:
        super().__init__()
        self._shelf = shelf
        self._elsewhere = elsewhere
        self._may_use = bool(carried_over(shelf.book, elsewhere))

    def content(self) -> ComposeResult:
        """What the questions are for, and the ways on."""
        with Middle(), Center(), Vertical(id="words"):
            yield Static(_("Which messenger fits what you do?"), id="ask", markup=False)
            yield Static(
                _(
                    "Think of one talk: with certain people, about one thing. For another talk, "
                    "another answer may be right."
                ),
                classes="told",
                markup=False,
            )
            yield Static(
                _("No messenger protects a phone that others can open. Meeting can be the answer."),
                classes="told muted",
                markup=False,
            )
            yield Menu(self._entries(), numbered=True, airy=True)

    def on_menu_chosen(self, event: Menu.Chosen) -> None:
        """Begin, with the plan's answers or without."""
        if event.id == _KEPT:
            flow.go_on(cast("Parasol", self.app))
            return
        elsewhere = self._elsewhere if event.id == _WITH_PLAN else None
        flow.ask(self.app, Session(self._shelf, elsewhere))

    def _entries(self) -> list[Entry]:
        entries = []
        if choice_kept.are_there(cast("Parasol", self.app)):
            about = _("What fits what you answered then. Begin anew to answer otherwise.")
            entries.append(Entry(_KEPT, _("Go on with what my vault keeps"), about))
        entries += [Entry(_BEGIN, _("Begin"), _("Nine questions, about three minutes."))]
        if self._may_use:
            about = _("What fits is marked beforehand. You see each answer, and can change it.")
            entries.append(Entry(_WITH_PLAN, _("Begin, with what my plan says"), about))
        return entries
