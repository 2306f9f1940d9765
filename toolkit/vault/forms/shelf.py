"""Where the forms lie: `guides/forms/<id>.toml`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from toolkit.content import load as load_content
from toolkit.paths import guides
from toolkit.vault.forms.model import Form

if TYPE_CHECKING:
    from pathlib import Path

FOLDER: Final = "forms"


def folder() -> Path:
    """Where the files lie."""
    return guides() / FOLDER


def load(shelf: Path | None = None) -> dict[str, Form]:
    """All forms by their ids, in the order of the list.

    Args:
        shelf: The folder of their files; the program's own by default.

    Raises:
        ContentError: A file is no form; the first that is found.
    """
    read = [load_content(Form, path) for path in sorted((shelf or folder()).glob("*.toml"))]
    return {each.id: each for each in sorted(read, key=lambda each: each.order)}
