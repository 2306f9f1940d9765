"""Devices, accounts, backups and forged numbers: what a thief gets, and what stops one."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

import pytest

from tests.unit.lab import lab, reasons, texts
from toolkit.messaging import (
    backup,
    fingerprint,
    forging,
    keys,
    orders,
    randomness,
    watchers,
    world,
)
from toolkit.messaging.actions import (
    Carry,
    Compare,
    Deliver,
    Link,
    MakeGroup,
    Offline,
    Online,
    Reinstall,
    Send,
    SendGroup,
    TakeBackup,
    Timer,
    Wait,
)
from toolkit.messaging.devices import (
    TAKEN_OVER,
    KeepAll,
    LockRegistration,
    OldApp,
    Spy,
    TakeOver,
    Unlink,
)
from toolkit.messaging.disappearing import Place, fate, left_of
from toolkit.messaging.events import Watcher
from toolkit.messaging.forging import Person
from toolkit.messaging.interventions import GuessBackup, Seize, SwapKeys
from toolkit.messaging.openly import SendCloud
from toolkit.messaging.state import Settings

if TYPE_CHECKING:
    from toolkit.messaging.world import Action

X3DH = Settings(post_quantum=False)


def say(who: str, to: str, text: str) -> tuple[Action, ...]:
    return Send(who, to, text), Carry()


def stolen(*actions: Action) -> tuple[str, ...]:
    _after, events = lab(*actions, settings=X3DH)
    return watchers.know(events, Watcher.THIEF).texts


def test_a_thief_with_a_linked_device_gets_what_comes_and_the_history_only_if_it_is_given() -> None:
    before, after = say("alice", "bob", "before"), say("alice", "bob", "after")
    assert stolen(*before, Link("bob", "desk", thief=True), *after) == ("after",)
    linked = Link("bob", "desk", thief=True, history=True)
    assert stolen(*before, linked, *after) == ("before", "after")


def test_a_device_that_was_unlinked_gets_nothing_more_and_keeps_what_it_has() -> None:
    link = Link("bob", "desk", thief=True)
    group = (MakeGroup("alice", "g", ("bob",), signed=True), Carry())
    steps = (
        *(*group, link, *say("alice", "bob", "one"), SendGroup("alice", "g", "two"), Carry()),
        *(Send("alice", "bob", "on its way"), Unlink("bob", "desk"), Carry()),
        *(*say("alice", "bob", "three"), SendGroup("alice", "g", "four"), Carry()),
    )
    after, events = lab(*steps, settings=X3DH)
    assert watchers.know(events, Watcher.THIEF).texts == ("one", "two")
    assert texts(after, "bob/1") == ["one", "two", "on its way", "three", "four"]
    assert [copy.text for copy in after.copies if copy.place is Place.LINKED] == ["one", "two"]


def test_the_sender_key_is_new_after_a_device_went() -> None:
    group = (MakeGroup("alice", "g", ("bob",), signed=True), Carry(), Link("bob", "desk"))
    before, _events = lab(*group, SendGroup("alice", "g", "one"), Carry(), settings=X3DH)
    after, _events2 = world.run(before, [Unlink("bob", "desk"), SendGroup("alice", "g", "two")])
    old, new = (each.phones["alice/1"].groups["g"].own for each in (before, after))
    assert old is not None
    assert new is not None
    assert old.signing != new.signing


def test_a_number_that_is_taken_over_brings_what_comes_and_nothing_earlier() -> None:
    steps = (*say("alice", "bob", "before"), Compare("alice", "bob"), TakeOver("bob"))
    after, events = lab(*steps, settings=X3DH)
    refused, more = world.step(after, Send("alice", "bob", "to whom"))
    assert refused is after
    assert reasons(more) == ["identity-changed"]
    careless, more = world.run(after, [*say("carol", "bob", "hello"), Reinstall("bob")])
    assert watchers.know((*events, *more), Watcher.THIEF).texts == ("hello",)
    back, more = world.run(careless, say("carol", "bob", "are you back?"))
    assert texts(back, "bob/1") == ["are you back?"]
    assert watchers.know(more, Watcher.THIEF).texts == ()
    assert "hello" in [copy.text for copy in back.copies if copy.holder == "bob/other"]


def test_a_locked_number_is_not_taken_over() -> None:
    before, _events = lab(LockRegistration("bob"))
    after, events = world.step(before, TakeOver("bob"))
    assert after is before
    assert reasons(events) == ["registration-locked"]


@pytest.mark.parametrize(
    ("reason", "action"),
    [
        ("nobody", Unlink("bob", "desk")),
        ("first-phone", Unlink("bob", "1")),
        ("nobody", TakeOver("mallory")),
        ("nobody", KeepAll("mallory")),
        ("nobody", Spy("mallory")),
        ("nobody", LockRegistration("mallory")),
        ("no-backup", GuessBackup("bob", ("1234",))),
        ("number-out-of-range", GuessBackup("bob", ())),
        ("number-out-of-range", GuessBackup("bob", ("1",) * 101)),
        ("number-out-of-range", SwapKeys("alice", "bob", 6)),
        ("number-out-of-range", SwapKeys("alice", "bob", -1)),
    ],
)
def test_what_cannot_be_done_with_devices_is_refused(reason: str, action: Action) -> None:
    before, _events = lab()
    after, events = world.step(before, action)
    assert after is before
    assert reasons(events) == [reason]


@pytest.mark.parametrize(
    ("device", "action"),
    [
        ("1", Reinstall("bob")),
        ("1", OldApp("bob")),
        ("desk", Link("bob", "desk")),
        (TAKEN_OVER, TakeOver("bob")),
    ],
)
def test_each_way_to_set_a_device_up_leaves_its_keys_with_the_server(
    device: str, action: Action
) -> None:
    after, events = lab(action)
    last = [each for each in watchers.know(events, Watcher.SERVER).traces if each.kind == "account"]
    assert last[-1].sender == f"bob/{device}"
    assert after.server.published[f"bob/{device}"].bundle.signed.key in last[-1].content


def test_an_account_has_so_many_devices_and_no_more() -> None:
    before, events = lab(*(Link("bob", f"desk {number}") for number in range(6)), settings=X3DH)
    assert reasons(events) == ["too-many-devices"]
    assert len(before.server.phones["bob"]) == 6


def test_an_app_that_keeps_all_keeps_what_should_vanish() -> None:
    after, _events = lab(
        KeepAll("bob"), Timer("alice", "bob", 60), *say("alice", "bob", "vanish"), Wait(100)
    )
    left = left_of(after.copies, 1)
    assert (left[0].holder, left[0].place) == ("bob/1", Place.HISTORY)
    assert "no timer" in fate(left[0])


def test_what_reads_a_screen_gets_both_sides_from_then_on_and_changes_nothing_else() -> None:
    talk = (*say("bob", "alice", "an answer"), *say("alice", "bob", "a question"))
    before = (*say("alice", "bob", "before"), *say("bob", "alice", "yes"))
    assert stolen(*before, Spy("bob"), *talk) == ("an answer", "a question")
    _after, events = lab(*before, Spy("bob"), *talk, Compare("alice", "bob"), settings=X3DH)
    codes = {event.code for event in events}
    assert "numbers-same" in codes
    assert not codes & {"refused", "identity-changed"}
    for other in (Watcher.NETWORK, Watcher.SERVER, Watcher.PUSH):
        assert b"an answer" not in watchers.know(events, other).held()


def test_all_copies_that_outlive_a_timer_are_counted() -> None:
    """The notification database, the linked device, the backup, the screenshot, the other phone."""
    after, events = lab(
        *(Link("bob", "desk", thief=True), KeepAll("carol"), Timer("alice", "bob", 60)),
        *(*say("alice", "bob", "vanish"), TakeBackup("bob", "1234"), Wait(100), Seize("bob")),
    )
    places = {copy.place for copy in left_of(after.copies, 1)}
    assert places == {Place.NOTIFICATIONS, Place.LINKED, Place.BACKUP}
    seizure = next(event.seizure for event in events if event.seizure)
    assert watchers.seized(events, seizure).knowledge.texts == ("vanish",)
    assert {copy.place for copy in seizure.copies} == {Place.NOTIFICATIONS}


def test_whoever_stores_a_backup_guesses_a_pin_and_reads_it() -> None:
    before, _events = lab(*say("alice", "bob", "in the backup"), TakeBackup("bob", "0007"))
    after, events = world.step(before, GuessBackup("bob", tuple(f"{at:04}" for at in range(7))))
    assert [event.code for event in events] == ["backup-closed"]
    after, events = world.step(after, GuessBackup("bob", ("1234", "0007", "9999")))
    assert (events[0].code, events[0].facts["tried"]) == ("backup-opened", 2)
    assert watchers.know(events, Watcher.CLOUD).texts == ("in the backup",)
    under_key, _events = lab(*say("alice", "bob", "in the backup"), TakeBackup("bob"))
    _after, events = world.step(under_key, GuessBackup("bob", ("1234", "k" * 64)))
    assert [event.code for event in events] == ["backup-closed-key"]
    assert watchers.know(events, Watcher.CLOUD).texts == ()


def test_a_history_comes_out_of_a_backup_as_it_went_in() -> None:
    said = (("alice", "one"), ("bob", ""), ("alice", "drei ü"))
    packed = backup.packed(said)
    assert backup.texts(packed) == tuple((author, text.encode()) for author, text in said)
    with pytest.raises(Exception, match="malformed"):
        backup.texts(packed[:-1])


ALICE, BOB = (
    Person(name, keys.pair(name.encode().ljust(32, b"-")).public) for name in ("alice", "bob")
)


@pytest.mark.parametrize("digits", [1, 2, 3])
def test_keys_in_the_middle_are_found_of_which_the_numbers_begin_alike(digits: int) -> None:
    found = forging.forge(ALICE, BOB, digits, randomness.seeded(b"forge", digits))
    one, other = [
        fingerprint.safety_number(
            fingerprint.fingerprint(own.identity, own.name.encode()),
            fingerprint.fingerprint(fake.public, far.name.encode()),
        )
        for own, far, fake in ((ALICE, BOB, found.for_one), (BOB, ALICE, found.for_other))
    ]
    assert fingerprint.same_digits(one, other, digits)
    assert not fingerprint.same_digits(one, other, 60)
    assert found.tries < 10 * forging.tries(digits)


def test_from_both_sides_a_forger_needs_about_the_square_root() -> None:
    assert [forging.tries(digits) for digits in (1, 3, 5)] == [10, 100, 1000]
    assert forging.tries(30) < 2**52 < fingerprint.tries_to_forge(30)
    assert forging.tries(60) == fingerprint.tries_to_forge(60) == 2 * 10**30
    needed = sorted(
        forging.forge(ALICE, BOB, 2, randomness.seeded(b"many", seed)).tries for seed in range(5)
    )
    assert needed[0] < forging.tries(2) * 2 < 100


def test_a_number_that_is_shown_again_is_not_computed_again_and_keys_that_are_tried_are() -> None:
    first, kept = fingerprint.fingerprint(bytes(32), b"alice"), fingerprint.fingerprint.cache_info()
    assert fingerprint.fingerprint(bytes(32), b"alice") == first
    assert fingerprint.hashed(bytes(32), b"alice") == first
    forging.forge(ALICE, BOB, 1, randomness.seeded(b"forge", 0))
    assert fingerprint.fingerprint.cache_info().misses == kept.misses


def test_a_search_can_be_watched_and_left() -> None:
    tried = list(islice(forging.search(ALICE, BOB, 30, randomness.system), 3))
    assert tried == [None, None, None]


def test_who_compares_few_digits_does_not_notice_a_careful_middle() -> None:
    after, events = lab(
        SwapKeys("alice", "bob", digits=2),
        *say("alice", "bob", "one"),
        *say("bob", "alice", "two"),
        Compare("alice", "bob", 2),
        Compare("alice", "bob"),
        settings=X3DH,
    )
    told = [event for event in events if event.code.startswith(("numbers", "keys-forged"))]
    assert [event.code for event in told] == [
        "keys-forged",
        "numbers-begin-alike",
        "numbers-differ",
    ]
    assert watchers.know(events, Watcher.MIDDLE).texts == ("one", "two")
    assert after.phones["alice/1"].verified == frozenset()


def test_an_order_gets_what_the_server_keeps_and_no_more() -> None:
    after, _events = lab(
        *say("alice", "bob", "private"),
        MakeGroup("alice", "g", ("bob",), signed=True),
        Carry(),
        Wait(100),
        Offline("bob"),
        *say("alice", "bob", "waiting"),
        SendCloud("carol", "bob", "in the cloud"),
        Carry(),
        settings=X3DH,
    )
    found = orders.handed_over(after, "bob")
    assert (found.created, found.phones, found.groups) == (0, ("bob/1",), ("g",))
    assert found.waiting == 2
    assert found.texts == ("in the cloud",)
    assert found.seen < 100 < after.now
    assert "private" not in repr(found)
    assert orders.handed_over(after, "alice").seen > 100
    emptied, _events = world.run(after, [Online("bob"), Carry()])
    assert orders.handed_over(emptied, "bob").waiting == 0
    with pytest.raises(Exception, match="nobody"):
        orders.handed_over(after, "mallory")


def test_a_packet_for_a_phone_that_is_gone_is_told_and_costs_nothing() -> None:
    before, _events = lab(Link("bob", "desk"), Send("alice", "bob", "one"), settings=X3DH)
    for packet in before.wire:
        before, _events = world.step(before, Deliver(packet.number))
    to_desk = [packet for packet in before.wire if packet.destination == "bob/desk"]
    assert to_desk
    after, events = world.run(before, [Unlink("bob", "desk"), Carry()])
    assert reasons(events) == ["nobody"]
    assert texts(after, "bob/1") == ["one"]
    after, events = world.run(before, [Reinstall("bob"), Carry(), *say("alice", "bob", "two")])
    assert set(reasons(events)) == {"nobody", "transport-damaged"}
    assert texts(after, "bob/1") == ["two"]
