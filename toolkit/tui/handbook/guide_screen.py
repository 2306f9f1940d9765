"""A guide, one section at a time; what it leads to stands beside."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding
from textual.containers import Horizontal
from textual.widgets import Static

from toolkit.handbook import words
from toolkit.i18n import N_, _
from toolkit.tui.handbook import pages
from toolkit.tui.library import flow
from toolkit.tui.library.page_line import PageLine
from toolkit.tui.screens.base import Page
from toolkit.tui.widgets.reading import Reading

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.events import Resize

    from toolkit.tui.library.shelf import Shelf

_TWO_COLUMNS: Final = 100
"""From this width on, what is named stands beside the text; below it, under it."""


class GuideScreen(Page[None]):
    """Shows a guide.

    Args:
        shelf: All that is known.
        guide: The guide's id.
    """

    HEADING = N_("Guides")
    EXPLAIN = N_(
        "The arrow keys go to the next part and back; a number goes to one.\n"
        "Tab goes to the next thing that is named, Enter opens it, Esc comes back.\n"
        "A number in brackets is a source; the last part has them all."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right", "turn(1)", N_("next part"), key_display="←→"),
        Binding("left", "turn(-1)", show=False),
        *(Binding(str(n), f"page({n - 1})", show=False) for n in range(1, 10)),
    ]
    DEFAULT_CSS = """
    GuideScreen {
        & #title { text-style: bold; height: auto; margin: 0 0 0 2; }
        & #who { height: auto; margin: 0 0 1 2; max-width: 100; }
        & PageLine { margin: 0 0 1 2; }
        & #sides { height: 1fr; }
        & #text { width: 1fr; height: 100%; }
        & #beside { width: 34%; max-width: 56; height: 100%; margin: 0 0 0 3; display: none; }
        &.-aside #beside { display: block; }
        &.-low #who, &.-on #who { display: none; }
    }
    """

    def __init__(self, shelf: Shelf, guide: str) -> None:
        super().__init__()
        self.shelf = shelf
        self.guide = shelf.handbook.guides[guide]
        self.at = 0
        self._ready = False

    def content(self) -> ComposeResult:
        """What it is about, the parts, one of them; what it leads to."""
        front = self.guide.front
        who = _("For: {audience} Not for: {not_for}")
        yield Static(front.title, id="title", markup=False)
        yield Static(
            who.format(audience=front.audience, not_for=front.not_for),
            classes="muted",
            id="who",
            markup=False,
        )
        yield PageLine(pages.names(self.guide))
        with Horizontal(id="sides"):
            yield Reading(id="text")
            yield Reading(id="beside")

    def on_mount(self) -> None:
        """Begin with the first part."""
        self._ready = True
        self.tell(words.minutes(self.guide))
        self._show()
        self.query_one("#text", Reading).focus()

    def on_resize(self, event: Resize) -> None:
        """What is named stands beside where there is room."""
        aside = event.size.width >= _TWO_COLUMNS
        if aside != self.has_class("-aside"):
            self.set_class(aside, "-aside")
            self._show()

    def on_reading_followed(self, event: Reading.Followed) -> None:
        """Open what was named."""
        flow.open_ref(self.app, self.shelf, event.to)

    def on_page_line_chosen(self, event: PageLine.Chosen) -> None:
        """Show that part."""
        self.action_page(event.index)

    def action_turn(self, by: int) -> None:
        """Show the next part, or the one before."""
        self.action_page(self.at + by)

    def action_page(self, number: int) -> None:
        """Show a part."""
        self.at = min(max(number, 0), len(self.guide.sections))
        self._show()

    def _show(self) -> None:
        if not self._ready:
            return
        self.set_class(self.at > 0, "-on")
        text = tuple(pages.page(self.shelf, self.guide, self.at))
        near = tuple(pages.beside(self.shelf, self.guide, self.at))
        if not self.has_class("-aside"):
            text = (*text, *near)
        self.query_one("#text", Reading).show(text)
        self.query_one("#beside", Reading).show(near)
        self.query_one(PageLine).show(self.at)
