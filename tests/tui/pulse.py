"""How long the interface cannot draw: the longest time in which its loop does nothing else."""

from __future__ import annotations

import asyncio
import time
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

_BEAT_SECONDS: Final = 0.005


@dataclass
class Pulse:
    """What was felt.

    Attributes:
        gaps: Seconds between each two moments in which a frame could be drawn.
    """

    gaps: list[float] = field(default_factory=list)

    @property
    def longest(self) -> float:
        return max(self.gaps)


@asynccontextmanager
async def felt() -> AsyncIterator[Pulse]:
    """Feel the pulse of the loop that runs the interface."""
    pulse = Pulse()

    async def beat() -> None:
        last = time.perf_counter()
        while True:
            await asyncio.sleep(_BEAT_SECONDS)
            now = time.perf_counter()
            pulse.gaps.append(now - last)
            last = now

    beating = asyncio.create_task(beat())
    try:
        yield pulse
    finally:
        beating.cancel()
        with suppress(asyncio.CancelledError):
            await beating
