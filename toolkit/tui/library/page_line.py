"""One line with the names of pages: a number or the mouse goes to one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar, Final

from rich.cells import cell_len
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import RenderResult
    from textual.geometry import Size

_BETWEEN: Final = 2


@dataclass(frozen=True, slots=True)
class _Name:
    """A name, and where it stands."""

    index: int
    lead: str
    text: str
    line: int
    start: int

    @property
    def stop(self) -> int:
        """The column after it."""
        return self.start + cell_len(self.lead + self.text)


class PageLine(Widget):
    """Names of pages with their numbers, one of them the page that is shown.

    Args:
        names: They.
    """

    DEFAULT_CSS = """
    PageLine {
        height: auto;
        & > .page-line--name { color: $muted; }
        & > .page-line--here { color: $accent; text-style: bold underline; }
        &:ansi > .page-line--name { text-style: dim; }
        &:nocolor > .page-line--here { text-style: bold reverse; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"page-line--name", "page-line--here"}

    class Chosen(Message):
        """The person wants to see a page.

        Args:
            index: Which, from 0.
        """

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__()
        self._names = tuple(names)
        self._at = 0

    def show(self, at: int) -> None:
        """Show which page is open."""
        self._at = at
        self.refresh()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's signature
        """As many lines as the names take."""
        return max((name.line for name in self._placed(width)), default=0) + 1

    def render(self) -> RenderResult:
        """The lines."""
        drawn, line, column = Content(""), 0, 0
        for name in self._placed(self.content_size.width):
            if name.line != line:
                drawn += Content("\n")
                line, column = name.line, 0
            here = name.index == self._at
            style = self.get_visual_style("page-line--here" if here else "page-line--name")
            drawn += Content(" " * (name.start - column))
            drawn += Content.styled(name.lead, self.get_visual_style("page-line--name"))
            drawn += Content.styled(name.text, style)
            column = name.stop
        return drawn

    def on_click(self, event: events.Click) -> None:
        """A click goes to a page."""
        spot = event.get_content_offset(self)
        for name in self._placed(self.content_size.width) if spot is not None else ():
            if spot is not None and name.line == spot.y and name.start <= spot.x < name.stop:
                event.stop()
                self.post_message(self.Chosen(name.index))

    def _placed(self, width: int) -> list[_Name]:
        names: list[_Name] = []
        line = column = 0
        for index, text in enumerate(self._names):
            name = _Name(index, f"{index + 1} ", text, line, column)
            if column and name.stop > width:
                line, column = line + 1, 0
                name = replace(name, line=line, start=column)
            names.append(name)
            column = name.stop + _BETWEEN
        return names
