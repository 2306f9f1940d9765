"""Whatever a network does to a world: no message is lost, none comes twice, no key moves."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from toolkit.errors import RefusedError
from toolkit.messaging import transport, world
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
from toolkit.messaging.devices import Unlink
from toolkit.messaging.disappearing import Place
from toolkit.messaging.interventions import Delay, Flip, Replay, SwapKeys, Truncate
from toolkit.messaging.lines import Block, SendNear, UseProxy
from toolkit.messaging.openly import SendCloud, SendSms
from toolkit.messaging.phone import RatchetKind
from toolkit.messaging.state import SERVER, Settings

if TYPE_CHECKING:
    from toolkit.messaging.events import Event
    from toolkit.messaging.phone import Phone
    from toolkit.messaging.state import Packet, World
    from toolkit.messaging.world import Action

PEOPLE = ("alice", "bob", "carol")
WHO = st.sampled_from(PEOPLE)
SETTINGS = st.builds(
    Settings,
    post_quantum=st.sampled_from([False, False, False, True]),
    ratchet=st.sampled_from(RatchetKind),
    padding=st.sampled_from([1, 160]),
    previews=st.just(value=False),
    sealed_sender=st.booleans(),
    receipts=st.booleans(),
)
GROUPS = st.builds(
    MakeGroup,
    st.just("alice"),
    st.just("g"),
    st.just(("bob", "carol")),
    signed=st.booleans(),
    tree=st.booleans(),
)
PLACES = st.integers(0, 30)
DOES = st.one_of(
    st.tuples(st.just("send"), WHO, WHO),
    st.tuples(st.just("send"), WHO, WHO),
    st.tuples(st.just("group"), WHO, WHO),
    st.tuples(st.just("group"), WHO, WHO),
    st.tuples(st.sampled_from(["sms", "cloud"]), WHO, WHO),
    st.tuples(st.just("deliver"), PLACES, WHO),
    st.tuples(st.just("deliver"), PLACES, WHO),
    st.tuples(st.just("delay"), PLACES, WHO),
    st.tuples(st.sampled_from(["carry", "offline", "online", "link", "renew"]), WHO, WHO),
    st.tuples(st.sampled_from(["unlink", "out", "in", "block", "proxy"]), WHO, WHO),
    st.tuples(st.just("near"), WHO, WHO),
)


@dataclass
class Run:
    """A world, and who should read what in it."""

    world: World
    expected: Counter[tuple[str, str]] = field(default_factory=Counter)
    events: list[Event] = field(default_factory=list)
    sent: int = 0

    def do(self, *actions: Action) -> tuple[Event, ...]:
        self.world, events = world.run(self.world, actions)
        self.events += events
        return events

    def settle(self) -> None:
        """All are there again, and all that waits comes."""
        shut = sorted(self.world.blocked - self.world.proxied)
        self.do(*(Online(person) for person in PEOPLE), *map(UseProxy, shut), Wait(10**6), Carry())

    def follow(self, kind: str, one: str | int, other: str) -> None:
        wire = self.world.wire
        if kind in {"send", "group", "sms", "cloud", "near"}:
            self.write(kind, str(one), other)
        elif kind == "deliver" and wire:
            due = [packet for packet in wire if packet.due <= self.world.now]
            if due:
                self.do(Deliver(due[int(one) % len(due)].number))
        elif kind == "delay" and wire:
            self.do(Delay(wire[int(one) % len(wire)].number, 3))
        elif kind in {"unlink", "out", "in"}:
            # Who goes loses what is still on its way to them: so nothing is.
            self.settle()
            if kind == "unlink":
                self.do(Unlink(str(one), "desk"))
            else:
                change = RemoveMember if kind == "out" else AddMember
                self.do(change("alice", "g", "carol"), Carry())
        else:
            simple: dict[str, Action] = {
                "carry": Carry(),
                "offline": Offline(other),
                "online": Online(other),
                "link": Link(other, "desk"),
                "renew": RenewKeys(other, "g"),
                "block": Block(other),
                "proxy": UseProxy(other),
            }
            if kind in simple:
                self.do(simple[kind])

    def write(self, kind: str, who: str, to: str) -> None:
        text = f"text {self.sent}"
        actions: dict[str, Action] = {
            "send": Send(who, to, text),
            "group": SendGroup(who, "g", text),
            "sms": SendSms(who, to, text),
            "cloud": SendCloud(who, to, text),
            "near": SendNear(who, to, text),
        }
        before = self.world
        self.do(actions[kind])
        if self.world is before:
            return
        self.sent += 1
        server = self.world.server
        own = self.world.phone(who).name
        people = server.rosters["g"].members if kind == "group" else (who, to)
        phones = {name for person in people for name in server.phones[person]}
        if kind in {"sms", "near"}:
            phones = {own, server.phones[to][0]}
        self.expected.update((name, text) for name in phones)

    def shown(self) -> Counter[tuple[str, str]]:
        places = {Place.HISTORY, Place.LINKED}
        copies = [copy for copy in self.world.copies if copy.place in places]
        return Counter((copy.holder, copy.text) for copy in copies)


def tampered(run: Run, where: int, bit: int) -> None:
    """What one packet does to a phone after somebody meddled with it, in a world of its own."""
    for packet in run.world.wire:
        if packet.sms or packet.destination == SERVER or packet.due > run.world.now:
            continue
        size = len(packet.content)
        for action in (
            Flip(packet.number, where % (8 * size), "network"),
            Flip(packet.number, (8 * where + bit) % (8 * (size - 80)), "server"),
            Truncate(packet.number, where % (size - 80)),
        ):
            other, events = world.step(run.world, action)
            if other is run.world or _opens(run, packet):
                continue
            after, events = world.step(other, Deliver(packet.number))
            assert _keys(after) == _keys(run.world), action
            assert after.copies == run.world.copies
            assert {"refused", "waits-for-key"} & {event.code for event in events}


def replayed(run: Run) -> None:
    """What a packet that arrived before does when it comes again, in a world of its own."""
    for packet in run.world.arrived[-3:]:
        if packet.sms or packet.destination == SERVER or _opens(run, packet):
            continue
        other, _events = world.step(run.world, Replay(packet.number))
        after, events = world.step(other, Deliver(other.packets))
        assert _keys(after) == _keys(run.world)
        assert after.copies == run.world.copies
        assert {"refused", "waits-for-key"} & {event.code for event in events}


def _opens(run: Run, packet: Packet) -> bool:
    """Whether a packet carries a cloud chat, which nothing protects, or nobody can open it now."""
    phone = packet.phone
    if phone not in run.world.phones or not run.world.reaches(phone):
        return True
    try:
        opened = transport.unlock(run.world.links[phone], packet.content)
    except RefusedError:
        return True
    return transport.decode(opened).cloud


def _keys(now: World) -> dict[str, Phone]:
    """Phones without what they only put aside."""
    return {
        name: replace(
            phone,
            early=(),
            groups={group: replace(state, waiting=()) for group, state in phone.groups.items()},
        )
        for name, phone in now.phones.items()
    }


def begun(setting: Settings, group: MakeGroup) -> Run:
    run = Run(world.begin(PEOPLE, seed=b"schedules", settings=setting)[0])
    run.do(group)
    return run


@given(setting=SETTINGS, group=GROUPS, does=st.lists(DOES, max_size=60))
def test_every_message_is_shown_once_on_every_phone_it_was_for(
    setting: Settings, group: MakeGroup, does: list[tuple[str, str | int, str]]
) -> None:
    run = begun(setting, group)
    for kind, one, other in does:
        run.follow(kind, one, other)
    run.settle()
    shown = run.shown()
    assert {each: shown[each] for each in run.expected} == run.expected
    assert set(shown.values()) <= {1}
    assert not run.world.wire
    assert not run.world.held
    assert not run.world.server.mailboxes


@given(
    setting=SETTINGS,
    group=GROUPS,
    does=st.lists(DOES, max_size=25),
    where=st.integers(0, 3000),
    bit=st.integers(0, 7),
)
def test_nothing_that_was_changed_or_came_before_moves_a_key_or_shows_a_text(
    setting: Settings,
    group: MakeGroup,
    does: list[tuple[str, str | int, str]],
    where: int,
    bit: int,
) -> None:
    run = begun(setting, group)
    for kind, one, other in does:
        run.follow(kind, one, other)
        tampered(run, where, bit)
        replayed(run)
    run.settle()
    shown = run.shown()
    assert {each: shown[each] for each in run.expected} == run.expected


@given(setting=SETTINGS, does=st.lists(DOES, max_size=30))
def test_a_server_in_the_middle_loses_nothing_either(
    setting: Settings, does: list[tuple[str, str | int, str]]
) -> None:
    """Nothing is noticed: that is what the numbers are for."""
    run = Run(world.begin(PEOPLE, seed=b"middle", settings=setting)[0])
    run.do(SwapKeys("alice", "bob"))
    for kind, one, other in does:
        if kind in {"send", "deliver", "delay", "carry", "offline", "online"}:
            run.follow(kind, one, other)
    run.settle()
    assert run.shown() == run.expected
    assert "refused" not in {event.code for event in run.events if event.facts.get("by") == SERVER}
