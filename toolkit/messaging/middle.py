"""A server in the middle: it gives each of two people a key of its own instead of the other's.

Nothing is broken: two phones that the server made up speak to each of the two, each with real
handshakes and ratchets. X3DH rev 1 section 4.1 and PQXDH rev 3 section 4.1 say what stops it:
comparing the identity keys by another way.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from toolkit.errors import RefusedError
from toolkit.messaging import forging, group_talk, keys, notes, phone, sealed_sender
from toolkit.messaging.accounts import made
from toolkit.messaging.disappearing import Copy, Place
from toolkit.messaging.events import Value, Watcher
from toolkit.messaging.forging import Person
from toolkit.messaging.group_sending import believing, invited
from toolkit.messaging.notes import NoteKind
from toolkit.messaging.state import SERVER, UNKNOWN, Envelope, Middle

if TYPE_CHECKING:
    from collections.abc import Mapping

    from toolkit.messaging.keys import KeyPair
    from toolkit.messaging.notes import Note
    from toolkit.messaging.phone import Phone
    from toolkit.messaging.turn import Turn


def stand(turn: Turn, one: str, other: str, digits: int = 0) -> None:
    """Make up the two phones.

    Args:
        turn: The step.
        one: Of the two people.
        other: Of the two people.
        digits: How many first digits of their safety numbers shall be the same.

    Raises:
        RefusedError: ``"nobody"``, ``"not-with-oneself"``, ``"middle-needs-plain"``, or
            ``"middle-needs-new-people"`` where the two have keys of each other already.
    """
    first, second = turn.world.pair(one, other)
    if any(len(turn.server.phones[each.owner]) > 1 for each in (first, second)):
        raise RefusedError("middle-needs-plain")
    if second.owner in first.known or first.owner in second.known:
        raise RefusedError("middle-needs-new-people", who=first.owner, to=second.owner)
    faces, published = {}, {}
    for person, double, identity in zip(
        (first.owner, second.owner),
        (second.name, first.name),
        _identities(turn, first, second, digits),
        strict=True,
    ):
        faces[person], published[person] = made(turn, double, identity)
    pair = frozenset((first.owner, second.owner))
    middles = {**turn.server.middles, pair: Middle(faces, published)}
    turn.put_server(replace(turn.server, middles=middles))
    turn.tell(
        "keys-swapped",
        who=first.owner,
        to=second.owner,
        values=tuple(
            Value(f"IK given to {person}", face.identity.public) for person, face in faces.items()
        ),
        traces=tuple(
            turn.trace(Watcher.MIDDLE, (SERVER, person), "private key", face.identity.private)
            for person, face in faces.items()
        ),
    )


def _identities(turn: Turn, first: Phone, second: Phone, digits: int) -> tuple[KeyPair, KeyPair]:
    """What each of the two is given as the key of the other."""
    draw = turn.chance.draw
    if not digits:
        return keys.pair(draw(keys.KEY_SIZE)), keys.pair(draw(keys.KEY_SIZE))
    one, other = (Person(each.owner, each.identity.public) for each in (first, second))
    found = forging.forge(one, other, digits, draw)
    turn.tell("keys-forged", digits=digits, tries=found.tries)
    return found.for_one, found.for_other


def pass_on(turn: Turn, envelope: Envelope) -> Envelope:
    """What the server passes on: the envelope, or where it stands in the middle, one of its own.

    Raises:
        RefusedError: As the phones in the middle refuse.
    """
    if envelope.sender == UNKNOWN:
        return _under_seal(turn, envelope)
    ends = frozenset((phone.owner_of(envelope.sender), phone.owner_of(envelope.to)))
    middle = turn.server.middles.get(ends)
    if middle is None or envelope.group:
        return envelope
    near, far = phone.owner_of(envelope.sender), phone.owner_of(envelope.to)
    opened = phone.open_message(middle.faces[near], envelope.sender, envelope.content, turn.chance)
    speaker = middle.faces[far]
    bundle = None
    if not speaker.pairings.get(envelope.to):
        bundle, left = turn.server.published[envelope.to].dispense()
        turn.publish(envelope.to, left)
    speaker, content, _agreement = phone.seal(
        speaker, envelope.to, opened.plaintext, bundle, turn.chance
    )
    note = notes.decode(opened.plaintext)
    listener = _noted(opened.phone, envelope.sender, note)
    _stay(turn, ends, middle, {**middle.faces, near: listener, far: speaker})
    _read(turn, envelope, opened.plaintext)
    return replace(envelope, content=content)


def overhear(turn: Turn, envelope: Envelope) -> None:
    """Read a message to a group with the key that its writer gave to the middle.

    Args:
        turn: The step.
        envelope: Of which the writer and the group are known.
    """
    near = phone.owner_of(envelope.sender)
    for ends, middle in turn.server.middles.items():
        if (
            not envelope.group
            or near not in ends
            or envelope.group not in middle.faces[near].groups
        ):
            continue
        try:
            face = believing(turn, middle.faces[near], envelope.group)
            face, plaintext = group_talk.open_message(
                face, envelope.group, envelope.sender, envelope.content
            )
        except RefusedError:
            continue
        _stay(turn, ends, middle, {**middle.faces, near: face})
        _read(turn, replace(envelope, to=envelope.group), plaintext)


def _noted(face: Phone, sender: str, note: Note) -> Phone:
    """The middle keeps what a phone would keep: it is asked into groups, and gets their keys."""
    try:
        if note.kind is NoteKind.INVITATION:
            return invited(face, sender, note)
        if note.kind is NoteKind.SENDER_KEY:
            return group_talk.took(face, note.conversation, sender, note.body)
        if note.kind is NoteKind.EPOCH:
            return group_talk.took_epoch(face, note.conversation, sender, note.body)
    except RefusedError:
        return face
    return face


def _under_seal(turn: Turn, envelope: Envelope) -> Envelope:
    """A seal that was made for a key of the middle is opened with that key, and made anew."""
    to = phone.owner_of(envelope.to)
    for ends, middle in turn.server.middles.items():
        for near in ends - {to} if to in ends else ():
            try:
                found = sealed_sender.open_seal(middle.faces[near].identity, envelope.content)
            except RefusedError:
                continue
            inner = Envelope(found.sender, envelope.to, found.group, found.content)
            overhear(turn, inner)
            passed = pass_on(turn, inner)
            real = turn.server.published[envelope.to].bundle.identity
            anew = sealed_sender.seal(
                real, replace(found, content=passed.content), turn.chance.draw
            )
            return replace(envelope, content=anew)
    return envelope


def _stay(turn: Turn, ends: frozenset[str], middle: Middle, faces: Mapping[str, Phone]) -> None:
    middles = {**turn.server.middles, ends: replace(middle, faces=faces)}
    turn.put_server(replace(turn.server, middles=middles))


def _read(turn: Turn, envelope: Envelope, plaintext: bytes) -> None:
    """The server keeps what it could open."""
    note = notes.decode(plaintext)
    author = phone.owner_of(envelope.sender)
    if note.kind is NoteKind.TEXT:
        text = note.body.decode(errors="replace")
        copy = Copy(note.message, SERVER, Place.MIDDLE, author, note.conversation, text)
        turn.world = replace(turn.world, copies=(*turn.world.copies, copy))
    kinds = {NoteKind.TEXT: "text", NoteKind.SENDER_KEY: "key", NoteKind.EPOCH: "key"}
    kind = kinds.get(note.kind, "note")
    turn.tell(
        "middle-read",
        who=author,
        to=phone.owner_of(envelope.to),
        values=(Value("plaintext", plaintext, secret=True),),
        traces=(turn.trace(Watcher.MIDDLE, (envelope.sender, envelope.to), kind, note.body),),
    )
