"""Whatever the network does with messages: none is lost, none opens twice, none moves a state."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.sessions import KINDS, Ends, chance, ends
from toolkit.errors import RefusedError
from toolkit.messaging import sender_keys

if TYPE_CHECKING:
    from collections.abc import Callable

START = {kind: ends(kind) for kind in KINDS}

# What happens next: somebody writes, or one of the messages on the way to somebody arrives.
SCHEDULES = st.lists(st.tuples(st.booleans(), st.integers(-1, 40)), max_size=120)


class Run:
    """Two ends, and the messages between them."""

    def __init__(self, kind: str) -> None:
        begun = START[kind]
        self.ends = Ends(list(begun.ratchets), begun.associated)
        self.wires: tuple[list[tuple[bytes, bytes]], ...] = ([], [])
        self.passed: list[tuple[int, bytes]] = []
        self.chance = chance()
        self.sent = self.opened = 0

    def write(self, side: int) -> None:
        said = b"message %d" % self.sent
        try:
            self.ends.ratchets[side], sealed = self.ends.ratchets[side].seal(
                said, self.ends.associated, self.chance
            )
        except RefusedError as error:
            assert error.code == "cannot-send-yet"  # noqa: PT017 - the one reason there is
            return
        self.sent += 1
        self.wires[1 - side].append((said, sealed))

    def arrive(self, side: int, which: int) -> None:
        said, sealed = self.wires[side].pop(which % len(self.wires[side]))
        self.ends.ratchets[side], opened = self.ends.ratchets[side].open(
            sealed, self.ends.associated, self.chance
        )
        assert opened == said
        self.opened += 1
        self.passed.append((side, sealed))

    def follow(
        self, schedule: list[tuple[bool, int]], between: Callable[[Run], None] | None = None
    ) -> None:
        for side, which in schedule:
            if which < 0 or not self.wires[side]:
                self.write(int(side))
            else:
                self.arrive(int(side), which)
            if between is not None:
                between(self)

    def refuses(self, side: int, sealed: bytes) -> str:
        before = self.ends.ratchets[side]
        with pytest.raises(RefusedError) as caught:
            before.open(sealed, self.ends.associated, self.chance)
        assert self.ends.ratchets[side] is before
        return caught.value.code


@pytest.mark.parametrize("kind", KINDS)
@given(schedule=SCHEDULES)
def test_no_message_is_lost_whatever_the_order(kind: str, schedule: list[tuple[bool, int]]) -> None:
    run = Run(kind)
    run.follow(schedule)
    for side in (0, 1):
        while run.wires[side]:
            run.arrive(side, -1)
    assert run.opened == run.sent
    assert all(not each.session.skipped for each in run.ends.ratchets)


@pytest.mark.parametrize("kind", KINDS)
@given(schedule=SCHEDULES, lost=st.sets(st.integers(0, 120)))
def test_lost_messages_cost_no_other(
    kind: str, schedule: list[tuple[bool, int]], lost: set[int]
) -> None:
    run = Run(kind)

    def lose(now: Run) -> None:
        for side in (0, 1):
            now.wires[side][:] = [
                each for each in now.wires[side] if int(each[0].split()[1]) not in lost
            ]

    run.follow(schedule, lose)
    for side in (0, 1):
        while run.wires[side]:
            run.arrive(side, 0)


@pytest.mark.parametrize("kind", KINDS)
@given(schedule=SCHEDULES, where=st.integers(0), bit=st.integers(0, 7))
def test_tampering_never_moves_a_state_nor_costs_a_message(
    kind: str, schedule: list[tuple[bool, int]], where: int, bit: int
) -> None:
    run = Run(kind)

    def tamper(now: Run) -> None:
        for side in (0, 1):
            for _said, sealed in now.wires[side][:1]:
                changed = bytearray(sealed)
                changed[where % len(changed)] ^= 1 << bit
                now.refuses(side, bytes(changed))
                now.refuses(side, sealed[: where % len(sealed)])

    run.follow(schedule, tamper)
    for side in (0, 1):
        while run.wires[side]:
            run.arrive(side, 0)
    assert run.opened == run.sent


@pytest.mark.parametrize("kind", KINDS)
@given(schedule=SCHEDULES)
def test_a_replay_is_refused_at_any_later_time(kind: str, schedule: list[tuple[bool, int]]) -> None:
    run = Run(kind)
    run.follow(schedule)
    for side, sealed in run.passed:
        assert run.refuses(side, sealed) in {"already-opened", "header-closed"}


@given(order=st.permutations(list(range(30))), bit=st.integers(0, 400))
def test_a_group_loses_no_message_and_takes_none_twice(order: list[int], bit: int) -> None:
    own = sender_keys.make(chance(3).draw)
    their = sender_keys.received(sender_keys.distribution(own))
    sealed = []
    for number in range(30):
        own, message = sender_keys.seal(own, b"%d" % number, b"group")
        sealed.append(message)
    for number in order:
        changed = bytearray(sealed[number])
        changed[bit // 8 % len(changed)] ^= 1 << (bit % 8)
        before = replace(their)
        for wrong in (bytes(changed), sealed[number][: bit % len(changed)]):
            with pytest.raises(RefusedError):
                sender_keys.open_sealed(their, wrong, b"group")
        with pytest.raises(RefusedError, match="signature-wrong"):
            sender_keys.open_sealed(their, sealed[number], b"another group")
        assert their == before
        their, said = sender_keys.open_sealed(their, sealed[number], b"group")
        assert said == b"%d" % number
        with pytest.raises(RefusedError, match="already-opened"):
            sender_keys.open_sealed(their, sealed[number], b"group")
    assert not their.skipped
