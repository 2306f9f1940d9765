"""Two ways of writing without end-to-end encryption, to compare with: SMS, and a cloud chat.

What passes by whom is made from real bytes. An SMS is encrypted on the radio at most, and lies open
to the phone company, which is the network here. A cloud chat is encrypted to its server, with the
same stand-in for TLS as all lines of the lab (see `transport`), and lies open there.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from toolkit.i18n import N_
from toolkit.messaging import randomness, transport
from toolkit.messaging.delivery import WAKE
from toolkit.messaging.disappearing import Copy, Place
from toolkit.messaging.events import Event, Trace, Watcher
from toolkit.messaging.phone import owner_of
from toolkit.messaging.state import SERVER, Envelope, World

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.errors import Fact

SMS: Final = "send-sms"
CLOUD: Final = "send-cloud"

WHAT: Final = {
    SMS: N_("{who} sends an SMS to {to}: {size} bytes."),
    CLOUD: N_("{who} writes to {to} in a cloud chat: {size} bytes."),
}
WHY: Final = {
    SMS: N_("An SMS has no encryption that the phone company lacks the key for."),
    CLOUD: N_("It is encrypted as far as the server. The server opens it and keeps it."),
}


def send(world: World, do: str, who: str, to: str, text: str) -> tuple[World, tuple[Event, ...]]:
    """Send a text, and have it arrive.

    Args:
        world: Before it.
        do: `SMS` or `CLOUD`.
        who: Who writes.
        to: Who reads.
        text: What it says.

    Raises:
        RefusedError: ``"nobody"``.
    """
    sender, receiver = world.phone(who).name, world.phone(to).name
    now, message = world.now + 1, world.messages + 1
    ends = (owner_of(sender), owner_of(receiver))
    content = text.encode()
    made = _by_sms if do == SMS else _by_cloud
    traces = tuple(made(replace(world, now=now), (sender, receiver), content))
    copies = tuple(
        Copy(message, phone, Place.HISTORY, ends[0], ends[1 - at], text)
        for at, phone in enumerate((sender, receiver))
    )
    after = replace(
        world,
        step=world.step + 1,
        now=now,
        messages=message,
        copies=(*world.copies, *copies),
    )
    facts: dict[str, Fact] = {"who": ends[0], "to": ends[1], "size": len(content)}
    return after, (Event(after.step, now, do, facts, traces=traces),)


def _by_sms(world: World, ends: tuple[str, str], content: bytes) -> Iterator[Trace]:
    yield Trace(Watcher.NETWORK, world.now, *ends, "packet", content)


def _by_cloud(world: World, ends: tuple[str, str], content: bytes) -> Iterator[Trace]:
    sender, receiver = ends
    draw = randomness.seeded(world.seed, world.step + 1) if world.seed else randomness.system
    envelope = transport.encode(Envelope(sender, receiver, "", content))
    for phone, line in ((sender, (sender, SERVER)), (receiver, (SERVER, receiver))):
        locked = transport.lock(world.links[phone], envelope, draw)
        yield Trace(Watcher.NETWORK, world.now, *line, "packet", locked)
    yield Trace(Watcher.SERVER, world.now, *ends, "chat", content)
    yield Trace(Watcher.PUSH, world.now, SERVER, receiver, "push", WAKE)
