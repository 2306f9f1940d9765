"""The environment of a process whose imports are looked at."""

from __future__ import annotations

import os
from typing import Final

UNMEASURED: Final = {k: v for k, v in os.environ.items() if not k.startswith("COVERAGE")}
"""Ours, without what makes coverage start inside the process and load its own modules there."""
