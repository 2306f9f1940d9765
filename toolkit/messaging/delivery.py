"""Arriving: at the server, which files and forwards, and at a phone, which opens or refuses."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from toolkit.errors import RefusedError
from toolkit.messaging import (
    display,
    group_talk,
    middle,
    notes,
    openly,
    phone,
    sealed_sender,
    transport,
)
from toolkit.messaging.events import Value, Watcher
from toolkit.messaging.group_sending import believing, invite, invited
from toolkit.messaging.notes import Note, NoteKind
from toolkit.messaging.pq_ratchet import HybridRatchet
from toolkit.messaging.sending import agreement_values, write
from toolkit.messaging.state import KEPT_PACKETS, SERVER, UNKNOWN, Envelope

if TYPE_CHECKING:
    from toolkit.messaging.phone import Opened
    from toolkit.messaging.state import Packet
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


def come_near(turn: Turn, name: str, envelope: Envelope) -> None:
    """A message comes straight from a phone that is near, with no server between."""
    try:
        _open_pair(turn, name, envelope)
    except RefusedError as error:
        turn.refuse(name, error)


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
        return
    if name not in turn.world.phones:
        turn.refuse(SERVER, RefusedError("nobody", who=name))
        return
    try:
        envelope = _unsealed(turn, name, envelope)
        if envelope.cloud:
            openly.cloud_arrives(turn, name, envelope)
        elif envelope.group:
            _open_group(turn, name, envelope)
        else:
            _open_pair(turn, name, envelope)
    except RefusedError as error:
        turn.refuse(name, error)


def _unsealed(turn: Turn, name: str, envelope: Envelope) -> Envelope:
    """The envelope with its sender, where a seal was over that."""
    if envelope.sender != UNKNOWN:
        return envelope
    found = sealed_sender.open_seal(turn.world.phones[name].identity, envelope.content)
    return Envelope(found.sender, name, found.group, found.content)


def _open_pair(turn: Turn, name: str, envelope: Envelope) -> None:
    before = turn.world.phones[name]
    opened = phone.open_message(before, envelope.sender, envelope.content, turn.chance)
    note = notes.decode(opened.plaintext)
    # Everything that can refuse stands before the phone is kept: its state moves as a whole.
    after = _took_note(turn, opened.phone, envelope.sender, note)
    turn.put(after)
    _tell_agreement(turn, name, envelope.sender, opened)
    owner = phone.owner_of(envelope.sender)
    if before.known.get(owner, after.known[owner]) != after.known[owner]:
        turn.tell("identity-changed", who=name, to=owner)
    turn.tell(
        "opened",
        who=name,
        to=envelope.sender,
        size=len(envelope.content),
        values=(
            Value("plaintext", opened.plaintext, secret=True),
            *_root_values(before, after, envelope.sender),
            *_epoch_values(before, after, envelope.sender),
        ),
    )
    if note.kind is NoteKind.TEXT:
        display.show(turn, name, envelope.sender, note)
        _acknowledge(turn, name, envelope.sender, note.message)
    elif note.kind is NoteKind.RECEIPT:
        turn.tell("receipt-got", who=name, to=owner, message=note.message)
    elif note.kind is NoteKind.INVITATION:
        _relay_invitation(turn, before, note.conversation)
        _open_early(turn, name, note.conversation)
    elif note.conversation in after.groups:
        _open_waiting(turn, name, note.conversation)


def _acknowledge(turn: Turn, name: str, sender: str, message: int) -> None:
    """Tell the phone that wrote a text that it came, where people's apps do that."""
    if not turn.world.settings.receipts or not turn.world.reaches(name):
        return
    if phone.owner_of(sender) == phone.owner_of(name):
        return
    turn.tell("receipt-sent", who=name, to=phone.owner_of(sender), message=message)
    try:
        write(turn, name, sender, Note(NoteKind.RECEIPT, message, 0, phone.owner_of(sender), b""))
    except RefusedError as error:
        turn.refuse(name, error)


