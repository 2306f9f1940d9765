"""Writing to a person: each of their phones, and of one's own, gets its own copy."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from toolkit.messaging import display, kdf, phone, sealed_sender
from toolkit.messaging.accounts import ask_for_keys, registered
from toolkit.messaging.events import Value
from toolkit.messaging.notes import Note, NoteKind
from toolkit.messaging.sealed_sender import Unsealed
from toolkit.messaging.state import SERVER, UNKNOWN, Envelope

if TYPE_CHECKING:
    from toolkit.messaging.actions import Send
    from toolkit.messaging.chains import Session
    from toolkit.messaging.handshake import Agreement
    from toolkit.messaging.phone import Phone
    from toolkit.messaging.turn import Turn


def send(turn: Turn, action: Send) -> None:
    """Write to a person: to all their phones, and to one's own others.

    Raises:
        RefusedError: ``"nobody"``, ``"no-network"``, ``"not-with-oneself"``, or as `phone.seal`.
    """
    world = turn.world
    own, other = world.pair(action.who, action.to)
    turn.online(own.name)
    to = other.owner
    timer = world.timers.get((own.owner, to), 0)
    message = display.numbered(turn)
    note = Note(NoteKind.TEXT, message, timer, to, action.text.encode())
    for name in (*world.server.phones[to], *world.server.phones[own.owner]):
        if name != own.name:
            write(turn, own.name, name, note)
    display.keep(turn, own.name, message, to, action.text)


def write(turn: Turn, name: str, to: str, note: Note) -> None:
    """Encrypt a note for one phone and put it on the line.

    Raises:
        RefusedError: ``"no-network"``, or as `phone.seal`.
    """
    own = _without_stale(turn, turn.world.phones[name], to)
    before = own.pairings[to][0].ratchet.session if own.pairings.get(to) else None
    owner, known = phone.owner_of(to), own.known
    bundle = None if before else ask_for_keys(turn, name, to)
    plaintext = note.encode(turn.world.settings.padding)
    own, content, agreement = phone.seal(own, to, plaintext, bundle, turn.chance)
    turn.put(own)
    if known.get(owner, own.known[owner]) != own.known[owner]:
        turn.tell("identity-changed", who=name, to=owner)
    if agreement is not None:
        values = (
            Value("EK", own.pairings[to][0].base),
            Value("SPK", bundle.signed.key if bundle else b""),
            *agreement_values(agreement),
        )
        turn.tell("handshake-begun", who=name, to=to, values=values)
    turn.tell(
        "sealed",
        who=name,
        to=to,
        size=len(content),
        said=len(plaintext),
        values=(
            Value("plaintext", plaintext, secret=True),
            *_chain_values(before, own.pairings[to][0].ratchet.session),
            Value("message", content),
        ),
    )
    post(turn, Envelope(name, to, "", content))


def post(turn: Turn, envelope: Envelope) -> None:
    """Put an envelope on the line to the server, with a seal over the sender where that is set."""
    writer = turn.world.phones[envelope.sender]
    if turn.world.settings.sealed_sender:
        unsealed = Unsealed(envelope.sender, envelope.group, envelope.content)
        known = writer.known.get(phone.owner_of(envelope.to))
        identity = known or registered(turn, writer.name, envelope.to)
        sealed = sealed_sender.seal(identity, unsealed, turn.chance.draw)
        envelope = Envelope(UNKNOWN, envelope.to, "", sealed)
    turn.dispatch(writer.name, SERVER, envelope)


def _without_stale(turn: Turn, own: Phone, to: str) -> Phone:
    """A phone without its sessions with one that was set up anew, as the server tells it."""
    known = own.known.get(phone.owner_of(to))
    if known is None or known == registered(turn, own.name, to):
        return own
    return replace(own, pairings={**own.pairings, to: ()})


def agreement_values(agreement: Agreement) -> tuple[Value, ...]:
    """The terms of a handshake."""
    parts = [Value(f"DH{at}", part, secret=True) for at, part in enumerate(agreement.parts, 1)]
    kem = [Value("SS", agreement.kem, secret=True)] if agreement.kem else []
    associated = Value("AD", agreement.associated)
    return (*parts, *kem, associated, Value("SK", agreement.secret, secret=True))


def _chain_values(before: Session | None, after: Session) -> tuple[Value, ...]:
    """The terms of a step of the sending chain."""
    values = [Value("DHs", after.own.public)]
    if before is None or before.own != after.own or not before.sending or not before.sending.number:
        values.append(Value("DHs.private", after.own.private, secret=True))
    if before is not None and before.sending is not None:
        key = before.sending.key
        values += [
            Value("N", before.sending.number),
            Value("CK", key, secret=True),
            Value("MK", kdf.mac(key, b"\x01"), secret=True),
        ]
    if after.sending is not None:
        values.append(Value("CK'", after.sending.key, secret=True))
    return tuple(values)
