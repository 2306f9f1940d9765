"""Groups as people use them: made, changed, written to. Keys go through the pairwise sessions."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from toolkit.errors import RefusedError
from toolkit.messaging import display, group_talk, membership, mls_tree, tree_talk
from toolkit.messaging.accounts import registered
from toolkit.messaging.events import Value, Watcher
from toolkit.messaging.membership import Roster
from toolkit.messaging.mls_labels import derive_secret
from toolkit.messaging.notes import Note, NoteKind, pack, unpack
from toolkit.messaging.phone import owner_of
from toolkit.messaging.sending import post, write
from toolkit.messaging.state import Envelope
from toolkit.messaging.tree_talk import Leaf

if TYPE_CHECKING:
    from toolkit.messaging.actions import (
        AddMember,
        MakeGroup,
        RemoveMember,
        RenewKeys,
        SendGroup,
    )
    from toolkit.messaging.phone import Phone
    from toolkit.messaging.turn import Turn

SIGNED: Final = 1
TREE: Final = 2
"""What an invitation says of a group, as bits of one byte."""


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
    list_members(turn, roster)
    if action.tree:
        turn.put_server(replace(turn.server, epochs={**turn.server.epochs, action.group: 0}))
    administrator = own.identity.public if action.signed else None
    turn.put(group_talk.joined(own, roster, administrator, tree=action.tree))
    turn.tell(
        "group-made",
        who=own.owner,
        group=action.group,
        members=len(members),
        signed="yes" if action.signed else "no",
        values=(Value("list", roster.encode()), Value("signature", roster.signature)),
        traces=(turn.trace(Watcher.SERVER, (own.name, action.group), "members", roster.encode()),),
    )
    there = group_talk.present(turn.world.phones[own.name], action.group, turn.server.phones)
    invite(turn, own.name, action.group, there)


def add_member(turn: Turn, action: AddMember) -> None:
    """Add somebody, as the administrator does it.

    Raises:
        RefusedError: ``"no-group"``, ``"nobody"``, ``"no-network"``, ``"membership-forged"``.
    """
    member = turn.world.person(action.member)
    _changed(turn, action, {member}, set())
    own = turn.world.phone(action.who).name
    invite(turn, own, action.group, turn.server.phones[member])


def remove_member(turn: Turn, action: RemoveMember) -> None:
    """Remove somebody, as the administrator does it. All others make new keys when they write.

    Raises:
        RefusedError: ``"no-group"``, ``"not-a-member"``, ``"no-network"``,
            ``"membership-forged"``.
    """
    _changed(turn, action, set(), {owner_of(action.member)})


def renew_keys(turn: Turn, action: RenewKeys) -> None:
    """Throw keys for a group away, and make new ones at the next message.

    Raises:
        RefusedError: ``"no-group"`` or ``"nobody"``.
    """
    own = turn.world.phone(action.who)
    turn.put(group_talk.renewed(own, action.group))
    turn.tell("keys-renewed", who=own.owner, group=action.group)


def send_group(turn: Turn, action: SendGroup) -> None:
    """Write to a group: keys to whoever lacks them, then one message for all.

    Raises:
        RefusedError: ``"no-group"``, ``"nobody"``, ``"no-network"``, ``"not-a-member"``.
    """
    name, group = turn.world.phone(action.who).name, action.group
    turn.online(name)
    believe_roster(turn, name, group)
    tree = group_talk.group(turn.world.phones[name], group).tree
    if tree:
        _begin_epoch(turn, name, group)
    else:
        _give_sender_key(turn, name, group)
    own, message = turn.world.phones[name], display.numbered(turn)
    timer = turn.world.timers.get((own.owner, group), 0)
    note = Note(NoteKind.TEXT, message, timer, group, action.text.encode())
    plaintext = note.encode(turn.world.settings.padding)
    sealed, content = group_talk.seal(own, group, plaintext, turn.chance.draw)
    turn.put(sealed)
    turn.tell(
        "tree-sealed" if tree else "group-sealed",
        who=name,
        group=group,
        size=len(content),
        values=(Value("message", content),),
    )
    _post_to_group(turn, Envelope(name, "", group, content))
    display.keep(turn, name, message, group, action.text)


def believe_roster(turn: Turn, name: str, group: str) -> None:
    """Let a phone hear from the server who is in a group; it may refuse.

    Raises:
        RefusedError: ``"no-group"``.
    """
    turn.put(believing(turn, turn.world.phones[name], group))


def believing(turn: Turn, phone: Phone, group: str) -> Phone:
    """A phone after it heard of all changes that it missed, and took those that it may.

    Raises:
        RefusedError: ``"no-group"``.
    """
    for roster in turn.server.changes.get(group, ()):
        if roster.version > group_talk.group(phone, group).roster.version:
            try:
                phone = group_talk.updated(phone, roster)
            except RefusedError as error:
                turn.refuse(phone.name, error)
    return phone


def list_members(turn: Turn, roster: Roster) -> None:
    """Keep a list of members at the server."""
    server = turn.server
    rosters = {**server.rosters, roster.group: roster}
    known = (*server.changes.get(roster.group, ()), roster)
    turn.put_server(
        replace(server, rosters=rosters, changes={**server.changes, roster.group: known})
    )


def _changed(turn: Turn, action: AddMember | RemoveMember, more: set[str], fewer: set[str]) -> None:
    """Change who is in a group, as its administrator."""
    name = turn.world.phone(action.who).name
    turn.online(name)
    believe_roster(turn, name, action.group)
    own = turn.world.phones[name]
    state = group_talk.group(own, action.group)
    for gone in fewer - set(state.roster.members):
        raise RefusedError("not-a-member", who=gone)
    members = (set(state.roster.members) | more) - fewer
    roster = membership.changed(state.roster, tuple(members))
    if state.administrator is not None:
        roster = membership.signed(roster, own.identity, turn.chance.draw)
    turn.put(group_talk.updated(own, roster))
    list_members(turn, roster)
    turn.tell(
        "member-added" if more else "member-removed",
        who=own.owner,
        group=action.group,
        member=owner_of(action.member),
        values=(Value("list", roster.encode()), Value("signature", roster.signature)),
        traces=(turn.trace(Watcher.SERVER, (name, action.group), "members", roster.encode()),),
    )


def _give_sender_key(turn: Turn, name: str, group: str) -> None:
    own = turn.world.phones[name]
    there = group_talk.present(own, group, turn.server.phones)
    own = group_talk.prepared(own, group, there, turn.chance.draw)
    turn.put(own)
    for to in group_talk.lacking(own, group, turn.server.phones):
        giver, key = group_talk.gave(turn.world.phones[name], group, to)
        turn.put(giver)
        turn.tell("sender-key-given", who=name, to=to, group=group)
        write(turn, name, to, Note(NoteKind.SENDER_KEY, 0, 0, group, key))


def _begin_epoch(turn: Turn, name: str, group: str) -> None:
    """A new secret for all that are in now, where that is not what the last one was made for."""
    own = turn.world.phones[name]
    there = sorted(group_talk.present(own, group, turn.server.phones))
    state = group_talk.group(own, group)
    if state.epochs and state.epochs[0].phones == frozenset(there) and not state.renew:
        return
    number, secret = turn.server.epochs[group] + 1, turn.chance.draw(32)
    turn.put_server(replace(turn.server, epochs={**turn.server.epochs, group: number}))
    leaves = tuple(
        Leaf(each, own.known.get(owner_of(each)) or registered(turn, name, each)) for each in there
    )
    turn.put(group_talk.with_epoch(own, group, tree_talk.begin(number, secret, leaves)))
    root = derive_secret(tree_talk.SUITE, secret, "encryption")
    at = there.index(name)
    way = mls_tree.path(tree_talk.SUITE, root, at, tree_talk.size(len(leaves)))
    turn.tell(
        "epoch-begun",
        who=own.owner,
        group=group,
        epoch=number,
        leaves=len(leaves),
        values=(
            Value("epoch secret", secret, secret=True),
            Value("leaf", at),
            *(Value(f"tree secret {depth}", each, secret=True) for depth, each in enumerate(way)),
        ),
    )
    note = Note(NoteKind.EPOCH, 0, 0, group, tree_talk.welcome(number, secret, leaves))
    for to in there:
        if to != name:
            write(turn, name, to, note)


def invite(turn: Turn, own: str, group: str, phones: tuple[str, ...]) -> None:
    """Ask phones into a group, through the pairwise sessions.

    Args:
        turn: The step.
        own: A phone that is in it.
        group: Its name.
        phones: Which others to ask.
    """
    state = turn.world.phones[own].groups[group]
    roster = state.roster
    kind = bytes([SIGNED * (state.administrator is not None) | TREE * state.tree])
    before = pack(roster.version.to_bytes(4, "big"), roster.before, roster.signature)
    members = (member.encode() for member in roster.members)
    body = pack(kind, before, state.administrator or b"", *members)
    note = Note(NoteKind.INVITATION, len(roster.members), 0, group, body)
    for name in phones:
        if name != own:
            write(turn, own, name, note)


def invited(phone: Phone, sender: str, note: Note) -> Phone:
    """A phone after an invitation; from a device of the same account it also tells who signs.

    Raises:
        RefusedError: ``"malformed"``, or as `group_talk.joined`.
    """
    kind, before, signs, *members = unpack(note.body, 3 + note.message)
    version, hashed, signature = unpack(before, 3)
    names = tuple(member.decode(errors="replace") for member in members)
    roster = Roster(note.conversation, names, int.from_bytes(version, "big"), hashed, signature)
    flags = int.from_bytes(kind, "big")
    if owner_of(sender) != phone.owner:
        signs = phone.known[owner_of(sender)]
    administrator = signs if flags & SIGNED else None
    return group_talk.joined(phone, roster, administrator, tree=bool(flags & TREE))


def _post_to_group(turn: Turn, envelope: Envelope) -> None:
    """One envelope for all, which the server copies; with a seal, one for each phone."""
    if not turn.world.settings.sealed_sender:
        post(turn, envelope)
        return
    members = turn.world.phones[envelope.sender].groups[envelope.group].roster.members
    for member in members:
        for name in turn.server.phones.get(member, ()):
            if name != envelope.sender:
                post(turn, replace(envelope, to=name))
