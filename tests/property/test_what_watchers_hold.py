"""Information flow, over random runs: a watcher holds no text and no key that it was not given."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.messaging import keyring, watchers, world
from toolkit.messaging.actions import (
    Carry,
    Deliver,
    Link,
    MakeGroup,
    Offline,
    Online,
    Reinstall,
    RemoveMember,
    RenewKeys,
    Send,
    SendGroup,
    TakeBackup,
)
from toolkit.messaging.devices import Spy, TakeOver, Unlink
from toolkit.messaging.disappearing import Place
from toolkit.messaging.events import Watcher
from toolkit.messaging.interventions import (
    Drop,
    Flip,
    Ghost,
    GuessBackup,
    Replay,
    Seize,
    SwapKeys,
)
from toolkit.messaging.lines import SendNear
from toolkit.messaging.openly import SendCloud, SendSms
from toolkit.messaging.phone import RatchetKind, owner_of
from toolkit.messaging.state import Settings

if TYPE_CHECKING:
    from toolkit.messaging.events import Event, Value
    from toolkit.messaging.state import World
    from toolkit.messaging.world import Action

Writing: TypeAlias = Send | SendGroup | SendSms | SendCloud | SendNear
PEOPLE = ("alice", "bob", "carol")
WHO = st.sampled_from(PEOPLE)
DEVICE = st.sampled_from(["desk", "tablet"])
PACKET = st.integers(1, 60)
SHORTEST = 12
"""Bytes of a secret that cannot be in something else by chance."""

HONEST: st.SearchStrategy[Action] = st.one_of(
    st.builds(Send, WHO, WHO, st.just("")),
    st.builds(Send, WHO, WHO, st.just("")),
    st.builds(SendGroup, WHO, st.just("group"), st.just("")),
    st.builds(SendGroup, WHO, st.just("group"), st.just("")),
    st.builds(SendSms, WHO, WHO, st.just("")),
    st.builds(SendCloud, WHO, WHO, st.just("")),
    st.builds(SendNear, WHO, WHO, st.just("")),
    st.just(Carry()),
    st.builds(Deliver, PACKET),
    st.builds(Drop, PACKET),
    st.builds(Replay, PACKET),
    st.builds(Flip, PACKET, st.integers(0, 900), st.sampled_from(["server", "network"])),
    st.builds(Link, WHO, DEVICE),
    st.builds(Offline, WHO),
    st.builds(Online, WHO),
    st.builds(TakeBackup, WHO, st.sampled_from(["", "1234"])),
    st.builds(RenewKeys, WHO, st.just("group")),
)
HOSTILE: st.SearchStrategy[Action] = st.one_of(
    HONEST,
    HONEST,
    HONEST,
    st.builds(Link, WHO, DEVICE, thief=st.just(value=True), history=st.booleans()),
    st.builds(TakeOver, WHO),
    st.builds(Spy, WHO),
    st.builds(Unlink, WHO, DEVICE),
    st.builds(Reinstall, WHO),
    st.builds(Seize, WHO),
    st.builds(SwapKeys, WHO, WHO),
    st.builds(Ghost, st.just("group"), st.just("mallory")),
    st.builds(
        RemoveMember, st.just("alice"), st.just("group"), st.sampled_from(["carol", "mallory"])
    ),
    st.builds(GuessBackup, WHO, st.just(("0000", "1234"))),
)
SETTINGS = st.builds(
    Settings,
    post_quantum=st.sampled_from([False, False, True]),
    ratchet=st.sampled_from(RatchetKind),
    padding=st.sampled_from([1, 160]),
    sealed_sender=st.booleans(),
    receipts=st.booleans(),
)
GROUPS = st.builds(
    MakeGroup,
    st.just("alice"),
    st.just("group"),
    st.just(("bob", "carol")),
    signed=st.booleans(),
    tree=st.booleans(),
)


class Run:
    """A run, with every secret there ever was in it, and who may hold which text.

    Who may hold what follows from what was done, and from nothing that a watcher computes.
    """

    def __init__(self, setting: Settings, group: MakeGroup | None = None) -> None:
        self.world, events = world.begin(PEOPLE, seed=b"flow", settings=setting)
        self.events: list[Event] = list(events)
        self.secrets: dict[bytes, str] = {}
        self.texts: list[str] = []
        self.allowed: dict[Watcher, set[str]] = {watcher: set() for watcher in Watcher}
        self.robbed: set[str] = set()
        self.people: dict[str, set[str]] = {}
        self.swapped: list[frozenset[str]] = []
        self.backups: dict[str, tuple[bool, set[str]]] = {}
        if group is not None:
            self.do(group)

    def do(self, action: Action) -> World:
        if isinstance(action, Writing):
            text = f"PLAINTEXT-{len(self.texts)}-that-nobody-else-should-see"
            target = action.group if isinstance(action, SendGroup) else action.to
            action = type(action)(action.who, target, text)
        before = self.world
        self.world, events = world.step(before, action)
        self.events += events
        for phone in self.world.phones.values():
            for value in keyring.secrets(phone):
                self.secrets.setdefault(_raw(value), phone.name)
        for event in events:
            for value in event.values:
                if value.secret and isinstance(value.content, bytes):
                    self.secrets.setdefault(value.content, event.code)
        if self.world is not before:
            self.judge(before, action)
        return self.world

    def judge(self, before: World, action: Action) -> None:
        """Who is given something by what was just done."""
        if isinstance(action, Writing):
            self.texts.append(action.text)
            self.judge_text(action)
        elif isinstance(action, TakeOver | Spy) or (isinstance(action, Link) and action.thief):
            self.robbed.add(action.who)
            # A server gives every new device all that it keeps of cloud chats; a spy reads from
            # the screen what is shown there, and what is still on its way.
            mine = {text for text, people in self.people.items() if action.who in people}
            seen = mine if isinstance(action, Spy) else mine & self.allowed[Watcher.SERVER]
            self.allowed[Watcher.THIEF] |= seen
            if isinstance(action, Link) and action.history:
                own = before.phone(action.who).name
                self.allowed[Watcher.THIEF] |= _history(before, own)
        elif isinstance(action, SwapKeys):
            self.swapped.append(frozenset((action.who, action.to)))
        elif isinstance(action, TakeBackup):
            kept = _history(before, before.phone(action.who).name)
            self.backups[action.who] = (bool(action.pin), kept)
        elif isinstance(action, GuessBackup):
            under_pin, kept = self.backups[action.who]
            self.allowed[Watcher.CLOUD] |= kept if under_pin else set()

    def judge_text(self, action: Writing) -> None:
        roster = self.world.server.rosters.get("group")
        members = roster.members if roster else ()
        people = members if isinstance(action, SendGroup) else (action.who, action.to)
        self.people[action.text] = set(people)
        if isinstance(action, SendSms):
            self.allowed[Watcher.NETWORK].add(action.text)
        if isinstance(action, SendCloud):
            self.allowed[Watcher.SERVER].add(action.text)
        # A device that was taken off may be linked again: who was robbed once may still be.
        if self.robbed & set(people) or "mallory" in people:
            self.allowed[Watcher.THIEF].add(action.text)
        for pair in self.swapped:
            if isinstance(action, Send | SendGroup) and pair <= set(people):
                self.allowed[Watcher.MIDDLE].add(action.text)

    def holds(self, watcher: Watcher) -> bytes:
        return watchers.know(self.events, watcher).held()

    def texts_in(self, held: bytes) -> list[str]:
        return [text for text in self.texts if text.encode() in held]

    def secrets_in(self, held: bytes) -> list[str]:
        return [whose for secret, whose in self.secrets.items() if secret in held]


def _raw(value: Value) -> bytes:
    assert isinstance(value.content, bytes)
    assert len(value.content) >= SHORTEST
    return value.content


def _history(now: World, phone: str) -> set[str]:
    mine = (phone, Place.HISTORY)
    return {copy.text for copy in now.copies if (copy.holder, copy.place) == mine}


BLIND = (Watcher.NETWORK, Watcher.SERVER, Watcher.PUSH, Watcher.CLOUD, Watcher.RADIO)


@given(actions=st.lists(HONEST, max_size=40), setting=SETTINGS, group=GROUPS)
def test_among_honest_people_nobody_else_holds_a_text_or_a_key(
    actions: list[Action], setting: Settings, group: MakeGroup
) -> None:
    run = Run(setting, group)
    for action in (*actions, Carry()):
        run.do(action)
    for watcher in Watcher:
        held = run.holds(watcher)
        assert set(run.texts_in(held)) <= run.allowed[watcher]
        assert run.secrets_in(held) == []
    assert run.holds(Watcher.NETWORK)
    assert len(run.secrets) > 20
    assert not run.allowed[Watcher.THIEF] | run.allowed[Watcher.MIDDLE]


@given(actions=st.lists(HOSTILE, max_size=50), setting=SETTINGS, group=GROUPS)
def test_whatever_is_done_a_watcher_holds_only_what_it_was_given(
    actions: list[Action], setting: Settings, group: MakeGroup
) -> None:
    run = Run(setting, group)
    for action in (*actions, Carry()):
        run.do(action)
    for watcher in Watcher:
        assert set(run.texts_in(run.holds(watcher))) <= run.allowed[watcher], watcher
    for watcher in BLIND:
        assert run.secrets_in(run.holds(watcher)) == []
    thieves = {f"{name}/1" for name in run.robbed} | {"phone-linked", "account-made", "phone-new"}
    held = run.secrets_in(run.holds(Watcher.THIEF))
    assert {owner_of(whose) for whose in held} <= {owner_of(whose) for whose in thieves}
    # The middle has the keys that it made, and those for groups that people gave it.
    assert not _private_in(run, run.holds(Watcher.MIDDLE))


def _private_in(run: Run, held: bytes) -> list[str]:
    """Private keys of people's phones, as they are now, in what a watcher holds."""
    return [
        value.name
        for phone in run.world.phones.values()
        for value in keyring.secrets(phone)
        if value.name.endswith(("private", "seed")) and _raw(value) in held
    ]


