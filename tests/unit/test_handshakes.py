"""Handshakes: both sides agree, one-time keys serve once, and what is forged or stripped is out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.unit.sessions import chance
from toolkit.messaging import handshake, kem, keys, linking, prekeys
from toolkit.messaging.handshake import PQXDH, X3DH
from toolkit.messaging.prekeys import Bundle, Prekeys, PublicPrekey, Published
from toolkit.messaging.refusals import RefusedError

if TYPE_CHECKING:
    from collections.abc import Callable

    from toolkit.messaging.handshake import Suite

CHANCE = chance(7)
ALICE, BOB = (keys.pair(CHANCE.draw(32)) for _ in range(2))
PRIVATE, PUBLIC = prekeys.make(BOB, CHANCE.draw)


def dispensed() -> tuple[Bundle, Published]:
    return PUBLIC.dispense()


@pytest.mark.parametrize("suite", [X3DH, PQXDH])
def test_both_sides_get_the_same_secret(suite: Suite) -> None:
    bundle, _left = dispensed()
    mine, initial = handshake.begin(ALICE, bundle, suite, CHANCE)
    sent, message = handshake.decode(initial.encode() + b"first message")
    theirs, _after = handshake.answer(PRIVATE, sent, suite)
    assert mine == theirs
    assert message == b"first message"
    assert len(mine.parts) == 4
    assert bool(mine.kem) is suite.kem


def test_the_label_is_not_signals() -> None:
    assert b"Whisper" not in PQXDH.label
    parts = (bytes(32),) * 3
    assert handshake.key_material(PQXDH, parts) != handshake.key_material(X3DH, parts)


def test_a_one_time_prekey_serves_once() -> None:
    bundle, left = dispensed()
    assert bundle.one_time not in left.one_time
    assert bundle.kem not in left.one_time_kem
    _mine, initial = handshake.begin(ALICE, bundle, PQXDH, CHANCE)
    _theirs, after = handshake.answer(PRIVATE, initial, PQXDH)
    with pytest.raises(RefusedError, match="one-time-prekey-used"):
        handshake.answer(after, initial, PQXDH)
    with pytest.raises(RefusedError, match="one-time-prekey-used"):
        handshake.answer(after, replace(initial, one_time=None), PQXDH)


def test_when_one_time_prekeys_are_used_up_the_last_resort_stays() -> None:
    private, public = PRIVATE, PUBLIC
    parts = []
    for _ in range(prekeys.ONE_TIME + 2):
        bundle, public = public.dispense()
        mine, initial = handshake.begin(ALICE, bundle, PQXDH, CHANCE)
        theirs, private = handshake.answer(private, initial, PQXDH)
        assert mine == theirs
        parts.append(len(mine.parts))
    assert parts == [4] * prekeys.ONE_TIME + [3, 3]
    assert list(private.kem) == [prekeys.LAST_RESORT]


def forged(change: Callable[[Bundle], Bundle]) -> Bundle:
    return change(dispensed()[0])


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("signature-wrong", lambda b: replace(b, signed=replace(b.signed, key=ALICE.public))),
        ("signature-wrong", lambda b: replace(b, identity=ALICE.public)),
        ("signature-wrong", lambda b: replace(b, kem=replace(b.kem, key=bytes(1568)))),
        ("signature-wrong", lambda b: replace(b, signed=replace(b.signed, signature=bytes(64)))),
        ("bad-length", lambda b: replace(b, signed=replace(b.signed, signature=b""))),
        ("bad-length", lambda b: replace(b, identity=b"short")),
        ("key-type", lambda b: replace(b, identity=b"\xff" * 32)),
        ("kem-missing", lambda b: replace(b, kem=None)),
        ("low-order-key", lambda b: replace(b, one_time=PublicPrekey(9, bytes(32)))),
    ],
)
def test_a_bundle_that_is_not_as_it_should_be_is_refused(
    code: str, change: Callable[[Bundle], Bundle]
) -> None:
    with pytest.raises(RefusedError, match=code):
        handshake.begin(ALICE, forged(change), PQXDH, CHANCE)


@pytest.mark.parametrize(
    ("code", "suite", "change"),
    [
        ("kem-stripped", PQXDH, {"ciphertext": b""}),
        ("kem-stripped", PQXDH, {"ciphertext": b"", "suite": 1}),
        ("suite-wrong", PQXDH, {"suite": 1}),
        ("suite-wrong", X3DH, {}),
        ("kem-unexpected", X3DH, {"suite": 1}),
        ("prekey-unknown", PQXDH, {"signed": 7}),
        ("one-time-prekey-used", PQXDH, {"one_time": 99}),
        ("one-time-prekey-used", PQXDH, {"kem": 99}),
        ("low-order-key", PQXDH, {"ephemeral": bytes(32)}),
        ("low-order-key", PQXDH, {"identity": bytes(32)}),
        ("bad-length", PQXDH, {"ciphertext": b"short"}),
    ],
)
def test_a_first_message_that_is_not_as_it_should_be_is_refused(
    code: str, suite: Suite, change: dict[str, object]
) -> None:
    _mine, initial = handshake.begin(ALICE, dispensed()[0], PQXDH, CHANCE)
    with pytest.raises(RefusedError, match=code):
        handshake.answer(PRIVATE, replace(initial, **change), suite)  # type: ignore[arg-type]


def test_a_changed_ciphertext_gives_another_secret_and_no_error() -> None:
    mine, initial = handshake.begin(ALICE, dispensed()[0], PQXDH, CHANCE)
    changed = bytes([initial.ciphertext[0] ^ 1]) + initial.ciphertext[1:]
    theirs, _after = handshake.answer(PRIVATE, replace(initial, ciphertext=changed), PQXDH)
    assert theirs.secret != mine.secret


@pytest.mark.parametrize("size", [0, 1, 40, 78, 79, 1000, 1646])
def test_a_first_message_cut_off_anywhere_is_refused(size: int) -> None:
    _mine, initial = handshake.begin(ALICE, dispensed()[0], PQXDH, CHANCE)
    with pytest.raises(RefusedError, match=r"truncated|bad-length"):
        handshake.decode(initial.encode()[:size])


def test_secrets_stand_in_no_text_of_a_value() -> None:
    mine, _initial = handshake.begin(ALICE, dispensed()[0], PQXDH, CHANCE)
    shown = repr((PRIVATE, mine, kem.Encapsulator()(PRIVATE.kem[0].public)))
    for secret in (BOB.private, PRIVATE.signed.private, mine.secret, mine.kem, *mine.parts):
        assert repr(secret) not in shown


def test_a_linked_device_gets_the_identity_and_nobody_else_does() -> None:
    device = keys.pair(CHANCE.draw(32))
    sealed = linking.seal(BOB, linking.code(device), CHANCE.draw)
    assert linking.open_sealed(device, sealed) == BOB
    assert BOB.private not in sealed
    with pytest.raises(RefusedError, match="link-closed"):
        linking.open_sealed(ALICE, sealed)
    with pytest.raises(RefusedError, match="low-order-key"):
        linking.seal(BOB, keys.encode(bytes(32)), CHANCE.draw)
    with pytest.raises(RefusedError, match="key-type"):
        linking.seal(BOB, b"\x06" + device.public, CHANCE.draw)


def test_a_tape_repeats_what_was_drawn_and_only_for_the_same_key() -> None:
    public = PRIVATE.kem[0].public
    first = kem.Encapsulator()
    made = first(public)
    again = kem.Encapsulator(first.drawn)
    assert again(public) == made
    assert not again.fresh
    other = kem.Encapsulator(first.drawn)
    assert other(PRIVATE.kem[1].public) != made
    assert other.fresh
    for wrong in (b"", bytes(100), b"\xff" * 1568):
        with pytest.raises(RefusedError):
            kem.Encapsulator()(wrong)


def test_what_is_used_once_is_gone_from_the_phone() -> None:
    after: Prekeys = PRIVATE.without(1, 1)
    assert 1 not in after.one_time
    assert 1 not in after.kem
    assert PRIVATE.without(None, prekeys.LAST_RESORT).kem == PRIVATE.kem
