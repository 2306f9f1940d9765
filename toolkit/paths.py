"""Where the program's own content lies, in a checkout and in an installed wheel."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def guides() -> Path:
    """The folder of content: ``guides/`` of the checkout, or its copy inside the wheel."""
    packed = _PACKAGE / "_guides"
    return packed if packed.is_dir() else _PACKAGE.parent / "guides"
