"""The environment of programs that tests start."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[1]

UNMEASURED: Final = {k: v for k, v in os.environ.items() if not k.startswith("COVERAGE")}
"""Ours, without what makes coverage start inside the process and load its own modules there."""


def ran(program: str) -> subprocess.CompletedProcess[str]:
    """What a program says that a new Python runs, with nothing loaded before.

    Args:
        program: Its text.
    """
    return subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env=UNMEASURED,
    )
