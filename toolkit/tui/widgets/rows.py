"""Rows of words in sections, one of them under the cursor; each as high as its words need."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from rich.cells import cell_len
from textual.binding import Binding
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView

from toolkit.i18n import N_
from toolkit.tui.widgets.table import Meaning
from toolkit.tui.widgets.table.line import Line
from toolkit.tui.widgets.told import wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.style import Style
    from textual import events
    from textual.binding import BindingType
    from textual.strip import Strip

_POINT: Final = 2
_GAP: Final = 2
_LEAST_TEXT: Final = 24
"""Cells of text beside which an aside still stands; below that, it goes on a line of its own."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row.

    Attributes:
        text: What it says.
        id: What the screen knows it by; empty for a row that the cursor passes over.
        lead: What stands before it, in a column of its own: a number or a key.
        mark: Its shape, before the text.
        meaning: How the mark looks.
        aside: What stands at the right end of its first line.
        about: More about it, below its text.
        heading: Whether it heads what follows.
        quiet: Whether it is of second rank.
        apart: Whether a line is left free above it.
    """

    text: str
    id: str = ""
    lead: str = ""
    mark: str = ""
    meaning: Meaning = Meaning.PLAIN
    aside: str = ""
    about: str = ""
    heading: bool = False
    quiet: bool = False
    apart: bool = False


@dataclass(frozen=True, slots=True)
class _Drawn:
    """One line: a part of a row."""

    row: int
    indent: int = 0
    text: str = ""
    aside: str = ""
    is_first: bool = False
    is_about: bool = False


class Rows(ScrollView, can_focus=True, inherit_bindings=False):
    """Rows below each other. Enter is left to the screen, which knows what it does.

    Args:
        rows: They.
        at: The id of the row that the cursor is on at first.
        read: Whether they are read more than chosen from: a mark is then enough for the cursor.
        id: As for any widget.
    """

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", N_("choose"), key_display="↑↓"),
        Binding("down", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home", "move(-1000000)", show=False),
        Binding("end", "move(1000000)", show=False),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "rows--here",
        "rows--point",
        "rows--heading",
        *(f"rows--{meaning.value}" for meaning in Meaning),
    }
    DEFAULT_CSS = """
    Rows {
        height: 1fr;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-gutter: stable;
        color: $ink;
        & > .rows--plain { color: $ink; }
        & > .rows--muted { color: $muted; }
        & > .rows--high { color: $harm-high; }
        & > .rows--middle { color: $harm-middle; }
        & > .rows--low { color: $harm-low; }
        & > .rows--kept { color: $kept; }
        & > .rows--failed { color: $harm-high; }
        & > .rows--point { color: $accent; text-style: bold; }
        & > .rows--heading { color: $ink; text-style: bold; }
        &:focus > .rows--here { color: $accent; text-style: bold; }
        &:ansi > .rows--muted { text-style: dim; }
        &:nocolor:focus > .rows--here { text-style: bold reverse; }
        &.-read:focus > .rows--here { color: $ink; text-style: none; }
    }
    """

    class Moved(Message):
        """The cursor went to a row.

        Args:
            rows: In which list.
            id: Which row.
        """

        def __init__(self, rows: Rows, id: str) -> None:  # noqa: A002 - what it is everywhere else
            super().__init__()
            self.rows = rows
            self.id = id

        @property
        def control(self) -> Rows:
            """The list, by which screens tell several apart."""
            return self.rows

    class Pressed(Moved):
        """A row was pressed with the mouse."""

    class Passed(Message):
        """The cursor would go on below the last row."""

    def __init__(
        self,
        rows: Sequence[Row] = (),
        at: str = "",
        *,
        read: bool = False,
        id: str | None = None,  # noqa: A002 - Textual's name
    ) -> None:
        super().__init__(id=id, classes="-read" if read else "")
        self._all = tuple(rows)
        self._at = self._index(at)
        self._lines: tuple[_Drawn, ...] = ()
        self._lines_for: object = None

    @property
    def current(self) -> str:
        """The id of the row under the cursor; empty where there is none."""
        return self._all[self._at].id if self._at < len(self._all) else ""

    @property
    def _width(self) -> int:
        """Cells beside the scroll bar."""
        return self.scrollable_content_region.width

    def show(self, rows: Sequence[Row], at: str = "") -> None:
        """Show other rows.

        Args:
            rows: They.
            at: The id of the row for the cursor; without it, or where it is gone, the cursor stays
                where it was, as nearly as can be.
        """
        before = sum(bool(row.id) for row in self._all[: self._at])
        self._all = tuple(rows)
        if any(row.id == at for row in rows if at):
            self._at = self._index(at)
        else:
            chosen = [index for index, row in enumerate(self._all) if row.id]
            self._at = chosen[min(before, len(chosen) - 1)] if chosen else 0
        self._measure()
        self._into_sight()
        self.refresh()

    def go_to(self, row: str) -> None:
        """Put the cursor on a row, by its id."""
        self._go(self._index(row))

    def action_move(self, by: int) -> None:
        """Move the cursor by so many rows that it can be on."""
        chosen = [index for index, row in enumerate(self._all) if row.id]
        if not chosen:
            self.scroll_relative(y=by, animate=False)
            return
        place = chosen.index(self._at)
        if by == 1 and place == len(chosen) - 1:
            self.post_message(self.Passed())
        self._go(chosen[max(0, min(place + by, len(chosen) - 1))])

    def action_page(self, by: int) -> None:
        """Move the cursor by about as many lines as are seen."""
        lines = self._laid_out()
        page = max(self.size.height - 1, 1)
        first = next((y for y, line in enumerate(lines) if line.row == self._at), 0)
        wanted = max(0, min(first + by * page, len(lines) - 1))
        span = range(wanted, -1, -1) if by < 0 else range(wanted, len(lines))
        found = [lines[y].row for y in span if self._all[lines[y].row].id]
        if found:
            self._go(found[0])
        else:
            self.action_move(by * 1_000_000)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's signature
        """As many lines as the rows take."""
        return len(tuple(laid_out(self._all, width)))

    def on_resize(self) -> None:
        """Lay the rows out anew, the cursor still in sight."""
        self._measure()
        self._into_sight()

    def on_click(self, event: events.Click) -> None:
        """A click takes a row."""
        spot = event.get_content_offset(self)
        lines = self._laid_out()
        if spot is None or spot.y + self.scroll_offset.y >= len(lines):
            return
        row = lines[spot.y + self.scroll_offset.y].row
        if self._all[row].id:
            event.stop()
            self._go(row)
            self.post_message(self.Pressed(self, self.current))

    def render_line(self, y: int) -> Strip:
        """The line at `y`, from the top of what is seen."""
        width, lines = self._width, self._laid_out()
        line = Line(None, self.rich_style)
        index = y + self.scroll_offset.y
        if index < len(lines):
            self._draw(line, lines[index], width)
        return line.strip(width)

    def _draw(self, line: Line, drawn: _Drawn, width: int) -> None:
        row, plain = self._all[drawn.row], self.rich_style
        here = bool(row.id) and drawn.row == self._at
        muted = plain + self._styled(Meaning.MUTED.value)
        if row.heading:
            line.cell(drawn.text, plain + self._styled("heading"), width, "end", "left")
            return
        text = muted if row.quiet or drawn.is_about else plain
        if here and not drawn.is_about:
            text = text + self._styled("here")
        if drawn.is_first:
            if row.id:
                pointed = here and self.has_focus
                line.write("› " if pointed else "  ", plain + self._styled("point"))
            elif row.lead:
                line.blank(_POINT)
            line.write(row.lead, muted)
            if row.mark:
                line.blank(drawn.indent - cell_len(row.mark) - 1)
                line.write(row.mark, plain + self._styled(row.meaning.value))
        line.blank(drawn.indent)
        room = width - drawn.indent - (cell_len(drawn.aside) + _GAP if drawn.aside else 0)
        if here and not drawn.is_about:
            # Reversed where there is no colour, a row is marked as far as its words go.
            room = min(room, max(cell_len(drawn.text), 1))
        line.cell(drawn.text, text, max(room, 1), "end", "left")
        if drawn.aside:
            line.blank(width - cell_len(drawn.aside))
            line.write(drawn.aside, muted)

    def _styled(self, name: str) -> Style:
        return self.get_component_rich_style(f"rows--{name}", partial=True)

    def _index(self, row: str) -> int:
        """Where a row stands; the first that the cursor can be on where it is not there."""
        ids = [each.id for each in self._all]
        if row and row in ids:
            return ids.index(row)
        return next((index for index, each in enumerate(ids) if each), 0)

    def _go(self, index: int) -> None:
        if index != self._at:
            self._at = index
            self.post_message(self.Moved(self, self.current))
        self._into_sight()
        self.refresh()

    def _into_sight(self) -> None:
        """Scroll so that the row is seen, with all above it that the cursor passed over."""
        lines = self._laid_out()
        passed = {index for index, row in enumerate(self._all) if not row.id}
        own = [y for y, line in enumerate(lines) if line.row == self._at]
        if not own:
            return
        top, bottom, page = own[0], own[-1] + 1, max(self.size.height, 1)
        while top and lines[top - 1].row in passed and bottom - top < page:
            top -= 1
        last = all(not row.id for row in self._all[self._at + 1 :])
        if last and len(lines) - top <= page:
            bottom = len(lines)
        seen = self.scroll_offset.y
        if top < seen:
            self.scroll_to(y=top, animate=False)
        elif bottom > seen + page:
            self.scroll_to(y=min(bottom - page, own[0]), animate=False)

    def _measure(self) -> None:
        self.virtual_size = Size(self._width, len(self._laid_out()))

    def _laid_out(self) -> tuple[_Drawn, ...]:
        wanted = (self._all, self._width)
        if wanted != self._lines_for:
            self._lines, self._lines_for = tuple(laid_out(*wanted)), wanted
        return self._lines


def headed(heading: str, rows: Sequence[Row]) -> list[Row]:
    """Rows under a heading; nothing where there are none."""
    return [Row(heading, heading=True, apart=True), *rows] if rows else []


def laid_out(rows: Sequence[Row], width: int) -> Iterator[_Drawn]:
    """The lines of rows.

    Args:
        rows: They.
        width: Cells.
    """
    leads = max((cell_len(row.lead) + _GAP for row in rows), default=0)
    for index, row in enumerate(rows):
        if row.apart and index:
            yield _Drawn(index)
        lead = leads if row.lead else 0
        indent = 0 if row.heading else _POINT + lead + (2 if row.mark else 0)
        room = width - indent
        aside = row.aside if room - cell_len(row.aside) - _GAP >= _LEAST_TEXT else ""
        lines = wrapped(row.text, room - (cell_len(aside) + _GAP if aside else 0))
        for number, text in enumerate(lines):
            yield _Drawn(index, indent, text, "" if number else aside, is_first=not number)
        more = [] if aside or not row.aside else [row.aside]
        for about in (*more, *([row.about] if row.about else [])):
            for text in wrapped(about, room):
                yield _Drawn(index, indent, text, is_about=True)
