"""The pages of one move of a lesson, for the room that there is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from toolkit.i18n import _
from toolkit.messaging.lessons.running import Part
from toolkit.messaging.lessons.showing import Said, Tone, Wanted
from toolkit.tui.lab.ink import EMPTY
from toolkit.tui.lessons.answers import answer_rows
from toolkit.tui.lessons.drawing import READABLE, blocks, question
from toolkit.tui.lessons.play import pauses
from toolkit.tui.lessons.slides import Block, slides
from toolkit.tui.lessons.trail import reminder
from toolkit.tui.library.when import day
from toolkit.tui.widgets.rows import laid_out

if TYPE_CHECKING:
    from datetime import date

    from toolkit.messaging.lessons.showing import Asked
    from toolkit.tui.lab.ink import Line
    from toolkit.tui.lessons.parts import Chapter, Piece
    from toolkit.tui.lessons.play import Play


@dataclass(frozen=True, slots=True)
class PageOf:
    """One page.

    Attributes:
        chapter: Where in the lesson it stands.
        lines: What is told.
        asks: Whether answers stand below it.
    """

    chapter: Chapter
    lines: tuple[Line, ...]
    asks: bool = False


class Room(NamedTuple):
    """What there is for a page.

    Attributes:
        width: Cells.
        height: Lines, those for answers included.
        alone: Whether nothing stands beside it.
    """

    width: int
    height: int
    alone: bool = True


def pages(play: Play, room: Room, hint: str = "", note: str = "") -> list[PageOf]:
    """The pages of the move that is looked at.

    Args:
        play: The lesson as it is played.
        room: What there is for a page.
        hint: What to say of an answer that could not be taken.
        note: What to say at the end, below what there is to keep.
    """
    width = room.width
    top = tuple(reminder(play.now.state, min(width, READABLE), remind=room.alone))
    top = (*top, EMPTY) if top else ()
    names = _names(play)
    asked = play.asked
    ask = None if asked is None or pauses(asked) else asked
    found: list[PageOf] = []
    parts = play.now.parts
    for number, (chapter, pieces) in enumerate(parts):
        last = number == len(parts) - 1
        drawn = blocks(_with_note(pieces, note), width, names)
        put = _question(ask, width, hint) if last and ask else None
        below = _below(ask, width) if last and ask else 0
        divided = slides(drawn, room.height - len(top), below=below, ask=put)
        found += [PageOf(chapter, (*top, *each.lines), each.asks) for each in divided if each.lines]
    return found


def ending(returns: date | None, *, kept: bool) -> str:
    """When a lesson comes again, and what was kept of it.

    Args:
        returns: When its question comes again; nothing where it is known by now.
        kept: Whether a vault keeps that.
    """
    if returns is None:
        told = _("You have decided rightly four times. This question does not come again.")
    else:
        told = _("The last question comes again on {day}. Meeting it again is how it stays.")
        told = told.format(day=day(returns))
    if kept:
        more = _("Your vault keeps this day, and nothing else of the lesson.")
    else:
        more = _("Parasol forgets this when you leave it. K keeps the day in a vault.")
    return f"{told}\n{more}"


def _with_note(pieces: tuple[Piece, ...], note: str) -> tuple[Piece, ...]:
    """The note after the last thing to keep."""
    ends = [
        at for at, each in enumerate(pieces) if isinstance(each, Said) and each.tone is Tone.KEEP
    ]
    if not note or not ends:
        return pieces
    told = tuple(Said(each, Tone.NOTE) for each in note.split("\n"))
    return (*pieces[: ends[-1] + 1], *told, *pieces[ends[-1] + 1 :])


def _names(play: Play) -> tuple[str, ...]:
    """What could be answered in the move before, and in the prediction, as texts name it."""
    before = play.moments[play.at - 1].state.asked if play.at else None
    options = [text for _key, text in before.options] if before else []
    if play.now.state.part is Part.TRANSFER:
        options += [each.text for each in play.now.state.lesson.prediction.options]
    return tuple(each[:1].upper() + each[1:] for each in options)


def _question(asked: Asked, width: int, hint: str) -> Block:
    return question(asked.text, width, asked.count, hint, asked.example)


def _below(asked: Asked, width: int) -> int:
    """How many lines the answers take, and what parts them from the question."""
    if asked.wanted is Wanted.TEXT:
        return 2
    # One column is left free for a scroll bar.
    return 1 + len(tuple(laid_out(answer_rows(asked, (), ()), width - 1)))
