"""What to do in one situation, a page for each phase; do and do not always near."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.widgets import Static

from toolkit.i18n import N_
from toolkit.tui.library import bad_day, flow
from toolkit.tui.library.paged_screen import PagedScreen
from toolkit.tui.library.shelf import Ref
from toolkit.tui.widgets.reading import Reading

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from toolkit.tui.library.shelf import Shelf


class BadDayScreen(PagedScreen):
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
        Binding("k", "compact", N_("all, in short")),
        Binding("p", "print", N_("print")),
    ]
    DEFAULT_CSS = """
    BadDayScreen {
        & #title { text-style: bold; margin: 0 0 0 2; }
        & #what { height: auto; margin: 0 0 1 2; max-width: 100; }
        &.-compact PageLine, &.-compact #what, &.-compact #near { display: none; }
        &.-compact #title { margin: 0 0 1 2; }
    }
    """

    def __init__(self, shelf: Shelf, playbook: str) -> None:
        self.playbook = shelf.library.playbooks[playbook]
        super().__init__(shelf, bad_day.pages(self.playbook))

    def shown_page(self) -> str:
        """The playbook."""
        return f"threats/playbooks/{self.playbook.id}"

    def marked(self) -> Ref:
        """The playbook."""
        return Ref("playbooks", self.playbook.id)

    def content(self) -> ComposeResult:
        """When to use it, the phases, one of them; do and do not."""
        yield Static(self.playbook.title, id="title", markup=False)
        yield Static(self.playbook.trigger, classes="muted", id="what", markup=False)
        yield from super().content()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Where a file is itself a danger, none is offered."""
        if action == "print":
            return self.shelf.may_write
        return super().check_action(action, parameters)

    def action_page(self, number: int) -> None:
        """Show a phase."""
        self.remove_class("-compact")
        super().action_page(number)

    def action_compact(self) -> None:
        """Show everything in short lines, or one phase again."""
        self.toggle_class("-compact")
        self.show()

    def action_print(self) -> None:
        """Write it to a file that the person names."""
        from toolkit.threats.playbook_paper import as_html, as_text  # noqa: PLC0415 - when wanted

        library, playbook = self.shelf.library, self.playbook
        flow.put_on_paper(self.app, as_text(library, playbook), as_html(library, playbook))

    def show(self) -> None:
        """One phase, or everything in short lines."""
        near = tuple(bad_day.near(self.shelf, self.playbook))
        helpers = tuple(bad_day.helpers(self.shelf, self.playbook))
        page = tuple(bad_day.page(self.shelf, self.playbook, self.at))
        if self.has_class("-compact"):
            page = tuple(bad_day.compact(self.shelf, self.playbook))
        elif not self.has_class("-aside"):
            # The last page names them already.
            last = self.at == len(self.names) - 1
            page = (*page, *near, *(() if last else helpers))
        self.query_one("#part", Reading).show(page)
        self.query_one("#near", Reading).show((*near, *helpers))
