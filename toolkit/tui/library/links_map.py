"""The picture of links, walked with the arrow keys or the mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from rich.cells import cell_len
from textual.binding import Binding
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from toolkit.i18n import N_, _
from toolkit.tui.library.links_drawing import MIDDLE, Drawing, drawn, next_spot
from toolkit.tui.library.names import kind
from toolkit.tui.widgets.fitting import fitted
from toolkit.tui.widgets.table.anchors import KeepingAnchors
from toolkit.tui.widgets.table.line import Line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.binding import BindingType
    from textual.filter import LineFilter

    from toolkit.tui.library.links import Links
    from toolkit.tui.library.links_drawing import Spot
    from toolkit.tui.library.shelf import Ref

_FOOT: Final = 2
"""Lines below the picture: what one is at, in full."""


class LinksMap(Widget, can_focus=True):
    """Draws the links of one thing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "walk('up')", N_("walk"), key_display="↑↓←→"),
        Binding("down", "walk('down')", show=False),
        Binding("left", "walk('left')", show=False),
        Binding("right", "walk('right')", show=False),
        Binding("tab", "next(1)", show=False),
        Binding("shift+tab", "next(-1)", show=False),
        Binding("enter,space", "follow", N_("open")),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "links-map--line",
        "links-map--heading",
        "links-map--middle",
        "links-map--thing",
        "links-map--here",
    }
    DEFAULT_CSS = """
    LinksMap {
        height: 1fr;
        color: $ink;
        & > .links-map--line { color: $land; }
        & > .links-map--heading { color: $muted; }
        & > .links-map--middle { color: $ink; text-style: bold; }
        & > .links-map--thing { color: $ink; }
        & > .links-map--here { color: $accent; text-style: bold; }
        &:ansi > .links-map--line { text-style: dim; }
        &:ansi > .links-map--heading { text-style: dim; }
        &:nocolor > .links-map--here { text-style: bold reverse; }
    }
    """
    ALLOW_SELECT = False

    class Followed(Message):
        """The person wants to go on to a thing.

        Args:
            to: Which.
        """

        def __init__(self, to: Ref) -> None:
            super().__init__()
            self.to = to

    def __init__(self) -> None:
        super().__init__()
        self._links: Links | None = None
        self._drawing = Drawing()
        self._at = 0

    def show(self, links: Links) -> None:
        """Draw other links; one is in the middle then."""
        self._links = links
        self._at = 0
        self._draw_anew()

    def on_resize(self) -> None:
        """Draw as there is room."""
        self._draw_anew()

    def get_line_filters(self) -> Sequence[LineFilter]:
        """The application's filters, minding our anchors."""
        return [KeepingAnchors(each) for each in super().get_line_filters()]

    def render_line(self, y: int) -> Strip:
        """One line: pieces of lines, words, things."""
        width, ground = self.size.width, self.rich_style
        if not self._drawing.spots:
            return Strip.blank(width, ground)
        line = Line.within(self, ground)
        for x, text, style in sorted(self._pieces(y)):
            if x >= line.x:
                line.write(" " * (x - line.x), ground)
                looks = self.get_component_rich_style(f"links-map--{style}", partial=True)
                line.cell(text, ground + looks, cell_len(text), "end", "left")
        return line.strip(width)

    def _pieces(self, y: int) -> list[tuple[int, str, str]]:
        pieces = [(x, glyph, "line") for (x, line), glyph in self._glyphs.items() if line == y]
        pieces += [(w.x, w.text, "heading") for w in self._drawing.headings if w.y == y]
        pieces += [
            (spot.x, spot.text, self._looks(number, spot))
            for number, spot in enumerate(self._drawing.spots)
            if spot.y == y
        ]
        if y == self.size.height - 1:
            text = fitted(self._told(), self.size.width)
            pieces.append(((self.size.width - cell_len(text)) // 2, text, "heading"))
        return pieces

    def _looks(self, number: int, spot: Spot) -> str:
        here = self._drawing.spots[self._at]
        if number == self._at or spot.arm == here.arm == MIDDLE:
            return "here"
        return "middle" if spot.arm == MIDDLE else "thing"

    def _told(self) -> str:
        """What one is at, in full."""
        spot = self._drawing.spots[self._at]
        if self._links is not None and spot.ref == self._links.ref:
            return _("Enter opens the page, where all links are.")
        return _("{title} ({kind})").format(title=spot.title, kind=kind(spot.ref.folder))

    def action_walk(self, way: str) -> None:
        """Go to what lies that way."""
        self._go(next_spot(self._drawing.spots, self._at, way))

    def action_next(self, by: int) -> None:
        """Go to the next thing, around and around."""
        spots = self._drawing.spots
        following = (self._at + by) % len(spots)
        while spots[following].arm == MIDDLE and spots[following].index:
            following = (following + by) % len(spots)
        self._go(following)

    def action_follow(self) -> None:
        """Go on to what one is at."""
        if self._drawing.spots:
            self.post_message(self.Followed(self._drawing.spots[self._at].ref))

    def on_click(self, event: events.Click) -> None:
        """A click on a thing goes on to it."""
        place = event.get_content_offset(self)
        if place is None:
            return
        event.stop()
        for number, spot in enumerate(self._drawing.spots):
            if spot.y == place.y and spot.x <= place.x < spot.x + cell_len(spot.text):
                self._go(number)
                self.action_follow()
                return

    def _go(self, spot: int) -> None:
        self._at = spot
        self.refresh()

    def _draw_anew(self) -> None:
        width, height = self.size
        if self._links is None or not width or not height:
            return
        self._drawing = drawn(self._links, width, max(height - _FOOT, 5))
        self._glyphs = self._drawing.glyphs()
        self._at = min(self._at, len(self._drawing.spots) - 1)
        self.refresh()
