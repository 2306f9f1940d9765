"""Two ends of a session, for tests: from a real handshake, with each of the ratchets."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from toolkit.messaging import chains, handshake, keys, prekeys, randomness
from toolkit.messaging.headers import HiddenHeaders
from toolkit.messaging.kem import Encapsulator
from toolkit.messaging.pq_ratchet import HybridRatchet, hybrid
from toolkit.messaging.ratchet import DoubleRatchet

if TYPE_CHECKING:
    from toolkit.messaging.handshake import Suite

AnyRatchet = DoubleRatchet | HiddenHeaders | HybridRatchet
KINDS: Final = ("double", "hidden", "hybrid")


@dataclass
class Ends:
    """Both ends, and what they share."""

    ratchets: list[AnyRatchet]
    associated: bytes


def chance(seed: int | None = None) -> randomness.Chance:
    draw = os.urandom if seed is None else randomness.seeded(b"tests", seed)
    return randomness.Chance(draw, Encapsulator())


def ends(kind: str, suite: Suite = handshake.X3DH) -> Ends:
    at = chance(1)
    own, theirs = (keys.pair(at.draw(32)) for _ in range(2))
    private, public = prekeys.make(theirs, at.draw)
    bundle, _left = public.dispense()
    agreement, initial = handshake.begin(own, bundle, suite, at)
    answered, _after = handshake.answer(private, initial, suite)
    assert answered == agreement
    first = chains.begin(agreement.secret, bundle.signed.key, at.draw)
    second = chains.answer(answered.secret, private.signed)
    ratchets = [
        ratchet(kind, first, agreement.secret, begins=True),
        ratchet(kind, second, agreement.secret, begins=False),
    ]
    return Ends(ratchets, agreement.associated)


def ratchet(kind: str, session: chains.Session, secret: bytes, *, begins: bool) -> AnyRatchet:
    if kind == "hybrid":
        return hybrid(session, secret, begins=begins)
    return HiddenHeaders(session) if kind == "hidden" else DoubleRatchet(session)
