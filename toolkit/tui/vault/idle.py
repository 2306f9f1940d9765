"""When a vault closes by itself: after minutes in which no key was pressed."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

MINUTES: Final = 10
"""What holds where nothing else was chosen."""

CHOICES: Final = (2, 5, 10, 30, 0)
"""What can be chosen; 0 is never."""

HIDDEN_MINUTES: Final = 1
"""While the screen is hidden, nobody can be working."""

SETTING: Final = "close-after"
"""The name under which a vault keeps it."""


def uptime() -> float:
    """Seconds on a clock that goes on while the computer sleeps (clock_gettime(2))."""
    return time.clock_gettime(time.CLOCK_BOOTTIME)


class Idle:
    """Since when nobody has pressed a key.

    Args:
        clock: Gives seconds.

    Attributes:
        minutes: How long nobody may, or 0 for as long as one likes.
    """

    def __init__(self, clock: Callable[[], float] = uptime) -> None:
        self.minutes = MINUTES
        self._clock = clock
        self._since = clock()

    def touch(self) -> None:
        """A key was pressed."""
        self._since = self._clock()

    def is_over(self, *, hidden: bool = False) -> bool:
        """Whether it is time to close.

        Args:
            hidden: Whether the screen shows the harmless page.
        """
        minutes = self.minutes
        if hidden:
            minutes = min(minutes or HIDDEN_MINUTES, HIDDEN_MINUTES)
        return bool(minutes) and self._clock() - self._since >= minutes * 60


def minutes_of(kept: str) -> int:
    """The minutes that a vault keeps; what holds otherwise, where that is none of the choices."""
    return next((each for each in CHOICES if str(each) == kept), MINUTES)
