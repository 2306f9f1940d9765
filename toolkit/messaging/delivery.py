"""Arriving: at the server, which files and forwards, and at a phone, which opens, see `opening`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from toolkit.errors import RefusedError
from toolkit.messaging import middle, opening, openly, phone, transport
from toolkit.messaging.events import Value, Watcher
from toolkit.messaging.state import KEPT_PACKETS, SERVER, UNKNOWN

if TYPE_CHECKING:
    from toolkit.messaging.state import Envelope, Packet
    from toolkit.messaging.turn import Turn

WAKE: Final = b'{"wake":1}'
"""What is pushed: that there is something, and nothing of what it says."""


def arrive(turn: Turn, packet: Packet) -> None:
    """A packet comes to the end of its line."""
    world = turn.world
    turn.world = replace(
        world,
        wire=tuple(each for each in world.wire if each is not packet),
        arrived=(*world.arrived, packet)[-KEPT_PACKETS:],
    )
    if packet.sms:
        openly.sms_arrives(turn, packet)
        return
    try:
        envelope = transport.decode(transport.unlock(world.links[packet.phone], packet.content))
    except RefusedError as error:
        turn.refuse(packet.destination, error)
        return
    _note_connection(turn, phone.owner_of(packet.phone))
    if packet.destination == SERVER:
        _at_server(turn, envelope)
    else:
        _at_phone(turn, packet.destination, envelope)


def _note_connection(turn: Turn, person: str) -> None:
    """Whose phone a line belongs to is known to the server, whatever an envelope says."""
    created, _seen = turn.server.seen[person]
    seen = {**turn.server.seen, person: (created, turn.world.now)}
    turn.put_server(replace(turn.server, seen=seen))


def empty_mailbox(turn: Turn, name: str) -> None:
    """Send a phone what waited for it."""
    waiting = turn.server.mailboxes.get(name, ())
    boxes = {each: held for each, held in turn.server.mailboxes.items() if each != name}
    turn.put_server(replace(turn.server, mailboxes=boxes))
    for envelope in waiting:
        turn.dispatch(SERVER, name, envelope)


def _at_server(turn: Turn, envelope: Envelope) -> None:
    if envelope.cloud:
        _at_cloud(turn, envelope)
        return
    named = envelope.group or envelope.to
    turn.tell(
        "server-got-unnamed" if envelope.sender == UNKNOWN else "server-got",
        who=envelope.sender,
        to=named,
        size=len(envelope.content),
        values=(Value("content", envelope.content),),
        traces=(
            turn.trace(Watcher.SERVER, (envelope.sender, named), "envelope", envelope.content),
        ),
    )
    middle.overhear(turn, envelope)
    for name in _receivers(turn, envelope):
        try:
            forwarded = middle.pass_on(turn, replace(envelope, to=name))
        except RefusedError as error:
            turn.refuse(SERVER, error)
            continue
        _forward(turn, name, forwarded)


def _at_cloud(turn: Turn, envelope: Envelope) -> None:
    try:
        openly.keep_at_server(turn, envelope)
    except RefusedError as error:
        turn.refuse(SERVER, error)
        return
    phones = turn.server.phones
    for name in (*phones[envelope.to], *phones[phone.owner_of(envelope.sender)]):
        if name != envelope.sender:
            _forward(turn, name, envelope)


def _receivers(turn: Turn, envelope: Envelope) -> tuple[str, ...]:
    if not envelope.group:
        return (envelope.to,) if envelope.to in turn.world.phones else ()
    roster = turn.server.rosters.get(envelope.group)
    members = roster.members if roster else ()
    names = (name for member in members for name in turn.server.phones.get(member, ()))
    return tuple(name for name in names if name != envelope.sender)


def _forward(turn: Turn, name: str, envelope: Envelope) -> None:
    """Wake a phone up, and send to it or keep for it."""
    turn.tell(
        "push-sent",
        to=name,
        values=(Value("push", WAKE),),
        traces=(turn.trace(Watcher.PUSH, (SERVER, name), "push", WAKE),),
    )
    if not turn.world.reaches(name):
        _file(turn, name, envelope)
    else:
        turn.dispatch(SERVER, name, envelope)


def _file(turn: Turn, name: str, envelope: Envelope) -> None:
    held = (*turn.server.mailboxes.get(name, ()), envelope)
    boxes = {**turn.server.mailboxes, name: held}
    turn.put_server(replace(turn.server, mailboxes=boxes))
    turn.tell("mailbox-holds", to=name, count=len(held))


def _at_phone(turn: Turn, name: str, envelope: Envelope) -> None:
    if not turn.world.reaches(name):
        _file(turn, name, envelope)
    elif name not in turn.world.phones:
        turn.refuse(SERVER, RefusedError("nobody", who=name))
    else:
        opening.open_envelope(turn, name, envelope)
