"""Keys of people and of vaults: the X25519 recipient.

Source: C2SP age.md, "The X25519 recipient type"; RFC 7748.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import Final, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from toolkit.errors import VaultError
from toolkit.vault.age.encoding import bech32, key_of, unpadded
from toolkit.vault.age.header import Stanza

PREFIX: Final = "age"
IDENTITY_PREFIX: Final = "age-secret-key-"
_KIND: Final = "X25519"
_LABEL: Final = b"age-encryption.org/v1/X25519"
_KEY_BYTES: Final = 32
_ZERO: Final = bytes(12)


@dataclass(frozen=True, slots=True)
class X25519Recipient:
    """A public key, to encrypt to.

    Attributes:
        key: 32 bytes.
    """

    key: bytes

    @classmethod
    def read(cls, untrusted_text: str) -> Self:
        """A recipient as people pass it on, ``age1…``.

        Raises:
            VaultError: ``"age-key-text"``.
        """
        if untrusted_text != untrusted_text.lower():
            raise VaultError("age-key-text")
        return cls(key_of(untrusted_text, PREFIX, _KEY_BYTES))

    def text(self) -> str:
        """As people pass it on."""
        return bech32(PREFIX, self.key)

    def wrap(self, file_key: bytes) -> Stanza:
        """Wrap the key of a file.

        Raises:
            VaultError: ``"age-key-text"``: a key that would give everybody the same secret.
        """
        once = X25519PrivateKey.generate()
        share = once.public_key().public_bytes_raw()
        try:
            shared = once.exchange(X25519PublicKey.from_public_bytes(self.key))
        except ValueError as error:
            raise VaultError("age-key-text") from error
        body = _cipher(shared, share, self.key).encrypt(_ZERO, file_key, None)
        return Stanza((_KIND, unpadded(share).decode("ascii")), body)


@dataclass(frozen=True, slots=True)
class X25519Identity:
    """A private key, to open with.

    Attributes:
        secret: 32 bytes.
    """

    secret: bytes = field(repr=False)

    @classmethod
    def generate(cls) -> Self:
        """A new one."""
        return cls(os.urandom(_KEY_BYTES))

    @classmethod
    def read(cls, untrusted_text: str) -> Self:
        """An identity as it is kept, ``AGE-SECRET-KEY-1…``.

        Raises:
            VaultError: ``"age-key-text"``.
        """
        return cls(key_of(untrusted_text, IDENTITY_PREFIX, _KEY_BYTES))

    def text(self) -> str:
        """As it is kept."""
        return bech32(IDENTITY_PREFIX, self.secret).upper()

    def recipient(self) -> X25519Recipient:
        """The public key that belongs to it."""
        key = X25519PrivateKey.from_private_bytes(self.secret).public_key()
        return X25519Recipient(key.public_bytes_raw())

    def unwrap(self, stanza: Stanza) -> bytes | None:
        """The key of the file, or nothing where it is for another key.

        Raises:
            VaultError: ``"age-header"``.
        """
        if stanza.kind != _KIND:
            return None
        share = stanza.share(_KEY_BYTES)
        private = X25519PrivateKey.from_private_bytes(self.secret)
        try:
            shared = private.exchange(X25519PublicKey.from_public_bytes(share))
        except ValueError as error:  # all zeros: a share of low order
            raise VaultError("age-header") from error
        own = private.public_key().public_bytes_raw()
        try:
            return _cipher(shared, share, own).decrypt(_ZERO, stanza.body, None)
        except InvalidTag:
            return None


def _cipher(shared: bytes, share: bytes, recipient: bytes) -> ChaCha20Poly1305:
    return ChaCha20Poly1305(HKDF(SHA256(), 32, share + recipient, _LABEL).derive(shared))
