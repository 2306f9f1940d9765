"""Opening the interface, where there is a terminal that can show it."""

from __future__ import annotations

import gc
import os
import sys

from toolkit.tui import first

TYPE_CHECKING = False  # not from `typing`: see `first`
if TYPE_CHECKING:
    from collections.abc import Sequence

    from toolkit.tui.safety import WayOut

_KEYS = 0
_SCREEN = 1


def can_open() -> bool:
    """Whether there is a terminal here that full-screen programs can use."""
    capable = os.environ.get("TERM", "dumb") not in {"dumb", ""}
    return capable and os.isatty(_KEYS) and os.isatty(_SCREEN)


def open_interface(paths: Sequence[str], *, slow_link: bool) -> int:
    """Run the full-screen interface until the person leaves.

    Args:
        paths: Files and folders to read at once.
        slow_link: Whether to spare the bytes.

    Returns:
        The exit code, where the process has not ended already.
    """
    before = first.show(_KEYS, _SCREEN)
    # The slow part. What it makes stays for good: looking through it for garbage is in vain.
    gc.disable()
    # Textual brings asyncio, which would bring what encrypts connections. There are none.
    sys.modules["ssl"] = None  # type: ignore[assignment]
    from toolkit.tui import safety  # noqa: PLC0415 - see above
    from toolkit.tui.terminal import Terminal  # noqa: PLC0415 - as above

    way_out = safety.WayOut(Terminal(_KEYS, _SCREEN, before))
    way_out.guard()
    try:
        _run(way_out, paths, slow_link=slow_link)
    except BaseException as error:  # noqa: BLE001 - the last line: nobody ever meets a traceback
        way_out.fail(error)
    way_out.leave(0)
    return 0


def _run(way_out: WayOut, paths: Sequence[str], *, slow_link: bool) -> None:
    from toolkit.tui.settings import as_given, detected, forget_switches  # noqa: PLC0415 - slow

    settings = detected(as_given(), slow_link=slow_link)
    way_out.terminal.suit(settings)
    # Textual reads its switches as it is imported, so they go first.
    forget_switches()
    from toolkit.languages import of_system, speak  # noqa: PLC0415 - slow
    from toolkit.tui.app import Parasol  # noqa: PLC0415 - slow, and see above

    speak(of_system(os.environ))
    Parasol(settings, paths, way_out).run()
