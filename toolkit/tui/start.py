"""Opening the interface, where there is a terminal that can show it."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from toolkit.tui import first

if TYPE_CHECKING:
    from collections.abc import Sequence


def can_open() -> bool:
    """Whether there is a terminal here that full-screen programs can use."""
    streams = (sys.__stdin__, sys.__stderr__, sys.stdout)
    return os.environ.get("TERM", "dumb") != "dumb" and all(
        stream is not None and stream.isatty() for stream in streams
    )


def open_interface(paths: Sequence[str], *, slow_link: bool) -> int:
    """Run the full-screen interface until the person leaves.

    Args:
        paths: Files and folders to read at once.
        slow_link: Whether to spare the bytes.

    Returns:
        The exit code, where the process has not ended already.
    """
    first.show()
    try:
        # The slow part. Textual reads its switches as it is imported, so they go first.
        from toolkit.tui.settings import detected, forget_switches  # noqa: PLC0415 - see above

        settings = detected(os.environ, slow_link=slow_link)
        forget_switches()
        from toolkit.languages import of_system, speak  # noqa: PLC0415 - as above
        from toolkit.tui.app import Parasol  # noqa: PLC0415 - as above

        speak(of_system(os.environ))
        app = Parasol(settings, paths)
    except BaseException:
        first.take_back()
        raise
    return app.run() or 0
