"""X3DH of the lab and python-x3dh agree, with each beginning; its XEdDSA reads ours."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.interop.peers import result
from tests.unit.sessions import chance
from toolkit.messaging import handshake, keys, prekeys, xeddsa
from toolkit.messaging.handshake import X3DH, Initial
from toolkit.messaging.prekeys import Bundle, PublicPrekey

CHANCE = chance()
RUNS = 100


def peer() -> tuple[Any, Any]:
    library = pytest.importorskip("x3dh")
    body = {"_encode_public_key": staticmethod(lambda _format, public: keys.encode(public))}
    state = type("Peer", (library.BaseState,), body)
    made = state.create(  # type: ignore[attr-defined]
        library.IdentityKeyFormat.CURVE_25519, library.HashFunction.SHA_256, X3DH.label
    )
    made.generate_pre_keys(5)
    return made, library


def test_we_begin_and_the_peer_answers() -> None:
    for _run in range(RUNS):
        theirs, library = peer()
        offered, own = theirs.bundle, keys.pair(CHANCE.draw(32))
        one_time = PublicPrekey(1, next(iter(offered.pre_keys)))
        signed = PublicPrekey(1, offered.signed_pre_key, offered.signed_pre_key_sig)
        bundle = Bundle(offered.identity_key, signed, None, one_time)
        mine, initial = handshake.begin(own, bundle, X3DH, CHANCE)
        header = library.Header(initial.identity, initial.ephemeral, signed.key, one_time.key)
        secret, associated, _signed = result(theirs.get_shared_secret_passive(header))
        assert (secret, associated) == (mine.secret, mine.associated)


def test_the_peer_begins_and_we_answer() -> None:
    for _run in range(RUNS):
        theirs, library = peer()
        private, public = prekeys.make(keys.pair(CHANCE.draw(32)), CHANCE.draw)
        bundle, _left = public.dispense()
        assert bundle.one_time is not None
        offered = library.Bundle(
            bundle.identity,
            bundle.signed.key,
            bundle.signed.signature,
            frozenset({bundle.one_time.key}),
        )
        secret, associated, header = result(theirs.get_shared_secret_active(offered))
        initial = Initial(X3DH.number, header.identity_key, header.ephemeral_key, 1, 1)
        mine, _after = handshake.answer(private, initial, X3DH)
        assert (secret, associated) == (mine.secret, mine.associated)


def test_the_peer_refuses_a_signature_of_ours_with_one_changed_bit() -> None:
    theirs, library = peer()
    _private, public = prekeys.make(keys.pair(CHANCE.draw(32)), CHANCE.draw)
    signed = public.bundle.signed
    changed = replace(signed, signature=bytes([signed.signature[0] ^ 1]) + signed.signature[1:])
    offered = library.Bundle(
        public.bundle.identity, changed.key, changed.signature, frozenset({public.one_time[0].key})
    )
    with pytest.raises(Exception, match="could not be verified"):
        result(theirs.get_shared_secret_active(offered))


def test_our_signatures_are_the_peers_byte_for_byte() -> None:
    library = pytest.importorskip("xeddsa")
    for _run in range(RUNS):
        own, message, nonce = keys.pair(CHANCE.draw(32)), CHANCE.draw(40), CHANCE.draw(64)
        # The specification (section 2.3) reduces the scalar; the peer hashes what it is given.
        _public, scalar = xeddsa._edwards_pair(own.private)
        theirs = library.ed25519_priv_sign(scalar.to_bytes(32, "little"), message, nonce)
        assert xeddsa.sign(own, message, nonce) == theirs
