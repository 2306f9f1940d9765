"""Trainer's mode: which screen follows which."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from textual.app import App

    from toolkit.training.model import Session
    from toolkit.tui.library.shelf import Shelf
    from toolkit.tui.training.clock import Clock

_clocks: Final[WeakKeyDictionary[App[Any], dict[str, Clock]]] = WeakKeyDictionary()
"""The clock of each session that was begun: it goes on when somebody looks something up."""


def run(app: App[Any], shelf: Shelf, session: Session, step: int | None = None) -> None:
    """Show the step that is on.

    Args:
        app: The application.
        shelf: All that is known.
        session: The plan.
        step: Which step to show, from 0; the one where the clock is by default.
    """
    from toolkit.tui.training.clock import Clock  # noqa: PLC0415 - only when wanted
    from toolkit.tui.training.run_screen import RunScreen  # noqa: PLC0415 - as above

    clocks = _clocks.setdefault(app, {})
    if session.id not in clocks:
        clocks[session.id] = Clock([each.minutes for each in session.steps])
    if step is not None:
        clocks[session.id].go(step)
    app.push_screen(RunScreen(shelf, session, clocks[session.id]))
