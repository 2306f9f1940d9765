"""Which photos to show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Center, Middle

from toolkit.i18n import N_, _
from toolkit.tui.screens.base import Page
from toolkit.tui.widgets.menu import Entry, Menu

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from toolkit.tui.cleaning.album import Shown


class FilterScreen(Page[str]):
    """Asks which photos to show, and gives the name of the answer.

    Args:
        kinds: What there is, with counts.
        now: What is shown now.
    """

    HEADING = N_("Show only")
    EXPLAIN = N_(
        "Choose which photos the list shows. The others are still there.\n"
        "With A in the list you choose or leave out all that are shown.\n"
        "Esc leaves everything as it is."
    )

    def __init__(self, kinds: Sequence[Shown], now: Shown) -> None:
        super().__init__()
        self._kinds = tuple(kinds)
        self._now = next((i for i, kind in enumerate(kinds) if kind.name == now.name), 0)

    def content(self) -> ComposeResult:
        """The list."""
        with Middle(), Center():
            yield Menu(
                [Entry(each.name, _(each.title), str(each.count)) for each in self._kinds],
                at=self._now,
            )

    def on_menu_chosen(self, event: Menu.Chosen) -> None:
        """That one."""
        self.dismiss(event.id)
