"""One thing of the library: all that is known of it, or a picture of its links."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.widgets import Static

from toolkit.i18n import N_
from toolkit.tui.library import entries, flow, names
from toolkit.tui.library.links import links_of
from toolkit.tui.library.links_map import LinksMap
from toolkit.tui.library.marked_page import MarkedPage
from toolkit.tui.screens.base import Translation
from toolkit.tui.widgets.reading import Reading

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from toolkit.tui.library.shelf import Ref, Shelf


@dataclass(frozen=True, slots=True)
class _Left:
    """Where a person was when they went on.

    Attributes:
        ref: On which page.
        at: At which link.
        top: The first line that was seen.
    """

    ref: Ref
    at: int
    top: int


class EntryScreen(MarkedPage[None]):
    """Shows a thing, goes on along its links, and back the same way.

    Args:
        shelf: All that is known.
        ref: Which thing; of one of `entries.FOLDERS`.
    """

    HEADING = N_("Library")
    EXPLAIN = N_(
        "Tab goes to the next link, Enter opens it, Esc goes back one page.\n"
        "“As of” says when something was so. What is older than three years says how long ago.\n"
        "M draws the links of this page; the arrow keys walk there."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("m", "picture", N_("picture or page")),
    ]
    DEFAULT_CSS = """
    EntryScreen {
        & #title { height: auto; margin: 0 0 1 2; text-style: bold; }
        & LinksMap { display: none; }
        &.-picture LinksMap { display: block; }
        &.-picture Reading, &.-picture #title { display: none; }
    }
    """

    def __init__(self, shelf: Shelf, ref: Ref) -> None:
        super().__init__()
        self.shelf = shelf
        self.ref = ref
        self._left: list[_Left] = []

    def shown_page(self) -> str:
        """The entry."""
        return f"threats/{self.ref.folder}/{self.ref.id}"

    def marked(self) -> Ref:
        """The thing."""
        return self.ref

    def content(self) -> ComposeResult:
        """The title; the page or the picture."""
        yield Static(id="title", markup=False)
        yield Reading()
        yield LinksMap()

    def on_mount(self) -> None:
        """Show it."""
        self._show()
        self.query_one(Reading).focus()

    def on_reading_followed(self, event: Reading.Followed) -> None:
        """Go on from the page."""
        self._go(event.to)

    def on_links_map_followed(self, event: LinksMap.Followed) -> None:
        """Go on from the picture; from its middle, to the page."""
        if event.to == self.ref:
            self.action_picture()
        else:
            self._go(event.to)

    def action_picture(self) -> None:
        """Show the links as a picture, or the page again."""
        self.toggle_class("-picture")
        drawn = self.has_class("-picture")
        self.query_one(LinksMap if drawn else Reading).focus()
        self.refresh_bindings()

    def action_back(self) -> None:
        """Go back: to the page before, and from the first to where one came from."""
        if self.has_class("-explained") or not self._left:
            super().action_back()
            return
        left = self._left.pop()
        self.ref = left.ref
        self._show(left.at, left.top)

    def _go(self, ref: Ref) -> None:
        if ref.folder not in entries.FOLDERS:
            flow.open_ref(self.app, self.shelf, ref)
            return
        reading = self.query_one(Reading)
        self._left.append(_Left(self.ref, reading.at, reading.top))
        self.ref = ref
        self._show()

    def _show(self, at: int = 0, top: int = 0) -> None:
        self.query_one("#title", Static).update(self.shelf.title(self.ref))
        self.tell(names.kind(self.ref.folder))
        self.query_one(Translation).tell(self.shown_page())
        self.query_one(Reading).show(entries.page(self.shelf, self.ref), at, top)
        self.query_one(LinksMap).show(links_of(self.shelf, self.ref))
        self.refresh_bindings()
