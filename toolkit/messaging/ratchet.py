"""The Double Ratchet with messages (Double Ratchet rev 4, section 3), headers in the open.

A message is header || AES-256-CBC || HMAC-SHA-256, as section 7.2 recommends, with all 32 bytes of
the HMAC (Signal's clients cut it to 8). Whatever is refused leaves the ratchet where it was.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Protocol, Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, hmac, padding
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from toolkit.errors import RefusedError
from toolkit.messaging import chains, keys
from toolkit.messaging.chains import Header, Session
from toolkit.messaging.kdf import NO_SALT, derive, mac

if TYPE_CHECKING:
    from toolkit.messaging.randomness import Chance

HEADER_SIZE: Final = keys.KEY_SIZE + 4 + 4
MAC_SIZE: Final = 32
_BLOCK: Final = 16
KEYS_SIZE: Final = 80
"""Section 7.2: 32 bytes for AES, 32 for HMAC, 16 for the IV."""


class Ratchet(Protocol):
    """What each of the three ratchets here can do; each call gives a new one."""

    @property
    def session(self) -> Session:
        """Its chains."""

    def seal(self, plaintext: bytes, associated: bytes, chance: Chance) -> tuple[Self, bytes]:
        """Encrypt the next message.

        Args:
            plaintext: What to say.
            associated: AD of the handshake.
            chance: For what is drawn anew.

        Raises:
            RefusedError: ``"cannot-send-yet"`` or ``"chain-used-up"``.
        """

    def open(self, untrusted: bytes, associated: bytes, chance: Chance) -> tuple[Self, bytes]:
        """Decrypt a message, in whatever order it comes.

        Args:
            untrusted: The message.
            associated: AD of the handshake.
            chance: For what is drawn anew.

        Raises:
            RefusedError: ``"damaged"``, ``"truncated"``, ``"already-opened"``,
                ``"too-far-ahead"``, ``"low-order-key"``, or what the ratchet adds to them.
        """


@dataclass(frozen=True, slots=True)
class DoubleRatchet:
    """The Double Ratchet of section 3.

    Attributes:
        session: Its chains.
    """

    session: Session

    def seal(self, plaintext: bytes, associated: bytes, chance: Chance) -> tuple[Self, bytes]:
        """As `Ratchet` says (RatchetEncrypt, section 3.4)."""
        _unused = chance
        session, header, key = chains.next_sending(self.session)
        head = encode(header)
        body = lock(message_keys(key, session), plaintext, associated + head)
        return replace(self, session=session), head + body

    def open(self, untrusted: bytes, associated: bytes, chance: Chance) -> tuple[Self, bytes]:
        """As `Ratchet` says (RatchetDecrypt, section 3.5)."""
        head, body = untrusted[:HEADER_SIZE], untrusted[HEADER_SIZE:]
        session, key = chains.next_receiving(self.session, decode(head), chance.draw)
        plaintext = unlock(message_keys(key, session), body, associated + head)
        return replace(self, session=session), plaintext


def encode(header: Header) -> bytes:
    """A header as bytes (HEADER, section 3.1): the key, PN and N, 40 bytes."""
    return header.key + header.previous.to_bytes(4, "big") + header.number.to_bytes(4, "big")


def decode(untrusted: bytes) -> Header:
    """A header from bytes.

    Raises:
        RefusedError: ``"truncated"``.
    """
    if len(untrusted) != HEADER_SIZE:
        raise RefusedError("truncated")
    numbers = untrusted[keys.KEY_SIZE :]
    return Header(
        untrusted[: keys.KEY_SIZE],
        int.from_bytes(numbers[:4], "big"),
        int.from_bytes(numbers[4:], "big"),
    )


def message_keys(key: bytes, session: Session, salt: bytes = NO_SALT) -> bytes:
    """The keys for one message (ENCRYPT, section 7.2), 80 bytes.

    Args:
        key: MK.
        session: For its labels.
        salt: What else is mixed in; see `pq_ratchet`.
    """
    return derive(key, session.labels.message, KEYS_SIZE, salt)


def lock(message_key: bytes, plaintext: bytes, associated: bytes) -> bytes:
    """AES-256-CBC with PKCS#7, then HMAC-SHA-256 over associated || ciphertext (section 7.2)."""
    aes, authentication, iv = message_key[:32], message_key[32:64], message_key[64:]
    padder = padding.PKCS7(8 * _BLOCK).padder()
    encryptor = Cipher(algorithms.AES(aes), modes.CBC(iv)).encryptor()
    padded = padder.update(plaintext) + padder.finalize()
    body = encryptor.update(padded) + encryptor.finalize()
    return body + mac(authentication, associated + body)


def unlock(message_key: bytes, untrusted: bytes, associated: bytes) -> bytes:
    """The contrary of `lock`; the check comes first.

    Raises:
        RefusedError: ``"truncated"`` or ``"damaged"``.
    """
    aes, authentication, iv = message_key[:32], message_key[32:64], message_key[64:]
    body, tag = untrusted[:-MAC_SIZE], untrusted[-MAC_SIZE:]
    if len(body) < _BLOCK or len(body) % _BLOCK:
        raise RefusedError("truncated")
    check = hmac.HMAC(authentication, hashes.SHA256())
    check.update(associated + body)
    try:
        check.verify(tag)
    except InvalidSignature as error:
        raise RefusedError("damaged") from error
    decryptor = Cipher(algorithms.AES(aes), modes.CBC(iv)).decryptor()
    unpadder = padding.PKCS7(8 * _BLOCK).unpadder()
    padded = decryptor.update(body) + decryptor.finalize()
    try:
        return unpadder.update(padded) + unpadder.finalize()
    except ValueError as error:
        raise RefusedError("damaged") from error
