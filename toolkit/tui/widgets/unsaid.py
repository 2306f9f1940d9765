"""Colours that are the terminal's own need not be said: on a slow link, every line is shorter."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual.filter import LineFilter

if TYPE_CHECKING:
    from textual.color import Color


class DefaultsUnsaid(LineFilter):
    """Leaves out each colour that the terminal would take anyway."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - Textual's signature
        """The same line, said in fewer bytes.

        Args:
            segments: A line.
            background: What it lies on; of no account here.
        """
        return [
            segment
            if segment.style is None
            else Segment(segment.text, _unsaid(segment.style), segment.control)
            for segment in segments
        ]


@lru_cache(1024)
def _unsaid(style: Style) -> Style:
    color, ground = style.color, style.bgcolor
    if not (color and color.is_default) and not (ground and ground.is_default):
        return style
    return style.without_color + Style.from_color(
        None if color is None or color.is_default else color,
        None if ground is None or ground.is_default else ground,
    )
