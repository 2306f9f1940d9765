"""What follows from sizes, times and ends alone: who leads, who answers whom, what is one chain.

Nothing here opens anything. `linked` is the attack of Martiny, Kaptchuk, Aviv, Roche and Wustrow
("Improving Signal's Sealed Sender", NDSS 2021), in its simplest form: who gets something right
after somebody got something, oftener than at other times, is likely the one who wrote to them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from toolkit.messaging import watchers
from toolkit.messaging.header_sight import header_of
from toolkit.messaging.phone import owner_of

if TYPE_CHECKING:
    from toolkit.messaging.events import Trace
    from toolkit.messaging.phone import RatchetKind
    from toolkit.messaging.watchers import Knowledge


@dataclass(frozen=True, slots=True)
class Talker:
    """Somebody, as sizes and times show them.

    Attributes:
        name: Who.
        reaches: How many others something seems to have gone to.
        sent: How many packets seem to have gone from them to others.
        got: How many seem to have come to them.
    """

    name: str
    reaches: int
    sent: int
    got: int


@dataclass(frozen=True, slots=True)
class Linked:
    """How likely somebody is the one who writes to another.

    Attributes:
        name: Who.
        followed: After how many messages to the other this one got something at once.
        of: How many messages to the other there were.
        otherwise: The share of all other messages after which this one got something at once.
    """

    name: str
    followed: int
    of: int
    otherwise: float

    @property
    def surplus(self) -> float:
        """How much oftener than at other times, from -1 to 1."""
        return self.followed / self.of - self.otherwise


@dataclass(frozen=True, slots=True)
class Thread:
    """Messages that open headers show to be of one chain.

    Attributes:
        sender: From where, as the server can tell.
        receiver: To where.
        key: The ratchet key in their headers.
        numbers: Which messages of the chain, in the order in which they came.
        before: How many messages the chain before had, as they say.
    """

    sender: str
    receiver: str
    key: bytes
    numbers: tuple[int, ...]
    before: int


def talkers(network: Knowledge) -> tuple[Talker, ...]:
    """Everybody, whoever reaches most others first: in a group that is often who leads it.

    Args:
        network: What passed by `Watcher.NETWORK`; nothing is used but ends, sizes and times.
    """
    reached: dict[str, set[str]] = defaultdict(set)
    sent: Counter[str] = Counter()
    got: Counter[str] = Counter()
    for one, other, count in watchers.matched(network):
        reached[one].add(other)
        sent[one] += count
        got[other] += count
    found = [Talker(name, len(reached[name]), sent[name], got[name]) for name in {**sent, **got}]
    return tuple(sorted(found, key=lambda each: (-each.reaches, -each.sent, each.name)))


def linked(server: Knowledge, person: str) -> tuple[Linked, ...]:
    """Who seems to write to somebody, the likeliest first, although no envelope says from whom.

    A phone that got a message confirms it at once. So whoever wrote gets something right after.

    Args:
        server: What passed by `Watcher.SERVER`; nothing is used but receivers and times.
        person: Whose correspondents to find.
    """
    passed = [
        (trace.at, owner_of(trace.receiver)) for trace in server.traces if trace.kind == "envelope"
    ]
    after = {
        name: [at for at, (_at, to) in enumerate(passed) if to == name] for _at, name in passed
    }
    mine = after.pop(person, [])
    others = [at for at, (_at, to) in enumerate(passed) if to != person]
    found = []
    for name, places in after.items():
        rest = [at for at in others if passed[at][1] != name]
        followed = sum(_follows(passed, places, at) for at in mine)
        elsewhere = sum(_follows(passed, places, at) for at in rest)
        otherwise = elsewhere / len(rest) if rest else 0.0
        found.append(Linked(name, followed, max(1, len(mine)), otherwise))
    return tuple(sorted(found, key=lambda each: (-each.surplus, -each.followed, each.name)))


def linked_after(server: Knowledge, person: str) -> int:
    """After how many messages to somebody one stood alone at the top of `linked`, and stayed there.

    Args:
        server: As for `linked`.
        person: Whose correspondents to find.

    Returns:
        0 where nobody stands there alone at the end.
    """
    to_them = [
        at
        for at, trace in enumerate(server.traces)
        if trace.kind == "envelope" and owner_of(trace.receiver) == person
    ]
    # What follows a message is seen before the next one comes.
    ends = [*to_them[1:], len(server.traces)]
    leaders = [
        _alone(linked(watchers.gathered(server.watcher, server.traces[:end]), person))
        for end in ends
        if to_them
    ]
    if not leaders or not leaders[-1]:
        return 0
    others = [at for at, name in enumerate(leaders, 1) if name != leaders[-1]]
    return (others[-1] if others else 0) + 1


def fan_outs(server: Knowledge) -> tuple[tuple[Trace, ...], ...]:
    """Envelopes of one size that came one after another at once, for different people.

    Likely they are one message to a group.

    Args:
        server: What passed by `Watcher.SERVER`; nothing is used but receivers, sizes and times.
    """
    envelopes = (trace for trace in server.traces if trace.kind == "envelope")
    bursts = (tuple(burst) for _alike, burst in groupby(envelopes, lambda at: (at.at, at.size)))
    return tuple(
        burst for burst in bursts if len({owner_of(trace.receiver) for trace in burst}) > 1
    )


def threads(server: Knowledge, kind: RatchetKind) -> tuple[Thread, ...]:
    """What open headers show the server: which messages belong together, and how many there were.

    Args:
        server: What passed by `Watcher.SERVER`.
        kind: Which ratchet people use; everybody knows that of an app.
    """
    chains: dict[tuple[str, str, bytes], list[tuple[int, int]]] = defaultdict(list)
    for trace in server.traces:
        header = header_of(trace, kind) if trace.kind == "envelope" else None
        if header is not None:
            ends = (trace.sender, trace.receiver, header.key)
            chains[ends].append((header.number, header.previous))
    return tuple(
        Thread(*ends, tuple(number for number, _before in seen), seen[0][1])
        for ends, seen in chains.items()
    )


def _alone(found: tuple[Linked, ...]) -> str:
    """Who stands at the top; empty where two do."""
    if len(found) > 1 and found[0].surplus == found[1].surplus:
        return ""
    return found[0].name if found else ""


def _follows(passed: list[tuple[int, str]], places: list[int], at: int) -> bool:
    """Whether one of some places comes after another at once."""
    next_one = bisect_right(places, at)
    if next_one == len(places):
        return False
    return passed[places[next_one]][0] - passed[at][0] <= watchers.FORWARDED_WITHIN
