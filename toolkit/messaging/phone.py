"""A phone: its keys, its sessions with other phones, and whom it believes to be whom.

Sessions are begun as X3DH rev 1 section 3 says. Two phones that write first at the same moment
have two sessions; both stay, as in the Sesame specification (rev 2, section 3.4), and the one that
was last received on is used for sending.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum
from typing import TYPE_CHECKING, Final

from toolkit.errors import RefusedError
from toolkit.messaging import chains, handshake, prekeys
from toolkit.messaging.headers import HiddenHeaders
from toolkit.messaging.pq_ratchet import HybridRatchet, hybrid
from toolkit.messaging.ratchet import DoubleRatchet

if TYPE_CHECKING:
    from collections.abc import Mapping

    from toolkit.messaging.group_talk import GroupState
    from toolkit.messaging.handshake import Agreement, Initial, Suite
    from toolkit.messaging.keys import Draw, KeyPair
    from toolkit.messaging.notes import NoteKind
    from toolkit.messaging.prekeys import Bundle, Prekeys, Published
    from toolkit.messaging.randomness import Chance

FIRST: Final = b"\x01"
FOLLOWING: Final = b"\x02"
"""The first byte of a message: whether the start of a handshake goes before it."""

MAX_PAIRINGS: Final = 5
MAX_SEEN: Final = 500
"""Of how many handshakes the ephemeral key is remembered, so that none is answered twice."""


class RatchetKind(Enum):
    """Which ratchet the phones of a world use."""

    DOUBLE = "double"
    HIDDEN = "hidden"
    HYBRID = "hybrid"


@dataclass(frozen=True, slots=True)
class Pairing:
    """One session with one other phone.

    Attributes:
        ratchet: Its state.
        associated: AD of the handshake.
        base: EK of the handshake, by which a repeated start is known.
        initial: What goes before each message until the other side has answered.
        begun: What came before the first message of the other side; it comes with each of theirs
            until we have answered, and has to stay the same. Only its first use is bound to keys.
    """

    ratchet: DoubleRatchet | HiddenHeaders | HybridRatchet
    associated: bytes
    base: bytes
    initial: bytes = b""
    begun: bytes = b""


@dataclass(frozen=True, slots=True)
class Early:
    """Something that came for a group before the invitation to it.

    Attributes:
        group: Its name.
        sender: Which phone it came from.
        kind: What a pairwise message held; `None` for a message to the group.
        sealed: The message to the group.
        key: What the pairwise message held.
    """

    group: str
    sender: str
    kind: NoteKind | None
    sealed: bytes = b""
    key: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class Phone:
    """All that is in a phone, apart from texts.

    Attributes:
        name: Such as ``"alice/1"``; the owner stands before the slash.
        prekeys: Its private keys, the identity key among them.
        suite: Which handshake it takes part in.
        kind: Which ratchet it uses.
        pairings: By the name of the other phone; the one to send with stands first.
        known: The identity key of each person, as first seen.
        verified: Whose safety number was compared in full.
        seen: Ephemeral keys of handshakes that were answered.
        groups: By name.
        early: What came for groups that it is not in yet.
    """

    name: str
    prekeys: Prekeys
    suite: Suite
    kind: RatchetKind
    pairings: Mapping[str, tuple[Pairing, ...]] = field(default_factory=dict)
    known: Mapping[str, bytes] = field(default_factory=dict)
    verified: frozenset[str] = frozenset()
    seen: tuple[bytes, ...] = ()
    groups: Mapping[str, GroupState] = field(default_factory=dict)
    early: tuple[Early, ...] = ()

    @property
    def owner(self) -> str:
        """Whose phone it is."""
        return owner_of(self.name)

    @property
    def identity(self) -> KeyPair:
        """The identity key pair of its owner's account."""
        return self.prekeys.identity


@dataclass(frozen=True, slots=True)
class Opened:
    """What came of a message.

    Attributes:
        phone: The phone after it.
        plaintext: What it said.
        agreement: Of the handshake that it began, if it began one.
    """

    phone: Phone
    plaintext: bytes
    agreement: Agreement | None = None


def owner_of(name: str) -> str:
    """Whose phone has such a name."""
    return name.partition("/")[0]


def make(
    name: str, identity: KeyPair, suite: Suite, kind: RatchetKind, draw: Draw
) -> tuple[Phone, Published]:
    """A new phone, and what it leaves at the server.

    Args:
        name: Of the phone.
        identity: Of its owner's account.
        suite: Which handshake.
        kind: Which ratchet.
        draw: For its prekeys.
    """
    private, public = prekeys.make(identity, draw)
    if not suite.kem:
        public = replace(public, bundle=replace(public.bundle, kem=None), one_time_kem=())
    return Phone(name, private, suite, kind, known={owner_of(name): identity.public}), public


