"""When the usual way is shut: a blocked server, a proxy, radio; and an app from before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.unit.lab import codes, lab, reasons, texts
from toolkit.messaging import later, watchers, world
from toolkit.messaging.actions import Carry, Offline, Reinstall, Send
from toolkit.messaging.devices import OldApp
from toolkit.messaging.events import Watcher
from toolkit.messaging.later import Broken
from toolkit.messaging.lines import Block, SendNear, UseProxy
from toolkit.messaging.openly import SendSms
from toolkit.messaging.phone import RatchetKind

if TYPE_CHECKING:
    from toolkit.messaging.events import Event

MET = (Send("alice", "bob", "hello"), Carry(), Send("bob", "alice", "you too"), Carry())


def ends(events: tuple[Event, ...]) -> set[tuple[str, str]]:
    traces = watchers.know(events, Watcher.NETWORK).traces
    return {(each.sender, each.receiver) for each in traces}


def test_a_block_shuts_one_server_and_leaves_the_rest() -> None:
    before, _events = lab(*MET, Block("bob"))
    after, events = world.run(
        before, [Send("bob", "alice", "1"), SendSms("bob", "alice", "2"), Carry()]
    )
    assert reasons(events) == ["server-blocked"]
    assert texts(after, "alice/1")[-1] == "2"
    after, _more = world.run(after, [Send("alice", "bob", "3"), Carry()])
    assert "3" not in texts(after, "bob/1")
    assert len(after.server.mailboxes["bob/1"]) == 1


def test_a_proxy_goes_round_a_block_and_the_network_sees_another_address() -> None:
    before, _events = lab(*MET, Block("bob"), Send("alice", "bob", "3"), Carry())
    after, events = world.run(before, [UseProxy("bob"), Carry(), Send("bob", "alice", "4")])
    assert texts(after, "bob/1")[-2:] == ["3", "4"]
    assert ends(events) == {("proxy", "bob/1"), ("bob/1", "proxy")}
    cut, _events = world.step(after, Offline("bob"))
    for action in (UseProxy("bob"), Send("bob", "alice", "5")):
        _after, refused = world.step(cut, action)
        assert reasons(refused) == ["no-network"]


def test_keys_come_through_a_proxy_too() -> None:
    _after, events = lab(Block("carol"), UseProxy("carol"), Send("carol", "bob", "1"))
    assert reasons(events) == []
    assert ends(events) == {("proxy", "carol/1"), ("carol/1", "proxy")}


def test_radio_needs_no_server_and_tells_who_sends_but_not_what() -> None:
    before, _events = lab(*MET, Offline("alice"), Offline("bob"))
    near = SendNear("alice", "bob", "at the well", via=("carol",))
    after, events = world.run(before, [near, SendNear("alice", "bob", "at six")])
    assert texts(after, "bob/1")[-2:] == ["at the well", "at six"]
    heard = watchers.know(events, Watcher.RADIO)
    assert b"well" not in heard.held()
    own, carried, again = (each.sender for each in heard.traces)
    assert own == again != carried
    every = watchers.know_all(events)
    assert not any(every[each].traces for each in Watcher if each is not Watcher.RADIO)
    for lost in (SendNear("alice", "carol", "who?"), SendNear("alice", "alice", "me")):
        same, refused = world.step(after, lost)
        assert reasons(refused)
        assert same is after


def test_a_message_by_radio_is_refused_as_any_other() -> None:
    before, _events = lab(*MET, Reinstall("bob"))
    after, events = world.step(before, SendNear("alice", "bob", "at the well"))
    assert codes(events)[-1] == "refused"
    assert texts(after, "bob/1") == []


def test_two_old_apps_agree_without_a_post_quantum_key() -> None:
    _after, events = lab(OldApp("alice"), OldApp("bob"), *MET)
    fallen = frozenset({Broken.X25519})
    assert [each.text for each in later.opened_later(events, fallen, RatchetKind.DOUBLE)] == [
        "hello",
        "you too",
    ]
    _after, events = lab(OldApp("alice"), Send("carol", "alice", "hello"))
    assert reasons(events) == ["kem-missing"]
