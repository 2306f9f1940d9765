"""Groups: who comes and goes, who missed it, what a removed or stolen phone still opens."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.unit.lab import codes, lab, reasons, texts
from toolkit.errors import RefusedError
from toolkit.messaging import group_talk, keys, tree_talk, watchers, world
from toolkit.messaging.actions import (
    AddMember,
    Carry,
    Deliver,
    Link,
    MakeGroup,
    Offline,
    Online,
    RemoveMember,
    RenewKeys,
    Send,
    SendGroup,
    Wait,
)
from toolkit.messaging.events import Watcher
from toolkit.messaging.interventions import Delay, Ghost, Renumber, Replay, Seize, SwapKeys
from toolkit.messaging.state import Settings
from toolkit.messaging.tree_talk import Leaf

if TYPE_CHECKING:
    from toolkit.messaging.events import Event
    from toolkit.messaging.state import World
    from toolkit.messaging.world import Action

TREE = pytest.mark.parametrize("tree", [False, True], ids=["sender keys", "tree"])


def made(*actions: Action, tree: bool, signed: bool = True) -> tuple[World, tuple[Event, ...]]:
    group = MakeGroup("alice", "g", ("bob", "carol"), signed=signed, tree=tree)
    return lab(group, Carry(), *actions, settings=Settings(post_quantum=False))


def say(who: str, text: str) -> tuple[Action, ...]:
    return SendGroup(who, "g", text), Carry()


@TREE
def test_everybody_reads_what_everybody_writes(tree: bool) -> None:  # noqa: FBT001 - a parameter
    after, events = made(
        *say("alice", "a"), *say("bob", "b"), *say("carol", "c"), *say("alice", "d"), tree=tree
    )
    for name in ("alice/1", "bob/1", "carol/1"):
        assert texts(after, name) == ["a", "b", "c", "d"]
    assert reasons(events) == []
    assert ("tree-sealed" in codes(events)) is tree


@TREE
def test_who_was_removed_reads_nothing_more_not_even_what_was_recorded(
    tree: bool,  # noqa: FBT001 - a parameter
) -> None:
    talk = (*say("bob", "before"), *say("alice", "before too"))
    after, events = made(
        *talk,
        Seize("carol"),
        RemoveMember("alice", "g", "carol"),
        *say("bob", "after"),
        *say("alice", "after too"),
        tree=tree,
    )
    assert texts(after, "carol/1") == ["before", "before too"]
    assert texts(after, "bob/1") == ["before", "before too", "after", "after too"]
    seizure = next(event.seizure for event in events if event.seizure)
    later = [each for each in watchers.seized(events, seizure).attempts if each.later]
    assert later
    assert all(each.text is None for each in later)
    refused, events = world.step(after, SendGroup("carol", "g", "let me in"))
    assert refused is after
    assert reasons(events) == ["not-a-member"]


def test_without_new_keys_who_was_removed_would_read_on() -> None:
    """What the phones do at a removal is what keeps the removed one out, and nothing else."""
    before, events = made(*say("bob", "before"), Seize("carol"), tree=False)
    old = before.phones["bob/1"].groups["g"]
    after, more = world.run(before, [RemoveMember("alice", "g", "carol"), *say("bob", "after")])
    old = replace(old, roster=after.server.rosters["g"], given=old.given - {"carol/1"})
    lazy = {**after.phones["bob/1"].groups, "g": old}
    phones = {**after.phones, "bob/1": replace(after.phones["bob/1"], groups=lazy)}
    _after, last = world.run(replace(after, phones=phones), say("bob", "careless"))
    everything = (*events, *more, *last)
    seizure = next(event.seizure for event in everything if event.seizure)
    opened = [each.text for each in watchers.seized(everything, seizure).attempts if each.later]
    assert "careless" in opened
    assert "after" not in opened


@TREE
def test_new_keys_shut_out_whoever_stole_the_old_ones(tree: bool) -> None:  # noqa: FBT001
    _after, events = made(
        *say("alice", "one"),
        Seize("bob"),
        *say("alice", "stolen"),
        RenewKeys("alice", "g"),
        *say("alice", "new"),
        tree=tree,
    )
    seizure = next(event.seizure for event in events if event.seizure)
    attempts = watchers.seized(events, seizure).attempts
    to_group = [each for each in attempts if each.later and each.trace.receiver == "g"]
    assert to_group[0].text == "stolen"
    # The new keys come through the pairwise sessions, of which the thief has a copy: it is shut out
    # of the group as soon as it is shut out of those.
    healed = (
        *(Send("alice", "bob", "x"), Carry(), Send("bob", "alice", "x"), Carry()) * 2,
        *(RenewKeys("alice", "g"), *say("alice", "new")),
    )
    _after, events = made(*say("alice", "one"), Seize("bob"), *healed, tree=tree)
    seizure = next(event.seizure for event in events if event.seizure)
    attempts = watchers.seized(events, seizure).attempts
    assert [each.text for each in attempts if each.trace.receiver == "g" and each.later] == [None]


@TREE
@pytest.mark.parametrize("signed", [True, False])
def test_a_phone_that_missed_several_changes_catches_up(tree: bool, signed: bool) -> None:  # noqa: FBT001
    begun, _events = world.begin(("alice", "bob", "carol", "dave"), seed=b"missed")
    after, events = world.run(
        begun,
        [
            MakeGroup("alice", "g", ("bob",), signed=signed, tree=tree),
            Carry(),
            Offline("bob"),
            AddMember("alice", "g", "carol"),
            AddMember("alice", "g", "dave"),
            RemoveMember("alice", "g", "carol"),
            *say("alice", "while you were away"),
            Online("bob"),
            Carry(),
            *say("bob", "back"),
            *say("dave", "welcome"),
        ],
    )
    assert reasons(events) == []
    assert texts(after, "bob/1") == ["while you were away", "back", "welcome"]
    assert texts(after, "dave/1") == ["while you were away", "back", "welcome"]
    assert texts(after, "carol/1") == []


@TREE
def test_keys_and_messages_that_come_before_the_invitation_wait_for_it(tree: bool) -> None:  # noqa: FBT001
    before, _events = lab(MakeGroup("alice", "g", ("bob",), signed=True, tree=tree))
    invitation = before.wire[-1].number
    after, events = world.run(
        before, [Delay(invitation, 50), *say("alice", "early"), SendGroup("alice", "g", "two")]
    )
    assert texts(after, "bob/1") == []
    after, more = world.run(after, [Carry(), Wait(60), Carry()])
    assert texts(after, "bob/1") == ["early", "two"]
    assert reasons((*events, *more)) == []
    assert after.phones["bob/1"].early == ()


@TREE
def test_a_late_message_under_old_keys_still_opens(tree: bool) -> None:  # noqa: FBT001
    before, _events = made(*say("alice", "one"), SendGroup("alice", "g", "late"), tree=tree)
    late = before.wire[-1].number
    after, events = world.run(
        before,
        [
            *(Delay(late, 50), RenewKeys("alice", "g"), *say("alice", "three")),
            *(Wait(60), Carry()),
        ],
    )
    assert texts(after, "bob/1") == ["one", "three", "late"]
    assert reasons(events) == []


@TREE
def test_a_message_under_new_keys_waits_for_them_though_old_ones_are_there(tree: bool) -> None:  # noqa: FBT001
    before, _events = made(*say("alice", "one"), RenewKeys("alice", "g"), tree=tree)
    before, _events = world.step(before, SendGroup("alice", "g", "two"))
    keys_on_the_way = before.wire[:-1]
    assert len(keys_on_the_way) == 2
    held = tuple(Delay(packet.number, 50) for packet in keys_on_the_way)
    after, events = world.run(before, [*held, Carry()])
    assert texts(after, "bob/1") == ["one"]
    after, more = world.run(after, [Wait(60), Carry()])
    assert texts(after, "bob/1") == ["one", "two"]
    assert reasons((*events, *more)) == []


@TREE
def test_a_device_that_is_linked_while_the_invitation_is_on_its_way_gets_it_too(
    tree: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    after, events = lab(
        *(MakeGroup("alice", "g", ("bob",), signed=True, tree=tree), Link("bob", "desk"), Carry()),
        *(*say("alice", "to both"), *say("bob", "from one")),
    )
    linked = [copy.text for copy in after.copies if copy.holder == "bob/desk"]
    assert set(linked) == {"to both", "from one"}
    assert reasons(events) == []


@TREE
def test_what_is_refused_does_not_even_bring_a_list_of_members_along(tree: bool) -> None:  # noqa: FBT001
    before, _events = made(*say("alice", "one"), RemoveMember("alice", "g", "carol"), tree=tree)
    last = next(each for each in reversed(before.arrived) if each.destination == "bob/1")
    after, events = world.run(before, [Replay(last.number), Deliver(before.packets + 1)])
    assert reasons(events) == ["already-opened"]
    assert after.phones["bob/1"] is before.phones["bob/1"]


@TREE
def test_a_device_that_is_linked_later_reads_what_comes(tree: bool) -> None:  # noqa: FBT001
    after, events = made(
        *say("alice", "before"),
        Link("bob", "desk", thief=True),
        *say("alice", "after"),
        *say("bob", "mine"),
        tree=tree,
    )
    assert reasons(events) == []
    assert watchers.know(events, Watcher.THIEF).texts == ("after", "mine")
    assert texts(after, "carol/1") == ["before", "after", "mine"]


@TREE
@pytest.mark.parametrize("signed", [True, False])
def test_a_ghost_reads_only_where_nobody_signs_and_can_be_removed(tree: bool, signed: bool) -> None:  # noqa: FBT001
    after, events = made(
        *say("bob", "before"),
        Ghost("g", "mallory"),
        *say("bob", "after"),
        *(RemoveMember("alice", "g", "mallory"), *say("bob", "gone")) * (not signed),
        tree=tree,
        signed=signed,
    )
    assert watchers.know(events, Watcher.THIEF).texts == (() if signed else ("after",))
    assert texts(after, "carol/1")[:2] == ["before", "after"]
    assert ("membership-unsigned" in reasons(events)) is signed


def test_nobody_is_removed_who_is_not_there_or_by_who_may_not() -> None:
    before, _events = made(tree=False)
    for action, reason in (
        (RemoveMember("alice", "g", "mallory"), "not-a-member"),
        (RemoveMember("bob", "g", "carol"), "membership-forged"),
        (RemoveMember("alice", "none", "carol"), "no-group"),
        (RenewKeys("alice", "none"), "no-group"),
    ):
        after, events = world.step(before, action)
        assert after is before
        assert reasons(events) == [reason]


def test_the_server_sees_no_number_in_a_message_of_a_tree() -> None:
    before, _events = made(*say("bob", "one"), SendGroup("bob", "g", "two"), tree=True)
    after, events = world.step(before, Renumber(before.wire[-1].number, 7))
    assert after is before
    assert reasons(events) == ["header-hidden"]


IDENTITIES = {name: keys.pair(name.encode().ljust(32, b"-")) for name in ("alice", "bob", "carol")}
LEAVES = tuple(Leaf(f"{name}/1", pair.public) for name, pair in IDENTITIES.items())


def epochs() -> list[tree_talk.Epoch]:
    return [tree_talk.welcomed(tree_talk.welcome(3, b"s" * 32, LEAVES)) for _leaf in LEAVES]


def draw(size: int) -> bytes:
    return b"\x07" * size


def test_all_that_is_wrong_with_a_message_of_a_tree_is_refused_with_its_reason() -> None:
    mine, theirs, _carols = epochs()
    assert mine == tree_talk.begin(3, b"s" * 32, LEAVES)
    own = ("alice/1", IDENTITIES["alice"])
    later, first = tree_talk.seal(mine, own, "g", b"one", draw)
    later, second = tree_talk.seal(later, own, "g", b"two", draw)
    ahead = replace(mine.ratchets[0], generation=1001)
    far = replace(mine, ratchets={**mine.ratchets, 0: ahead})
    last = tree_talk.seal(far, own, "g", b"far", draw)[1]
    forged = tree_talk.seal(mine, ("alice/1", IDENTITIES["carol"]), "g", b"not alice", draw)[1]
    outside = replace(mine, leaves=LEAVES * 2, ratchets={**mine.ratchets, 3: mine.ratchets[0]})
    no_leaf = tree_talk.seal(
        replace(outside, leaves=(*LEAVES, Leaf("dave/1", bytes(32)))),
        ("dave/1", IDENTITIES["carol"]),
        "g",
        b"who",
        draw,
    )[1]
    after, said = tree_talk.open_sealed(theirs, "alice/1", "g", second)
    assert said == b"two"
    for epoch, message, sender, group, code in (
        (theirs, first[:40], "alice/1", "g", "truncated"),
        (theirs, first[:-1], "alice/1", "g", "damaged"),
        (theirs, first[:50] + bytes([first[50] ^ 1]) + first[51:], "alice/1", "g", "damaged"),
        (theirs, first, "alice/1", "other", "damaged"),
        (theirs, first, "bob/1", "g", "signature-wrong"),
        (theirs, forged, "alice/1", "g", "signature-wrong"),
        (theirs, last, "alice/1", "g", "too-far-ahead"),
        (theirs, no_leaf, "dave/1", "g", "no-such-leaf"),
        (after, second, "alice/1", "g", "already-opened"),
    ):
        kept = repr(epoch), epoch
        with pytest.raises(RefusedError, match=code):
            tree_talk.open_sealed(epoch, sender, group, message)
        assert (repr(epoch), epoch) == kept
    after, said = tree_talk.open_sealed(after, "alice/1", "g", first)
    assert said == b"one"
    assert not after.skipped
    with pytest.raises(RefusedError, match="not-a-member"):
        tree_talk.seal(mine, ("mallory/1", IDENTITIES["bob"]), "g", b"x", draw)


@pytest.mark.parametrize(
    "welcome",
    [b"", tree_talk.welcome(1, b"short", LEAVES), tree_talk.welcome(1, b"s" * 32, LEAVES)[:-1]],
)
def test_a_welcome_that_is_none_is_refused(welcome: bytes) -> None:
    with pytest.raises(RefusedError, match=r"malformed|bad-length"):
        tree_talk.welcomed(welcome)


def test_an_epoch_with_an_outsider_is_refused() -> None:
    after, _events = made(*say("alice", "one"), tree=True)
    welcome = tree_talk.welcome(9, b"s" * 32, (*LEAVES, Leaf("mallory/1", LEAVES[0].identity)))
    with pytest.raises(RefusedError, match="not-a-member"):
        group_talk.took_epoch(after.phones["bob/1"], "g", "alice/1", welcome)
    with pytest.raises(RefusedError, match="not-a-member"):
        group_talk.took_epoch(after.phones["bob/1"], "g", "mallory/1", welcome)


@TREE
@pytest.mark.parametrize("sealed", [False, True])
def test_a_server_in_the_middle_of_two_reads_the_group_with_the_keys_they_give_it(
    tree: bool,  # noqa: FBT001 - a parameter of the test
    sealed: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    after, events = lab(
        SwapKeys("alice", "bob"),
        MakeGroup("alice", "g", ("bob", "carol"), signed=False, tree=tree),
        Carry(),
        *say("alice", "to all"),
        settings=Settings(post_quantum=False, sealed_sender=sealed),
    )
    assert texts(after, "carol/1") == ["to all"]
    assert watchers.know(events, Watcher.MIDDLE).texts == ("to all",)
    # In the tree each message is signed with the identity key, and Bob knows another one.
    assert texts(after, "bob/1") == ([] if tree else ["to all"])
    assert reasons(events) == (["signature-wrong"] if tree else [])


def test_a_signed_list_does_not_fit_to_a_key_in_the_middle() -> None:
    after, events = lab(
        SwapKeys("alice", "bob"), MakeGroup("alice", "g", ("bob",), signed=True), Carry()
    )
    assert reasons(events) == ["membership-forged"]
    assert after.phones["bob/1"].groups == {}
