"""What a clock says, in words; on a slow link only so fine as it is drawn."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from toolkit.i18n import _, ngettext

if TYPE_CHECKING:
    from toolkit.tui.training.clock import Clock

FINE: Final = 1
"""Seconds between two drawings."""
COARSE: Final = 10
"""The same on a slow link."""
_MINUTE: Final = 60


@dataclass(frozen=True, slots=True)
class Times:
    """What a clock says.

    Attributes:
        big: The time that the step still has, or that it is over.
        late: Whether it is over.
        about: What that time is.
        whole: How long the whole still is.
        standing: Whether the group is behind or ahead; empty where it is neither.
    """

    big: str
    late: bool
    about: str
    whole: str
    standing: str


def times(clock: Clock, every: int) -> Times:
    """What a clock says.

    Args:
        clock: It.
        every: How many seconds pass until it is drawn again.
    """
    left = _rounded(clock.left_in_step, every)
    late = left < 0
    if clock.running:
        about = _("over the time of this step") if late else _("left of this step")
    elif late:
        about = _("over the time of this step, and the clock stands")
    else:
        about = _("the clock stands") if clock.begun else _("Space starts the clock")
    whole = max(_rounded(clock.left_in_whole, every), 0)
    return Times(
        _said(abs(left)),
        late,
        about,
        _("{time} left of the whole").format(time=_said(whole)),
        _standing(clock),
    )


def _rounded(seconds: float, every: int) -> int:
    return math.ceil(round(seconds, 3) / every) * every


def _said(seconds: int) -> str:
    hours, rest = divmod(seconds, _MINUTE * _MINUTE)
    if hours:
        return f"{hours}:{rest // _MINUTE:02}:{rest % _MINUTE:02}"
    return f"{rest // _MINUTE}:{rest % _MINUTE:02}"


def _standing(clock: Clock) -> str:
    count = int(abs(clock.behind)) // _MINUTE
    if not count or not clock.begun:
        return ""
    if clock.behind > 0:
        told = ngettext("{count} minute behind", "{count} minutes behind", count)
    else:
        told = ngettext("{count} minute ahead", "{count} minutes ahead", count)
    return told.format(count=count)
