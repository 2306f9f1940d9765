"""Finding words in everything there is to read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Page:
    """Something to read.

    Attributes:
        folder: Its kind, such as ``actions`` or ``handbook``.
        id: Its id.
        title: What it is called.
        lines: Its texts.
        names: What else it is called; to be found there is as good as in the title.
    """

    folder: str
    id: str
    title: str
    lines: tuple[str, ...]
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Folded:
    """A page, and its texts as they are compared: the title with the id, and everything."""

    page: Page
    title: str
    whole: str


class Index:
    """Pages, ready to be searched.

    Args:
        pages: They, in the order in which they are to be found.
    """

    def __init__(self, pages: Iterable[Page]) -> None:
        self._pages = tuple(_folded(page) for page in pages)

    def search(self, text: str) -> tuple[Page, ...]:
        """The pages in which all words of a text stand, or parts of words.

        Those in whose title or id a word stands come first; then as the pages came. Of the lines,
        each has those in which a word stands.
        """
        return tuple(matching(page, text) for page in self.found(text))

    def found(self, text: str) -> tuple[Page, ...]:
        """As `search`, each page with all of its lines: for who shows only the first of them."""
        wanted = text.casefold().split()
        if not wanted:
            return ()
        found = [each for each in self._pages if all(word in each.whole for word in wanted)]
        found.sort(key=lambda each: not any(word in each.title for word in wanted))
        return tuple(each.page for each in found)


def matching(page: Page, text: str) -> Page:
    """A page with those of its lines in which a word of a text stands."""
    wanted = text.casefold().split()
    lines = (line for line in page.lines if any(word in line.casefold() for word in wanted))
    return replace(page, lines=tuple(lines))


def _folded(page: Page) -> _Folded:
    title = " ".join((page.title, *page.names, page.id)).casefold()
    return _Folded(page, title, "\n".join((title, *(line.casefold() for line in page.lines))))
