"""Who deals with whom, as somebody can tell who only looks on: a table, and what can be guessed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len

from toolkit.i18n import N_, _
from toolkit.messaging.names import end
from toolkit.messaging.phone import owner_of
from toolkit.messaging.telling import clock
from toolkit.messaging.watchers import matched
from toolkit.tui.lab.ink import FRESH, KNOWN, Line, Span, Tone, paragraph, sides, width_of
from toolkit.tui.widgets.fitting import harmless

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toolkit.messaging.events import Trace
    from toolkit.messaging.watchers import Knowledge

_KINDS: Final = {
    "packet": N_("packets"),
    "account": N_("accounts"),
    "envelope": N_("messages"),
    "prekeys": N_("keys"),
    "push": N_("wake-ups"),
    "members": N_("members"),
    "linking": N_("linking"),
    "backup": N_("backups"),
    "sms": N_("SMS"),
    "chat": N_("chats"),
}
_COLUMNS: Final = ((3, (0, 1, 2, 3)), (2, (0, 1)), (1, (0, 1)))
"""How far apart, and which of kind, count, size and time are told, by how much room there is."""
_GUESSES: Final = 3
"""How many guesses are told, the likeliest first."""


@dataclass(frozen=True, slots=True)
class Dealing:
    """That something went from one to another, as a watcher can tell.

    Attributes:
        sender: From where.
        receiver: To where.
        kind: What it was.
        count: How often.
        size: How many bytes in all.
        last: When it was seen last, in seconds since the start.
    """

    sender: str
    receiver: str
    kind: str
    count: int
    size: int
    last: int


def dealings(holds: Knowledge) -> tuple[Dealing, ...]:
    """Who with whom, by the kind of what went, in the order in which it was first seen."""
    by_ends: dict[tuple[str, str, str], list[Trace]] = {}
    for trace in holds.traces:
        ends = (owner_of(trace.sender), owner_of(trace.receiver), trace.kind)
        by_ends.setdefault(ends, []).append(trace)
    return tuple(
        Dealing(*ends, len(each), sum(trace.size for trace in each), each[-1].at)
        for ends, each in by_ends.items()
        if ends[2] in _KINDS
    )


def table(now: Knowledge, before: Knowledge, width: int) -> list[Line]:
    """A line for each: who with whom, what, how often; where there is room, how much, when last."""
    all_of, had = dealings(now), set(dealings(before))
    columns = _columns(all_of, width)
    if columns is None:
        all_of, had = _merged(all_of), set(_merged(dealings(before)))
        columns = (1, (1,))
    gap, shown = columns
    cells, widths = _cells(all_of)
    lines: list[Line] = []
    for each, row in zip(all_of, cells, strict=True):
        is_fresh = each not in had
        left = (
            FRESH if is_fresh else KNOWN,
            Span(_ends(each), Tone.STRONG if is_fresh else Tone.PLAIN),
        )
        words = "".join(" " * (gap + widths[at] - cell_len(row[at])) + row[at] for at in shown)
        blank = width - width_of(left) - cell_len(words)
        lines.append((*left, Span(" " * blank + words, Tone.QUIET)))
    return lines


def _columns(all_of: Sequence[Dealing], width: int) -> tuple[int, tuple[int, ...]] | None:
    """Which columns there is room for, and how far apart; `None` where not even kinds fit."""
    _rows, widths = _cells(all_of)
    room = width - cell_len(KNOWN.text) - max((cell_len(_ends(each)) for each in all_of), default=0)
    for gap, columns in _COLUMNS:
        if sum(widths[at] + gap for at in columns) <= room:
            return gap, columns
    return None


def _cells(all_of: Sequence[Dealing]) -> tuple[list[tuple[str, str, str, str]], list[int]]:
    """Kind, count, size and time of each, and how wide each column is."""
    rows = [
        (
            _(_KINDS[each.kind]) if each.kind else "",
            f"{each.count} ×",
            _("{size} B").format(size=each.size),
            clock(each.last),
        )
        for each in all_of
    ]
    return rows, [max((cell_len(row[at]) for row in rows), default=0) for at in range(4)]


def _ends(each: Dealing) -> str:
    return harmless(f"{end(each.sender)} → {end(each.receiver)}")


def _merged(all_of: Sequence[Dealing]) -> tuple[Dealing, ...]:
    """The same without telling kinds apart."""
    whole: dict[tuple[str, str], Dealing] = {}
    for each in all_of:
        ends = (each.sender, each.receiver)
        had = whole.get(ends)
        if had is None:
            whole[ends] = replace(each, kind="")
        else:
            count, size = had.count + each.count, had.size + each.size
            whole[ends] = replace(had, count=count, size=size, last=max(had.last, each.last))
    return tuple(whole.values())


def guesses(now: Knowledge, before: Knowledge, width: int) -> list[Line]:
    """Who seems to write to whom, from sizes and times alone."""
    likely, had = matched(now)[:_GUESSES], set(matched(before))
    if not likely:
        return []
    lines = paragraph(_("Guess by size and time"), width, Tone.QUIET, lead=(KNOWN,))
    for guess in likely:
        one, other, count = guess
        words = harmless(f"{one} → {other} ?")
        lead = (KNOWN if guess in had else FRESH, Span("◆ ", Tone.WAITS))
        times = (Span(f"{count} ×", Tone.QUIET),)
        lines.append(sides((*lead, Span(words, Tone.WAITS)), times, width))
    return lines
