"""Ways when the usual one is shut: a proxy, and radio from phone to phone.

A network that blocks lets nothing through to one server; all else goes on, SMS too. A proxy is
another address that passes everything on. A mesh needs neither: each phone sends by radio to all
who are near, and some pass it on. How it is done is each messenger's own; there is no standard.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from toolkit.messaging import delivery, display, opening, phone, radio
from toolkit.messaging.events import Value
from toolkit.messaging.notes import Note, NoteKind
from toolkit.messaging.state import Envelope

if TYPE_CHECKING:
    from collections.abc import Callable

    from toolkit.messaging.phone import Phone
    from toolkit.messaging.turn import Turn

_ADDRESS: Final = 4
"""Bytes by which a phone can be told from another on the radio."""


@dataclass(frozen=True, slots=True)
class Block:
    """The network lets nothing through between a phone and the server of the messenger.

    Attributes:
        who: Whose phone, or which.
    """

    who: str


@dataclass(frozen=True, slots=True)
class UseProxy:
    """A phone reaches the server by another address, which the network does not block.

    Attributes:
        who: Whose phone, or which.
    """

    who: str


@dataclass(frozen=True, slots=True)
class SendNear:
    """Somebody writes by radio, from phone to phone, to somebody they have written with before.

    Attributes:
        who: Who writes.
        to: Who should read it; only their first phone gets it.
        text: What it says.
        via: Whose phones pass it on, one after another.
    """

    who: str
    to: str
    text: str
    via: tuple[str, ...] = ()


def block(turn: Turn, action: Block) -> None:
    """As `Block` says.

    Raises:
        RefusedError: ``"nobody"``.
    """
    name = turn.world.phone(action.who).name
    world = turn.world
    turn.world = replace(world, blocked=world.blocked | {name}, proxied=world.proxied - {name})
    turn.tell("network-blocks", who=name)


def use_proxy(turn: Turn, action: UseProxy) -> None:
    """As `UseProxy` says; what waited at the server comes.

    Raises:
        RefusedError: ``"nobody"``, or ``"no-network"``: a proxy is on the network too.
    """
    name = turn.world.phone(action.who).name
    turn.has_network(name)
    turn.world = replace(turn.world, proxied=turn.world.proxied | {name})
    turn.tell("proxy-used", who=name)
    delivery.empty_mailbox(turn, name)


def send_near(turn: Turn, action: SendNear) -> None:
    """As `SendNear` says. Nobody asks a server for keys, so a session has to be there.

    Where it was said where people are, each has to hear the one before, see `radio`.

    Raises:
        RefusedError: ``"nobody"``, ``"not-with-oneself"``, ``"no-session"``.
    """
    world = turn.world
    own, other = world.pair(action.who, action.to)
    carriers = [world.phone(each) for each in action.via]
    message = display.numbered(turn)
    note = Note(NoteKind.TEXT, message, 0, other.owner, action.text.encode())
    plaintext = note.encode(world.settings.padding)
    after, content, _agreement = phone.seal(own, other.name, plaintext, None, turn.chance)
    turn.put(after)
    display.keep(turn, own.name, message, other.owner, action.text)
    values = (Value("message", content),)
    turn.tell(
        "sent-near",
        who=own.name,
        to=other.owner,
        size=len(content),
        address=address(own),
        values=values,
        traces=radio.heard(turn, own.name, address(own), content),
    )
    sender = own
    for each in (*carriers, other):
        if not radio.hears(world, sender.name, each.name):
            turn.tell("radio-not-heard", who=sender.owner, to=each.owner)
            return
        if each is not other:
            heard = radio.heard(turn, each.name, address(each), content)
            turn.tell("passed-on-near", who=each.name, address=address(each), traces=heard)
        sender = each
    # Straight from a phone that is near, with no server between.
    opening.open_envelope(turn, other.name, Envelope(own.name, other.name, "", content))


def address(own: Phone) -> str:
    """What a phone is called on the radio. It stays the same, so a phone can be known again."""
    return hashlib.sha256(own.identity.public).digest()[:_ADDRESS].hex()


LINES: Final[dict[type, Callable[..., None]]] = {
    Block: block,
    UseProxy: use_proxy,
    SendNear: send_near,
}
"""What is done for each."""