@pytest.mark.parametrize("kind", RatchetKind)
def test_the_network_does_not_hold_who_writes_to_whom_but_the_server_does(
    kind: RatchetKind,
) -> None:
    run = Run(Settings(ratchet=kind))
    run.do(Send("bob", "carol", ""))
    run.do(Carry())
    ends = {(pair.sender, pair.receiver) for pair in _pairs(run, Watcher.NETWORK)}
    assert all("server" in pair for pair in ends)
    assert b"carol" not in run.holds(Watcher.NETWORK)
    assert ("bob/1", "carol/1") in {
        (pair.sender, pair.receiver) for pair in _pairs(run, Watcher.SERVER)
    }
    assert _pairs(run, Watcher.PUSH)[0].sender == "server"


def _pairs(run: Run, watcher: Watcher) -> tuple[watchers.Pair, ...]:
    return watchers.know(run.events, watcher).pairs


def test_who_is_given_a_text_or_a_key_holds_it() -> None:
    """The test above would notice: the same search finds what is there."""
    run = Run(Settings())
    run.do(Link("bob", "desk", thief=True))
    run.do(Send("alice", "bob", ""))
    run.do(Carry())
    assert run.texts_in(run.holds(Watcher.THIEF)) == run.texts
    assert run.secrets_in(run.holds(Watcher.THIEF)) == ["bob/1"]
    for watcher in (Watcher.NETWORK, Watcher.SERVER, Watcher.PUSH):
        assert run.texts_in(run.holds(watcher)) == []
        assert run.secrets_in(run.holds(watcher)) == []


