"""A page that is drawn line by line; and what stands beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.tui.lab.pane import Pane

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toolkit.tui.lab.ink import Line


class SlideView(Pane):
    """Shows lines that were made elsewhere."""

    def __init__(self, id: str) -> None:  # noqa: A002 - Textual's name
        self._given: tuple[Line, ...] = ()
        super().__init__(lambda _width, _height: list(self._given), id=id)

    def put(self, lines: Sequence[Line], *, fill: bool) -> None:
        """Show lines.

        Args:
            lines: They.
            fill: Whether it takes all the room there is; else as much as they need.
        """
        self._given = tuple(lines)
        self.styles.height = "1fr" if fill else len(self._given)
        self.say()
