"""Finding words in everything there is to read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable


_LAST: Final = frozenset({"sources"})
"""Kinds that others rest on: who looks for words wants what is said, not who said it."""


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
    """A page, and its texts as they are compared: its names, the title with them, everything."""

    page: Page
    called: frozenset[str]
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

        The one that is called so comes first, then those in whose title or id a word stands, then
        as the pages came; those that others only rest on come last. Of the lines, each has those
        in which a word stands.
        """
        return tuple(matching(page, text) for page in self.found(text))

    def found(self, text: str) -> tuple[Page, ...]:
        """As `search`, each page with all of its lines: for who shows only the first of them."""
        wanted = text.casefold().split()
        if not wanted:
            return ()
        found = [each for each in self._pages if all(word in each.whole for word in wanted)]
        whole = " ".join(wanted)
        found.sort(key=lambda each: _rank(each, wanted, whole))
        return tuple(each.page for each in found)


def _rank(each: _Folded, wanted: list[str], whole: str) -> int:
    if whole in each.called:
        return 0
    if each.page.folder in _LAST:
        return 3
    return 1 if any(word in each.title for word in wanted) else 2


def matching(page: Page, text: str) -> Page:
    """A page with those of its lines in which a word of a text stands."""
    wanted = text.casefold().split()
    lines = (line for line in page.lines if any(word in line.casefold() for word in wanted))
    return replace(page, lines=tuple(lines))


def _folded(page: Page) -> _Folded:
    called = [each.casefold() for each in (page.title, *page.names, page.id)]
    title = " ".join(called)
    return _Folded(
        page,
        frozenset(called),
        title,
        "\n".join((title, *(line.casefold() for line in page.lines))),
    )
