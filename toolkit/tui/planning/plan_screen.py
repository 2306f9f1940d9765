"""The plan: what to take care of, always in sight; three things to do this week, four later."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Container, VerticalScroll
from textual.widgets import Static

from toolkit.i18n import N_, ngettext
from toolkit.tui.planning import flow
from toolkit.tui.planning.agenda import sorted_by
from toolkit.tui.planning.care_strip import CareStrip
from toolkit.tui.planning.deciding import DecidingPage
from toolkit.tui.planning.plan_rows import ACTION, PLAYBOOK, REST, old, plan_rows
from toolkit.tui.planning.words import item_parts
from toolkit.tui.widgets.rows import Rows
from toolkit.tui.widgets.told import Told

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from toolkit.threats.outcome import Item
    from toolkit.tui.planning.session import Session


class PlanScreen(DecidingPage):
    """The plan, and what the person decides about it.

    Args:
        session: The person's answers and decisions.
    """

    HEADING = N_("My plan")
    EXPLAIN = N_(
        "Little at a time: three things this week, four later. Enter shows how to do one.\n"
        "D when it is done, N when it is not for you, L for later. R accepts the risk for a "
        "while. The same key once more takes that back.\n"
        "A changes your answers. F ends: print a page, or forget everything."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", N_("open")),
        # What is said above the plan says this key.
        Binding("t", "care", show=False),
        Binding("a", "answers", N_("answers")),
        Binding("f", "finish", N_("finish")),
        Binding("left,backspace", "back", show=False),
    ]
    DEFAULT_CSS = """
    PlanScreen {
        & #sides { height: 1fr; layout: vertical; }
        & Rows { height: 1fr; }
        & #detail { display: none; }
        &.-wide #sides, &.-vast #sides { layout: horizontal; }
        &.-wide Rows, &.-vast Rows { width: 48%; max-width: 84; height: 100%; }
        &.-wide #detail, &.-vast #detail {
            display: block;
            width: 1fr;
            height: 100%;
            margin: 0 0 0 4;
        }
        & #title { height: auto; text-style: bold; margin: 0 0 1 0; }
        & #detail Told { max-width: 96; }
        & #detail.-empty { visibility: hidden; }
    }
    """

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._assessment = session.assessment()
        self._items: dict[str, Item] = {}
        self._unfolded = False

    def content(self) -> ComposeResult:
        """What to take care of, the rows, and what is under the cursor."""
        yield CareStrip()
        with Container(id="sides"):
            yield Rows()
            with VerticalScroll(id="detail", can_focus=False):
                yield Static(id="title", markup=False)
                yield Told()

    def on_mount(self) -> None:
        """Show it."""
        self.decided()
        self.query_one(Rows).focus()

    def item(self) -> Item | None:
        """The one under the cursor."""
        return self._items.get(self.query_one(Rows).current.removeprefix(ACTION))

    def decided(self) -> None:
        """Show the plan as it is now."""
        session, assessment = self.session, self._assessment
        agenda = sorted_by(assessment.plan, session.marks, session.library, session.today)
        self._items = {each.action: each for each in assessment.plan.items()}
        self.query_one(CareStrip).show(assessment)
        self.query_one(Rows).show(plan_rows(session, assessment, agenda, unfolded=self._unfolded))
        count = old(assessment)
        told = ngettext(
            "{count} is past its review", "{count} are past their review", count
        ).format(count=count)
        self.tell(told if count else "")
        self._show_detail()

    def on_care_strip_opened(self) -> None:
        """The same as T, with the mouse."""
        self.action_care()

    def on_rows_moved(self) -> None:
        """Show what is under the cursor now."""
        self._show_detail()

    def on_rows_pressed(self) -> None:
        """A click on what is under the cursor opens it."""
        self.action_open()

    def action_open(self) -> None:
        """Open what is under the cursor."""
        current, item = self.query_one(Rows).current, self.item()
        if item is not None:
            flow.open_action(self.app, self.session, item, self.decided)
        elif current.startswith(PLAYBOOK):
            flow.open_playbook(self.app, self.session, current.removeprefix(PLAYBOOK))
        elif current == REST:
            self._unfolded = not self._unfolded
            self.decided()

    def action_care(self) -> None:
        """Show all there is to take care of."""
        from toolkit.tui.planning.care_screen import CareScreen  # noqa: PLC0415 - when wanted

        self.app.push_screen(CareScreen(self.session, within=True), lambda _answer: self._anew())

    def action_answers(self) -> None:
        """Change answers."""
        from toolkit.tui.planning.heard_screen import HeardScreen  # noqa: PLC0415 - as above

        self.app.push_screen(HeardScreen(self.session, within=True), lambda _answer: self._anew())

    def action_finish(self) -> None:
        """Ask what becomes of it."""
        flow.end(self.app, self.session)

    def _anew(self) -> None:
        """Say what answers have changed, and show the plan as it is now."""
        self._assessment = self.session.assessment()
        if self._assessment.low_footprint:
            # What is shown then is another screen.
            self.dismiss()
            flow.plan(self.app, self.session)
        else:
            flow.tell_changes(self.app, self.session, self.decided)

    def _show_detail(self) -> None:
        item, library = self.item(), self.session.library
        self.query_one("#detail").set_class(item is None, "-empty")
        if item is not None:
            mark = self.session.marks.get(item.action)
            self.query_one("#title", Static).update(library.actions[item.action].title)
            self.query_one("#detail Told", Told).tell(tuple(item_parts(library, item, mark)))
            self.query_one("#detail", VerticalScroll).scroll_home(animate=False)
        self.refresh_bindings()
