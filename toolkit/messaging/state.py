"""The state of a world: people's phones, the server, the lines, the clock. It never changes.

A step makes a new world that shares with the old one all that stayed the same. So an interface can
keep every world it has been in, and go back.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from toolkit.errors import RefusedError
from toolkit.messaging.phone import Phone, RatchetKind, owner_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from toolkit.messaging.backup import Backup
    from toolkit.messaging.disappearing import Copy
    from toolkit.messaging.membership import Roster
    from toolkit.messaging.prekeys import Published

SERVER: Final = "server"
"""What the server is called where an end of a line is named."""

NETWORK: Final = "network"
"""What the network is called where somebody who meddles is named."""

PROXY: Final = "proxy"
"""What a proxy is called there."""

NEAR: Final = "*"
"""To whom something by radio goes: to all who are near."""

UNKNOWN: Final = "?"
"""Who wrote, where the server cannot tell."""

TAKEN: Final = frozenset({SERVER, NETWORK, PROXY, NEAR, UNKNOWN})
"""Names that stand for a place, so that nobody can have one."""

MAX_PADDING: Final = 4096
"""The largest multiple that lengths can be brought up to, in bytes."""

KEPT_PACKETS: Final = 64
"""How many packets that have arrived are remembered, so that they can be replayed."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What kind of messenger the people of a world use.

    Attributes:
        post_quantum: Whether the handshake is PQXDH; X3DH if not.
        ratchet: Which ratchet.
        padding: Lengths are brought up to a multiple of so many bytes.
        previews: Whether phones show texts as notifications, which the system keeps.
        sealed_sender: Whether envelopes say to the server from whom they are no more.
        receipts: Whether a phone that shows a text tells the sender's phone so, by itself.
    """

    post_quantum: bool = True
    ratchet: RatchetKind = RatchetKind.DOUBLE
    padding: int = 1
    previews: bool = True
    sealed_sender: bool = False
    receipts: bool = False


@dataclass(frozen=True, slots=True)
class Envelope:
    """What the server reads of a message.

    Attributes:
        sender: The sender's phone; `UNKNOWN` where a seal is over it.
        to: The receiver's phone; empty for a group.
        group: The group; empty for a pair.
        content: What it cannot read; or can, in a cloud chat.
        cloud: Whether it is of a cloud chat; then `to` is a person.
    """

    sender: str
    to: str
    group: str
    content: bytes
    cloud: bool = False


@dataclass(frozen=True, slots=True)
class Packet:
    """Something on a line.

    Attributes:
        number: By which it is named.
        source: A phone, or `SERVER`.
        destination: The other.
        content: Encrypted for the line.
        due: Before when it does not arrive, in seconds since the start.
        sms: The number of the message where it is an SMS, which goes from phone to phone in the
            open; 0 for all else.
    """

    number: int
    source: str
    destination: str
    content: bytes
    due: int = 0
    sms: int = 0

    @property
    def phone(self) -> str:
        """The end that is a phone."""
        return self.destination if self.source == SERVER else self.source


@dataclass(frozen=True, slots=True)
class Middle:
    """Two phones that a server made up, to stand between two people.

    Attributes:
        faces: By the person to whom it speaks: a phone that bears the other's name.
        published: What the server gives out for it.
    """

    faces: Mapping[str, Phone]
    published: Mapping[str, Published]


@dataclass(frozen=True, slots=True)
class Server:
    """All that the server holds.

    Attributes:
        published: Prekeys, by phone.
        phones: The phones of each person.
        mailboxes: What waits for a phone that has no network.
        rosters: Its lists of members.
        changes: Every list of members that there was, by group, for phones that missed some.
        epochs: The number of the last epoch, for each group that has a secret tree.
        middles: Between which two it stands.
        strips: For whom it takes post-quantum prekeys out.
        locked: Whose number cannot be registered anew without their PIN.
        seen: When each account was made, and when a phone of it was last connected.
    """

    published: Mapping[str, Published] = field(default_factory=dict)
    phones: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    mailboxes: Mapping[str, tuple[Envelope, ...]] = field(default_factory=dict)
    rosters: Mapping[str, Roster] = field(default_factory=dict)
    changes: Mapping[str, tuple[Roster, ...]] = field(default_factory=dict)
    epochs: Mapping[str, int] = field(default_factory=dict)
    middles: Mapping[frozenset[str], Middle] = field(default_factory=dict)
    strips: frozenset[str] = frozenset()
    locked: frozenset[str] = frozenset()
    seen: Mapping[str, tuple[int, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class World:
    """Everything at one moment.

    Attributes:
        settings: Which kind of messenger.
        seed: From which all is drawn; `None` in free play.
        step: How many steps were taken.
        now: Seconds since the start.
        phones: By name.
        server: It.
        links: The key of each phone's line. A stand-in for TLS 1.3 (RFC 8446), whose keys are made
            for each connection and then gone: so they are no part of a phone that is taken.
        offline: Phones without network.
        blocked: Phones that the network does not let through to the server.
        proxied: Phones that reach the server through a proxy.
        wire: What is on the lines.
        arrived: The last packets that arrived.
        held: SMS that the phone company keeps for phones without network.
        copies: Every copy of a text that somebody has.
        timers: Seconds until messages vanish, by who writes and where.
        backups: By name.
        thieves: Phones that are in other hands, or were.
        keepers: Phones whose app keeps what should vanish.
        spied: Phones on which something reads the screen.
        places: Where phones are: metres to the east and to the north.
        receivers: Where somebody listens to radios, and over how many metres, by name.
        packets: How many packets there were.
        messages: How many messages there were.
    """

    settings: Settings
    seed: bytes | None = None
    step: int = 0
    now: int = 0
    phones: Mapping[str, Phone] = field(default_factory=dict)
    server: Server = field(default_factory=Server)
    links: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    offline: frozenset[str] = frozenset()
    blocked: frozenset[str] = frozenset()
    proxied: frozenset[str] = frozenset()
    wire: tuple[Packet, ...] = ()
    arrived: tuple[Packet, ...] = ()
    held: tuple[Packet, ...] = ()
    copies: tuple[Copy, ...] = ()
    timers: Mapping[tuple[str, str], int] = field(default_factory=dict)
    backups: Mapping[str, Backup] = field(default_factory=dict)
    thieves: frozenset[str] = frozenset()
    keepers: frozenset[str] = frozenset()
    spied: frozenset[str] = frozenset()
    places: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    receivers: Mapping[str, tuple[tuple[int, int], int]] = field(default_factory=dict)
    packets: int = 0
    messages: int = 0

    @property
    def people(self) -> tuple[str, ...]:
        """Everybody who has an account."""
        return tuple(self.server.phones)

    def reaches(self, phone: str) -> bool:
        """Whether a phone and the server reach each other."""
        return phone not in self.offline and phone not in self.blocked - self.proxied

    def line_end(self, phone: str) -> str:
        """The other end of the line of a phone, as the network sees it."""
        return PROXY if phone in self.proxied else SERVER

    def phone(self, who: str) -> Phone:
        """A phone by its name, or the first phone of a person.

        Raises:
            RefusedError: ``"nobody"``.
        """
        first = self.server.phones.get(who, (who,))[0]
        if first not in self.phones:
            raise RefusedError("nobody", who=who)
        return self.phones[first]

    def pair(self, one: str, other: str) -> tuple[Phone, Phone]:
        """The phones of two people, each by its name or as the first of a person.

        Raises:
            RefusedError: ``"nobody"``, or ``"not-with-oneself"`` where both are one person's.
        """
        first, second = self.phone(one), self.phone(other)
        if first.owner == second.owner:
            raise RefusedError("not-with-oneself", who=first.owner)
        return first, second

    def person(self, who: str) -> str:
        """The name of somebody who has an account.

        Raises:
            RefusedError: ``"nobody"``.
        """
        name = owner_of(who)
        if name not in self.server.phones:
            raise RefusedError("nobody", who=who)
        return name

    def packet(self, number: int) -> Packet:
        """A packet that is on the way.

        Raises:
            RefusedError: ``"no-packet"``.
        """
        for packet in self.wire:
            if packet.number == number:
                return packet
        raise RefusedError("no-packet", packet=number)
