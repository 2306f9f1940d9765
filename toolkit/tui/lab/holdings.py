"""What somebody holds who should not: texts that can be read, and keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.i18n import _
from toolkit.tui.lab.ink import FRESH, KNOWN, Line, Span, Tone, paragraph

if TYPE_CHECKING:
    from collections.abc import Sequence


def texts(read: Sequence[str], known: int, width: int) -> list[Line]:
    """What somebody can read, the newest first.

    Args:
        read: The texts, in the order in which they were read.
        known: How many of them are not new.
        width: Cells.
    """
    if not read:
        return [(KNOWN, Span("✓ ", Tone.LIVE), Span(_("reads no text"), Tone.LIVE))]
    lines: list[Line] = []
    for number, text in reversed(list(enumerate(read))):
        lines += quoted(text, width, FRESH if number >= known else KNOWN)
    return lines


def quoted(text: str, width: int, mark: Span = KNOWN) -> list[Line]:
    """A text that somebody read.

    Args:
        text: It.
        width: Cells.
        mark: What stands before it.
    """
    lead = (mark, Span("● ", Tone.OPEN))
    return paragraph(_("“{text}”").format(text=text), width, Tone.OPEN, lead=lead)


def keyed(words: str, mark: Span = KNOWN) -> Line:
    """That somebody has keys, in words."""
    return (mark, Span("◆ ", Tone.WAITS), Span(words, Tone.WAITS))
