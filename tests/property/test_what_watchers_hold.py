"""Information flow, over random runs: a watcher holds no text and no key that it was not given."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.messaging import keyring, watchers, world
from toolkit.messaging.actions import (
    Carry,
    Deliver,
    Link,
    MakeGroup,
    Offline,
    Online,
    Send,
    SendGroup,
    TakeBackup,
)
from toolkit.messaging.events import Value, Watcher
from toolkit.messaging.interventions import Drop, Flip, Ghost, Replay, Seize, SwapKeys
from toolkit.messaging.phone import RatchetKind
from toolkit.messaging.state import Settings

if TYPE_CHECKING:
    from toolkit.messaging.events import Event
    from toolkit.messaging.state import World
    from toolkit.messaging.world import Action

PEOPLE = ("alice", "bob", "carol")
WHO = st.sampled_from(PEOPLE)
TEXT = "PLAINTEXT-{}-that-nobody-else-should-see"

ACTIONS: st.SearchStrategy[Action] = st.one_of(
    st.builds(Send, WHO, WHO, st.just("")),
    st.builds(Send, WHO, WHO, st.just("")),
    st.builds(SendGroup, WHO, st.just("group"), st.just("")),
    st.just(Carry()),
    st.builds(Deliver, st.integers(1, 60)),
    st.builds(Drop, st.integers(1, 60)),
    st.builds(Replay, st.integers(1, 60)),
    st.builds(
        Flip, st.integers(1, 60), st.integers(0, 900), st.sampled_from(["server", "network"])
    ),
    st.builds(Link, WHO, st.sampled_from(["desk", "tablet"])),
    st.builds(Offline, WHO),
    st.builds(Online, WHO),
    st.builds(TakeBackup, WHO, st.sampled_from(["", "1234"])),
)
KINDS = st.sampled_from(RatchetKind)


class Run:
    """A run, with every secret that any phone ever held in it."""

    def __init__(self, setting: Settings) -> None:
        self.world, events = world.begin(PEOPLE, seed=b"flow", settings=setting)
        self.events: list[Event] = list(events)
        self.secrets: set[bytes] = set()
        self.texts: list[str] = []
        self.do(MakeGroup("alice", "group", ("bob", "carol"), signed=True))

    def do(self, action: Action) -> World:
        if isinstance(action, Send | SendGroup):
            text = TEXT.format(len(self.texts))
            self.texts.append(text)
            target = action.to if isinstance(action, Send) else action.group
            kind = type(action)
            action = kind(action.who, target, text)
        self.world, events = world.step(self.world, action)
        self.events += events
        for phone in self.world.phones.values():
            self.secrets |= {bytes(_raw(value)) for value in keyring.secrets(phone)}
        return self.world

    def holds(self, watcher: Watcher) -> bytes:
        return watchers.know(self.events, watcher).held()

    def texts_in(self, held: bytes) -> list[str]:
        return [text for text in self.texts if text.encode() in held]

    def secrets_in(self, held: bytes) -> list[bytes]:
        return [secret for secret in self.secrets if secret in held]


def _raw(value: Value) -> bytes:
    assert isinstance(value.content, bytes)
    assert len(value.content) >= 12
    return value.content


BLIND = (
    Watcher.NETWORK,
    Watcher.SERVER,
    Watcher.PUSH,
    Watcher.CLOUD,
    Watcher.THIEF,
    Watcher.MIDDLE,
)


@settings(max_examples=25, deadline=None)
@given(
    actions=st.lists(ACTIONS, max_size=40),
    setting=st.builds(Settings, st.booleans(), KINDS, st.sampled_from([1, 160])),
)
def test_no_text_and_no_key_is_in_what_a_watcher_without_them_holds(
    actions: list[Action], setting: Settings
) -> None:
    run = Run(setting)
    for action in actions:
        run.do(action)
    run.do(Carry())
    for watcher in BLIND:
        held = run.holds(watcher)
        assert run.texts_in(held) == []
        assert run.secrets_in(held) == []
    assert run.holds(Watcher.NETWORK)
    if run.texts:
        shown = [event for event in run.events if event.code == "shown"]
        assert len(run.secrets) > 20
        assert all(event.traces == () for event in shown)


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
    assert run.secrets_in(run.holds(Watcher.THIEF)) == [run.world.phones["bob/1"].identity.private]
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
    after = run.do(Seize("bob"))
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
    assert after is not run.world
