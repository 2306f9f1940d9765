"""A short list to choose from: arrows and Enter, number keys, mouse."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from toolkit.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import RenderResult
    from textual.binding import BindingType
    from textual.geometry import Size

_GAP = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to choose.

    Attributes:
        id: What the screen knows it by.
        title: What it is called.
        about: What it is, in one sentence; may be empty.
    """

    id: str
    title: str
    about: str = ""


class Menu(Widget, can_focus=True):
    """Entries below each other, one of them under the cursor.

    Args:
        entries: What there is to choose.
        at: Which one the cursor is on at first.
        numbered: Whether number keys choose, and the numbers are shown.
        id: As for any widget.
        airy: Whether the entries stand apart, each with its sentence below its title.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", N_("choose"), key_display="↑↓"),
        Binding("down,j", "move(1)", show=False),
        Binding("home", "move(-99)", show=False),
        Binding("end", "move(99)", show=False),
        Binding("enter,space", "choose", N_("open")),
    ]
    DEFAULT_CSS = """
    Menu {
        height: auto;
        width: auto;
        & > .menu--title { color: $ink; }
        & > .menu--about { color: $muted; }
        & > .menu--number { color: $muted; }
        & > .menu--here { color: $accent; text-style: bold; }
        &:ansi > .menu--about { text-style: dim; }
        &:ansi > .menu--number { text-style: dim; }
        &:nocolor > .menu--here { text-style: bold reverse; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "menu--title",
        "menu--about",
        "menu--number",
        "menu--here",
    }

    at = reactive(0)

    class Chosen(Message):
        """An entry was chosen.

        Args:
            id: Which.
        """

        def __init__(self, id: str) -> None:  # noqa: A002 - what it is everywhere else
            super().__init__()
            self.id = id

    class Moved(Chosen):
        """The cursor went to an entry."""

    def __init__(
        self,
        entries: Sequence[Entry],
        at: int = 0,
        *,
        numbered: bool = False,
        airy: bool = False,
        id: str | None = None,  # noqa: A002 - Textual's name
    ) -> None:
        super().__init__(id=id)
        self._entries = tuple(entries)
        self._numbered = numbered
        self._airy = airy
        self.set_reactive(Menu.at, at)

    def replace(self, entries: Sequence[Entry]) -> None:
        """Show other entries, such as the same in another language."""
        if self._entries != tuple(entries):
            self._entries = tuple(entries)
            self.refresh(layout=True)

    def watch_at(self) -> None:
        """Tell where the cursor went."""
        if self._entries:
            self.post_message(self.Moved(self._entries[self.at].id))

    def action_move(self, by: int) -> None:
        """Move the cursor."""
        self.at = max(min(self.at + by, len(self._entries) - 1), 0)

    def action_choose(self) -> None:
        """Choose what the cursor is on; nothing while there is nothing to choose."""
        if self._entries:
            self.post_message(self.Chosen(self._entries[self.at].id))

    def on_key(self, event: events.Key) -> None:
        """A number chooses at once."""
        number = event.character or ""
        if self._numbered and number in "123456789" and number:
            if int(number) <= len(self._entries):
                self.at = int(number) - 1
                self.action_choose()
            event.stop()

    def on_click(self, event: events.Click) -> None:
        """A click chooses at once."""
        spot = event.get_content_offset(self)
        entries = [index for index, _ in self._lines(self.content_size.width)]
        if spot is not None and spot.y < len(entries):
            self.at = entries[spot.y]
            self.action_choose()

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002 - Textual's signature
        """As wide as its widest line, if there is room."""
        about = max((cell_len(entry.about) for entry in self._entries), default=0)
        beside = self._hang() + about if about else 0
        wanted = max(self._lead() + self._title_width(), beside)
        # A container that takes its width from us has none yet.
        return min(wanted, container.width) if container.width else wanted

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's signature
        """The lines of the entries, and what lies between."""
        return max(len(self._lines(width)), 1)

    def render(self) -> RenderResult:
        """The lines."""
        return Content("\n").join(line for _, line in self._lines(self.content_size.width))

    def _lines(self, width: int) -> list[tuple[int, Content]]:
        """Each line, and which entry it belongs to. Long texts go on below, at the same column."""
        lines: list[tuple[int, Content]] = []
        for index, entry in enumerate(self._entries):
            if index and self._airy:
                lines.append((index - 1, Content("")))
            lines += [(index, line) for line in self._entry_lines(index, entry, width)]
        return lines

    def _entry_lines(self, index: int, entry: Entry, width: int) -> list[Content]:
        style = self.get_visual_style
        here = index == self.at
        lead = Content.styled("› " if here else "  ", style("menu--here"))
        if self._numbered:
            lead += Content.styled(f"{index + 1}  ", style("menu--number"))
        title = Content.styled(entry.title, style("menu--here" if here else "menu--title"))
        about = Content.styled(entry.about, style("menu--about"))
        lines = _hung(lead, title, width)
        if not entry.about:
            return lines
        if self._airy or len(lines) > 1:
            return [*lines, *_hung(Content(" " * self._hang()), about, width)]
        gap = Content(" " * (self._hang() - lines[0].cell_length))
        return _hung(lines[0] + gap, about, width)

    def _lead(self) -> int:
        """Columns before a title."""
        return 2 + (3 if self._numbered else 0)

    def _hang(self) -> int:
        """Columns before a sentence: as many as before titles, or all of them and a gap."""
        return self._lead() if self._airy else self._lead() + self._title_width() + _GAP

    def _title_width(self) -> int:
        return max((cell_len(entry.title) for entry in self._entries), default=0)


def _hung(lead: Content, text: Content, width: int) -> list[Content]:
    """A text after a lead, wrapped beside it."""
    column = lead.cell_length
    first, *more = text.wrap(max(width - column, 1)) or [Content("")]
    return [lead + first, *(Content(" " * column) + line for line in more)]
