"""Where a page could go, and of what kind its name makes it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

NAME: Final = "list.txt"
"""What is proposed: a name that says nothing."""

HTML: Final = frozenset({".html", ".htm"})


def proposed(name: str = NAME) -> Path:
    """Where something could go: a name that is free, in the person's own folder.

    Args:
        name: How it could be called.
    """
    folder, wanted = Path.home(), Path(name)
    names = (name, *(f"{wanted.stem}-{number}{wanted.suffix}" for number in range(2, 100)))
    return next((folder / name for name in names if not os.path.lexists(folder / name)), folder)


def is_for_browsers(path: Path) -> bool:
    """Whether a name asks for a page for a browser."""
    return path.suffix.lower() in HTML
