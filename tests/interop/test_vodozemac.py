"""The chains of the lab speak Olm with vodozemac, Matrix's own library, both beginning.

Olm (its specification, version 1) is the Double Ratchet with other labels, a MAC of 8 bytes and no
PN in the header; the wire format is written here, everything else is the lab's.
"""

from __future__ import annotations

import base64
import random
from typing import Any, Final

import pytest

from tests.unit.sessions import chance
from toolkit.messaging import chains, keys
from toolkit.messaging.chains import Chain, Header, Labels, Session
from toolkit.messaging.kdf import derive, mac
from toolkit.messaging.ratchet import MAC_SIZE, lock, message_keys, unlock

CHANCE: Final = chance()
OLM: Final = Labels(b"OLM_RATCHET", b"OLM_KEYS")
SHORT: Final = 8
TURNS: Final = 120


def library() -> Any:
    return pytest.importorskip("vodozemac")


def plain(key: Any) -> bytes:
    text = key.to_base64()
    return base64.b64decode(text + "=" * (-len(text) % 4))


def started(parts: list[bytes]) -> tuple[bytes, bytes]:
    made = derive(b"".join(parts), b"OLM_ROOT", 64)
    return made[:32], made[32:]


def session(root: bytes, own: keys.KeyPair, their: bytes | None, **each: Any) -> Session:
    nothing = bytes(32)
    chain = {"sending": None, "receiving": None, **each}
    return Session(
        root, own, their, previous=0, skipped={}, past=(), next_sending=nothing,
        next_receiving=nothing, opened=0, labels=OLM, **chain,
    )  # fmt: skip


class Olm:
    """The lab's end."""

    def __init__(self, state: Session) -> None:
        self.state = state
        self.counts: dict[bytes, int] = {}

    def write(self, text: bytes) -> bytes:
        self.state, header, key = chains.next_sending(self.state)
        keyed = message_keys(key, self.state)
        body = lock(keyed, text, b"")[:-MAC_SIZE]
        number = varint(header.number)
        message = b"\x03\x0a\x20" + header.key + b"\x10" + number + b"\x22"
        message += varint(len(body)) + body
        return message + mac(keyed[32:64], message)[:SHORT]

    def read(self, message: bytes, previous: int) -> bytes:
        """Read; Olm has no PN, so the test says how long the chain before was."""
        assert message[:3] == b"\x03\x0a\x20"
        number, at = read_varint(message, 36)
        size, at = read_varint(message, at + 1)
        body = message[at : at + size]
        header = Header(message[3:35], previous, number)
        after, key = chains.next_receiving(self.state, header, CHANCE.draw)
        keyed = message_keys(key, after)
        assert mac(keyed[32:64], message[:-SHORT])[:SHORT] == message[-SHORT:]
        self.state = after
        return unlock(keyed, body + mac(keyed[32:64], body), b"")


def varint(number: int) -> bytes:
    made = b""
    while number > 0x7F:
        made += bytes([number & 0x7F | 0x80])
        number >>= 7
    return made + bytes([number])


def read_varint(message: bytes, at: int) -> tuple[int, int]:
    number = shift = 0
    while True:
        number |= (message[at] & 0x7F) << shift
        shift += 7
        at += 1
        if message[at - 1] < 0x80:
            return number, at


def we_begin(peer: Any) -> tuple[Olm, Any, bytes]:
    account = peer.Account()
    account.generate_one_time_keys(1)
    one_time = plain(next(iter(account.one_time_keys.values())))
    identity, base, first = (keys.pair(CHANCE.draw(32)) for _ in range(3))
    theirs = plain(account.curve25519_key)
    root, chain = started(
        [keys.agree(identity, one_time), keys.agree(base, theirs), keys.agree(base, one_time)]
    )
    ours = Olm(session(root, first, None, sending=Chain(chain, 0, b"")))
    inner = ours.write(b"first")
    parts = zip(b"\x0a\x12\x1a", (one_time, base.public, identity.public), strict=True)
    whole = b"\x03" + b"".join(bytes([tag, 32]) + key for tag, key in parts)
    whole += b"\x22" + varint(len(inner)) + inner
    message = peer.AnyOlmMessage.pre_key(whole).to_pre_key()
    key = peer.Curve25519PublicKey.from_bytes(identity.public)
    opened = account.create_inbound_session(key, message)
    return ours, opened[0], opened[1]


def they_begin(peer: Any) -> tuple[Olm, Any, bytes]:
    account = peer.Account()
    identity, one_time, own = (keys.pair(CHANCE.draw(32)) for _ in range(3))
    public = [peer.Curve25519PublicKey.from_bytes(each.public) for each in (identity, one_time)]
    theirs = account.create_outbound_session(*public)
    _kind, message = theirs.encrypt(b"first").to_parts()
    assert message[1:3] == b"\x0a\x20"
    base, their = message[37:69], message[71:103]
    assert message[3:35] == one_time.public
    root, chain = started(
        [keys.agree(one_time, their), keys.agree(identity, base), keys.agree(one_time, base)]
    )
    inner = message[read_varint(message, 104)[1] :]
    ratchet = inner[3:35]
    root, sending, _header = chains.root_step(root, keys.agree(own, ratchet), OLM)
    state = session(
        root, own, ratchet, sending=Chain(sending, 0, b""), receiving=Chain(chain, 0, b"")
    )
    ours = Olm(state)
    return ours, theirs, ours.read(inner, 0)


@pytest.mark.parametrize("begin", [we_begin, they_begin])
def test_olm_in_both_directions_out_of_order(begin: Any) -> None:
    peer, dice = library(), random.Random(1)
    ours, theirs, first = begin(peer)
    assert first == b"first"
    read = out_of_order = 0
    before = 1 if begin is they_begin else 0
    for turn in range(TURNS):
        to_them = [(b"%d %d" % (turn, n), ours.write(b"%d %d" % (turn, n))) for n in range(15)]
        shuffled = dice.sample(to_them, len(to_them))
        for text, sealed in shuffled:
            assert theirs.decrypt(peer.AnyOlmMessage.from_parts(1, sealed)) == text
        out_of_order += sum(a is not b for a, b in zip(to_them, shuffled, strict=True))
        to_us = [
            (b"%d" % n, theirs.encrypt(b"%d" % n).to_parts()[1]) for n in range(dice.randint(1, 20))
        ]
        lost = dice.choice(to_us) if len(to_us) > 1 else None
        for text, sealed in dice.sample(to_us, len(to_us)):
            if (text, sealed) == lost:
                continue
            assert ours.read(sealed, before) == text
            read += 1
        before = len(to_us)
        read += len(to_them)
    print(f"{read} messages read, {out_of_order} of ours out of order")  # noqa: T201 - the count
    assert read > 2500


def test_both_refuse_what_was_changed() -> None:
    peer = library()
    ours, theirs, _first = we_begin(peer)
    sealed = ours.write(b"x")
    with pytest.raises(Exception, match=r"MAC|mac"):
        theirs.decrypt(peer.AnyOlmMessage.from_parts(1, sealed[:-1] + bytes([sealed[-1] ^ 1])))
    assert theirs.decrypt(peer.AnyOlmMessage.from_parts(1, sealed)) == b"x"
