"""The slider through time: one sign for each moment, and which one is looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from toolkit.i18n import _
from toolkit.messaging.actions import Carry, Deliver, Send, SendGroup, Wait
from toolkit.messaging.interventions import OthersDo
from toolkit.messaging.openly import SendCloud, SendSms
from toolkit.messaging.telling import clock
from toolkit.tui.lab.ink import Line, Span, Tone, width_of

if TYPE_CHECKING:
    from toolkit.tui.lab.stage import Moment, Stage

_WRITES: Final = (Send, SendGroup, SendSms, SendCloud)
_TRAVELS: Final = (Deliver, Carry, Wait)
_OTHERS: Final = OthersDo.__args__
_LEAD: Final = 2
_STEP: Final = 2
"""Cells from one moment to the next."""


def slider(stage: Stage, width: int) -> Line:
    """The slider.

    Args:
        stage: It.
        width: Cells.
    """
    told = state(stage)
    aside: Line = (Span(f"  {told}", Tone.WAITS if stage.looks_back else Tone.QUIET),)
    first, last = window(stage, width)
    drawn: list[Span] = [Span("‹ " if first else "  ", Tone.HERE)]
    for at in range(first, last):
        moment = stage.moments[at]
        if at > first:
            drawn.append(Span("─", Tone.HAIR))
        later = at > stage.at
        tone = Tone.HERE if at == stage.at else Tone.HAIR if later else _tone(moment)
        drawn.append(Span("◉" if at == stage.at else sign(moment), tone))
    drawn.append(Span(" ›" if last < len(stage.moments) else "  ", Tone.HERE))
    gap = width - width_of(tuple(drawn)) - width_of(aside)
    return (*drawn, Span(" " * max(gap, 0)), *aside)


def state(stage: Stage) -> str:
    """Where in time one looks, in words."""
    facts = {
        "at": stage.at + 1,
        "count": len(stage.moments),
        "time": clock(stage.world.now),
    }
    if stage.looks_back:
        return _("looking back · moment {at} of {count} · {time}").format(**facts)
    return _("moment {at} of {count} · {time}").format(**facts)


def window(stage: Stage, width: int) -> tuple[int, int]:
    """The first moment that there is room for, and the one after the last."""
    room = width - 2 * _LEAD - len(state(stage)) - 2
    count = max((room + 1) // _STEP, 3)
    first = max(0, min(stage.at - count // 2, len(stage.moments) - count))
    return first, min(first + count, len(stage.moments))


def moment_at(stage: Stage, width: int, column: int) -> int | None:
    """Which moment stands in a column, for whoever presses there with the mouse."""
    first, last = window(stage, width)
    at = first + (column - _LEAD) // _STEP
    return at if first <= at < last and column >= _LEAD else None


def sign(moment: Moment) -> str:
    """What a moment was: written, travelled, meddled with, refused, or something else."""
    if moment.refused:
        return "✗"
    if isinstance(moment.action, _WRITES):
        return "●"
    if isinstance(moment.action, _OTHERS):
        return "▲"
    return "·" if isinstance(moment.action, _TRAVELS) else "■"


def _tone(moment: Moment) -> Tone:
    meddled = isinstance(moment.action, _OTHERS) or moment.refused
    return Tone.OPEN if meddled else Tone.PLAIN
