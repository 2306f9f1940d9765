"""A pane: lines that say something, drawn again only where they changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView

from toolkit.tui.lab.ink import Tone
from toolkit.tui.widgets.table.line import Line as Drawn

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.style import Style
    from textual import events
    from textual.strip import Strip

    from toolkit.tui.lab.ink import Line


class Inked(Vertical):
    """What panes stand in: it has the inks for all of them.

    Were they each pane's own, a screen of many panes would be slow to style.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"ink--{tone.value}" for tone in Tone}
    DEFAULT_CSS = """
    Inked {
        & > .ink--plain { color: $ink; }
        & > .ink--quiet { color: $muted; }
        & > .ink--strong { color: $ink; text-style: bold; }
        & > .ink--fresh { color: $accent; text-style: bold; }
        & > .ink--here { color: $accent; text-style: bold; }
        & > .ink--live { color: $kept; }
        & > .ink--open { color: $harm-high; text-style: bold; }
        & > .ink--waits { color: $harm-middle; }
        & > .ink--gone { color: $muted; text-style: strike; }
        & > .ink--bytes { color: $harm-low; }
        & > .ink--hair { color: $line; }
        &:ansi > .ink--quiet { text-style: dim; }
        &:ansi > .ink--gone { text-style: dim strike; }
        &:ansi > .ink--hair { text-style: dim; }
    }
    """


class Pane(ScrollView, can_focus=False):
    """Lines made by a function of the width and height that there are.

    Args:
        source: Makes them.
        follow: Whether the end is kept in sight.
        id: As for any widget.
    """

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Pane {
        overflow-x: hidden;
        overflow-y: hidden;
        height: 1fr;
        width: 1fr;
        color: $ink;
    }
    """

    class Pressed(Message):
        """A line was pressed with the mouse.

        Args:
            pane: Of which pane.
            line: Which line.
            column: Where in it.
        """

        def __init__(self, pane: Pane, line: int, column: int) -> None:
            super().__init__()
            self.pane = pane
            self.line = line
            self.column = column

    def __init__(
        self,
        source: Callable[[int, int], list[Line]],
        *,
        follow: bool = False,
        id: str | None = None,  # noqa: A002 - Textual's name
    ) -> None:
        super().__init__(id=id)
        self._source = source
        self._follow = follow
        self._lines: tuple[Line, ...] = ()

    @property
    def lines(self) -> tuple[Line, ...]:
        """What it says now."""
        return self._lines

    def say(self) -> None:
        """Make the lines anew, and draw those that are others than before."""
        region = self.scrollable_content_region
        width, height = region.width, region.height
        if not width or not height or not self.display:
            return
        before, self._lines = self._lines, tuple(self._source(width, height))
        if len(before) != len(self._lines):
            self.virtual_size = Size(width, len(self._lines))
            self.refresh()
        else:
            top = self.scroll_offset.y
            changed = [y for y, line in enumerate(self._lines) if line != before[y]]
            if changed:
                self.refresh(*(Region(0, y - top, width, 1) for y in changed))
        if self._follow and before != self._lines:
            self.scroll_end(animate=False, immediate=True, force=True)

    def show(self, first: int, last: int) -> None:
        """Have some lines in sight, the first of them rather than the last."""
        top, height = self.scroll_offset.y, self.scrollable_content_region.height
        if first < top:
            self.scroll_to(y=first, animate=False, force=True)
        elif last > top + height:
            self.scroll_to(y=min(last - height, first), animate=False, force=True)

    def on_resize(self) -> None:
        """Say it as wide as there is room for."""
        self._lines = ()
        self.say()

    def on_click(self, event: events.Click) -> None:
        """Tell what was pressed."""
        spot = event.get_content_offset(self)
        if spot is not None:
            self.post_message(self.Pressed(self, spot.y + self.scroll_offset.y, spot.x))

    def render_line(self, y: int) -> Strip:
        """The line at `y`, from the top of what is seen."""
        width, index = self.scrollable_content_region.width, y + self.scroll_offset.y
        line = Drawn(None, self.rich_style)
        if index < len(self._lines):
            for span in self._lines[index]:
                line.write(span.text, self._styled(span.tone))
        return line.strip(width)

    def _styled(self, tone: Tone) -> Style:
        return self.rich_style + self._inks().get_component_rich_style(
            f"ink--{tone.value}", partial=True
        )

    def _inks(self) -> Inked:
        return next(each for each in self.ancestors if isinstance(each, Inked))
