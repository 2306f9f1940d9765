"""Accounts: new people, linked devices, and how keys are asked for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from toolkit.errors import RefusedError
from toolkit.messaging import display, group_talk, keys, linking, openly, phone, transport
from toolkit.messaging.events import Value, Watcher
from toolkit.messaging.handshake import PQXDH, X3DH
from toolkit.messaging.notes import pack
from toolkit.messaging.phone import owner_of
from toolkit.messaging.state import SERVER, TAKEN, UNKNOWN

if TYPE_CHECKING:
    from toolkit.messaging.actions import Join, Link, Reinstall
    from toolkit.messaging.events import Trace
    from toolkit.messaging.keys import KeyPair
    from toolkit.messaging.phone import Phone
    from toolkit.messaging.prekeys import Bundle, Published
    from toolkit.messaging.turn import Turn

LONGEST_NAME: Final = 40
MOST_PHONES: Final = 6
"""How many phones an account has at most; some messengers allow a first and five more."""


def enrol(turn: Turn, person: str) -> None:
    """Give somebody an account and a first phone.

    Raises:
        RefusedError: ``"taken"``, or ``"number-out-of-range"`` for a name that is too long.
    """
    if not 0 < len(person) <= LONGEST_NAME or "/" in person:
        raise RefusedError("number-out-of-range", name="name", least=1, most=LONGEST_NAME)
    if person in turn.server.phones or person in TAKEN:
        raise RefusedError("taken", name=person)
    identity = keys.pair(turn.chance.draw(keys.KEY_SIZE))
    left = install(turn, made(turn, f"{person}/1", identity))
    turn.tell(
        "account-made",
        who=person,
        one_time=len(turn.server.published[f"{person}/1"].one_time),
        traces=(left,),
        values=identity_values(identity),
    )


def identity_values(identity: KeyPair) -> tuple[Value, ...]:
    """The terms of a new identity."""
    return (
        Value("IK private", identity.private, secret=True),
        Value("IK", identity.public),
    )


def join(turn: Turn, action: Join) -> None:
    """As `enrol`, for somebody who comes later.

    Raises:
        RefusedError: As `enrol`.
    """
    enrol(turn, action.who)


def link(turn: Turn, action: Link) -> None:
    """Link another device to an account.

    Raises:
        RefusedError: ``"nobody"``, ``"taken"`` or ``"too-many-devices"``.
    """
    owner = turn.world.person(action.who)
    own = turn.world.phone(owner)
    name = f"{owner}/{action.device}"
    if name in turn.world.phones:
        raise RefusedError("taken", name=name)
    if len(turn.server.phones[owner]) >= MOST_PHONES:
        raise RefusedError("too-many-devices", who=owner, limit=MOST_PHONES)
    device = keys.pair(turn.chance.draw(keys.KEY_SIZE))
    sealed = linking.seal(own.identity, linking.code(device), turn.chance.draw)
    identity = linking.open_sealed(device, sealed)
    left = install(turn, made(turn, name, identity))
    groups = {each: group_talk.copied(state) for each, state in own.groups.items()}
    turn.put(replace(turn.world.phones[name], groups=groups))
    thieves = turn.world.thieves - {name}
    turn.world = replace(turn.world, thieves=thieves | {name} if action.thief else thieves)
    stolen = (turn.trace(Watcher.THIEF, (owner, name), "identity key", identity.private),)
    turn.tell(
        "phone-linked",
        who=owner,
        device=name,
        values=(Value("code", linking.code(device)), Value("sealed", sealed)),
        traces=(
            turn.trace(Watcher.SERVER, (own.name, name), "linking", sealed),
            left,
            *(stolen if action.thief else ()),
        ),
    )
    if action.history:
        display.hand_over(turn, own.name, name)


def reinstall(turn: Turn, action: Reinstall) -> None:
    """Give a person a new identity and one new phone; linked devices are gone.

    Raises:
        RefusedError: ``"nobody"``.
    """
    owner = turn.world.person(action.who)
    gone = turn.server.phones[owner]
    forget_phones(turn, owner, gone)
    thieves = turn.world.thieves
    copies = tuple(
        copy
        for copy in turn.world.copies
        if "/" not in copy.holder or owner_of(copy.holder) != owner or copy.holder in thieves
    )
    turn.world = replace(turn.world, copies=copies)
    identity = keys.pair(turn.chance.draw(keys.KEY_SIZE))
    left = install(turn, made(turn, f"{owner}/1", identity))
    turn.tell(
        "phone-new",
        who=owner,
        values=identity_values(identity),
        traces=(left,),
    )


def forget_phones(turn: Turn, owner: str, gone: tuple[str, ...]) -> None:
    """Take phones off an account: nothing comes to them any more. What is on them stays there.

    Args:
        turn: The step.
        owner: Whose account.
        gone: The phones.
    """
    phones = {name: each for name, each in turn.world.phones.items() if name not in gone}
    turn.world = replace(turn.world, phones=phones)
    left = tuple(name for name in turn.server.phones[owner] if name not in gone)
    mailboxes = {name: held for name, held in turn.server.mailboxes.items() if name not in gone}
    accounts = {**turn.server.phones, owner: left}
    turn.put_server(replace(turn.server, phones=accounts, mailboxes=mailboxes))


def registered(turn: Turn, asking: str, to: str) -> bytes:
    """The identity key that the server says a phone has now."""
    middle = turn.server.middles.get(frozenset((owner_of(asking), owner_of(to))))
    if middle is None:
        return turn.server.published[to].bundle.identity
    return middle.published[owner_of(asking)].bundle.identity


def made(turn: Turn, name: str, identity: KeyPair) -> tuple[Phone, Published]:
    """A phone as the settings of the world want it."""
    settings = turn.world.settings
    suite = PQXDH if settings.post_quantum else X3DH
    return phone.make(name, identity, suite, settings.ratchet, turn.chance.draw)


def ask_for_keys(turn: Turn, asking: str, to: str) -> Bundle:
    """What the server gives to somebody who wants to write to a phone.

    The question and the answer go at once; they could be held up as any packet.

    Raises:
        RefusedError: ``"no-network"``.
    """
    turn.online(asking)
    asker, owner = owner_of(asking), owner_of(to)
    middle = turn.server.middles.get(frozenset((asker, owner)))
    if middle is None:
        bundle, left = turn.server.published[to].dispense()
        turn.publish(to, left)
    else:
        bundle, left = middle.published[asker].dispense()
    if owner in turn.server.strips:
        bundle = replace(bundle, kem=None)
    given = encode_bundle(bundle)
    on_line = transport.lock(turn.world.links[asking], given, turn.chance.draw)
    line_end = turn.world.line_end(asking)
    sealed = turn.world.settings.sealed_sender
    turn.tell(
        "keys-asked-unnamed" if sealed else "keys-asked",
        who=asking,
        to=to,
        left=len(left.one_time),
        one_time="yes" if bundle.one_time else "no",
        values=(Value("IK", bundle.identity), Value("SPK", bundle.signed.key)),
        traces=(
            turn.trace(Watcher.NETWORK, (line_end, asking), "packet", on_line),
            turn.trace(Watcher.SERVER, (UNKNOWN if sealed else asking, to), "prekeys", given),
        ),
    )
    return bundle


def encode_bundle(bundle: Bundle) -> bytes:
    """A bundle as it travels."""
    prekeys = (bundle.signed, bundle.kem, bundle.one_time)
    parts = [part for each in prekeys if each for part in (each.key, each.signature)]
    return pack(keys.encode(bundle.identity), *parts)


def install(turn: Turn, new: tuple[Phone, Published]) -> Trace:
    """Put a phone into the world: its keys to the server, its line, its place in the account.

    Args:
        turn: The step.
        new: From `made`.

    Returns:
        What passes by the server then: whose phone it is, and its public keys.
    """
    device, published = new
    links = {**turn.world.links, device.name: turn.chance.draw(32)}
    turn.world = replace(turn.world, links=links)
    known = {
        name: identity
        for each in turn.world.phones.values()
        if each.owner == device.owner
        for name, identity in each.known.items()
    }
    turn.put(replace(device, known={**known, **device.known}))
    owned = (*turn.server.phones.get(device.owner, ()), device.name)
    phones = {**turn.server.phones, device.owner: owned}
    created, _seen = turn.server.seen.get(device.owner, (turn.world.now, 0))
    seen = {**turn.server.seen, device.owner: (created, turn.world.now)}
    turn.put_server(replace(turn.server, phones=phones, seen=seen))
    turn.publish(device.name, published)
    openly.give_history(turn, device.name)
    once = (each.key for each in (*published.one_time, *published.one_time_kem))
    content = b"".join((encode_bundle(published.bundle), *once))
    return turn.trace(Watcher.SERVER, (device.name, SERVER), "account", content)
