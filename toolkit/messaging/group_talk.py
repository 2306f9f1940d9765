"""What a phone does in a group: whom it gives its sender key, and whose it holds."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from toolkit.errors import RefusedError
from toolkit.messaging import membership, sender_keys
from toolkit.messaging.phone import owner_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from toolkit.messaging.keys import Draw
    from toolkit.messaging.membership import Roster
    from toolkit.messaging.phone import Phone
    from toolkit.messaging.sender_keys import ReceivingKey, SendingKey

MAX_WAITING: Final = 100
"""How many messages a phone keeps whose key has not come yet."""


@dataclass(frozen=True, slots=True)
class GroupState:
    """One group, as one phone knows it.

    Attributes:
        roster: The members it believes.
        administrator: Whose signature a change needs; `None` where the server's word is enough.
        own: Its sender key, once it has written.
        given: Phones that have it.
        theirs: Sender keys of other phones.
        waiting: Messages that came before their key: the sender's phone, and the message.
    """

    roster: Roster
    administrator: bytes | None
    own: SendingKey | None = None
    given: frozenset[str] = frozenset()
    theirs: Mapping[str, ReceivingKey] = field(default_factory=dict)
    waiting: tuple[tuple[str, bytes], ...] = ()


def joined(phone: Phone, roster: Roster, administrator: bytes | None) -> Phone:
    """The phone after it was asked into a group; one it is in already stays as it is.

    Args:
        phone: Who was asked.
        roster: The members.
        administrator: Whose signature each change needs; `None` for the server's word.

    Raises:
        RefusedError: As `membership.accept`.
    """
    if roster.group in phone.groups:
        return phone
    accepted = membership.accept(None, roster, administrator)
    return _with(phone, GroupState(accepted, administrator))


def updated(phone: Phone, untrusted_roster: Roster) -> Phone:
    """The phone after the server has told it who is in a group.

    Raises:
        RefusedError: As `membership.accept`, or ``"no-group"``.
    """
    state = group(phone, untrusted_roster.group)
    accepted = membership.accept(state.roster, untrusted_roster, state.administrator)
    return _with(phone, replace(state, roster=accepted))


def lacking(phone: Phone, name: str, phones: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The phones of members that have not got this phone's sender key.

    Args:
        phone: Whose key it is.
        name: Of the group.
        phones: The phones of each person, as the server says.
    """
    state = group(phone, name)
    members = [each for member in state.roster.members for each in phones.get(member, ())]
    return tuple(each for each in members if each != phone.name and each not in state.given)


def prepared(phone: Phone, name: str, draw: Draw) -> Phone:
    """The phone with a sender key of its own.

    Raises:
        RefusedError: ``"no-group"`` or ``"not-a-member"``.
    """
    state = group(phone, name)
    if phone.owner not in state.roster.members:
        raise RefusedError("not-a-member", who=phone.owner)
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
    state = group(phone, name)
    if owner_of(sender) not in state.roster.members:
        raise RefusedError("not-a-member", who=owner_of(sender))
    key = sender_keys.received(untrusted_key)
    return _with(phone, replace(state, theirs={**state.theirs, sender: key}))


def seal(phone: Phone, name: str, plaintext: bytes) -> tuple[Phone, bytes]:
    """Encrypt for the whole group, once.

    Raises:
        RefusedError: ``"no-group"`` or ``"sender-key-missing"``.
    """
    state = group(phone, name)
    if state.own is None:
        raise RefusedError("sender-key-missing")
    own, message = sender_keys.seal(state.own, plaintext, _associated(name, phone.name))
    return _with(phone, replace(state, own=own)), message


def open_message(phone: Phone, name: str, sender: str, untrusted: bytes) -> tuple[Phone, bytes]:
    """Decrypt what came from a member.

    Raises:
        RefusedError: ``"no-group"``, ``"not-a-member"``, ``"sender-key-missing"``, or as
            `sender_keys.open_sealed`.
    """
    state = group(phone, name)
    key = state.theirs.get(sender)
    if key is None:
        raise RefusedError("sender-key-missing")
    if owner_of(sender) not in state.roster.members:
        raise RefusedError("not-a-member", who=owner_of(sender))
    after, plaintext = sender_keys.open_sealed(key, untrusted, _associated(name, sender))
    return _with(phone, replace(state, theirs={**state.theirs, sender: after})), plaintext


def waits(phone: Phone, name: str, sender: str, untrusted: bytes) -> Phone:
    """The phone with a message put aside until its key comes."""
    state = group(phone, name)
    waiting = (*state.waiting, (sender, untrusted))[-MAX_WAITING:]
    return _with(phone, replace(state, waiting=waiting))


def released(phone: Phone, name: str, sender: str) -> tuple[Phone, tuple[bytes, ...]]:
    """The phone without the messages of a sender that were put aside, and those messages."""
    state = group(phone, name)
    mine = tuple(message for each, message in state.waiting if each == sender)
    others = tuple(pair for pair in state.waiting if pair[0] != sender)
    return _with(phone, replace(state, waiting=others)), mine


def group(phone: Phone, name: str) -> GroupState:
    """A group that a phone is in.

    Raises:
        RefusedError: ``"no-group"``.
    """
    state = phone.groups.get(name)
    if state is None:
        raise RefusedError("no-group", group=name)
    return state


def _with(phone: Phone, state: GroupState) -> Phone:
    return replace(phone, groups={**phone.groups, state.roster.group: state})


def _associated(name: str, sender: str) -> bytes:
    return f"{name}\n{sender}".encode()
