"""Record now, open later: what a computer opens one day that breaks X25519, or ML-KEM, or both.

No such computer is here. So the lab hands over what it would compute: the private keys of X25519,
and the shared secrets of ML-KEM, out of what it showed of each step. All else is read off the bytes
that the server recorded. Whatever opens then, opens because its keys follow.

Where a handshake mixes both in, both have to fall (PQXDH rev 3, section 4). The keys that follow
are made by the Double Ratchet (rev 4, section 3), with X25519 alone, or by `pq_ratchet`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Final

from toolkit.errors import RefusedError
from toolkit.messaging import chains, handshake, headers, keys, notes, pq_ratchet, ratchet
from toolkit.messaging.events import Watcher
from toolkit.messaging.handshake import PQXDH, X3DH
from toolkit.messaging.kdf import NO_SALT, derive
from toolkit.messaging.keys import KeyPair
from toolkit.messaging.phone import FIRST, RatchetKind, owner_of
from toolkit.messaging.sealed_sender import Unsealed, open_seal
from toolkit.messaging.state import UNKNOWN
from toolkit.messaging.watchers import know

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from toolkit.messaging.chains import Header
    from toolkit.messaging.events import Event, Trace
    from toolkit.messaging.handshake import Initial

_LABELS: Final = chains.Labels()


class Broken(Enum):
    """What somebody can undo one day."""

    X25519 = "x25519"
    ML_KEM = "ml-kem"


@dataclass(frozen=True, slots=True)
class Recovered:
    """A message between two people, and what became of it.

    Attributes:
        trace: As the server recorded it.
        text: What it says, if it opened; for a note that is no text, an empty one.
    """

    trace: Trace
    text: str | None


@dataclass(slots=True)
class _Ledger:
    """What the lab hands over.

    Attributes:
        private: Ratchet key pairs, by the public key.
        identities: Identity key pairs, by the person.
        handshakes: The values of each, by the ephemeral key in its first message.
        salts: Of the post-quantum ratchet, by epoch.
    """

    private: dict[bytes, KeyPair] = field(default_factory=dict)
    identities: dict[str, list[KeyPair]] = field(default_factory=dict)
    handshakes: dict[bytes, dict[str, bytes]] = field(default_factory=dict)
    salts: dict[int, list[bytes]] = field(default_factory=dict)


@dataclass(slots=True)
class _Talk:
    """One session, as somebody follows it who only listened.

    Both sides turn in turns: each new ratchet key answers the newest of the other side.

    Attributes:
        ends: The two phones; who began stands first.
        base: EK of its handshake.
        associated: AD of its handshake.
        salt: Of the post-quantum ratchet, until its first exchange.
        root: RK.
        newest: The ratchet key of whoever turned last; at the beginning, the signed prekey.
        turns: How often somebody turned.
        headers: NHK of each phone.
        chain_keys: By ratchet key: CK at its beginning, and HK.
    """

    ends: tuple[str, str]
    base: bytes
    associated: bytes
    salt: bytes
    root: bytes
    newest: bytes
    headers: dict[str, bytes]
    turns: int = 0
    chain_keys: dict[bytes, tuple[bytes, bytes]] = field(default_factory=dict)


def opened_later(
    events: Iterable[Event], broken: frozenset[Broken], kind: RatchetKind
) -> tuple[Recovered, ...]:
    """What opens of all that the server recorded between two people.

    Args:
        events: All of them.
        broken: What can be undone.
        kind: Which ratchet people used; everybody knows that of an app.
    """
    happened = tuple(events)
    ledger, talks = _handed_over(happened, broken), list[_Talk]()
    recorded = [
        trace
        for trace in know(happened, Watcher.SERVER).traces
        if trace.kind == "envelope" and "/" in trace.receiver
    ]
    return tuple(Recovered(trace, _read(trace, ledger, talks, kind)) for trace in recorded)


def _handed_over(events: Iterable[Event], broken: frozenset[Broken]) -> _Ledger:
    ledger = _Ledger()
    for event in events:
        named = {value.name: value.content for value in event.values}
        known = {name: each for name, each in named.items() if isinstance(each, bytes)}
        if Broken.ML_KEM not in broken:
            known.pop("SS", None)
        elif isinstance(named.get("epoch"), int) and "salt" in known:
            ledger.salts.setdefault(int(named["epoch"]), []).append(known["salt"])
        if Broken.X25519 not in broken:
            continue
        if "DHs.private" in known:
            ledger.private[known["DHs"]] = KeyPair(known["DHs.private"], known["DHs"])
        if "IK private" in known:
            pair = KeyPair(known["IK private"], known["IK"])
            ledger.identities.setdefault(str(event.facts["who"]), []).append(pair)
        if event.code == "handshake-begun":
            ledger.handshakes[known["EK"]] = known
    return ledger


def _read(trace: Trace, ledger: _Ledger, talks: list[_Talk], kind: RatchetKind) -> str | None:
    found = _unsealed(trace, ledger)
    if found is None or found.group:
        return None
    message = found.content[1:]
    if found.content[:1] == FIRST:
        try:
            initial, message = handshake.decode(message)
        except RefusedError:
            return None
        if all(talk.base != initial.ephemeral for talk in talks):
            talks += _begun((found.sender, trace.receiver), initial, ledger)
    for talk in reversed(talks):
        if set(talk.ends) == {found.sender, trace.receiver}:
            try:
                note = notes.decode(_opened(talk, found.sender, message, ledger, kind))
            except RefusedError:
                continue
            text = note.kind is notes.NoteKind.TEXT
            return note.body.decode(errors="replace") if text else ""
    return None


def _unsealed(trace: Trace, ledger: _Ledger) -> Unsealed | None:
    """The message and who wrote it; a seal over the sender is of X25519 alone."""
    if trace.sender != UNKNOWN:
        return Unsealed(trace.sender, "", trace.content)
    for identity in ledger.identities.get(owner_of(trace.receiver), []):
        try:
            return open_seal(identity, trace.content)
        except RefusedError:
            continue
    return None


def _begun(ends: tuple[str, str], initial: Initial, ledger: _Ledger) -> Iterator[_Talk]:
    """A session from its handshake, where all that was mixed into that is known."""
    known = ledger.handshakes.get(initial.ephemeral)
    if known is None or (initial.ciphertext and "SS" not in known):
        return
    parts = tuple(known[f"DH{at}"] for at in range(1, 5) if f"DH{at}" in known)
    suite, kem = (PQXDH, known["SS"]) if initial.ciphertext else (X3DH, b"")
    secret = handshake.key_material(suite, parts, kem)[: handshake.SECRET_SIZE]
    nexts = dict(zip(ends, chains.first_headers(secret), strict=True))
    salt = pq_ratchet.first_salt(secret)
    yield _Talk(ends, initial.ephemeral, known["AD"], salt, secret, known["SPK"], nexts)


def _opened(talk: _Talk, sender: str, message: bytes, ledger: _Ledger, kind: RatchetKind) -> bytes:
    """The plaintext of a message of a session.

    Raises:
        RefusedError: Where it does not open.
    """
    size, salts = ratchet.HEADER_SIZE, [NO_SALT]
    if kind is RatchetKind.HIDDEN:
        size = headers.HIDDEN_SIZE
        known = [header for _chain, header in talk.chain_keys.values()]
        header = headers.open_header(message[:size], [*known, talk.headers[sender]])
    else:
        header = ratchet.decode(message[:size])
    if kind is RatchetKind.HYBRID:
        epoch, _kind, carried = pq_ratchet.decode_head(message)
        size = pq_ratchet.head_size(carried)
        salts = [talk.salt] if epoch == 0 else ledger.salts.get(epoch, [])
    associated = talk.associated + message[:size]
    turned = _turned(talk, sender, header, ledger)
    key = _message_key(turned.chain_keys[header.key][0], header)
    for salt in salts:
        try:
            full = derive(key, _LABELS.message, ratchet.KEYS_SIZE, salt)
            plaintext = ratchet.unlock(full, message[size:], associated)
        except RefusedError:
            continue
        talk.root, talk.newest, talk.turns = turned.root, turned.newest, turned.turns
        talk.headers, talk.chain_keys = turned.headers, turned.chain_keys
        return plaintext
    raise RefusedError("damaged")


def _turned(talk: _Talk, sender: str, header: Header, ledger: _Ledger) -> _Talk:
    """The session with the chain of a header, which may be a new one."""
    if header.key in talk.chain_keys:
        return talk
    own = ledger.private.get(header.key)
    if own is None or sender != talk.ends[talk.turns % 2]:
        raise RefusedError("damaged")
    root, chain, following = chains.root_step(talk.root, keys.agree(own, talk.newest), _LABELS)
    return _Talk(
        talk.ends,
        talk.base,
        talk.associated,
        talk.salt,
        root,
        header.key,
        {**talk.headers, sender: following},
        talk.turns + 1,
        {**talk.chain_keys, header.key: (chain, talk.headers[sender])},
    )


def _message_key(chain: bytes, header: Header) -> bytes:
    if header.number > chains.MAX_SKIP:
        raise RefusedError("too-far-ahead", number=header.number, limit=chains.MAX_SKIP)
    key = b""
    for _number in range(header.number + 1):
        key, chain = chains.chain_step(chain)
    return key
