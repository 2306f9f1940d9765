"""The Double Ratchet with encrypted headers (Double Ratchet rev 4, section 4).

Whoever carries the messages no longer sees which belong to one chain, nor how many there were. A
header is ChaCha20-Poly1305 (RFC 8439 section 2.8) under a key of its chain and a nonce that is
drawn: 12 bytes of nonce, 40 of header, 16 of tag.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from toolkit.errors import RefusedError
from toolkit.messaging import chains
from toolkit.messaging.ratchet import HEADER_SIZE, decode, encode, lock, message_keys, unlock

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from toolkit.messaging.chains import Header, Session
    from toolkit.messaging.randomness import Chance

_NONCE: Final = 12
HIDDEN_SIZE: Final = _NONCE + HEADER_SIZE + 16


@dataclass(frozen=True, slots=True)
class HiddenHeaders:
    """The Double Ratchet of section 4; what it can do is said by `ratchet.Ratchet`.

    Attributes:
        session: Its chains.
    """

    session: Session

    def seal(self, plaintext: bytes, associated: bytes, chance: Chance) -> tuple[Self, bytes]:
        """As `Ratchet` says (RatchetEncryptHE, section 4.4)."""
        session, header, key = chains.next_sending(self.session)
        nonce = chance.draw(_NONCE)
        header_key = session.sending.header if session.sending else b""
        head = nonce + ChaCha20Poly1305(header_key).encrypt(nonce, encode(header), None)
        body = lock(message_keys(key, session), plaintext, associated + head)
        return replace(self, session=session), head + body

    def open(self, untrusted: bytes, associated: bytes, chance: Chance) -> tuple[Self, bytes]:
        """As `Ratchet` says (RatchetDecryptHE, section 4.5); also ``"header-closed"``."""
        head, body = untrusted[:HIDDEN_SIZE], untrusted[HIDDEN_SIZE:]
        header = open_header(head, _keys(self.session))
        session, key = chains.next_receiving(self.session, header, chance.draw)
        plaintext = unlock(message_keys(key, session), body, associated + head)
        return replace(self, session=session), plaintext


def open_header(untrusted_head: bytes, candidates: Iterable[bytes]) -> Header:
    """TrySkippedMessageKeysHE and DecryptHeader (sections 4.5 and 4.6).

    Args:
        untrusted_head: What stands before the message.
        candidates: Header keys that may open it, the likeliest first.

    Raises:
        RefusedError: ``"truncated"`` or ``"header-closed"``.
    """
    if len(untrusted_head) < HIDDEN_SIZE:
        raise RefusedError("truncated")
    nonce, sealed = untrusted_head[:_NONCE], untrusted_head[_NONCE:]
    for key in dict.fromkeys(candidates):
        try:
            return decode(ChaCha20Poly1305(key).decrypt(nonce, sealed, None))
        except InvalidTag:
            continue
    raise RefusedError("header-closed")


def _keys(session: Session) -> Iterator[bytes]:
    """The keys that may open a header, the likeliest first."""
    if session.receiving is not None:
        yield session.receiving.header
    yield session.next_receiving
    for skipped in session.skipped.values():
        yield skipped.header
