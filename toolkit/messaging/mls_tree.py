"""The secret tree of MLS: from one secret of a group to a key for each message of each member.

RFC 9420 section 9. The tree is complete and left-balanced (section 4.1, appendix C). Each secret
makes those of its two children and is then deleted; so a key that is gone cannot be made again.
This is the part of MLS that the published vectors check here. How the groups of this lab use it is
in `tree_talk`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from toolkit.errors import RefusedError
from toolkit.messaging.mls_labels import derive_tree_secret, expand_with_label

if TYPE_CHECKING:
    from toolkit.messaging.mls_labels import CipherSuite


@dataclass(frozen=True, slots=True)
class MessageKey:
    """A key and a nonce for one message of one member.

    Attributes:
        generation: Which message, from 0.
        key: Of the AEAD.
        nonce: Of the AEAD.
    """

    generation: int
    key: bytes = field(repr=False)
    nonce: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class HashRatchet:
    """The ratchet of one leaf (RFC 9420 section 9.1).

    Attributes:
        suite: The cipher suite.
        secret: Of the next generation.
        generation: Which one that is.
    """

    suite: CipherSuite
    secret: bytes = field(repr=False)
    generation: int = 0

    def next(self) -> tuple[HashRatchet, MessageKey]:
        """The next key, and the ratchet after it."""
        suite, secret, generation = self.suite, self.secret, self.generation
        key = derive_tree_secret(suite, secret, "key", generation, suite.key_size)
        nonce = derive_tree_secret(suite, secret, "nonce", generation, suite.nonce_size)
        following = derive_tree_secret(suite, secret, "secret", generation, suite.hash.digest_size)
        after = HashRatchet(suite, following, generation + 1)
        return after, MessageKey(generation, key, nonce)


@dataclass(frozen=True, slots=True)
class LeafRatchets:
    """The two ratchets of one member.

    Attributes:
        handshake: For messages that change the group.
        application: For what people write.
    """

    handshake: HashRatchet
    application: HashRatchet


def leaf_ratchets(
    suite: CipherSuite, encryption_secret: bytes, leaf: int, size: int
) -> LeafRatchets:
    """The ratchets of a member (RFC 9420 section 9).

    Args:
        suite: The cipher suite.
        encryption_secret: Of the epoch; the secret of the root.
        leaf: Which member, from 0.
        size: How many leaves the tree has, a power of two.

    Raises:
        RefusedError: ``"no-such-leaf"``.
    """
    secret = path(suite, encryption_secret, leaf, size)[-1]
    handshake = expand_with_label(suite, secret, "handshake", b"", suite.hash.digest_size)
    application = expand_with_label(suite, secret, "application", b"", suite.hash.digest_size)
    return LeafRatchets(HashRatchet(suite, handshake), HashRatchet(suite, application))


def path(suite: CipherSuite, encryption_secret: bytes, leaf: int, size: int) -> tuple[bytes, ...]:
    """The secrets from the root down to a leaf (RFC 9420 section 9, figure 24).

    Args:
        suite: The cipher suite.
        encryption_secret: The secret of the root.
        leaf: Which leaf, from 0.
        size: How many leaves, a power of two.

    Raises:
        RefusedError: ``"no-such-leaf"``.
    """
    if not 0 <= leaf < size or size & (size - 1):
        raise RefusedError("no-such-leaf", leaf=leaf)
    secrets = [encryption_secret]
    width = size
    while width > 1:
        width //= 2
        side = b"right" if leaf & width else b"left"
        length = suite.hash.digest_size
        secrets.append(expand_with_label(suite, secrets[-1], "tree", side, length))
    return tuple(secrets)


def sender_data_keys(suite: CipherSuite, secret: bytes, ciphertext: bytes) -> tuple[bytes, bytes]:
    """The key and the nonce that hide who sent a message (RFC 9420 section 6.3.2).

    Args:
        suite: The cipher suite.
        secret: The sender data secret of the epoch.
        ciphertext: Of the message; its first bytes are mixed in.
    """
    sample = ciphertext[: suite.hash.digest_size]
    key = expand_with_label(suite, secret, "key", sample, suite.key_size)
    return key, expand_with_label(suite, secret, "nonce", sample, suite.nonce_size)
