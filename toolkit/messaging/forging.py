"""Keys for a server in the middle of which the safety numbers begin alike on both phones.

Whoever stands in the middle gives both people a key, and chooses both. Each phone shows the lower
of two halves first (see `fingerprint`): its own person's, or that of the key it was given. So it is
enough that what the one phone shows first is met by what the other shows first, whichever keys that
comes from. As with shared birthdays, it happens after about the square root of the tries that one
given number would need. Beyond 30 digits nothing helps: both halves have to be met.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import isqrt
from typing import TYPE_CHECKING, Final

from toolkit.messaging import fingerprint, keys

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.messaging.keys import Draw, KeyPair

MOST_LIVE: Final = 5
"""Digits that are really searched for; five take some seconds."""
_HALF: Final = 30


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody between whom and another the server stands.

    Attributes:
        name: What the account is called.
        identity: The real identity key, 32 bytes.
    """

    name: str
    identity: bytes


@dataclass(frozen=True, slots=True)
class Forged:
    """Two keys that fit.

    Attributes:
        for_one: What the first person is given as the key of the second.
        for_other: What the second person is given as the key of the first.
        tries: How many keys were made until these were found.
    """

    for_one: KeyPair
    for_other: KeyPair
    tries: int


def search(one: Person, other: Person, digits: int, draw: Draw) -> Iterator[Forged | None]:
    """Make keys for both, one after another, until the first digits of both numbers are the same.

    Args:
        one: The first person.
        other: The second person.
        digits: How many digits shall be the same, 1 to 30.
        draw: For the keys.

    Yields:
        `None` for each key that did not do, and at the end the two that do.
    """
    shown: tuple[dict[str, KeyPair], ...] = ({}, {})
    halves = [_half(each.identity, each.name) for each in (one, other)]
    names = (other.name, one.name)
    tries = 0
    while True:
        for side in (0, 1):
            made = keys.pair(draw(keys.KEY_SIZE))
            tries += 1
            begins = min(halves[side], _half(made.public, names[side]))[:digits]
            shown[side].setdefault(begins, made)
            if begins in shown[1 - side]:
                first, second = shown[0][begins], shown[1][begins]
                yield Forged(first, second, tries)
                return
            yield None


def forge(one: Person, other: Person, digits: int, draw: Draw) -> Forged:
    """As `search`, to the end."""
    return next(found for found in search(one, other, digits, draw) if found is not None)


def tries(digits: int) -> int:
    """How many keys half of all searches need at most, about; beyond 30 digits, the average.

    Args:
        digits: How many digits are compared, 1 to 60.
    """
    return isqrt(10 ** (digits + 1)) if digits <= _HALF else fingerprint.tries_to_forge(digits)


def _half(identity: bytes, name: str) -> str:
    """The 30 digits that come from one key."""
    printed = fingerprint.hashed(identity, name.encode())
    return fingerprint.safety_number(printed, printed).digits[:_HALF]
