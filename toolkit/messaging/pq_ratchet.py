"""A ratchet that a quantum computer does not open: a simplification, and labelled as one.

The Double Ratchet of `ratchet`, and beside it every few turns one full exchange of ML-KEM-768
(FIPS 203). Its secret is chained to those before and mixed into the keys of each message as the
salt of HKDF, as Signal's Triple Ratchet mixes in what its own post-quantum ratchet gives. Who only
breaks X25519 then still lacks the salt.

How Signal's differs (Double Ratchet rev 4, section 5, and the ML-KEM Braid specification): there, a
key of 1,184 bytes is cut into chunks with an erasure code, so that each message grows by some tens
of bytes and any few of them are enough. Encapsulation is done in two halves, so that both sides
send at once. The library here cannot encapsulate in halves. So a whole key, or a whole ciphertext,
rides on every message until the other side has shown that it came. `SIMPLIFIED` says so to people.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from toolkit.errors import RefusedError
from toolkit.i18n import N_
from toolkit.messaging import chains
from toolkit.messaging.kdf import derive
from toolkit.messaging.kem import ML_KEM_768, SEED_SIZE, KemPair, decapsulate, kem_pair
from toolkit.messaging.ratchet import HEADER_SIZE, decode, encode, lock, message_keys, unlock

if TYPE_CHECKING:
    from toolkit.messaging.chains import Session
    from toolkit.messaging.randomness import Chance

SIMPLIFIED: Final = N_(
    "This is a simplification, not Signal's post-quantum ratchet. Here a whole key of 1,184 bytes "
    "rides on a message. Signal cuts it into small chunks, of which any few are enough. Signal "
    "also encapsulates in two halves, which the library used here cannot do."
)
INTERVAL: Final = 3
"""After how many turns of the Double Ratchet a new exchange begins."""
KEPT_EPOCHS: Final = 8
"""Of how many exchanges the secrets are kept, for messages that come late."""

_NOTHING: Final = 0
_OFFER: Final = 1
_ANSWER: Final = 2
_SIZES: Final = {_NOTHING: 0, _OFFER: ML_KEM_768.public, _ANSWER: ML_KEM_768.ciphertext}
_LABEL: Final = b"ParasolLab PQ"


@dataclass(frozen=True, slots=True)
class HybridRatchet:
    """The Double Ratchet with ML-KEM-768 mixed in; `ratchet.Ratchet` says what it can do.

    Attributes:
        session: Its chains.
        begins: Whether this side offers the exchanges with odd numbers.
        epoch: How many exchanges are done.
        secrets: Of the last exchanges, by number, the newest last.
        offer: The key pair that this side offers for the next exchange.
        answer: The ciphertext that this side repeats until the other has used it.
        turns: Turns of the Double Ratchet since the last exchange.
    """

    session: Session
    begins: bool
    epoch: int
    secrets: tuple[tuple[int, bytes], ...] = field(repr=False)
    offer: KemPair | None = None
    answer: bytes = b""
    turns: int = 0

    def seal(
        self, plaintext: bytes, associated: bytes, chance: Chance
    ) -> tuple[HybridRatchet, bytes]:
        """As `Ratchet` says."""
        session, header, key = chains.next_sending(self.session)
        state = replace(self, session=session)
        if _offers(state):
            state = replace(state, offer=kem_pair(ML_KEM_768, chance.draw(SEED_SIZE)))
        head = encode(header) + _encode(state)
        salt = dict(state.secrets)[state.epoch]
        body = lock(message_keys(key, session, salt), plaintext, associated + head)
        return state, head + body

    def open(
        self, untrusted: bytes, associated: bytes, chance: Chance
    ) -> tuple[HybridRatchet, bytes]:
        """As `Ratchet` says; also ``"epoch-unknown"`` and ``"malformed"``."""
        epoch, kind, carried = decode_head(untrusted)
        end = head_size(carried)
        head, body = untrusted[:end], untrusted[end:]
        session, key = chains.next_receiving(
            self.session, decode(untrusted[:HEADER_SIZE]), chance.draw
        )
        salt = _salt(self, epoch, kind, carried)
        plaintext = unlock(message_keys(key, session, salt), body, associated + head)
        turned = session.their != self.session.their
        state = replace(self, session=session, turns=self.turns + turned)
        if epoch == state.epoch + 1:
            state = _entered(replace(state, offer=None), salt)
        elif epoch == state.epoch and kind == _OFFER and not _is_offerer(state):
            made = chance.encapsulate(carried)
            state = replace(_entered(state, _chained(state, made.secret)), answer=made.ciphertext)
        elif epoch == state.epoch:
            state = replace(state, answer=b"")
        return state, plaintext


def hybrid(session: Session, secret: bytes, *, begins: bool) -> HybridRatchet:
    """The ratchet after a handshake.

    Args:
        session: Its chains.
        secret: SK, which gives the salt until the first exchange is done.
        begins: Whether this side began the handshake.
    """
    return HybridRatchet(session, begins, 0, ((0, first_salt(secret)),))


def first_salt(secret: bytes) -> bytes:
    """The salt until the first exchange is done: from SK, so it adds nothing to that."""
    return derive(secret, _LABEL, 32)


def decode_head(untrusted: bytes) -> tuple[int, int, bytes]:
    """What stands behind the header of a message: the epoch, what is carried, and its bytes.

    Raises:
        RefusedError: ``"truncated"`` or ``"malformed"``.
    """
    rest = untrusted[HEADER_SIZE:]
    if len(rest) < 5:
        raise RefusedError("truncated")
    size = _SIZES.get(rest[4])
    if size is None:
        raise RefusedError("malformed")
    if len(rest) < 5 + size:
        raise RefusedError("truncated")
    return int.from_bytes(rest[:4], "big"), rest[4], rest[5 : 5 + size]


def head_size(carried: bytes) -> int:
    """How many bytes stand before the encrypted part."""
    return HEADER_SIZE + 5 + len(carried)


def _is_offerer(state: HybridRatchet) -> bool:
    """The two sides take turns: who began the handshake offers the first, third … exchange."""
    return state.begins == (state.epoch % 2 == 0)


def _offers(state: HybridRatchet) -> bool:
    return (
        _is_offerer(state) and state.offer is None and not state.answer and state.turns >= INTERVAL
    )


def _chained(state: HybridRatchet, secret: bytes) -> bytes:
    return derive(secret, _LABEL, 32, state.secrets[-1][1])


def _entered(state: HybridRatchet, secret: bytes) -> HybridRatchet:
    secrets = (*state.secrets, (state.epoch + 1, secret))[-KEPT_EPOCHS:]
    return replace(state, epoch=state.epoch + 1, secrets=secrets, answer=b"", turns=0)


def _salt(state: HybridRatchet, epoch: int, kind: int, carried: bytes) -> bytes:
    known = dict(state.secrets).get(epoch)
    if known is not None:
        return known
    if epoch == state.epoch + 1 and kind == _ANSWER and state.offer is not None:
        return _chained(state, decapsulate(state.offer, carried))
    raise RefusedError("epoch-unknown")


def _encode(state: HybridRatchet) -> bytes:
    kind, carried = _NOTHING, b""
    if state.offer is not None:
        kind, carried = _OFFER, state.offer.public
    elif state.answer:
        kind, carried = _ANSWER, state.answer
    return state.epoch.to_bytes(4, "big") + bytes([kind]) + carried
