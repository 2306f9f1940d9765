"""Handshakes: both sides agree, one-time keys serve once, and what is forged or stripped is out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.sessions import chance
from toolkit.errors import RefusedError
from toolkit.messaging import (
    group_talk,
    handshake,
    kem,
    keys,
    linking,
    membership,
    phone,
    prekeys,
    sender_keys,
)
from toolkit.messaging.handshake import PQXDH, X3DH
from toolkit.messaging.membership import Roster
from toolkit.messaging.phone import RatchetKind
from toolkit.messaging.prekeys import Bundle, Prekeys, PublicPrekey, Published

if TYPE_CHECKING:
    from collections.abc import Callable

    from toolkit.messaging.handshake import Suite
    from toolkit.messaging.keys import Draw

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
        ("kem-unexpected", X3DH, {"suite": 1, "ciphertext": b"", "kem": 1}),
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


@pytest.mark.parametrize("at", [33, 66])
def test_a_key_that_is_written_in_another_way_is_refused(at: int) -> None:
    """X25519 takes no notice of the top bit: a first message could come again as another one."""
    _mine, initial = handshake.begin(ALICE, dispensed()[0], PQXDH, CHANCE)
    changed = bytearray(initial.encode())
    changed[at] ^= 0x80
    with pytest.raises(RefusedError, match="key-type"):
        handshake.decode(bytes(changed))
    with pytest.raises(RefusedError, match="key-type"):
        keys.decode(keys.CURVE25519 + (2**255 - 19).to_bytes(32, "little"))


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


@pytest.mark.parametrize("size", [kem.ML_KEM_768, kem.ML_KEM_1024])
@given(seed=st.binary(min_size=64, max_size=64), drawn=st.binary(min_size=32, max_size=32))
@settings(max_examples=10, deadline=None)
def test_the_library_opens_what_chosen_randomness_made(
    size: kem.Size, seed: bytes, drawn: bytes
) -> None:
    """It encrypts again and compares all of it, so each byte is as the standard says."""
    own = kem.kem_pair(size, seed)
    made = kem.Encapsulator(lambda _size: drawn)(own.public)
    assert len(made.ciphertext) == size.ciphertext
    assert kem.decapsulate(own, made.ciphertext) == made.secret
    assert made == kem.Encapsulator(lambda _size: drawn)(own.public)


@pytest.mark.parametrize("draw", [None, bytes])
def test_no_secret_is_made_for_what_is_no_key(draw: Draw | None) -> None:
    for wrong in (b"", bytes(100), b"\xff" * 1568):
        with pytest.raises(RefusedError, match=r"bad-length|key-type"):
            kem.Encapsulator(draw)(wrong)


def test_what_is_used_once_is_gone_from_the_phone() -> None:
    after: Prekeys = PRIVATE.without(1, 1)
    assert 1 not in after.one_time
    assert 1 not in after.kem
    assert PRIVATE.without(None, prekeys.LAST_RESORT).kem == PRIVATE.kem


def test_a_first_message_is_answered_once_even_without_a_one_time_key() -> None:
    first, _public = phone.make("alice/1", ALICE, X3DH, RatchetKind.DOUBLE, CHANCE.draw)
    second, public = phone.make("bob/1", BOB, X3DH, RatchetKind.DOUBLE, CHANCE.draw)
    _first, message, _agreed = phone.seal(first, "bob/1", b"hello", public.bundle, CHANCE)
    opened = phone.open_message(second, "alice/1", message, CHANCE)
    assert opened.plaintext == b"hello"
    with pytest.raises(RefusedError, match="already-opened"):
        phone.open_message(opened.phone, "alice/1", message, CHANCE)
    forgetful = replace(opened.phone, pairings={})
    with pytest.raises(RefusedError, match="first-message-replayed"):
        phone.open_message(forgetful, "alice/1", message, CHANCE)


@pytest.mark.parametrize("bit", [0, 8 * 67, 8 * 75])
def test_how_a_session_was_begun_cannot_be_rewritten_later(bit: int) -> None:
    first, _public = phone.make("alice/1", ALICE, PQXDH, RatchetKind.DOUBLE, CHANCE.draw)
    second, public = phone.make("bob/1", BOB, PQXDH, RatchetKind.DOUBLE, CHANCE.draw)
    first, message, _agreed = phone.seal(first, "bob/1", b"one", public.bundle, CHANCE)
    second = phone.open_message(second, "alice/1", message, CHANCE).phone
    first, message, _agreed = phone.seal(first, "bob/1", b"two", None, CHANCE)
    changed = bytearray(message)
    changed[1 + bit // 8] ^= 1
    with pytest.raises(RefusedError, match="damaged"):
        phone.open_message(second, "alice/1", bytes(changed), CHANCE)
    assert phone.open_message(second, "alice/1", message, CHANCE).plaintext == b"two"


def test_a_group_takes_no_key_of_one_who_is_not_in_it() -> None:
    own, _public = phone.make("bob/1", BOB, X3DH, RatchetKind.DOUBLE, CHANCE.draw)
    member = group_talk.joined(own, Roster("g", ("alice", "bob")), None)
    key = sender_keys.distribution(sender_keys.make(CHANCE.draw))
    assert group_talk.took(member, "g", "alice/1", key).groups["g"].theirs
    for name, code in (("mallory/1", "not-a-member"), ("alice/1", "bad-length")):
        with pytest.raises(RefusedError, match=code):
            group_talk.took(member, "g", name, key if code == "not-a-member" else key[1:])
    with pytest.raises(RefusedError, match="no-group"):
        group_talk.took(member, "other", "alice/1", key)


def test_a_list_of_members_follows_the_one_before_it() -> None:
    roster = membership.signed(Roster("g", ("alice", "bob")), ALICE, CHANCE.draw)
    following = membership.changed(roster, (*roster.members, "carol"))
    signed = membership.signed(following, ALICE, CHANCE.draw)
    assert membership.accept(roster, signed, ALICE.public) == signed
    for known, new, code in (
        (roster, following, "membership-unsigned"),
        (roster, membership.signed(following, BOB, CHANCE.draw), "membership-forged"),
        (roster, replace(signed, members=("alice", "mallory")), "membership-forged"),
        (signed, roster, "membership-old"),
        (replace(roster, members=("bob",)), signed, "membership-old"),
    ):
        with pytest.raises(RefusedError, match=code):
            membership.accept(known, new, ALICE.public)
