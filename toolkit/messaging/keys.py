"""Key pairs on Curve25519, and the one check whose absence gave keys away in the field.

X25519 is RFC 7748 section 5, Ed25519 is RFC 8032 section 5.1; both are the library's. Section 6.1
of RFC 7748 lets an implementation check for the shared secret of all zeros, which a public key of
low order gives. Here such a key is always refused.

Secrets live in frozen values. Python copies bytes as it likes and cannot wipe them: who reads the
memory of this program reads its keys.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypeAlias

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from toolkit.errors import RefusedError

if TYPE_CHECKING:
    from collections.abc import Callable

    Draw: TypeAlias = Callable[[int], bytes]
    """Gives so many random bytes; see `randomness`."""

KEY_SIZE: Final = 32
SIGNATURE_SIZE: Final = 64

_PRIME: Final = 2**255 - 19
CURVE25519: Final = b"\x05"
"""EncodeEC (X3DH rev 1, section 2.1): one byte for the curve, then the u-coordinate."""


@dataclass(frozen=True, slots=True)
class KeyPair:
    """A key pair of X25519.

    Attributes:
        private: 32 bytes.
        public: The u-coordinate, 32 bytes.
    """

    private: bytes = field(repr=False)
    public: bytes


def pair(private: bytes) -> KeyPair:
    """The key pair of a private key (RFC 7748 section 6.1).

    Args:
        private: Any 32 bytes.

    Raises:
        RefusedError: ``"bad-length"``.
    """
    sized(private, KEY_SIZE)
    public = X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()
    return KeyPair(private, public)


def agree(own: KeyPair, public: bytes) -> bytes:
    """The secret that two key pairs share (RFC 7748 section 6.1), 32 bytes.

    Raises:
        RefusedError: ``"bad-length"``, or ``"low-order-key"`` where the secret is all zeros.
    """
    sized(public, KEY_SIZE)
    theirs = X25519PublicKey.from_public_bytes(public)
    try:
        return X25519PrivateKey.from_private_bytes(own.private).exchange(theirs)
    except ValueError as error:
        raise RefusedError("low-order-key") from error


def encode(public: bytes) -> bytes:
    """A public key as it travels (EncodeEC, X3DH rev 1 section 2.1), 33 bytes."""
    return CURVE25519 + public


def decode(untrusted_key: bytes) -> bytes:
    """A public key from how it travels.

    X25519 takes no notice of the top bit and reduces the rest (RFC 7748 section 5). So there are
    several ways to write one key, and a first message could be sent again in another. Only the one
    that is right is taken.

    Raises:
        RefusedError: ``"bad-length"``, or ``"key-type"`` for another curve, or another way to
            write a key.
    """
    sized(untrusted_key, KEY_SIZE + 1)
    number = int.from_bytes(untrusted_key[1:], "little")
    if untrusted_key[:1] != CURVE25519 or number >= _PRIME:
        raise RefusedError("key-type")
    return untrusted_key[1:]


def signing_pair(private: bytes) -> KeyPair:
    """A key pair of Ed25519 (RFC 8032 section 5.1.5).

    Args:
        private: Any 32 bytes.

    Raises:
        RefusedError: ``"bad-length"``.
    """
    sized(private, KEY_SIZE)
    public = Ed25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()
    return KeyPair(private, public)


def sign(own: KeyPair, message: bytes) -> bytes:
    """A signature of Ed25519 (RFC 8032 section 5.1.6), 64 bytes."""
    return Ed25519PrivateKey.from_private_bytes(own.private).sign(message)


def verify(public: bytes, message: bytes, signature: bytes) -> None:
    """Check a signature of Ed25519 (RFC 8032 section 5.1.7).

    Raises:
        RefusedError: ``"bad-length"`` or ``"signature-wrong"``.
    """
    sized(public, KEY_SIZE)
    sized(signature, SIGNATURE_SIZE)
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError) as error:
        raise RefusedError("signature-wrong") from error


def sized(untrusted: bytes, size: int) -> bytes:
    """Bytes that are as many as they should be.

    Raises:
        RefusedError: ``"bad-length"``.
    """
    if len(untrusted) != size:
        raise RefusedError("bad-length", got=len(untrusted), wanted=size)
    return untrusted
