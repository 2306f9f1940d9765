"""A group with the secret tree of MLS: one secret for all, a key for each message of each phone.

RFC 9420: the secret tree of section 9 gives the keys. What stands around a message is that of
section 6.3: the sender is hidden (6.3.2), and a nonce that is used twice does no harm (6.3.1). Two
things are simpler here. The secret of an epoch is drawn anew and goes to each phone through the
pairwise sessions, where MLS hands it down a tree of key pairs (TreeKEM, section 7): about as many
messages as the tree is deep. And who wrote is signed with the identity key by XEdDSA, where MLS has
a signing key for each member.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from toolkit.errors import RefusedError
from toolkit.messaging import keys, mls_tree, notes, xeddsa
from toolkit.messaging.chains import MAX_SKIP, MAX_STORED
from toolkit.messaging.mls_labels import SUITES, derive_secret

if TYPE_CHECKING:
    from collections.abc import Mapping

    from toolkit.messaging.keys import Draw, KeyPair
    from toolkit.messaging.mls_tree import HashRatchet, MessageKey

SUITE: Final = SUITES[1]
"""MLS_128_DHKEMX25519_AES128GCM_SHA256_Ed25519 (RFC 9420 section 17.1)."""

_TAG: Final = 16
_GUARD: Final = 4
_SENDER: Final = 4 + 4 + _GUARD
_HEAD: Final = 4 + _SENDER + _TAG


@dataclass(frozen=True, slots=True)
class Leaf:
    """A phone in the tree.

    Attributes:
        phone: Its name.
        identity: The identity key of its owner.
    """

    phone: str
    identity: bytes


@dataclass(frozen=True, slots=True)
class Epoch:
    """A group between two changes (RFC 9420 section 8).

    Attributes:
        number: Which one.
        leaves: Who is in it.
        sender_data: The secret that hides who wrote.
        ratchets: Of each leaf, for what it writes. The secrets above them are deleted.
        skipped: Keys of messages that have not come, by leaf and generation, the oldest first.
    """

    number: int
    leaves: tuple[Leaf, ...]
    sender_data: bytes = field(repr=False)
    ratchets: Mapping[int, HashRatchet]
    skipped: Mapping[tuple[int, int], MessageKey] = field(default_factory=dict)

    @property
    def phones(self) -> frozenset[str]:
        """The names of the phones that are in it."""
        return frozenset(leaf.phone for leaf in self.leaves)


def size(leaves: int) -> int:
    """How many leaves a tree for so many phones has: a power of two (RFC 9420 appendix C)."""
    return 1 << max(0, leaves - 1).bit_length()


def begin(number: int, secret: bytes, leaves: tuple[Leaf, ...]) -> Epoch:
    """An epoch from its secret (RFC 9420 sections 8 and 9); the secret itself is not kept.

    Args:
        number: Which one.
        secret: 32 bytes.
        leaves: Who is in it.
    """
    root = derive_secret(SUITE, secret, "encryption")
    width = size(len(leaves))
    ratchets = {
        at: mls_tree.leaf_ratchets(SUITE, root, at, width).application for at in range(len(leaves))
    }
    return Epoch(number, leaves, derive_secret(SUITE, secret, "sender data"), ratchets)


def welcome(number: int, secret: bytes, leaves: tuple[Leaf, ...]) -> bytes:
    """What a phone is given so that it can make the same epoch."""
    named = [part for leaf in leaves for part in (leaf.phone.encode(), leaf.identity)]
    return notes.pack(number.to_bytes(4, "big"), secret, len(leaves).to_bytes(4, "big"), *named)


def welcomed(untrusted: bytes) -> Epoch:
    """The epoch that a phone was given.

    Raises:
        RefusedError: ``"malformed"`` or ``"bad-length"``.
    """
    number, secret, count = notes.unpack(untrusted, 3)
    named = notes.unpack(untrusted, 3 + 2 * int.from_bytes(count, "big"))[3:]
    keys.sized(secret, SUITE.hash.digest_size)
    try:
        leaves = tuple(
            Leaf(name.decode(), keys.sized(identity, keys.KEY_SIZE))
            for name, identity in zip(named[::2], named[1::2], strict=True)
        )
    except UnicodeDecodeError as error:
        raise RefusedError("malformed") from error
    return begin(int.from_bytes(number, "big"), secret, leaves)


def seal(
    epoch: Epoch, own: tuple[str, KeyPair], group: str, plaintext: bytes, draw: Draw
) -> tuple[Epoch, bytes]:
    """Encrypt the next message of a phone (RFC 9420 section 6.3).

    Args:
        epoch: The one that is.
        own: The name of the phone, and its identity key pair.
        group: The name of the group; it is signed and checked with the rest.
        plaintext: What to say.
        draw: For the guard, and the signature.

    Raises:
        RefusedError: ``"not-a-member"`` where the phone is no leaf.
    """
    name, identity = own
    at = next((at for at, leaf in enumerate(epoch.leaves) if leaf.phone == name), None)
    if at is None:
        raise RefusedError("not-a-member", who=name)
    after, key = epoch.ratchets[at].next()
    guard, number = draw(_GUARD), epoch.number.to_bytes(4, "big")
    where = at.to_bytes(4, "big") + key.generation.to_bytes(4, "big")
    signature = xeddsa.sign(
        identity, _signed(group, number, where, plaintext), draw(xeddsa.NONCE_SIZE)
    )
    associated = group.encode() + number
    body = AESGCM(key.key).encrypt(_guarded(key.nonce, guard), signature + plaintext, associated)
    head_key, head_nonce = mls_tree.sender_data_keys(SUITE, epoch.sender_data, body)
    head = AESGCM(head_key).encrypt(head_nonce, where + guard, associated)
    return replace(epoch, ratchets={**epoch.ratchets, at: after}), number + head + body


def number_of(untrusted: bytes) -> int:
    """Of which epoch a message says that it is.

    Raises:
        RefusedError: ``"truncated"``.
    """
    if len(untrusted) < _HEAD + keys.SIGNATURE_SIZE + _TAG:
        raise RefusedError("truncated")
    return int.from_bytes(untrusted[:4], "big")


def open_sealed(epoch: Epoch, sender: str, group: str, untrusted: bytes) -> tuple[Epoch, bytes]:
    """Check and decrypt a message of an epoch, in whatever order it comes.

    Args:
        epoch: It stays as it is.
        sender: The phone that wrote, as the envelope says.
        group: The name of the group.
        untrusted: The message.

    Raises:
        RefusedError: ``"truncated"``, ``"damaged"``, ``"already-opened"``, ``"too-far-ahead"``,
            ``"signature-wrong"``.
    """
    number_of(untrusted)
    number, head, body = untrusted[:4], untrusted[4:_HEAD], untrusted[_HEAD:]
    associated = group.encode() + number
    head_key, head_nonce = mls_tree.sender_data_keys(SUITE, epoch.sender_data, body)
    where = _opened(head_key, head_nonce, head, associated)
    at, generation = (int.from_bytes(where[place : place + 4], "big") for place in (0, 4))
    if at >= len(epoch.leaves):
        raise RefusedError("no-such-leaf", leaf=at)
    after, key = _key(epoch, at, generation)
    content = _opened(key.key, _guarded(key.nonce, where[8:]), body, associated)
    signature, plaintext = content[: keys.SIGNATURE_SIZE], content[keys.SIGNATURE_SIZE :]
    leaf = epoch.leaves[at]
    xeddsa.verify(leaf.identity, _signed(group, number, where[:8], plaintext), signature)
    if leaf.phone != sender:
        raise RefusedError("signature-wrong")
    return after, plaintext


def _key(epoch: Epoch, at: int, generation: int) -> tuple[Epoch, MessageKey]:
    """The key of a message, and the epoch without it."""
    skipped = dict(epoch.skipped)
    if (at, generation) in skipped:
        key = skipped.pop((at, generation))
        return replace(epoch, skipped=skipped), key
    ratchet = epoch.ratchets[at]
    missing = generation - ratchet.generation
    if missing < 0:
        raise RefusedError("already-opened")
    if missing > MAX_SKIP:
        raise RefusedError("too-far-ahead", number=missing, limit=MAX_SKIP)
    for _missing in range(missing):
        ratchet, key = ratchet.next()
        skipped[at, key.generation] = key
    for surplus in list(skipped)[: max(0, len(skipped) - MAX_STORED)]:
        del skipped[surplus]
    ratchet, key = ratchet.next()
    return replace(epoch, ratchets={**epoch.ratchets, at: ratchet}, skipped=skipped), key


def _opened(key: bytes, nonce: bytes, untrusted: bytes, associated: bytes) -> bytes:
    try:
        return AESGCM(key).decrypt(nonce, untrusted, associated)
    except InvalidTag as error:
        raise RefusedError("damaged") from error


def _guarded(nonce: bytes, guard: bytes) -> bytes:
    """The reuse guard (RFC 9420 section 6.3.1): the first four bytes of the nonce, changed."""
    first = bytes(one ^ other for one, other in zip(nonce[:_GUARD], guard, strict=True))
    return first + nonce[_GUARD:]


def _signed(group: str, number: bytes, where: bytes, plaintext: bytes) -> bytes:
    return notes.pack(b"ParasolLab tree", group.encode(), number, where, plaintext)
