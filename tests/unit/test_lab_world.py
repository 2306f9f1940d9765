"""The world of the lab: it never changes, it repeats from a seed, it refuses and says why."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from typing import TYPE_CHECKING

import pytest

from tests.unit.lab import codes, lab, reasons, texts
from toolkit.errors import RefusedError
from toolkit.messaging import (
    backup,
    disappearing,
    fingerprint,
    notes,
    randomness,
    telling,
    transport,
    watchers,
    world,
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
    Reinstall,
    Screenshot,
    Send,
    SendGroup,
    TakeBackup,
    Timer,
    Wait,
)
from toolkit.messaging.disappearing import Place
from toolkit.messaging.events import Watcher
from toolkit.messaging.interventions import (
    Delay,
    Drop,
    Flip,
    Ghost,
    Renumber,
    Replay,
    Seize,
    StripKem,
    SwapHeaders,
    SwapKeys,
    Truncate,
)
from toolkit.messaging.phone import RatchetKind
from toolkit.messaging.state import Settings

if TYPE_CHECKING:
    from toolkit.messaging.world import Action

X3DH = Settings(post_quantum=False)


TALK: tuple[Action, ...] = (
    Send("alice", "bob", "one"),
    Carry(),
    Send("bob", "alice", "two"),
    Carry(),
)


def test_a_world_cannot_be_changed_and_an_old_one_goes_on_as_before() -> None:
    before, _events = lab(*TALK)
    with pytest.raises(FrozenInstanceError):
        before.now = 0  # type: ignore[misc]
    told = repr(before)
    one, first = world.step(before, Send("alice", "bob", "three"))
    world.run(one, [Carry(), Send("bob", "alice", "four"), Seize("bob")])
    assert repr(before) == told
    again, second = world.step(before, Send("alice", "bob", "three"))
    assert (again, first) == (one, second)


@pytest.mark.parametrize("kind", RatchetKind)
def test_a_seed_repeats_a_lesson_byte_for_byte(kind: RatchetKind) -> None:
    for settings in (Settings(ratchet=kind), Settings(post_quantum=False, ratchet=kind)):
        assert lab(*TALK * 4, settings=settings) == lab(*TALK * 4, settings=settings)
    assert world.begin(("alice",), seed=b"other")[0].phones != world.begin(("alice",))[0].phones


def test_whoever_runs_the_server_holds_the_keys_that_phones_left_there() -> None:
    _after, events = lab(Reinstall("bob"))
    held = watchers.know(events, Watcher.SERVER).traces
    assert [(trace.sender, trace.kind) for trace in held] == [
        *((f"{name}/1", "account") for name in ("alice", "bob", "carol")), ("bob/1", "account"),
    ]  # fmt: skip
    for event, trace in zip((each for each in events if each.traces), held, strict=True):
        own = {value.name: value.content for value in event.values}
        public, private = own["IK"], own["IK private"]
        assert isinstance(public, bytes)
        assert isinstance(private, bytes)
        assert public in trace.content
        assert private not in trace.content


def test_free_play_is_random() -> None:
    one, _events = world.begin(("alice",))
    other, _events = world.begin(("alice",))
    assert one.phones["alice/1"].identity != other.phones["alice/1"].identity


@pytest.mark.parametrize(
    ("reason", "action"),
    [
        ("nobody", Send("nobody", "bob", "x")),
        ("nobody", Send("alice", "nobody", "x")),
        ("not-with-oneself", Send("alice", "alice", "x")),
        ("no-packet", Deliver(99)),
        ("no-packet", Drop(99)),
        ("no-packet", Replay(99)),
        ("no-group", SendGroup("alice", "none", "x")),
        ("no-group", Ghost("none", "mallory")),
        ("no-group", AddMember("alice", "none", "bob")),
        ("nobody", MakeGroup("alice", "g", ("nobody",), signed=True)),
        ("taken", MakeGroup("alice", "bob", ("bob",), signed=True)),
        ("taken", Link("alice", "1")),
        ("taken", Join("alice")),
        ("number-out-of-range", Join("alice/2")),
        ("no-session", Compare("alice", "carol")),
        ("number-out-of-range", Compare("alice", "bob", 61)),
        ("number-out-of-range", Wait(-1)),
        ("number-out-of-range", Wait(10**12)),
        ("number-out-of-range", Timer("alice", "bob", -5)),
        ("number-out-of-range", Screenshot("carol", 1)),
        ("middle-needs-new-people", SwapKeys("alice", "bob")),
        ("not-with-oneself", SwapKeys("alice", "alice")),
        ("nobody", Seize("nobody")),
        ("nobody", StripKem("nobody")),
        ("nobody", TakeBackup("nobody")),
    ],
)
def test_what_cannot_be_done_is_refused_with_its_reason_and_changes_nothing(
    reason: str, action: Action
) -> None:
    before, _events = lab(*TALK)
    after, events = world.step(before, action)
    assert after is before
    assert reasons(events) == [reason]
    assert telling.tell(events[0]).what


@pytest.mark.parametrize(
    ("reason", "meddling"),
    [
        ("damaged", [Flip(7, 8 * 60)]),
        ("damaged", [Flip(7, 8 * 60, "server")]),
        ("transport-damaged", [Flip(7, 200, "network")]),
        ("malformed", [Flip(7, 0)]),
        ("truncated", [Truncate(7, 30)]),
        ("truncated", [Truncate(7, 60)]),
        ("malformed", [Truncate(7, 0)]),
        ("too-far-ahead", [Renumber(7, 10**9)]),
        ("damaged", [Renumber(7, 5)]),
        ("damaged", [SwapHeaders(7, 8)]),
        ("already-opened", [Deliver(7), Replay(7)]),
    ],
)
def test_meddling_is_refused_with_its_reason_and_the_phone_stays_as_it_was(
    reason: str, meddling: list[Action]
) -> None:
    wrote = (Send("alice", "bob", "three"), Send("alice", "bob", "four"))
    before, _events = lab(*TALK, *wrote, Deliver(5), Deliver(6), settings=X3DH)
    assert [packet.number for packet in before.wire] == [7, 8]
    *most, last = meddling
    before, _events2 = world.run(before, most)
    phone = before.phones["bob/1"]
    before, _events3 = world.step(before, last)
    number = before.wire[-1].number if isinstance(last, Replay) else 7
    after, events = world.step(before, Deliver(number))
    assert reasons(events) == [reason]
    assert after.phones["bob/1"] is phone


def test_what_was_held_back_or_lost_costs_no_other_message() -> None:
    after, events = lab(
        *TALK,
        Send("alice", "bob", "late"),
        Delay(5, 100),
        Send("alice", "bob", "lost"),
        Drop(6),
        Send("alice", "bob", "soon"),
        Carry(),
        settings=X3DH,
    )
    assert texts(after, "bob/1") == ["one", "two", "soon"]
    assert reasons(events) == []
    after, more = world.run(after, [Wait(200), Carry()])
    assert texts(after, "bob/1") == ["one", "two", "soon", "late"]
    assert reasons(more) == []


def test_what_comes_while_a_phone_is_off_waits_in_the_mailbox() -> None:
    after, _events = lab(Offline("bob"), Send("alice", "bob", "wait"), Carry())
    assert texts(after, "bob/1") == []
    assert len(after.server.mailboxes["bob/1"]) == 1
    refused, events = world.step(after, Send("bob", "alice", "x"))
    assert refused is after
    assert reasons(events) == ["no-network"]
    after, _events = world.run(after, [Online("bob"), Carry()])
    assert texts(after, "bob/1") == ["wait"]
    assert after.server.mailboxes == {}


def test_a_post_quantum_key_that_was_left_out_is_noticed() -> None:
    before, _events = lab(StripKem("bob"))
    after, events = world.step(before, Send("alice", "bob", "x"))
    assert reasons(events) == ["kem-missing"]
    assert after is before


def test_two_who_write_first_at_once_both_read_all() -> None:
    after, events = lab(
        Send("alice", "bob", "a1"), Send("bob", "alice", "b1"), Carry(), *TALK, *TALK
    )
    assert reasons(events) == []
    assert sorted(texts(after, "alice/1")) == sorted(texts(after, "bob/1"))
    assert len(texts(after, "bob/1")) == 6


def test_a_middle_is_noticed_only_by_the_numbers() -> None:
    after, events = lab(SwapKeys("alice", "bob"), *TALK, Compare("alice", "bob"))
    assert texts(after, "bob/1") == ["one", "two"]
    assert reasons(events) == []
    assert codes(events)[-1] == "numbers-differ"
    honest, more = lab(*TALK, Compare("alice", "bob"))
    assert codes(more)[-1] == "numbers-same"
    assert "bob" in honest.phones["alice/1"].verified


def test_an_identity_that_changed_is_told_and_after_comparing_refused() -> None:
    before, _events = lab(*TALK)
    after, events = world.run(before, [Reinstall("bob"), Send("alice", "bob", "new"), Carry()])
    assert "identity-changed" in codes(events)
    assert texts(after, "bob/1") == ["new"]
    compared, _events = world.run(before, [Compare("alice", "bob"), Reinstall("bob")])
    after, events = world.step(compared, Send("alice", "bob", "new"))
    assert after is compared
    assert reasons(events) == ["identity-changed"]
    write = (Accept("alice", "bob"), Send("alice", "bob", "all the same"), Carry())
    after, events = world.run(compared, write)
    assert texts(after, "bob/1") == ["all the same"]
    after, events = world.run(after, [Send("bob", "alice", "yes"), Carry()])
    assert texts(after, "alice/1")[-1] == "yes"
    # Who was written to notices it too.
    other, events = world.run(compared, [Send("bob", "alice", "it is me"), Carry()])
    assert reasons(events) == ["identity-changed"]
    assert texts(other, "alice/1") == ["one", "two"]


def test_a_linked_device_gets_all_and_the_number_stays_the_same() -> None:
    before, _events = lab(*TALK, Compare("alice", "bob"))
    after, events = world.run(
        before,
        [Link("bob", "desk", thief=True), *TALK, Compare("alice", "bob")],
    )
    assert events[-1].code == "numbers-same"
    held = watchers.know(events, Watcher.THIEF)
    assert held.texts == ("one", "two")
    assert held.keys[0].content == after.phones["bob/1"].identity.private


def test_a_new_member_reads_what_comes_and_nothing_earlier() -> None:
    after, events = lab(
        MakeGroup("alice", "g", ("bob",), signed=True),
        Carry(),
        SendGroup("alice", "g", "before"),
        Carry(),
        AddMember("alice", "g", "carol"),
        Carry(),
        SendGroup("alice", "g", "after"),
        SendGroup("bob", "g", "answer"),
        Carry(),
    )
    assert texts(after, "carol/1") == ["after", "answer"]
    assert texts(after, "bob/1") == ["before", "answer", "after"]
    assert reasons(events) == []


def test_only_the_administrator_changes_a_signed_group() -> None:
    before, _events = lab(MakeGroup("alice", "g", ("bob",), signed=True), Carry())
    after, events = world.step(before, AddMember("bob", "g", "carol"))
    assert after is before
    assert reasons(events) == ["membership-forged"]


def test_a_ghost_in_a_signed_group_is_refused_by_each_phone_and_told() -> None:
    _after, events = lab(
        MakeGroup("alice", "g", ("bob",), signed=True),
        Carry(),
        Ghost("g", "mallory"),
        SendGroup("bob", "g", "x"),
        Carry(),
    )
    assert set(reasons(events)) == {"membership-unsigned"}


def test_a_group_message_before_its_key_waits_for_it() -> None:
    before, _events = lab(MakeGroup("alice", "g", ("bob",), signed=False), Carry())
    before, _events2 = world.step(before, SendGroup("alice", "g", "early"))
    key, message = (packet.number for packet in before.wire)
    after, events = world.run(before, [Deliver(message), Carry(), Wait(1), Carry()])
    assert texts(after, "bob/1") == ["early"]
    held = world.run(before, [Delay(key, 50), Carry()])[0]
    assert texts(held, "bob/1") == []
    assert "waits-for-key" in codes(events)
    assert texts(world.run(held, [Wait(60), Carry()])[0], "bob/1") == ["early"]


def test_a_timer_reaches_the_histories_and_no_other_copy() -> None:
    after, events = lab(
        Link("bob", "desk", thief=True),
        Timer("alice", "bob", 60),
        Send("alice", "bob", "vanish"),
        Carry(),
        TakeBackup("bob", "1234"),
        Screenshot("bob", 1),
        Wait(100),
    )
    left = disappearing.left_of(after.copies, 1)
    assert {copy.place for copy in left} == set(Place) - {Place.HISTORY, Place.MIDDLE, Place.CLOUD}
    assert codes(events)[-1] == "copies-gone"
    assert all(disappearing.why(copy.place) for copy in left)


def test_a_pin_is_found_and_a_long_key_is_not() -> None:
    draw = randomness.seeded(b"backup", 1)
    under_pin = backup.with_pin(b"history", "37", draw, backup.Cost(memory_kib=64))
    found, tried = backup.guess(under_pin, (f"{number:02}" for number in range(100)))
    assert (found, tried) == ("37", 38)
    key = backup.recovery_key(draw)
    under_key = backup.with_key(b"history", key, draw)
    assert backup.restore(under_key, key) == b"history"
    assert backup.guess(under_key, [backup.recovery_key(draw)]) == (None, 1)
    assert len(key) == 64
    assert backup.space(under_key, 4) > 2**256 > backup.space(under_pin, 4) == 10_000
    assert backup.seconds_per_guess(under_pin) > 0
    with pytest.raises(RefusedError, match="backup-closed"):
        backup.restore(under_pin, "38")
    with pytest.raises(RefusedError, match="recovery-key-wrong"):
        backup.restore(under_key, "1234")


def test_comparing_few_digits_costs_a_forger_little() -> None:
    assert fingerprint.tries_to_forge(5) == 100_000
    assert fingerprint.tries_to_forge(30) == 10**30
    assert fingerprint.tries_to_forge(60) == 2 * 10**30
    one, other = (fingerprint.fingerprint(bytes(31) + bytes([at]), b"x") for at in (1, 2))
    mine, theirs = fingerprint.safety_number(one, other), fingerprint.safety_number(other, one)
    assert fingerprint.same_scanned(mine, theirs.scannable)
    assert not fingerprint.same_scanned(mine, mine.scannable)
    assert len(mine.groups) == 12
    for wrong in (b"", mine.scannable[:-1], bytes(74)):
        with pytest.raises(RefusedError, match="malformed"):
            fingerprint.same_scanned(mine, wrong)


def test_sizes_and_times_alone_let_the_network_guess_who_writes_to_whom() -> None:
    _after, events = lab(
        *TALK, *TALK, Send("bob", "carol", "a longer message, to another"), Carry()
    )
    guesses = watchers.matched(watchers.know(events, Watcher.NETWORK))
    assert guesses[0][:2] in {("alice", "bob"), ("bob", "alice")}
    assert ("bob", "carol") in {guess[:2] for guess in guesses}


def test_padding_makes_sizes_say_less() -> None:
    def sizes(padding: int) -> set[int]:
        settings = Settings(post_quantum=False, padding=padding)
        _after, events = lab(
            *TALK, Send("alice", "bob", "no"), Send("alice", "bob", "n" * 90), settings=settings
        )
        seen = watchers.know(events, Watcher.NETWORK).traces
        return {trace.size for trace in seen if trace.receiver == "server"}

    assert len(sizes(160)) < len(sizes(1))
    with pytest.raises(RefusedError, match="number-out-of-range"):
        lab(settings=Settings(padding=10**9))


def test_all_that_each_watcher_holds_comes_in_one_walk() -> None:
    _after, events = lab(*TALK)
    every = watchers.know_all(events)
    assert all(every[watcher] == watchers.know(events, watcher) for watcher in Watcher)


def test_a_seized_phone_reads_its_groups_on_from_there() -> None:
    """A sender key does not turn: that is what the pairwise ratchets have before it."""
    group = (MakeGroup("alice", "g", ("bob",), signed=True), Carry())
    said = (SendGroup("alice", "g", "before"), Carry(), Seize("bob"))
    after = tuple(SendGroup("alice", "g", f"after {number}") for number in range(3))
    _after, events = lab(*group, *said, *after, Carry())
    seizure = next(event.seizure for event in events if event.seizure)
    found = watchers.seized(events, seizure).attempts
    texts_read = [(each.later, each.text) for each in found if each.text]
    assert texts_read == [(True, f"after {number}") for number in range(3)]
    assert "already-opened" in [each.refused for each in found if not each.later]


def test_what_was_changed_on_the_way_does_not_open_in_the_middle_either() -> None:
    before, _events = lab(SwapKeys("alice", "bob"), *TALK, Send("alice", "bob", "three"))
    before, _events = world.step(before, Flip(before.wire[0].number, 8 * 60))
    after, events = world.step(before, Carry())
    assert [event.facts["by"] for event in events if event.code == "refused"] == ["server"]
    assert texts(after, "bob/1") == ["one", "two"]


@pytest.mark.parametrize(
    "content", [b"", b"\0" * 3, b"\x09" + bytes(16), b"\x01" + bytes(12) + b"\x01"]
)
def test_a_note_or_an_envelope_that_is_not_one_is_refused(content: bytes) -> None:
    with pytest.raises(RefusedError, match="malformed"):
        notes.decode(content)
    with pytest.raises(RefusedError, match="malformed"):
        transport.decode(content[:3])
    with pytest.raises(RefusedError, match="malformed"):
        transport.decode(notes.pack(b"\xff", b"", b"", b""))
    with pytest.raises(RefusedError, match="transport-damaged"):
        transport.unlock(bytes(32), content)
