"""Keys from keys: HMAC-SHA-256 (RFC 2104) and HKDF-SHA-256 (RFC 5869), by the library."""

from __future__ import annotations

from typing import Final

from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

NO_SALT: Final = bytes(32)
"""RFC 5869 2.2: a salt that is left out is as many zeros as the hash is long."""

_SHA256: Final = hashes.SHA256()


def mac(key: bytes, message: bytes) -> bytes:
    """HMAC-SHA-256 (RFC 2104 section 2), 32 bytes."""
    made = hmac.HMAC(key, _SHA256)
    made.update(message)
    return made.finalize()


def derive(secret: bytes, info: bytes, length: int, salt: bytes = NO_SALT) -> bytes:
    """HKDF-SHA-256 (RFC 5869 sections 2.2 and 2.3).

    Args:
        secret: The input keying material.
        info: What the key is for.
        length: How many bytes, up to 8,160.
        salt: Whatever should be mixed in.
    """
    return HKDF(_SHA256, length, salt, info).derive(secret)
