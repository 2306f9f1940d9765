"""The slider on the screen; a press on a moment goes there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.tui.lab.pane import Pane
from toolkit.tui.lab.timeline import moment_at, slider

if TYPE_CHECKING:
    from toolkit.tui.lab.ink import Line
    from toolkit.tui.lab.stage import Stage


class Slider(Pane):
    """All moments, and the one looked at."""

    def __init__(self) -> None:
        super().__init__(self._drawn)
        self._stage: Stage | None = None

    def show_stage(self, stage: Stage) -> None:
        """Show how far time has come.

        Args:
            stage: With all its moments.
        """
        self._stage = stage
        self.say()

    def moment_at(self, column: int) -> int | None:
        """Which moment stands in a column."""
        return moment_at(self._stage, self.size.width, column) if self._stage else None

    def _drawn(self, width: int, height: int) -> list[Line]:
        _unused = height
        return [slider(self._stage, width)] if self._stage is not None else []
