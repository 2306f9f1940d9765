"""What stands on a phone: the texts it holds, its own to the right, those of others to the left."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.cells import cell_len

from toolkit.i18n import _
from toolkit.messaging.disappearing import ON_SCREEN
from toolkit.messaging.names import called
from toolkit.messaging.phone import owner_of
from toolkit.tui.lab.ink import EMPTY, Line, Span, Tone, in_lines
from toolkit.tui.widgets.fitting import harmless

if TYPE_CHECKING:
    from toolkit.messaging.disappearing import Copy
    from toolkit.messaging.state import World
    from toolkit.tui.lab.stage import Stage

_PART: Final = 6
"""A text is as wide as all but one part of so many."""
_MOST: Final = 100
"""How many texts one can scroll back to; the bytes of older ones are reached through time."""


def chat(stage: Stage, phone: str, width: int) -> list[Line]:
    """The newest texts on a phone, in the order in which they came to it.

    Args:
        stage: At the moment looked at.
        phone: Which one.
        width: Cells.
    """
    before = _copies(stage.before.world, phone) if stage.before else []
    had = {(each.message, each.conversation) for each in before}
    lines: list[Line] = []
    for each in _copies(stage.world, phone)[-_MOST:]:
        is_new = (each.message, each.conversation) not in had
        lines += _bubble(stage.world, each, phone, width, is_new=is_new)
    return lines


def title(world: World, phone: str, other: str) -> str:
    """What stands above a phone: its name, and a mark where the numbers were compared."""
    there = world.phones.get(phone)
    compared = there is not None and owner_of(other) in there.verified
    name = harmless(called(phone))
    return _("{name} ✓ compared").format(name=name) if compared else name


def _copies(world: World, phone: str) -> list[Copy]:
    return [each for each in world.copies if each.holder == phone and each.place in ON_SCREEN]


def _bubble(world: World, each: Copy, phone: str, width: int, *, is_new: bool) -> list[Line]:
    own = each.author == owner_of(phone)
    room = max(width - width // _PART - 2, 8)
    tone = Tone.STRONG if is_new else Tone.PLAIN
    bar = Tone.HERE if own else Tone.BYTES
    rows = [(line, tone) for line in in_lines(each.text, room)]
    if about := _about(world, each, own=own):
        rows = [*((line, Tone.QUIET) for line in in_lines(about, room)), *rows]
    if own:
        wide = max(cell_len(text) for text, _tone in rows)
        indent = " " * (width - wide - 2)
        padded = ((text + " " * (wide - cell_len(text)), look) for text, look in rows)
        drawn: list[Line] = [
            (Span(indent), Span(text, look), Span(" ▌", bar)) for text, look in padded
        ]
    else:
        drawn = [(Span("▐ ", bar), Span(text, look)) for text, look in rows]
    return [*drawn, EMPTY]


def _about(world: World, each: Copy, *, own: bool) -> str:
    """Above a text: the group and its writer, and when it will vanish."""
    parts = []
    if each.conversation in world.server.rosters:
        parts.append(each.conversation)
        if not own:
            parts.append(each.author)
    if each.expires is not None:
        seconds = max(each.expires - world.now, 0)
        parts.append(_("gone in {seconds} s").format(seconds=seconds))
    return " · ".join(parts)
