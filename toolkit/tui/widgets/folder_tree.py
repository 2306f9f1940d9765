"""A tree of folders and of what in them can be cleaned, quick with a hundred thousand files.

It follows no link into a folder: entering one goes to where it leads, so there are no circles.
"""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from rich.cells import cell_len
from textual.binding import Binding
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView

from toolkit.i18n import N_, _
from toolkit.tui.background import in_background
from toolkit.tui.folders import Listing, listed, stands_in, told_path
from toolkit.tui.widgets.fitting import fitted, harmless
from toolkit.tui.widgets.folder_rows import FolderRows, Kind, Row
from toolkit.tui.widgets.table.line import Line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rich.style import Style
    from textual import events
    from textual.binding import BindingType
    from textual.strip import Strip

_CURSOR: Final = "›"
_CHOSEN: Final = "▣"
_NOT_CHOSEN: Final = "□"
_OPEN: Final = "▾"
_CLOSED: Final = "▸"
_UP: Final = "‹"
_INDENT: Final = 2
_MOST_INDENT: Final = 12
_GAP: Final = 2
_WHEEL_ROWS: Final = 3


class FolderTree(ScrollView, can_focus=True, inherit_bindings=False):
    """Folders, and the pictures in them by their names.

    It only shows what is chosen; whoever listens to `Toggled` says by `show_chosen` what that is.

    Args:
        here: The folder to begin in; absolute.
        home: The person's own folder, told as ``~``.
        roots: Other places to begin from, such as disks and cards.
        id: As for any widget.
    """

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", N_("open")),
        Binding("space", "choose", N_("choose")),
        Binding("full_stop", "toggle_hidden", N_("hidden"), key_display="."),
        Binding("backspace", "up", N_("up"), show=False),
        Binding("left", "leave", N_("close the folder"), show=False),
        Binding("right", "enter", N_("open the folder"), show=False),
        Binding("up", "move(-1)", N_("one up"), show=False),
        Binding("down", "move(1)", N_("one down"), show=False),
        Binding("pageup", "page(-1)", N_("one page up"), show=False),
        Binding("pagedown", "page(1)", N_("one page down"), show=False),
        Binding("home", "move(-1000000)", N_("to the first"), show=False),
        Binding("end", "move(1000000)", N_("to the last"), show=False),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "folder-tree--cursor",
        "folder-tree--point",
        "folder-tree--quiet",
        "folder-tree--chosen",
    }
    DEFAULT_CSS = """
    FolderTree {
        height: 1fr;
        overflow-x: hidden;
        overflow-y: auto;
        color: $ink;
        & > .folder-tree--quiet { color: $muted; }
        & > .folder-tree--chosen { color: $accent; }
        & > .folder-tree--cursor { background: $raised; }
        & > .folder-tree--point { color: $muted; }
        &:focus > .folder-tree--point { color: $accent; text-style: bold; }
        &:ansi > .folder-tree--quiet { text-style: dim; }
        &:ansi:focus > .folder-tree--cursor { text-style: bold; }
        &:nocolor > .folder-tree--chosen { text-style: bold; }
        &:nocolor:focus > .folder-tree--cursor { text-style: reverse; }
    }
    """

    class Toggled(Message):
        """The person chooses a file or a folder, or no longer does.

        Args:
            path: Which.
            is_folder: Whether it is a folder.
        """

        def __init__(self, path: str, *, is_folder: bool) -> None:
            super().__init__()
            self.path = path
            self.is_folder = is_folder

    class Listed(Message):
        """A folder was read.

        Args:
            listing: What stands in it.
            hidden: Whether names that begin with a dot belong to it.
        """

        def __init__(self, listing: Listing, *, hidden: bool) -> None:
            super().__init__()
            self.listing = listing
            self.hidden = hidden

    def __init__(
        self,
        here: str,
        home: str = "",
        roots: Sequence[str] = (),
        *,
        id: str | None = None,  # noqa: A002 - what it is for each widget
    ) -> None:
        super().__init__(id=id)
        self._home = home
        self._model = FolderRows(here, tuple(roots))
        self._hidden = False
        self._chosen: Mapping[str, str] = {}
        self._cursor = 0
        self._moved = False

    @property
    def row(self) -> Row:
        """The line under the cursor."""
        return self._model.rows[self._cursor]

    @property
    def rows(self) -> Sequence[Row]:
        """All lines."""
        return self._model.rows

    def show_chosen(self, chosen: Mapping[str, str]) -> None:
        """Show what is chosen.

        Args:
            chosen: The paths; with each, what is told about it, such as ``"120 pictures"``.
        """
        self._chosen = dict(chosen)
        self.refresh()

    def start_at(self, folder: str) -> None:
        """Show another folder, the cursor on its name."""
        self._model.start_at(folder)
        self._moved = True
        self._laid_out(folder, folder)
        self._read(folder)

    def on_mount(self) -> None:
        """Begin to read the first folder."""
        here = self._model.here
        self._model.start_at(here)
        self._laid_out(here, here)
        self._read(here)

    def on_folder_tree_listed(self, event: Listed) -> None:
        """A folder was read: show it, the cursor staying where it is."""
        event.stop()
        row = self.row
        if event.hidden != self._hidden or not self._model.take(event.listing):
            return
        self._laid_out(row.entry.path, row.root)
        if not self._moved and event.listing.folder == self._model.here:
            self.move_to(self._cursor + 1)

    def move_to(self, index: int) -> None:
        """Move the cursor to a line, and show it."""
        self._moved = True
        self._cursor = max(0, min(index, len(self.rows) - 1))
        top, page = self.scroll_offset.y, max(self.size.height, 1)
        if self._cursor < top:
            self.scroll_to(y=self._cursor, animate=False)
        elif self._cursor >= top + page:
            self.scroll_to(y=self._cursor - page + 1, animate=False)
        self.refresh()

    def action_move(self, by: int) -> None:
        """Move the cursor by lines."""
        self.move_to(self._cursor + by)

    def action_page(self, by: int) -> None:
        """Move the cursor by pages."""
        self.move_to(self._cursor + by * max(self.size.height - 1, 1))

    def action_choose(self) -> None:
        """Say that the person chooses what is under the cursor, or no longer does."""
        row = self.row
        if row.kind in {Kind.ROOT, Kind.FOLDER, Kind.FILE}:
            self.post_message(self.Toggled(row.entry.path, is_folder=row.entry.is_folder))

    def action_open(self) -> None:
        """Open or close a folder; choose a file."""
        row = self.row
        if row.kind is Kind.FILE:
            self.action_choose()
        elif row.kind in {Kind.ROOT, Kind.FOLDER} and row.entry.path in self._model.listings:
            self._model.close(row.entry.path)
            self._laid_out(row.entry.path, row.root)
        else:
            self.action_enter()

    def action_enter(self) -> None:
        """Open a folder, or go to its first entry where it is open."""
        row = self.row
        path = row.entry.path
        if row.kind is Kind.UP:
            self.action_up()
        elif row.entry.is_link and row.entry.is_folder:
            self.start_at(os.path.realpath(path))
        elif row.kind not in {Kind.ROOT, Kind.FOLDER}:
            return
        elif path in self._model.listings:
            self.action_move(1)
        else:
            self._model.open(path)
            self._laid_out(path, row.root)
            self._read(path)

    def action_leave(self) -> None:
        """Close a folder; from within one, go to its name; from the top, go up."""
        row = self.row
        if row.kind in {Kind.ROOT, Kind.FOLDER} and row.entry.path in self._model.listings:
            self.action_open()
        elif row.depth:
            above = (r for r in range(self._cursor, -1, -1) if self.rows[r].depth < row.depth)
            self.move_to(next(above))
        else:
            self.action_up()

    def action_up(self) -> None:
        """Show the folder above, the cursor on the one we came from."""
        here = self._model.here
        above = os.path.dirname(here)
        if above != here:
            self.start_at(above)

    def action_toggle_hidden(self) -> None:
        """Show names that begin with a dot, or hide them again."""
        self._hidden = not self._hidden
        for folder in self._model.listings:
            self._read(folder)

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        moved = self._moved
        self.move_to(self._cursor)
        self._moved = moved

    def on_click(self, event: events.Click) -> None:
        """A mark is toggled, a folder opened, a file taken; a second click on it chooses it."""
        spot = event.get_content_offset(self)
        if spot is None or spot.y + self.scroll_offset.y >= len(self.rows):
            return
        event.stop()
        self.move_to(spot.y + self.scroll_offset.y)
        row = self.row
        mark = self._lead(row) + _INDENT
        if mark <= spot.x < mark + 2 and row.kind in {Kind.FOLDER, Kind.FILE, Kind.ROOT}:
            self.action_choose()
        elif row.kind is not Kind.FILE or event.chain > 1:
            self.action_open()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel moves what is seen, not the cursor."""
        self._wheel(event, _WHEEL_ROWS)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """As `on_mouse_scroll_down`."""
        self._wheel(event, -_WHEEL_ROWS)

    def render_line(self, y: int) -> Strip:
        """The line at `y`, from the top of what is seen."""
        index = y + self.scroll_offset.y
        line = Line(None, self.rich_style)
        if index < len(self.rows):
            here = index == self._cursor
            ground = self.rich_style + self._styled("cursor") if here else self.rich_style
            line = Line(None, ground)
            self._draw(line, self.rows[index], ground, here=here)
        return line.strip(self.size.width)

    def _draw(self, line: Line, row: Row, ground: Style, *, here: bool) -> None:
        quiet, width = ground + self._styled("quiet"), self.size.width
        path, folder = row.entry.path, row.entry.is_folder
        line.write(_CURSOR if here else " ", ground + self._styled("point"))
        line.blank(self._lead(row))
        if row.kind in {Kind.NOTHING, Kind.MORE, Kind.UP}:
            line.write(_UP + " " if row.kind is Kind.UP else "", quiet)
            line.cell(self._remark(row), quiet, max(width - line.x - 1, 1), "end", "left")
            return
        is_open = path in self._model.listings
        line.write((_OPEN if is_open else _CLOSED) if folder else " ", quiet)
        line.write(" ", ground)
        is_chosen = path in self._chosen
        is_covered = not is_chosen and stands_in(path, self._chosen)
        mark = ground + self._styled("chosen") if is_chosen else quiet
        line.write(_CHOSEN if is_chosen or is_covered else _NOT_CHOSEN, mark)
        line.write(" ", ground)
        note = fitted(self._note(row), max(width - line.x - 1, 0) // 2, "middle")
        room = width - line.x - 1 - (cell_len(note) + _GAP if note else 0)
        line.cell(self._title(row), ground, max(room, 1), "middle", "left")
        if note:
            line.blank(width - cell_len(note) - 1)
            line.write(note, quiet)

    def _title(self, row: Row) -> str:
        path = row.entry.path
        if row.kind is not Kind.ROOT:
            return row.entry.title
        if path == self._home:
            return _("Home folder")
        return told_path(path, self._home) if path == self._model.here else row.entry.title

    def _remark(self, row: Row) -> str:
        if row.kind is Kind.UP:
            return _("Up to {folder}").format(
                folder=harmless(told_path(row.entry.path, self._home))
            )
        if row.kind is Kind.MORE:
            return _("There is more in this folder than is shown here.")
        return _("No photos and no folders in here.")

    def _note(self, row: Row) -> str:
        """What is told at the right."""
        path = row.entry.path
        if path in self._chosen:
            return self._chosen[path]
        listing = self._model.listings.get(path)
        if listing is not None and not listing.is_readable:
            return _("cannot be read")
        if row.entry.is_folder and path in self._model.listings and listing is None:
            return _("reading …")
        if row.kind is Kind.ROOT and path not in {self._home, self._model.here}:
            return harmless(os.path.dirname(path))
        return _("link") if row.entry.is_link else ""

    def _lead(self, row: Row) -> int:
        """Cells before the line begins."""
        return 2 + _INDENT * min(row.depth, _MOST_INDENT)

    def _styled(self, name: str) -> Style:
        return self.get_component_rich_style(f"folder-tree--{name}", partial=True)

    def _read(self, folder: str) -> None:
        hidden = self._hidden
        in_background(partial(_read, folder, hidden=hidden), self)

    def _laid_out(self, path: str, root: str) -> None:
        """Take the lines as they are now, the cursor on a path where it is still there."""
        self.virtual_size = Size(1, len(self.rows))
        place = self._model.place_of(path, root)
        moved = self._moved
        self.move_to(self._cursor if place is None else place)
        self._moved = moved

    def _wheel(self, event: events.MouseEvent, rows: int) -> None:
        event.prevent_default().stop()
        self.scroll_to(y=self.scroll_offset.y + rows, animate=False)


def _read(folder: str, *, hidden: bool) -> FolderTree.Listed:
    return FolderTree.Listed(listed(folder, hidden=hidden), hidden=hidden)