def seal(
    phone: Phone, to: str, plaintext: bytes, untrusted_bundle: Bundle | None, chance: Chance
) -> tuple[Phone, bytes, Agreement | None]:
    """Encrypt for another phone.

    Args:
        phone: Who writes.
        to: The other phone.
        plaintext: What to say.
        untrusted_bundle: What the server gave for it; not needed where there is a session.
        chance: For what is drawn.

    Returns:
        The phone after it, the message, and the agreement if a handshake was begun.

    Raises:
        RefusedError: ``"no-session"``, ``"identity-changed"``, or as `handshake.begin` and
            `ratchet.Ratchet`.
    """
    agreement = None
    pairings = phone.pairings.get(to, ())
    if not pairings:
        if untrusted_bundle is None:
            raise RefusedError("no-session", who=phone.name, to=to)
        agreement, initial = handshake.begin(phone.identity, untrusted_bundle, phone.suite, chance)
        phone = trust(phone, owner_of(to), untrusted_bundle.identity)
        session = chains.begin(agreement.secret, untrusted_bundle.signed.key, chance.draw)
        pairings = (_pairing(phone, session, agreement, initial, begins=True),)
    first, others = pairings[0], pairings[1:]
    ratchet, sealed = first.ratchet.seal(plaintext, first.associated, chance)
    head = FIRST + first.initial if first.initial else FOLLOWING
    phone = _paired(phone, to, (replace(first, ratchet=ratchet), *others))
    return phone, head + sealed, agreement


def open_message(phone: Phone, sender: str, untrusted: bytes, chance: Chance) -> Opened:
    """Decrypt what came from another phone.

    Args:
        phone: Who reads; it stays as it is if this raises.
        sender: The other phone, as the server says.
        untrusted: The message.
        chance: For what is drawn.

    Raises:
        RefusedError: Anything of `handshake` and `ratchet.Ratchet`, or ``"no-session"``,
            ``"malformed"``, ``"first-message-replayed"``, ``"identity-changed"``.
    """
    if untrusted[:1] == FIRST:
        initial, message = handshake.decode(untrusted[1:])
        for pairing in phone.pairings.get(sender, ()):
            if pairing.base == initial.ephemeral:
                if pairing.begun not in {b"", initial.encode()}:
                    raise RefusedError("damaged")
                return _opened(phone, sender, pairing, message, chance)
        return _answered(phone, sender, initial, message, chance)
    if untrusted[:1] != FOLLOWING:
        raise RefusedError("malformed")
    refused = RefusedError("no-session", who=phone.name, to=sender)
    for pairing in phone.pairings.get(sender, ()):
        try:
            return _opened(phone, sender, pairing, untrusted[1:], chance)
        except RefusedError as error:
            if refused.code in {"no-session", "damaged", "header-closed"}:
                refused = error
    raise refused


def trust(phone: Phone, person: str, identity: bytes) -> Phone:
    """Believe an identity key at first sight; and again when it changed, unless it was compared.

    Raises:
        RefusedError: ``"identity-changed"`` where the safety number was compared in full.
    """
    if phone.known.get(person, identity) != identity and person in phone.verified:
        raise RefusedError("identity-changed")
    return replace(phone, known={**phone.known, person: identity})


def _opened(phone: Phone, sender: str, pairing: Pairing, message: bytes, chance: Chance) -> Opened:
    ratchet, plaintext = pairing.ratchet.open(message, pairing.associated, chance)
    after = replace(pairing, ratchet=ratchet, initial=b"")
    others = (each for each in phone.pairings[sender] if each is not pairing)
    return Opened(_paired(phone, sender, (after, *others)), plaintext)


def _answered(
    phone: Phone, sender: str, initial: Initial, message: bytes, chance: Chance
) -> Opened:
    """Begin a session from the other side's start; nothing stays unless its message opens."""
    if initial.ephemeral in phone.seen:
        raise RefusedError("first-message-replayed")
    agreement, left = handshake.answer(phone.prekeys, initial, phone.suite)
    session = chains.answer(agreement.secret, phone.prekeys.signed)
    pairing = _pairing(phone, session, agreement, initial, begins=False)
    ratchet, plaintext = pairing.ratchet.open(message, pairing.associated, chance)
    phone = trust(phone, owner_of(sender), initial.identity)
    after = replace(phone, prekeys=left, seen=(*phone.seen, initial.ephemeral)[-MAX_SEEN:])
    kept = replace(pairing, ratchet=ratchet, begun=initial.encode())
    pairings = (kept, *phone.pairings.get(sender, ()))
    return Opened(_paired(after, sender, pairings), plaintext, agreement)


def _pairing(
    phone: Phone, session: chains.Session, agreement: Agreement, initial: Initial, *, begins: bool
) -> Pairing:
    ratchet: DoubleRatchet | HiddenHeaders | HybridRatchet = DoubleRatchet(session)
    if phone.kind is RatchetKind.HIDDEN:
        ratchet = HiddenHeaders(session)
    elif phone.kind is RatchetKind.HYBRID:
        ratchet = hybrid(session, agreement.secret, begins=begins)
    head = initial.encode() if begins else b""
    return Pairing(ratchet, agreement.associated, initial.ephemeral, head)


def _paired(phone: Phone, other: str, pairings: tuple[Pairing, ...]) -> Phone:
    return replace(phone, pairings={**phone.pairings, other: pairings[:MAX_PAIRINGS]})
