"""What was heard, in the person's words. Every line can be changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.widgets import Static

from toolkit.answers import UNKNOWN, UNSURE
from toolkit.i18n import N_, _, ngettext
from toolkit.tui.planning import flow
from toolkit.tui.screens.base import Page
from toolkit.tui.widgets.go_on import GoOn
from toolkit.tui.widgets.rows import Row, Rows, headed

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from toolkit.tui.planning.session import Session


class HeardScreen(Page[None]):
    """Reads back what was answered.

    Args:
        session: Holds the answers.
        within: Whether the person comes from their plan, and goes back there.
    """

    HEADING = N_("What we heard")
    EXPLAIN = N_(
        "This is what your plan will be made from.\n"
        "Choose a line and press Enter to change it; you come back here.\n"
        "What you do not know, or would rather not say, is never taken for no."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "change", N_("change")),
        Binding("up,down", "into_list", N_("choose a line"), key_display="↑↓"),
        Binding("left,backspace", "back", show=False),
    ]
    DEFAULT_CSS = """
    HeardScreen {
        & #words { height: auto; padding: 0 2 1 2; max-width: 80; }
        & Rows { max-width: 80; }
        & GoOn { margin: 1 0 0 2; }
    }
    """

    def __init__(self, session: Session, *, within: bool = False) -> None:
        super().__init__()
        self._session = session
        self._within = within

    def content(self) -> ComposeResult:
        """The lines, and the way on."""
        yield Static(
            _("Is this right? Each line can be changed."), id="words", classes="muted", markup=False
        )
        yield Rows(self._rows())
        yield GoOn()

    def on_mount(self) -> None:
        """Begin at the way on: most of it will be right."""
        self.query_one(GoOn).focus()
        self._tell()

    def _tell(self) -> None:
        left = len(self._session.open())
        if left:
            more = ngettext("{count} more question", "{count} more questions", left)
            words = more.format(count=left)
        else:
            words = _("Back to my plan") if self._within else _("That is right")
        self.query_one(GoOn).say(words)

    def _rows(self) -> list[Row]:
        """What is known, then what is not."""
        session = self._session
        said: dict[str, list[str]] = {}
        for key, text in session.heard():
            said.setdefault(key, []).append(text)
        rows = [Row(" ".join(texts), id=key) for key, texts in said.items()]
        open_ones = [
            Row(
                session.library.questions[key].prompt,
                key,
                aside=_("you don’t know") if UNSURE in given else _("skipped"),
                quiet=True,
            )
            for key, given in session.answers.items()
            if not UNKNOWN.isdisjoint(given)
        ]
        return rows + headed(_("Not known, or not said"), open_ones)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Lines are changed where the cursor is on one."""
        in_list = isinstance(self.focused, Rows)
        if action == "change":
            return in_list
        if action == "into_list":
            return not in_list
        return super().check_action(action, parameters)

    def action_into_list(self) -> None:
        """Go to the lines."""
        self.query_one(Rows).focus()

    def action_change(self) -> None:
        """Ask that question again."""
        question = self.query_one(Rows).current
        if question:
            flow.ask_again(self.app, self._session, question, self._changed)

    def on_rows_pressed(self) -> None:
        """The same with the mouse."""
        self.action_change()

    def on_rows_passed(self) -> None:
        """Below the last line is the way on."""
        self.query_one(GoOn).focus()

    def _changed(self) -> None:
        self.query_one(Rows).show(self._rows(), self.query_one(Rows).current)
        self._tell()

    def on_go_on_pressed(self) -> None:
        """Go on: to what is still open, to what could happen, or back to the plan."""
        following = self._session.open()
        if following:
            flow.ask_again(self.app, self._session, following[0].id, self._changed)
        elif self._within:
            self.dismiss()
        else:
            flow.findings(self.app, self._session)
