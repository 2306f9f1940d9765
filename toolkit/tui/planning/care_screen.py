"""What to take care of, before anything is done: all of it, each with why."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding

from toolkit.i18n import N_, _
from toolkit.tui.planning import flow
from toolkit.tui.planning.care import HELD, MORE, care_rows
from toolkit.tui.screens.base import Page
from toolkit.tui.widgets.go_on import GoOn
from toolkit.tui.widgets.rows import Row, Rows

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from toolkit.tui.planning.session import Session


class CareScreen(Page[None]):
    """Says what to take care of. What is held back can be asked about.

    Args:
        session: The person's answers.
        within: Whether the person comes from their plan, and goes back there.
    """

    HEADING = N_("Take care first")
    EXPLAIN = N_(
        "These come before anything you do, each with the answers it rests on.\n"
        "? stands before what may help or harm you: Enter asks what we need to know for that.\n"
        "✗ stands before what would harm somebody who answered as you did."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "ask", N_("answer this")),
        Binding("enter", "fold", N_("show or hide")),
        Binding("up,down", "into_list", N_("read on"), key_display="↑↓"),
        Binding("left,backspace", "back", show=False),
    ]
    DEFAULT_CSS = """
    CareScreen {
        & Rows { max-width: 110; }
        & GoOn { margin: 1 0 0 2; }
    }
    """

    def __init__(self, session: Session, *, within: bool = False) -> None:
        super().__init__()
        self._session = session
        self._within = within
        self._unfolded = False

    def content(self) -> ComposeResult:
        """What is said, and the way on."""
        yield Rows(self._rows(), read=True)
        yield GoOn()

    def on_mount(self) -> None:
        """Begin at the way on, with all that fits in sight."""
        words = _("Back to my plan") if self._within else _("What I can do")
        self.query_one(GoOn).say(words)
        self.query_one(GoOn).focus()

    def on_screen_resume(self) -> None:
        """Say what holds now."""
        rows = self.query_one(Rows)
        rows.show(self._rows(), rows.current)

    def _rows(self) -> list[Row]:
        session = self._session
        return care_rows(session.library, session.assessment(), unfolded=self._unfolded)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what is held back can be asked about, only what is folded be shown."""
        in_list = isinstance(self.focused, Rows)
        if action == "ask":
            return in_list and self.query_one(Rows).current.startswith(HELD)
        if action == "fold":
            return in_list and self.query_one(Rows).current == MORE
        if action == "into_list":
            return not in_list
        return super().check_action(action, parameters)

    def action_into_list(self) -> None:
        """Go to the lines."""
        self.query_one(Rows).focus()

    def on_rows_moved(self) -> None:
        """Another line may be one to ask about."""
        self.refresh_bindings()

    def on_rows_passed(self) -> None:
        """Below the last line is the way on."""
        self.query_one(GoOn).focus()

    def on_rows_pressed(self) -> None:
        """The same with the mouse."""
        if self.query_one(Rows).current == MORE:
            self.action_fold()
        else:
            self.action_ask()

    def action_fold(self) -> None:
        """Show the warnings that were folded away, or hide them again."""
        self._unfolded = not self._unfolded
        self.on_screen_resume()

    def action_ask(self) -> None:
        """Ask what would tell whether it helps or harms."""
        current = self.query_one(Rows).current
        if current.startswith(HELD):
            question = current.removeprefix(HELD).partition(":")[0]
            flow.ask_again(self.app, self._session, question, self.on_screen_resume)

    def on_go_on_pressed(self) -> None:
        """Go on to the plan, or back to it."""
        if self._within:
            self.dismiss()
        else:
            flow.plan(self.app, self._session)
