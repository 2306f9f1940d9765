"""Writing without end-to-end encryption, to compare with: SMS, and a cloud chat.

An SMS is encrypted on the radio at most. The phone company carries it as text, and keeps it while
the other phone is off; here that company is the network. A cloud chat is encrypted to its server,
with the same stand-in for TLS 1.3 (RFC 8446) as all lines of the lab, and lies open there. So every
new device of an account is given all of it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from toolkit.messaging import display, notes
from toolkit.messaging.disappearing import Copy, Place
from toolkit.messaging.events import Watcher
from toolkit.messaging.notes import Note, NoteKind
from toolkit.messaging.phone import owner_of
from toolkit.messaging.state import SERVER, Envelope

if TYPE_CHECKING:
    from collections.abc import Callable

    from toolkit.messaging.state import Packet
    from toolkit.messaging.turn import Turn


@dataclass(frozen=True, slots=True)
class SendSms:
    """Somebody sends an SMS.

    Attributes:
        who: Who writes.
        to: Who should read it; only their first phone gets it.
        text: What it says.
    """

    who: str
    to: str
    text: str


@dataclass(frozen=True, slots=True)
class SendCloud:
    """Somebody writes in a chat that the server opens and keeps.

    Attributes:
        who: Who writes.
        to: Who should read it; all phones of that person get it.
        text: What it says.
    """

    who: str
    to: str
    text: str


def send_sms(turn: Turn, action: SendSms) -> None:
    """As `SendSms` says.

    Raises:
        RefusedError: ``"nobody"``, ``"no-network"``, ``"not-with-oneself"``.
    """
    own, other = turn.world.pair(action.who, action.to)
    turn.has_network(own.name)
    message, content = display.numbered(turn), action.text.encode()
    packet = turn.put_on_wire(own.name, other.name, content, sms=message)
    turn.tell(
        "sms-sent",
        who=own.owner,
        to=other.owner,
        packet=packet,
        size=len(content),
        traces=(turn.trace(Watcher.NETWORK, (own.name, other.name), "sms", content),),
    )
    display.keep(turn, own.name, message, other.owner, action.text)


def sms_arrives(turn: Turn, packet: Packet) -> None:
    """An SMS comes to a phone, or waits at the phone company; nothing checks what it says."""
    name = packet.destination
    if name not in turn.world.phones:
        return
    if name in turn.world.offline:
        turn.world = replace(turn.world, held=(*turn.world.held, packet))
        turn.tell("sms-held", to=name)
        return
    note = Note(NoteKind.TEXT, packet.sms, 0, owner_of(name), packet.content)
    display.show(turn, name, packet.source, note)


def release_sms(turn: Turn, name: str) -> None:
    """The phone company sends what it kept for a phone."""
    held = turn.world.held
    mine = tuple(packet for packet in held if packet.destination == name)
    rest = tuple(packet for packet in held if packet.destination != name)
    turn.world = replace(turn.world, held=rest, wire=(*turn.world.wire, *mine))


def send_cloud(turn: Turn, action: SendCloud) -> None:
    """As `SendCloud` says.

    Raises:
        RefusedError: ``"nobody"``, ``"no-network"``, ``"server-blocked"``, ``"not-with-oneself"``.
    """
    own, other = turn.world.pair(action.who, action.to)
    turn.online(own.name)
    message = display.numbered(turn)
    timer = turn.world.timers.get((own.owner, other.owner), 0)
    content = Note(NoteKind.TEXT, message, timer, other.owner, action.text.encode()).encode()
    turn.tell("cloud-sent", who=own.owner, to=other.owner, size=len(content))
    envelope = Envelope(own.name, other.owner, "", content, cloud=True)
    turn.dispatch(own.name, SERVER, envelope)
    display.keep(turn, own.name, message, other.owner, action.text)


def keep_at_server(turn: Turn, envelope: Envelope) -> None:
    """The server opens what was written in a cloud chat.

    Raises:
        RefusedError: ``"malformed"``.
    """
    note = notes.decode(envelope.content)
    author = owner_of(envelope.sender)
    text = note.body.decode(errors="replace")
    copy = Copy(note.message, SERVER, Place.CLOUD, author, note.conversation, text)
    turn.world = replace(turn.world, copies=(*turn.world.copies, copy))
    ends = (envelope.sender, envelope.to)
    turn.tell(
        "cloud-kept",
        who=author,
        to=envelope.to,
        traces=(turn.trace(Watcher.SERVER, ends, "chat", note.body),),
    )


def cloud_arrives(turn: Turn, name: str, envelope: Envelope) -> None:
    """A message of a cloud chat comes to a phone; nothing checks what it says.

    Raises:
        RefusedError: ``"malformed"``.
    """
    display.show(turn, name, envelope.sender, notes.decode(envelope.content))


def give_history(turn: Turn, name: str) -> None:
    """The server sends a new device all that it keeps of the cloud chats of its account.

    Args:
        turn: The step.
        name: Of the device; whoever holds it gets all.
    """
    owner = owner_of(name)
    there = {copy.message for copy in turn.world.copies if copy.holder == name}
    kept = [copy for copy in turn.world.copies if copy.place is Place.CLOUD]
    for copy in kept:
        if owner in {copy.author, copy.conversation} and copy.message not in there:
            note = Note(NoteKind.TEXT, copy.message, 0, copy.conversation, copy.text.encode())
            sender = turn.server.phones[copy.author][0]
            turn.dispatch(SERVER, name, Envelope(sender, owner, "", note.encode(), cloud=True))


OPENLY: Final[dict[type, Callable[..., None]]] = {SendSms: send_sms, SendCloud: send_cloud}
"""What is done for each."""
