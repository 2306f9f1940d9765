"""What a phone does in a group: whom it gives its sender key, and whose it holds."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from toolkit.errors import RefusedError
from toolkit.messaging import membership, sender_keys, tree_talk
from toolkit.messaging.phone import owner_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from toolkit.messaging.keys import Draw
    from toolkit.messaging.membership import Roster
    from toolkit.messaging.phone import Phone
    from toolkit.messaging.sender_keys import ReceivingKey, SendingKey
    from toolkit.messaging.tree_talk import Epoch

MAX_WAITING: Final = 100
"""How many messages a phone keeps whose key has not come yet."""
MAX_KEYS: Final = 8
"""How many sender keys of one phone are kept, for messages that come late."""
MAX_EPOCHS: Final = 8
"""How many epochs are kept, for the same."""


@dataclass(frozen=True, slots=True)
class GroupState:
    """One group, as one phone knows it.

    Attributes:
        roster: The members it believes.
        administrator: Whose signature a change needs; `None` where the server's word is enough.
        tree: Whether its keys come from a secret tree, see `tree_talk`.
        own: Its sender key, once it has written.
        given: Phones that have it.
        theirs: Sender keys of other phones, the newest first.
        epochs: Where there is a tree: the last ones, the newest first.
        forgotten: The number of the newest epoch that is not kept any more.
        renew: Whether the next message shall begin a new epoch.
        waiting: Messages that came before their key: the sender's phone, and the message.
    """

    roster: Roster
    administrator: bytes | None
    tree: bool = False
    own: SendingKey | None = None
    given: frozenset[str] = frozenset()
    theirs: Mapping[str, tuple[ReceivingKey, ...]] = field(default_factory=dict)
    epochs: tuple[Epoch, ...] = ()
    forgotten: int = 0
    renew: bool = False
    waiting: tuple[tuple[str, bytes], ...] = ()


def joined(
    phone: Phone, roster: Roster, administrator: bytes | None, *, tree: bool = False
) -> Phone:
    """The phone after it was asked into a group; one it is in already stays as it is.

    Args:
        phone: Who was asked.
        roster: The members.
        administrator: Whose signature each change needs; `None` for the server's word.
        tree: Whether the keys come from a secret tree.

    Raises:
        RefusedError: As `membership.accept`.
    """
    if roster.group in phone.groups:
        return phone
    accepted = membership.accept(None, roster, administrator)
    return _with(phone, GroupState(accepted, administrator, tree=tree))


def copied(state: GroupState) -> GroupState:
    """A group as a device knows it that was just linked: who is in it, and no keys."""
    return GroupState(state.roster, state.administrator, tree=state.tree)


def updated(phone: Phone, untrusted_roster: Roster) -> Phone:
    """The phone after the server has told it who is in a group.

    Whoever is out has the keys of all others: see `prepared` for what is done about that.

    Raises:
        RefusedError: As `membership.accept`, or ``"no-group"``.
    """
    state = group(phone, untrusted_roster.group)
    accepted = membership.accept(state.roster, untrusted_roster, state.administrator)
    return _with(phone, replace(state, roster=accepted))


def renewed(phone: Phone, name: str) -> Phone:
    """The phone after it threw its keys for a group away; it makes new ones when it writes.

    Raises:
        RefusedError: ``"no-group"``.
    """
    return _with(phone, _renewed(group(phone, name)))


def present(phone: Phone, name: str, phones: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """All phones of the members of a group, its own among them.

    Args:
        phone: Whose list of members.
        name: Of the group.
        phones: The phones of each person, as the server says.

    Raises:
        RefusedError: ``"no-group"`` or ``"not-a-member"``.
    """
    members = group(phone, name).roster.members
    if phone.owner not in members:
        raise RefusedError("not-a-member", who=phone.owner)
    return tuple(each for member in members for each in phones.get(member, ()))


def lacking(phone: Phone, name: str, phones: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The phones of members that have not got this phone's sender key; as `present`."""
    given = group(phone, name).given
    everybody = present(phone, name, phones)
    return tuple(each for each in everybody if each != phone.name and each not in given)


def prepared(phone: Phone, name: str, there: tuple[str, ...], draw: Draw) -> Phone:
    """The phone with a sender key of its own: a new one if a phone that has the old one is out.

    Args:
        phone: Who wants to write.
        name: Of the group.
        there: From `present`.
        draw: For a new key.
    """
    state = group(phone, name)
    if state.given - set(there):
        state = _renewed(state)
    return _with(phone, replace(state, own=state.own or sender_keys.make(draw)))


def gave(phone: Phone, name: str, to: str) -> tuple[Phone, bytes]:
    """The phone after it gave its sender key away, and what to send."""
    state = group(phone, name)
    if state.own is None:
        raise RefusedError("sender-key-missing")
    after = _with(phone, replace(state, given=state.given | {to}))
    return after, sender_keys.distribution(state.own)


def took(phone: Phone, name: str, sender: str, untrusted_key: bytes) -> Phone:
    """The phone after a sender key came.

    Raises:
        RefusedError: ``"no-group"``, ``"not-a-member"`` or ``"bad-length"``.
    """
    state = _of_member(phone, name, sender)
    kept = (sender_keys.received(untrusted_key), *state.theirs.get(sender, ()))[:MAX_KEYS]
    return _with(phone, replace(state, theirs={**state.theirs, sender: kept}))


