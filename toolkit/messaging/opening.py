"""What a phone does with what comes: it opens or refuses, and nothing that is refused moves it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from toolkit.errors import RefusedError
from toolkit.messaging import display, group_talk, notes, openly, phone, sealed_sender
from toolkit.messaging.events import Value
from toolkit.messaging.group_sending import believing, invite, invited
from toolkit.messaging.notes import Note, NoteKind
from toolkit.messaging.pq_ratchet import HybridRatchet
from toolkit.messaging.sending import agreement_values, write
from toolkit.messaging.state import UNKNOWN, Envelope

if TYPE_CHECKING:
    from toolkit.messaging.phone import Opened
    from toolkit.messaging.turn import Turn


def open_envelope(turn: Turn, name: str, envelope: Envelope) -> None:
    """Something is on a phone; whatever that refuses is told, and changed nothing.

    Args:
        turn: The step.
        name: The phone.
        envelope: What came.
    """
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
        open_envelope(turn, name, Envelope(sender, name, group, content))


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
            open_envelope(turn, name, Envelope(each.sender, name, group, each.sealed))
            continue
        note = Note(each.kind, 0, 0, group, each.key)
        try:
            turn.put(_took_note(turn, turn.world.phones[name], each.sender, note))
        except RefusedError as error:
            turn.refuse(name, error)
