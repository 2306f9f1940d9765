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
    at = 0
    while at < len(blocks):
        # Blocks that stay together, such as a heading with what it heads.
        end = at
        while end < len(blocks) - 1 and blocks[end].keeps:
            end += 1
        together = list(blocks[at : end + 1])
        at = end + 1
        if page and len(page) + _height(together) > height:
            yield page
            page = []
        if _height(together) - together[0].above > height:
            together = [replace(each, airy=False) for each in together]
        lines = [EMPTY] * together[0].above if page else []
        for number, block in enumerate(together):
            if number:
                lines += [EMPTY] * block.above
            lines += block.head
            for row, given in enumerate(block.groups):
                group = (EMPTY, *given) if block.airy and row else given
                if len(page) + len(lines) + len(group) > height and (page or lines):
                    yield [*page, *lines]
                    page, lines = [], [*block.head]
                lines += group
        page += lines
    if page:
        yield page


def _height(blocks: Iterable[Block]) -> int:
    """How many lines several take, those above the first included."""
    return sum(block.above + block.height for block in blocks)
