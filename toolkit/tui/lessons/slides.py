"""What is told, divided into pages that fit: nothing scrolls, and little is torn."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from toolkit.tui.lab.ink import EMPTY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from toolkit.tui.lab.ink import Line


@dataclass(frozen=True, slots=True)
class Block:
    """Something that is drawn together: a paragraph, a table, bytes.

    Attributes:
        groups: Its lines; a page may end between two groups, never within one.
        head: What stands above them, again on each page on which it goes on.
        above: Empty lines before it.
        keeps: Whether it stays on one page with what follows, as headings do.
        airy: Whether a line is left free between its groups, where there is room.
    """

    groups: tuple[tuple[Line, ...], ...]
    head: tuple[Line, ...] = ()
    above: int = 1
    keeps: bool = False
    airy: bool = False

    @property
    def height(self) -> int:
        """How many lines it takes."""
        air = len(self.groups) - 1 if self.airy else 0
        return len(self.head) + sum(map(len, self.groups)) + air


@dataclass(frozen=True, slots=True)
class Slide:
    """One page.

    Attributes:
        lines: They.
        asks: Whether what is asked stands below them.
    """

    lines: tuple[Line, ...]
    asks: bool = False


def slides(
    blocks: Sequence[Block], height: int, *, below: int = 0, ask: Block | None = None
) -> list[Slide]:
    """Pages for blocks.

    Args:
        blocks: They.
        height: Lines of a page.
        below: Lines that are needed below a question, for its answers.
        ask: The question; it stands on the last page, on one of its own where it does not fit.
    """
    pages = list(_pages(blocks, max(height, 1)))
    if ask is None:
        return [Slide(tuple(page)) for page in pages] or [Slide(())]
    put = [line for group in ask.groups for line in group]
    if pages and len(pages[-1]) + 1 + len(put) + below <= height:
        put = [*pages.pop(), EMPTY, *put]
    return [*(Slide(tuple(page)) for page in pages), Slide(tuple(put), asks=True)]


def _pages(blocks: Sequence[Block], height: int) -> Iterator[list[Line]]:
    page: list[Line] = []
    for given in _runs(blocks):
        if page and len(page) + _height(given) > height:
            yield page
            page = []
        too_high = _height(given) - given[0].above > height
        run = [replace(each, airy=False) for each in given] if too_high else given
        for block in run:
            for row, group in enumerate(block.groups or ((),)):
                gap = block.above if not row else int(block.airy)
                head = () if row else block.head
                if page and len(page) + gap + len(head) + len(group) > height:
                    yield page
                    page, head = [], block.head
                page += [*[EMPTY] * (gap if page else 0), *head, *group]
    if page:
        yield page


def _runs(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Blocks that stay together, such as a heading with what it heads."""
    run: list[Block] = []
    for block in blocks:
        run.append(block)
        if not block.keeps:
            yield run
            run = []
    if run:
        yield run


def _height(blocks: Iterable[Block]) -> int:
    """How many lines several take, those above the first included."""
    return sum(block.above + block.height for block in blocks)
