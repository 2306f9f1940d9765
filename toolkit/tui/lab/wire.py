"""The wire between two phones: the lines, the server in the middle, and what is on its way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.cells import cell_len

from toolkit.i18n import _, ngettext
from toolkit.messaging.names import end
from toolkit.messaging.phone import owner_of
from toolkit.messaging.telling import clock
from toolkit.tui.lab.ink import (
    EMPTY,
    Line,
    Span,
    Tone,
    hex_lines,
    in_lines,
    paragraph,
)

if TYPE_CHECKING:
    from toolkit.messaging.state import Packet, World
    from toolkit.tui.lab.seats import Seats
    from toolkit.tui.lab.stage import Stage

_SHOWN: Final = 3
"""How many packets on their way are told about with their bytes."""


def wire(stage: Stage, seats: Seats, width: int, height: int) -> list[Line]:
    """What is between the two phones.

    Args:
        stage: At the moment looked at.
        seats: Which two.
        width: Cells.
        height: Lines.
    """
    world = stage.world
    lines = [EMPTY, _line(world, seats, width), *_server(world, seats, width), EMPTY]
    on_way = world.wire
    if not on_way:
        return [*lines, *_hint(stage, width)]
    rows = max((height - len(lines)) // min(len(on_way), _SHOWN) - 2, 1)
    new = {packet.number for packet in world.wire} - (
        {packet.number for packet in stage.before.world.wire} if stage.before else set()
    )
    for packet in on_way[:_SHOWN]:
        lines += _packet(world, packet, width, rows, is_new=packet.number in new)
    more = len(on_way) - _SHOWN
    if more > 0:
        told = ngettext("and {count} more", "and {count} more", more).format(count=more)
        lines.append((Span(told, Tone.QUIET),))
    return lines


def _line(world: World, seats: Seats, width: int) -> Line:
    """Phone, line, server, line, phone."""
    middle = _("server")
    label = f" {middle} "
    wide = max((width - cell_len(label)) // 2, 3)
    left = _stretch(world, seats.left, wide, leftward=True)
    right = _stretch(world, seats.right, width - wide - cell_len(label), leftward=False)
    stands = frozenset((owner_of(seats.left), owner_of(seats.right))) in world.server.middles
    return (*left, Span(label, Tone.OPEN if stands else Tone.STRONG), *right)


def _stretch(world: World, phone: str, width: int, *, leftward: bool) -> Line:
    """The line between the server and a phone; `leftward` where the phone is on the left."""
    if phone in world.offline:
        half = (width - 3) // 2
        rest = width - 3 - half
        return (Span("╌" * half, Tone.HAIR), Span(" ✗ ", Tone.OPEN), Span("╌" * rest, Tone.HAIR))
    here = [packet for packet in world.wire if packet.phone == phone]
    if not here:
        return (Span("─" * width, Tone.HAIR),)
    out = any(packet.source == phone for packet in here)
    back = any(packet.destination == phone for packet in here)
    to_right = out if leftward else back
    to_left = back if leftward else out
    boxes = "■" * min(len(here), max(width - 4, 1))
    drawn = ("◀" if to_left else "") + boxes + ("▶" if to_right else "")
    half = (width - cell_len(drawn)) // 2
    rest = width - half - cell_len(drawn)
    return (Span("─" * half, Tone.HAIR), Span(drawn, Tone.FRESH), Span("─" * rest, Tone.HAIR))


def _server(world: World, seats: Seats, width: int) -> list[Line]:
    """Below the server: what it keeps, and what it does."""
    kept = sum(len(world.server.mailboxes.get(each, ())) for each in (seats.left, seats.right))
    words = []
    if kept:
        told = ngettext("keeps {count} message", "keeps {count} messages", kept)
        words.append(told.format(count=kept))
    if frozenset((owner_of(seats.left), owner_of(seats.right))) in world.server.middles:
        words.append(_("gives out keys of its own"))
    return [line for text in words for line in _centred(text, width, Tone.WAITS)]


def _packet(world: World, packet: Packet, width: int, rows: int, *, is_new: bool) -> list[Line]:
    ends = f"{end(packet.source)} → {end(packet.destination)}"
    size = ngettext("{count} byte", "{count} bytes", len(packet.content)).format(
        count=len(packet.content)
    )
    tone = Tone.STRONG if is_new else Tone.PLAIN
    parts = [f"{packet.number} · {ends}", size]
    if packet.due > world.now:
        parts.append(_("held back until {time}").format(time=clock(packet.due)))
    head = (Span("■ ", Tone.FRESH if is_new else Tone.PLAIN),)
    whole = " · ".join(parts)
    told = [whole] if cell_len(whole) <= width - 2 else parts
    lines = paragraph(told[0], width, tone, lead=head)
    for part in told[1:]:
        lines += paragraph(part, width, tone, lead=(Span("  "),))
    look = Tone.BYTES if is_new else Tone.QUIET
    for row in hex_lines(packet.content, width - 2, rows):
        lines.append((Span("  "), Span(row, look)))
    return lines


def _hint(stage: Stage, width: int) -> list[Line]:
    """What is said where nothing is on its way."""
    if stage.at == 0:
        told = [
            _("Two phones, and a server between them."),
            _("Nothing here leaves this program."),
        ]
    else:
        told = [_("Nothing is on its way.")]
    return [line for each in told for line in (*paragraph(each, width, Tone.QUIET), EMPTY)]


def _centred(text: str, width: int, tone: Tone) -> list[Line]:
    """Words in the middle, in as many lines as they need."""
    return [
        (Span(" " * ((width - cell_len(line)) // 2)), Span(line, tone))
        for line in in_lines(text, width)
    ]
