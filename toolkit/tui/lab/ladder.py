"""The keys of a conversation, drawn: a wheel, and each turn with its keys, old ones crossed out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from toolkit.i18n import _, ngettext
from toolkit.messaging.names import called
from toolkit.tui.lab import turning
from toolkit.tui.lab.ink import EMPTY, Line, Span, Tone, beside, cut, paragraph, width_of
from toolkit.tui.lab.turning import Fate
from toolkit.tui.lab.wheel import TEETH, WIDTH, wheel
from toolkit.tui.widgets.fitting import harmless

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toolkit.messaging.group_talk import GroupState
    from toolkit.tui.lab.stage import Stage
    from toolkit.tui.lab.turning import Key, Ladder, Turn

MARKS: Final = {Fate.GONE: "✗", Fate.KEPT: "○", Fate.NEXT: "◆"}
_TONES: Final = {Fate.GONE: Tone.GONE, Fate.KEPT: Tone.WAITS, Fate.NEXT: Tone.LIVE}
_KEY: Final = 6
"""Cells of a key: its mark, four digits, a blank."""
_GAP: Final = 2
_LEAST: Final = 34
"""Cells below which there is no room for the wheel."""


def keys(stage: Stage, phone: str, other: str, width: int, height: int) -> list[Line]:
    """What a phone holds for another, and held.

    Args:
        stage: At the moment looked at.
        phone: Whose keys.
        other: The phone that it writes with.
        width: Cells.
        height: Lines; the oldest turns are left out where they are too many.
    """
    ladder = stage.now.ladders.get((phone, other))
    lines = [_changed(stage, phone, width)]
    groups = _groups(stage, phone, width)
    if ladder is None:
        told = _("No key with {name} yet. The first message makes one.").format(name=called(other))
        return [*lines, EMPTY, *paragraph(told, width, Tone.QUIET), *groups]
    beside_wheel = width >= _LEAST
    room = width - (WIDTH + _GAP if beside_wheel else 0)
    rows = [line for turn in ladder.turns for line in _turn(turn, room, stage.world.step)]
    left = max(height - len(lines) - len(groups) - 1, 3)
    rows = rows[-left:]
    lines += (
        beside([(WIDTH, _wheel(ladder, stage.world.step)), (room, rows)], _GAP)
        if beside_wheel
        else rows
    )
    lines += [*groups, _root(ladder, width)]
    return lines


def legend(width: int) -> list[Line]:
    """What the three marks mean, and how to read the digits."""
    late = (
        Span(f"{MARKS[Fate.KEPT]} ", Tone.WAITS),
        Span(_("kept for a late message"), Tone.QUIET),
    )
    there, gone = _explained()
    same = _("The same digits on both phones are the same key: what one seals, the other opens.")
    blank = Span("   ")
    marks: Line = (*there, blank, *late, blank, *gone)
    return [marks, *paragraph(same, width, Tone.QUIET)]


def short_legend(width: int) -> Line:
    """What the two marks mean that are seen most."""
    there, gone = _explained()
    return cut((*there, Span("   "), *gone), width)


def _explained() -> tuple[Line, Line]:
    return (
        (Span(f"{MARKS[Fate.NEXT]} ", Tone.LIVE), Span(_("there"), Tone.QUIET)),
        (Span(f"{MARKS[Fate.GONE]} ", Tone.GONE), Span(_("destroyed"), Tone.QUIET)),
    )


def _changed(stage: Stage, phone: str, width: int) -> Line:
    """How many secrets the phone made and destroyed in this moment."""
    left = stage.world.phones[phone].prekeys.one_time if phone in stage.world.phones else ()
    if stage.before is None or stage.before.world.phones.get(phone) is stage.world.phones.get(
        phone
    ):
        count = len(left)
        words = ngettext(
            "{count} key for a first message", "{count} keys for first messages", count
        )
        return cut((Span(words.format(count=count), Tone.QUIET),), width)
    change = turning.change(stage.before.world, stage.world, phone)
    made = ngettext("{count} key made", "{count} keys made", change.made).format(count=change.made)
    gone = ngettext("{count} destroyed", "{count} destroyed", change.gone).format(count=change.gone)
    line: Line = (Span("+ ", Tone.FRESH), Span(made, Tone.FRESH)) if change.made else EMPTY
    if change.gone:
        line = (*line, Span("   " if line else ""), Span(f"✗ {gone}", Tone.WAITS))
    return cut(line, width)


def _wheel(ladder: Ladder, step: int) -> list[Line]:
    """The wheel; it stands out in the moment in which it went on."""
    made = (key for turn in ladder.turns for key in turn.keys if key.fate is not Fate.NEXT)
    tone = Tone.HERE if any(key.since == step for key in made) else Tone.QUIET
    return [(Span(row, tone),) for row in wheel(ladder.number % TEETH)]


def _turn(turn: Turn, width: int, step: int) -> list[Line]:
    """One chain: an arrow, and its keys in as many lines as they need."""
    per_line = max((width - 2) // _KEY, 1)
    arrow = "→ " if turn.sends else "← "
    drawn: list[Line] = []
    for at in range(0, max(len(turn.keys), 1), per_line):
        line: list[Span] = [Span(arrow if not at else "  ", Tone.QUIET)]
        for key in turn.keys[at : at + per_line]:
            line += _key(key, is_fresh=key.since == step)
        drawn.append(tuple(line))
    return drawn


def _key(key: Key, *, is_fresh: bool) -> Sequence[Span]:
    tone = _TONES[key.fate]
    digits = key.value.hex()[:4] or f"{key.number + 1:>4}"
    mark = Span(
        MARKS[key.fate], Tone.FRESH if is_fresh else Tone.QUIET if tone is Tone.GONE else tone
    )
    return (mark, Span(digits, tone), Span(" "))


def _root(ladder: Ladder, width: int) -> Line:
    """The key that turns are made from."""
    digits = ladder.root.hex()[:4]
    line = (Span(f"▣ {digits} ", Tone.WAITS), Span(_("makes the next turn"), Tone.QUIET))
    return cut(line, width)


def _groups(stage: Stage, phone: str, width: int) -> list[Line]:
    """The sender keys of the groups that a phone is in."""
    there = stage.world.phones.get(phone)
    return [_group(name, state, width) for name, state in there.groups.items()] if there else []


def _group(name: str, state: GroupState, width: int) -> Line:
    label = harmless(name)
    line: list[Span] = [Span(f"{label} ", Tone.QUIET)]
    own = [("→ ", state.own.chain)] if state.own is not None else []
    for arrow, chain in (*own, *(("← ", each[0].chain) for each in state.theirs.values() if each)):
        if width_of(tuple(line)) + 2 * _KEY > width:
            break
        line += [Span(arrow, Tone.QUIET), Span("◆", Tone.LIVE)]
        line += [Span(chain.hex()[:4], Tone.LIVE), Span(" ")]
    return tuple(line)
