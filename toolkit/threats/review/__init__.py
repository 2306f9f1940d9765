"""A look through all of the library for what a person at risk should never meet.

Each problem is one of our errors, so that it is told in one sentence with the file and the field.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from toolkit.conditions import parse
from toolkit.content import build, table
from toolkit.errors import ContentError
from toolkit.evidence import Review
from toolkit.threats.library import KINDS, made, vocabulary_of, with_places
from toolkit.threats.references import circles, dangling
from toolkit.threats.review.evidence import claims, dates, overdue, required
from toolkit.threats.review.logic import personas, questions, reach, rules
from toolkit.threats.review.wording import wording

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date
    from pathlib import Path

    from toolkit.threats.library import Library

REQUIRED: Final = "required.txt"
"""The ids that have to be there, one a line: systems, tactics, laws, vendors and context."""

_CHECKS: Final[tuple[Callable[[Library], Iterator[ContentError]], ...]] = (
    dates,
    claims,
    wording,
    questions,
    rules,
    reach,
    personas,
)
"""What is asked of a library that hangs together."""

_CONDITIONS: Final = {
    "questions": "when",
    "rules": "when",
    "conflicts": "when",
    "actions": "only_if",
    "legal": "when",
}


def review(shelf: Path, today: date) -> Review:
    """Look through the files of a library.

    Args:
        shelf: The folder of its files.
        today: The day, by which something is overdue.
    """
    problems: list[ContentError] = []
    tables = _readable(shelf, problems)
    library = made(tables)
    problems += _strays(shelf)
    problems += dangling(library)
    problems += circles(library)
    wanted = (shelf / REQUIRED).read_text(encoding="utf-8").split()
    problems += required(library, wanted)
    # What follows walks from thing to thing, and needs each of them to be there.
    whole = not any(each.code in {"content-missing-id", "content-cycle"} for each in problems)
    for check in _CHECKS if whole else _CHECKS[:3]:
        problems += check(library)
    return Review(
        {folder: len(library.kind(folder)) for folder, _ in KINDS},
        tuple(problems),
        tuple(overdue(library, today)),
    )


def _readable(shelf: Path, problems: list[ContentError]) -> dict[str, dict[str, dict[str, Any]]]:
    """What the files hold that are as they should be by themselves; what the others lack."""
    tables: dict[str, dict[str, dict[str, Any]]] = {folder: {} for folder, _ in KINDS}
    things: dict[str, dict[str, Any]] = {folder: {} for folder, _ in KINDS}
    for folder, kind in KINDS:
        for path in sorted((shelf / folder).glob("*.toml")):
            name = f"{folder}/{path.name}"
            try:
                found = table(path.read_bytes(), name)
                things[folder][path.stem] = build(kind, {"id": path.stem, **found}, name)
                tables[folder][path.stem] = found
            except ContentError as error:
                problems.append(error)
    asked = {key: with_places(each, things["places"]) for key, each in things["questions"].items()}
    vocabulary = vocabulary_of(asked)
    for folder, field in _CONDITIONS.items():
        for key, thing in things[folder].items():
            try:
                parse(getattr(thing, field), vocabulary, f"{folder}/{key}.toml", field)
            except ContentError as error:
                problems.append(error)
                del tables[folder][key]
    return tables


def _strays(shelf: Path) -> Iterator[ContentError]:
    """Files that nothing reads: a wrong folder, a wrong ending."""
    folders = {folder for folder, _ in KINDS}
    for path in sorted(shelf.glob("*/**/*")):
        known = path.parent.parent == shelf and path.parent.name in folders
        if path.is_file() and not (known and path.suffix == ".toml"):
            yield ContentError("content-stray", file=path.relative_to(shelf).as_posix())
