"""What there is to find in the handbook."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from toolkit.handbook.model import plain
from toolkit.search import Page

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from toolkit.handbook.model import Guide

FOLDER: Final = "handbook"


def pages(guides: Iterable[Guide]) -> Iterator[Page]:
    """Every guide with its texts: what it says of itself, its headings, its lines."""
    for guide in guides:
        yield Page(FOLDER, guide.id, guide.front.title, tuple(texts(guide)))


def texts(guide: Guide) -> Iterator[str]:
    """What a person reads of a guide, below its title."""
    front = guide.front
    yield from (front.summary, front.audience, front.not_for)
    for section in guide.sections:
        if section.heading:
            yield section.heading
        for block in section.blocks:
            yield from (plain(line) for line in block.lines)
