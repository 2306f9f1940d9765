"""The line between a phone and the server: what the network carries is encrypted once more.

A stand-in for TLS 1.3 (RFC 8446 section 5.2): ChaCha20-Poly1305 (RFC 8439 section 2.8) under a key
that both ends have. There is no handshake and no certificate. The sizes and times are what they
are; TLS would hide no more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from toolkit.errors import RefusedError
from toolkit.messaging.notes import pack, unpack
from toolkit.messaging.state import Envelope

if TYPE_CHECKING:
    from toolkit.messaging.keys import Draw

_NONCE: Final = 12
_CLOUD: Final = b"\x01"


def encode(envelope: Envelope) -> bytes:
    """An envelope as bytes."""
    texts = (envelope.sender, envelope.to, envelope.group)
    packed = pack(*(text.encode() for text in texts), envelope.content)
    return packed + (_CLOUD if envelope.cloud else b"")


def decode(untrusted: bytes) -> Envelope:
    """An envelope from bytes.

    Raises:
        RefusedError: ``"malformed"``.
    """
    *names, content = unpack(untrusted, 4)
    try:
        sender, to, group = (name.decode() for name in names)
    except UnicodeDecodeError as error:
        raise RefusedError("malformed") from error
    cloud = untrusted[sum(4 + len(part) for part in (*names, content)) :] == _CLOUD
    return Envelope(sender, to, group, content, cloud=cloud)


def lock(key: bytes, content: bytes, draw: Draw) -> bytes:
    """Encrypt for a line."""
    nonce = draw(_NONCE)
    return nonce + ChaCha20Poly1305(key).encrypt(nonce, content, None)


def unlock(key: bytes, untrusted: bytes) -> bytes:
    """Decrypt from a line.

    Raises:
        RefusedError: ``"transport-damaged"``.
    """
    try:
        return ChaCha20Poly1305(key).decrypt(untrusted[:_NONCE], untrusted[_NONCE:], None)
    except (InvalidTag, ValueError) as error:
        raise RefusedError("transport-damaged") from error
