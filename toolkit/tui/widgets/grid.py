"""A wide table, walked cell by cell: the first column stays while the others move sideways."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from rich.cells import cell_len
from textual.binding import Binding
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView

from toolkit.i18n import N_
from toolkit.tui.widgets.fitting import fitted
from toolkit.tui.widgets.table import Meaning
from toolkit.tui.widgets.table.line import Line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.style import Style
    from textual import events
    from textual.binding import BindingType
    from textual.strip import Strip

_HERE: Final = "›"
_MORE_LEFT: Final = "‹"
_MORE_RIGHT: Final = "›"
_GAP: Final = 2
"""Cells before a column; the last of them is for the mark of the cell that one is at."""
_WIDEST: Final = 28
_EDGE: Final = 2
"""Cells at the right end, for the mark that there is more."""


@dataclass(frozen=True, slots=True)
class Square:
    """What stands in one column of one row.

    Attributes:
        text: It.
        meaning: How it looks.
        mark: What is said behind it, in another look; empty for nothing.
    """

    text: str
    meaning: Meaning = Meaning.PLAIN
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Band:
    """One row.

    Attributes:
        id: What the screen knows it by.
        name: What stands in the first column.
        squares: The others.
    """

    id: str
    name: str
    squares: tuple[Square, ...]


@dataclass(frozen=True, slots=True)
class _Placed:
    """A column in its place."""

    index: int
    x: int
    width: int


class Grid(ScrollView, can_focus=True, inherit_bindings=False):
    """Rows and columns. Column 0 is the one that stays."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "walk(-1, 0)", N_("walk"), key_display="←↑↓→"),
        Binding("down", "walk(1, 0)", show=False),
        Binding("left", "walk(0, -1)", show=False),
        Binding("right", "walk(0, 1)", show=False),
        Binding("home", "walk(0, -1000)", show=False),
        Binding("end", "walk(0, 1000)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("enter", "open", N_("open")),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "grid--heading",
        "grid--heading-here",
        "grid--name",
        "grid--here",
        "grid--here-mark",
        *(f"grid--{meaning.value}" for meaning in Meaning),
    }
    DEFAULT_CSS = """
    Grid {
        height: 1fr;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-gutter: stable;
        color: $ink;
        & > .grid--heading { color: $muted; }
        & > .grid--heading-here { color: $ink; text-style: bold; }
        & > .grid--name { color: $ink; text-style: bold; }
        & > .grid--here { background: $raised; color: $accent; text-style: bold; }
        & > .grid--here-mark { color: $accent; text-style: bold; }
        & > .grid--plain { color: $ink; }
        & > .grid--muted { color: $muted; }
        & > .grid--high { color: $harm-high; }
        & > .grid--middle { color: $harm-middle; }
        & > .grid--low { color: $harm-low; }
        & > .grid--kept { color: $kept; }
        & > .grid--failed { color: $harm-high; }
        &:ansi > .grid--heading { text-style: dim; }
        &:ansi > .grid--muted { text-style: dim; }
        &:nocolor > .grid--here { text-style: bold reverse; }
    }
    """

    class Walked(Message):
        """The person is at another cell.

        Args:
            row: The id of its row.
            column: Its column; 0 is the one that stays.
        """

        def __init__(self, row: str, column: int) -> None:
            super().__init__()
            self.row = row
            self.column = column

    class Opened(Walked):
        """The person wants to see what is behind a cell."""

    def __init__(self, headings: Sequence[str], rows: Sequence[Band] = ()) -> None:
        super().__init__()
        self._headings = tuple(headings)
        self._rows = tuple(rows)
        self._row = self._column = 0
        self._first = 1
        self._measured = self._widths()

    @property
    def row(self) -> str:
        """The id of the row that one is at; empty where there is none."""
        return self._rows[self._row].id if self._rows else ""

    @property
    def column(self) -> int:
        """The column that one is at."""
        return self._column

    def show(self, rows: Sequence[Band]) -> None:
        """Show other rows; one stays in the same row, if it is still there."""
        at = self.row
        self._rows = tuple(rows)
        ids = [each.id for each in rows]
        self._row = ids.index(at) if at in ids else 0
        self._measured = self._widths()
        self._settle()

    def action_walk(self, down: int, right: int) -> None:
        """Go to another cell."""
        self._row = max(0, min(self._row + down, len(self._rows) - 1))
        self._column = max(0, min(self._column + right, len(self._headings) - 1))
        self._settle()

    def action_page(self, by: int) -> None:
        """Go up or down by about as many rows as are seen."""
        self.action_walk(by * max(self.size.height - 2, 1), 0)

    def action_open(self) -> None:
        """Show what is behind the cell."""
        if self._rows:
            self.post_message(self.Opened(self.row, self._column))

    def on_resize(self) -> None:
        """Keep the cell in sight."""
        self._settle()

    def on_click(self, event: events.Click) -> None:
        """A click goes to a cell; on the one that one is at, it opens it."""
        spot = event.get_content_offset(self)
        if spot is None:
            return
        event.stop()
        row = self.scroll_offset.y + spot.y - 1
        found = [each.index for each in self._placed() if each.x <= spot.x < each.x + each.width]
        if spot.y == 0 or row >= len(self._rows) or not found:
            return
        if (row, found[0]) == (self._row, self._column):
            self.action_open()
        else:
            self._row, self._column = row, found[0]
            self._settle()

    def render_line(self, y: int) -> Strip:
        """The line at `y`, from the top of what is seen."""
        line, index = Line.within(self, self.rich_style), self.scroll_offset.y + y - 1
        if y == 0:
            self._draw_headings(line)
        elif index < len(self._rows):
            self._draw_row(line, index)
        return line.strip(self.size.width)

    def _draw_headings(self, line: Line) -> None:
        placed = self._placed()
        for each in placed:
            here = each.index == self._column
            style = self._styled("heading-here" if here else "heading")
            if each.index == self._first and self._first > 1:
                line.blank(each.x - _GAP)
                line.write(_MORE_LEFT, self._styled("here-mark"))
            line.blank(each.x)
            line.write(fitted(self._headings[each.index], each.width), style)
        if placed[-1].index < len(self._headings) - 1:
            line.blank(self._room - 1)
            line.write(_MORE_RIGHT, self._styled("here-mark"))

    def _draw_row(self, line: Line, index: int) -> None:
        row = self._rows[index]
        for each in self._placed():
            here = (index, each.index) == (self._row, self._column) and self.has_focus
            square = row.squares[each.index - 1] if each.index else Square(row.name)
            look = "name" if not each.index and index == self._row else square.meaning.value
            if here or (each.index == 0 and index == self._row):
                line.blank(each.x - 1)
                line.write(_HERE, self._styled("here-mark"))
            line.blank(each.x)
            room = each.width - (cell_len(square.mark) + 1 if square.mark else 0)
            text = fitted(square.text, max(room, 1))
            line.write(text, self._styled("here" if here else look))
            if square.mark:
                line.write(" " + square.mark, self._styled(Meaning.MIDDLE.value))
            line.blank(each.x + each.width)

    def _styled(self, name: str) -> Style:
        return self.rich_style + self.get_component_rich_style(f"grid--{name}", partial=True)

    @property
    def _room(self) -> int:
        """Cells beside the scroll bar."""
        return self.scrollable_content_region.width

    def _widths(self) -> tuple[int, ...]:
        """How wide each column wants to be."""
        found = [max([cell_len(row.name) for row in self._rows], default=0)]
        for index in range(len(self._headings) - 1):
            squares = [row.squares[index] for row in self._rows]
            marked = (
                cell_len(each.text) + (cell_len(each.mark) + 1 if each.mark else 0)
                for each in squares
            )
            found.append(min(max(marked, default=0), _WIDEST))
        wanted = zip(found, map(cell_len, self._headings), strict=True)
        return tuple(max(pair) for pair in wanted)

    def _placed(self) -> list[_Placed]:
        """The columns that are seen: the one that stays, and from the first that fits on."""
        placed = [_Placed(0, 1, min(self._measured[0], max(self._room // 3, 1)))]
        x = 1 + placed[0].width + _GAP
        for index in range(self._first, len(self._headings)):
            width = self._measured[index]
            if x + width > self._room - _EDGE and index > self._first:
                break
            placed.append(_Placed(index, x, max(min(width, self._room - _EDGE - x), 1)))
            x += width + _GAP
        return placed

    def _settle(self) -> None:
        """Bring the cell into sight, and tell where one is."""
        if not self.size.height:
            return
        self.virtual_size = Size(self._room, len(self._rows) + 1)
        if 0 < self._column < self._first:
            self._first = self._column
        elif self._column == 0:
            self._first = 1
        while self._placed()[-1].index < self._column:
            self._first += 1
        page, seen = max(self.size.height - 1, 1), self.scroll_offset.y
        if self._row < seen:
            self.scroll_to(y=self._row, animate=False, force=True)
        elif self._row >= seen + page:
            self.scroll_to(y=self._row - page + 1, animate=False, force=True)
        self.refresh()
        if self._rows:
            self.post_message(self.Walked(self.row, self._column))
