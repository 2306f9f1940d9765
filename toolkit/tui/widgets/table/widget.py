"""What a person does with a table: cursor, keys, mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding
from textual.geometry import Size
from textual.message import Message

from toolkit.i18n import N_
from toolkit.tui.widgets.table.layout import Measures
from toolkit.tui.widgets.table.view import MARK_CELLS, TableView

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from textual import events
    from textual.binding import BindingType

    from toolkit.tui.widgets.table.model import Column, Rows

_WHEEL_ROWS: Final = 3


class RowMessage(Message):
    """Something about one row.

    Args:
        index: Where that row stands now.
    """

    def __init__(self, index: int) -> None:
        super().__init__()
        self.index = index


class Table(TableView, can_focus=True, inherit_bindings=False):
    """Rows of cells under headings that stay.

    The cursor stays on its row when rows are sorted or come in between; as long as nobody has moved
    it, it stays at the top instead. All texts are shown as they are: no markup.

    Args:
        columns: The columns, the most important first.
        rows: Where rows come from; a mark for choosing is shown if they are `ChoosableRows`.
        id: As for each widget.
        classes: As for each widget.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", N_("one up"), show=False),
        Binding("down", "move(1)", N_("one down"), show=False),
        Binding("pageup", "page(-1)", N_("one page up"), show=False),
        Binding("pagedown", "page(1)", N_("one page down"), show=False),
        Binding("home", "first", N_("to the first"), show=False),
        Binding("end", "last", N_("to the last"), show=False),
        Binding("space", "choose", N_("choose")),
        Binding("enter", "open", N_("open")),
    ]

    class Highlighted(RowMessage):
        """The cursor is on another row."""

    class Opened(RowMessage):
        """The person wants to see more of a row."""

    class Toggled(RowMessage):
        """The person chooses a row, or no longer does."""

    class HeadingPressed(Message):
        """The person pressed a heading.

        Args:
            column: The key of its column.
        """

        def __init__(self, column: str) -> None:
            super().__init__()
            self.column = column

    def __init__(
        self,
        columns: Sequence[Column],
        rows: Rows,
        *,
        id: str | None = None,  # noqa: A002 - what it is for each widget
        classes: str | None = None,
    ) -> None:
        super().__init__(columns, rows, id=id, classes=classes)
        self._count = 0
        self._cursor_key: Hashable = None
        self._moved = False
        self._page_before = 0

    @property
    def cursor(self) -> int | None:
        """Where the row under the cursor stands; ``None`` where there are no rows."""
        return self._cursor if len(self._source) else None

    def show(self, columns: Sequence[Column], rows: Rows) -> None:
        """Show other columns and rows. The cursor stays on the row with the same key."""
        self._take(columns, rows)
        self.rows_changed()

    def rows_changed(self) -> None:
        """Look again at how many rows there are, which is where, and what they say.

        It costs the same however many there are, and may be called several times a second.
        """
        count = len(self._source)
        if count < self._count:
            self._measures = Measures(self._columns)
        self._count = count
        before, offset = self._cursor, self._cursor - self._top
        if self._moved and self._cursor_key is not None:
            found = self._source.index_of(self._cursor_key)
            self._cursor = before if found is None else found
        self._cursor = max(min(self._cursor, count - 1), 0)
        self._measure()
        self.virtual_size = Size(1, count + 1)
        if self._cursor != before and 0 <= offset < self._page:
            self._scroll(self._cursor - offset)
        self._tell(before)
        self.refresh()

    def row_changed(self, index: int) -> None:
        """Look again at one row."""
        if 0 <= index - self._top < self._page:
            self.refresh_line(index + 1)

    def move_to(self, index: int) -> None:
        """Move the cursor to a row, and show it."""
        count = len(self._source)
        if not count:
            return
        self._moved = True
        before, self._cursor = self._cursor, max(min(index, count - 1), 0)
        top, page = self._top, max(self._page, 1)
        if self._cursor < top:
            self._scroll(self._cursor)
        elif self._cursor >= top + page:
            self._scroll(self._cursor - page + 1)
        self.row_changed(before)
        self.row_changed(self._cursor)
        self._tell(before)

    def action_move(self, by: int) -> None:
        """Move the cursor by rows."""
        self.move_to(self._cursor + by)

    def action_page(self, by: int) -> None:
        """Move the cursor and what is seen by pages."""
        rows = by * max(self._page, 1)
        self._scroll(self._top + rows)
        self.move_to(self._cursor + rows)

    def action_first(self) -> None:
        """Move the cursor to the first row."""
        self.move_to(0)

    def action_last(self) -> None:
        """Move the cursor to the last row."""
        self.move_to(len(self._source) - 1)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's signature
        """Only rows that can be chosen are chosen."""
        return action != "choose" or self._choosable is not None

    def action_choose(self) -> None:
        """Say that the person chooses the row under the cursor, or no longer does."""
        if self._choosable is not None and len(self._source):
            self.post_message(self.Toggled(self._cursor))

    def action_open(self) -> None:
        """Say that the person wants to see more of the row under the cursor."""
        if len(self._source):
            self.post_message(self.Opened(self._cursor))

    def on_mount(self) -> None:
        """Take the rows that are there already."""
        self.rows_changed()

    def on_resize(self) -> None:
        """Measure what is seen now, and keep the cursor in sight if it was."""
        self._measure()
        below, was, now = self._cursor - self._top, self._page_before, self._page
        self._page_before = now
        if 0 <= below < was and below >= now:
            self._scroll(self._cursor - max(now, 1) + 1)

    def on_click(self, event: events.Click) -> None:
        """A heading is pressed, a mark toggled, a row taken; a second click opens it."""
        spot = event.get_content_offset(self)
        if spot is None:
            return
        event.stop()
        if spot.y == 0:
            for placed in self._places():
                if placed.x <= spot.x <= placed.x + placed.width:
                    self.post_message(self.HeadingPressed(self._columns[placed.index].key))
            return
        index = self._top + spot.y - 1
        if index >= len(self._source):
            return
        self.move_to(index)
        if self._choosable is not None and MARK_CELLS <= spot.x < 2 * MARK_CELLS:
            self.action_choose()
        elif event.chain > 1:
            self.action_open()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel moves what is seen, not the cursor."""
        self._wheel(event, _WHEEL_ROWS)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """As `on_mouse_scroll_down`."""
        self._wheel(event, -_WHEEL_ROWS)

    def _tell(self, before: int) -> None:
        """Say where the cursor is, if another row is under it than before."""
        if not len(self._source):
            self._cursor_key = None
            return
        key = self._source.key(self._cursor)
        if key != self._cursor_key or self._cursor != before:
            self._cursor_key = key
            self.post_message(self.Highlighted(self._cursor))

    def _scroll(self, top: int) -> None:
        self.scroll_to(y=top, animate=False, force=True)

    def _wheel(self, event: events.MouseEvent, rows: int) -> None:
        event.prevent_default().stop()
        self._moved = True
        self._scroll(self._top + rows)