def took_epoch(phone: Phone, name: str, sender: str, untrusted_welcome: bytes) -> Phone:
    """The phone after the secret of an epoch came.

    Raises:
        RefusedError: ``"no-group"``, ``"not-a-member"`` for the sender or anybody in the epoch,
            ``"malformed"``, ``"bad-length"``.
    """
    state = _of_member(phone, name, sender)
    epoch = tree_talk.welcomed(untrusted_welcome)
    for leaf in epoch.leaves:
        if owner_of(leaf.phone) not in state.roster.members:
            raise RefusedError("not-a-member", who=owner_of(leaf.phone))
    # What the phone knows of somebody counts more than what another says.
    leaves = tuple(
        replace(leaf, identity=phone.known.get(owner_of(leaf.phone), leaf.identity))
        for leaf in epoch.leaves
    )
    return _with(phone, entered(state, replace(epoch, leaves=leaves)))


def entered(state: GroupState, epoch: Epoch) -> GroupState:
    """A group with one more epoch; the oldest is forgotten."""
    if any(each.number == epoch.number for each in state.epochs):
        return state
    epochs = sorted((*state.epochs, epoch), key=lambda each: -each.number)
    gone = (state.forgotten, *(each.number for each in epochs[MAX_EPOCHS:]))
    kept = tuple(epochs[:MAX_EPOCHS])
    return replace(state, epochs=kept, forgotten=max(gone), renew=False)


def with_epoch(phone: Phone, name: str, epoch: Epoch) -> Phone:
    """The phone after it began an epoch itself."""
    return _with(phone, entered(group(phone, name), epoch))


def seal(phone: Phone, name: str, plaintext: bytes, draw: Draw) -> tuple[Phone, bytes]:
    """Encrypt for the whole group, once.

    Raises:
        RefusedError: ``"no-group"`` or ``"sender-key-missing"``.
    """
    state = group(phone, name)
    if state.tree and state.epochs:
        own = (phone.name, phone.identity)
        epoch, message = tree_talk.seal(state.epochs[0], own, name, plaintext, draw)
        return _with(phone, replace(state, epochs=(epoch, *state.epochs[1:]))), message
    if state.own is None:
        raise RefusedError("sender-key-missing")
    key, message = sender_keys.seal(state.own, plaintext, _associated(name, phone.name))
    return _with(phone, replace(state, own=key)), message


def open_message(phone: Phone, name: str, sender: str, untrusted: bytes) -> tuple[Phone, bytes]:
    """Decrypt what came from a member.

    Raises:
        RefusedError: ``"no-group"``, ``"not-a-member"``, ``"sender-key-missing"``,
            ``"epoch-unknown"``, or as `sender_keys.open_sealed` and `tree_talk.open_sealed`.
    """
    state = _of_member(phone, name, sender)
    if state.tree:
        return _opened_in_tree(phone, state, sender, untrusted)
    kept = state.theirs.get(sender, ())
    at = _place(kept, untrusted)
    if at is None:
        raise RefusedError("sender-key-missing")
    after, plaintext = sender_keys.open_sealed(kept[at], untrusted, _associated(name, sender))
    theirs = {**state.theirs, sender: (*kept[:at], after, *kept[at + 1 :])}
    return _with(phone, replace(state, theirs=theirs)), plaintext


def _place(kept: tuple[ReceivingKey, ...], untrusted: bytes) -> int | None:
    """Which of some keys a message names."""
    wanted = sender_keys.key_id(untrusted)
    ids = (sender_keys.key_id(key.verifying) for key in kept)
    return next((at for at, each in enumerate(ids) if each == wanted), None)


def _opened_in_tree(
    phone: Phone, state: GroupState, sender: str, untrusted: bytes
) -> tuple[Phone, bytes]:
    number, name = tree_talk.number_of(untrusted), state.roster.group
    for at, epoch in enumerate(state.epochs):
        if epoch.number == number:
            after, plaintext = tree_talk.open_sealed(epoch, sender, name, untrusted)
            epochs = (*state.epochs[:at], after, *state.epochs[at + 1 :])
            return _with(phone, replace(state, epochs=epochs)), plaintext
    raise RefusedError("epoch-unknown")


def lacks_key(phone: Phone, name: str, sender: str, untrusted: bytes) -> bool:
    """Whether the key of a message may still come.

    Raises:
        RefusedError: ``"no-group"`` or ``"truncated"``.
    """
    state = group(phone, name)
    if not state.tree:
        return _place(state.theirs.get(sender, ()), untrusted) is None
    number = tree_talk.number_of(untrusted)
    return number > state.forgotten and all(each.number != number for each in state.epochs)


def waits(phone: Phone, name: str, sender: str, untrusted: bytes) -> Phone:
    """The phone with a message put aside until its key comes."""
    state = group(phone, name)
    waiting = (*state.waiting, (sender, untrusted))[-MAX_WAITING:]
    return _with(phone, replace(state, waiting=waiting))


def released(phone: Phone, name: str) -> tuple[Phone, tuple[tuple[str, bytes], ...]]:
    """The phone without what was put aside, and that: who sent it, and the message."""
    state = group(phone, name)
    return _with(phone, replace(state, waiting=())), state.waiting


def group(phone: Phone, name: str) -> GroupState:
    """A group that a phone is in.

    Raises:
        RefusedError: ``"no-group"``.
    """
    state = phone.groups.get(name)
    if state is None:
        raise RefusedError("no-group", group=name)
    return state


def _of_member(phone: Phone, name: str, sender: str) -> GroupState:
    state = group(phone, name)
    if owner_of(sender) not in state.roster.members:
        raise RefusedError("not-a-member", who=owner_of(sender))
    return state


def _renewed(state: GroupState) -> GroupState:
    return replace(state, own=None, given=frozenset(), renew=state.tree)


def _with(phone: Phone, state: GroupState) -> Phone:
    return replace(phone, groups={**phone.groups, state.roster.group: state})


def _associated(name: str, sender: str) -> bytes:
    return f"{name}\n{sender}".encode()
