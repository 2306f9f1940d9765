"""Where having this program is itself a danger: three things to remember, and nothing kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding
from textual.containers import Container, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from toolkit.i18n import N_, _
from toolkit.threats.prose import title_of
from toolkit.tui.planning import flow
from toolkit.tui.planning.care import HELD, MORE, care_rows
from toolkit.tui.planning.plan_rows import PLAYBOOK, playbook_rows
from toolkit.tui.screens.base import Page
from toolkit.tui.widgets.rows import Row, Rows, headed
from toolkit.tui.widgets.table import Meaning
from toolkit.tui.widgets.told import wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult, RenderResult
    from textual.binding import BindingType
    from textual.geometry import Size

    from toolkit.threats.outcome import Item
    from toolkit.tui.planning.session import Session

_ACTION: Final = "action:"
_HIDDEN: Final = "· · ·"


class PaperCard(Widget):
    """A few lines with numbers, short enough for a head. They can be hidden, to be tried."""

    DEFAULT_CSS = """
    PaperCard {
        height: auto;
        max-width: 64;
        border: round $line;
        padding: 0 2;
        & > .card--number { color: $muted; }
        &:ansi > .card--number { text-style: dim; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"card--number"}

    def __init__(self) -> None:
        super().__init__()
        self._titles: tuple[str, ...] = ()
        self._hidden = False

    def show(self, titles: Sequence[str], *, hidden: bool) -> None:
        """Show these, or only how many there are."""
        self._titles, self._hidden = tuple(titles), hidden
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's signature
        """As many lines as the words take, hidden or not."""
        return max(len(self._lines(width)), 1)

    def render(self) -> RenderResult:
        """The lines."""
        return Content("\n").join(self._lines(self.content_size.width))

    def _lines(self, width: int) -> list[Content]:
        number_style = self.get_visual_style("card--number")
        lines = []
        for number, title in enumerate(self._titles, 1):
            first, *more = wrapped(title, width - 3)
            if self._hidden:
                first, more = _HIDDEN, [""] * len(more)
            lines.append(Content.styled(f"{number}  ", number_style) + Content(first))
            lines += [Content("   " + line) for line in more]
        return lines


class CardScreen(Page[None]):
    """What to keep in the head, and all to take care of. Nothing is written to any file.

    Args:
        session: The person's answers.
    """

    HEADING = N_("Three things to remember")
    EXPLAIN = N_(
        "Where this program is itself a danger, the best place for a plan is your head.\n"
        "Space hides the card: see whether you remember. 1, 2 and 3 show how to do each.\n"
        "Nothing is written to any file here."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1", "how(0)", N_("how to do it"), key_display="1 2 3"),
        Binding("2", "how(1)", show=False),
        Binding("3", "how(2)", show=False),
        Binding("space", "hide", N_("hide or show")),
        Binding("enter", "open", N_("open")),
        Binding("a", "answers", N_("answers")),
        Binding("f", "finish", N_("finish")),
        Binding("left,backspace", "back", show=False),
    ]
    DEFAULT_CSS = """
    CardScreen {
        & #sides { height: 1fr; layout: vertical; }
        & #left { height: auto; }
        & PaperCard { margin: 0 0 0 2; }
        & .told { height: auto; max-width: 64; margin: 0 0 1 2; }
        & Rows { height: 1fr; }
        &.-low .told { display: none; }
        &.-wide #sides, &.-vast #sides { layout: horizontal; }
        &.-wide #left, &.-vast #left { width: 44%; max-width: 70; height: 100%; }
        &.-wide Rows, &.-vast Rows { width: 1fr; max-width: 100; height: 100%; margin: 0 0 0 4; }
        &.-tall PaperCard { padding: 1 3; }
    }
    """

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._assessment = session.assessment()
        self._hidden = False
        self._unfolded = False

    def content(self) -> ComposeResult:
        """The card, and what to take care of."""
        with Container(id="sides"):
            with Vertical(id="left"):
                yield PaperCard()
                yield Static(
                    _(
                        "Learn these. A card of paper has room for one number, one sentence and "
                        "one place, by hand and in your own words. Paper is found, too."
                    ),
                    classes="told muted",
                    markup=False,
                )
            yield Rows(read=True)

    def on_mount(self) -> None:
        """Show it."""
        self._show()
        self.query_one(Rows).focus()

    def _show(self) -> None:
        titles = [self._title(item) for item in self._assessment.plan.this_week]
        self.query_one(PaperCard).show(titles, hidden=self._hidden)
        library, seen = self._session.library, self._assessment
        rows = care_rows(library, seen, unfolded=self._unfolded)
        heading = _("Open first") if seen.emergency else _("For when it happens")
        playbooks = headed(heading, playbook_rows(library, seen))
        rows = playbooks + rows if seen.emergency else rows + playbooks
        later = [
            Row(self._title(item), f"{_ACTION}{item.action}", mark="·", meaning=Meaning.MUTED)
            for item in seen.plan.later
        ]
        self.query_one(Rows).show(rows + headed(_("Later, when the three are easy"), later))
        self.refresh_bindings()

    def _title(self, item: Item) -> str:
        return title_of(self._session.library.actions[item.action])

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Not every line can be opened."""
        if action == "open":
            opens = (_ACTION, HELD, MORE, PLAYBOOK)
            return self.is_mounted and self.query_one(Rows).current.startswith(opens)
        return super().check_action(action, parameters)

    def on_rows_moved(self) -> None:
        """Another line may be one to open."""
        self.refresh_bindings()

    def on_rows_pressed(self) -> None:
        """The same with the mouse."""
        self.action_open()

    def action_hide(self) -> None:
        """Hide what stands on the card, or show it again."""
        self._hidden = not self._hidden
        self._show()

    def action_how(self, index: int) -> None:
        """Show how to do one of the three."""
        this_week = self._assessment.plan.this_week
        if index < len(this_week):
            self._open(this_week[index])

    def action_open(self) -> None:
        """Open what is under the cursor: steps, a question, a playbook, or more warnings."""
        current = self.query_one(Rows).current
        if current == MORE:
            self._unfolded = not self._unfolded
            self._show()
        elif current.startswith(PLAYBOOK):
            flow.open_playbook(self.app, self._session, current.removeprefix(PLAYBOOK))
        elif current.startswith(HELD):
            question = current.removeprefix(HELD)
            flow.ask_again(self.app, self._session, question, self._anew)
        for item in self._assessment.plan.later:
            if current == f"{_ACTION}{item.action}":
                self._open(item)

    def _open(self, item: Item) -> None:
        flow.open_steps(self.app, self._session, item.action)

    def action_answers(self) -> None:
        """Change answers."""
        from toolkit.tui.planning.heard_screen import HeardScreen  # noqa: PLC0415 - as above

        self.app.push_screen(HeardScreen(self._session, within=True), lambda _answer: self._anew())

    def action_finish(self) -> None:
        """Forget it all, or go on."""
        flow.end(self.app, self._session)

    def _anew(self) -> None:
        """Say what answers have changed, and show what holds now."""
        self._assessment = self._session.assessment()
        if self._assessment.low_footprint:
            flow.tell_changes(self.app, self._session, self._show)
        else:
            # What is shown then is another screen.
            self.dismiss()
            flow.plan(self.app, self._session)
