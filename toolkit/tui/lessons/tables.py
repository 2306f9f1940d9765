"""Tables of a lesson: columns where there is room, else each row as a card; bars for amounts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.cells import cell_len

from toolkit.tui.lab.ink import EMPTY, Line, Span, Tone, beside, in_lines, paragraph, width_of
from toolkit.tui.lessons.bars import bars
from toolkit.tui.lessons.slides import Block
from toolkit.tui.widgets.fitting import harmless

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toolkit.messaging.lessons.showing import Table

_GAP: Final = 3
_LEAST: Final = 22
"""Cells below which a column is too narrow to be read in lines."""
_LEAST_SHRUNK: Final = 12
_PROSE: Final = 52
"""Cells from which on a cell is a sentence, and stands on lines of its own."""
_BESIDE: Final = 26
"""Cells of a second cell that still stands at the right end of a card's first line."""
_MANY: Final = 8
"""Rows above which a narrow table is parted into two halves beside each other."""
_APART: Final = 6
_LOW_CARD: Final = 2
"""Lines of cards that stand close together."""
_NOTHING: Final = "-"
_LEAST_BAR: Final = 16
_MARK: Final = (Span("● ", Tone.OPEN), Span("○ ", Tone.QUIET))
"""Before a row that stands out, and before one that does not."""


def table_block(table: Table, width: int) -> Block:
    """A table.

    Args:
        table: It.
        width: Cells.
    """
    title = (*paragraph(table.title, width, Tone.STRONG), EMPTY)
    if not any(cell for row in table.rows for cell in row[1:]):
        return Block(tuple(_listed(row[0], width) for row in table.rows), title)
    room = width - 2
    natural = [
        max(cell_len(harmless(row[at])) for row in (table.columns, *table.rows))
        for at in range(len(table.columns))
    ]
    widths = _shrunk(natural, room) if table.amounts else _widths(natural, room)
    if widths is None:
        cards = tuple(_card(table, at, width) for at in range(len(table.rows)))
        return Block(cards, title, airy=any(len(card) > _LOW_CARD for card in cards))
    return _columned(table, widths, title, width)


def _widths(natural: Sequence[int], room: int) -> list[int] | None:
    """How wide each column is; nothing where they do not fit beside each other."""
    room -= _GAP * (len(natural) - 1)
    if sum(natural) <= room:
        return list(natural)
    if max(natural) > _PROSE:
        return None
    # Narrow columns stay as they are, and wide ones share what is left.
    wide = [at for at, each in enumerate(natural) if each > _LEAST]
    left = room - sum(each for at, each in enumerate(natural) if at not in wide)
    share = left // len(wide) if wide else 0
    if share < _LEAST:
        return None
    return [share if at in wide else each for at, each in enumerate(natural)]


def _shrunk(natural: Sequence[int], room: int) -> list[int] | None:
    """Columns of things that are set against each other: they stay columns as long as they can."""
    widths = list(natural)
    room -= _GAP * (len(natural) - 1)
    while sum(widths) > room:
        widest = max(widths)
        if widest <= _LEAST_SHRUNK:
            return None
        widths[widths.index(widest)] -= 1
    return widths


def _columned(table: Table, widths: Sequence[int], title: tuple[Line, ...], width: int) -> Block:
    heads = [
        paragraph(name, each, Tone.QUIET) for name, each in zip(table.columns, widths, strict=True)
    ]
    head = [(Span("  "), *line) for line in beside(zip(widths, heads, strict=True), _GAP)]
    whole = 2 + sum(widths) + _GAP * (len(widths) - 1)
    rule = (Span("  "), Span("─" * (whole - 2), Tone.HAIR))
    rows: list[tuple[Line, ...]] = []
    for at, row in enumerate(table.rows):
        tones = _tones(table, at)
        cells = [
            _differing(row, at_cell)
            if _is_digits(table, at, at_cell)
            else paragraph(cell, each, Tone.QUIET if cell == _NOTHING else tones[at_cell])
            for at_cell, (cell, each) in enumerate(zip(row, widths, strict=True))
        ]
        lines = beside(zip(widths, cells, strict=True), _GAP)
        rows.append(tuple(_led(_lead(table, at), lines)))
    if len(rows) > _MANY and not table.amounts and 2 * whole + _APART <= width:
        return _halved(rows, (*head, rule), title, whole)
    groups, legend = _barred(table, rows, whole, width)
    return Block((*groups, *legend), (*title, *head, rule))


