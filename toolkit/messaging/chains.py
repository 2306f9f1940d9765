"""The Double Ratchet without its messages: which key opens which message, and what is kept.

Double Ratchet rev 4, sections 2 to 4. Each function gives a new `Session`; the caller keeps it only
when the message it is about has passed its check (section 3.5: on an exception the changes to the
state are discarded). The keys of headers (section 4) are always carried along; `headers` uses them.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from toolkit.errors import RefusedError
from toolkit.messaging import keys
from toolkit.messaging.kdf import derive, mac

if TYPE_CHECKING:
    from collections.abc import Mapping

    from toolkit.messaging.keys import Draw, KeyPair

MAX_SKIP: Final = 1000
"""How many messages of one chain may be missing (section 3.5, and 8.4 for why there is a bound)."""
MAX_STORED: Final = 2000
"""How many skipped keys are kept; the oldest goes first."""
MAX_AGE: Final = 5000
"""After how many opened messages a skipped key is deleted (section 8.4)."""
MAX_PAST: Final = 64
"""How many ended chains are remembered by their public key, to call a replay by its name."""
MAX_NUMBER: Final = 2**32 - 1

_KEY: Final = 32


@dataclass(frozen=True, slots=True)
class Labels:
    """The infos of HKDF, by which protocols of one shape differ (section 7.2)."""

    root: bytes = b"WhisperRatchet"
    message: bytes = b"WhisperMessageKeys"


@dataclass(frozen=True, slots=True)
class Header:
    """HEADER of section 3.1.

    Attributes:
        key: The sender's ratchet key.
        previous: PN, how many messages its chain before had.
        number: N, which message of this chain it is.
    """

    key: bytes
    previous: int
    number: int


@dataclass(frozen=True, slots=True)
class Chain:
    """A sending or a receiving chain.

    Attributes:
        key: CK.
        number: Of the next message.
        header: HK, with which its headers are encrypted (section 4).
    """

    key: bytes = field(repr=False)
    number: int
    header: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Skipped:
    """The key of a message that has not come.

    Attributes:
        key: MK.
        header: HK of its chain.
        since: How many messages had been opened when it was kept.
    """

    key: bytes = field(repr=False)
    header: bytes = field(repr=False)
    since: int


@dataclass(frozen=True, slots=True)
class Session:
    """The state of one side (section 3.2, with the keys of section 4.3).

    Attributes:
        root: RK.
        own: DHs.
        their: DHr; `None` before the first message has come.
        sending: CKs and Ns.
        receiving: CKr and Nr.
        previous: PN.
        skipped: MKSKIPPED, by ratchet key and number, the oldest first.
        past: Ratchet keys of ended receiving chains, the newest last.
        next_sending: NHKs.
        next_receiving: NHKr.
        opened: How many messages were opened.
        labels: Of HKDF.
    """

    root: bytes = field(repr=False)
    own: KeyPair
    their: bytes | None
    sending: Chain | None
    receiving: Chain | None
    previous: int
    skipped: Mapping[tuple[bytes, int], Skipped]
    past: tuple[bytes, ...]
    next_sending: bytes = field(repr=False)
    next_receiving: bytes = field(repr=False)
    opened: int
    labels: Labels


def begin(secret: bytes, their: bytes, draw: Draw, labels: Labels | None = None) -> Session:
    """Alice's side (RatchetInitAlice, section 3.3; RatchetInitAliceHE, section 4.3).

    Args:
        secret: SK of the handshake.
        their: Bob's signed prekey, his first ratchet key.
        draw: For Alice's first ratchet key.
        labels: Of HKDF; those of this lab unless given.

    Raises:
        RefusedError: ``"low-order-key"``.
    """
    labels = labels or Labels()
    own = keys.pair(draw(keys.KEY_SIZE))
    header_a, header_b = first_headers(secret)
    root, chain, following = root_step(secret, keys.agree(own, their), labels)
    return Session(
        root, own, their, Chain(chain, 0, header_a), None, 0, {}, (), following, header_b, 0, labels
    )


def answer(secret: bytes, own: KeyPair, labels: Labels | None = None) -> Session:
    """Bob's side (RatchetInitBob, section 3.3; RatchetInitBobHE, section 4.3).

    Args:
        secret: SK of the handshake.
        own: His signed prekey.
        labels: Of HKDF; those of this lab unless given.
    """
    header_a, header_b = first_headers(secret)
    return Session(
        secret, own, None, None, None, 0, {}, (), header_b, header_a, 0, labels or Labels()
    )


def next_sending(session: Session) -> tuple[Session, Header, bytes]:
    """The next message to send (RatchetEncrypt, section 3.4).

    Returns:
        The session after it, its header, and its key MK.

    Raises:
        RefusedError: ``"cannot-send-yet"`` or ``"chain-used-up"``.
    """
    chain = session.sending
    if chain is None:
        raise RefusedError("cannot-send-yet")
    if chain.number >= MAX_NUMBER:
        raise RefusedError("chain-used-up")
    key, following = chain_step(chain.key)
    header = Header(session.own.public, session.previous, chain.number)
    after = replace(session, sending=replace(chain, key=following, number=chain.number + 1))
    return after, header, key


def next_receiving(session: Session, untrusted_header: Header, draw: Draw) -> tuple[Session, bytes]:
    """The key of a message that came (RatchetDecrypt, section 3.5).

    Args:
        session: It stays as it is.
        untrusted_header: Of the message; nothing vouches for it before the message has opened.
        draw: For a new ratchet key.

    Returns:
        The session after it, to be kept only if the message opens, and the key MK.

    Raises:
        RefusedError: ``"already-opened"``, ``"too-far-ahead"``, ``"low-order-key"``.
    """
    header = untrusted_header
    at = (header.key, header.number)
    if at in session.skipped:
        left = dict(session.skipped)
        key = left.pop(at).key
        return replace(session, skipped=_kept(left, session.opened), opened=session.opened + 1), key
    if header.key in session.past:
        raise RefusedError("already-opened")
    if header.key != session.their or session.receiving is None:
        _check_distance(0, header.number)
        session = _turned(_skip(session, header.previous), header.key, draw)
    session = _skip(session, header.number)
    chain = session.receiving
    if chain is None or header.number < chain.number:
        raise RefusedError("already-opened")
    key, following = chain_step(chain.key)
    return replace(
        session,
        receiving=replace(chain, key=following, number=chain.number + 1),
        skipped=_kept(session.skipped, session.opened),
        opened=session.opened + 1,
    ), key


def chain_step(key: bytes) -> tuple[bytes, bytes]:
    """KDF_CK of section 7.2: HMAC with the constants 1 and 2.

    Returns:
        The message key MK, and the next chain key.
    """
    return mac(key, b"\x01"), mac(key, b"\x02")


def root_step(root: bytes, shared: bytes, labels: Labels) -> tuple[bytes, bytes, bytes]:
    """KDF_RK of section 7.2 and KDF_RK_HE of section 4.2; HKDF makes the first two the same.

    Args:
        root: RK.
        shared: The output of DH.
        labels: Of HKDF.

    Returns:
        The next root key, a chain key, and the next header key.
    """
    made = derive(shared, labels.root, 3 * _KEY, root)
    return made[:_KEY], made[_KEY : 2 * _KEY], made[2 * _KEY :]


def _turned(session: Session, their: bytes, draw: Draw) -> Session:
    """DHRatchet (section 3.5), DHRatchetHE (section 4.6)."""
    root, receiving, next_receiving_header = root_step(
        session.root, keys.agree(session.own, their), session.labels
    )
    own = keys.pair(draw(keys.KEY_SIZE))
    root, sending, next_sending_header = root_step(root, keys.agree(own, their), session.labels)
    past = session.past if session.their is None else (*session.past, session.their)
    return replace(
        session,
        root=root,
        own=own,
        their=their,
        sending=Chain(sending, 0, session.next_sending),
        receiving=Chain(receiving, 0, session.next_receiving),
        previous=session.sending.number if session.sending else 0,
        past=past[-MAX_PAST:],
        next_sending=next_sending_header,
        next_receiving=next_receiving_header,
    )


def _skip(session: Session, until: int) -> Session:
    """SkipMessageKeys (section 3.5): keep the keys of those that have not come."""
    chain = session.receiving
    if chain is None or session.their is None or until <= chain.number:
        return session
    _check_distance(chain.number, until)
    skipped = dict(session.skipped)
    key = chain.key
    for number in range(chain.number, until):
        message, key = chain_step(key)
        skipped[session.their, number] = Skipped(message, chain.header, session.opened)
    return replace(session, receiving=replace(chain, key=key, number=until), skipped=skipped)


def _check_distance(known: int, claimed: int) -> None:
    if claimed - known > MAX_SKIP:
        raise RefusedError("too-far-ahead", number=claimed - known, limit=MAX_SKIP)


def _kept(
    skipped: Mapping[tuple[bytes, int], Skipped], opened: int
) -> Mapping[tuple[bytes, int], Skipped]:
    """Without those that are too many or too old; the oldest stand first."""
    surplus = len(skipped) - MAX_STORED
    oldest = next(iter(skipped.values()), None)
    if surplus <= 0 and (oldest is None or opened - oldest.since <= MAX_AGE):
        return skipped
    return {
        at: each
        for place, (at, each) in enumerate(skipped.items())
        if place >= surplus and opened - each.since <= MAX_AGE
    }


def first_headers(secret: bytes) -> tuple[bytes, bytes]:
    """shared_hka and shared_nhkb (section 4.3), from SK under a label of our own."""
    made = derive(secret, b"ParasolLab headers", 2 * _KEY)
    return made[:_KEY], made[_KEY:]
