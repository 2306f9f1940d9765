"""What changed answers changed in the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding

from toolkit.i18n import N_
from toolkit.tui.planning.rows_page import RowsPage

if TYPE_CHECKING:
    from textual.binding import BindingType


class ChangesScreen(RowsPage):
    """Tells what is other than it was, and why."""

    HEADING = N_("What changed in your plan")
    EXPLAIN = N_(
        "Your answers are other than before, so the plan is, too.\n"
        "Below each line stands on which answers it rests.\n"
        "Enter goes to the plan as it is now."
    )
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,space", "go_on", N_("go on"))]

    def action_go_on(self) -> None:
        """Go to the plan."""
        self.dismiss()
