"""Devices and accounts: unlinking, a lock on the number, losing it; other programs on a phone.

What an account is, and how it is won and lost, is each messenger's own; there is no standard.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from toolkit.errors import RefusedError
from toolkit.messaging import accounts, keys, phone
from toolkit.messaging.handshake import X3DH
from toolkit.messaging.phone import owner_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from toolkit.messaging.turn import Turn

TAKEN_OVER: Final = "other"
"""What the device of somebody is called who took an account over."""


@dataclass(frozen=True, slots=True)
class Unlink:
    """Somebody takes a device off their account, in their list of linked devices.

    Attributes:
        who: Whose account.
        device: What the device is called.
    """

    who: str
    device: str


@dataclass(frozen=True, slots=True)
class LockRegistration:
    """Somebody sets a PIN without which nobody can register their number anew.

    Attributes:
        who: Who.
    """

    who: str


@dataclass(frozen=True, slots=True)
class TakeOver:
    """Somebody else registers the number of a person, with the code that came by SMS.

    Attributes:
        who: Whose number.
    """

    who: str


@dataclass(frozen=True, slots=True)
class KeepAll:
    """Somebody uses an app that keeps what should vanish.

    Attributes:
        who: Who.
    """

    who: str


@dataclass(frozen=True, slots=True)
class OldApp:
    """Somebody has an app from before post-quantum keys, on a phone that is set up anew.

    Attributes:
        who: Who.
    """

    who: str


@dataclass(frozen=True, slots=True)
class Spy:
    """Something is put on a phone that reads its screen from now on.

    Attributes:
        who: Whose, or which phone.
    """

    who: str


def unlink(turn: Turn, action: Unlink) -> None:
    """As `Unlink` says.

    Raises:
        RefusedError: ``"nobody"``, or ``"first-phone"``.
    """
    owner = turn.world.person(action.who)
    name = f"{owner}/{action.device}"
    phones = turn.server.phones[owner]
    if name not in phones:
        raise RefusedError("nobody", who=name)
    if name == phones[0]:
        raise RefusedError("first-phone", device=name)
    accounts.forget_phones(turn, owner, (name,))
    turn.tell("device-unlinked", who=owner, device=name)


def lock_registration(turn: Turn, action: LockRegistration) -> None:
    """As `LockRegistration` says.

    Raises:
        RefusedError: ``"nobody"``.
    """
    owner = turn.world.person(action.who)
    turn.put_server(replace(turn.server, locked=turn.server.locked | {owner}))
    turn.tell("number-locked", who=owner)


def take_over(turn: Turn, action: TakeOver) -> None:
    """As `TakeOver` says: a new identity key, and the phones that there were are out.

    Raises:
        RefusedError: ``"nobody"`` or ``"registration-locked"``.
    """
    owner = turn.world.person(action.who)
    if owner in turn.server.locked:
        raise RefusedError("registration-locked", who=owner)
    accounts.forget_phones(turn, owner, turn.server.phones[owner])
    identity = keys.pair(turn.chance.draw(keys.KEY_SIZE))
    name = f"{owner}/{TAKEN_OVER}"
    left = accounts.install(turn, accounts.made(turn, name, identity))
    turn.world = replace(turn.world, thieves=turn.world.thieves | {name})
    values = accounts.identity_values(identity)
    turn.tell("account-taken", who=owner, device=name, values=values, traces=(left,))


def keep_all(turn: Turn, action: KeepAll) -> None:
    """As `KeepAll` says.

    Raises:
        RefusedError: ``"nobody"``.
    """
    name = turn.world.phone(action.who).name
    turn.world = replace(turn.world, keepers=turn.world.keepers | {name})
    turn.tell("keeps-all", who=owner_of(name))


def old_app(turn: Turn, action: OldApp) -> None:
    """As `OldApp` says. Two such phones agree on a key by X3DH; others refuse their keys.

    Raises:
        RefusedError: ``"nobody"``.
    """
    owner = turn.world.person(action.who)
    accounts.forget_phones(turn, owner, turn.server.phones[owner])
    identity, name = keys.pair(turn.chance.draw(keys.KEY_SIZE)), f"{owner}/1"
    ratchet, draw = turn.world.settings.ratchet, turn.chance.draw
    left = accounts.install(turn, phone.make(name, identity, X3DH, ratchet, draw))
    values = accounts.identity_values(identity)
    turn.tell("app-old", who=owner, values=values, traces=(left,))


def spy(turn: Turn, action: Spy) -> None:
    """As `Spy` says. No key and no message changes, so nobody is told.

    Raises:
        RefusedError: ``"nobody"``.
    """
    name = turn.world.phone(action.who).name
    turn.world = replace(turn.world, spied=turn.world.spied | {name})
    turn.tell("spied-on", who=owner_of(name))


DEVICES: Final[dict[type, Callable[..., None]]] = {
    Unlink: unlink,
    LockRegistration: lock_registration,
    TakeOver: take_over,
    KeepAll: keep_all,
    OldApp: old_app,
    Spy: spy,
}
"""What is done for each."""
