"""Keys that a quantum computer should not open either, as newer age programs make them.

The stanza is ``mlkem768x25519``: HPKE (RFC 9180) in its base mode, with ML-KEM-768 and X25519
together, HKDF-SHA-256 and ChaCha20-Poly1305. A key is the 32 bytes that both halves grow from by
SHAKE-256 (C2SP hpke-hybrids.md). Nothing of it is built here: the library has it whole.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import shake_256
from typing import Final, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import (
    AEAD,
    KDF,
    KEM,
    MLKEM768X25519PrivateKey,
    MLKEM768X25519PublicKey,
    Suite,
)

from toolkit.errors import VaultError
from toolkit.vault.age.encoding import bech32, key_of, unpadded
from toolkit.vault.age.header import Stanza

PREFIX: Final = "age1pq"
IDENTITY_PREFIX: Final = "age-secret-key-pq-"
_KIND: Final = "mlkem768x25519"
_LABEL: Final = b"age-encryption.org/mlkem768x25519"
_SEED_BYTES: Final = 32
_MLKEM_SEED_BYTES: Final = 64
_MLKEM_KEY_BYTES: Final = 1184
_KEY_BYTES: Final = _MLKEM_KEY_BYTES + 32
_ENCAPSULATED_BYTES: Final = 1088 + 32


@dataclass(frozen=True, slots=True)
class HybridRecipient:
    """A public key of both kinds, to encrypt to.

    Attributes:
        key: 1,216 bytes.
    """

    key: bytes

    @classmethod
    def read(cls, untrusted_text: str) -> Self:
        """A recipient as people pass it on, ``age1pq1…``.

        Raises:
            VaultError: ``"age-key-text"``.
        """
        return cls(key_of(untrusted_text, PREFIX, _KEY_BYTES))

    def wrap(self, file_key: bytes) -> Stanza:
        """Wrap the key of a file.

        Raises:
            VaultError: ``"age-key-text"``.
        """
        try:
            public = MLKEM768X25519PublicKey(
                MLKEM768PublicKey.from_public_bytes(self.key[:_MLKEM_KEY_BYTES]),
                X25519PublicKey.from_public_bytes(self.key[_MLKEM_KEY_BYTES:]),
            )
            made = _suite().encrypt(file_key, public, _LABEL)
        except ValueError as error:
            raise VaultError("age-key-text") from error
        share = unpadded(made[:_ENCAPSULATED_BYTES]).decode("ascii")
        return Stanza((_KIND, share), made[_ENCAPSULATED_BYTES:])


@dataclass(frozen=True, slots=True)
class HybridIdentity:
    """A private key of both kinds, to open with.

    Attributes:
        seed: 32 bytes.
    """

    seed: bytes = field(repr=False)

    @classmethod
    def read(cls, untrusted_text: str) -> Self:
        """An identity as it is kept, ``AGE-SECRET-KEY-PQ-1…``.

        Raises:
            VaultError: ``"age-key-text"``.
        """
        return cls(key_of(untrusted_text, IDENTITY_PREFIX, _SEED_BYTES))

    def recipient(self) -> HybridRecipient:
        """The public key that belongs to it."""
        pair, curve = self._halves()
        return HybridRecipient(
            pair.public_key().public_bytes_raw() + curve.public_key().public_bytes_raw()
        )

    def unwrap(self, stanza: Stanza) -> bytes | None:
        """The key of the file, or nothing where it is for another key.

        Raises:
            VaultError: ``"age-header"``.
        """
        if stanza.kind != _KIND:
            return None
        share = stanza.share(_ENCAPSULATED_BYTES)
        curve_share = share[_ENCAPSULATED_BYTES - 32 :]
        pair, curve = self._halves()
        try:
            curve.exchange(X25519PublicKey.from_public_bytes(curve_share))
        except ValueError as error:  # all zeros: a share of low order
            raise VaultError("age-header") from error
        private = MLKEM768X25519PrivateKey(pair, curve)
        try:
            return _suite().decrypt(share + stanza.body, private, _LABEL)
        except InvalidTag:
            return None

    def _halves(self) -> tuple[MLKEM768PrivateKey, X25519PrivateKey]:
        grown = shake_256(self.seed).digest(_MLKEM_SEED_BYTES + 32)
        return (
            MLKEM768PrivateKey.from_seed_bytes(grown[:_MLKEM_SEED_BYTES]),
            X25519PrivateKey.from_private_bytes(grown[_MLKEM_SEED_BYTES:]),
        )


def text_of(recipient: HybridRecipient) -> str:
    """A recipient as people pass it on."""
    return bech32(PREFIX, recipient.key)


def _suite() -> Suite:
    return Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)
