"""Every screen looks as it did when somebody last looked at it and was content.

A picture that has changed on purpose is accepted as CONTRIBUTING.md says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests import pseudo
from tests.tui.screens import SCREENS, SIZES, Shown, application

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a person's terminal says of itself changes no picture."""
    for name in ("NO_COLOR", "COLORTERM", "COLORFGBG", "COLUMNS", "LINES", "TEXTUAL_ANIMATIONS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("TZ", "UTC")


@pytest.mark.parametrize("dress", ["dark", "sixteen", pseudo.LONG])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("shown", SCREENS, ids=lambda shown: shown.name)
def test_a_screen_looks_as_it_should(
    shown: Shown,
    size: tuple[int, int],
    dress: str,
    snap_compare: Callable[..., bool],
    tmp_path: Path,
) -> None:
    theme = dress
    if dress == pseudo.LONG:
        pseudo.speak(dress, tmp_path)
        theme = "dark"
    try:
        assert snap_compare(application(theme), terminal_size=size, run_before=shown.open)
    finally:
        pseudo.speak_english()
