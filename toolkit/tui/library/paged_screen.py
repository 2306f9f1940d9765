"""Something in parts, one at a time: their names, one of them, and what stands beside."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding
from textual.containers import Horizontal

from toolkit.i18n import N_
from toolkit.tui.library import flow
from toolkit.tui.library.marked_page import MarkedPage
from toolkit.tui.library.page_line import PageLine
from toolkit.tui.widgets.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.events import Resize

    from toolkit.tui.library.shelf import Shelf

_TWO_COLUMNS: Final = 100
"""From this width on, there is room beside the part that is read."""


class PagedScreen(MarkedPage[None]):
    """Shows one part after the other, in any order. What shows which is the screen's own: `show`.

    Args:
        shelf: All that is known.
        names: What the parts are called.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right", "turn(1)", N_("next part"), key_display="←→"),
        Binding("left", "turn(-1)", show=False),
        *(Binding(str(n), f"page({n - 1})", show=False) for n in range(1, 10)),
    ]
    DEFAULT_CSS = """
    PagedScreen {
        & PageLine { margin: 0 0 1 2; }
        & #sides { height: 1fr; }
        & #part { width: 1fr; height: 100%; }
        & #near { width: 42%; max-width: 64; height: 100%; margin: 0 0 0 3; display: none; }
        &.-aside #near { display: block; }
    }
    """

    def __init__(self, shelf: Shelf, names: Sequence[str]) -> None:
        super().__init__()
        self.shelf = shelf
        self.names = tuple(names)
        self.at = 0
        self._ready = False

    def content(self) -> ComposeResult:
        """The names of the parts, one of them, and what stands beside."""
        # Else the first frame would be drawn without, and then once more.
        self.set_class(self.app.size.width >= _TWO_COLUMNS, "-aside")
        yield PageLine(self.names)
        with Horizontal(id="sides"):
            yield Reading(id="part")
            yield Reading(id="near")

    def show(self) -> None:
        """Show the part that one is at."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Begin with the first part."""
        self._ready = True
        self.show()
        self.query_one("#part", Reading).focus()

    def on_resize(self, event: Resize) -> None:
        """Use the room beside, or do without."""
        aside = event.size.width >= _TWO_COLUMNS
        if aside != self.has_class("-aside"):
            self.set_class(aside, "-aside")
            if self._ready:
                self.show()

    def on_reading_followed(self, event: Reading.Followed) -> None:
        """Open what the part leads to."""
        flow.open_ref(self.app, self.shelf, event.to)

    def on_page_line_chosen(self, event: PageLine.Chosen) -> None:
        """Show that part."""
        self.action_page(event.index)

    def action_turn(self, by: int) -> None:
        """Show the next part, or the one before."""
        self.action_page(min(max(self.at + by, 0), len(self.names) - 1))

    def action_page(self, number: int) -> None:
        """Show a part; there may be none with that number."""
        if number < len(self.names):
            self.at = number
            self.query_one(PageLine).show(number)
            self.show()
