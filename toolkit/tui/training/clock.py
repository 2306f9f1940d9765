"""How long a step takes, and the whole: a clock that runs and stands, and knows the plan."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_MINUTE = 60


class Clock:
    """Runs through the steps of a session. It stands at first.

    Args:
        minutes: How long each step takes.
        now: Gives seconds that never go back.

    Attributes:
        at: The step that is on, from 0.
        running: Whether it runs.
    """

    def __init__(self, minutes: Sequence[int], now: Callable[[], float] = monotonic) -> None:
        self.at = 0
        self.running = False
        self._planned = [each * _MINUTE for each in minutes]
        self._spent = [0.0] * len(minutes)
        self._now = now
        self._since = 0.0

    def toggle(self) -> None:
        """Start, or stand."""
        self._count()
        self.running = not self.running

    def go(self, step: int) -> None:
        """Be at another step; what was spent in each is kept."""
        self._count()
        self.at = step

    @property
    def begun(self) -> bool:
        """Whether it has run at all."""
        self._count()
        return any(self._spent)

    @property
    def left_in_step(self) -> float:
        """Seconds that the step still has; below 0 when it takes longer than planned."""
        self._count()
        return self._planned[self.at] - self._spent[self.at]

    @property
    def left_in_whole(self) -> float:
        """Seconds until the session was to end, were there no more pauses."""
        self._count()
        return sum(self._planned) - sum(self._spent)

    @property
    def behind(self) -> float:
        """Seconds by which the group is behind the plan; below 0 when it is ahead of it."""
        self._count()
        in_step = min(self._spent[self.at], self._planned[self.at])
        return sum(self._spent) - sum(self._planned[: self.at]) - in_step

    def _count(self) -> None:
        now = self._now()
        if self.running:
            self._spent[self.at] += now - self._since
        self._since = now
