"""The lab without its drawing: a world, every moment it went through, and the one looked at.

    stage = begun(("Alice", "Bob"))
    stage = stage.done(Send("Alice", "Bob", "hello"))
    stage = stage.gone(stage.at - 1)

A stage never changes. What is done while looking back begins from the moment looked at; what had
come after it is let go.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from toolkit.messaging import world as worlds
from toolkit.messaging.actions import Deliver
from toolkit.messaging.events import Event, Watcher
from toolkit.messaging.watchers import gathered, seized, tried
from toolkit.tui.lab import turning

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from toolkit.messaging.events import Seizure, Trace
    from toolkit.messaging.script import Scenario
    from toolkit.messaging.state import Packet, Settings, World
    from toolkit.messaging.watchers import Knowledge, Seized
    from toolkit.messaging.world import Action
    from toolkit.tui.lab.turning import Ladders


@dataclass(frozen=True, slots=True)
class Moment:
    """The world after a step, and all that was gathered until then.

    Attributes:
        world: It.
        events: What happened in this step.
        action: What was done; `None` for the first moment.
        passed: What passed by whom, up to here.
        ladders: The keys of each conversation, made and destroyed, up to here.
        shown: How many texts were shown to somebody, up to here.
        seizures: Phones that were taken, up to here.
        taken: What whoever took them can open.
    """

    world: World
    events: tuple[Event, ...]
    action: Action | None = None
    passed: Mapping[Watcher, tuple[Trace, ...]] = field(default_factory=dict)
    ladders: Ladders = field(default_factory=dict)
    shown: int = 0
    seizures: tuple[Seizure, ...] = ()
    taken: tuple[Seized, ...] = ()

    @property
    def refused(self) -> bool:
        """Whether what was done could not be done."""
        return len(self.events) == 1 and self.events[0].code == "refused"

    def knows(self, watcher: Watcher) -> Knowledge:
        """What a watcher holds by now; not for whoever took a phone, see `taken`."""
        return gathered(watcher, self.passed.get(watcher, ()))


@dataclass(frozen=True, slots=True)
class Later:
    """Something that happens by itself when some more texts have been shown.

    Attributes:
        action: What.
        shown: As soon as so many texts were shown in all.
        since: The moment in which it was decided.
    """

    action: Action
    shown: int
    since: int


@dataclass(frozen=True, slots=True)
class Stage:
    """All moments, and the one looked at.

    Attributes:
        moments: In order.
        at: Which one is looked at.
        later: What will happen by itself.
    """

    moments: tuple[Moment, ...]
    at: int = 0
    later: tuple[Later, ...] = ()

    @property
    def now(self) -> Moment:
        """The moment looked at."""
        return self.moments[self.at]

    @property
    def before(self) -> Moment | None:
        """The moment before it."""
        return self.moments[self.at - 1] if self.at else None

    @property
    def world(self) -> World:
        """The world at the moment looked at."""
        return self.now.world

    @property
    def looks_back(self) -> bool:
        """Whether there are later moments."""
        return self.at < len(self.moments) - 1

    @property
    def events(self) -> tuple[Event, ...]:
        """All that happened up to the moment looked at."""
        return tuple(event for each in self.moments[: self.at + 1] for event in each.events)

    def gone(self, to: int) -> Stage:
        """Look at another moment; the nearest there is."""
        return replace(self, at=max(0, min(to, len(self.moments) - 1)))

    def done(self, action: Action) -> Stage:
        """Do something, and look at what came of it.

        Args:
            action: What. A refusal is a moment too, with its reason.
        """
        later = tuple(each for each in self.later if each.since <= self.at)
        stage = replace(_followed(self, action), later=later)
        ripe = tuple(each for each in later if each.shown <= stage.now.shown)
        if ripe:
            stage = replace(stage, later=tuple(each for each in later if each not in ripe))
        for each in ripe:
            stage = _followed(stage, each.action)
        return stage

    def planned(self, action: Action, texts: int) -> Stage:
        """Have something done by itself.

        Args:
            action: What.
            texts: When so many more texts have been shown.
        """
        later = Later(action, self.now.shown + texts, self.at)
        return replace(self, later=(*self.later, later))

    def due(self) -> Packet | None:
        """The next packet that can arrive."""
        world = self.world
        return next((each for each in world.wire if each.due <= world.now), None)

    def travelled(self) -> Stage:
        """Let the next packet arrive; looking back, go on to the next moment instead."""
        if self.looks_back:
            return self.gone(self.at + 1)
        packet = self.due()
        return self if packet is None else self.done(Deliver(packet.number))


def begun(
    people: Iterable[str], *, seed: bytes | None = None, settings: Settings | None = None
) -> Stage:
    """A stage at its first moment.

    Args:
        people: Who has a phone.
        seed: What all is drawn from; `None` in free play.
        settings: Which kind of messenger.
    """
    return entered(*worlds.begin(people, seed=seed, settings=settings))


def played(scenario: Scenario) -> Stage:
    """A stage on which a scenario was played, looked at from its beginning."""
    seed = scenario.seed.encode() or None
    stage = begun(scenario.people, seed=seed, settings=scenario.settings)
    for action in scenario.steps:
        stage = stage.done(action)
    return stage.gone(0)


def entered(world: World, events: tuple[Event, ...]) -> Stage:
    """A stage on which a world is found as it is, with what happened in it."""
    return Stage((_gathered(None, world, events, None),))


def _followed(stage: Stage, action: Action) -> Stage:
    moments = stage.moments[: stage.at + 1]
    world, events = worlds.step(moments[-1].world, action)
    moment = _gathered(moments[-1], world, events, action)
    return Stage((*moments, moment), len(moments), stage.later)


def _gathered(
    before: Moment | None, world: World, events: tuple[Event, ...], action: Action | None
) -> Moment:
    """A moment, from the one before it and what happened since."""
    came: dict[Watcher, list[Trace]] = defaultdict(list)
    for event in events:
        for trace in event.traces:
            came[trace.watcher].append(trace)
    passed = dict(before.passed) if before else {}
    for watcher, traces in came.items():
        passed[watcher] = (*passed.get(watcher, ()), *traces)
    shown = sum(event.code == "shown" for event in events)
    taken = tuple(event.seizure for event in events if event.seizure is not None)
    seizures = (*before.seizures, *taken) if before else taken
    moment = Moment(
        world,
        events,
        action,
        passed,
        turning.followed(
            before.ladders if before else {}, before.world if before else None, world, events
        ),
        shown + (before.shown if before else 0),
        seizures,
    )
    return replace(moment, taken=_taken(before, moment, taken, came.get(Watcher.SERVER, ())))


def _taken(
    before: Moment | None, moment: Moment, now: tuple[Seizure, ...], came: Iterable[Trace]
) -> tuple[Seized, ...]:
    """What whoever took phones opens: of those taken before, only what came is tried as well."""
    earlier = zip(before.taken, before.seizures, strict=True) if before else ()
    more = tuple(came)
    opened = tuple(tried(found, seizure, more) if more else found for found, seizure in earlier)
    everything = moment.passed.get(Watcher.SERVER, ())
    recorded = (Event(moment.world.step, moment.world.now, "recorded", traces=everything),)
    return (*opened, *(seized(recorded, seizure) for seizure in now))
