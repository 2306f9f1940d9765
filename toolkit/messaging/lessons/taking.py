"""Values of a lesson, computed from what happened in the lab."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeVar

from toolkit.errors import ContentError
from toolkit.messaging import backup, disappearing, fingerprint, forging, inference, watchers
from toolkit.messaging.events import Watcher
from toolkit.messaging.lessons import handing, speed, storage, words
from toolkit.messaging.lessons.measures import Take, When

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from toolkit.messaging.events import Event, Trace
    from toolkit.messaging.fingerprint import SafetyNumber
    from toolkit.messaging.lessons.measures import Exhibit, Value
    from toolkit.messaging.lessons.speed import Clock
    from toolkit.messaging.state import World
    from toolkit.messaging.watchers import Attempt, Seized


_Thing = TypeVar("_Thing")


@dataclass(frozen=True, slots=True)
class Run:
    """What happened so far.

    Attributes:
        world: Now.
        happened: Each event, after the id of the step in which it happened, or of the choice in it.
        written: What the learner wrote, by name.
        clock: Measures how long real work takes.
    """

    world: World
    happened: tuple[tuple[str, Event], ...]
    written: Mapping[str, str]
    clock: Clock

    def events(self, of: str) -> tuple[Event, ...]:
        """The events of a step with its choices, of one choice (``"step.choice"``), or all."""
        return tuple(
            event
            for where, event in self.happened
            if of in {"", where} or where.startswith(f"{of}.")
        )


def take(run: Run, value: Value) -> str:
    """A value, as it stands in a text.

    Raises:
        ContentError: ``"content-missing-id"`` where nothing of the kind has happened yet.
    """
    return _TAKERS[value.take](run, value)


def kept_backup(run: Run, who: str) -> backup.Backup:
    """The backup of somebody.

    Raises:
        ContentError: ``"content-missing-id"`` where there is none.
    """
    if who not in run.world.backups:
        raise missing(who)
    return run.world.backups[who]


def traces(run: Run, value: Value | Exhibit, watcher: Watcher) -> tuple[Trace, ...]:
    """What passed by a watcher in a step; of one kind, where that is asked for."""
    passed = watchers.know(run.events(value.of), watcher).traces
    return tuple(each for each in passed if value.trace in {"", each.kind})


def holders(run: Run, of: str, text: str, among: Iterable[Watcher]) -> tuple[Watcher, ...]:
    """Which watchers hold the bytes of a text, looked for in all that each holds."""
    sought = text.format_map(run.written).encode()
    known = watchers.know_all(run.events(of))
    return tuple(each for each in among if sought and sought in known[each].held())


def is_on_phone(run: Run, who: str, text: str) -> bool:
    """Whether a text lies on somebody's phone now."""
    phone = run.world.phone(who).name
    sought = text.format_map(run.written)
    return any(each.holder == phone and each.text == sought for each in run.world.copies)


def attempts(run: Run, of: str = "") -> tuple[Attempt, ...]:
    """What the phone that was seized last does to the messages that the server recorded.

    Raises:
        ContentError: ``"content-missing-id"`` where none was seized.
    """
    return _seized(run, of).attempts


def _seized(run: Run, of: str) -> Seized:
    last = nth((event.seizure for event in run.events(of) if event.seizure), -1, "seize")
    return watchers.seized(run.events(""), last)


def number_of(run: Run, who: str, to: str) -> SafetyNumber:
    """The safety number that one person sees for another.

    Raises:
        ContentError: ``"content-missing-id"`` where they know no key of each other.
    """
    phone = run.world.phone(who)
    if to not in phone.known:
        raise missing(to)
    return fingerprint.shown(phone.identity.public, phone.owner, phone.known[to], to)


def nth(things: Iterable[_Thing], number: int, name: str) -> _Thing:
    """One of several, from 1; -1 is the last.

    Raises:
        ContentError: ``"content-missing-id"``.
    """
    listed = list(things)
    at = number - 1 if number > 0 else number
    if not -len(listed) <= at < len(listed):
        raise missing(name)
    return listed[at]


def missing(name: str) -> ContentError:
    """What a lesson wants to show has not happened."""
    return ContentError("content-missing-id", file="", field="take", id=name)


def _size(run: Run, value: Value) -> str:
    return words.number(nth(traces(run, value, value.watcher), value.number, value.trace).size)


def _bytes(run: Run, value: Value) -> str:
    trace = nth(traces(run, value, value.watcher), value.number, value.trace)
    return words.hexed(trace.content, value.length)


def _count(run: Run, value: Value) -> str:
    return words.number(len(traces(run, value, value.watcher)))


def _coded(run: Run, value: Value) -> tuple[Event, ...]:
    return tuple(event for event in run.events(value.of) if event.code == value.code)


def _events(run: Run, value: Value) -> str:
    return words.number(len(_coded(run, value)))


def _fact(run: Run, value: Value) -> str:
    facts = nth(_coded(run, value), value.number, value.code).facts
    if value.name not in facts:
        raise missing(value.name)
    fact = facts[value.name]
    return words.number(fact) if isinstance(fact, int) else fact


def _term(run: Run, value: Value) -> str:
    terms = nth(_coded(run, value), value.number, value.code).values
    content = nth((each.content for each in terms if each.name == value.name), 1, value.name)
    return words.hexed(content, value.length) if isinstance(content, bytes) else str(content)


def _digits(run: Run, value: Value) -> str:
    shown = number_of(run, value.who, value.to).digits[: value.digits]
    return " ".join(shown[at : at + 5] for at in range(0, len(shown), 5))


