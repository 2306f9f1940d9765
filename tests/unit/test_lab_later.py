"""Record now, open later: what falls when X25519 falls, or ML-KEM, or both."""

from __future__ import annotations

import pytest

from tests.unit.lab import lab
from toolkit.messaging import later, world
from toolkit.messaging.actions import Carry, Deliver, Reinstall, Send
from toolkit.messaging.interventions import Drop
from toolkit.messaging.later import Broken
from toolkit.messaging.phone import RatchetKind
from toolkit.messaging.state import Settings

DH, KEM = frozenset({Broken.X25519}), frozenset({Broken.ML_KEM})
BOTH, NEITHER = DH | KEM, frozenset[Broken]()

SAID = [f"text {number}" for number in range(24)]


def talk(settings: Settings) -> list[world.Action]:
    steps: list[world.Action] = []
    for number, text in enumerate(SAID):
        who, to = ("alice", "bob") if number % 3 else ("bob", "alice")
        steps += [Send(who, to, text), Carry()]
    return steps


def opened(settings: Settings, broken: frozenset[Broken]) -> list[str]:
    _after, events = lab(*talk(settings), settings=settings)
    found = later.opened_later(events, broken, settings.ratchet)
    assert len(found) == len(SAID)
    return [each.text for each in found if each.text is not None]


@pytest.mark.parametrize("kind", [RatchetKind.DOUBLE, RatchetKind.HIDDEN])
@pytest.mark.parametrize("sealed", [False, True])
@pytest.mark.parametrize("post_quantum", [False, True])
def test_all_that_was_recorded_opens_when_all_that_was_mixed_in_falls(
    kind: RatchetKind,
    sealed: bool,  # noqa: FBT001 - a parameter of the test
    post_quantum: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    settings = Settings(post_quantum=post_quantum, ratchet=kind, sealed_sender=sealed)
    assert opened(settings, NEITHER) == []
    assert opened(settings, KEM) == []
    assert opened(settings, DH) == ([] if post_quantum else SAID)
    assert opened(settings, BOTH) == SAID


def test_a_post_quantum_ratchet_shuts_out_who_broke_only_x25519_after_its_first_exchange() -> None:
    settings = Settings(post_quantum=False, ratchet=RatchetKind.HYBRID)
    some = opened(settings, DH)
    assert some == SAID[: len(some)]
    assert 3 < len(some) < len(SAID) - 3
    assert opened(settings, BOTH) == SAID
    assert opened(settings, KEM) == []
    with_both = Settings(post_quantum=True, ratchet=RatchetKind.HYBRID)
    assert opened(with_both, DH) == []
    assert opened(with_both, BOTH) == SAID


@pytest.mark.parametrize("kind", RatchetKind)
def test_order_losses_and_new_phones_hide_nothing_from_who_recorded_it(kind: RatchetKind) -> None:
    settings = Settings(post_quantum=False, ratchet=kind)
    after, events = lab(
        *(Send("alice", "bob", "1"), Send("bob", "alice", "2"), Send("alice", "bob", "3"), Carry()),
        *(Send("alice", "bob", "4"), Send("alice", "bob", "5")),
        settings=settings,
    )
    fourth, fifth = (packet.number for packet in after.wire)
    after, more = world.run(after, [Deliver(fifth), Deliver(fourth)])
    lost = after.wire[0].number
    after, last = world.run(
        after,
        [
            *(Drop(lost), Carry(), Send("bob", "alice", "6"), Carry(), Reinstall("bob")),
            *(Send("alice", "bob", "7"), Carry(), Send("bob", "alice", "8"), Carry()),
        ],
    )
    found = later.opened_later((*events, *more, *last), BOTH, kind)
    assert sorted(each.text for each in found if each.text) == list("12345678")
    assert all(each.text is None for each in later.opened_later(events, NEITHER, kind))