def test_a_server_in_the_middle_holds_the_texts_and_only_its_own_keys() -> None:
    run = Run(Settings())
    fresh, _events = world.begin(("alice", "bob"), seed=b"middle")
    run.world = fresh
    run.do(SwapKeys("alice", "bob"))
    for who, to in (("alice", "bob"), ("bob", "alice"), ("alice", "bob")):
        run.do(Send(who, to, ""))
        run.do(Carry())
    held = run.holds(Watcher.MIDDLE)
    assert run.texts_in(held) == run.texts
    assert run.secrets_in(held) == []
    assert run.texts_in(run.holds(Watcher.SERVER)) == []


@pytest.mark.parametrize("who_signs", ["", "alice"])
def test_a_ghost_reads_where_nobody_signs_and_else_holds_only_bytes(who_signs: str) -> None:
    run = Run(Settings())
    signed = bool(who_signs)
    run.do(MakeGroup("alice", "other", ("bob",), signed=signed))
    run.do(Carry())
    run.do(SendGroup("bob", "other", ""))
    run.do(Ghost("other", "mallory"))
    run.do(SendGroup("bob", "other", ""))
    run.do(Carry())
    readable = run.texts_in(run.holds(Watcher.THIEF))
    assert readable == ([] if signed else run.texts[1:])
    shown = [event for event in run.events if event.code == "shown"]
    assert {"alice/1"} <= {event.facts["who"] for event in shown}


@pytest.mark.parametrize("kind", RatchetKind)
def test_a_seized_phone_opens_nothing_earlier_and_is_shut_out_again(kind: RatchetKind) -> None:
    run = Run(Settings(ratchet=kind))
    for who, to in (("alice", "bob"), ("bob", "alice"), ("alice", "bob")):
        run.do(Send(who, to, ""))
        run.do(Carry())
    run.do(Seize("bob"))
    before = len(run.texts)
    for who, to in (("alice", "bob"), ("bob", "alice")) * 3:
        run.do(Send(who, to, ""))
        run.do(Carry())
    seizure = next(event.seizure for event in run.events if event.seizure)
    found = watchers.seized(run.events, seizure)
    earlier = [each for each in found.attempts if not each.later]
    later = [each for each in found.attempts if each.later]
    assert [each.text for each in earlier] == [None] * len(earlier)
    assert len(earlier) >= 2
    assert later[0].text == run.texts[before]
    assert later[-1].text is None
    assert set(found.knowledge.texts) == set(run.texts[:before])
