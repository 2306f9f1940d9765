"""What somebody has who took a phone: what is on it, and what it opens of what was recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from toolkit.i18n import N_, _, ngettext
from toolkit.messaging.refusals import REASONS
from toolkit.tui.lab.holdings import keyed, quoted, texts
from toolkit.tui.lab.ink import KNOWN, Line, Span, Tone, paragraph, sides

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toolkit.messaging.watchers import Attempt, Seized

_CLOSED: Final = {
    "already-opened": N_("its key is gone"),
    "first-message-replayed": N_("its key is gone"),
    "one-time-prekey-used": N_("its key is gone"),
    "damaged": N_("no key that was taken fits"),
    "no-session": N_("no key that was taken fits"),
    "sender-key-missing": N_("no key that was taken fits"),
}
"""Why a recorded message stays closed, in few words."""
_MARKS: Final = {True: Span("● ", Tone.OPEN), False: Span("✗ ", Tone.LIVE)}
"""Whether a recorded message was opened."""


def seizer(taken: Seized, width: int) -> list[Line]:
    """What somebody has who took a phone: what is on it, and what its keys open.

    Args:
        taken: As `watchers.seized` found it.
        width: Cells.
    """
    on_it = tuple(dict.fromkeys(taken.knowledge.texts))
    lines = [*texts(on_it, len(on_it), width), _keys_of(taken)]
    for later, heading in ((False, _("Recorded before")), (True, _("Recorded since"))):
        tries = [each for each in taken.attempts if each.later is later]
        if tries:
            lines += _tried(tries, heading, width)
    return lines


def seizer_briefly(taken: Seized, width: int) -> list[Line]:
    """The same where there is little room: a mark for each message, and the newest text read.

    Args:
        taken: As `watchers.seized` found it.
        width: Cells.
    """
    count = len(set(taken.knowledge.texts))
    words = ngettext("{count} text on it", "{count} texts on it", count).format(count=count)
    lines: list[Line] = [
        (KNOWN, Span("● ", Tone.OPEN), Span(words, Tone.OPEN)),
        _keys_of(taken),
    ]
    for later, heading in ((False, _("Recorded before")), (True, _("Recorded since"))):
        tries = [each for each in taken.attempts if each.later is later]
        if tries:
            lines += paragraph(heading, width, lead=(KNOWN,))
            marks = [_MARKS[each.text is not None] for each in tries][-((width - 4) // 2) :]
            lines.append((Span("    "), *marks))
    opened = [each.text for each in taken.attempts if each.text]
    for text in opened[-1:]:
        lines += quoted(text, width)
    return lines


def _keys_of(taken: Seized) -> Line:
    count = len(taken.knowledge.keys)
    return keyed(ngettext("{count} key", "{count} keys", count).format(count=count))


def _tried(tries: Sequence[Attempt], heading: str, width: int) -> list[Line]:
    opened = sum(each.text is not None for each in tries)
    count = _("{opened} of {count} open").format(opened=opened, count=len(tries))
    tone = Tone.OPEN if opened else Tone.LIVE
    lines = [sides((KNOWN, Span(heading)), (Span(count, tone),), width)]
    for number, each in enumerate(tries, 1):
        place = Span(f"{number:>4} ", Tone.QUIET)
        if each.text is None:
            closed = (place, Span("✗ ", Tone.LIVE))
            lines += paragraph(_why_closed(each.refused), width, Tone.QUIET, lead=closed)
        else:
            opens = (place, Span("● ", Tone.OPEN))
            words = _("“{text}”").format(text=each.text) if each.text else _("opens; it is no text")
            lines += paragraph(words, width, Tone.OPEN, lead=opens)
    return lines


def _why_closed(code: str) -> str:
    """Why a recorded message stays closed, in few words where there are some."""
    if code in _CLOSED:
        return _(_CLOSED[code])
    reason = REASONS[code]
    return _("it stays closed") if "{" in reason else _(reason)
