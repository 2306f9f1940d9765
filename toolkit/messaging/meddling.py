"""What is done to single packets, by the network or by the server, which sees more of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from toolkit.errors import RefusedError
from toolkit.messaging import header_sight, sender_keys, transport
from toolkit.messaging.events import Watcher
from toolkit.messaging.phone import RatchetKind
from toolkit.messaging.state import NETWORK, SERVER, UNKNOWN
from toolkit.messaging.turn import LONGEST_WAIT, in_range

if TYPE_CHECKING:
    from toolkit.messaging.interventions import (
        Delay,
        Drop,
        Flip,
        Renumber,
        Replay,
        SwapHeaders,
        Truncate,
    )
    from toolkit.messaging.state import Envelope, Packet
    from toolkit.messaging.turn import Turn


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
    if action.by not in {SERVER, NETWORK}:
        raise RefusedError("nobody", who=action.by)
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
    """As `SwapHeaders` says."""
    one, other = turn.world.packet(action.packet), turn.world.packet(action.other)
    contents = [_content(turn, each) for each in (one, other)]
    places = [_header(turn, each) for each in (one, other)]
    headers = [content[at] for content, at in zip(contents, places, strict=True)]
    for packet, content, at, header in zip(
        (one, other), contents, places, reversed(headers), strict=True
    ):
        _put_content(turn, packet, content[: at.start] + header + content[at.stop :])
    turn.tell("headers-swapped", packet=one.number, other=other.number)


def renumber(turn: Turn, action: Renumber) -> None:
    """As `Renumber` says."""
    packet = turn.world.packet(action.packet)
    in_range("number", action.number, (0, 2**32 - 1))
    content, end = _content(turn, packet), _header(turn, packet).stop
    number = action.number.to_bytes(4, "big")
    _put_content(turn, packet, content[: end - 4] + number + content[end:])
    turn.tell("renumbered", packet=packet.number, number=action.number)


def _content(turn: Turn, packet: Packet) -> bytes:
    return _envelope(turn, packet).content


def _envelope(turn: Turn, packet: Packet) -> Envelope:
    """What the server has of a packet.

    Raises:
        RefusedError: ``"not-at-server"`` for an SMS, or ``"transport-damaged"``.
    """
    if packet.sms:
        raise RefusedError("not-at-server", packet=packet.number)
    return transport.decode(transport.unlock(turn.world.links[packet.phone], packet.content))


def _header(turn: Turn, packet: Packet) -> slice:
    """Where the header stands in what the server has of a packet.

    Raises:
        RefusedError: ``"header-hidden"`` where it is encrypted, or as `header_sight.place`.
    """
    envelope = _envelope(turn, packet)
    hidden = turn.world.settings.ratchet is RatchetKind.HIDDEN
    if envelope.group:
        hidden = envelope.group in turn.server.epochs
    if hidden or envelope.sender == UNKNOWN:
        raise RefusedError("header-hidden", packet=packet.number)
    if envelope.group:
        return slice(0, sender_keys.HEAD_SIZE)
    return header_sight.place(envelope.content)


def _put_content(turn: Turn, packet: Packet, content: bytes) -> None:
    changed = transport.encode(replace(_envelope(turn, packet), content=content))
    locked = transport.lock(turn.world.links[packet.phone], changed, turn.chance.draw)
    now = turn.world.packet(packet.number)
    _on_wire(turn, now, (replace(now, content=locked),))


def _on_wire(turn: Turn, packet: Packet, instead: tuple[Packet, ...]) -> None:
    """Put something in the place of a packet."""
    at = next(at for at, each in enumerate(turn.world.wire) if each is packet)
    wire = (*turn.world.wire[:at], *instead, *turn.world.wire[at + 1 :])
    turn.world = replace(turn.world, wire=wire)
