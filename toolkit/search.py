"""Finding words in everything there is to read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


@dataclass(frozen=True, slots=True)
class Page:
    """Something to read.

    Attributes:
        folder: Its kind, such as ``actions`` or ``handbook``.
        id: Its id.
        title: What it is called.
        lines: Its texts.
    """

    folder: str
    id: str
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Folded:
    """A page, and its texts as they are compared: the title and the id first, then each line."""

    page: Page
    texts: tuple[str, ...]
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
        wanted = text.casefold().split()
        if not wanted:
            return ()
        found = [each for each in self._pages if all(word in each.whole for word in wanted)]
        found.sort(key=lambda each: not any(word in each.texts[0] for word in wanted))
        return tuple(replace(each.page, lines=tuple(_matching(each, wanted))) for each in found)


def _folded(page: Page) -> _Folded:
    texts = (f"{page.title} {page.id}".casefold(), *(line.casefold() for line in page.lines))
    return _Folded(page, texts, "\n".join(texts))


def _matching(each: _Folded, wanted: list[str]) -> Iterator[str]:
    for line, folded in zip(each.page.lines, each.texts[1:], strict=True):
        if any(word in folded for word in wanted):
            yield line
