"""What each watcher holds: computed from the bytes that passed by, never written down beforehand.

`know` folds the traces of events into what one watcher has. `seized` takes a phone that was seized
and really tries its keys on everything the server recorded, what came before and what came after.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from toolkit.errors import RefusedError
from toolkit.messaging import group_talk, notes, phone, randomness, sealed_sender
from toolkit.messaging.events import Trace, Value, Watcher
from toolkit.messaging.kem import Encapsulator
from toolkit.messaging.keyring import secrets
from toolkit.messaging.notes import NoteKind
from toolkit.messaging.randomness import Chance
from toolkit.messaging.sealed_sender import Unsealed
from toolkit.messaging.state import SERVER, UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from toolkit.messaging.events import Event, Seizure
    from toolkit.messaging.phone import Phone

_TEXTS: Final = frozenset({"text", "chat", "sms"})
_KEYS: Final = frozenset({"private key", "identity key", "key"})
FORWARDED_WITHIN: Final = 2
"""Seconds within which a server usually passes something on."""
LABELS: Final = 48
"""Bytes by which what comes and what goes may differ, as other names stand on it."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two ends between which something went.

    Attributes:
        sender: From where.
        receiver: To where.
        count: How often.
        size: How many bytes in all.
        first: When it began, in seconds since the start.
        last: When it was seen last.
    """

    sender: str
    receiver: str
    count: int
    size: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What a watcher holds.

    Attributes:
        watcher: Who.
        traces: All that passed by, in order.
        pairs: Who with whom, as far as this watcher can tell, the busiest first.
        texts: Messages that it can read.
        keys: Secret keys that it has.
    """

    watcher: Watcher
    traces: tuple[Trace, ...]
    pairs: tuple[Pair, ...]
    texts: tuple[str, ...] = ()
    keys: tuple[Value, ...] = ()

    def held(self) -> bytes:
        """Every byte of it, one after another."""
        own = [trace.content for trace in self.traces]
        own += [text.encode() for text in self.texts]
        return b"\n".join([*own, *(_bytes(value) for value in self.keys)])


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try to open a recorded message with a seized phone.

    Attributes:
        trace: The message, as the server recorded it.
        later: Whether it was recorded after the seizure.
        text: What it says, if it opened; for a note that is no text, an empty one.
        refused: The code of the refusal, if it did not open.
        sender: Which phone wrote it, as far as the seized phone can tell: a seal over the sender
            opens even where the message under it does not.
    """

    trace: Trace
    later: bool
    text: str | None = None
    refused: str = ""
    sender: str = ""


@dataclass(frozen=True, slots=True)
class Seized:
    """What somebody has who seized a phone, and the server's records beside it.

    Attributes:
        knowledge: The texts that were on it, and its keys.
        attempts: What its keys did to the messages that the server recorded for it.
        phone: The phone, as what was recorded since the seizure moved its keys on.
    """

    knowledge: Knowledge
    attempts: tuple[Attempt, ...]
    phone: Phone = field(repr=False)


def know(events: Iterable[Event], watcher: Watcher) -> Knowledge:
    """What a watcher holds after some events.

    Args:
        events: In the order in which they happened.
        watcher: Which one; for `Watcher.SEIZER` see `seized`.
    """
    mine = (trace for event in events for trace in event.traces if trace.watcher is watcher)
    return gathered(watcher, mine)


def know_all(events: Iterable[Event]) -> dict[Watcher, Knowledge]:
    """What each watcher holds, in one walk."""
    sorted_out: dict[Watcher, list[Trace]] = {watcher: [] for watcher in Watcher}
    for event in events:
        for trace in event.traces:
            sorted_out[trace.watcher].append(trace)
    return {watcher: gathered(watcher, traces) for watcher, traces in sorted_out.items()}


def gathered(watcher: Watcher, traces: Iterable[Trace]) -> Knowledge:
    """What follows from what passed by."""
    kept = tuple(traces)
    texts = tuple(trace.content.decode(errors="replace") for trace in kept if trace.kind in _TEXTS)
    keys = tuple(
        Value(trace.kind, trace.content, secret=True) for trace in kept if trace.kind in _KEYS
    )
    return Knowledge(watcher, kept, _pairs(kept), texts, keys)


def matched(network: Knowledge) -> tuple[tuple[str, str, int], ...]:
    """Who seems to write to whom, from sizes and times alone, the likeliest first.

    A packet goes to the server, and within moments one of nearly the same size leaves it: what
    stands on an envelope may differ by a name. That is all; it is a guess, and it counts how often
    it was made.
    """
    came: deque[Trace] = deque()
    guesses: Counter[tuple[str, str]] = Counter()
    for trace in network.traces:
        if trace.receiver == SERVER:
            came.append(trace)
        if trace.receiver == SERVER or trace.sender != SERVER:
            continue
        while came and trace.at - came[0].at > FORWARDED_WITHIN:
            came.popleft()
        fitting = [each for each in came if _may_be(each, trace)]
        if fitting:
            likeliest = min(reversed(fitting), key=lambda each: abs(each.size - trace.size))
            guesses[phone.owner_of(likeliest.sender), phone.owner_of(trace.receiver)] += 1
    return tuple((one, other, count) for (one, other), count in guesses.most_common())


def seized(events: Iterable[Event], seizure: Seizure) -> Seized:
    """What somebody can do who seized a phone and has what the server recorded.

    Args:
        events: All of them, before and after.
        seizure: Of the phone.
    """
    taken = seizure.phone
    texts = tuple(copy.text for copy in seizure.copies)
    keys = tuple(secrets(taken))
    knowledge = Knowledge(Watcher.SEIZER, (), (), texts, keys)
    # Whoever holds the phone need not heed the phone's own list of what it answered.
    begun = Seized(knowledge, (), replace(taken, seen=()))
    return tried(begun, seizure, know(events, Watcher.SERVER).traces)


def tried(found: Seized, seizure: Seizure, traces: Iterable[Trace]) -> Seized:
    """The same after more was tried: earlier messages on the phone as it was, later ones in turn.

    Args:
        found: What came of all that was recorded before.
        seizure: Of the phone.
        traces: What passed by the server since, in order.
    """
    chance = Chance(randomness.system, Encapsulator())
    taken, moving = replace(seizure.phone, seen=()), found.phone
    attempts = []
    for trace in traces:
        if trace.kind != "envelope" or trace.receiver not in {taken.name, *taken.groups}:
            continue
        if trace.sender == taken.name:
            continue
        later, sender = trace.at > seizure.at, ""
        try:
            unsealed = _unsealed(taken, trace)
            sender = unsealed.sender
            after, note = _tried(moving if later else taken, unsealed, chance)
        except RefusedError as error:
            attempts.append(Attempt(trace, later, None, error.code, sender))
            continue
        moving = after if later else moving
        said = note.body.decode(errors="replace") if note.kind is NoteKind.TEXT else ""
        attempts.append(Attempt(trace, later, said, "", sender))
    return Seized(found.knowledge, (*found.attempts, *attempts), moving)


def _unsealed(taken: Phone, trace: Trace) -> Unsealed:
    if trace.sender == UNKNOWN:
        return sealed_sender.open_seal(taken.identity, trace.content)
    group = trace.receiver if trace.receiver in taken.groups else ""
    return Unsealed(trace.sender, group, trace.content)


def _tried(taken: Phone, found: Unsealed, chance: Chance) -> tuple[Phone, notes.Note]:
    if found.group:
        after, plaintext = group_talk.open_message(taken, found.group, found.sender, found.content)
        return after, notes.decode(plaintext)
    opened = phone.open_message(taken, found.sender, found.content, chance)
    note = notes.decode(opened.plaintext)
    if note.kind is NoteKind.SENDER_KEY:
        return group_talk.took(opened.phone, note.conversation, found.sender, note.body), note
    if note.kind is NoteKind.EPOCH:
        return group_talk.took_epoch(opened.phone, note.conversation, found.sender, note.body), note
    return opened.phone, note


def _pairs(traces: tuple[Trace, ...]) -> tuple[Pair, ...]:
    by_ends: dict[tuple[str, str], list[Trace]] = defaultdict(list)
    for trace in traces:
        by_ends[trace.sender, trace.receiver].append(trace)
    pairs = [
        Pair(*ends, len(each), sum(trace.size for trace in each), each[0].at, each[-1].at)
        for ends, each in by_ends.items()
    ]
    return tuple(sorted(pairs, key=lambda pair: -pair.count))


def _may_be(came: Trace, went: Trace) -> bool:
    return abs(came.size - went.size) <= LABELS and came.sender != went.receiver


def _bytes(value: Value) -> bytes:
    return value.content if isinstance(value.content, bytes) else str(value.content).encode()
