"""What sizes, times and ends alone tell: the organiser, who answers whom, what is one chain."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from tests.unit.lab import codes, lab, reasons, texts
from toolkit.messaging import inference, watchers, world
from toolkit.messaging.actions import Carry, MakeGroup, Send, SendGroup, Wait
from toolkit.messaging.events import Watcher
from toolkit.messaging.interventions import Renumber, Seize, SwapHeaders, SwapKeys
from toolkit.messaging.phone import RatchetKind
from toolkit.messaging.state import UNKNOWN, Settings

if TYPE_CHECKING:
    from toolkit.messaging.events import Event
    from toolkit.messaging.watchers import Knowledge
    from toolkit.messaging.world import Action

SEALED = Settings(sealed_sender=True, receipts=True)
PEOPLE = ("alice", "bob", "carol", "dave", "erin")


def known(events: tuple[Event, ...], watcher: Watcher) -> Knowledge:
    return watchers.know(events, watcher)


def said(who: str, to: str, text: str = "hello") -> tuple[Action, ...]:
    return Send(who, to, text), Carry()


def test_whoever_reaches_most_others_is_named_from_ends_sizes_and_times() -> None:
    begun, _events = world.begin(PEOPLE, seed=b"organiser", settings=SEALED)
    round_of = [
        step
        for person in PEOPLE[1:]
        for step in (
            *said("alice", person, "Tomorrow at " + person),
            Wait(40),
            *said(person, "alice"),
        )
    ]
    _after, events = world.run(begun, [*round_of, Wait(60), *said("bob", "carol")])
    found = inference.talkers(known(events, Watcher.NETWORK))
    assert (found[0].name, found[0].reaches) == ("alice", 4)
    assert all(each.reaches < 4 for each in found[1:])
    assert {trace.sender for trace in known(events, Watcher.SERVER).traces} == {UNKNOWN}


def test_under_a_seal_the_server_is_told_for_whom_and_not_from_whom() -> None:
    after, events = lab(*said("alice", "bob"), *said("bob", "alice"), settings=SEALED)
    server = known(events, Watcher.SERVER)
    written = [trace for trace in server.traces if trace.kind != "account"]
    assert {trace.sender for trace in written} == {UNKNOWN}
    assert b"alice/1" not in server.held()
    assert texts(after, "bob/1") == ["hello", "hello"]
    assert reasons(events) == []
    open_server = known(lab(*said("alice", "bob"))[1], Watcher.SERVER)
    assert "alice/1" in {trace.sender for trace in open_server.traces}


@pytest.mark.parametrize("receipts", [True, False])
def test_receipts_name_who_writes_within_five_messages_and_without_them_nobody_is_named(
    receipts: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    settings = Settings(sealed_sender=True, receipts=receipts)
    begun, _events = world.begin(PEOPLE, seed=b"sda", settings=settings)
    steps: list[Action] = []
    for number in range(5):
        steps += [*said("alice", "bob"), Wait(30 + number)]
        steps += [*said("carol", "dave"), Wait(20), *said("dave", "erin"), Wait(25)]
    _after, events = world.run(begun, steps)
    found = inference.linked(known(events, Watcher.SERVER), "bob")
    named = [each.name for each in found if each.surplus > 0.5]
    assert named == (["alice"] if receipts else [])
    if receipts:
        assert (found[0].followed, found[0].of) == (5, 5)


def test_the_guess_at_who_writes_is_told_with_the_number_of_messages_it_took() -> None:
    people = ("alice", "bob", "carol", "dave")
    begun, _events = world.begin(people, seed=b"after", settings=SEALED)
    # At first another gets something at the same moment, so that it could be either.
    together: list[Action] = [
        Send("alice", "bob", "one"),
        Send("carol", "dave", "x"),
        Carry(),
        Wait(30),
    ]
    alone: list[Action] = [*said("alice", "bob"), Wait(30), *said("carol", "dave"), Wait(30)]
    _after, events = world.run(begun, [*together, *alone, *alone])
    server = known(events, Watcher.SERVER)
    assert inference.linked(server, "bob")[0].name == "alice"
    assert 1 <= inference.linked_after(server, "bob") <= 3
    assert inference.linked_after(known((), Watcher.SERVER), "bob") == 0


def test_somebody_who_gets_messages_all_the_time_is_not_taken_for_the_one_who_writes() -> None:
    begun, _events = world.begin(PEOPLE, seed=b"noise", settings=SEALED)
    steps: list[Action] = []
    for number in range(12):
        steps += [Send("alice", "bob", "hello")] * (number % 4 == 0)
        steps += [Send("carol", "dave", "hello"), Send("dave", "erin", "hello"), Carry(), Wait(30)]
    _after, events = world.run(begun, steps)
    found = {each.name: each for each in inference.linked(known(events, Watcher.SERVER), "bob")}
    assert found["erin"].followed == found["alice"].followed == found["erin"].of
    assert found["alice"].surplus > found["erin"].surplus


def test_nor_is_somebody_who_gets_them_at_any_moment() -> None:
    begun, _events = world.begin(PEOPLE, seed=b"noise", settings=SEALED)
    steps: list[Action] = []
    dice = random.Random(1)
    for number in range(60):
        steps += [Send("alice", "bob", "hello")] * (number % 5 == 0)
        steps += [Send("dave", "erin", "hello")] * (dice.random() < 0.8)
        steps += [Carry(), Wait(dice.randint(1, 3))]
    _after, events = world.run(begun, steps)
    server = known(events, Watcher.SERVER)
    found = {each.name: each for each in inference.linked(server, "bob")}
    assert found["erin"].followed > 3
    assert found["alice"].surplus > 0.9 > found["erin"].surplus + 0.25
    assert inference.linked(server, "bob")[0].name == "alice"


def test_a_receipt_comes_back_and_none_is_sent_for_a_receipt() -> None:
    _after, events = lab(*said("alice", "bob"), settings=SEALED)
    assert codes(events).count("receipt-sent") == codes(events).count("receipt-got") == 1
    assert "receipt-sent" not in codes(lab(*said("alice", "bob"))[1])


def test_a_group_under_a_seal_shows_as_many_of_one_size_at_one_moment() -> None:
    group = (MakeGroup("alice", "g", ("bob", "carol"), signed=True), Carry())
    talk = (SendGroup("alice", "g", "all of you"), Carry(), Wait(30))
    after, events = lab(*group, *talk, *talk, settings=SEALED)
    assert texts(after, "bob/1") == texts(after, "carol/1") == ["all of you"] * 2
    bursts = inference.fan_outs(known(events[-60:], Watcher.SERVER))
    assert ["bob/1", "carol/1"] in [sorted(trace.receiver for trace in burst) for burst in bursts]
    assert reasons(events) == []


def test_a_seal_opens_for_whoever_seizes_the_identity_key_later() -> None:
    _after, events = lab(
        *said("alice", "bob"), *said("carol", "bob"), Seize("bob"), settings=SEALED
    )
    seizure = next(event.seizure for event in events if event.seizure)
    found = watchers.seized(events, seizure).attempts
    assert [each.sender for each in found][:2] == ["alice/1", "carol/1"]
    assert [each.text for each in found] == [None] * len(found)


def test_a_server_in_the_middle_opens_the_seals_that_were_made_for_its_key() -> None:
    after, events = lab(
        SwapKeys("alice", "bob"),
        *said("alice", "bob", "one"),
        *said("bob", "alice", "two"),
        settings=SEALED,
    )
    assert known(events, Watcher.MIDDLE).texts == ("one", "two")
    assert texts(after, "bob/1") == texts(after, "alice/1") == ["one", "two"]
    assert reasons(events) == []


@pytest.mark.parametrize("kind", RatchetKind)
def test_open_headers_show_chains_and_hidden_ones_do_not(kind: RatchetKind) -> None:
    settings = Settings(ratchet=kind)
    wrote = [Send("alice", "bob", f"{number}") for number in range(3)]
    _after, events = lab(*wrote, Carry(), *said("bob", "alice"), *wrote, Carry(), settings=settings)
    found = inference.threads(known(events, Watcher.SERVER), kind)
    if kind is RatchetKind.HIDDEN:
        assert found == ()
    else:
        assert [(each.sender, each.numbers, each.before) for each in found] == [
            ("alice/1", (0, 1, 2), 0),
            ("bob/1", (0,), 0),
            ("alice/1", (0, 1, 2), 3),
        ]


@pytest.mark.parametrize(
    "settings", [Settings(ratchet=RatchetKind.HIDDEN), Settings(sealed_sender=True)]
)
def test_nobody_can_aim_at_a_header_that_is_encrypted(settings: Settings) -> None:
    before, _events = lab(Send("alice", "bob", "1"), Send("alice", "bob", "2"), settings=settings)
    for action in (Renumber(1, 10**9), SwapHeaders(1, 2)):
        after, events = world.step(before, action)
        assert after is before
        assert reasons(events) == ["header-hidden"]


def test_the_header_of_a_first_message_is_found_behind_its_handshake() -> None:
    before, _events = lab(Send("alice", "bob", "1"))
    after, events = world.run(before, [Renumber(1, 10**9), Carry()])
    assert reasons(events) == ["too-far-ahead"]
    assert after.phones["bob/1"] is before.phones["bob/1"]


def test_a_number_in_a_group_is_signed() -> None:
    group = (MakeGroup("alice", "g", ("bob",), signed=True), Carry())
    before, _events = lab(
        *group, *(SendGroup("alice", "g", "1"), Carry()), SendGroup("alice", "g", "2")
    )
    after, events = world.run(before, [Renumber(before.wire[0].number, 10**9), Carry()])
    assert reasons(events) == ["signature-wrong"]
    assert after.phones["bob/1"] is before.phones["bob/1"]
