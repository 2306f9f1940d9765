"""The screens of trainer's mode, over a session in a language of its own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from tests.tui.latin_library import shelf, words
from toolkit.bundle.session import names
from toolkit.tui.training.clock import Clock
from toolkit.tui.training.folder_screen import FolderScreen, session
from toolkit.tui.training.persona_screen import PersonaScreen
from toolkit.tui.training.plan_screen import SessionScreen
from toolkit.tui.training.run_screen import RunScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen

PLAN: Final = shelf().plans.sessions["umbra-una"]

DATA: Final = (*words(), "tmp", "x", *(part for name in names(PLAN) for part in name.split(".")))
"""Every word that is data: those of the library, and of names of files."""


def _session() -> SessionScreen:
    return SessionScreen(shelf(), "umbra-una")


def _running() -> RunScreen:
    # Its clock stands still.
    clock = Clock([step.minutes for step in PLAN.steps], lambda: 0.0)
    return RunScreen(shelf(), PLAN, clock)


def _folder() -> FolderScreen:
    return session(PLAN, Path("/tmp/x"))  # noqa: S108 - shown only


SCREENS: Final[tuple[tuple[str, Callable[[], Screen[Any]], tuple[str, ...]], ...]] = (
    ("session", _session, ()),
    ("session-runs", _running, ("right",)),
    ("session-question", _running, ("right", "g")),
    ("session-person", lambda: PersonaScreen(shelf(), "marcus"), ()),
    ("session-folder", _folder, ()),
)
"""Each with how it is made, and the keys that are pressed there."""
