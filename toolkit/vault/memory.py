"""Less of an open vault in the system's own records. It cannot be none: see the package."""

from __future__ import annotations

import contextlib
import ctypes
import resource
from typing import Final

_SET_DUMPABLE: Final = 4  # prctl(2), PR_SET_DUMPABLE


def leave_no_dump() -> bool:
    """Have this process leave no core file, also to programs that collect them.

    Returns:
        Whether the system agreed.
    """
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        return bool(ctypes.CDLL(None).prctl(_SET_DUMPABLE, 0, 0, 0, 0) == 0)
    except (OSError, AttributeError):
        return False