def _alike(run: Run, value: Value) -> str:
    one = number_of(run, value.who, value.to)
    other = number_of(run, value.to, value.who)
    alike = (count for count in range(60, 0, -1) if fingerprint.same_digits(one, other, count))
    return str(next(alike, 0))


def _readers(run: Run, value: Value) -> str:
    return words.listed([words.watcher(each) for each in _finders(run, value)])


def _reader_ids(run: Run, value: Value) -> str:
    return ",".join(each.value for each in _finders(run, value))


def _finders(run: Run, value: Value) -> tuple[Watcher, ...]:
    found = holders(run, value.of, value.text, Watcher)
    on_phone = bool(value.who) and is_on_phone(run, value.who, value.text)
    return (*found, Watcher.SEIZER) if on_phone else found


def _tried(run: Run, value: Value) -> list[tuple[int, Attempt]]:
    wanted = {When.ANY: (True, False), When.BEFORE: (False,), When.LATER: (True,)}[value.when]
    numbered = enumerate(attempts(run, value.of), 1)
    return [(number, each) for number, each in numbered if each.later in wanted]


def _opened(run: Run, value: Value) -> str:
    return str(sum(each.text is not None for _, each in _tried(run, value)))


def _opened_ids(run: Run, value: Value) -> str:
    return ",".join(str(number) for number, each in _tried(run, value) if each.text is not None)


def _recorded(run: Run, value: Value) -> str:
    return str(len(_tried(run, value)))


def _keys(run: Run, value: Value) -> str:
    return words.number(len(_seized(run, value.of).knowledge.keys))


def _copies(run: Run, value: Value) -> str:
    return str(len(disappearing.left_of(run.world.copies, value.message)))


def _places(run: Run, value: Value) -> str:
    left = disappearing.left_of(run.world.copies, value.message)
    return ",".join(dict.fromkeys(each.place.value for each in left))


def _busiest(run: Run, value: Value) -> str:
    network = watchers.know(run.events(value.of), Watcher.NETWORK)
    return nth((each.name for each in inference.talkers(network)), 1, "busiest")


def _likeliest(run: Run, value: Value) -> str:
    server = watchers.know(run.events(value.of), Watcher.SERVER)
    return nth((each.name for each in inference.linked(server, value.who)), 1, value.who)


def _linked_after(run: Run, value: Value) -> str:
    server = watchers.know(run.events(value.of), Watcher.SERVER)
    return str(inference.linked_after(server, value.who))


def _members(run: Run, value: Value) -> str:
    state = run.world.phone(value.who).groups.get(value.group)
    if state is None:
        raise missing(value.group)
    return str(len(state.roster.members))


def _remains(run: Run, value: Value) -> str:
    text = value.text.format_map(run.written)
    return "stays" if storage.holds_after_deleting(text, overwrite=False) else "gone"


def _noticed(run: Run, value: Value) -> str:
    codes = _notices(run, value.of)
    if "refused" in codes:
        return "refused"
    return "changed" if codes else "nothing"


def _noticed_alike(run: Run, value: Value) -> str:
    one, other = _notices(run, value.of), _notices(run, value.name)
    if not one and not other:
        return "none"
    return "same" if one == other else "differ"


def _notices(run: Run, of: str) -> tuple[str, ...]:
    codes = (event.code for event in run.events(of))
    return tuple(code for code in codes if code in {"refused", "identity-changed"})


def _tries(_run: Run, value: Value) -> str:
    return words.number(forging.tries(value.digits))


def _time_to_forge(run: Run, value: Value) -> str:
    each = speed.of_a_key(run.clock)
    return words.duration(each * forging.tries(value.digits))


def _time_to_guess(run: Run, value: Value) -> str:
    return words.duration(_seconds_to_guess(run, value))


def _guess_unit(run: Run, value: Value) -> str:
    return words.unit(_seconds_to_guess(run, value))


def _seconds_to_guess(run: Run, value: Value) -> float:
    kept = kept_backup(run, value.who)
    return speed.of_a_guess(kept, run.clock) * backup.space(kept, value.digits)


_TAKERS: Final[Mapping[Take, Callable[[Run, Value], str]]] = {
    Take.SIZE: _size,
    Take.BYTES: _bytes,
    Take.COUNT: _count,
    Take.EVENTS: _events,
    Take.FACT: _fact,
    Take.TERM: _term,
    Take.DIGITS: _digits,
    Take.ALIKE: _alike,
    Take.READERS: _readers,
    Take.READER_IDS: _reader_ids,
    Take.OPENED: _opened,
    Take.OPENED_IDS: _opened_ids,
    Take.RECORDED: _recorded,
    Take.KEYS: _keys,
    Take.COPIES: _copies,
    Take.PLACES: _places,
    Take.BUSIEST: _busiest,
    Take.LIKELIEST: _likeliest,
    Take.LINKED_AFTER: _linked_after,
    Take.MEMBERS: _members,
    Take.REMAINS: _remains,
    Take.NOTICED: _noticed,
    Take.NOTICED_ALIKE: _noticed_alike,
    Take.TRIES: _tries,
    Take.TIME_TO_FORGE: _time_to_forge,
    Take.TIME_TO_GUESS: _time_to_guess,
    Take.GUESS_UNIT: _guess_unit,
    Take.KEPT_IDS: handing.kept_ids,
    Take.KEPT_TEXTS: handing.kept_texts,
    Take.ARRIVED: handing.arrived,
    Take.DEVICES: handing.count_devices,
    Take.FALLS: handing.falls,
    Take.OPENED_LATER: handing.count_opened,
}
