"""What is read: sections of blocks, and how they stand at a width."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from rich.cells import cell_len

from toolkit.tui.widgets.told import wrapped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

BESIDE: Final = 92
"""From this width on, headings stand beside what they are about; below it, above."""

_WIDEST: Final = 82
"""Cells of a line of text; longer ones are hard to read."""
_HEADINGS: Final = 26
"""Cells of the column of headings."""
_HANG: Final = 2
_GAP: Final = 2


class Tone(Enum):
    """How something looks; colour is never its only sign."""

    PLAIN = "plain"
    STRONG = "strong"
    MUTED = "muted"
    HIGH = "high"
    MIDDLE = "middle"
    LOW = "low"
    KEPT = "kept"
    FOUND = "found"
    """What was looked for."""


@dataclass(frozen=True, slots=True)
class Block:
    """A text that is wrapped as one.

    Attributes:
        text: It.
        tone: How it looks.
        mark: What stands before its first line; the other lines hang below its text.
        mark_tone: How the mark looks.
        to: What is told when a person chooses it; ``None`` where it leads nowhere.
        beside: A word or two at the right end, where there is room; below it otherwise.
        below: What is told below it, in second rank.
        above: Empty lines before it.
        found: Words of it that were looked for, in small letters.
        stressed: Where its stressed words begin and end, from left to right.
    """

    text: str
    tone: Tone = Tone.PLAIN
    mark: str = ""
    mark_tone: Tone = Tone.MUTED
    to: Any = None
    beside: str = ""
    below: tuple[str, ...] = ()
    above: int = 0
    found: tuple[str, ...] = ()
    stressed: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """Blocks under a heading.

    Attributes:
        heading: A word or two; empty for none.
        blocks: They.
        tone: How the heading looks.
        mark: The heading's shape; empty for none.
    """

    heading: str
    blocks: tuple[Block, ...]
    tone: Tone = Tone.PLAIN
    mark: str = ""


class Bit(NamedTuple):
    """A piece of a line.

    Attributes:
        x: The column in which it begins.
        text: It.
        tone: How it looks.
        bold: Whether it is a heading, or stressed.
    """

    x: int
    text: str
    tone: Tone
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A line.

    Attributes:
        bits: Its pieces, from left to right.
        stop: The number of the place that it belongs to; -1 for none.
    """

    bits: tuple[Bit, ...] = ()
    stop: int = -1


@dataclass(frozen=True, slots=True)
class Stop:
    """A place that leads on.

    Attributes:
        to: What is told when a person chooses it.
        first: Its first line.
        last: Its last.
        x: The column in which it begins.
    """

    to: Any
    first: int
    last: int
    x: int = 0


@dataclass(slots=True)
class Laid:
    """Lines, and the places in them."""

    rows: list[Row] = field(default_factory=list)
    stops: list[Stop] = field(default_factory=list)


def laid_out(sections: Sequence[Section], width: int) -> Laid:
    """How sections stand.

    Args:
        sections: They.
        width: Cells.
    """
    laid = Laid()
    aside = width >= BESIDE and any(section.heading for section in sections)
    for section in sections:
        if laid.rows:
            laid.rows.append(Row())
        if aside:
            _beside(laid, section, min(width - _HEADINGS, _WIDEST))
        else:
            _below(laid, section, min(width, _WIDEST))
    return laid


def _below(laid: Laid, section: Section, width: int) -> None:
    """A section with its heading above."""
    indent = 0
    if section.heading:
        for line in wrapped(headed(section), width):
            laid.rows.append(Row((Bit(0, line, section.tone, bold=True),)))
        indent = _HANG
    _blocks(laid, section.blocks, indent, width)


def _beside(laid: Laid, section: Section, width: int) -> None:
    """A section with its heading at the left of it."""
    start = len(laid.rows)
    _blocks(laid, section.blocks, _HEADINGS, _HEADINGS + width)
    heading = wrapped(headed(section), _HEADINGS - _GAP) if section.heading else []
    for index, line in enumerate(heading):
        bit = Bit(0, line, section.tone, bold=True)
        if start + index < len(laid.rows):
            row = laid.rows[start + index]
            laid.rows[start + index] = Row((bit, *row.bits), row.stop)
        else:
            laid.rows.append(Row((bit,)))


def headed(section: Section) -> str:
    """A heading with its shape."""
    return f"{section.mark} {section.heading}" if section.mark else section.heading


def _blocks(laid: Laid, blocks: Iterable[Block], indent: int, width: int) -> None:
    for block in blocks:
        laid.rows += [Row()] * block.above
        stop = -1 if block.to is None else len(laid.stops)
        first = len(laid.rows)
        laid.rows += [Row(bits, stop) for bits in _lines(block, indent, width)]
        if stop >= 0:
            laid.stops.append(Stop(block.to, first, len(laid.rows) - 1, indent))


def _lines(block: Block, indent: int, width: int) -> Iterator[tuple[Bit, ...]]:
    column = indent + (cell_len(block.mark) + 1 if block.mark else 0)
    aside = cell_len(block.beside) + _GAP if block.beside else 0
    room = width - column - aside
    if aside and room < min(cell_len(block.text), (width - column) // 2):
        aside, room = 0, width - column
    lead = (Bit(indent, block.mark, block.mark_tone),) if block.mark else ()
    tail = (Bit(width - aside + _GAP, block.beside, Tone.MUTED),) if aside else ()
    end = 0
    for index, line in enumerate(wrapped(block.text, max(room, 1)) or [""]):
        # A line is a part of its text, but for what is left out at its ends.
        begin = block.text.find(line, end) if block.stressed else 0
        end = begin + len(line)
        bits = tuple(
            bit
            for start, stop, bold in _stretches(begin, end, block.stressed)
            for bit in _toned(
                line[start:stop],
                column + cell_len(line[:start]),
                block.tone,
                block.found,
                bold=bold,
            )
        )
        yield (*lead, *bits, *tail) if index == 0 else bits
    below = block.below if aside or not block.beside else (block.beside, *block.below)
    for text in below:
        for line in wrapped(text, width - column):
            yield tuple(_toned(line, column, Tone.MUTED, block.found))


def _stretches(
    begin: int, end: int, stressed: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int, bool]]:
    """The parts of a line, as columns of it, and whether each is stressed.

    Args:
        begin: Where in its text the line begins.
        end: Where it ends.
        stressed: Where in the text stressed words begin and end.
    """
    at = begin
    for first, last in stressed:
        start, stop = max(first, at), min(last, end)
        if start < stop:
            if at < start:
                yield at - begin, start - begin, False
            yield start - begin, stop - begin, True
            at = stop
    if at < end:
        yield at - begin, end - begin, False


def _toned(
    line: str, x: int, tone: Tone, found: tuple[str, ...], *, bold: bool = False
) -> Iterator[Bit]:
    """The pieces of a line: what was looked for looks otherwise than the rest."""
    at = 0
    for start, stop in _places(line.casefold(), found):
        for piece, looks in ((line[at:start], tone), (line[start:stop], Tone.FOUND)):
            if piece:
                yield Bit(x, piece, looks, bold)
                x += cell_len(piece)
        at = stop
    if at < len(line):
        yield Bit(x, line[at:], tone, bold)


def _places(folded: str, words: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Where words stand in a line, from left to right, none within another."""
    end = 0
    for start, stop in sorted(place for word in words if word for place in _each(folded, word)):
        if start >= end:
            yield start, stop
            end = stop


def _each(folded: str, word: str) -> Iterator[tuple[int, int]]:
    at = folded.find(word)
    while at >= 0:
        yield at, at + len(word)
        at = folded.find(word, at + 1)
