"""Ratchets: what they refuse, what they keep, what they forget."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.unit.sessions import KINDS, Ends, chance, ends
from toolkit.errors import RefusedError
from toolkit.messaging import chains
from toolkit.messaging.chains import MAX_SKIP, MAX_STORED, Header
from toolkit.messaging.headers import HIDDEN_SIZE, HiddenHeaders
from toolkit.messaging.keyring import secrets
from toolkit.messaging.pq_ratchet import HybridRatchet
from toolkit.messaging.ratchet import HEADER_SIZE, DoubleRatchet, decode, encode

CHANCE = chance()


def say(run: Ends, side: int, text: bytes = b"hello") -> bytes:
    run.ratchets[side], sealed = run.ratchets[side].seal(text, run.associated, CHANCE)
    return sealed


def hear(run: Ends, side: int, sealed: bytes) -> bytes:
    run.ratchets[side], text = run.ratchets[side].open(sealed, run.associated, CHANCE)
    return text


def refused(run: Ends, side: int, sealed: bytes) -> str:
    with pytest.raises(RefusedError) as caught:
        run.ratchets[side].open(sealed, run.associated, CHANCE)
    return caught.value.code


@pytest.mark.parametrize("kind", KINDS)
def test_who_was_written_to_cannot_write_before_the_first_message(kind: str) -> None:
    with pytest.raises(RefusedError, match="cannot-send-yet"):
        say(ends(kind), 1)


def test_a_short_message_has_the_size_that_the_formats_add_up_to() -> None:
    assert len(say(ends("double"), 0)) == 88
    assert len(say(ends("hidden"), 0)) == 88 + HIDDEN_SIZE - HEADER_SIZE


def test_a_number_of_a_thousand_millions_costs_nothing() -> None:
    run = ends("double")
    sealed = say(run, 0)
    for number in (10**9, 2**32 - 1, MAX_SKIP + 1):
        header = replace(decode(sealed[:HEADER_SIZE]), number=number)
        assert refused(run, 1, encode(header) + sealed[HEADER_SIZE:]) == "too-far-ahead"
    hear(run, 1, sealed)
    hear(run, 0, say(run, 1))
    sealed = say(run, 0)
    header = replace(decode(sealed[:HEADER_SIZE]), previous=10**9)
    assert refused(run, 1, encode(header) + sealed[HEADER_SIZE:]) == "too-far-ahead"
    assert hear(run, 1, sealed) == b"hello"


def test_swapped_headers_are_refused_and_the_messages_still_open() -> None:
    run = ends("double")
    one, other = say(run, 0, b"one"), say(run, 0, b"other")
    assert refused(run, 1, other[:HEADER_SIZE] + one[HEADER_SIZE:]) == "damaged"
    assert refused(run, 1, one[:HEADER_SIZE] + other[HEADER_SIZE:]) == "damaged"
    assert [hear(run, 1, other), hear(run, 1, one)] == [b"other", b"one"]


def test_a_ratchet_key_of_low_order_is_refused() -> None:
    run = ends("double")
    sealed = say(run, 0)
    low = encode(Header(bytes(32), 0, 0))
    assert refused(run, 1, low + sealed[HEADER_SIZE:]) == "low-order-key"


@pytest.mark.parametrize("kind", KINDS)
def test_associated_data_of_another_pair_opens_nothing(kind: str) -> None:
    run = ends(kind)
    sealed = say(run, 0)
    with pytest.raises(RefusedError, match="damaged"):
        run.ratchets[1].open(sealed, b"somebody else", CHANCE)


@pytest.mark.parametrize("kind", KINDS)
def test_a_used_key_is_in_the_phone_no_more(kind: str) -> None:
    run = ends(kind)
    hear(run, 1, say(run, 0))
    session = run.ratchets[0].session
    assert session.sending is not None
    key, following = chains.chain_step(session.sending.key)
    hear(run, 1, say(run, 0))
    for ratchet in run.ratchets:
        held = {value.content for value in secrets(ratchet)}
        assert key not in held
        assert session.sending.key not in held
    assert following in {value.content for value in secrets(run.ratchets[1])}


def test_skipped_keys_are_bounded_and_the_oldest_go_first() -> None:
    run = ends("double")
    lost = []
    for _turn in range(4):
        lost += [say(run, 0) for _ in range(900)]
        hear(run, 1, say(run, 0))
        hear(run, 0, say(run, 1))
    hear(run, 1, say(run, 0))
    assert len(run.ratchets[1].session.skipped) <= MAX_STORED
    assert refused(run, 1, lost[0]) == "already-opened"
    assert hear(run, 1, lost[-1]) == b"hello"


def test_skipped_keys_grow_old(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chains, "MAX_AGE", 20)
    run = ends("double")
    late = say(run, 0)
    for _ in range(25):
        hear(run, 1, say(run, 0))
    assert not run.ratchets[1].session.skipped
    assert refused(run, 1, late) == "already-opened"


def test_a_hidden_header_shows_neither_key_nor_number() -> None:
    run = ends("hidden")
    sealed = [say(run, 0) for _ in range(3)]
    public = run.ratchets[0].session.own.public
    assert all(public not in each for each in sealed)
    assert len({each[:HIDDEN_SIZE] for each in sealed}) == 3
    assert hear(run, 1, sealed[2]) == b"hello"
    assert hear(run, 1, sealed[0]) == b"hello"
    fresh = ends("hidden")
    fresh.ratchets[1] = replace(
        fresh.ratchets[1], session=replace(fresh.ratchets[1].session, next_receiving=bytes(32))
    )
    assert refused(fresh, 1, say(fresh, 0)) == "header-closed"


def test_the_post_quantum_secret_is_in_the_keys_of_messages() -> None:
    run = ends("hybrid")
    for _ in range(12):
        hear(run, 1, say(run, 0))
        hear(run, 0, say(run, 1))
    one = run.ratchets[0]
    assert isinstance(one, HybridRatchet)
    assert one.epoch >= 2
    sealed = say(run, 1)
    # Who broke all of X25519 has the session; without the salt it opens nothing.
    without = replace(one, secrets=tuple((epoch, bytes(32)) for epoch, _secret in one.secrets))
    with pytest.raises(RefusedError, match="damaged"):
        without.open(sealed, run.associated, CHANCE)
    assert one.open(sealed, run.associated, CHANCE)[1] == b"hello"


def test_a_message_that_is_late_by_some_exchanges_opens_and_by_many_does_not() -> None:
    for late, exchanges in ((True, 3), (False, 12)):
        run = ends("hybrid")
        held = say(run, 0)
        while getattr(run.ratchets[1], "epoch", 0) < exchanges:
            hear(run, 1, say(run, 0))
            hear(run, 0, say(run, 1))
        if late:
            assert hear(run, 1, held) == b"hello"
        else:
            assert refused(run, 1, held) == "epoch-unknown"


def test_a_post_quantum_head_that_is_not_one_is_refused() -> None:
    run = ends("hybrid")
    sealed = say(run, 0)
    at = HEADER_SIZE
    assert refused(run, 1, sealed[: at + 3]) == "truncated"
    assert refused(run, 1, sealed[: at + 4] + b"\x09" + sealed[at + 5 :]) == "malformed"
    assert refused(run, 1, sealed[: at + 4] + b"\x01" + sealed[at + 5 :]) == "truncated"
    assert refused(run, 1, sealed[:at] + b"\0\0\0\x05" + sealed[at + 4 :]) == "epoch-unknown"


@pytest.mark.parametrize("kind", [DoubleRatchet, HiddenHeaders])
def test_a_chain_ends_where_its_counter_ends(kind: type[DoubleRatchet | HiddenHeaders]) -> None:
    session = ends("double").ratchets[0].session
    assert session.sending is not None
    last = replace(session, sending=replace(session.sending, number=chains.MAX_NUMBER))
    with pytest.raises(RefusedError, match="chain-used-up"):
        kind(last).seal(b"", b"", CHANCE)
