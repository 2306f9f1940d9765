"""Linking a device: the account's identity key goes to whoever showed the code.

The new device makes a key pair and shows the public key as a QR code. The phone encrypts the
identity key to it, see `boxes`, which has the shape of HPKE (RFC 9180 section 5.1.1). From then on
the device is the account. Messages for the person come to it too, and the safety number is the
same, as it is made from the identity key.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cryptography.exceptions import InvalidTag

from toolkit.errors import RefusedError
from toolkit.messaging import boxes, keys

if TYPE_CHECKING:
    from toolkit.messaging.keys import Draw, KeyPair

_LABEL: Final = b"ParasolLab linking"


def code(device: KeyPair) -> bytes:
    """What the code on the new device's screen holds."""
    return keys.encode(device.public)


def seal(identity: KeyPair, untrusted_code: bytes, draw: Draw) -> bytes:
    """Encrypt an identity key to whoever showed a code.

    Raises:
        RefusedError: ``"bad-length"``, ``"key-type"`` or ``"low-order-key"``.
    """
    return boxes.lock(keys.decode(untrusted_code), _LABEL, identity.private, draw)


def open_sealed(device: KeyPair, untrusted: bytes) -> KeyPair:
    """The identity key, on the new device.

    Raises:
        RefusedError: ``"bad-length"``, ``"low-order-key"`` or ``"link-closed"``.
    """
    try:
        private = boxes.unlock(device, _LABEL, untrusted)
    except InvalidTag as error:
        raise RefusedError("link-closed") from error
    return keys.pair(private)
