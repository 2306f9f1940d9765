"""Sender keys: one message for a whole group, encrypted once.

Each member has a chain and a signing key for each group, and sends both to every other member
through the pairwise ratchets. The chain is that of Double Ratchet rev 4 section 7.2; the keys of a
message are HKDF under the label "WhisperGroup", 16 bytes of IV and 32 of AES-256-CBC. Signal signs
with XEdDSA; here it is Ed25519 (RFC 8032 section 5.1.6). There is no standard, and no turning of
the ratchet: who has stolen a chain key reads on until the member makes a new one.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from cryptography.hazmat.primitives import padding
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from toolkit.errors import RefusedError
from toolkit.messaging import keys
from toolkit.messaging.chains import MAX_NUMBER, MAX_SKIP, MAX_STORED, chain_step
from toolkit.messaging.kdf import derive

if TYPE_CHECKING:
    from collections.abc import Mapping

    from toolkit.messaging.keys import Draw, KeyPair

LABEL: Final = b"WhisperGroup"
_BLOCK: Final = 16
NUMBER_SIZE: Final = 4
HEAD_SIZE: Final = 4 + NUMBER_SIZE
"""What stands before the encrypted part: which key, and which message of its chain."""
DISTRIBUTION_SIZE: Final = NUMBER_SIZE + 32 + keys.KEY_SIZE


@dataclass(frozen=True, slots=True)
class SendingKey:
    """One's own key in a group.

    Attributes:
        chain: The chain key.
        number: Of the next message.
        signing: A key pair of Ed25519.
    """

    chain: bytes = field(repr=False)
    number: int
    signing: KeyPair


@dataclass(frozen=True, slots=True)
class ReceivingKey:
    """The key of another member.

    Attributes:
        chain: The chain key.
        number: Of the next message.
        verifying: The public key of Ed25519.
        skipped: Message keys of those that have not come, by number, the oldest first.
    """

    chain: bytes = field(repr=False)
    number: int
    verifying: bytes
    skipped: Mapping[int, bytes] = field(repr=False)


def make(draw: Draw) -> SendingKey:
    """A new key for one group."""
    return SendingKey(draw(32), 0, keys.signing_pair(draw(keys.KEY_SIZE)))


def distribution(own: SendingKey) -> bytes:
    """What the other members get, through the pairwise ratchets: from here on, nothing earlier."""
    return own.number.to_bytes(NUMBER_SIZE, "big") + own.chain + own.signing.public


def received(untrusted_distribution: bytes) -> ReceivingKey:
    """The key that another member sent.

    Raises:
        RefusedError: ``"bad-length"``.
    """
    whole = keys.sized(untrusted_distribution, DISTRIBUTION_SIZE)
    number, chain = (
        int.from_bytes(whole[:NUMBER_SIZE], "big"),
        whole[NUMBER_SIZE : NUMBER_SIZE + 32],
    )
    return ReceivingKey(chain, number, whole[NUMBER_SIZE + 32 :], {})


def key_id(verifying: bytes) -> bytes:
    """By which a message names its key; the signature is what proves it."""
    return verifying[:4]


def seal(own: SendingKey, plaintext: bytes, associated: bytes) -> tuple[SendingKey, bytes]:
    """Encrypt and sign the next message: key id || number || ciphertext || signature.

    Args:
        own: One's key.
        plaintext: What to say.
        associated: Which group and sender; it is signed with the rest.

    Raises:
        RefusedError: ``"chain-used-up"``.
    """
    if own.number >= MAX_NUMBER:
        raise RefusedError("chain-used-up")
    key, following = chain_step(own.chain)
    padder = padding.PKCS7(8 * _BLOCK).padder()
    encryptor = _cipher(key).encryptor()
    body = encryptor.update(padder.update(plaintext) + padder.finalize()) + encryptor.finalize()
    head = key_id(own.signing.public) + own.number.to_bytes(NUMBER_SIZE, "big")
    message = head + body
    signature = keys.sign(own.signing, associated + message)
    return replace(own, chain=following, number=own.number + 1), message + signature


def open_sealed(
    their: ReceivingKey, untrusted: bytes, associated: bytes
) -> tuple[ReceivingKey, bytes]:
    """Check and decrypt a message, in whatever order it comes.

    Args:
        their: The sender's key; it stays as it is.
        untrusted: The message.
        associated: Which group and sender.

    Raises:
        RefusedError: ``"truncated"``, ``"signature-wrong"``, ``"already-opened"``,
            ``"too-far-ahead"``, ``"damaged"``.
    """
    message, signature = untrusted[: -keys.SIGNATURE_SIZE], untrusted[-keys.SIGNATURE_SIZE :]
    body = message[HEAD_SIZE:]
    if len(body) < _BLOCK or len(body) % _BLOCK:
        raise RefusedError("truncated")
    keys.verify(their.verifying, associated + message, signature)
    after, key = _key(their, int.from_bytes(message[4:HEAD_SIZE], "big"))
    decryptor = _cipher(key).decryptor()
    unpadder = padding.PKCS7(8 * _BLOCK).unpadder()
    try:
        padded = unpadder.update(decryptor.update(body) + decryptor.finalize())
        return after, padded + unpadder.finalize()
    except ValueError as error:
        raise RefusedError("damaged") from error


def _key(their: ReceivingKey, number: int) -> tuple[ReceivingKey, bytes]:
    skipped = dict(their.skipped)
    if number in skipped:
        key = skipped.pop(number)
        return replace(their, skipped=skipped), key
    if number < their.number:
        raise RefusedError("already-opened")
    if number - their.number > MAX_SKIP:
        raise RefusedError("too-far-ahead", number=number - their.number, limit=MAX_SKIP)
    chain = their.chain
    for missing in range(their.number, number):
        skipped[missing], chain = chain_step(chain)
    for surplus in list(skipped)[: max(0, len(skipped) - MAX_STORED)]:
        del skipped[surplus]
    key, chain = chain_step(chain)
    return replace(their, chain=chain, number=number + 1, skipped=skipped), key


def _cipher(key: bytes) -> Cipher[modes.CBC]:
    made = derive(key, LABEL, 48)
    return Cipher(algorithms.AES(made[16:]), modes.CBC(made[:16]))
