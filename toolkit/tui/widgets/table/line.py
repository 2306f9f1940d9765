"""One line of a table, drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip

from toolkit.tui.widgets.fitting import ends_right_to_left, fitted, harmless, wavers
from toolkit.tui.widgets.table.anchors import anchor

if TYPE_CHECKING:
    from rich.style import Style
    from textual.widget import Widget

    from toolkit.tui.widgets.fitting import Cut

# A blank that counts as a letter written from left to right (Unicode 15, bidirectional class L).
# Without it, a terminal that turns Arabic round takes the numbers that follow along.
_LEFT_TO_RIGHT_BLANK: Final = "\u2800"


class Line:
    """Collects the pieces of one line from left to right.

    Pieces that look alike are sent as one: each change of style costs a dozen bytes on a slow link.

    Args:
        origin: Cells between the left edge of the screen and the line, or ``None`` where part of
            the line is hidden, so that no column of the screen can be named.
        ground: How the line looks where nothing stands.
    """

    def __init__(self, origin: int | None, ground: Style) -> None:
        self._origin = origin
        self._ground = ground
        self._segments: list[Segment] = []
        self.x = 0

    @classmethod
    def within(cls, widget: Widget, ground: Style) -> Line:
        """A line of a widget as it stands on the screen."""
        geometry = widget.screen.find_widget(widget)
        whole = geometry.visible_region.width == geometry.region.width
        return cls(widget.content_region.x if whole else None, ground)

    def blank(self, until: int) -> None:
        """Nothing, up to a column."""
        self._blank(until, " ")

    def write(self, text: str, style: Style) -> None:
        """Words of our own, of which every terminal knows the width."""
        self._add(text, style)

    def cell(self, text: str, style: Style, width: int, cut: Cut, lean: str) -> None:
        """Text that may come from a file.

        Args:
            text: As it came.
            style: How it looks.
            width: Cells that it may take up.
            cut: Where it is cut.
            lean: ``"left"`` or ``"right"``.
        """
        start, shown = self.x, fitted(harmless(text), width, cut)
        taken = cell_len(shown)
        anchored = self._origin is not None and wavers(shown)
        if anchored:
            self._anchor(start, width)
        if lean == "right":
            self.blank(start + width - taken)
        self._add(shown, style)
        if ends_right_to_left(shown):
            self._blank(self.x + 1, _LEFT_TO_RIGHT_BLANK)
        self.blank(start + width)
        if anchored:
            self._anchor(self.x)

    def strip(self, width: int) -> Strip:
        """The line, as wide as the table."""
        self.blank(width)
        return Strip(self._segments, self.x).adjust_cell_length(width, self._ground)

    def _blank(self, until: int, blank: str) -> None:
        if until > self.x:
            self._add(blank * (until - self.x), self._blank_style())

    def _blank_style(self) -> Style:
        """That of what stands before, where a blank looks the same in it."""
        last = self._segments[-1] if self._segments else None
        before = None if last is None or last.control else last.style
        if before is None or before.reverse or before.underline:
            return self._ground
        return before if before.bgcolor == self._ground.bgcolor else self._ground

    def _anchor(self, x: int, blank: int = 0) -> None:
        if self._origin is not None:
            self._segments.append(anchor(self._origin + x, self._ground, blank))

    def _add(self, text: str, style: Style) -> None:
        last = self._segments[-1] if self._segments else None
        if last is not None and last.style == style and not last.control:
            self._segments[-1] = Segment(last.text + text, style)
        else:
            self._segments.append(Segment(text, style))
        self.x += cell_len(text)
