"""The labelled functions of MLS (RFC 9420 sections 5.1, 5.2 and 8), for all seven cipher suites."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

_VERSION: Final = b"MLS 1.0 "


@dataclass(frozen=True, slots=True)
class CipherSuite:
    """What differs between the cipher suites (RFC 9420 section 17.1).

    Attributes:
        number: As registered.
        hash: Of KDF.
        key_size: Nk of the AEAD, bytes.
        nonce_size: Nn of the AEAD, bytes.
    """

    number: int
    hash: hashes.HashAlgorithm
    key_size: int
    nonce_size: int = 12


_SHA256: Final = hashes.SHA256()
_SHA384: Final = hashes.SHA384()
_SHA512: Final = hashes.SHA512()

SUITES: Final = {
    suite.number: suite
    for suite in (
        CipherSuite(1, _SHA256, 16),
        CipherSuite(2, _SHA256, 16),
        CipherSuite(3, _SHA256, 32),
        CipherSuite(4, _SHA512, 32),
        CipherSuite(5, _SHA512, 32),
        CipherSuite(6, _SHA512, 32),
        CipherSuite(7, _SHA384, 32),
    )
}
"""By number, RFC 9420 section 17.1, table 7."""


def vector(content: bytes) -> bytes:
    """A vector of variable size (RFC 9420 section 2.1.2): its length, then itself.

    Args:
        content: Fewer than 2**30 bytes.
    """
    length = len(content)
    if length < 2**6:
        return bytes([length]) + content
    if length < 2**14:
        return (length | 1 << 14).to_bytes(2, "big") + content
    return (length | 2 << 30).to_bytes(4, "big") + content


def expand_with_label(
    suite: CipherSuite, secret: bytes, label: str, context: bytes, length: int
) -> bytes:
    """ExpandWithLabel (RFC 9420 section 8)."""
    info = length.to_bytes(2, "big") + vector(_VERSION + label.encode()) + vector(context)
    return HKDFExpand(suite.hash, length, info).derive(secret)


def derive_secret(suite: CipherSuite, secret: bytes, label: str) -> bytes:
    """DeriveSecret (RFC 9420 section 8)."""
    return expand_with_label(suite, secret, label, b"", suite.hash.digest_size)


def derive_tree_secret(
    suite: CipherSuite, secret: bytes, label: str, generation: int, length: int
) -> bytes:
    """DeriveTreeSecret (RFC 9420 section 9.1)."""
    return expand_with_label(suite, secret, label, generation.to_bytes(4, "big"), length)


def ref_hash(suite: CipherSuite, label: str, value: bytes) -> bytes:
    """RefHash (RFC 9420 section 5.2)."""
    digest = hashes.Hash(suite.hash)
    digest.update(vector(label.encode()) + vector(value))
    return digest.finalize()


def labelled(label: str, content: bytes) -> bytes:
    """What SignWithLabel and EncryptWithLabel work on (RFC 9420 sections 5.1.2 and 5.1.3).

    Both are two vectors: the label after "MLS 1.0 ", and the content or the context.
    """
    return vector(_VERSION + label.encode()) + vector(content)
