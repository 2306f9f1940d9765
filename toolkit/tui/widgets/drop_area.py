"""A calm place to drop things on: corners as in a viewfinder, and a sentence in the middle."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget

if TYPE_CHECKING:
    from textual.app import RenderResult
    from textual.style import Style

_CORNER: Final = 3
_LOW: Final = 5
"""Below so many lines there is room for the sentence alone."""


class DropArea(Widget):
    """Says what can be dropped.

    Args:
        words: The sentence.
        more: What is said below it, where there is room.
    """

    DEFAULT_CSS = """
    DropArea {
        height: 1fr;
        & > .drop-area--corner { color: $accent; }
        & > .drop-area--words { color: $ink; text-style: bold; }
        & > .drop-area--more { color: $muted; }
        &:ansi > .drop-area--more { text-style: dim; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "drop-area--corner",
        "drop-area--words",
        "drop-area--more",
    }

    def __init__(self, words: str, more: str) -> None:
        super().__init__()
        self._words = words
        self._more = more

    def render(self) -> RenderResult:
        """The corners, and the words between them."""
        width, height = self.content_size
        if height < _LOW or width < 4 * _CORNER:
            return self._middle(width, height)
        corner = self.get_visual_style("drop-area--corner")
        line = "─" * (_CORNER - 1)
        gap = " " * (width - 2 * _CORNER)
        return Content("\n").join(
            (
                Content.styled(f"╭{line}{gap}{line}╮", corner),
                self._middle(width, height - 2),
                Content.styled(f"╰{line}{gap}{line}╯", corner),
            )
        )

    def _middle(self, width: int, height: int) -> Content:
        """The words, centred in so many lines."""
        told = self._told(self._words, "drop-area--words", width)
        more = self._told(self._more, "drop-area--more", width)
        if len(told) + 1 + len(more) <= height - 2:
            told += [Content(""), *more]
        told = told[: max(height, 0)]
        above = max(height - len(told), 0) // 2
        lines = [Content("")] * above + told
        lines += [Content("")] * (height - len(lines))
        return Content("\n").join(lines)

    def _told(self, words: str, part: str, width: int) -> list[Content]:
        style: Style = self.get_visual_style(part)
        lines = Content(words).wrap(max(width - 2 * _CORNER, 10)) if words else []
        return [
            Content(" " * max((width - cell_len(line.plain)) // 2, 0))
            + Content.styled(line.plain, style)
            for line in lines
        ]
