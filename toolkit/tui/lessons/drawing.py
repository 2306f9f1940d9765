"""What a lesson shows, as blocks of lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.cells import cell_len

from toolkit.i18n import _
from toolkit.messaging.lessons import showing
from toolkit.messaging.lessons.showing import Dump, Fact, Said, Table
from toolkit.tui.lab.ink import EMPTY, Line, Span, Tone, in_lines, paragraph
from toolkit.tui.lessons.dumps import dump_block
from toolkit.tui.lessons.parts import Judged
from toolkit.tui.lessons.slides import Block
from toolkit.tui.lessons.tables import table_block
from toolkit.tui.widgets.fitting import harmless

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from toolkit.tui.lessons.parts import Compared, Piece

READABLE: Final = 74
"""Cells of a line of text; longer ones are hard to read."""
_SAID: Final[Mapping[showing.Tone, tuple[Line, Tone, bool]]] = {
    showing.Tone.TITLE: (EMPTY, Tone.HERE, True),
    showing.Tone.HEADING: (EMPTY, Tone.HERE, True),
    showing.Tone.RIGHT: ((Span("✓ ", Tone.LIVE),), Tone.LIVE, True),
    showing.Tone.OTHERWISE: ((Span("○ ", Tone.HERE),), Tone.STRONG, True),
    showing.Tone.KEEP: ((Span("› ", Tone.HERE),), Tone.PLAIN, False),
    showing.Tone.NOTE: (EMPTY, Tone.QUIET, False),
}
"""What stands before a text, how it looks, and whether it stays with what follows."""
_FACT: Final = Span("│ ", Tone.HAIR)


def blocks(pieces: Iterable[Piece], width: int, names: Sequence[str] = ()) -> list[Block]:
    """Blocks for what is shown.

    Args:
        pieces: It.
        width: Cells.
        names: What could be answered; where a text begins with one of them, that stands out.
    """
    drawn: list[Block] = []
    dump: Dump | None = None
    for each in pieces:
        if isinstance(each, Said):
            drawn.append(_said(each, min(width, READABLE), names))
        elif isinstance(each, Table):
            drawn.append(table_block(each, width))
        elif isinstance(each, Dump):
            drawn.append(dump_block(each, width, dump))
            dump = each
        elif isinstance(each, Fact):
            drawn.append(_fact(each, min(width, READABLE)))
        elif isinstance(each, Judged):
            drawn.append(_judged(each, min(width, READABLE)))
        else:
            drawn.append(_compared(each, min(width, READABLE)))
    return drawn


def question(
    text: str, width: int, count: tuple[int, int] = (0, 0), hint: str = "", example: str = ""
) -> Block:
    """What is asked.

    Args:
        text: It.
        width: Cells.
        count: Which of how many, for cards; (0, 0) elsewhere.
        hint: What to say of an answer that could not be taken.
        example: What is taken where nothing is written.
    """
    width = min(width, READABLE)
    lines: list[Line] = []
    if count[1]:
        told = _("Card {number} of {count}").format(number=count[0], count=count[1])
        lines += [*paragraph(told, width, Tone.QUIET), EMPTY]
    lines += paragraph(text, width, Tone.STRONG)
    if example:
        told = _("Enter alone takes the words that stand there.")
        lines += [EMPTY, *paragraph(told, width, Tone.QUIET)]
    if hint:
        lines += [EMPTY, *paragraph(hint, width, Tone.WAITS)]
    return Block((tuple(lines),))


def _said(said: Said, width: int, names: Sequence[str]) -> Block:
    text, drawn = said.text, _SAID.get(said.tone)
    if drawn is None:
        name = next((each for each in names if text.startswith(f"{each}:")), "")
        return Block((tuple(_begun(text, name, width)),))
    lead, tone, keeps = drawn
    return Block((tuple(paragraph(text, width, tone, lead=lead)),), keeps=keeps)


def _begun(text: str, name: str, width: int) -> list[Line]:
    """A paragraph, its first words strong."""
    lines: list[Line] = []
    left = cell_len(harmless(f"{name}:")) if name else 0
    for line in in_lines(text, width):
        strong = line[:left]
        left = max(left - len(strong) - 1, 0)
        spans = (Span(strong, Tone.STRONG), Span(line[len(strong) :]))
        lines.append(tuple(span for span in spans if span.text))
    return lines or [EMPTY]


def _judged(judged: Judged, width: int) -> Block:
    """An answer, and below it what is said of it."""
    lead = Span("✓ ", Tone.LIVE) if judged.right else Span("· ", Tone.QUIET)
    tone = Tone.STRONG if judged.right else Tone.QUIET
    lines = paragraph(judged.answer, width, tone, lead=(lead,))
    return Block(((*lines, *paragraph(judged.told, width, lead=(Span("  "),))),))


def _fact(fact: Fact, width: int) -> Block:
    """A fact about the world, set apart by a line at its left, with how we know."""
    known = _("How we know: {grade}, {date}.").format(grade=fact.grade, date=fact.as_of)
    lines = paragraph(fact.text, width - 2)
    for text in (known, *fact.sources):
        lines += paragraph(text, width - 2, Tone.QUIET, hang=2 if text is not known else 0)
    return Block((tuple((_FACT, *line) for line in lines),))


def _compared(compared: Compared, width: int) -> Block:
    """The prediction beside what was so: each answer, and a mark in either column."""
    heads = (_("you said"), _("it was"))
    columns = [max(cell_len(head), 1) + 3 for head in heads]
    room = width - sum(columns)
    head = (
        (Span(" " * room), *(Span(f"   {head}", Tone.QUIET) for head in heads)),
        (Span("─" * width, Tone.HAIR),),
    )
    groups: list[tuple[Line, ...]] = []
    for text, said, was in compared.rows:
        tone = Tone.STRONG if was else Tone.PLAIN if said else Tone.QUIET
        first, *more = paragraph(text, room, tone)
        blank = Span(" " * (room - sum(cell_len(span.text) for span in first)))
        marks = (
            *_mark(columns[0], Tone.HERE if said else Tone.QUIET, on=said),
            *_mark(columns[1], Tone.LIVE if was else Tone.QUIET, on=was),
        )
        groups.append(((*first, blank, *marks), *more))
    return Block(tuple(groups), head)


def _mark(width: int, tone: Tone, *, on: bool) -> Line:
    """A mark under the middle of a heading."""
    left = 3 + (width - 3) // 2
    return (Span(" " * left), Span("✓" if on else "·", tone), Span(" " * (width - left - 1)))
