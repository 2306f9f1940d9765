"""Where the facts about messengers stand on the disk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from toolkit.content import table
from toolkit.errors import ContentError
from toolkit.messaging.messengers import book
from toolkit.messaging.messengers.references import dangling
from toolkit.paths import guides

if TYPE_CHECKING:
    from pathlib import Path

    from toolkit.messaging.messengers.book import Book


def folder() -> Path:
    """Where the files lie."""
    return guides() / book.FOLDER


def load(shelf: Path | None = None) -> Book:
    """All that is known of messengers.

    Args:
        shelf: The folder of its files; the program's own by default.

    Raises:
        ContentError: A file is not as it should be; the first that is found.
    """
    found = book.made(read(shelf or folder()))
    for problem in dangling(found):
        raise problem
    return found


def read(shelf: Path) -> dict[str, Any]:
    """What the files hold, read one by one.

    Raises:
        ContentError: As `content.table`.
    """
    tables: dict[str, Any] = {
        each: {path.stem: _table(shelf, f"{each}/{path.stem}") for path in _listed(shelf, each)}
        for each in (book.APPS, book.SETTINGS)
    }
    for each in (book.SOURCES, book.QUESTIONS, book.RULES, book.FROM_PLAN):
        tables[each] = _table(shelf, each)
    return tables


def _listed(shelf: Path, each: str) -> list[Path]:
    return sorted((shelf / each).glob("*.toml"))


def _table(shelf: Path, name: str) -> dict[str, Any]:
    try:
        content = (shelf / f"{name}.toml").read_bytes()
    except OSError as error:
        raise ContentError("content-unreadable", file=book.file_of(name)) from error
    return table(content, book.file_of(name))
