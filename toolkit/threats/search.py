"""Finding things of the library by their words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from toolkit.threats.prose import prose, title_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.threats.library import Library

SEARCHED: Final = (
    "capabilities", "actions", "systems", "vendors", "playbooks", "checklists", "legal", "helpers",
    "conflicts", "places", "sources",
)  # fmt: skip
"""What a person can look up, by folder; found things come in this order."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing that was found.

    Attributes:
        folder: Its kind.
        id: Its id.
        title: What it is called.
        lines: Its texts in which the words stand, or some of them.
    """

    folder: str
    id: str
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Page:
    """A thing with its texts, and the same as they are compared."""

    folder: str
    id: str
    title: str
    lines: tuple[str, ...]
    folded: tuple[str, ...]
    whole: str


class Index:
    """All texts of a library, ready to be searched.

    Args:
        library: It.
    """

    def __init__(self, library: Library) -> None:
        self._pages = tuple(_pages(library))

    def search(self, text: str) -> tuple[Hit, ...]:
        """The things in which all words of a text stand, or parts of words.

        Those in whose title or id a word stands come first; then by kind.
        """
        wanted = text.casefold().split()
        if not wanted:
            return ()
        found = [page for page in self._pages if all(word in page.whole for word in wanted)]
        found.sort(key=lambda page: not any(word in page.folded[0] for word in wanted))
        return tuple(
            Hit(page.folder, page.id, page.title, tuple(_matching(page, wanted))) for page in found
        )


def _pages(library: Library) -> Iterator[_Page]:
    for folder in SEARCHED:
        for key, thing in library.kind(folder).items():
            lines = tuple(text for _, text in prose(thing))
            folded = (f"{title_of(thing)} {key}".casefold(), *(text.casefold() for text in lines))
            yield _Page(folder, key, title_of(thing), lines, folded, "\n".join(folded))


def _matching(page: _Page, wanted: list[str]) -> Iterator[str]:
    for line, folded in zip(page.lines, page.folded[1:], strict=True):
        if any(word in folded for word in wanted):
            yield line
