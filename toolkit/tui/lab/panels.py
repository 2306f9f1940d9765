"""What stands in each pane of the lab: the pages by number, their headings, and what is short."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.cells import cell_len

from toolkit.i18n import N_, _
from toolkit.messaging.events import Watcher
from toolkit.messaging.names import called
from toolkit.messaging.phone import RatchetKind
from toolkit.messaging.pq_ratchet import SIMPLIFIED
from toolkit.messaging.watcher_words import NAMES, WHO
from toolkit.tui.lab import happening, ladder, sights
from toolkit.tui.lab.ink import EMPTY, Line, Span, Tone, beside, paragraph, width_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toolkit.messaging.telling import Told
    from toolkit.tui.lab.seats import Seats
    from toolkit.tui.lab.stage import Stage

PHONES, KEYS, NETWORK, SERVER, PUSH, OTHERS, WHY = range(1, 8)
PAGES: Final = {
    PHONES: N_("Phones"),
    KEYS: N_("Keys"),
    NETWORK: N_("Network"),
    SERVER: N_("Server"),
    PUSH: N_("Push"),
    OTHERS: N_("Others"),
    WHY: N_("Why"),
}
WATCHERS: Final = {NETWORK: Watcher.NETWORK, SERVER: Watcher.SERVER, PUSH: Watcher.PUSH}
_COLUMNS: Final = 2
_FEW: Final = 2
"""Rows of the newest bytes in a pane among others."""


def strip(stage: Stage, page: int, width: int) -> list[Line]:
    """The pages beside each other, each with its key, and how much is new on it.

    Args:
        stage: At the moment looked at.
        page: Which one is open.
        width: Cells; where they are few, there is less between the pages.
    """
    return [tuple(span for _page, spans in _strip(stage, page, width) for span in spans)]


def page_at(stage: Stage, page: int, width: int, column: int) -> int:
    """Which page stands in a column of the strip, for whoever presses there with the mouse."""
    at = 0
    for number, spans in _strip(stage, page, width):
        at += width_of(spans)
        if column < at:
            return number
    return page


def _strip(stage: Stage, page: int, width: int) -> list[tuple[int, Line]]:
    """What stands in the strip for each page; titles are left out where there is no room."""
    drawn: list[tuple[int, Line]] = []
    for gap, titled in (("   ", True), ("  ", True), (" ", True), ("   ", False)):
        drawn = [
            (
                number,
                _page(stage, number, gap, titled=titled or number == page, here=number == page),
            )
            for number in PAGES
        ]
        if sum(width_of(spans) for _number, spans in drawn) <= width:
            break
    return drawn


def _page(stage: Stage, number: int, gap: str, *, titled: bool, here: bool) -> Line:
    """A page in the strip: its key, its title where there is room, and how much is new on it."""
    line: Line = (Span(gap if number > PHONES else ""), Span(str(number), Tone.HERE))
    if titled:
        line = (*line, Span(f" {_(PAGES[number])}", Tone.STRONG if here else Tone.QUIET))
    news = _news(stage, number)
    return (*line, Span(f" +{news}", Tone.FRESH)) if news else line


def watcher(stage: Stage, number: int, width: int) -> list[Line]:
    """A watcher's pane among others, or that of all others.

    Args:
        stage: At the moment looked at.
        number: Which page it is.
        width: Cells.
    """
    if number == OTHERS:
        return _others(stage, width, _FEW)
    each = WATCHERS[number]
    head = headed(_(NAMES[each]), number, width, sights.fresh(stage, each))
    return [head, *sights.pane(stage, each, width, _FEW)]


def whole(stage: Stage, number: int, width: int) -> list[Line]:
    """The same as a page: who it is, all it holds, and every byte of the newest.

    Args:
        stage: At the moment looked at.
        number: Which page it is.
        width: Cells.
    """
    if number == OTHERS:
        return _others(stage, width, 0)
    each = WATCHERS[number]
    return [
        headed(_(NAMES[each]), number, width, sights.fresh(stage, each)),
        *paragraph(_(WHO[each]), width, Tone.QUIET, lead=(Span("  "),)),
        EMPTY,
        *sights.pane(stage, each, width, 0),
        *sights.newest_bytes(stage, each, width),
    ]


def keys(stage: Stage, seats: Seats, side: str, width: int, height: int) -> list[Line]:
    """The keys of one phone under a heading."""
    other = seats.right if side == seats.left else seats.left
    title = _("Keys of {name}").format(name=called(side))
    return [
        headed(title, KEYS, width),
        *ladder.keys(stage, side, other, width, height - 1),
    ]


def both_keys(stage: Stage, seats: Seats, width: int, height: int) -> list[Line]:
    """The keys of both phones beside each other, and what the marks mean."""
    room, legend = (width - 3) // _COLUMNS, ladder.legend(width)
    if stage.world.settings.ratchet is RatchetKind.HYBRID:
        legend += paragraph(_(SIMPLIFIED), width, Tone.QUIET)
    left = height - len(legend) - 1
    columns = [(room, keys(stage, seats, side, room, left)) for side in (seats.left, seats.right)]
    return [*beside(columns, 3), EMPTY, *legend]


def why(told: Sequence[Told], at: int, width: int) -> list[Line]:
    """What happened in this moment, one event with its reason."""
    return [headed(_("What happened, and why"), WHY, width), *happening.listed(told, at, width)]


def brief(told: Sequence[Told], at: int, width: int) -> list[Line]:
    """The chosen event alone, where there is little room: which of how many, what, and why."""
    if not told:
        return []
    each = told[min(at, len(told) - 1)]
    count = _("{at} of {count}").format(at=at + 1, count=len(told))
    return [
        headed(_("What happened, and why"), count, width),
        *paragraph(each.what, width, Tone.STRONG),
        *paragraph(each.why, width, Tone.QUIET),
    ]


def headed(title: str, key: object, width: int, news: int = 0) -> Line:
    """A heading: the title, what is new, a hairline, and the key that opens it."""
    line = [Span(title, Tone.STRONG)]
    if news:
        line.append(Span(f"  +{news}", Tone.FRESH))
    rest = width - width_of(tuple(line)) - cell_len(str(key)) - 2
    hair = Span(f" {'─' * max(rest, 0)} ", Tone.HAIR)
    return (*line, hair, Span(str(key), Tone.HERE if isinstance(key, int) else Tone.QUIET))


def _others(stage: Stage, width: int, rows: int) -> list[Line]:
    """Whoever holds something beside those who always look on."""
    there = sights.present(stage.now)
    if not there:
        told = _("Nobody else so far. With M somebody takes a phone, links a device, swaps keys.")
        return [
            headed(_("Others"), OTHERS, width),
            *paragraph(told, width, Tone.QUIET, lead=(Span("  "),)),
        ]
    lines: list[Line] = []
    for each in there:
        lines += [EMPTY] if lines else []
        lines.append(headed(_(NAMES[each]), OTHERS, width, sights.fresh(stage, each)))
        lines += sights.pane(stage, each, width, rows)
    return lines


def _news(stage: Stage, number: int) -> int:
    """How much is new on a page."""
    if number in WATCHERS:
        return sights.fresh(stage, WATCHERS[number])
    if number == OTHERS:
        return sum(sights.fresh(stage, each) for each in sights.present(stage.now))
    return 0
