"""Keeping columns in line where a terminal draws text wider or narrower than it was counted.

Before such text its room is blanked, and after it the terminal is told in which column to go on. So
only the text itself can look odd, never what stands beside it.

Source: ECMA-48, 8.3.9 (CHA, cursor character absolute).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.segment import ControlType, Segment
from textual.filter import LineFilter

if TYPE_CHECKING:
    from rich.style import Style
    from textual.color import Color


def anchor(column: int, style: Style, blank: int = 0) -> Segment:
    """Makes the terminal go on in a column, wherever it thinks it is. It counts no cells.

    Args:
        column: Cells from the left edge of the screen.
        style: How the blanks look.
        blank: Cells to blank first.
    """
    text = " " * blank + f"\x1b[{column + 1}G"
    return Segment(text, style, [(ControlType.CURSOR_MOVE_TO_COLUMN, column)])


@dataclass(frozen=True)
class KeepingAnchors(LineFilter):
    """A filter, minding that anchors count no cells. Textual's own filters forget that.

    Attributes:
        filter: What to filter with.
    """

    filter: LineFilter

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """What the filter makes of a line, the anchors still being anchors."""
        if not any(segment.control for segment in segments):
            return self.filter.apply(segments, background)
        return [
            Segment(after.text, after.style, before.control)
            for before in segments
            for after in self.filter.apply([before], background)
        ]
