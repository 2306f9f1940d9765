"""Who leaves in the middle of cleaning leaves nothing half done, on no disk."""

from __future__ import annotations

import asyncio
import functools
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.e2e.pictures import fill
from tests.tui.albums import cleaned, on, read, reading, text, until
from toolkit.metadata import destinations
from toolkit.metadata.worker import _CLEANING, LockedRoom
from toolkit.tui.cleaning import work
from toolkit.tui.cleaning.result_screen import ResultScreen

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from typing import Any

    from textual.pilot import Pilot

MODULES = (*_CLEANING, "tests.e2e.as_on_fat")
ROOT = Path(__file__).parents[2]

COMMAND_LINE = """
import functools, sys
from tests.e2e.test_drafts_left import MODULES
from toolkit import cli
from toolkit.cli import clean
from toolkit.metadata import destinations
destinations.holds_unnamed_files = lambda _: False
clean.LockedRoom = functools.partial(clean.LockedRoom, modules=MODULES)
sys.exit(cli.run(["clean", "--no-second-opinion", "-r", sys.argv[1], "--to", sys.argv[2]]))
"""


def drafts(folder: Path) -> list[str]:
    return [path.name for path in folder.glob(".*.part")]


def clean_and(then: Callable[[Pilot[Any], Path], Awaitable[None]], folder: Path) -> Path:
    """Begin to clean as on a stick, and do something when a draft is there."""
    fill(folder / "album", 4)
    copies = folder / "album-clean"

    async def go() -> None:
        async with reading(folder / "album") as pilot:
            await read(pilot)
            await pilot.press("c")
            await until(pilot, lambda: drafts(copies))
            await then(pilot, copies)

    asyncio.run(go())
    return copies


@pytest.fixture
def _as_on_fat(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.setattr(destinations, "holds_unnamed_files", lambda _: False)
    monkeypatch.setattr(work, "LockedRoom", functools.partial(LockedRoom, modules=MODULES))


@pytest.mark.usefixtures("_as_on_fat")
def test_leaving_at_once_removes_what_is_half_written(tmp_path: Path) -> None:
    async def leave(pilot: Pilot[Any], copies: Path) -> None:
        began = time.monotonic()
        pilot.app.action_leave()  # type: ignore[attr-defined]
        assert time.monotonic() - began < 1.0
        assert drafts(copies) == []

    assert list(clean_and(leave, tmp_path).iterdir()) == []


@pytest.mark.usefixtures("_as_on_fat")
def test_who_does_not_want_to_wait_presses_escape_twice(tmp_path: Path) -> None:
    async def stop(pilot: Pilot[Any], copies: Path) -> None:
        await pilot.press("escape")
        assert on(pilot, ResultScreen).has_class("-working")
        assert "stopping" in text(pilot)
        await pilot.press("escape")
        result = await cleaned(pilot)
        assert (result.outcomes.done, result.outcomes.failed) == (0, 0)
        assert "0 clean copies · stopped before 4 photos, which are unchanged" in text(pilot)
        assert drafts(copies) == []

    assert list(clean_and(stop, tmp_path).iterdir()) == []


def test_the_command_line_that_is_interrupted_removes_what_is_half_written(tmp_path: Path) -> None:
    fill(tmp_path / "album", 4)
    copies = tmp_path / "copies"
    words = [sys.executable, "-c", COMMAND_LINE, str(tmp_path / "album"), str(copies)]
    with subprocess.Popen(
        words, cwd=ROOT, stderr=subprocess.PIPE, text=True, env={**os.environ, "LC_ALL": "C.UTF-8"}
    ) as process:
        deadline = time.monotonic() + 20
        while not drafts(copies):
            assert time.monotonic() < deadline
            assert process.poll() is None
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=20)
    assert process.returncode == 130
    assert "Every copy that is there is whole." in said
    assert list(copies.iterdir()) == []
