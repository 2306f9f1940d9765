"""The slider on the screen; a press on a moment goes there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

from toolkit.tui.lab.pane import Pane
from toolkit.tui.lab.timeline import moment_at, slider

if TYPE_CHECKING:
    from textual import events

    from toolkit.tui.lab.ink import Line
    from toolkit.tui.lab.stage import Stage


class Slider(Pane):
    """All moments, and the one looked at."""

    class Pressed(Message):
        """A moment was pressed.

        Args:
            at: Which one.
        """

        def __init__(self, at: int) -> None:
            super().__init__()
            self.at = at

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

    def on_click(self, event: events.Click) -> None:
        """Tell which moment was pressed."""
        spot = event.get_content_offset(self)
        if spot is not None and self._stage is not None:
            at = moment_at(self._stage, self.size.width, spot.x)
            if at is not None:
                event.stop()
                self.post_message(self.Pressed(at))

    def _drawn(self, width: int, height: int) -> list[Line]:
        _unused = height
        return [slider(self._stage, width)] if self._stage is not None else []
