"""Safety numbers: what two people compare to see that nobody stands between them.

Signal's numeric fingerprint, version 0: SHA-512 repeated 5,200 times over an identity key, for each
of the two; the published vector is matched. There is no standard; the method is known from Signal's
open clients (signal.org/blog/safety-number-updates) and facts about it are in the tests.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha512
from typing import Final

from toolkit.errors import RefusedError
from toolkit.messaging import keys

ITERATIONS: Final = 5200
_VERSION: Final = bytes(2)
_DIGITS: Final = 30
"""Digits for each of the two people."""
_PER_GROUP: Final = 5
_SCANNED: Final = 32
"""Bytes of each fingerprint in the scannable form."""


@dataclass(frozen=True, slots=True)
class SafetyNumber:
    """What one of the two shows.

    Attributes:
        digits: 60, the same on both sides.
        scannable: What a QR code holds; each side shows its own.
    """

    digits: str
    scannable: bytes

    @property
    def groups(self) -> tuple[str, ...]:
        """The digits as they are read aloud: twelve groups of five."""
        return tuple(
            self.digits[at : at + _PER_GROUP] for at in range(0, len(self.digits), _PER_GROUP)
        )


@lru_cache(maxsize=64)
def fingerprint(identity: bytes, name: bytes) -> bytes:
    """The repeated hash of one identity key, 64 bytes.

    The same is asked for again and again, whenever a number is shown. It is made of what is public,
    so the last ones are remembered.

    Args:
        identity: A public key of X25519, 32 bytes.
        name: What the account is called, such as a phone number.
    """
    return hashed(identity, name)


def hashed(identity: bytes, name: bytes) -> bytes:
    """As `fingerprint`, really made each time: for keys that are tried once, and for a clock."""
    key = keys.encode(identity)
    digest = sha512(_VERSION + key + name + key).digest()
    for _round in range(ITERATIONS - 1):
        digest = sha512(digest + key).digest()
    return digest


def safety_number(own: bytes, theirs: bytes, version: int = 2) -> SafetyNumber:
    """What one side shows, from two values of `fingerprint`.

    Args:
        own: Of the side that shows it.
        theirs: Of the other side.
        version: Of the scannable form, 1 or 2; they differ in one byte.
    """
    digits = "".join(sorted((_digits(own), _digits(theirs))))
    return SafetyNumber(digits, _scannable(own, theirs, version))


def shown(own: bytes, name: str, theirs: bytes, person: str) -> SafetyNumber:
    """What somebody's phone shows for another person.

    Args:
        own: The identity key of whoever looks.
        name: What their account is called.
        theirs: The identity key that their phone has for the other person.
        person: What that account is called.
    """
    return safety_number(fingerprint(own, name.encode()), fingerprint(theirs, person.encode()))


def same_scanned(own: SafetyNumber, untrusted_scanned: bytes) -> bool:
    """Whether what was scanned from the other side fits to what this side knows.

    Raises:
        RefusedError: ``"malformed"`` where it is no code of this version.
    """
    version, mine, theirs = _parts(own.scannable)
    other, their_mine, their_theirs = _parts(untrusted_scanned)
    if version != other:
        raise RefusedError("malformed")
    return (mine, theirs) == (their_theirs, their_mine)


def same_digits(one: SafetyNumber, other: SafetyNumber, count: int) -> bool:
    """Whether two people who compare only the first digits find no difference.

    Args:
        one: What one of them shows.
        other: What the other shows.
        count: How many digits they read, 1 to 60.
    """
    return one.digits[:count] == other.digits[:count]


def tries_to_forge(count: int) -> int:
    """How many keys somebody has to make until the first digits of a given number are met.

    That is the average. The first 30 digits are those of one key and the rest those of the other.
    So a key has to be found for each half. Who may choose the keys on both sides needs far fewer
    for the first 30: see `forging.tries`.

    Args:
        count: How many digits are compared, 1 to 60.
    """
    first = min(count, _DIGITS)
    return int(10**first) + (int(10 ** (count - first)) if count > first else 0)


def _digits(printed: bytes) -> str:
    """Six groups of five digits, each from five bytes as a number modulo 100,000."""
    starts = range(0, _DIGITS, _PER_GROUP)
    return "".join(
        f"{int.from_bytes(printed[at : at + _PER_GROUP], 'big') % 100_000:05}" for at in starts
    )


def _scannable(own: bytes, theirs: bytes, version: int) -> bytes:
    """Protocol Buffers, by hand: the version, then two messages with 32 bytes each."""
    inner = [b"\x0a" + bytes([_SCANNED]) + each[:_SCANNED] for each in (own, theirs)]
    head = bytes([0x08, version])
    return head + b"".join(
        bytes([tag, len(each)]) + each for tag, each in zip((0x12, 0x1A), inner, strict=True)
    )


def _parts(untrusted: bytes) -> tuple[int, bytes, bytes]:
    own, theirs = untrusted[6:38], untrusted[42:74]
    if len(untrusted) != 74 or _scannable(own, theirs, untrusted[1]) != untrusted:
        raise RefusedError("malformed")
    return untrusted[1], own, theirs
