"""What a person can decide about something to do: done, not for me, accept the risk, later."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding

from toolkit.i18n import N_
from toolkit.tui.planning.agenda import in_months
from toolkit.tui.planning.session import Standing
from toolkit.tui.screens.base import Page

if TYPE_CHECKING:
    from textual.binding import BindingType

    from toolkit.threats.outcome import Item
    from toolkit.tui.planning.session import Session


class DecidingPage(Page[None]):
    """A page that shows something to do, about which the person can decide.

    Args:
        session: Takes the decisions.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("d", "decide('done')", N_("done")),
        Binding("n", "decide('not-for-me')", N_("not for me")),
        Binding("r", "accept", N_("accept risk")),
        Binding("l", "decide('later')", N_("later")),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session

    def item(self) -> Item | None:
        """What is decided about; nothing where nothing is."""
        return None

    def decided(self) -> None:
        """Show what was decided."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There has to be something to decide about."""
        if action in {"decide", "accept"}:
            return self.is_mounted and self.item() is not None
        return super().check_action(action, parameters)

    def action_decide(self, standing: str) -> None:
        """Take a decision, or take it back."""
        item = self.item()
        if item is not None:
            self.session.mark(item.action, Standing(standing))
            self.decided()

    def action_accept(self) -> None:
        """Ask for how long the risk is accepted; once more takes it back."""
        item = self.item()
        if item is None:
            return
        mark = self.session.marks.get(item.action)
        if mark is not None and mark.standing is Standing.ACCEPTED:
            self.session.mark(item.action, Standing.ACCEPTED, mark.until)
            self.decided()
            return
        from toolkit.tui.planning.risk_screen import RiskScreen  # noqa: PLC0415 - only when wanted

        def chosen(months: int | None) -> None:
            if months:
                until = in_months(self.session.today, months)
                self.session.mark(item.action, Standing.ACCEPTED, until)
                self.decided()

        self.app.push_screen(RiskScreen(self.session, item), chosen)
