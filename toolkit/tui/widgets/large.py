"""Words that are read from across a room: in large letters where there is room, plain elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, cast

from textual.content import Content
from textual.widget import Widget

from toolkit.tui.widgets import letters
from toolkit.tui.widgets.told import wrapped

if TYPE_CHECKING:
    from textual.app import RenderResult
    from textual.geometry import Size

    from toolkit.tui.app import Parasol

_COLUMNS: Final = 110
_ROWS: Final = 36
"""A terminal that is smaller has no room for large letters."""


class Large(Widget):
    """One text. It is drawn anew only where it has changed.

    Args:
        lines: How many lines of large letters it may take; what needs more stays plain.
        id: As for each widget.
    """

    DEFAULT_CSS = """
    Large {
        height: auto;
        color: $ink;
        text-style: bold;
        & > .large--late { color: $harm-middle; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"large--late"}

    def __init__(self, lines: int = 2, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._most_lines = lines
        self._text, self._late = "", False

    def show(self, text: str, *, late: bool = False) -> None:
        """Show a text.

        Args:
            text: It.
            late: Whether it says that something takes too long.
        """
        if (text, late) == (self._text, self._late):
            return
        # A clock changes each second, and keeps its lines.
        layout = len(text) != len(self._text) or not _is_clock(text)
        self._text, self._late = text, late
        self.refresh(layout=layout)

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002 - Textual's signature
        """As wide as the widest line."""
        return max((Content(line).cell_length for line in self._lines(container.width)), default=0)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's signature
        """As many lines as it takes."""
        return len(self._lines(width))

    def render(self) -> RenderResult:
        """The lines."""
        text = "\n".join(self._lines(self.content_size.width))
        if self._late:
            return Content.styled(text, self.get_visual_style("large--late"))
        return Content(text)

    @property
    def is_large(self) -> bool:
        """Whether there is room, and a terminal that can draw."""
        app = cast("Parasol", self.app)
        columns, rows = app.size
        return columns >= _COLUMNS and rows >= _ROWS and app.settings.utf8

    def _lines(self, width: int) -> tuple[str, ...]:
        if self.is_large and letters.can_draw(self._text):
            large = letters.lines(self._text, width)
            if large is not None and len(large) <= self._most_lines:
                return tuple(row for line in large for row in letters.drawn(line))
        return tuple(wrapped(self._text, max(width, 1)))


def _is_clock(text: str) -> bool:
    return text.replace(":", "").isdigit()
