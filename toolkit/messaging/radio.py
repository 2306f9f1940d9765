"""Where phones are that send by radio: who hears whom, and what follows for whoever listens.

A radio that sends is heard by everybody in reach, with its strength. From that follows how far away
it is, and with three receivers where. The ground here is flat and empty: walls and bodies make
distances less sure, directional antennas make reaches longer. How far a radio reaches is no matter
of a protocol; there is no standard for it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from math import hypot
from typing import TYPE_CHECKING, Final, TypeAlias

from toolkit.errors import RefusedError
from toolkit.messaging.events import Trace, Watcher
from toolkit.messaging.phone import owner_of
from toolkit.messaging.state import NEAR
from toolkit.messaging.turn import in_range

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from toolkit.messaging.state import World
    from toolkit.messaging.turn import Turn

Place: TypeAlias = tuple[int, int]
"""Metres to the east and to the north of some point."""

REACH: Final = 30
"""Metres over which a phone hears another."""
FARTHEST: Final = 100_000


@dataclass(frozen=True, slots=True)
class Stand:
    """Somebody is at a place.

    Attributes:
        who: Who.
        x: Metres to the east.
        y: Metres to the north.
    """

    who: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Listen:
    """Somebody puts up a receiver that notes all radios.

    Attributes:
        name: What it is called.
        x: Metres to the east.
        y: Metres to the north.
        reach: Metres over which it hears.
    """

    name: str
    x: int
    y: int
    reach: int = REACH


@dataclass(frozen=True, slots=True)
class Located:
    """A radio that three receivers heard.

    Attributes:
        address: Its address then.
        at: When, in seconds since the start.
        place: Where it was.
    """

    address: str
    at: int
    place: Place


def stand(turn: Turn, action: Stand) -> None:
    """As `Stand` says.

    Raises:
        RefusedError: ``"nobody"`` or ``"number-out-of-range"``.
    """
    name = turn.world.phone(action.who).name
    place = _place(action.x, action.y)
    turn.world = replace(turn.world, places={**turn.world.places, name: place})
    turn.tell("stands", who=owner_of(name), x=action.x, y=action.y)


def listen(turn: Turn, action: Listen) -> None:
    """As `Listen` says.

    Raises:
        RefusedError: ``"taken"`` or ``"number-out-of-range"``.
    """
    if action.name in turn.world.receivers:
        raise RefusedError("taken", name=action.name)
    in_range("reach", action.reach, (1, FARTHEST))
    receiver = (_place(action.x, action.y), action.reach)
    turn.world = replace(turn.world, receivers={**turn.world.receivers, action.name: receiver})
    turn.tell("receiver-put-up", name=action.name, x=action.x, y=action.y)


def located(traces: Iterable[Trace], receivers: Mapping[str, Place]) -> tuple[Located, ...]:
    """Where radios were that three receivers or more heard, from how strong each heard them.

    Args:
        traces: What passed by `Watcher.RADIO`.
        receivers: Where those stand that whoever listens has put up.
    """
    noted: dict[tuple[str, int], dict[str, int]] = defaultdict(dict)
    for trace in traces:
        if trace.receiver in receivers:
            noted[trace.sender, trace.at][trace.receiver] = trace.metres
    found = []
    for (address, at), distances in noted.items():
        circles = [(receivers[name], metres) for name, metres in distances.items()]
        place = _crossing(circles)
        if place is not None:
            found.append(Located(address, at, place))
    return tuple(found)


def hears(world: World, one: str, other: str) -> bool:
    """Whether a phone hears another; where nobody said where both are, it does."""
    places = world.places
    if one not in places or other not in places:
        return True
    return _metres(places[one], places[other]) <= REACH


def heard(turn: Turn, name: str, address: str, content: bytes) -> tuple[Trace, ...]:
    """What passes by whoever listens when the radio of a phone sends.

    Args:
        turn: The step.
        name: The phone.
        address: What it is called on the radio.
        content: What it sends.
    """
    world = turn.world
    near = (turn.trace(Watcher.RADIO, (address, NEAR), "radio", content),)
    if name not in world.places:
        return near
    place = world.places[name]
    return near + tuple(
        Trace(Watcher.RADIO, world.now, address, receiver, "radio", content, _metres(place, where))
        for receiver, (where, reach) in world.receivers.items()
        if _metres(place, where) <= reach
    )


def _place(x: int, y: int) -> Place:
    in_range("x", x, (-FARTHEST, FARTHEST))
    in_range("y", y, (-FARTHEST, FARTHEST))
    return x, y


def _metres(one: Place, other: Place) -> int:
    return round(hypot(one[0] - other[0], one[1] - other[1]))


def _crossing(circles: list[tuple[Place, int]]) -> Place | None:
    """Where three circles meet, about; `None` for fewer, or if their middles stand in one line."""
    for second in range(1, len(circles) - 1):
        for third in range(second + 1, len(circles)):
            place = _crossing_of(circles[0], circles[second], circles[third])
            if place is not None:
                return place
    return None


def _crossing_of(*circles: tuple[Place, int]) -> Place | None:
    ((x, y), radius), *others = circles
    rows = [
        (
            2 * (u - x),
            2 * (v - y),
            radius**2 - other**2 + u**2 - x**2 + v**2 - y**2,
        )
        for (u, v), other in others
    ]
    (a, b, one), (c, d, two) = rows
    determinant = a * d - b * c
    if not determinant:
        return None
    return round((one * d - b * two) / determinant), round((a * two - one * c) / determinant)


RADIO: Final[dict[type, Callable[..., None]]] = {
    Stand: stand,
    Listen: listen,
}
"""What is done for each."""
