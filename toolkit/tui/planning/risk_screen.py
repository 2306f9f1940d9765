"""For how long a risk is accepted. Nobody accepts one for ever without looking again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.containers import Center, Middle, Vertical
from textual.widgets import Static

from toolkit.i18n import N_, _, ngettext
from toolkit.threats.prose import title_of
from toolkit.tui.library.when import day
from toolkit.tui.planning.agenda import in_months
from toolkit.tui.screens.base import Page
from toolkit.tui.widgets.menu import Entry, Menu

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from toolkit.threats.outcome import Item
    from toolkit.tui.planning.session import Session

MONTHS: Final = (1, 3, 6)


class RiskScreen(Page[int]):
    """Asks for how many months a risk is accepted, and gives the answer.

    Args:
        session: The person's answers and decisions.
        item: What they would not do.
    """

    HEADING = N_("Accept this risk")
    EXPLAIN = N_(
        "You may know better than a list does what you can carry.\n"
        "A risk is accepted until a day. From then on it is shown again.\n"
        "Esc accepts nothing."
    )
    DEFAULT_CSS = """
    RiskScreen {
        & #words { width: 100%; max-width: 66; height: auto; }
        & #words Static { height: auto; margin: 0 0 1 2; }
        & #title { text-style: bold; }
        & #ask { margin: 1 0 1 2; }
    }
    """

    def __init__(self, session: Session, item: Item) -> None:
        super().__init__()
        self._session = session
        self._item = item

    def content(self) -> ComposeResult:
        """What is not done, what could follow, and for how long."""
        library = self._session.library
        entries = []
        for months in MONTHS:
            title = ngettext("{count} month", "{count} months", months).format(count=months)
            until = day(in_months(self._session.today, months))
            entries.append(Entry(str(months), title, _("until {day}").format(day=until)))
        with Middle(), Center(), Vertical(id="words"):
            yield Static(library.actions[self._item.action].title, id="title", markup=False)
            if against := self._against():
                told = _("It would have helped against this: {names}.").format(names=against)
                yield Static(told, markup=False)
            yield Static(
                _("You do not do this for now. Until when?"),
                id="ask",
                classes="muted",
                markup=False,
            )
            yield Menu(entries, numbered=True)

    def _against(self) -> str:
        """The names of what could happen, and what this would have helped against."""
        library = self._session.library
        possible = {each.finding.capability for each in self._session.assessment().findings}
        effects = library.actions[self._item.action].effects
        met = dict.fromkeys(each.capability for each in effects if each.capability in possible)
        return ", ".join(title_of(library.capabilities[key]) for key in met)

    def on_menu_chosen(self, event: Menu.Chosen) -> None:
        """So long."""
        self.dismiss(int(event.id))
