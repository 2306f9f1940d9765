"""The first secret between two who never met: X3DH and PQXDH.

X3DH rev 1 section 3 and PQXDH rev 3 section 3. The suite `X3DH` gives what Signal's published
vector gives. The suite `PQXDH` has the mathematics of the specification with ML-KEM-1024 (FIPS
203) and a label of our own: Signal's clients use the older Kyber-1024 under theirs, so the two
never mix.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from toolkit.errors import RefusedError
from toolkit.messaging import keys, prekeys
from toolkit.messaging.kdf import derive
from toolkit.messaging.kem import ML_KEM_1024, decapsulate

if TYPE_CHECKING:
    from toolkit.messaging.keys import KeyPair
    from toolkit.messaging.prekeys import Bundle, Prekeys
    from toolkit.messaging.randomness import Chance

_F: Final = b"\xff" * 32
"""X3DH rev 1 section 2.2: 32 bytes of 0xFF before the key material of X25519."""

SECRET_SIZE: Final = 32
_FIXED: Final = 1 + 2 * (keys.KEY_SIZE + 1) + 3 * 4
_NONE: Final = 2**32 - 1
"""Stands for "no one-time prekey" where a number of one is written."""


@dataclass(frozen=True, slots=True)
class Suite:
    """One of the two handshakes.

    Attributes:
        number: How it is written in a first message.
        label: The info of HKDF.
        kem: Whether a post-quantum secret is mixed in.
        formula: What is computed, in the terms of the specification.
    """

    number: int
    label: bytes
    kem: bool
    formula: str


X3DH: Final = Suite(
    1, b"WhisperText", kem=False, formula="SK = HKDF(FF*32 || DH1 || DH2 || DH3 [|| DH4])"
)
PQXDH: Final = Suite(
    2,
    b"ParasolLab_CURVE25519_SHA-256_ML-KEM-1024",
    kem=True,
    formula="SK = HKDF(FF*32 || DH1 || DH2 || DH3 [|| DH4] || SS)",
)
"""The label is built as PQXDH rev 3 section 2.2 says: application, curve, hash and KEM."""


@dataclass(frozen=True, slots=True)
class Initial:
    """What goes before a first message (X3DH rev 1 section 3.3, PQXDH rev 3 section 3.3).

    Attributes:
        suite: The number of the suite.
        identity: Who writes.
        ephemeral: EK, made for this handshake only.
        signed: Which signed prekey was used.
        one_time: Which one-time prekey, or `None`.
        kem: Which post-quantum prekey.
        ciphertext: CT; empty in X3DH.
    """

    suite: int
    identity: bytes
    ephemeral: bytes
    signed: int
    one_time: int | None = None
    kem: int = prekeys.LAST_RESORT
    ciphertext: bytes = b""

    def encode(self) -> bytes:
        """As bytes; the length follows from the suite and from whether a ciphertext is there."""
        numbers = (self.signed, _NONE if self.one_time is None else self.one_time, self.kem)
        return (
            bytes([self.suite | (0x80 if self.ciphertext else 0)])
            + keys.encode(self.identity)
            + keys.encode(self.ephemeral)
            + b"".join(number.to_bytes(4, "big") for number in numbers)
            + self.ciphertext
        )


@dataclass(frozen=True, slots=True)
class Agreement:
    """What both sides have at the end, with the parts that it came from.

    Attributes:
        secret: SK, 32 bytes.
        associated: AD = EncodeEC(IKA) || EncodeEC(IKB), for every message that follows.
        parts: DH1, DH2, DH3 and, with a one-time prekey, DH4.
        kem: SS of the encapsulation; empty in X3DH.
    """

    secret: bytes = field(repr=False)
    associated: bytes
    parts: tuple[bytes, ...] = field(repr=False)
    kem: bytes = field(default=b"", repr=False)


def begin(
    identity: KeyPair, untrusted_bundle: Bundle, suite: Suite, chance: Chance
) -> tuple[Agreement, Initial]:
    """Alice's side (X3DH rev 1 section 3.3, PQXDH rev 3 section 3.3).

    Args:
        identity: Alice's.
        untrusted_bundle: What the server says is Bob's.
        suite: Which handshake; a bundle that lacks what it needs is refused, never made do with.
        chance: For EK and the encapsulation.

    Raises:
        RefusedError: ``"kem-missing"``, ``"low-order-key"``, or as `prekeys.check`.
    """
    bundle = untrusted_bundle
    prekeys.check(bundle)
    if suite.kem and bundle.kem is None:
        raise RefusedError("kem-missing")
    ephemeral = keys.pair(chance.draw(keys.KEY_SIZE))
    parts = [
        keys.agree(identity, bundle.signed.key),
        keys.agree(ephemeral, bundle.identity),
        keys.agree(ephemeral, bundle.signed.key),
    ]
    if bundle.one_time is not None:
        parts.append(keys.agree(ephemeral, bundle.one_time.key))
    initial = Initial(
        suite.number,
        identity.public,
        ephemeral.public,
        bundle.signed.number,
        None if bundle.one_time is None else bundle.one_time.number,
    )
    secret = b""
    if suite.kem and bundle.kem is not None:
        made = chance.encapsulate(bundle.kem.key)
        secret = made.secret
        initial = replace(initial, kem=bundle.kem.number, ciphertext=made.ciphertext)
    associated = keys.encode(identity.public) + keys.encode(bundle.identity)
    return _agreed(suite, associated, tuple(parts), secret), initial


def answer(own: Prekeys, untrusted_initial: Initial, suite: Suite) -> tuple[Agreement, Prekeys]:
    """Bob's side (X3DH rev 1 section 3.4, PQXDH rev 3 section 3.4).

    Args:
        own: Bob's prekeys.
        untrusted_initial: What came before the first message.
        suite: Which handshake Bob takes part in.

    Returns:
        The agreement, and the prekeys without those that were used once. Keep them only when the
        first message has opened.

    Raises:
        RefusedError: ``"suite-wrong"``, ``"kem-stripped"``, ``"kem-unexpected"``,
            ``"prekey-unknown"``, ``"one-time-prekey-used"``, ``"low-order-key"``.
    """
    initial = untrusted_initial
    _check_kind(initial, suite)
    one_time = None
    if initial.one_time is not None:
        one_time = own.one_time.get(initial.one_time)
        if one_time is None:
            raise RefusedError("one-time-prekey-used")
    parts = [
        keys.agree(own.signed, initial.identity),
        keys.agree(own.identity, initial.ephemeral),
        keys.agree(own.signed, initial.ephemeral),
    ]
    if one_time is not None:
        parts.append(keys.agree(one_time, initial.ephemeral))
    secret = b""
    if suite.kem:
        kem = own.kem.get(initial.kem)
        if kem is None:
            raise RefusedError("one-time-prekey-used")
        secret = decapsulate(kem, initial.ciphertext)
    associated = keys.encode(initial.identity) + keys.encode(own.identity.public)
    agreement = _agreed(suite, associated, tuple(parts), secret)
    return agreement, own.without(initial.one_time, initial.kem if suite.kem else None)


def key_material(suite: Suite, parts: tuple[bytes, ...], kem: bytes = b"") -> bytes:
    """KDF of X3DH rev 1 section 2.2 and PQXDH rev 3 section 2.2, 64 bytes.

    The first 32 are SK. The published vector gives the next 32, which Signal's older clients used
    as a first chain key; the ratchet here starts from SK alone, as the specification says.
    """
    return derive(_F + b"".join(parts) + kem, suite.label, 2 * SECRET_SIZE)


def decode(untrusted: bytes) -> tuple[Initial, bytes]:
    """What goes before a first message, and what follows it.

    Raises:
        RefusedError: ``"truncated"``, ``"bad-length"`` or ``"key-type"``.
    """
    with_kem = bool(untrusted) and untrusted[0] >= 0x80
    end = _FIXED + (ML_KEM_1024.ciphertext if with_kem else 0)
    if len(untrusted) < end:
        raise RefusedError("truncated")
    numbers = [int.from_bytes(untrusted[at : at + 4], "big") for at in (67, 71, 75)]
    return Initial(
        untrusted[0] & 0x7F,
        keys.decode(untrusted[1:34]),
        keys.decode(untrusted[34:67]),
        numbers[0],
        None if numbers[1] == _NONE else numbers[1],
        numbers[2],
        untrusted[_FIXED:end],
    ), untrusted[end:]


def _check_kind(initial: Initial, suite: Suite) -> None:
    if suite.kem and not initial.ciphertext:
        raise RefusedError("kem-stripped")
    if initial.suite != suite.number:
        raise RefusedError("suite-wrong")
    # A field that no key depends on could be changed on the way, and nobody would notice.
    if not suite.kem and (initial.ciphertext or initial.kem != prekeys.LAST_RESORT):
        raise RefusedError("kem-unexpected")
    if initial.signed != 1:
        raise RefusedError("prekey-unknown")


def _agreed(suite: Suite, associated: bytes, parts: tuple[bytes, ...], kem: bytes) -> Agreement:
    secret = key_material(suite, parts, kem)[:SECRET_SIZE]
    return Agreement(secret, associated, parts, kem)
