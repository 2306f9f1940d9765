"""How long tests wait for the interface: until it has nothing more to do, and no longer."""

from __future__ import annotations

import asyncio
import math
import threading
from typing import TYPE_CHECKING, Final
from unittest import mock

import pytest
from textual._wait import SLEEP_GRANULARITY, wait_for_idle

if TYPE_CHECKING:
    from collections.abc import Iterator

_TIMES_CALM: Final = 3
"""What comes from elsewhere needs a turn of the loop until it is in its list."""
_BREATH_SECONDS: Final = 0.006
"""On a busy machine, what was drawn is seen a moment after everything is quiet."""


async def _until_calm(max_sleep: float) -> None:
    """Return when the loop has nothing to do, and no timer rings before the next frame."""
    loop = asyncio.get_running_loop()
    end = loop.time() + max_sleep
    calm = 0
    while calm < _TIMES_CALM and loop.time() < end:
        ready, timers = loop._ready, loop._scheduled  # type: ignore[attr-defined] # it tells nobody else
        rings = min((timer.when() for timer in timers if not timer.cancelled()), default=math.inf)
        left = rings - loop.time()
        calm = calm + 1 if not ready and left > SLEEP_GRANULARITY else 0
        await asyncio.sleep(0 if ready else _BREATH_SECONDS if calm else max(left, 0))


@pytest.fixture(autouse=True, scope="session")
def _waiting() -> Iterator[None]:
    """Textual looks every 20 ms whether the process works. With one thread, the loop knows."""
    threads = threading.active_count()

    async def until_idle(min_sleep: float = SLEEP_GRANULARITY, max_sleep: float = 1) -> None:
        if threading.active_count() > threads:
            await wait_for_idle(min_sleep, max_sleep)
        else:
            await _until_calm(max_sleep)

    with (
        mock.patch("textual.app.wait_for_idle", until_idle),
        mock.patch("textual.pilot.wait_for_idle", until_idle),
    ):
        yield
