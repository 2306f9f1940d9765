"""What happened in a moment, and why, in words; the formula with the values that were there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from toolkit.i18n import N_, _
from toolkit.messaging import terms
from toolkit.messaging.telling import tell
from toolkit.tui.lab.ink import EMPTY, Line, Span, Tone, hex_lines, paragraph

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toolkit.messaging.events import Value
    from toolkit.messaging.telling import Told
    from toolkit.tui.lab.stage import Moment

_TONES: Final = {
    "refused": Tone.OPEN,
    "identity-changed": Tone.WAITS,
    "keys-swapped": Tone.OPEN,
    "middle-read": Tone.OPEN,
    "ghost-added": Tone.OPEN,
    "phone-seized": Tone.OPEN,
    "numbers-differ": Tone.OPEN,
    "numbers-same": Tone.LIVE,
    "shown": Tone.STRONG,
}
SECRET: Final = N_("secret")
_VALUE_ROWS: Final = 3


def happened(moment: Moment) -> tuple[Told, ...]:
    """The events of a moment, in words."""
    return tuple(map(tell, moment.events))


def listed(told: Sequence[Told], at: int, width: int) -> list[Line]:
    """The events below each other, the chosen one with its reason.

    Args:
        told: They.
        at: Which one is chosen.
        width: Cells.
    """
    lines: list[Line] = []
    for index, each in enumerate(told):
        here = index == at
        lead = (Span("› " if here else "  ", Tone.HERE),)
        tone = _TONES.get(each.code, Tone.STRONG if here else Tone.PLAIN)
        lines += paragraph(each.what, width, tone if here else _calm(tone), lead=lead)
        if here:
            lines += paragraph(each.why, width, Tone.QUIET, lead=(Span("  "),))
    return lines


def place_of(told: Sequence[Told], at: int, width: int) -> tuple[int, int]:
    """The first line of an event in such a list, and the line after its last."""
    first = len(listed(told[:at], -1, width))
    return first, first + len(listed(told[at : at + 1], 0, width))


def event_at(told: Sequence[Told], at: int, width: int, line: int) -> int:
    """Which event stands on a line of such a list, for whoever presses there with the mouse."""
    ends = [len(listed(told[: number + 1], at, width)) for number in range(len(told))]
    return next((number for number, end in enumerate(ends) if line < end), at)


def formula(each: Told, width: int) -> list[Line]:
    """What was computed, with every value as it was.

    Args:
        each: The event.
        width: Cells.
    """
    lines = [*paragraph(each.what, width, Tone.STRONG), *paragraph(each.why, width, Tone.QUIET)]
    lines.append(EMPTY)
    if each.formula:
        lines += paragraph(each.formula, width, Tone.HERE)
        lines += [*paragraph(terms.reading(each.formula), width, Tone.QUIET), EMPTY]
    elif not each.values:
        return [*lines, *paragraph(_("Nothing was computed here."), width, Tone.QUIET)]
    for value in each.values:
        lines += _valued(value, width)
    return lines


def _valued(value: Value, width: int) -> list[Line]:
    content = value.content
    head = [Span(f"{value.name}  ", Tone.STRONG)]
    if isinstance(content, bytes):
        size = _("{size} bytes").format(size=len(content))
        head.append(Span(size, Tone.QUIET))
        if value.secret:
            head.append(Span(f"  {_(SECRET)}", Tone.WAITS))
        rows = hex_lines(content, width - 2, _VALUE_ROWS)
        about = terms.meaning(value.name)
        told = paragraph(about, width, Tone.QUIET, lead=(Span("  "),)) if about else []
        return [tuple(head), *told, *((Span("  "), Span(row, Tone.BYTES)) for row in rows)]
    return paragraph(str(content), width, Tone.BYTES, lead=tuple(head))


def _calm(tone: Tone) -> Tone:
    return tone if tone is Tone.OPEN else Tone.PLAIN
