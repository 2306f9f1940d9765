"""Safety numbers as two phones show them, and a search for keys that make them begin alike."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Event, Thread
from time import perf_counter
from typing import TYPE_CHECKING

from toolkit.messaging import fingerprint, forging, randomness
from toolkit.messaging.forging import Person
from toolkit.messaging.phone import owner_of

if TYPE_CHECKING:
    from toolkit.messaging.fingerprint import SafetyNumber
    from toolkit.messaging.forging import Forged
    from toolkit.messaging.phone import Phone
    from toolkit.messaging.state import World


@dataclass(frozen=True, slots=True)
class Searched:
    """How far a search for fitting keys is.

    Attributes:
        digits: How many first digits shall be the same.
        tries: How many keys were made.
        seconds: In how long.
        shown: What the two phones would show, each its first digits; empty until it is found.
    """

    digits: int
    tries: int = 0
    seconds: float = 0.0
    shown: tuple[str, ...] = ()

    def seconds_for(self, digits: int) -> float:
        """How long so many digits take at this pace, about."""
        return forging.tries(digits) * self.seconds / self.tries if self.tries else 0.0


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
    return _number(own, person, own.known[person])


class Search:
    """Looks for keys that a server could give to two people so that their numbers begin alike.

    It works in a thread of its own and shows nothing: whoever started it looks at `so_far`.

    Args:
        one: A phone.
        other: A phone of somebody else.
        digits: How many first digits shall be the same.
    """

    def __init__(self, one: Phone, other: Phone, digits: int) -> None:
        self._phones = (one, other)
        self._ended = Event()
        self._thread = Thread(target=self._work, daemon=True)
        self.so_far = Searched(digits)

    @property
    def running(self) -> bool:
        """Whether it has not come to an end."""
        return self._thread.is_alive()

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End with the key that is being tried."""
        self._ended.set()

    def _work(self) -> None:
        one, other = self._phones
        begun, digits = perf_counter(), self.so_far.digits
        person, second = (Person(each.owner, each.identity.public) for each in (one, other))
        found = forging.search(person, second, digits, randomness.system)
        for tries, each in enumerate(found, 1):
            shown = () if each is None else _shown(one, other, each, digits)
            self.so_far = Searched(digits, tries, perf_counter() - begun, shown)
            if self._ended.is_set():
                return


def _shown(one: Phone, other: Phone, found: Forged, digits: int) -> tuple[str, ...]:
    """The first digits that both phones would show with the keys that were found."""
    numbers = (
        _number(one, other.owner, found.for_one.public),
        _number(other, one.owner, found.for_other.public),
    )
    return tuple(number.digits[:digits] for number in numbers)


def _number(own: Phone, person: str, known: bytes) -> SafetyNumber:
    return fingerprint.shown(own.identity.public, own.owner, known, person)
