"""A pane: lines that say something, drawn again only where they changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.geometry import Region, Size
from textual.scroll_view import ScrollView

from toolkit.tui.lab.ink import Tone
from toolkit.tui.widgets.table.line import Line as Drawn

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.style import Style
    from textual.strip import Strip

    from toolkit.tui.lab.ink import Line


class Pane(ScrollView, can_focus=False):
    """Lines made by a function of the width and height that there are.

    Args:
        source: Makes them.
        follow: Whether the end is kept in sight.
        id: As for any widget.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"pane--{tone.value}" for tone in Tone}
    DEFAULT_CSS = """
    Pane {
        overflow-x: hidden;
        overflow-y: hidden;
        height: 1fr;
        width: 1fr;
        color: $ink;
        & > .pane--plain { color: $ink; }
        & > .pane--quiet { color: $muted; }
        & > .pane--strong { color: $ink; text-style: bold; }
        & > .pane--fresh { color: $accent; text-style: bold; }
        & > .pane--here { color: $accent; text-style: bold; }
        & > .pane--live { color: $kept; }
        & > .pane--open { color: $harm-high; text-style: bold; }
        & > .pane--waits { color: $harm-middle; }
        & > .pane--gone { color: $muted; text-style: strike; }
        & > .pane--bytes { color: $harm-low; }
        & > .pane--hair { color: $line; }
        &:ansi > .pane--quiet { text-style: dim; }
        &:ansi > .pane--gone { text-style: dim strike; }
        &:ansi > .pane--hair { text-style: dim; }
    }
    """

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
        if self._follow:
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

    def render_line(self, y: int) -> Strip:
        """The line at `y`, from the top of what is seen."""
        width, index = self.scrollable_content_region.width, y + self.scroll_offset.y
        line = Drawn(None, self.rich_style)
        if index < len(self._lines):
            for span in self._lines[index]:
                line.write(span.text, self._styled(span.tone))
        return line.strip(width)

    def _styled(self, tone: Tone) -> Style:
        return self.rich_style + self.get_component_rich_style(f"pane--{tone.value}", partial=True)
