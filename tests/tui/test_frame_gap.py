"""The screen never freezes: the longest gap between two frames during a batch."""

from __future__ import annotations

import asyncio
import gc
from typing import TYPE_CHECKING, Final

import pytest

from tests.tui.albums import cleaned, many, read, reading
from tests.tui.pulse import felt

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

PHOTOS: Final = 600
TIMES_IDLE: Final = 4
LEAST_IDLE_SECONDS: Final = 0.04
"""What a quiet machine makes of idling is too short to measure others by."""
ATTEMPTS: Final = 3
"""Other programs only ever make gaps longer, so the shortest of some longest gaps counts."""


@pytest.mark.timed
def test_the_screen_can_be_drawn_all_the_time_while_photos_are_read_and_cleaned(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    # As the program has it, and not the tests.
    seldom = gc.get_threshold()
    gc.set_threshold(700, 10, 10)
    try:
        _assert_no_long_gap(many(tmp_path / "album", PHOTOS))
    finally:
        gc.set_threshold(*seldom)


def _assert_no_long_gap(album: Path) -> None:
    felt_gaps = []
    for _ in range(ATTEMPTS):
        idle, reading_gap, cleaning_gap = asyncio.run(_longest_gaps(album))
        felt_gaps.append((idle, reading_gap, cleaning_gap))
        if max(reading_gap, cleaning_gap) < TIMES_IDLE * max(idle, LEAST_IDLE_SECONDS):
            return
    raise AssertionError(f"seconds while idle, reading and cleaning: {felt_gaps}")


async def _longest_gaps(album: Path) -> tuple[float, float, float]:
    """While idle, while reading and while cleaning, in seconds."""
    async with felt() as pulse, reading(album) as pilot:
        pulse.gaps.clear()
        await read(pilot)
        read_in = pulse.longest
        pulse.gaps.clear()
        await _idle(pilot)
        idle = pulse.longest
        pulse.gaps.clear()
        await pilot.press("c")
        await cleaned(pilot)
        return idle, read_in, pulse.longest


async def _idle(pilot: Pilot[int]) -> None:
    """The same application, moving the cursor and nothing else."""
    for _ in range(5):
        await pilot.press("down")
    await asyncio.sleep(0.3)
