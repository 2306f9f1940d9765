"""The keys of a conversation as one phone made and destroyed them, followed from moment to moment.

A phone keeps no key that it has used, so none can be asked for it. What is shown of a key that is
gone was computed at the moment when it was there, from the chain key that was there (Double Ratchet
rev 4, sections 2.2 and 7.2). Where several turns fell into one moment, those between are not known;
then the number of a key is shown and no bytes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING, TypeAlias

from toolkit.messaging import keys
from toolkit.messaging.chains import chain_step, root_step
from toolkit.messaging.keyring import secrets

if TYPE_CHECKING:
    from collections.abc import Iterable

    from toolkit.messaging.chains import Chain, Session
    from toolkit.messaging.events import Event
    from toolkit.messaging.phone import Phone
    from toolkit.messaging.state import World


class Fate(Enum):
    """What became of a key."""

    GONE = "gone"
    """Used for its message, and destroyed."""
    KEPT = "kept"
    """Kept for a message that has not come."""
    NEXT = "next"
    """There: from it the next one is made."""


@dataclass(frozen=True, slots=True)
class Key:
    """One key.

    Attributes:
        number: Of its message, in its chain.
        fate: What became of it.
        value: It; empty where it is not known.
        since: In which step of the world this became its fate.
    """

    number: int
    fate: Fate
    value: bytes
    since: int


@dataclass(frozen=True, slots=True)
class Turn:
    """One chain: what is sent, or received, from one turn of the ratchet to the next.

    Attributes:
        sends: Whether for sending.
        ratchet: The public key with which it began.
        keys: In order.
        chain: The chain key after the last of them; empty where it is not known or gone.
    """

    sends: bool
    ratchet: bytes
    keys: tuple[Key, ...] = ()
    chain: bytes = b""


@dataclass(frozen=True, slots=True)
class Ladder:
    """All keys of one conversation, on one phone.

    Attributes:
        turns: In the order in which they began.
        root: The key that each turn is made from; no message is.
    """

    turns: tuple[Turn, ...] = ()
    root: bytes = b""

    @property
    def number(self) -> int:
        """How many keys were made: as many teeth has the wheel gone on."""
        return sum(key.fate is not Fate.NEXT for turn in self.turns for key in turn.keys)


Ladders: TypeAlias = Mapping[tuple[str, str], Ladder]
"""By the phone, and the phone that it writes with."""


@dataclass(frozen=True, slots=True)
class Change:
    """What one step did to the secrets of a phone.

    Attributes:
        made: How many are there that were not.
        gone: How many are there no more.
    """

    made: int
    gone: int


def followed(
    ladders: Ladders, before: World | None, after: World, events: Iterable[Event]
) -> dict[tuple[str, str], Ladder]:
    """The ladders after a step.

    Args:
        ladders: Those before it.
        before: The world before it; `None` where a world is found as it is. Of keys that were
            used there before, only the numbers are known.
        after: The world after it.
        events: What happened in it.
    """
    grown = {pair: each for pair, each in ladders.items() if pair[0] in after.phones}
    told = tuple(events)
    for name, phone in after.phones.items():
        old = before.phones.get(name) if before is not None else None
        if old is phone:
            continue
        if old is not None and old.identity != phone.identity:
            grown = {pair: each for pair, each in grown.items() if pair[0] != name}
            old = None
        for other, pairings in phone.pairings.items():
            session = pairings[0].ratchet.session if pairings else None
            if session is None or session == _session(old, other):
                continue
            grown[name, other] = _grown(
                grown.get((name, other), Ladder()),
                session,
                _start(old, other, session, _agreed(told, name, other)),
                after.step,
            )
    return grown


def change(before: World | None, after: World, name: str) -> Change:
    """How many secrets a phone made and destroyed in a step.

    Args:
        before: The world before it.
        after: The world after it.
        name: Of the phone.
    """
    held = [
        {value.content for value in secrets(world.phones[name])}
        if world is not None and name in world.phones
        else set()
        for world in (before, after)
    ]
    return Change(len(held[1] - held[0]), len(held[0] - held[1]))


def _session(phone: Phone | None, other: str) -> Session | None:
    pairings = phone.pairings.get(other) if phone is not None else None
    return pairings[0].ratchet.session if pairings else None


def _agreed(events: tuple[Event, ...], name: str, other: str) -> bytes:
    """The secret of a handshake between two phones in a step."""
    for event in events:
        if event.code not in {"handshake-begun", "handshake-answered"}:
            continue
        if (event.facts["who"], event.facts["to"]) == (name, other):
            for value in event.values:
                if value.name == "SK" and isinstance(value.content, bytes):
                    return value.content
    return b""


def _start(
    old: Phone | None, other: str, session: Session, agreed: bytes
) -> dict[tuple[bool, bytes], bytes]:
    """The first chain keys of the chains that begin in a step."""
    sent = session.own.public
    if session.their is None:
        return {}
    if agreed and session.receiving is None:
        chain = root_step(agreed, keys.agree(session.own, session.their), session.labels)[1]
        return {(True, sent): chain}
    before = _session(old, other)
    if agreed and old is not None:
        root, own = agreed, old.prekeys.signed
    elif before is not None and before.their != session.their:
        root, own = before.root, before.own
    else:
        return {}
    chain = root_step(root, keys.agree(own, session.their), session.labels)[1]
    return {(False, session.their): chain}


def _grown(
    ladder: Ladder, session: Session, start: Mapping[tuple[bool, bytes], bytes], step: int
) -> Ladder:
    there: dict[tuple[bool, bytes], Chain] = {}
    if session.receiving is not None and session.their is not None:
        there[False, session.their] = session.receiving
    if session.sending is not None:
        there[True, session.own.public] = session.sending
    kept = set(session.skipped)
    turns = []
    for turn in ladder.turns:
        at = (turn.sends, turn.ratchet)
        turns.append(_moved(turn, there.pop(at, None), kept, step))
    for (sends, ratchet), chain in there.items():
        first = start.get((sends, ratchet), chain.key if chain.number == 0 else b"")
        turns.append(_moved(Turn(sends, ratchet, chain=first), chain, kept, step))
    return Ladder(tuple(turns), session.root)


def _moved(turn: Turn, chain: Chain | None, kept: set[tuple[bytes, int]], step: int) -> Turn:
    """A chain as it is after a step; without `chain` it has ended, and its chain key is gone."""
    used = [key for key in turn.keys if key.fate is not Fate.NEXT]
    last = next((key for key in turn.keys if key.fate is Fate.NEXT), None)
    if chain is not None:
        used += _stepped(turn, len(used), chain, step)
    fated = [
        _fated(key, (turn.ratchet, key.number) in kept and not turn.sends, step) for key in used
    ]
    if chain is None:
        return replace(turn, keys=tuple(fated), chain=b"")
    since = last.since if last is not None and last.value == chain.key else step
    fated.append(Key(chain.number, Fate.NEXT, chain.key, since))
    return replace(turn, keys=tuple(fated), chain=chain.key)


def _stepped(turn: Turn, first: int, chain: Chain, step: int) -> list[Key]:
    """The message keys that a chain gave since it was last seen."""
    made, key = [], turn.chain
    for number in range(first, chain.number):
        message = b""
        if key:
            message, key = chain_step(key)
        made.append(Key(number, Fate.GONE, message, step))
    if key == chain.key:
        return made
    return [replace(each, value=b"") for each in made]


def _fated(key: Key, waits: bool, step: int) -> Key:  # noqa: FBT001 - a fact, not a switch
    fate = Fate.KEPT if waits else Fate.GONE
    return key if key.fate is fate else replace(key, fate=fate, since=step)
