"""Bars: how much something is, beside other things of its kind."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, log10
from typing import TYPE_CHECKING, Final

from toolkit.i18n import _

if TYPE_CHECKING:
    from collections.abc import Sequence

_WHOLE, _HALF = "━", "╸"
_FAR_APART: Final = 300
"""From this ratio on, the smaller of two bars would not be seen."""
_LONGEST: Final = 32
_STEP, _SMALL_STEP = "■", "▪"


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars, and how they are to be read.

    Attributes:
        drawn: One for each amount.
        legend: What one step of a bar means, where they are not as long as the amounts are large.
    """

    drawn: tuple[str, ...]
    legend: str = ""


def bars(amounts: Sequence[float], width: int) -> Bars:
    """Bars for amounts.

    Args:
        amounts: They.
        width: Cells that there are for the longest.
    """
    most, least = max(amounts), min((each for each in amounts if each > 0), default=0.0)
    if least <= 0:
        return Bars(tuple("" for _each in amounts))
    if most / least < _FAR_APART:
        return Bars(tuple(_bar(each / most, min(width, _LONGEST)) for each in amounts))
    # Too far apart to be drawn to scale: each step stands for so many times as much.
    decades = log10(most / least)
    step, between = (_STEP, " ") if decades < width // 2 else (_SMALL_STEP, "")
    power = max(ceil(decades / (width - 1)), 1)
    drawn = tuple(_steps(each / least, power, step, between) for each in amounts)
    told = _("Each further {step} stands for {times} times as much.")
    return Bars(drawn, told.format(step=step, times=f"{10**power:,}"))


def _bar(part: float, width: int) -> str:
    whole, half = divmod(max(round(part * width * 2), 1), 2)
    return _WHOLE * whole + _HALF * half


def _steps(times: float, power: int, step: str, between: str) -> str:
    count = 1 + round(log10(times) / power) if times >= 1 else 0
    return between.join(step * count)
