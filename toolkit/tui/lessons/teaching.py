"""What somebody needs who teaches a lesson to a group, as parts that are shown one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.cells import cell_len

from toolkit.i18n import _, ngettext
from toolkit.messaging.lessons.words import minutes
from toolkit.tui.lab.ink import EMPTY, Line, Span, Tone, paragraph
from toolkit.tui.lessons.bars import bars
from toolkit.tui.lessons.slides import Block

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from toolkit.messaging.lessons.model import Lesson, Misconception, Moment

_LONGEST_BAR: Final = 24


def parts(lesson: Lesson, width: int) -> Iterator[tuple[str, list[Block]]]:
    """The parts of a trainer's view, each under its name.

    Args:
        lesson: Which.
        width: Cells.
    """
    trainer = lesson.trainer
    yield _("Aims"), [_plain(lesson.about, width), *_listed(lesson.aims, width)]
    yield _("What people often think"), [_meets(each, width) for each in lesson.meets]
    whole = sum(each.minutes for each in trainer.timing)
    told = ngettext("Timing: {count} minute", "Timing: {count} minutes", whole)
    yield told.format(count=whole), _timing(trainer.timing, width)
    for number, each in enumerate(trainer.questions, 1):
        name = _("Question {number} of {count}").format(number=number, count=len(trainer.questions))
        yield name, [_large(each, width)]
    if trainer.watch_for:
        yield _("Take care"), _listed(trainer.watch_for, width)
    if trainer.without_screens:
        yield _("Without screens"), [_plain(trainer.without_screens, width)]
    yield _("What shows that it was understood"), list(_understood(lesson, width))


def _plain(text: str, width: int) -> Block:
    return Block((tuple(paragraph(text, width)),))


def _listed(texts: Iterable[str], width: int) -> list[Block]:
    lead = (Span("· ", Tone.HERE),)
    return [Block((tuple(paragraph(text, width, lead=lead)),)) for text in texts]


def _large(text: str, width: int) -> Block:
    """A question that is read from the back of a room: alone, with air around its lines."""
    lines: list[Line] = [EMPTY] * 4
    for line in paragraph(text, max(width - 12, 20), Tone.STRONG, lead=(Span("  "),)):
        lines += [line, EMPTY]
    return Block((tuple(lines),))


def _meets(meets: Misconception, width: int) -> Block:
    quoted = _("“{words}”").format(words=meets.think)
    lines = paragraph(quoted, width, Tone.STRONG)
    return Block(((*lines, *paragraph(meets.instead, width, lead=(Span("  "),))),))


def _timing(timing: Iterable[Moment], width: int) -> list[Block]:
    moments = list(timing)
    drawn = bars([each.minutes for each in moments], min(_LONGEST_BAR, width)).drawn
    told = [minutes(each.minutes) for each in moments]
    room = max((cell_len(each) for each in told), default=0) + 2
    found = []
    for each, words, bar in zip(moments, told, drawn, strict=True):
        gap = " " * (room - cell_len(words))
        head: Line = (Span(words, Tone.STRONG), Span(gap), Span(bar, Tone.BYTES))
        found.append(Block(((head, *paragraph(each.do, width)),)))
    return found


def _understood(lesson: Lesson, width: int) -> Iterator[Block]:
    if lesson.transfer.setting:
        yield _plain(lesson.transfer.setting, width)
    yield Block((tuple(paragraph(lesson.transfer.ask, width, Tone.STRONG)),))
    for option in lesson.transfer.options:
        if option.right:
            lines = paragraph(option.text, width, Tone.LIVE, lead=(Span("✓ ", Tone.LIVE),))
            more = paragraph(option.tell, width, lead=(Span("  "),))
            yield Block(((*lines, *more),))
