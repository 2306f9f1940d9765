"""Linking a device: the account's identity key goes to whoever showed the code.

The new device makes a key pair and shows the public key as a QR code. The phone encrypts the
identity key to it: a key made for once, X25519, HKDF, ChaCha20-Poly1305, which is the shape of
HPKE's base mode (RFC 9180 section 5.1.1). From then on the device is the account. Messages for the
person come to it too, and the safety number is the same, as it is made from the identity key.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from toolkit.errors import RefusedError
from toolkit.messaging import keys
from toolkit.messaging.kdf import derive

if TYPE_CHECKING:
    from toolkit.messaging.keys import Draw, KeyPair

_LABEL: Final = b"ParasolLab linking"
_NONCE: Final = bytes(12)
"""Each key is used once, as the ephemeral key is drawn anew."""


def code(device: KeyPair) -> bytes:
    """What the code on the new device's screen holds."""
    return keys.encode(device.public)


def seal(identity: KeyPair, untrusted_code: bytes, draw: Draw) -> bytes:
    """Encrypt an identity key to whoever showed a code.

    Raises:
        RefusedError: ``"bad-length"``, ``"key-type"`` or ``"low-order-key"``.
    """
    to = keys.decode(untrusted_code)
    ephemeral = keys.pair(draw(keys.KEY_SIZE))
    key = _key(keys.agree(ephemeral, to), ephemeral.public, to)
    return ephemeral.public + ChaCha20Poly1305(key).encrypt(_NONCE, identity.private, None)


def open_sealed(device: KeyPair, untrusted: bytes) -> KeyPair:
    """The identity key, on the new device.

    Raises:
        RefusedError: ``"bad-length"``, ``"low-order-key"`` or ``"link-closed"``.
    """
    ephemeral = untrusted[: keys.KEY_SIZE]
    key = _key(keys.agree(device, ephemeral), ephemeral, device.public)
    try:
        private = ChaCha20Poly1305(key).decrypt(_NONCE, untrusted[keys.KEY_SIZE :], None)
    except InvalidTag as error:
        raise RefusedError("link-closed") from error
    return keys.pair(private)


def _key(shared: bytes, ephemeral: bytes, to: bytes) -> bytes:
    return derive(shared, _LABEL + ephemeral + to, 32)
