"""Lines of words, each piece with what it means: what the panes of the lab are made of.

Everything the lab draws is first such lines, which know no terminal. So tests can read what a pane
says, and a pane that would say the same again is not drawn again.
"""

from __future__ import annotations

from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from rich.cells import cell_len

from toolkit.tui.widgets.fitting import fitted, harmless
from toolkit.tui.widgets.told import wrapped

if TYPE_CHECKING:
    from collections.abc import Iterable


class Tone(Enum):
    """What a piece means, by which it is coloured."""

    PLAIN = "plain"
    QUIET = "quiet"
    STRONG = "strong"
    FRESH = "fresh"
    """What is new at this moment."""
    HERE = "here"
    """Where one is."""
    LIVE = "live"
    """A key that is there; what is as it should be."""
    OPEN = "open"
    """What somebody can read who should not."""
    WAITS = "waits"
    GONE = "gone"
    """A key that was destroyed."""
    BYTES = "bytes"
    HAIR = "hair"


class Span(NamedTuple):
    """A piece of a line."""

    text: str
    tone: Tone = Tone.PLAIN


Line: TypeAlias = tuple[Span, ...]

EMPTY: Final[Line] = ()
FRESH: Final = Span("+ ", Tone.FRESH)
KNOWN: Final = Span("  ")
"""What stands before a line: that it is new at this moment, or that it is not."""


def width_of(line: Line) -> int:
    """How many cells a line takes."""
    return sum(cell_len(span.text) for span in line)


def paragraph(
    text: str, width: int, tone: Tone = Tone.PLAIN, *, lead: Line = EMPTY, hang: int = 0
) -> list[Line]:
    """A sentence in lines.

    Args:
        text: It may hold names and words that people chose.
        width: Cells, those of `lead` among them.
        tone: How it looks.
        lead: What stands before its first line; the others begin below its end.
        hang: By how much more the others begin to the right.
    """
    column = width_of(lead)
    indent = " " * (column + hang)
    first, *more = in_lines(text, max(width - column - hang, 4)) or ("",)
    return [(*lead, Span(first, tone)), *((Span(indent), Span(each, tone)) for each in more)]


@lru_cache(2048)
def in_lines(text: str, width: int) -> tuple[str, ...]:
    """Words that people chose or we did, made harmless, in lines."""
    return tuple(wrapped(harmless(text), width))


def sides(left: Line, right: Line, width: int) -> Line:
    """Two pieces, at both ends of one line; the right one is left out where there is no room."""
    gap = width - width_of(left) - width_of(right)
    return (*left, Span(" " * gap), *right) if gap > 0 else left


def beside(columns: Iterable[tuple[int, list[Line]]], gap: int = 2) -> list[Line]:
    """Columns beside each other.

    Args:
        columns: How wide each is, and its lines; longer lines are cut.
        gap: Cells between them.
    """
    given = list(columns)
    height = max((len(lines) for _width, lines in given), default=0)
    drawn = []
    for row in range(height):
        whole: list[Span] = []
        for at, (width, lines) in enumerate(given):
            line = cut(lines[row], width) if row < len(lines) else EMPTY
            whole += line
            if at < len(given) - 1:
                whole.append(Span(" " * (width - width_of(line) + gap)))
        drawn.append(tuple(whole))
    return drawn


def cut(line: Line, width: int) -> Line:
    """As much of a line as fits."""
    kept: list[Span] = []
    for span in line:
        room = width - width_of(tuple(kept))
        if room <= 0:
            break
        kept.append(span._replace(text=fitted(span.text, room)))
    return tuple(kept)


def text_of(lines: Iterable[Line]) -> str:
    """What is to be read, without how it looks."""
    return "\n".join("".join(span.text for span in line) for line in lines)


def hex_lines(content: bytes, width: int, rows: int) -> list[str]:
    """Bytes in rows as wide as there is room for, the last with an ellipsis where more follow."""
    per_row = max(width // 3, 1)
    shown = [
        content[at : at + per_row].hex(" ")
        for at in range(0, min(len(content), rows * per_row), per_row)
    ]
    if shown and len(content) > rows * per_row:
        shown[-1] = shown[-1][:-2] + "…"
    return shown
