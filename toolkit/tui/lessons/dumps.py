"""Bytes as they are, with what of them can be read at the right, and what changed marked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from toolkit.i18n import _, ngettext
from toolkit.messaging.lessons import words
from toolkit.tui.lab.ink import Line, Span, Tone, paragraph
from toolkit.tui.lessons.slides import Block

if TYPE_CHECKING:
    from collections.abc import Collection

    from toolkit.messaging.lessons.showing import Dump

_INDENT: Final = 2
_ROWS_OF: Final = (16, 8, 4)
"""How many bytes stand in a row: as many as there is room for."""
_DOT: Final = "·"


def dump_block(dump: Dump, width: int, before: Dump | None = None) -> Block:
    """Bytes in rows.

    Args:
        dump: They.
        width: Cells.
        before: Bytes that were shown just above; where most are alike, the others are marked.
    """
    changed = differing(dump, before)
    marked = changed if len(changed) * 2 <= len(dump.content) else set()
    per_row = next((n for n in _ROWS_OF if _INDENT + n * 4 + 2 <= width), _ROWS_OF[-1])
    starts = range(0, len(dump.content), per_row)
    rows = [(_row(dump.content, at, per_row, marked),) for at in starts]
    told = _told(dump, len(changed) if before is not None and changed else 0, width)
    groups = (*rows[:-1], (*rows[-1], *told)) if rows else (tuple(told),)
    head = (*paragraph(dump.title, width, Tone.STRONG), ())
    return Block(groups, head)


def differing(dump: Dump, before: Dump | None) -> set[int]:
    """Where bytes are others than those of as many that were shown before."""
    if before is None or len(before.content) != len(dump.content):
        return set()
    pairs = zip(dump.content, before.content, strict=True)
    return {at for at, (now, then) in enumerate(pairs) if now != then}


def _row(content: bytes, start: int, count: int, marked: Collection[int]) -> Line:
    part = content[start : start + count]
    spans = [Span(" " * _INDENT)]
    for at, byte in enumerate(part, start):
        tone = Tone.FRESH if at in marked else Tone.BYTES
        spans.append(Span(f"{byte:02x}", tone))
        spans.append(Span("›" if at in marked else " ", tone))
    spans.append(Span("   " * (count - len(part)) + " "))
    for at, byte in enumerate(part, start):
        shown = chr(byte) if 0x20 <= byte < 0x7F else _DOT
        tone = Tone.FRESH if at in marked else Tone.QUIET if shown == _DOT else Tone.PLAIN
        spans.append(Span(shown, tone))
    return tuple(spans)


def _told(dump: Dump, changed: int, width: int) -> list[Line]:
    """How many bytes there are in all, and how many are others than above."""
    lines = []
    if dump.size > len(dump.content):
        told = _("the first {shown} of {size}").format(
            shown=len(dump.content), size=words.size(dump.size)
        )
        lines += paragraph(told, width, Tone.QUIET, lead=(Span(" " * _INDENT),))
    if changed:
        told = ngettext(
            "{count} byte is another than above.", "{count} bytes are others than above.", changed
        )
        lines += paragraph(
            told.format(count=changed), width, Tone.FRESH, lead=(Span(" " * _INDENT),)
        )
    return lines
