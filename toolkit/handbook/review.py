"""What is wrong with a guide that can be read: its words, its sources, its links, its days."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from toolkit.errors import ContentError
from toolkit.evidence import Review, is_day, misdated, past_due
from toolkit.handbook.search import FOLDER, texts
from toolkit.reading import words
from toolkit.wording import wording

if TYPE_CHECKING:
    from collections.abc import Container, Iterator
    from datetime import date

    from toolkit.handbook.model import Guide, Words
    from toolkit.handbook.shelf import Handbook

MOST_MINUTES: Final = 5
WORDS_PER_MINUTE: Final = 175
"""The slow end of where most adults read (175 to 300, Brysbaert, "How many words do we read per
minute?", Journal of Memory and Language 109, December 2019): many here read a second language."""

_LONGEST: Final = 366
"""Days until a guide has to be looked at again."""


def review(
    handbook: Handbook,
    known: Container[str],
    sources: Container[str],
    today: date,
) -> Review:
    """Look through all guides.

    Args:
        handbook: They.
        known: What links may name, such as ``action:turn-off-2g``.
        sources: The ids of all sources.
        today: The day, by which something is overdue.
    """
    problems, overdue = list(handbook.problems), list[ContentError]()
    for guide in handbook.guides.values():
        file = f"{FOLDER}/{guide.id}.md"
        named = ((f"text {at}", text) for at, text in enumerate(texts(guide), 1))
        problems += wording(file, named)
        problems += _days(guide, file)
        problems += _facts(guide, file, sources)
        problems += dangling(guide, known)
        overdue += past_due(guide.front, file, today)
    return Review({FOLDER: len(handbook.guides)}, tuple(problems), tuple(overdue))


def review_translated(
    handbook: Handbook, known: Container[str], sources: Container[str]
) -> Iterator[ContentError]:
    """What is wrong with guides in another language: marks and links that lead nowhere.

    Args:
        handbook: They, and those that are in English as nobody translated them.
        known: As for `review`.
        sources: As for `review`.
    """
    yield from handbook.problems
    for guide in handbook.guides.values():
        file = f"{FOLDER}/{guide.id}.md"
        yield from _facts(guide, file, sources)
        yield from dangling(guide, known)


def _days(guide: Guide, file: str) -> Iterator[ContentError]:
    front = guide.front
    yield from misdated(front, file, _LONGEST)
    for name, basis in (front.facts or {}).items():
        if not is_day(basis.as_of):
            field = f"facts.{name}.as_of"
            yield ContentError("content-bad-date", file=file, field=field, value=basis.as_of)
    needed = -(-sum(len(words(text)) for text in texts(guide)) // WORDS_PER_MINUTE)
    if front.minutes > MOST_MINUTES or needed > front.minutes:
        yield ContentError("guide-minutes", file=file, minutes=needed, most=MOST_MINUTES)


def _facts(guide: Guide, file: str, sources: Container[str]) -> Iterator[ContentError]:
    facts = guide.front.facts or {}
    marked = {piece.fact: line for line, piece in _all_words(guide) if piece.fact}
    for name, line in marked.items():
        if name not in facts:
            yield ContentError("guide-unknown-fact", file=file, line=line, name=name)
    for name, basis in facts.items():
        field = f"facts.{name}"
        if name not in marked:
            yield ContentError("guide-unused-fact", file=file, name=name)
        if not basis.sources:
            yield ContentError("content-no-source", file=file, field=field)
        for source in basis.sources:
            if source not in sources:
                yield ContentError("content-missing-id", file=file, field=field, id=source)


def dangling(guide: Guide, known: Container[str]) -> Iterator[ContentError]:
    """What a guide names that is not there, with the file and the line.

    Args:
        guide: It.
        known: As for `review`.
    """
    file = f"{FOLDER}/{guide.id}.md"
    for line, piece in _all_words(guide):
        to = f"{piece.link.kind.value}:{piece.link.id}" if piece.link is not None else ""
        if to and to not in known:
            yield ContentError("guide-unknown-link", file=file, line=line, to=to)
    for to in guide.front.related:
        if to not in known:
            yield ContentError("content-missing-id", file=file, field="related", id=to)


def _all_words(guide: Guide) -> Iterator[tuple[int, Words]]:
    """Every piece of text, with the line of the file in which its block begins."""
    for section in guide.sections:
        for block in section.blocks:
            for line in block.lines:
                yield from ((block.at, piece) for piece in line)
