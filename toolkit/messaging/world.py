"""The front door of the lab: ``step(state, action) -> (state, events)``.

    world, events = begin(("alice", "bob"), seed=b"a lesson")
    world, events = step(world, Send("alice", "bob", "hello"))
    world, events = step(world, Carry())

A world never changes: keep any, and go on from it again. With a seed the same actions give the same
bytes. What cannot be done, and what a phone refuses, is an event with its reason; then the world
that comes back is the one that went in.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, TypeAlias

from toolkit.errors import RefusedError
from toolkit.messaging import (
    accounts,
    delivery,
    everyday,
    group_sending,
    interventions,
    randomness,
    sending,
)
from toolkit.messaging.actions import (
    Accept,
    AddMember,
    Carry,
    Compare,
    Deliver,
    Join,
    Link,
    MakeGroup,
    Offline,
    Online,
    PeopleDo,
    Reinstall,
    RemoveMember,
    RenewKeys,
    Screenshot,
    Send,
    SendGroup,
    TakeBackup,
    Timer,
    Wait,
)
from toolkit.messaging.devices import (
    DEVICES,
    KeepAll,
    LockRegistration,
    OldApp,
    Spy,
    TakeOver,
    Unlink,
)
from toolkit.messaging.interventions import OthersDo
from toolkit.messaging.kem import Encapsulator
from toolkit.messaging.lines import LINES, Block, SendNear, UseProxy
from toolkit.messaging.openly import OPENLY, SendCloud, SendSms
from toolkit.messaging.radio import RADIO, Listen, Stand
from toolkit.messaging.randomness import Chance
from toolkit.messaging.state import MAX_PADDING, Settings, World
from toolkit.messaging.turn import Turn, in_range

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from toolkit.messaging.events import Event

Action: TypeAlias = (
    PeopleDo
    | OthersDo
    | SendSms
    | SendCloud
    | Unlink
    | LockRegistration
    | TakeOver
    | KeepAll
    | OldApp
    | Spy
    | Block
    | UseProxy
    | SendNear
    | Stand
    | Listen
)


def begin(
    people: Iterable[str],
    *,
    seed: bytes | None = None,
    settings: Settings | None = None,
) -> tuple[World, tuple[Event, ...]]:
    """A world in which some people have an account and a phone each.

    Args:
        people: Their names.
        seed: What all is drawn from, in lessons; `None` in free play.
        settings: Which kind of messenger.

    Raises:
        RefusedError: ``"taken"`` where two have one name, or ``"number-out-of-range"`` for the
            padding.
    """
    world = World(settings or Settings(), seed)
    in_range("padding", world.settings.padding, (1, MAX_PADDING))
    turn = Turn(world, _chance(world))
    for person in people:
        accounts.enrol(turn, person)
    return turn.world, tuple(turn.events)


def step(world: World, action: Action) -> tuple[World, tuple[Event, ...]]:
    """Do one thing in a world.

    Args:
        world: It stays as it is.
        action: What somebody does.

    Returns:
        The world after it, and what happened. Where the action itself is refused, that is the
        same world, and one event with the code ``"refused"``.
    """
    moved = replace(world, step=world.step + 1, now=world.now + 1)
    turn = Turn(moved, _chance(moved))
    try:
        _HOW[type(action)](turn, action)
        everyday.expire(turn)
    except RefusedError as error:
        refused = Turn(world, _chance(world))
        refused.refuse(getattr(action, "who", ""), error)
        return world, tuple(refused.events)
    return turn.world, tuple(turn.events)


def run(world: World, actions: Iterable[Action]) -> tuple[World, tuple[Event, ...]]:
    """Do several things, one after another.

    Args:
        world: Where to begin.
        actions: What to do.
    """
    events: list[Event] = []
    for action in actions:
        world, happened = step(world, action)
        events += happened
    return world, tuple(events)


def _deliver(turn: Turn, action: Deliver) -> None:
    delivery.arrive(turn, turn.world.packet(action.packet))


def _carry(turn: Turn, action: Carry) -> None:
    """Each packet that is due arrives; so do those that are sent because of it."""
    _unused = action
    while True:
        due = next((each for each in turn.world.wire if each.due <= turn.world.now), None)
        if due is None:
            return
        delivery.arrive(turn, due)


_HOW: Final[dict[type, Callable[..., None]]] = {
    Join: accounts.join,
    Send: sending.send,
    MakeGroup: group_sending.make_group,
    AddMember: group_sending.add_member,
    RemoveMember: group_sending.remove_member,
    RenewKeys: group_sending.renew_keys,
    SendGroup: group_sending.send_group,
    Deliver: _deliver,
    Carry: _carry,
    Wait: everyday.wait,
    Timer: everyday.set_timer,
    Screenshot: everyday.screenshot,
    Link: accounts.link,
    TakeBackup: everyday.take_backup,
    Compare: everyday.compare,
    Offline: everyday.offline,
    Online: everyday.online,
    Reinstall: accounts.reinstall,
    Accept: everyday.accept,
    **OPENLY,
    **DEVICES,
    **LINES,
    **RADIO,
    **interventions.OTHERS,
}

ACTIONS: Final[tuple[type, ...]] = tuple(_HOW)
"""All that can be done in a world."""


def _chance(world: World) -> Chance:
    """What the step that a world is at may draw."""
    if world.seed is None:
        return Chance(randomness.system, Encapsulator())
    draw = randomness.seeded(world.seed, world.step)
    return Chance(draw, Encapsulator(draw))
