"""Writing: to a person, to a group. Each phone of everybody concerned gets its own copy."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from toolkit.errors import RefusedError
from toolkit.messaging import display, group_talk, kdf, membership, phone, sealed_sender
from toolkit.messaging.accounts import ask_for_keys, registered
from toolkit.messaging.events import Value, Watcher
from toolkit.messaging.membership import Roster
from toolkit.messaging.notes import Note, NoteKind, pack
from toolkit.messaging.sealed_sender import Unsealed
from toolkit.messaging.state import SERVER, UNKNOWN, Envelope

if TYPE_CHECKING:
    from toolkit.messaging.actions import AddMember, MakeGroup, Send, SendGroup
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
    own, to = world.phone(action.who), world.person(action.to)
    if own.owner == to:
        raise RefusedError("not-with-oneself", who=own.owner)
    turn.online(own.name)
    timer = world.timers.get((own.owner, to), 0)
    message = display.numbered(turn)
    note = Note(NoteKind.TEXT, message, timer, to, action.text.encode())
    for name in (*world.server.phones[to], *world.server.phones[own.owner]):
        if name != own.name:
            write(turn, own.name, name, note)
    display.keep(turn, own.name, message, to, action.text)


def make_group(turn: Turn, action: MakeGroup) -> None:
    """Make a group, and ask its members in.

    Raises:
        RefusedError: ``"taken"``, ``"nobody"``, ``"no-network"``.
    """
    own = turn.world.phone(action.who)
    turn.online(own.name)
    if action.group in turn.server.rosters or action.group in turn.server.phones:
        raise RefusedError("taken", name=action.group)
    members = {own.owner, *(turn.world.person(member) for member in action.members)}
    roster = Roster(action.group, tuple(sorted(members)))
    if action.signed:
        roster = membership.signed(roster, own.identity, turn.chance.draw)
    _list(turn, roster)
    administrator = own.identity.public if action.signed else None
    turn.put(group_talk.joined(own, roster, administrator))
    turn.tell(
        "group-made",
        who=own.owner,
        group=action.group,
        members=len(members),
        signed="yes" if action.signed else "no",
        values=(Value("list", roster.encode()), Value("signature", roster.signature)),
        traces=(turn.trace(Watcher.SERVER, (own.name, action.group), "members", roster.encode()),),
    )
    _invite(turn, own.name, roster, tuple(roster.members))


def add_member(turn: Turn, action: AddMember) -> None:
    """Add somebody, as the administrator does it.

    Raises:
        RefusedError: ``"no-group"``, ``"nobody"``, ``"no-network"``, ``"membership-forged"``.
    """
    own, member = turn.world.phone(action.who), turn.world.person(action.member)
    turn.online(own.name)
    state = group_talk.group(own, action.group)
    roster = membership.changed(state.roster, (*state.roster.members, member))
    if state.administrator is not None:
        roster = membership.signed(roster, own.identity, turn.chance.draw)
    turn.put(group_talk.updated(own, roster))
    _list(turn, roster)
    turn.tell(
        "member-added",
        who=own.owner,
        group=action.group,
        member=member,
        values=(Value("list", roster.encode()), Value("signature", roster.signature)),
        traces=(turn.trace(Watcher.SERVER, (own.name, action.group), "members", roster.encode()),),
    )
    _invite(turn, own.name, roster, (member,))


def send_group(turn: Turn, action: SendGroup) -> None:
    """Write to a group: the sender key to whoever lacks it, then one message for all.

    Raises:
        RefusedError: ``"no-group"``, ``"nobody"``, ``"no-network"``, ``"not-a-member"``.
    """
    own = turn.world.phone(action.who)
    turn.online(own.name)
    group_talk.group(own, action.group)
    believe_roster(turn, own.name, action.group)
    prepared = group_talk.prepared(turn.world.phones[own.name], action.group, turn.chance.draw)
    turn.put(prepared)
    for name in group_talk.lacking(prepared, action.group, turn.server.phones):
        giver, key = group_talk.gave(turn.world.phones[own.name], action.group, name)
        turn.put(giver)
        turn.tell("sender-key-given", who=own.name, to=name, group=action.group)
        write(turn, own.name, name, Note(NoteKind.SENDER_KEY, 0, 0, action.group, key))
    message = display.numbered(turn)
    timer = turn.world.timers.get((own.owner, action.group), 0)
    note = Note(NoteKind.TEXT, message, timer, action.group, action.text.encode())
    plaintext = note.encode(turn.world.settings.padding)
    sealed, content = group_talk.seal(turn.world.phones[own.name], action.group, plaintext)
    turn.put(sealed)
    turn.tell(
        "group-sealed",
        who=own.name,
        group=action.group,
        size=len(content),
        values=(Value("message", content),),
    )
    _post_to_group(turn, Envelope(own.name, "", action.group, content))
    display.keep(turn, own.name, message, action.group, action.text)


def believe_roster(turn: Turn, name: str, group: str) -> None:
    """Let a phone hear from the server who is in a group; it may refuse."""
    try:
        turn.put(group_talk.updated(turn.world.phones[name], turn.server.rosters[group]))
    except RefusedError as error:
        turn.refuse(name, error)


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
        turn.tell("handshake-begun", who=name, to=to, values=agreement_values(agreement))
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
    _post(turn, Envelope(name, to, "", content))


def _post(turn: Turn, envelope: Envelope) -> None:
    """Put an envelope on the line to the server, with a seal over the sender where that is set."""
    writer = turn.world.phones[envelope.sender]
    if turn.world.settings.sealed_sender:
        unsealed = Unsealed(envelope.sender, envelope.group, envelope.content)
        identity = writer.known[phone.owner_of(envelope.to)]
        sealed = sealed_sender.seal(identity, unsealed, turn.chance.draw)
        envelope = Envelope(UNKNOWN, envelope.to, "", sealed)
    turn.dispatch(writer.name, SERVER, envelope)


def _post_to_group(turn: Turn, envelope: Envelope) -> None:
    """One envelope for all, which the server copies; with a seal, one for each phone."""
    if not turn.world.settings.sealed_sender:
        _post(turn, envelope)
        return
    members = turn.world.phones[envelope.sender].groups[envelope.group].roster.members
    for member in members:
        for name in turn.server.phones.get(member, ()):
            if name != envelope.sender:
                _post(turn, replace(envelope, to=name))


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
    return (*parts, *kem, Value("SK", agreement.secret, secret=True))


def _chain_values(before: Session | None, after: Session) -> tuple[Value, ...]:
    """The terms of a step of the sending chain."""
    values = [Value("DHs", after.own.public)]
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


def _invite(turn: Turn, own: str, roster: Roster, people: tuple[str, ...]) -> None:
    """Ask people into a group, through the pairwise sessions."""
    signed = bytes([bool(roster.signature)])
    before = pack(roster.version.to_bytes(4, "big"), roster.before, roster.signature)
    body = pack(signed, before, *(member.encode() for member in roster.members))
    note = Note(NoteKind.INVITATION, len(roster.members), 0, roster.group, body)
    for person in people:
        for name in turn.server.phones[person]:
            if name != own:
                write(turn, own, name, note)


def _list(turn: Turn, roster: Roster) -> None:
    rosters = {**turn.server.rosters, roster.group: roster}
    turn.put_server(replace(turn.server, rosters=rosters))
