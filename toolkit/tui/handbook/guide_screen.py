"""A guide, one section at a time; what it leads to stands beside."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.widgets import Static

from toolkit.handbook import words
from toolkit.i18n import N_, _
from toolkit.tui.handbook import pages
from toolkit.tui.library import flow
from toolkit.tui.library.paged_screen import PagedScreen
from toolkit.tui.library.shelf import Ref
from toolkit.tui.widgets.reading import Reading

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from toolkit.tui.library.shelf import Shelf


class GuideScreen(PagedScreen):
    """Shows a guide.

    Args:
        shelf: All that is known.
        guide: The guide's id.
    """

    HEADING = N_("Guides")
    EXPLAIN = N_(
        "The arrow keys go to the next part and back; a number goes to one.\n"
        "Tab goes to the next thing that is named, Enter opens it, Esc comes back.\n"
        "A number in brackets is a source; the last part has them all. P writes it to a file."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("p", "print", N_("print")),
    ]
    DEFAULT_CSS = """
    GuideScreen {
        & #title { text-style: bold; height: auto; margin: 0 0 0 2; }
        & #who { height: auto; margin: 0 0 1 2; max-width: 100; }
        &.-low #who, &.-on #who { display: none; }
        &.-low #title, &.-on #title { margin: 0 0 1 2; }
    }
    """

    def __init__(self, shelf: Shelf, guide: str) -> None:
        self.guide = shelf.handbook.guides[guide]
        super().__init__(shelf, pages.names(self.guide))

    def shown_page(self) -> str:
        """The guide."""
        return f"handbook/{self.guide.id}"

    def marked(self) -> Ref:
        """The guide."""
        return Ref("handbook", self.guide.id)

    def content(self) -> ComposeResult:
        """What it is about and for whom; the parts, one of them."""
        front = self.guide.front
        who = _("For: {audience} Not for: {not_for}").format(
            audience=front.audience, not_for=front.not_for
        )
        yield Static(front.title, id="title", markup=False)
        yield Static(who, classes="muted", id="who", markup=False)
        yield from super().content()

    def on_mount(self) -> None:
        """Say how long it takes."""
        self.tell(words.minutes(self.guide))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Where a file is itself a danger, none is offered."""
        if action == "print":
            return self.shelf.may_write
        return super().check_action(action, parameters)

    def action_print(self) -> None:
        """Write it to a file that the person names."""
        from toolkit.handbook.paper import sheet  # noqa: PLC0415 - only when wanted
        from toolkit.paper import html, text  # noqa: PLC0415 - as above
        from toolkit.paper.model import unsigned  # noqa: PLC0415 - as above

        page = unsigned(sheet(self.guide, self.shelf.library.sources))
        flow.put_on_paper(self.app, text.page([page]), html.page(page.title, [page]))

    def show(self) -> None:
        """One part; who it is for is told with the first."""
        self.set_class(self.at > 0, "-on")
        part = tuple(pages.page(self.shelf, self.guide, self.at))
        near = tuple(pages.beside(self.shelf, self.guide, self.at))
        self.query_one("#part", Reading).show(part if self.has_class("-aside") else (*part, *near))
        self.query_one("#near", Reading).show(near)
