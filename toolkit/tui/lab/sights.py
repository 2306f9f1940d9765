"""What the panes of those who look on say: what `watchers` computes, put into lines.

Nothing here knows a text, a key or a state of the lab. Each pane is made from the `Knowledge` of
its watcher alone, and what is new in it is found by holding it against that of the moment before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from toolkit.i18n import _, ngettext
from toolkit.messaging.events import Watcher
from toolkit.messaging.watchers import Knowledge
from toolkit.tui.lab import dealings, holdings, taken
from toolkit.tui.lab.ink import EMPTY, FRESH, KNOWN, Line, Span, Tone, hex_lines, sides

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from toolkit.messaging.watchers import Seized
    from toolkit.tui.lab.stage import Moment, Stage

ALWAYS: Final = (Watcher.NETWORK, Watcher.SERVER, Watcher.PUSH)
"""Those who look on from the start; the others only when something is done for them."""

_LEAST_BYTES: Final = 2


def fresh(stage: Stage, watcher: Watcher) -> int:
    """How many things a watcher learned in the moment looked at."""
    if watcher is Watcher.SEIZER:
        before = _opened(stage.before.taken) if stage.before else 0
        return max(_opened(stage.now.taken) - before, 0)
    held = len(stage.now.passed.get(watcher, ()))
    return held - (len(stage.before.passed.get(watcher, ())) if stage.before else 0)


def present(moment: Moment) -> tuple[Watcher, ...]:
    """Who beside those of `ALWAYS` holds something, the worst first."""
    others = (Watcher.SEIZER, Watcher.MIDDLE, Watcher.THIEF, Watcher.CLOUD)
    rest = tuple(each for each in Watcher if each not in {*ALWAYS, *others})
    return tuple(
        each
        for each in (*others, *rest)
        if moment.passed.get(each) or (each is Watcher.SEIZER and moment.taken)
    )


def pane(stage: Stage, watcher: Watcher, width: int, bytes_shown: int = _LEAST_BYTES) -> list[Line]:
    """What the pane of a watcher says.

    Args:
        stage: At the moment looked at.
        watcher: Which one.
        width: Cells.
        bytes_shown: How many rows of the newest bytes.
    """
    if watcher is Watcher.SEIZER:
        told_by = taken.seizer_briefly if bytes_shown else taken.seizer
        return [line for each in stage.now.taken for line in told_by(each, width)]
    now = stage.now.knows(watcher)
    before = stage.before.knows(watcher) if stage.before else Knowledge(watcher, (), ())
    return told(now, before, width, bytes_shown)


def told(now: Knowledge, before: Knowledge, width: int, bytes_shown: int) -> list[Line]:
    """What a watcher holds, what is new in it marked.

    Args:
        now: What it holds.
        before: What it held a moment ago.
        width: Cells.
        bytes_shown: How many rows of the newest bytes.
    """
    if not now.traces:
        return [(KNOWN, Span(_("nothing yet"), Tone.QUIET))]
    lines = [*holdings.texts(now.texts, len(before.texts), width), *_keys(now, before)]
    lines += dealings.table(now, before, width)
    if now.watcher is Watcher.NETWORK:
        lines += dealings.guesses(now, before, width)
    newest, is_fresh = now.traces[-1], len(now.traces) > len(before.traces)
    if bytes_shown:
        rows = hex_lines(newest.content, width - 2, bytes_shown)
        tone = Tone.BYTES if is_fresh else Tone.QUIET
        lines += [(KNOWN, Span(row, tone)) for row in rows]
    return lines


def newest_bytes(stage: Stage, watcher: Watcher, width: int) -> Iterator[Line]:
    """The newest thing that passed by a watcher, whole, with the letters that are in it."""
    traces = stage.now.passed.get(watcher, ())
    if not traces:
        return
    newest = traces[-1]
    per_row = max((width - 8) // 4, 4)
    yield EMPTY
    size = ngettext("{count} byte", "{count} bytes", newest.size).format(count=newest.size)
    yield sides((KNOWN, Span(_("The newest of it"), Tone.STRONG)), (Span(size, Tone.QUIET),), width)
    for at in range(0, len(newest.content), per_row):
        row = newest.content[at : at + per_row]
        digits = row.hex(" ")
        letters = "".join(chr(byte) if 32 <= byte < 127 else "·" for byte in row)
        yield (
            Span(f"  {digits:<{3 * per_row}}  ", Tone.BYTES),
            Span(letters, Tone.QUIET),
        )


def _keys(now: Knowledge, before: Knowledge) -> list[Line]:
    count = len(now.keys)
    if not count:
        return []
    words = ngettext("{count} secret key", "{count} secret keys", count).format(count=count)
    return [holdings.keyed(words, FRESH if count > len(before.keys) else KNOWN)]


def _opened(found: Sequence[Seized]) -> int:
    """How much whoever took phones can read."""
    return sum(
        1 + len(each.knowledge.texts) + sum(tried.text is not None for tried in each.attempts)
        for each in found
    )
