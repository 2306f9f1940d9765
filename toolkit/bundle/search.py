"""Everything there is to read, from all rooms, ready to be found by words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from toolkit.errors import ContentError
from toolkit.handbook import search as handbook
from toolkit.handbook import shelf as guides
from toolkit.messaging.lessons import search as lessons
from toolkit.messaging.lessons import shelf as lessons_shelf
from toolkit.messaging.messengers import search as messengers
from toolkit.messaging.messengers import shelf as messengers_shelf
from toolkit.threats import search as threats
from toolkit.threats import shelf as library
from toolkit.training import search as training
from toolkit.training import shelf as plans

if TYPE_CHECKING:
    from toolkit.search import Page

MESSAGING: Final = (lessons.FOLDER, messengers.FOLDER, messengers.SETTINGS)
"""The kinds of which `messaging` has the pages."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """What can be read, and what cannot.

    Attributes:
        pages: In the order in which they are to be found.
        problems: One for each file that stands in the way.
    """

    pages: tuple[Page, ...]
    problems: tuple[ContentError, ...] = ()


def everything() -> Gathered:
    """All there is. What cannot be read leaves the rest as it is."""
    pages: list[Page] = []
    problems: list[ContentError] = []
    written = guides.load()
    pages += handbook.pages(written.guides.values())
    problems += written.problems
    try:
        pages += threats.pages(library.load())
    except ContentError as problem:
        problems.append(problem)
    rest = messaging()
    pages += rest.pages
    problems += rest.problems
    planned = plans.load()
    pages += training.pages(planned.sessions.values())
    problems += planned.problems
    return Gathered(tuple(pages), tuple(problems))


def messaging() -> Gathered:
    """Lessons, messengers and their settings."""
    learned, problems = lessons_shelf.readable()
    pages = list(lessons.pages(learned))
    try:
        book = messengers_shelf.load()
    except ContentError as problem:
        return Gathered(tuple(pages), (*problems, problem))
    pages += messengers.pages(book)
    pages += messengers.settings(book)
    return Gathered(tuple(pages), problems)
