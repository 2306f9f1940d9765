"""A text that is walked: lines up and down, from place to place, and on from one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final

from rich.cells import cell_len
from rich.style import Style
from textual.binding import Binding
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView

from toolkit.i18n import N_
from toolkit.tui.widgets.reading.model import Laid, Tone, laid_out
from toolkit.tui.widgets.table.anchors import KeepingAnchors
from toolkit.tui.widgets.table.line import Line
from toolkit.tui.widgets.unsaid import DefaultsUnsaid

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.binding import BindingType
    from textual.filter import LineFilter
    from textual.geometry import Region
    from textual.strip import Strip

    from toolkit.tui.widgets.reading.model import Bit, Section

_HERE: Final = "›"
_GUTTER: Final = 2
"""Cells before a line: the mark of the place that one is at."""
_WHEEL_ROWS: Final = 3
_BOLD: Final = Style(bold=True)
_PLAIN: Final = Style()
_UNSAID: Final = DefaultsUnsaid()


class _Place(Message):
    """Something about a place in the text.

    Args:
        reading: Where it stands.
        to: What it leads to.
    """

    def __init__(self, reading: Reading, to: Any) -> None:  # noqa: ANN401 - what the screen gave
        super().__init__()
        self.reading = reading
        self.to = to


class Reading(ScrollView, can_focus=True, inherit_bindings=False):
    """Sections below each other.

    Down goes to the next place that can be seen, and moves the text where there is none; Tab goes
    to the next place wherever it stands. The place that one is at is always seen.

    Args:
        sections: What to read.
        id: As for each widget.
        classes: As for each widget.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "walk(-1)", N_("one up"), show=False),
        Binding("down", "walk(1)", N_("one down"), show=False),
        Binding("pageup", "page(-1)", N_("one page up"), show=False),
        Binding("pagedown", "page(1)", N_("one page down"), show=False),
        Binding("home", "edge(0)", N_("to the first"), show=False),
        Binding("end", "edge(1)", N_("to the last"), show=False),
        Binding("tab", "next(1)", N_("next link")),
        Binding("shift+tab", "next(-1)", show=False),
        Binding("enter", "follow", N_("open")),
    ]
    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "reading--here",
        "reading--here-mark",
        *(f"reading--{tone.value}" for tone in Tone),
    }
    DEFAULT_CSS = """
    Reading {
        height: 1fr;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-gutter: stable;
        color: $ink;
        & > .reading--plain { color: $ink; }
        & > .reading--strong { color: $ink; text-style: bold; }
        & > .reading--muted { color: $muted; }
        & > .reading--high { color: $harm-high; }
        & > .reading--middle { color: $harm-middle; }
        & > .reading--low { color: $harm-low; }
        & > .reading--kept { color: $kept; }
        & > .reading--found { color: $accent; text-style: underline; }
        & > .reading--here { background: $raised; }
        & > .reading--here-mark { color: $accent; text-style: bold; }
        &:ansi > .reading--muted { text-style: dim; }
        &:ansi > .reading--here { text-style: bold; }
        &:nocolor > .reading--here { text-style: reverse; }
    }
    """

    class Followed(_Place):
        """The person wants to go on from a place."""

    class Reached(_Place):
        """The person is at another place."""

    def __init__(
        self,
        sections: Sequence[Section] = (),
        *,
        id: str | None = None,  # noqa: A002 - Textual's name
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._sections = tuple(sections)
        self._laid = Laid()
        self._laid_width = -1
        self._right = 0
        self._at = 0

    @property
    def at(self) -> int:
        """The number of the place that one is at; -1 for none."""
        return self._at if self._at < len(self._laid.stops) else -1

    @property
    def to(self) -> Any:  # noqa: ANN401 - what the screen gave
        """What the place leads to that one is at; ``None`` where one is at none."""
        return self._laid.stops[self.at].to if self.at >= 0 else None

    @property
    def top(self) -> int:
        """The first line that is seen."""
        return self.scroll_offset.y

    def show(self, sections: Sequence[Section], at: int = 0, top: int = 0) -> None:
        """Show something else.

        Args:
            sections: What to read.
            at: The number of the place to be at.
            top: The first line to be seen.
        """
        self._sections = tuple(sections)
        self._laid_width = -1
        self._at = at
        self._lay_out()
        if self.size.height:
            self._move(top)
            self._stay_seen(1)

    def change(self, sections: Sequence[Section]) -> None:
        """Show nearly the same again, as after a tick; one stays where one was."""
        self.show(sections, self._at, self.top)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """The application's filters, minding our anchors; and no byte for what goes unsaid."""
        return [KeepingAnchors(each) for each in (*super().get_line_filters(), _UNSAID)]

    def on_resize(self) -> None:
        """Lay out anew; the place that one is at stays in sight if it was."""
        first = self._laid_width < 0
        self._lay_out()
        if first:
            self._stay_seen(1)
        else:
            self._keep_in_sight()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Lines that are drawn together stand on one ground: to find it takes as long as a line."""
        self._ground = self.rich_style
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """The line at `y`, from the top of what is seen."""
        rows, index = self._laid.rows, self.top + y
        width, ground = self.size.width, self._ground or self.rich_style
        line = Line.within(self, ground)
        if index >= len(rows):
            return line.strip(width)
        row = rows[index]
        if self.at < 0 or row.stop != self.at or not self.has_focus_shown:
            self._draw(line, row.bits, ground)
            return line.strip(width)
        stop = self._laid.stops[row.stop]
        ground_here = ground + self._styled("here")
        # A heading may stand beside the place; it is no part of it.
        self._draw(line, [bit for bit in row.bits if bit.x < stop.x], ground)
        line.blank(stop.x)
        mark = _HERE if index == stop.first else " "
        line.write(mark + " " * (_GUTTER - 1), ground_here + self._styled("here-mark"))
        self._draw(line, [bit for bit in row.bits if bit.x >= stop.x], ground_here, here=True)
        line.write(" " * max(self._right - line.x, 0), ground_here)
        return line.strip(width)

    @property
    def has_focus_shown(self) -> bool:
        """Whether it is shown where one is: with the focus, or where it never gets any."""
        return self.has_focus or not self.can_focus

    def action_walk(self, by: int) -> None:
        """Go to the next place that can be seen, or move the text by a line."""
        stops, page = self._laid.stops, max(self.size.height, 1)
        following = self.at + by
        if self.at < 0:
            following = -1
        if 0 <= following < len(stops):
            stop = stops[following]
            near = stop.first <= self.top + page if by > 0 else stop.last >= self.top - 1
            if near:
                self._go(following)
                return
        if not self._move(self.top + by) and not 0 <= following < len(stops):
            return
        self._stay_seen(by)

    def action_page(self, by: int) -> None:
        """Move the text by a page."""
        self._move(self.top + by * max(self.size.height - 1, 1))
        self._stay_seen(by)

    def action_edge(self, last: int) -> None:
        """Go to the beginning or to the end."""
        self._move(len(self._laid.rows) if last else 0)
        if self._laid.stops:
            self._go(len(self._laid.stops) - 1 if last else 0, move=False)
        self._stay_seen(-1 if last else 1)

    def action_next(self, by: int) -> None:
        """Go to the next place, wherever it stands; past the last, to what comes next."""
        stops = self._laid.stops
        following = self._next_from(by)
        if 0 <= following < len(stops):
            self._go(following)
            return
        before = self.screen.focused
        after = self.screen.focus_next() if by > 0 else self.screen.focus_previous()
        if stops and after is before:
            self._go(0 if by > 0 else len(stops) - 1)

    def action_follow(self) -> None:
        """Go on from the place that one is at."""
        if self.at >= 0:
            self.post_message(self.Followed(self, self.to))

    def on_click(self, event: events.Click) -> None:
        """A click on a place goes on from it."""
        spot = event.get_content_offset(self)
        if spot is None:
            return
        event.stop()
        index = self.top + spot.y
        if index < len(self._laid.rows) and self._laid.rows[index].stop >= 0:
            self._go(self._laid.rows[index].stop)
            self.action_follow()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel moves the text."""
        event.prevent_default().stop()
        self._move(self.top + _WHEEL_ROWS)
        self._stay_seen(1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """As `on_mouse_scroll_down`."""
        event.prevent_default().stop()
        self._move(self.top - _WHEEL_ROWS)
        self._stay_seen(-1)

    def on_focus(self) -> None:
        """Be at a place that is seen."""
        self._stay_seen(1)

    def _draw(self, line: Line, bits: Sequence[Bit], ground: Style, *, here: bool = False) -> None:
        for bit in bits:
            line.write(" " * max(_GUTTER + bit.x - line.x, 0), ground)
            # What is muted elsewhere is not where one is: there it is read.
            tone = Tone.PLAIN if here and bit.tone is Tone.MUTED else bit.tone
            style = ground + self._styled(tone.value) + (_BOLD if bit.bold else _PLAIN)
            line.cell(bit.text, style, cell_len(bit.text), "end", "left")

    def _styled(self, name: str) -> Style:
        return self.get_component_rich_style(f"reading--{name}", partial=True)

    def _lay_out(self) -> None:
        width = self.size.width
        if not width or width == self._laid_width:
            return
        self._laid, self._laid_width = laid_out(self._sections, width - _GUTTER - 2), width
        last = (row.bits[-1] for row in self._laid.rows if row.bits)
        ends = (bit.x + cell_len(bit.text) for bit in last)
        self._right = min(_GUTTER + max(ends, default=0) + 1, width)
        self.virtual_size = Size(1, len(self._laid.rows))
        self.refresh()

    def _next_from(self, by: int) -> int:
        """The number of the next place from where one is, or from what is seen."""
        if self.at >= 0:
            return self.at + by
        below = [n for n, stop in enumerate(self._laid.stops) if stop.first >= self.top]
        first = below[0] if below else len(self._laid.stops)
        return first if by > 0 else first - 1

    def _go(self, stop: int, *, move: bool = True) -> None:
        """Be at a place."""
        self._at = stop
        if move:
            self._keep_in_sight()
        self.refresh()
        self.post_message(self.Reached(self, self.to))

    def _keep_in_sight(self) -> None:
        """Move the text so that the place that one is at is seen."""
        if self.at < 0 or not self.size.height:
            return
        stop, page = self._laid.stops[self.at], self.size.height
        if stop.first < self.top:
            # With the first place of all, what stands above it is seen again.
            self._move(0 if self.at == 0 and stop.last < page else stop.first)
        elif stop.last >= self.top + page:
            self._move(stop.last - page + 1)

    def _stay_seen(self, by: int) -> None:
        """Where the place that one is at is seen no more, be at the nearest that is."""
        stops, page = self._laid.stops, self.size.height
        seen = [
            number
            for number, stop in enumerate(stops)
            if stop.first >= self.top and stop.last < self.top + page
        ]
        if self.at not in seen:
            chosen = (seen[0] if by > 0 else seen[-1]) if seen else len(stops)
            self._at = chosen
            self.refresh()
            self.post_message(self.Reached(self, self.to))

    def _move(self, top: int) -> bool:
        """Move the text; whether it moved."""
        before = self.top
        self.scroll_to(y=top, animate=False, force=True)
        self.refresh()
        return self.top != before
