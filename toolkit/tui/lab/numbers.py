"""Safety numbers as two phones show them, and what it costs to make one that begins alike."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Event, Thread
from time import perf_counter
from typing import TYPE_CHECKING

from toolkit.messaging import fingerprint, keys, randomness
from toolkit.messaging.phone import owner_of

if TYPE_CHECKING:
    from toolkit.messaging.fingerprint import SafetyNumber
    from toolkit.messaging.state import World

_HALF = 30
"""Digits that come from one of the two keys."""


@dataclass(frozen=True, slots=True)
class Tried:
    """How far somebody got who makes keys until one begins alike.

    Attributes:
        tries: How many keys were made.
        seconds: In how long.
        best: How many of the first digits were met at best.
        first: For each count of digits, after how many tries it was met first.
        made: The digits of the best.
    """

    tries: int = 0
    seconds: float = 0.0
    best: int = 0
    first: tuple[int, ...] = ()
    made: str = ""

    def seconds_for(self, digits: int) -> float:
        """How long so many digits would take at this pace, on average."""
        if not self.tries:
            return 0.0
        return fingerprint.tries_to_forge(digits) * self.seconds / self.tries


def number_of(world: World, phone: str, other: str) -> SafetyNumber | None:
    """What a phone shows for another person; `None` where it knows no key of theirs yet.

    Args:
        world: At some moment.
        phone: Which one.
        other: A phone of the other person.
    """
    own, person = world.phones[phone], owner_of(other)
    if person not in own.known or person == own.owner:
        return None
    return fingerprint.safety_number(
        fingerprint.fingerprint(own.identity.public, own.owner.encode()),
        fingerprint.fingerprint(own.known[person], person.encode()),
    )


def half_of(identity: bytes, person: str) -> str:
    """The 30 digits that come from one person's key."""
    printed = fingerprint.fingerprint(identity, person.encode())
    return fingerprint.safety_number(printed, printed).digits[:_HALF]


class Forger:
    """Makes keys, one after another, until the digits of one begin as those of a person do.

    It works in a thread of its own and shows nothing: whoever started it looks at `so_far`.

    Args:
        wanted: The digits to meet.
        person: In whose name.
    """

    def __init__(self, wanted: str, person: str) -> None:
        self._wanted = wanted
        self._person = person
        self._ended = Event()
        self._thread = Thread(target=self._work, daemon=True)
        self.so_far = Tried()

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End with the key that is being tried."""
        self._ended.set()

    def _work(self) -> None:
        begun = perf_counter()
        while not self._ended.is_set():
            made = half_of(keys.pair(randomness.system(keys.KEY_SIZE)).public, self._person)
            self.so_far = counted(self.so_far, self._wanted, made, perf_counter() - begun)


def counted(so_far: Tried, wanted: str, made: str, seconds: float) -> Tried:
    """How far it is after one more try.

    Args:
        so_far: Before it.
        wanted: The digits to meet.
        made: Those of the key that was made.
        seconds: Since the beginning.
    """
    alike = next((at for at, each in enumerate(wanted) if made[at] != each), len(wanted))
    tries = so_far.tries + 1
    if alike <= so_far.best:
        return Tried(tries, seconds, so_far.best, so_far.first, so_far.made)
    first = (*so_far.first, *([tries] * (alike - so_far.best)))
    return Tried(tries, seconds, alike, first, made)
