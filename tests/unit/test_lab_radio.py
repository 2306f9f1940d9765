"""Where radios are: who hears whom, and what follows for somebody who put up receivers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.unit.lab import codes, lab, reasons, texts
from toolkit.messaging import lines, radio, watchers, world
from toolkit.messaging.actions import Carry, Offline, Send
from toolkit.messaging.events import Watcher
from toolkit.messaging.lines import SendNear
from toolkit.messaging.radio import Listen, Stand

if TYPE_CHECKING:
    from toolkit.messaging.world import Action

SAID = "Meet at the back door"
MET = (Send("alice", "bob", "hello"), Carry(), Send("bob", "alice", "hello"), Carry())
DARK = tuple(Offline(person) for person in ("alice", "bob", "carol"))
LINE = (Stand("alice", 0, 0), Stand("carol", 25, 0), Stand("bob", 50, 0))
RECEIVERS = {"north": (0, 100), "south": (40, -80), "east": (120, 10)}
EARS = tuple(Listen(name, *place, reach=200) for name, place in RECEIVERS.items())
IN_LINE = tuple(Listen(f"ear {at}", 0, 10 * at, 99) for at in range(3))


def test_whoever_is_near_passes_it_on_without_any_network() -> None:
    before, _events = lab(*MET, *DARK, *LINE)
    after, events = world.step(before, SendNear("alice", "bob", SAID, ("carol",)))
    assert texts(after, "bob/1")[-1] == SAID
    assert reasons(events) == []
    assert not watchers.know(events, Watcher.NETWORK).traces


@pytest.mark.parametrize("via", [(), ("carol",)])
def test_where_the_next_one_is_too_far_away_nothing_arrives(via: tuple[str, ...]) -> None:
    apart = (Stand("alice", 0, 0), Stand("carol", 25, 0), Stand("bob", 60, 0))
    after, events = lab(*MET, *apart, SendNear("alice", "bob", SAID, via))
    assert codes(events)[-1] == "radio-not-heard"
    assert SAID not in texts(after, "bob/1")


def test_whoever_listens_cannot_read_it_and_finds_all_who_sent() -> None:
    before, _events = lab(*MET, *DARK, *LINE, *EARS)
    _after, events = world.step(before, SendNear("alice", "bob", SAID, ("carol",)))
    known = watchers.know(events, Watcher.RADIO)
    assert known.texts == ()
    assert all(word not in known.held() for word in (SAID.encode(), b"alice", b"bob"))
    found = {each.address: each.place for each in radio.located(known.traces, RECEIVERS)}
    sent = {lines.address(before.phone(each.who)): (each.x, each.y) for each in LINE[:2]}
    assert set(found) == set(sent)
    for address, (x, y) in sent.items():
        assert abs(found[address][0] - x) <= 2
        assert abs(found[address][1] - y) <= 2


@pytest.mark.parametrize("ears", [EARS[:2], IN_LINE, (Listen("far", 5000, 0),)])
def test_too_few_receivers_and_receivers_in_one_line_find_nobody(ears: tuple[Listen, ...]) -> None:
    _after, events = lab(*MET, *LINE, *ears, SendNear("alice", "bob", SAID, ("carol",)))
    places = {ear.name: (ear.x, ear.y) for ear in ears}
    assert radio.located(watchers.know(events, Watcher.RADIO).traces, places) == ()


@pytest.mark.parametrize(
    ("reason", "action"),
    [
        ("nobody", Stand("mallory", 0, 0)),
        ("number-out-of-range", Stand("alice", 10**9, 0)),
        ("number-out-of-range", Listen("new", 0, -(10**9))),
        ("number-out-of-range", Listen("new", 0, 0, 0)),
        ("taken", Listen("north", 0, 0)),
    ],
)
def test_what_cannot_be_placed_is_refused(reason: str, action: Action) -> None:
    before, _events = lab(EARS[0])
    after, events = world.step(before, action)
    assert after is before
    assert reasons(events) == [reason]
