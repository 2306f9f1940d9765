"""Guessing what a backup is locked with, as whoever stores it can: real tries on the real file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from toolkit.i18n import _
from toolkit.messaging import backup, randomness
from toolkit.messaging.interventions import MOST_GUESSES, GuessBackup
from toolkit.tui.lab.choices import Choice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.messaging.state import World
    from toolkit.tui.lab.stage import Stage

PINS: Final = 10_000
"""How many PINs of four digits there are."""
_DIGITS: Final = "0123456789"
_RUN: Final = 4
_NEWEST: Final = 2024


def choices(stage: Stage) -> tuple[Choice, ...]:
    """How each backup that there is can be guessed.

    Args:
        stage: At the moment looked at; what was tried before is not tried again.
    """
    return tuple(
        choice
        for owner, kept in stage.world.backups.items()
        for choice in (
            _key(stage.world, owner) if kept.cost is None else _pin(owner, _tried(stage, owner))
        )
    )


def easy() -> tuple[str, ...]:
    """PINs that are easy to remember: one digit, rows, columns, years. As many as a step tries."""
    same = [digit * _RUN for digit in _DIGITS]
    up = [_DIGITS[at : at + _RUN] for at in range(len(_DIGITS) - _RUN + 1)]
    down = [each[::-1] for each in up]
    columns = ["2580", "0852"]
    years = [str(year) for year in range(_NEWEST, 0, -1)]
    return tuple(dict.fromkeys((*same, *up, *down, *columns, *years)))[:MOST_GUESSES]


def _pin(owner: str, tried: int) -> Iterator[Choice]:
    told = _("PINs are really tried now. ← stops that.")
    yield Choice(
        _("{name}: {count} that are easy to remember").format(name=owner, count=MOST_GUESSES),
        GuessBackup(owner, easy()),
        slow=told,
    )
    hundreds = tuple(
        GuessBackup(owner, tuple(f"{pin:04}" for pin in range(first, first + MOST_GUESSES)))
        for first in range(tried, PINS, MOST_GUESSES)
    )
    if hundreds:
        title = _("{name}: all of them, from {pin} on, until it opens")
        yield Choice(
            title.format(name=owner, pin=hundreds[0].guesses[0]),
            hundreds[0],
            slow=told,
            further=hundreds[1:],
        )


def _key(world: World, owner: str) -> Iterator[Choice]:
    draw = randomness.seeded(b"guesses", world.step)
    keys = tuple(backup.recovery_key(draw) for _number in range(MOST_GUESSES))
    title = _("{name}: {count} keys of 64 characters, by chance")
    yield Choice(title.format(name=owner, count=MOST_GUESSES), GuessBackup(owner, keys))


def _tried(stage: Stage, owner: str) -> int:
    """How many PINs were tried in order, since the newest backup was made."""
    tried, kept = 0, stage.world.backups[owner]
    for moment in stage.moments[: stage.at + 1]:
        action = moment.action
        if isinstance(action, GuessBackup) and moment.world.backups.get(owner) is kept:
            in_order = action.who == owner and action.guesses[0] == f"{tried:04}"
            tried += len(action.guesses) if in_order and action.guesses != easy() else 0
    return tried
