"""What is seen of a table: headings, rows, and where their columns stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from rich.cells import cell_len
from textual.scroll_view import ScrollView

from toolkit.tui.widgets.fitting import fitted
from toolkit.tui.widgets.table.anchors import KeepingAnchors
from toolkit.tui.widgets.table.layout import Measures, heading, place, said
from toolkit.tui.widgets.table.line import Line
from toolkit.tui.widgets.table.model import ChoosableRows, Meaning
from toolkit.tui.widgets.unsaid import DefaultsUnsaid

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.style import Style
    from textual.filter import LineFilter
    from textual.strip import Strip

    from toolkit.tui.widgets.table.layout import Placed
    from toolkit.tui.widgets.table.model import Column, Rows

MARK_CELLS: Final = 2
"""Cells of the cursor's mark, and of the mark of a chosen row."""

_CURSOR_MARK: Final = "›"
_CHOSEN: Final = "▣"
_NOT_CHOSEN: Final = "□"
_ASCENDING: Final = "↑"
_DESCENDING: Final = "↓"
_UNSAID: Final = DefaultsUnsaid()

_SAMPLE: Final = 48
"""Rows that are measured, from the first to the last, beside those that are seen."""


class TableView(ScrollView):
    """Draws the lines that are seen, and asks for no other rows but a few to measure.

    Args:
        columns: The columns, the most important first.
        rows: Where rows come from.
        id: As for each widget.
        classes: As for each widget.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "table--heading",
        "table--sorted",
        "table--cursor",
        "table--cursor-mark",
        "table--tick",
        *(f"table--{meaning.value}" for meaning in Meaning),
    }
    DEFAULT_CSS = """
    TableView {
        height: 1fr;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-gutter: stable;
        color: $ink;
        & > .table--heading { color: $muted; }
        & > .table--sorted { color: $ink; }
        & > .table--cursor { background: $raised; }
        & > .table--cursor-mark { color: $muted; }
        & > .table--tick { color: $muted; }
        & > .table--plain { color: $ink; }
        & > .table--muted { color: $muted; }
        & > .table--high { color: $harm-high; }
        & > .table--middle { color: $harm-middle; }
        & > .table--low { color: $harm-low; }
        & > .table--kept { color: $kept; }
        & > .table--failed { color: $harm-high; }
        &:focus > .table--cursor-mark { color: $accent; text-style: bold; }
        &:ansi > .table--heading { text-style: dim; }
        &:ansi > .table--sorted { text-style: bold; }
        &:ansi > .table--muted { text-style: dim; }
        &:ansi > .table--tick { text-style: dim; }
        &:ansi > .table--cursor { text-style: bold; }
        &:nocolor > .table--cursor { text-style: reverse; }
    }
    """

    def __init__(
        self,
        columns: Sequence[Column],
        rows: Rows,
        *,
        id: str | None = None,  # noqa: A002 - what it is for each widget
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._cursor = 0
        self._sorted: tuple[str, str] = ("", "")
        self._take(columns, rows)

    def show_sorted(self, column: str, *, descending: bool = False) -> None:
        """Mark a heading as the one that rows are sorted by.

        Args:
            column: The key of its column; empty for none.
            descending: Whether the greatest comes first.
        """
        self._sorted = (column, _DESCENDING if descending else _ASCENDING)
        self.refresh_line(self._top)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """The application's filters, minding our anchors; and no byte for what goes unsaid."""
        return [KeepingAnchors(each) for each in (*super().get_line_filters(), _UNSAID)]

    def render_line(self, y: int) -> Strip:
        """The line at `y`, from the top of what is seen."""
        index = self._top + y - 1
        if y == 0:
            return self._heading_line()
        if index < len(self._source):
            return self._row_line(index)
        return Line.within(self, self.rich_style).strip(self.size.width)

    @property
    def _top(self) -> int:
        """The first row that is seen."""
        return self.scroll_offset.y

    @property
    def _page(self) -> int:
        """Rows that can be seen at once."""
        return max(self.size.height - 1, 0)

    def _take(self, columns: Sequence[Column], rows: Rows) -> None:
        self._columns = tuple(columns)
        self._source = rows
        self._choosable = rows if isinstance(rows, ChoosableRows) else None
        self._measures = Measures(self._columns)
        self._placed: tuple[Placed, ...] = ()
        self._placed_width = -1

    def _measure(self) -> None:
        """Measure what is seen and a few rows more."""
        count = len(self._source)
        seen = range(self._top, min(self._top + self._page, count))
        sample = range(0, count, max(count // _SAMPLE, 1))
        grew = [self._measures.take(self._source.row(index)) for index in {*seen, *sample}]
        if any(grew):
            self._placed_width = -1
            self.refresh()

    def _places(self) -> tuple[Placed, ...]:
        """Where the columns stand, at the width that the table has now."""
        width = self.size.width
        if width != self._placed_width:
            start = MARK_CELLS if self._choosable is None else 2 * MARK_CELLS
            # The last cell stays empty: the arrow of the last heading may need it.
            self._placed = place(self._columns, self._measures, start, width - start - 1)
            self._placed_width = width
        return self._placed

    def _styled(self, name: str) -> Style:
        return self.get_component_rich_style(f"table--{name}", partial=True)

    def _heading_line(self) -> Strip:
        ground = self.rich_style
        line = Line.within(self, ground)
        sorted_by, arrow = self._sorted
        for placed in self._places():
            column = self._columns[placed.index]
            line.blank(placed.x)
            words = fitted(heading(column, placed.words), placed.width)
            if column.align == "right":
                line.blank(placed.x + placed.width - cell_len(words))
            here = column.key == sorted_by
            style = ground + self._styled("sorted" if here else "heading")
            line.write(words + arrow if here else words, style)
        return line.strip(self.size.width)

    def _row_line(self, index: int) -> Strip:
        here = index == self._cursor
        ground = self.rich_style + self._styled("cursor") if here else self.rich_style
        line = Line.within(self, ground)
        if here:
            line.write(_CURSOR_MARK, ground + self._styled("cursor-mark"))
        line.blank(MARK_CELLS)
        if self._choosable is not None:
            chosen = self._choosable.chosen(index)
            tick = "plain" if chosen else "tick"
            line.write(_CHOSEN if chosen else _NOT_CHOSEN, ground + self._styled(tick))
        cells = self._source.row(index)
        for placed in self._places():
            column, cell = self._columns[placed.index], cells[placed.index]
            style = ground + self._styled((cell.meaning or column.meaning).value)
            line.blank(placed.x)
            text = said(cell, placed.words)
            line.cell(text, style, placed.width, column.cut, column.align)
        return line.strip(self.size.width)