def _halved(
    rows: Sequence[tuple[Line, ...]], head: Sequence[Line], title: tuple[Line, ...], whole: int
) -> Block:
    """Many narrow rows: the second half stands beside the first."""
    half = (len(rows) + 1) // 2
    sides = [[line for row in part for line in row] for part in (rows[:half], rows[half:])]
    heads = beside([(whole, list(head))] * 2, _APART)
    lines = beside([(whole, each) for each in sides], _APART)
    return Block(tuple((line,) for line in lines), (*title, *heads))


def _barred(
    table: Table, rows: Sequence[tuple[Line, ...]], whole: int, width: int
) -> tuple[tuple[tuple[Line, ...], ...], tuple[tuple[Line, ...], ...]]:
    """Rows with their bars: at their right where there is room, else below each."""
    if len(table.amounts) != len(rows) or len(rows) < 2:
        return tuple(rows), ()
    room = width - whole - _GAP
    right = room >= _LEAST_BAR
    drawn = bars(table.amounts, room if right else width - 4)
    groups: list[tuple[Line, ...]] = []
    for row, bar in zip(rows, drawn.drawn, strict=True):
        span = Span(bar, Tone.BYTES)
        if right:
            gap = Span(" " * (whole + _GAP - width_of(row[0])))
            groups.append(((*row[0], gap, span), *row[1:]))
        else:
            groups.append((*row, (Span("  "), span)))
    legend = paragraph(drawn.legend, width, Tone.QUIET, lead=(Span("  "),)) if drawn.legend else []
    return tuple(groups), ((EMPTY, *legend),) if legend else ()


def _card(table: Table, at: int, width: int) -> tuple[Line, ...]:
    """A row below itself: its name, and at the right what is said of it first, if that is short."""
    row, tones = [harmless(each) for each in table.rows[at]], _tones(table, at)
    lead = _lead(table, at)
    second = row[table.verdict] if _is_marked(table) else ""
    if cell_len(second) > _BESIDE:
        second = ""
    room = width - 2 - (cell_len(second) + _GAP if second else 0)
    first: list[Line] = [(Span(text, Tone.STRONG),) for text in in_lines(row[0], max(room, 8))]
    if second:
        blank = width - 2 - width_of(first[0]) - cell_len(second)
        first[0] = (*first[0], Span(" " * blank), Span(second, tones[table.verdict]))
    lines = _led(lead, first)
    for cell, (text, tone) in enumerate(zip(row, tones, strict=True)):
        if cell and text and not (second and cell == table.verdict):
            lines += paragraph(text, width, tone, lead=(Span("    "),))
    return tuple(lines)


def _listed(text: str, width: int) -> tuple[Line, ...]:
    """A row of a single cell."""
    return tuple(paragraph(text, width, lead=(Span("· ", Tone.QUIET),)))


def _led(lead: Span, lines: Sequence[Line]) -> list[Line]:
    first, *more = lines
    return [(lead, *first), *((Span("  "), *line) for line in more)]


def _lead(table: Table, at: int) -> Span:
    if not _is_marked(table):
        return Span("  ")
    return _MARK[0] if table.marked[at] else _MARK[1]


def _tones(table: Table, at: int) -> list[Tone]:
    """How each cell of a row looks: its name is strong, and what stands out is marked."""
    tones = [Tone.STRONG, *[Tone.PLAIN] * (len(table.columns) - 1)]
    if _is_marked(table):
        tones[table.verdict] = Tone.OPEN if table.marked[at] else Tone.QUIET
    return tones


def _is_marked(table: Table) -> bool:
    """Whether it is told of each row whether it stands out."""
    return len(table.marked) == len(table.rows)


def _is_digits(table: Table, at: int, cell: int) -> bool:
    """Whether a cell is a group of digits that differs from the one beside it."""
    row = table.rows[at]
    if not _is_marked(table) or not table.marked[at] or cell not in {1, 2}:
        return False
    return row[1].isdigit() and row[2].isdigit() and len(row[1]) == len(row[2])


def _differing(row: Sequence[str], cell: int) -> list[Line]:
    """Digits, those marked that differ from the ones beside them."""
    other = row[3 - cell]
    return [
        tuple(
            Span(digit, Tone.STRONG if digit != against else Tone.QUIET)
            for digit, against in zip(row[cell], other, strict=True)
        )
    ]
