"""Where lessons stand on the disk: one file each in `guides/lessons`, and the sources they name."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from toolkit import content
from toolkit.errors import ContentError
from toolkit.messaging.lessons.checking import check
from toolkit.messaging.lessons.model import Lesson
from toolkit.paths import guides

if TYPE_CHECKING:
    from pathlib import Path

SOURCES: Final = "sources.toml"
"""Sources of which only lessons make use: one table for each id."""


def folder() -> Path:
    """Where the lessons lie."""
    return guides() / "lessons"


def files(shelf: Path | None = None) -> tuple[Path, ...]:
    """The file of each lesson, in the order of their names."""
    found = sorted((shelf or folder()).glob("*.toml"))
    return tuple(path for path in found if path.name != SOURCES)


def load(path: Path) -> Lesson:
    """A lesson.

    Args:
        path: Its file.

    Raises:
        ContentError: As `content.load`, and as `checking.check`.
    """
    lesson = content.load(Lesson, path)
    for problem in check(lesson):
        raise problem
    return lesson


def load_all(shelf: Path | None = None) -> dict[str, Lesson]:
    """All lessons by id, in the order in which they stand.

    Args:
        shelf: The folder; the program's own by default.

    Raises:
        ContentError: As `load`; the first that is found.
    """
    lessons = [load(path) for path in files(shelf)]
    return {each.id: each for each in sorted(lessons, key=lambda each: (each.order, each.id))}


def readable(shelf: Path | None = None) -> tuple[tuple[Lesson, ...], tuple[ContentError, ...]]:
    """The lessons that can be read, in the order in which they stand, and why others cannot.

    What is told in them is as it should be; whether they can be played is not looked at.
    """
    lessons, problems = list[Lesson](), list[ContentError]()
    for path in files(shelf):
        try:
            lessons.append(content.load(Lesson, path))
        except ContentError as problem:
            problems.append(problem)
    lessons.sort(key=lambda each: (each.order, each.id))
    return tuple(lessons), tuple(problems)


def source(key: str) -> dict[str, Any]:
    """What is known of a source: ``publisher``, ``title`` and what else its table holds.

    It is looked for among those of lessons, of messengers and of the library of threats.

    Raises:
        ContentError: ``"content-missing-id"`` where nobody knows it, or as `content.table`.
    """
    for path in (folder() / SOURCES, guides() / "messengers" / SOURCES):
        if path.exists():
            found: dict[str, Any] = _table(path.read_bytes(), path.name).get(key, {})
            if found:
                return found
    path = guides() / "threats" / "sources" / f"{key}.toml"
    if not path.exists():
        raise ContentError("content-missing-id", file=SOURCES, field="sources", id=key)
    return content.table(path.read_bytes(), path.name)


@lru_cache(maxsize=2)
def _table(written: bytes, name: str) -> dict[str, Any]:
    """A file of sources. All lessons name a hundred: reading it for each took nearly a second."""
    return content.table(written, name)


def cited(key: str) -> str:
    """A source in one line."""
    known = source(key)
    parts = (known["publisher"], known["title"], known.get("published", ""), known.get("url", ""))
    return ", ".join(part for part in parts if part)
