"""Encrypting to a public key, with nothing agreed before: for whoever holds the private key.

A key pair made for once, X25519, HKDF, ChaCha20-Poly1305: the shape of HPKE's base mode (RFC 9180
section 5.1.1), with labels of our own. It does not say who encrypted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from toolkit.messaging import keys
from toolkit.messaging.kdf import derive

if TYPE_CHECKING:
    from toolkit.messaging.keys import Draw, KeyPair

_NONCE: Final = bytes(12)
"""Each key is used once, as the ephemeral key is drawn anew."""


def lock(to: bytes, label: bytes, content: bytes, draw: Draw) -> bytes:
    """Encrypt to a public key.

    Args:
        to: A public key of X25519.
        label: What it is for.
        content: What to encrypt.
        draw: For the key pair that is made for once.

    Raises:
        RefusedError: ``"bad-length"`` or ``"low-order-key"``.
    """
    ephemeral = keys.pair(draw(keys.KEY_SIZE))
    key = _key(keys.agree(ephemeral, to), label, ephemeral.public, to)
    return ephemeral.public + ChaCha20Poly1305(key).encrypt(_NONCE, content, None)


def unlock(own: KeyPair, label: bytes, untrusted: bytes) -> bytes:
    """The contrary of `lock`.

    Raises:
        RefusedError: ``"bad-length"`` or ``"low-order-key"``.
        InvalidTag: Of the library, where it was made for another key, or changed.
    """
    ephemeral = untrusted[: keys.KEY_SIZE]
    key = _key(keys.agree(own, ephemeral), label, ephemeral, own.public)
    return ChaCha20Poly1305(key).decrypt(_NONCE, untrusted[keys.KEY_SIZE :], None)


def _key(shared: bytes, label: bytes, ephemeral: bytes, to: bytes) -> bytes:
    return derive(shared, label + ephemeral + to, 32)
