"""A line to type a path into, with ways to go on below it when asked for."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static

from toolkit.i18n import N_, _
from toolkit.tui.background import in_background
from toolkit.tui.cleaning.completion import Completions, completions
from toolkit.tui.widgets.fitting import fitted

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult, RenderResult
    from textual.binding import BindingType
    from textual.geometry import Size

_MOST_LINES: Final = 6


class _Line(Input):
    """The line itself. What is pasted is for the whole screen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", N_("add")),
        # A line scrolls, and so has its own meaning of this key, which would hide it.
        Binding("down", "list", N_("list"), key_display="↓"),
    ]

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """On an empty line, a question mark asks; no path begins with it."""
        return super().check_consume_key(key, character) and not self._asks(character)

    async def _on_key(self, event: events.Key) -> None:
        if self._asks(event.character):
            event.prevent_default()

    def on_paste(self, event: events.Paste) -> None:
        """Leave it to the screen, which knows what to do with many lines."""
        event.prevent_default()

    def action_list(self) -> None:
        """Go down the ways to go on."""
        self.query_ancestor(PathLine).action_move(1)

    def _asks(self, character: str | None) -> bool:
        return character == "?" and not self.value


class Ways(Widget):
    """Ways to go on, one of them under the cursor."""

    DEFAULT_CSS = """
    Ways {
        height: auto;
        display: none;
        & > .ways--here { color: $accent; text-style: bold; }
        & > .ways--way { color: $ink; }
        & > .ways--more { color: $muted; }
        &:ansi > .ways--more { text-style: dim; }
        &:nocolor > .ways--here { text-style: bold reverse; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"ways--here", "ways--way", "ways--more"}

    class Chosen(Message):
        """One was chosen with the mouse."""

    def __init__(self) -> None:
        super().__init__()
        self.all = Completions("")
        self.at = 0

    @property
    def is_open(self) -> bool:
        """Whether they are shown."""
        return bool(self.display)

    def show(self, found: Completions) -> None:
        """Show these, the cursor on the first."""
        self.all, self.at = found, 0
        self.display = bool(found.found)
        self.refresh(layout=True)

    def close(self) -> None:
        """Show none."""
        self.display = False

    def move(self, by: int) -> None:
        """Move the cursor."""
        self.at = max(0, min(self.at + by, len(self.all.found) - 1))
        self.refresh()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's signature
        """A line for each, and one that says there are more."""
        return min(len(self.all.found), _MOST_LINES) + (not self.all.is_whole)

    def render(self) -> RenderResult:
        """The lines around the cursor."""
        width, style = self.content_size.width, self.get_visual_style
        lines = []
        for index in self._seen():
            here = index == self.at
            shown = fitted(self.all.found[index].shown, max(width - 3, 1), "middle")
            lead = Content.styled("› " if here else "  ", style("ways--here"))
            lines.append(lead + Content.styled(shown, style("ways--here" if here else "ways--way")))
        if not self.all.is_whole:
            more = _("There are more. Type on to see fewer.")
            lines.append(Content("  ") + Content.styled(more, style("ways--more")))
        return Content("\n").join(lines)

    def on_click(self, event: events.Click) -> None:
        """A click chooses."""
        spot, seen = event.get_content_offset(self), self._seen()
        if spot is not None and spot.y < len(seen):
            event.stop()
            self.at = seen[spot.y]
            self.post_message(self.Chosen())

    def _seen(self) -> range:
        count = len(self.all.found)
        first = max(0, min(self.at - _MOST_LINES // 2, count - _MOST_LINES))
        return range(first, min(first + _MOST_LINES, count))


class PathLine(Vertical):
    """A line for a path: Tab writes out what is certain, Down shows the ways to go on.

    Args:
        folder: What relative paths start from; absolute.
        example: What could be typed.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "complete", N_("complete")),
        Binding("up", "move(-1)", show=False),
        Binding("escape", "close", N_("close the list"), show=False),
    ]
    DEFAULT_CSS = """
    PathLine {
        height: auto;
        & > Horizontal { height: 1; }
        & > Horizontal > Static { width: 2; color: $accent; text-style: bold; }
        & > Horizontal > Input { width: 1fr; & > .input--placeholder { color: $muted; } }
        & > Ways { padding: 0 0 0 2; }
    }
    """

    class Submitted(Message):
        """A path was typed.

        Args:
            text: The line.
        """

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Ready(Message):
        """Ways to go on were found.

        Args:
            found: Which.
            write: Whether to write out what is certain.
        """

        def __init__(self, found: Completions, *, write: bool) -> None:
            super().__init__()
            self.found = found
            self.write = write

    def __init__(self, folder: str, example: str) -> None:
        super().__init__()
        self._folder = folder
        self._line = _Line(placeholder=example, select_on_focus=False)
        self._line.cursor_blink = False
        self._ways = Ways()

    def compose(self) -> ComposeResult:
        """The line, and the ways below it."""
        with Horizontal():
            yield Static("›", markup=False)
            yield self._line
        yield self._ways

    @property
    def text(self) -> str:
        """What stands in the line."""
        return self._line.value

    def write(self, text: str) -> None:
        """Put something else into the line, the cursor at its end."""
        self._line.value = text
        self._line.cursor_position = len(text)

    def type_into(self, text: str) -> None:
        """Go to the line and type something where its cursor is."""
        self._line.focus()
        self._line.insert_text_at_cursor(text)

    def focus_line(self) -> None:
        """Go to the line."""
        self._line.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's signature
        """Tab goes on to the next part of the screen where there is nothing to complete."""
        if action == "complete":
            return bool(self._line.value)
        if action in {"close", "move"}:
            return self._ways.is_open
        return True

    def action_complete(self) -> None:
        """Write out what is certain; where nothing is, show the ways."""
        if self._ways.is_open:
            self._take_way()
        else:
            self._ask(write=True)

    def action_move(self, by: int) -> None:
        """Go through the ways; show them first."""
        if self._ways.is_open:
            self._ways.move(by)
        else:
            self._ask(write=False)

    def action_close(self) -> None:
        """Show the ways no longer."""
        self._ways.close()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Ways that are shown follow what is typed."""
        event.stop()
        self.refresh_bindings()
        if self._ways.is_open:
            if event.value:
                self._ask(write=False)
            else:
                self._ways.close()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the way under the cursor, or what was typed."""
        event.stop()
        if self._ways.is_open:
            self._take_way()
        else:
            self.post_message(self.Submitted(event.value))

    def on_ways_chosen(self, event: Ways.Chosen) -> None:
        """Take the way that was clicked."""
        event.stop()
        self._take_way()
        self._line.focus()

    def on_path_line_ready(self, event: Ready) -> None:
        """Show what was found, if it is still about what stands in the line."""
        event.stop()
        found = event.found
        if found.line != self._line.value:
            return
        if event.write and found.common not in {"", found.line}:
            self.write(found.common)
        elif found.found and not (event.write and len(found.found) == 1):
            self._ways.show(found)
        else:
            self._ways.close()

    def _take_way(self) -> None:
        """Write the way under the cursor; go on from there if it is a folder."""
        way = self._ways.all.found[self._ways.at]
        self._ways.close()
        self.write(way.value)
        if way.is_folder:
            self._ask(write=False)

    def _ask(self, *, write: bool) -> None:
        in_background(partial(_ready, self._line.value, self._folder, write=write), self)


def _ready(line: str, folder: str, *, write: bool) -> PathLine.Ready:
    return PathLine.Ready(completions(line, folder), write=write)
