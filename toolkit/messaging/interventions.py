"""What others can do to people: on the lines, at the server, with a phone in hand."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, TypeAlias

from toolkit.errors import RefusedError
from toolkit.messaging import accounts, group_talk, membership, middle, transport
from toolkit.messaging.events import Seizure, Value, Watcher
from toolkit.messaging.ratchet import HEADER_SIZE
from toolkit.messaging.state import SERVER

if TYPE_CHECKING:
    from collections.abc import Callable

    from toolkit.messaging.state import Packet
    from toolkit.messaging.turn import Turn

LONGEST_WAIT: Final = 10 * 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Drop:
    """The network lets a packet vanish.

    Attributes:
        packet: Its number.
    """

    packet: int


@dataclass(frozen=True, slots=True)
class Delay:
    """The network holds a packet back, so that others overtake it.

    Attributes:
        packet: Its number.
        seconds: For how long.
    """

    packet: int
    seconds: int


@dataclass(frozen=True, slots=True)
class Replay:
    """Somebody sends a packet again.

    TLS would refuse it; the lines of this lab do not, as a server can always replay.

    Attributes:
        packet: Its number; it is on the way, or among the last that arrived.
    """

    packet: int


@dataclass(frozen=True, slots=True)
class Flip:
    """Somebody changes one bit.

    Attributes:
        packet: Its number.
        bit: Which bit, counted from the start of what that somebody has.
        by: ``"network"``, which has the encrypted packet; or ``"server"``, which has the message.
    """

    packet: int
    bit: int
    by: str = "server"


@dataclass(frozen=True, slots=True)
class Truncate:
    """The server cuts a message off.

    Attributes:
        packet: Its number.
        size: How many bytes stay.
    """

    packet: int
    size: int


@dataclass(frozen=True, slots=True)
class SwapHeaders:
    """The server gives two messages the header of each other.

    Attributes:
        packet: One of them.
        other: The other.
    """

    packet: int
    other: int


@dataclass(frozen=True, slots=True)
class Renumber:
    """The server writes another number into the header of a message.

    Attributes:
        packet: Its number.
        number: What the header then says.
    """

    packet: int
    number: int


@dataclass(frozen=True, slots=True)
class SwapKeys:
    """The server gives two people keys of its own, before they know each other's.

    Attributes:
        who: One of them.
        to: The other.
    """

    who: str
    to: str


@dataclass(frozen=True, slots=True)
class StripKem:
    """The server leaves the post-quantum prekey of somebody out.

    Attributes:
        who: Whose.
    """

    who: str


@dataclass(frozen=True, slots=True)
class Ghost:
    """The server writes somebody into its list of members, whom no administrator added.

    Attributes:
        group: Which group.
        name: What the somebody is called.
    """

    group: str
    name: str


@dataclass(frozen=True, slots=True)
class Seize:
    """Somebody takes a phone and reads all that is in it.

    Attributes:
        who: Whose, or which phone.
    """

    who: str


OthersDo: TypeAlias = (
    Drop
    | Delay
    | Replay
    | Flip
    | Truncate
    | SwapHeaders
    | Renumber
    | SwapKeys
    | StripKem
    | Ghost
    | Seize
)


def drop(turn: Turn, action: Drop) -> None:
    """As `Drop` says."""
    packet = turn.world.packet(action.packet)
    _on_wire(turn, packet, ())
    turn.tell("dropped", packet=packet.number)


def delay(turn: Turn, action: Delay) -> None:
    """As `Delay` says."""
    packet = turn.world.packet(action.packet)
    in_range("seconds", action.seconds, (1, LONGEST_WAIT))
    due = max(packet.due, turn.world.now) + action.seconds
    _on_wire(turn, packet, (replace(packet, due=due),))
    turn.tell("delayed", packet=packet.number, seconds=action.seconds)


def replay(turn: Turn, action: Replay) -> None:
    """As `Replay` says."""
    known = (*turn.world.wire, *turn.world.arrived)
    packet = next((each for each in known if each.number == action.packet), None)
    if packet is None:
        raise RefusedError("no-packet", packet=action.packet)
    number = turn.world.packets + 1
    again = replace(packet, number=number, due=0)
    turn.world = replace(turn.world, packets=number, wire=(*turn.world.wire, again))
    ends = (packet.source, packet.destination)
    kind = "sms" if packet.sms else "packet"
    seen = turn.trace(Watcher.NETWORK, ends, kind, packet.content)
    turn.tell("replayed", packet=packet.number, again=number, traces=(seen,))


def flip(turn: Turn, action: Flip) -> None:
    """As `Flip` says."""
    packet = turn.world.packet(action.packet)
    by_server = action.by == SERVER
    content = _content(turn, packet) if by_server else packet.content
    in_range("bit", action.bit, (0, 8 * len(content) - 1))
    changed = bytearray(content)
    changed[action.bit // 8] ^= 1 << (action.bit % 8)
    if by_server:
        _put_content(turn, packet, bytes(changed))
    else:
        _on_wire(turn, packet, (replace(packet, content=bytes(changed)),))
    turn.tell("flipped", packet=packet.number, bit=action.bit, by=action.by)


def truncate(turn: Turn, action: Truncate) -> None:
    """As `Truncate` says."""
    packet = turn.world.packet(action.packet)
    content = _content(turn, packet)
    in_range("size", action.size, (0, len(content)))
    _put_content(turn, packet, content[: action.size])
    turn.tell("cut", packet=packet.number, size=action.size)


def swap_headers(turn: Turn, action: SwapHeaders) -> None:
    """As `SwapHeaders` says; the header is taken to stand where the plain ratchet puts it."""
    one, other = turn.world.packet(action.packet), turn.world.packet(action.other)
    contents = [_content(turn, each) for each in (one, other)]
    end = 1 + HEADER_SIZE
    _put_content(turn, one, contents[1][:end] + contents[0][end:])
    _put_content(turn, other, contents[0][:end] + contents[1][end:])
    turn.tell("headers-swapped", packet=one.number, other=other.number)


def renumber(turn: Turn, action: Renumber) -> None:
    """As `Renumber` says; the header is taken to stand where the plain ratchet puts it."""
    packet = turn.world.packet(action.packet)
    in_range("number", action.number, (0, 2**32 - 1))
    content = _content(turn, packet)
    end = 1 + HEADER_SIZE
    number = action.number.to_bytes(4, "big")
    _put_content(turn, packet, content[: end - 4] + number + content[end:])
    turn.tell("renumbered", packet=packet.number, number=action.number)


def swap_keys(turn: Turn, action: SwapKeys) -> None:
    """As `SwapKeys` says."""
    middle.stand(turn, action.who, action.to)


def strip_kem(turn: Turn, action: StripKem) -> None:
    """As `StripKem` says."""
    person = turn.world.person(action.who)
    turn.put_server(replace(turn.server, strips=turn.server.strips | {person}))
    turn.tell("kem-taken-out", who=person)


def ghost(turn: Turn, action: Ghost) -> None:
    """As `Ghost` says."""
    roster = turn.server.rosters.get(action.group)
    if roster is None:
        raise RefusedError("no-group", group=action.group)
    if action.name not in turn.server.phones:
        accounts.enrol(turn, action.name)
        turn.world = replace(
            turn.world, thieves=turn.world.thieves | {turn.world.phone(action.name).name}
        )
    changed = membership.changed(roster, (*roster.members, action.name))
    turn.put_server(replace(turn.server, rosters={**turn.server.rosters, action.group: changed}))
    _tell_ghost_of_group(turn, action)
    turn.tell(
        "ghost-added",
        group=action.group,
        name=action.name,
        values=(Value("list", changed.encode()), Value("signature", changed.signature)),
    )


def seize(turn: Turn, action: Seize) -> None:
    """As `Seize` says."""
    phone = turn.world.phone(action.who)
    copies = tuple(copy for copy in turn.world.copies if copy.holder == phone.name)
    sessions = [each for pairings in phone.pairings.values() for each in pairings]
    turn.tell(
        "phone-seized",
        who=phone.name,
        texts=len({copy.message for copy in copies}),
        sessions=len(sessions),
        skipped=sum(len(each.ratchet.session.skipped) for each in sessions),
        seizure=Seizure(phone, copies, turn.world.now),
    )


def in_range(name: str, number: int, limits: tuple[int, int]) -> None:
    """See that a number is one that can be meant.

    Raises:
        RefusedError: ``"number-out-of-range"``.
    """
    least, most = limits
    if not least <= number <= most:
        raise RefusedError("number-out-of-range", name=name, least=least, most=most)


OTHERS: Final[dict[type, Callable[..., None]]] = {
    Drop: drop,
    Delay: delay,
    Replay: replay,
    Flip: flip,
    Truncate: truncate,
    SwapHeaders: swap_headers,
    Renumber: renumber,
    SwapKeys: swap_keys,
    StripKem: strip_kem,
    Ghost: ghost,
    Seize: seize,
}
"""What is done for each."""


def _tell_ghost_of_group(turn: Turn, action: Ghost) -> None:
    """The server's own phone takes the server's word for who is in the group."""
    ghostly = turn.world.phone(action.name)
    roster = turn.server.rosters[action.group]
    turn.put(group_talk.joined(ghostly, replace(roster, signature=b""), None))


def _content(turn: Turn, packet: Packet) -> bytes:
    """What the server has of a packet.

    Raises:
        RefusedError: ``"not-at-server"`` for an SMS.
    """
    if packet.sms:
        raise RefusedError("not-at-server", packet=packet.number)
    link = turn.world.links[packet.phone]
    return transport.decode(transport.unlock(link, packet.content)).content


def _put_content(turn: Turn, packet: Packet, content: bytes) -> None:
    link = turn.world.links[packet.phone]
    envelope = transport.decode(transport.unlock(link, packet.content))
    changed = transport.encode(replace(envelope, content=content))
    locked = transport.lock(link, changed, turn.chance.draw)
    now = turn.world.packet(packet.number)
    _on_wire(turn, now, (replace(now, content=locked),))


def _on_wire(turn: Turn, packet: Packet, instead: tuple[Packet, ...]) -> None:
    """Put something in the place of a packet."""
    at = next(at for at, each in enumerate(turn.world.wire) if each is packet)
    wire = (*turn.world.wire[:at], *instead, *turn.world.wire[at + 1 :])
    turn.world = replace(turn.world, wire=wire)
