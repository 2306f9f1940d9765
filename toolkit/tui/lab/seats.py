"""Who sits where: which two phones are looked at, which of them writes, and to whom."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

from toolkit.i18n import _
from toolkit.messaging.actions import Send, SendGroup
from toolkit.messaging.openly import SendCloud, SendSms
from toolkit.messaging.phone import owner_of
from toolkit.tui.widgets.fitting import harmless

if TYPE_CHECKING:
    from toolkit.messaging.state import World
    from toolkit.messaging.world import Action


class Way(Enum):
    """By which way a person is written to."""

    SEALED = "sealed"
    SMS = "sms"
    CLOUD = "cloud"


@dataclass(frozen=True, slots=True)
class Seats:
    """Two phones.

    Attributes:
        left: The name of one.
        right: The name of the other.
        writes_right: Whether the right one is written on; else the left one.
        to: The person or the group that is written to.
        way: How a person is written to; a group always by sealed messages.
    """

    left: str
    right: str
    writes_right: bool = False
    to: str = ""
    way: Way = Way.SEALED

    @property
    def writer(self) -> str:
        """The phone that is written on."""
        return self.right if self.writes_right else self.left


def seated(world: World) -> Seats:
    """The first two people of a world, the first one writing to the second."""
    phones = [world.server.phones[person][0] for person in world.people]
    left = phones[0]
    return fitting(Seats(left, phones[1] if len(phones) > 1 else left), world)


def fitting(seats: Seats, world: World) -> Seats:
    """The same seats, as far as a world has these phones, and somebody to write to."""
    left = seats.left if seats.left in world.phones else next(iter(world.phones))
    right = seats.right
    if right not in world.phones or right == left:
        right = next((name for name in world.phones if owner_of(name) != owner_of(left)), left)
    seats = replace(seats, left=left, right=right)
    reached = reachable(world, seats.writer)
    if seats.to in reached:
        return seats
    opposite = owner_of(seats.left if seats.writes_right else seats.right)
    return replace(seats, to=opposite if opposite in reached else next(iter(reached), ""))


def turned(seats: Seats, world: World) -> Seats:
    """The other phone writes: in the same group, or to the person on the other side."""
    to = seats.to if seats.to in world.server.rosters else ""
    return fitting(replace(seats, writes_right=not seats.writes_right, to=to), world)


def readdressed(seats: Seats, world: World) -> Seats:
    """The same phone writes to the next person or group that it can reach.

    A person who is written to is seen: their phone sits opposite.
    """
    reached = reachable(world, seats.writer)
    if not reached:
        return seats
    at = reached.index(seats.to) if seats.to in reached else -1
    seats = replace(seats, to=reached[(at + 1) % len(reached)])
    opposite = seats.left if seats.writes_right else seats.right
    if seats.to not in world.people or owner_of(opposite) == seats.to:
        return seats
    phone = world.server.phones[seats.to][0]
    return replace(seats, left=phone) if seats.writes_right else replace(seats, right=phone)


def swapped_in(seats: Seats, world: World) -> Seats:
    """The next phone sits on the right: another person's, or another device."""
    others = [name for name in world.phones if name != seats.left]
    at = others.index(seats.right) if seats.right in others else -1
    right = others[(at + 1) % len(others)] if others else seats.right
    to = seats.to if seats.to in world.server.rosters else ""
    return fitting(replace(seats, right=right, to=to), world)


def addressed(seats: Seats, world: World) -> str:
    """To whom is written, and by which way, for the line to type on."""
    text = _("write to {name}")
    if seats.to not in world.server.rosters:
        text = {
            Way.SEALED: text,
            Way.SMS: _("SMS to {name}"),
            Way.CLOUD: _("cloud chat with {name}"),
        }[seats.way]
    return text.format(name=harmless(seats.to))


def written(seats: Seats, world: World, text: str) -> Action:
    """What is done when a text is sent."""
    writer, to = seats.writer, seats.to
    if to in world.server.rosters:
        return SendGroup(writer, to, text)
    if seats.way is Way.SMS:
        return SendSms(writer, to, text)
    return SendCloud(writer, to, text) if seats.way is Way.CLOUD else Send(writer, to, text)


def reachable(world: World, phone: str) -> tuple[str, ...]:
    """To whom a phone can write: other people, then the groups it is in."""
    others = (person for person in world.people if person != owner_of(phone))
    groups = world.phones[phone].groups if phone in world.phones else ()
    return (*others, *groups)
