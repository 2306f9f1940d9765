"""A session plan, read part by part."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.widgets import Static

from toolkit.i18n import N_
from toolkit.training.paper import minutes
from toolkit.tui.library.paged_screen import PagedScreen
from toolkit.tui.training import flow, pages
from toolkit.tui.training.things import open_thing
from toolkit.tui.widgets.reading import Reading

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from toolkit.tui.library.shelf import Shelf


class SessionScreen(PagedScreen):
    """Shows a plan.

    Args:
        shelf: All that is known.
        session: The plan's id.
    """

    HEADING = N_("Session")
    EXPLAIN = N_(
        "The arrow keys go to the next part and back; a number goes to one.\n"
        "B begins: the step that is on, with a clock. P writes all that you need on paper.\n"
        "Tab goes to the next thing that is named, Enter opens it. Nobody's own data is used."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("b", "begin", N_("begin")),
        Binding("p", "write", N_("all on paper")),
    ]
    DEFAULT_CSS = """
    SessionScreen {
        & #title { text-style: bold; height: auto; margin: 0 0 1 2; }
        &.-aside #near { display: none; }
    }
    """

    def __init__(self, shelf: Shelf, session: str) -> None:
        self.session = shelf.plans.sessions[session]
        super().__init__(shelf, pages.names())

    def shown_page(self) -> str:
        """The plan."""
        return f"training/{self.session.id}"

    def content(self) -> ComposeResult:
        """What it is called; the parts, one of them."""
        yield Static(self.session.title, id="title", markup=False)
        yield from super().content()

    def on_mount(self) -> None:
        """Say how long it takes."""
        self.tell(minutes(self.session.minutes))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Where a file is itself a danger, none is offered."""
        if action == "write":
            return self.shelf.may_write
        return super().check_action(action, parameters)

    def show(self) -> None:
        """One part."""
        self.query_one("#part", Reading).show(tuple(pages.page(self.shelf, self.session, self.at)))

    def on_reading_followed(self, event: Reading.Followed) -> None:
        """Open what is used, or begin at a step."""
        event.prevent_default()
        if isinstance(event.to, int):
            flow.run(self.app, self.shelf, self.session, event.to)
        else:
            open_thing(self.app, self.shelf, event.to)

    def action_begin(self) -> None:
        """Show the step that is on, with the clock."""
        flow.run(self.app, self.shelf, self.session)

    def action_write(self) -> None:
        """Write all that the session needs into a folder that the trainer names."""
        from toolkit.tui.training.folder_screen import session  # noqa: PLC0415 - only when wanted

        self.app.push_screen(session(self.session))
