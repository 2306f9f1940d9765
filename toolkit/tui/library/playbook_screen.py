"""What to do in one situation, a page for each phase; do and do not always near."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding
from textual.containers import Horizontal
from textual.widgets import Static

from toolkit.i18n import N_
from toolkit.tui.library import bad_day, flow
from toolkit.tui.library.page_line import PageLine
from toolkit.tui.screens.base import Page
from toolkit.tui.widgets.reading import Reading

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.events import Resize

    from toolkit.tui.library.shelf import Shelf

_TWO_COLUMNS: Final = 100
"""From this width on, do and do not stand beside the steps."""


class BadDayScreen(Page[None]):
    """A playbook, to be read in any order.

    Args:
        shelf: All that is known.
        playbook: The playbook's id.
    """

    HEADING = N_("Bad days")
    EXPLAIN = N_(
        "A number shows a phase; the arrow keys go to the next. Do and do not stay near.\n"
        "Tab goes to the next step that has a page of its own, Enter opens it.\n"
        "K shows everything on one page, in short lines. P writes it to a file for paper."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right", "turn(1)", N_("next phase"), key_display="←→"),
        Binding("left", "turn(-1)", show=False),
        *(Binding(str(n), f"page({n - 1})", show=False) for n in range(1, 7)),
        Binding("k", "compact", N_("all, in short"), key_display="K"),
        Binding("p", "print", N_("print"), key_display="P"),
    ]
    DEFAULT_CSS = """
    BadDayScreen {
        & #title { text-style: bold; margin: 0 0 0 2; }
        & #what { height: auto; margin: 0 0 1 2; max-width: 100; }
        & PageLine { margin: 0 0 1 2; }
        & #sides { height: 1fr; }
        & #steps { width: 1fr; height: 100%; }
        & #near { width: 42%; max-width: 64; height: 100%; margin: 0 0 0 3; display: none; }
        &.-aside #near { display: block; }
        &.-compact PageLine, &.-compact #what, &.-compact #near { display: none; }
        &.-compact #title { margin: 0 0 1 2; }
    }
    """

    def __init__(self, shelf: Shelf, playbook: str) -> None:
        super().__init__()
        self.shelf = shelf
        self.playbook = shelf.library.playbooks[playbook]
        self.at = 0
        self._ready = False

    def content(self) -> ComposeResult:
        """When to use it, the phases, one of them; do and do not."""
        yield Static(self.playbook.title, id="title", markup=False)
        yield Static(self.playbook.trigger, classes="muted", id="what", markup=False)
        yield PageLine(bad_day.pages(self.playbook))
        with Horizontal(id="sides"):
            yield Reading(id="steps")
            yield Reading(id="near")

    def on_mount(self) -> None:
        """Begin with the first phase."""
        self._ready = True
        self._show()
        self.query_one("#steps", Reading).focus()

    def on_resize(self, event: Resize) -> None:
        """Do and do not stand beside where there is room."""
        aside = event.size.width >= _TWO_COLUMNS
        if aside != self.has_class("-aside"):
            self.set_class(aside, "-aside")
            self._show()

    def on_reading_followed(self, event: Reading.Followed) -> None:
        """Open what a step or a branch leads to."""
        flow.open_ref(self.app, self.shelf, event.to)

    def on_page_line_chosen(self, event: PageLine.Chosen) -> None:
        """Show that page."""
        self.action_page(event.index)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Where a file is itself a danger, none is offered."""
        if action == "print":
            return self.shelf.may_write
        return super().check_action(action, parameters)

    def action_turn(self, by: int) -> None:
        """Show the next page, or the one before."""
        count = len(bad_day.pages(self.playbook))
        self.action_page(min(max(self.at + by, 0), count - 1))

    def action_page(self, number: int) -> None:
        """Show a page."""
        self.remove_class("-compact")
        self.at = number
        self._show()

    def action_compact(self) -> None:
        """Show everything in short lines, or one phase again."""
        self.toggle_class("-compact")
        self._show()

    def action_print(self) -> None:
        """Write it to a file that the person names."""
        from toolkit.threats.playbook_paper import as_html, as_text  # noqa: PLC0415 - when wanted

        library, playbook = self.shelf.library, self.playbook
        flow.put_on_paper(self.app, as_text(library, playbook), as_html(library, playbook))

    def _show(self) -> None:
        if not self._ready:
            return
        near = tuple(bad_day.near(self.shelf, self.playbook))
        helpers = tuple(bad_day.helpers(self.shelf, self.playbook))
        page = tuple(bad_day.page(self.shelf, self.playbook, self.at))
        if self.has_class("-compact"):
            page = tuple(bad_day.compact(self.shelf, self.playbook))
        elif not self.has_class("-aside"):
            # The last page names them already.
            last = self.at == len(bad_day.pages(self.playbook)) - 1
            page = (*page, *near, *(() if last else helpers))
        self.query_one("#steps", Reading).show(page)
        self.query_one("#near", Reading).show((*near, *helpers))
        self.query_one(PageLine).show(self.at)
