"""What was added so far, a line for each folder, and a way to take it back."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, ClassVar, Final

from rich.cells import cell_len
from textual.binding import Binding
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView

from toolkit.i18n import N_, _, ngettext
from toolkit.tui.folders import told_path
from toolkit.tui.widgets.fitting import fitted, harmless
from toolkit.tui.widgets.table.line import Line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.binding import BindingType
    from textual.strip import Strip

    from toolkit.tui.cleaning.added import Added, Group
    from toolkit.tui.folders import Count

_LEAD: Final = 2
_GAP: Final = 2


class AddedList(ScrollView, can_focus=True, inherit_bindings=False):
    """Folders and files that were added.

    Args:
        home: The person's own folder, told as ``~``.
    """

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("delete,backspace", "take_back", N_("take back"), key_display="Del"),
        Binding("up", "move(-1)", N_("one up"), show=False),
        Binding("down", "move(1)", N_("one down"), show=False),
        Binding("pageup", "move(-10)", N_("ten up"), show=False),
        Binding("pagedown", "move(10)", N_("ten down"), show=False),
        Binding("home", "move(-1000000)", N_("to the first"), show=False),
        Binding("end", "move(1000000)", N_("to the last"), show=False),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "added-list--cursor",
        "added-list--point",
        "added-list--quiet",
    }
    DEFAULT_CSS = """
    AddedList {
        height: 1fr;
        overflow-x: hidden;
        overflow-y: auto;
        color: $ink;
        & > .added-list--quiet { color: $muted; }
        & > .added-list--point { color: $accent; text-style: bold; }
        &:focus > .added-list--cursor { background: $raised; }
        &:ansi > .added-list--quiet { text-style: dim; }
        &:ansi:focus > .added-list--cursor { text-style: bold; }
        &:nocolor:focus > .added-list--cursor { text-style: reverse; }
    }
    """

    class TakenBack(Message):
        """The person no longer wants something.

        Args:
            paths: What.
        """

        def __init__(self, paths: Sequence[str]) -> None:
            super().__init__()
            self.paths = tuple(paths)

    def __init__(self, home: str) -> None:
        super().__init__()
        self._home = home
        self._groups: tuple[Group, ...] = ()
        self._cursor = 0

    def show(self, added: Added) -> None:
        """Show what there is now; what was added last is in sight."""
        before, self._groups = len(self._groups), added.groups
        self.virtual_size = Size(1, len(self._groups))
        self._cursor = max(0, min(self._cursor, len(self._groups) - 1))
        if len(self._groups) > before:
            self.action_move(len(self._groups))
        self.refresh()

    def action_move(self, by: int) -> None:
        """Move the cursor."""
        self._cursor = max(0, min(self._cursor + by, len(self._groups) - 1))
        top, page = self.scroll_offset.y, max(self.size.height, 1)
        if not top <= self._cursor < top + page:
            self.scroll_to(y=self._cursor if self._cursor < top else self._cursor - page + 1)
        self.refresh()

    def action_take_back(self) -> None:
        """Say that what is under the cursor is not wanted."""
        if self._groups:
            self.post_message(
                self.TakenBack([item.path for item in self._groups[self._cursor].items])
            )

    def on_click(self, event: events.Click) -> None:
        """A click takes a line; a second one on it takes it back."""
        spot = event.get_content_offset(self)
        if spot is None or spot.y + self.scroll_offset.y >= len(self._groups):
            return
        event.stop()
        self.action_move(spot.y + self.scroll_offset.y - self._cursor)
        if event.chain > 1:
            self.action_take_back()

    def render_line(self, y: int) -> Strip:
        """The line at `y`, from the top of what is seen."""
        index, width = y + self.scroll_offset.y, self.size.width
        here = index == self._cursor and self.has_focus
        cursor = self.get_component_rich_style("added-list--cursor", partial=True)
        ground = self.rich_style + cursor if here else self.rich_style
        line = Line(None, ground)
        if index < len(self._groups):
            point = self.get_component_rich_style("added-list--point", partial=True)
            quiet = self.get_component_rich_style("added-list--quiet", partial=True)
            group = self._groups[index]
            line.write("› " if here else "  ", ground + point)
            note = fitted(self._note(group), max(width // 2, 1), "middle")
            room = max(width - _LEAD - cell_len(note) - _GAP - 1, 1)
            line.cell(self._title(group), ground, room, "middle", "left")
            line.blank(width - cell_len(note) - 1)
            line.write(note, ground + quiet)
        return line.strip(width)

    def _title(self, group: Group) -> str:
        if not group.is_folder and len(group.items) == 1:
            return harmless(os.path.basename(group.items[0].path))
        told = told_path(group.folder, self._home)
        return harmless(told if told.endswith("/") else told + "/")

    def _note(self, group: Group) -> str:
        count = len(group.items)
        if group.is_folder:
            return told_count(group.items[0].count)
        if count == 1:
            return harmless(told_path(group.folder, self._home))
        return ngettext("{count} file", "{count} files", count).format(count=count)


def told_count(count: Count | None) -> str:
    """How many pictures a folder holds."""
    if count is None:
        return _("counting …")
    if not count.is_whole:
        return _("more than {count} pictures").format(count=count.pictures)
    if not count.pictures:
        return _("no picture by its name")
    return ngettext("{count} picture", "{count} pictures", count.pictures).format(
        count=count.pictures
    )
