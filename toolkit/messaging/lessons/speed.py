"""How long real work takes on this computer, measured; and the real work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from toolkit.messaging import backup, fingerprint
from toolkit.messaging.keys import KEY_SIZE, pair

if TYPE_CHECKING:
    from collections.abc import Callable

    from toolkit.messaging.backup import Backup

Clock: TypeAlias = "Callable[[], float]"
"""Seconds since some moment, such as `time.perf_counter`."""

MOST_DIGITS: Final = 3
"""More would keep the learner waiting: a hundred keys take about half a second."""
_SAMPLES: Final = 5


def of_a_key(clock: Clock) -> float:
    """Seconds that it takes to make one key and its fingerprint."""
    seeds = iter(range(1, _SAMPLES + 1))

    def make() -> bytes:
        return fingerprint.hashed(pair(bytes([next(seeds)]) * KEY_SIZE).public, b"")

    return min(_taken(make, clock) for _each in range(_SAMPLES))


def of_a_guess(kept: Backup, clock: Clock) -> float:
    """Seconds that it takes to try one PIN or key on a backup."""
    wrong = ["-" * backup.RECOVERY_LENGTH]
    return min(_taken(lambda: backup.guess(kept, wrong), clock) for _each in range(_SAMPLES))


def _taken(work: Callable[[], object], clock: Clock) -> float:
    """Seconds that something takes; the fastest of some tries is what the computer can do."""
    begun = clock()
    work()
    return clock() - begun
