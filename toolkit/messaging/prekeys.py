"""Prekeys: what a phone leaves at the server so that others can write to it while it is off.

X3DH rev 1 section 3.2 and PQXDH rev 3 section 3.2: an identity key, a signed prekey, a signed
post-quantum prekey of last resort, and one-time prekeys of both kinds. The signatures are XEdDSA
over the encoded key, so that the server cannot put in a key of its own under another's identity.
It can still put in all of them: that is what safety numbers are for.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from toolkit.messaging import xeddsa
from toolkit.messaging.kem import ML_KEM_1024, SEED_SIZE, KemPair, kem_pair
from toolkit.messaging.keys import KEY_SIZE, KeyPair, encode, pair

if TYPE_CHECKING:
    from collections.abc import Mapping

    from toolkit.messaging.keys import Draw

KEM_1024: Final = b"\x0a"
"""EncodeKEM (PQXDH rev 3, section 2.1): one byte, unlike that of `keys.CURVE25519`."""

LAST_RESORT: Final = 0
"""The number of the prekeys that are not for one time."""
ONE_TIME: Final = 4
ONE_TIME_KEM: Final = 2
"""How many one-time prekeys a phone leaves; few, so that a lesson can use them up."""


@dataclass(frozen=True, slots=True)
class PublicPrekey:
    """A prekey as the server has it.

    Attributes:
        number: By which its owner finds the private part.
        key: The public key, not encoded.
        signature: XEdDSA by the identity key; empty for one-time keys of X25519, which have none.
    """

    number: int
    key: bytes
    signature: bytes = b""


@dataclass(frozen=True, slots=True)
class Bundle:
    """What somebody gets who wants to write (X3DH rev 1 section 3.3, PQXDH rev 3 section 3.3).

    Attributes:
        identity: The identity key.
        signed: The signed prekey.
        kem: The post-quantum prekey; `None` where the owner has none, or somebody took it out.
        one_time: A one-time prekey, if one was left.
    """

    identity: bytes
    signed: PublicPrekey
    kem: PublicPrekey | None = None
    one_time: PublicPrekey | None = None


@dataclass(frozen=True, slots=True)
class Published:
    """All that the server has of one phone.

    Attributes:
        bundle: Without one-time keys.
        one_time: One-time prekeys that are left.
        one_time_kem: The same, post-quantum.
    """

    bundle: Bundle
    one_time: tuple[PublicPrekey, ...] = ()
    one_time_kem: tuple[PublicPrekey, ...] = ()

    def dispense(self) -> tuple[Bundle, Published]:
        """A bundle for one who asks, and what is left: each one-time prekey is given out once."""
        bundle = replace(self.bundle, one_time=self.one_time[0] if self.one_time else None)
        if self.one_time_kem:
            bundle = replace(bundle, kem=self.one_time_kem[0])
        return bundle, replace(self, one_time=self.one_time[1:], one_time_kem=self.one_time_kem[1:])


@dataclass(frozen=True, slots=True)
class Prekeys:
    """The private parts, on the phone.

    Attributes:
        identity: The identity key pair.
        signed: The signed prekey.
        kem: Post-quantum prekeys by number; `LAST_RESORT` stays, the others are used once.
        one_time: One-time prekeys by number.
    """

    identity: KeyPair
    signed: KeyPair
    kem: Mapping[int, KemPair]
    one_time: Mapping[int, KeyPair]

    def without(self, one_time: int | None, kem: int | None) -> Prekeys:
        """After a handshake has used some: what was for one time is gone."""
        spent = kem if kem != LAST_RESORT else None
        return replace(
            self,
            one_time={number: each for number, each in self.one_time.items() if number != one_time},
            kem={number: each for number, each in self.kem.items() if number != spent},
        )


def make(identity: KeyPair, draw: Draw) -> tuple[Prekeys, Published]:
    """New prekeys for an identity.

    Args:
        identity: It.
        draw: Random bytes.
    """
    signed = pair(draw(KEY_SIZE))
    one_time = {number: pair(draw(KEY_SIZE)) for number in range(1, ONE_TIME + 1)}
    kem = {
        number: kem_pair(ML_KEM_1024, draw(SEED_SIZE))
        for number in range(LAST_RESORT, ONE_TIME_KEM + 1)
    }
    signed_kem = [
        PublicPrekey(number, each.public, _signed(identity, KEM_1024 + each.public, draw))
        for number, each in kem.items()
    ]
    bundle = Bundle(
        identity.public,
        PublicPrekey(1, signed.public, _signed(identity, encode(signed.public), draw)),
        signed_kem[0],
    )
    public = tuple(PublicPrekey(number, each.public) for number, each in one_time.items())
    return Prekeys(identity, signed, kem, one_time), Published(
        bundle, public, tuple(signed_kem[1:])
    )


def check(untrusted_bundle: Bundle) -> None:
    """Check the signatures of a bundle (X3DH rev 1 section 3.3, PQXDH rev 3 section 3.3).

    Raises:
        RefusedError: ``"signature-wrong"``, ``"bad-length"`` or ``"key-type"``.
    """
    signed, kem = untrusted_bundle.signed, untrusted_bundle.kem
    xeddsa.verify(untrusted_bundle.identity, encode(signed.key), signed.signature)
    if kem is not None:
        xeddsa.verify(untrusted_bundle.identity, KEM_1024 + kem.key, kem.signature)


def _signed(identity: KeyPair, encoded: bytes, draw: Draw) -> bytes:
    return xeddsa.sign(identity, encoded, draw(xeddsa.NONCE_SIZE))
