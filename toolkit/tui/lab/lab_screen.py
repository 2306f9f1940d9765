"""The lab on a screen of its own, for free play or from where a lesson is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.i18n import N_, _
from toolkit.messaging import DISCLAIMER
from toolkit.tui.lab.lab import Lab
from toolkit.tui.screens.base import Page

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from toolkit.tui.lab.stage import Stage


class LabScreen(Page[None]):
    """The lab.

    Args:
        begins: Where it begins; two people with new phones unless given.
    """

    HEADING = N_("The lab")
    EXPLAIN = N_(
        "Enter writes on a phone; Space lets it go on by one stretch. Tab: other phone.\n"
        "M drops it, changes it, swaps keys, takes a phone, and much more.\n"
        "Left and right go through time; up and down through what happened, and why."
    )

    def __init__(self, begins: Stage | None = None) -> None:
        super().__init__()
        self._begins = begins

    def content(self) -> ComposeResult:
        """The lab alone."""
        yield Lab(self._begins)

    def on_mount(self) -> None:
        """Give the keys to the lab, and say with what it begins."""
        lab = self.query_one(Lab)
        lab.focus()
        self.tell(lab.standing)

    def explanation(self) -> str:
        """What the screen is for, and the whole disclaimer."""
        return f"{super().explanation()}\n\n{_(DISCLAIMER)}"

    def on_lab_acted(self, event: Lab.Acted) -> None:
        """Begin from here, if all is said anew in another language."""
        self._begins = event.lab.stage
        self.tell(event.lab.standing)

    def on_lab_looked(self, event: Lab.Looked) -> None:
        """Say how one looks at it; from here all begins, if it is said anew."""
        self._begins = event.lab.stage
        self.tell(event.lab.standing)

    def action_back(self) -> None:
        """Go back: first from what is open in the lab."""
        if self.has_class("-explained") or not self.query_one(Lab).back():
            super().action_back()
