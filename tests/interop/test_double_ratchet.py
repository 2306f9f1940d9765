"""The Double Ratchet of the lab and python-doubleratchet read each other, in any order."""

from __future__ import annotations

import random
from typing import Any

import pytest

from tests.interop.peers import double_ratchet, result
from tests.unit.sessions import chance
from toolkit.errors import RefusedError
from toolkit.messaging import chains, keys
from toolkit.messaging.ratchet import HEADER_SIZE, DoubleRatchet, decode, encode

ASSOCIATED = b"associated data"
CHANCE = chance()


class Theirs:
    """The peer's end; it begins with its first message, sent or received."""

    def __init__(self, secret: bytes, *, own: bytes = b"", their: bytes = b"") -> None:
        self._peer, self._configuration, self._library = double_ratchet()
        self._start = {"shared_secret": secret, "associated_data": ASSOCIATED}
        self._own, self._their = own, their
        self._state: Any = None

    @property
    def can_write(self) -> bool:
        return self._state is not None or bool(self._their)

    def write(self, text: bytes) -> bytes:
        if self._state is None:
            given = {**self._configuration, **self._start, "recipient_ratchet_pub": self._their}
            self._state, sealed = result(self._peer.encrypt_initial_message(message=text, **given))
        else:
            sealed = result(self._state.encrypt_message(text, ASSOCIATED))
        head = sealed.header
        numbers = (head.previous_sending_chain_length, head.sending_chain_length)
        return encode(chains.Header(head.ratchet_pub, *numbers)) + bytes(sealed.ciphertext)

    def read(self, message: bytes) -> bytes:
        head = decode(message[:HEADER_SIZE])
        header = self._library.Header(head.key, head.previous, head.number)
        sealed = self._library.EncryptedMessage(header, message[HEADER_SIZE:])
        if self._state is None:
            given = {**self._configuration, **self._start, "own_ratchet_priv": self._own}
            self._state, text = result(self._peer.decrypt_initial_message(message=sealed, **given))
        else:
            text = result(self._state.decrypt_message(sealed, ASSOCIATED))
        assert isinstance(text, bytes)
        return text


class Ours:
    """The lab's end."""

    def __init__(self, state: DoubleRatchet) -> None:
        self.state = state

    @property
    def can_write(self) -> bool:
        return self.state.session.sending is not None

    def write(self, text: bytes) -> bytes:
        self.state, sealed = self.state.seal(text, ASSOCIATED, CHANCE)
        return sealed

    def read(self, message: bytes) -> bytes:
        self.state, text = self.state.open(message, ASSOCIATED, CHANCE)
        return text


def pair(begins: str) -> tuple[Ours, Theirs]:
    secret, signed = CHANCE.draw(32), keys.pair(CHANCE.draw(32))
    if begins == "ours":
        ours = Ours(DoubleRatchet(chains.begin(secret, signed.public, CHANCE.draw)))
        return ours, Theirs(secret, own=signed.private)
    return Ours(DoubleRatchet(chains.answer(secret, signed))), Theirs(secret, their=signed.public)


@pytest.mark.parametrize("begins", ["ours", "theirs"])
def test_thousands_of_messages_out_of_order_are_read_by_both(begins: str) -> None:
    read = out_of_order = 0
    for seed in range(5):
        dice, ends = random.Random(seed), pair(begins)
        wires: tuple[list[tuple[int, bytes]], ...] = ([], [])
        newest, sent = [-1, -1], 0
        for _step in range(1000):
            side = dice.randrange(2)
            if dice.random() < 0.52 and ends[side].can_write:
                wires[1 - side].append((sent, ends[side].write(b"%d" % sent)))
                sent += 1
            elif wires[side]:
                number, sealed = wires[side].pop(dice.randrange(len(wires[side])))
                assert ends[side].read(sealed) == b"%d" % number
                out_of_order += number < newest[side]
                newest[side] = max(number, newest[side])
                read += 1
        for side in (0, 1):
            for number, sealed in wires[side]:
                assert ends[side].read(sealed) == b"%d" % number
                read += 1
    print(f"{read} messages read, {out_of_order} of them out of order")  # noqa: T201 - the count
    assert read > 2000
    assert out_of_order > 500


@pytest.mark.parametrize("begins", ["ours", "theirs"])
def test_both_refuse_what_was_changed_or_came_before(begins: str) -> None:
    ours, theirs = pair(begins)
    first, second = (ours, theirs) if begins == "ours" else (theirs, ours)
    second.read(first.write(b"first"))
    one, other = theirs.write(b"to us"), ours.write(b"to them")
    with pytest.raises(RefusedError, match="damaged"):
        ours.read(one[:-1] + bytes([one[-1] ^ 1]))
    with pytest.raises(Exception, match="Authentication"):
        theirs.read(other[:-1] + bytes([other[-1] ^ 1]))
    assert (ours.read(one), theirs.read(other)) == (b"to us", b"to them")
    with pytest.raises(RefusedError, match="already-opened"):
        ours.read(one)