def _took_note(turn: Turn, after: phone.Phone, sender: str, note: Note) -> phone.Phone:
    """The phone after a note that is for itself and no text."""
    group = note.conversation
    if note.kind is NoteKind.INVITATION:
        return invited(after, sender, note)
    if note.kind not in {NoteKind.SENDER_KEY, NoteKind.EPOCH}:
        return after
    if group not in after.groups:
        return _early(after, phone.Early(group, sender, note.kind, key=note.body))
    took = group_talk.took if note.kind is NoteKind.SENDER_KEY else group_talk.took_epoch
    return took(believing(turn, after, group), group, sender, note.body)


def _early(after: phone.Phone, early: phone.Early) -> phone.Phone:
    return replace(after, early=(*after.early, early)[-group_talk.MAX_WAITING :])


def _tell_agreement(turn: Turn, name: str, sender: str, opened: Opened) -> None:
    if opened.agreement is not None:
        turn.tell(
            "handshake-answered",
            who=name,
            to=sender,
            left=len(opened.phone.prekeys.one_time),
            values=agreement_values(opened.agreement),
        )


def _root_values(before: phone.Phone, after: phone.Phone, sender: str) -> tuple[Value, ...]:
    """The terms of a turn of the ratchet, if there was one."""
    session = after.pairings[sender][0].ratchet.session
    old = before.pairings.get(sender)
    if old and old[0].ratchet.session.root == session.root:
        return ()
    return (
        Value("DHr", session.their or b""),
        Value("DHs", session.own.public),
        Value("RK", session.root, secret=True),
    )


def _epoch_values(before: phone.Phone, after: phone.Phone, sender: str) -> tuple[Value, ...]:
    """What an exchange of the post-quantum ratchet made, if one was done."""
    now, old = after.pairings[sender][0].ratchet, before.pairings.get(sender)
    if not isinstance(now, HybridRatchet) or now.epoch == 0:
        return ()
    if old and isinstance(old[0].ratchet, HybridRatchet) and old[0].ratchet.epoch == now.epoch:
        return ()
    number, salt = now.secrets[-1]
    return Value("epoch", number), Value("salt", salt, secret=True)


def _open_group(turn: Turn, name: str, envelope: Envelope) -> None:
    group, sender = envelope.group, envelope.sender
    if group not in turn.world.phones[name].groups:
        early = phone.Early(group, sender, None, envelope.content)
        turn.put(_early(turn.world.phones[name], early))
        turn.tell("waits-for-key", who=name, to=sender, group=group)
        return
    reader = turn.world.phones[name]
    if group_talk.lacks_key(reader, group, sender, envelope.content):
        turn.put(group_talk.waits(reader, group, sender, envelope.content))
        turn.tell("waits-for-key", who=name, to=sender, group=group)
        return
    # A new list of members is kept with the message: what is refused leaves nothing behind.
    reader = believing(turn, reader, group)
    after, plaintext = group_talk.open_message(reader, group, sender, envelope.content)
    note = notes.decode(plaintext)
    turn.put(after)
    turn.tell(
        "group-opened",
        who=name,
        to=sender,
        group=group,
        values=(Value("plaintext", plaintext, secret=True),),
    )
    display.show(turn, name, sender, note)
    _acknowledge(turn, name, sender, note.message)


def _open_waiting(turn: Turn, name: str, group: str) -> None:
    """A key came: try again what waits in the group."""
    reader, waiting = group_talk.released(turn.world.phones[name], group)
    turn.put(reader)
    for sender, content in waiting:
        _at_phone(turn, name, Envelope(sender, name, group, content))


def _relay_invitation(turn: Turn, before: phone.Phone, group: str) -> None:
    """The first phone asks the other devices of its account in: they may be newer than the list."""
    own = turn.server.phones[before.owner]
    if before.name == own[0] and group not in before.groups:
        invite(turn, before.name, group, own)


def _open_early(turn: Turn, name: str, group: str) -> None:
    """An invitation came: take the keys that came before it, then the messages."""
    reader = turn.world.phones[name]
    mine = [each for each in reader.early if each.group == group]
    turn.put(replace(reader, early=tuple(each for each in reader.early if each.group != group)))
    for each in sorted(mine, key=lambda each: each.kind is None):
        if each.kind is None:
            _at_phone(turn, name, Envelope(each.sender, name, group, each.sealed))
            continue
        note = Note(each.kind, 0, 0, group, each.key)
        try:
            turn.put(_took_note(turn, turn.world.phones[name], each.sender, note))
        except RefusedError as error:
            turn.refuse(name, error)
