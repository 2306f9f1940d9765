"""A world of three people from a seed, for tests, and how to look at what happened in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.messaging import world
from toolkit.messaging.disappearing import Place

if TYPE_CHECKING:
    from collections.abc import Iterable

    from toolkit.messaging.events import Event
    from toolkit.messaging.state import Settings, World
    from toolkit.messaging.world import Action


def lab(*actions: Action, settings: Settings | None = None) -> tuple[World, tuple[Event, ...]]:
    begun, events = world.begin(("alice", "bob", "carol"), seed=b"test", settings=settings)
    after, more = world.run(begun, actions)
    return after, (*events, *more)


def codes(events: Iterable[Event]) -> list[str]:
    return [event.code for event in events]


def reasons(events: Iterable[Event]) -> list[str]:
    return [str(event.facts["reason"]) for event in events if event.code == "refused"]


def texts(after: World, holder: str) -> list[str]:
    return [
        copy.text for copy in after.copies if copy.holder == holder and copy.place is Place.HISTORY
    ]
