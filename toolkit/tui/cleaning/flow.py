"""From photos to clean copies: which screen follows which."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from toolkit.tui.app import Parasol


def begin(app: Parasol) -> None:
    """Ask for photos, then read them."""
