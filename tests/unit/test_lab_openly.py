"""SMS and cloud chats beside end-to-end encryption: who reads what, from the bytes that passed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.unit.lab import codes, lab, reasons, texts
from toolkit.messaging import watchers, world
from toolkit.messaging.actions import Carry, Link, Offline, Online, Send, Timer, Wait
from toolkit.messaging.devices import TakeOver
from toolkit.messaging.disappearing import Place, left_of
from toolkit.messaging.events import Watcher
from toolkit.messaging.interventions import Flip, Replay, SwapHeaders, Truncate
from toolkit.messaging.openly import SendCloud, SendSms

if TYPE_CHECKING:
    from toolkit.messaging.world import Action

SAID = "Where do we meet?"
WAYS: dict[str, tuple[Action, set[Watcher]]] = {
    "sms": (SendSms("alice", "bob", SAID), {Watcher.NETWORK}),
    "cloud": (SendCloud("alice", "bob", SAID), {Watcher.SERVER}),
    "e2ee": (Send("alice", "bob", SAID), set()),
}


@pytest.mark.parametrize("way", WAYS)
def test_who_reads_one_message_follows_from_the_way_it_went(way: str) -> None:
    action, readers = WAYS[way]
    after, events = lab(action, Carry())
    every = watchers.know_all(events)
    assert {each for each in every if SAID in every[each].texts} == readers
    assert {each for each in every if SAID.encode() in every[each].held()} == readers
    assert texts(after, "bob/1") == texts(after, "alice/1") == [SAID]


def test_the_server_is_no_part_of_an_sms() -> None:
    _after, events = lab(SendSms("alice", "bob", SAID), Carry())
    server = watchers.know(events, Watcher.SERVER)
    assert {trace.kind for trace in server.traces} == {"account"}
    assert not watchers.know(events, Watcher.PUSH).traces
    pairs = watchers.know(events, Watcher.NETWORK).pairs
    assert [(pair.sender, pair.receiver) for pair in pairs] == [("alice/1", "bob/1")]


def test_an_sms_that_was_changed_or_sent_again_is_shown_all_the_same() -> None:
    before, _events = lab(SendSms("alice", "bob", "at 7"))
    after, events = world.run(before, [Flip(1, 8 * 3, "network"), Carry(), Replay(1), Carry()])
    assert texts(after, "bob/1") == ["at 6", "at 6"]
    assert reasons(events) == []


def test_a_server_can_change_what_is_said_in_a_cloud_chat() -> None:
    before, _events = lab(SendCloud("alice", "bob", "at 7"))
    after, events = world.run(before, [Flip(1, 8 * 23), Carry()])
    assert texts(after, "bob/1") == ["at 6"]
    assert reasons(events) == []
    after, events = world.run(before, [Truncate(1, 5), Carry()])
    assert reasons(events) == ["malformed"]
    assert texts(after, "bob/1") == []


@pytest.mark.parametrize("meddling", [Flip(1, 0), Truncate(1, 0), SwapHeaders(1, 1)])
def test_the_server_cannot_lay_hands_on_an_sms(meddling: Action) -> None:
    before, _events = lab(SendSms("alice", "bob", SAID))
    after, events = world.step(before, meddling)
    assert after is before
    assert reasons(events) == ["not-at-server"]


def test_an_sms_waits_at_the_phone_company_for_a_phone_without_network() -> None:
    before, events = lab(Offline("bob"), SendSms("alice", "bob", SAID), Carry(), Carry())
    assert codes(events).count("sms-held") == 1
    assert texts(before, "bob/1") == []
    after, _events = world.run(before, [Online("bob"), Carry()])
    assert texts(after, "bob/1") == [SAID]
    assert after.held == ()


def test_a_cloud_chat_is_on_all_devices_and_no_timer_reaches_the_server() -> None:
    after, _events = lab(
        Link("bob", "desk"),
        Timer("alice", "bob", 60),
        SendCloud("alice", "bob", SAID),
        Carry(),
        Wait(100),
    )
    left = {(copy.holder, copy.place) for copy in left_of(after.copies, 1)}
    assert left == {
        ("server", Place.CLOUD),
        ("bob/1", Place.NOTIFICATIONS),
        ("bob/desk", Place.NOTIFICATIONS),
    }


@pytest.mark.parametrize("new", [Link("bob", "desk", thief=True), TakeOver("bob")])
def test_every_new_device_is_given_the_cloud_chats_of_its_account(new: Action) -> None:
    """Whoever takes the number over has the history too: nothing but the account guards it."""
    said = (SendCloud("alice", "bob", SAID), Carry(), Send("alice", "bob", "sealed"), Carry())
    after, events = lab(*said, new, Carry())
    assert watchers.know(events, Watcher.THIEF).texts == (SAID,)
    other = next(name for name in after.phones if name in after.thieves)
    assert {copy.text for copy in after.copies if copy.holder == other} == {SAID}


@pytest.mark.parametrize("kind", [SendSms, SendCloud])
def test_nobody_writes_openly_to_oneself_or_without_network(
    kind: type[SendSms | SendCloud],
) -> None:
    before, _events = lab(Offline("carol"))
    for who, to, reason in (
        ("alice", "alice", "not-with-oneself"),
        ("carol", "bob", "no-network"),
        ("alice", "nobody", "nobody"),
    ):
        after, events = world.step(before, kind(who, to, SAID))
        assert after is before
        assert reasons(events) == [reason]
