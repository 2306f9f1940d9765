"""One step while it is taken: the world so far, what happened, and what may be drawn.

Nothing outside a step sees a `Turn`. If something refuses, it is let go with all it did.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from toolkit.errors import RefusedError
from toolkit.messaging import transport
from toolkit.messaging.events import Event, Seizure, Trace, Value, Watcher
from toolkit.messaging.state import SERVER, Packet

if TYPE_CHECKING:
    from collections.abc import Mapping

    from toolkit.errors import Fact
    from toolkit.messaging.phone import Phone
    from toolkit.messaging.prekeys import Published
    from toolkit.messaging.randomness import Chance
    from toolkit.messaging.state import Envelope, Server, World

LONGEST_WAIT: Final = 10 * 365 * 24 * 3600
"""The most seconds that go by at once."""


class Turn:
    """A step while it is taken.

    Args:
        world: Before it.
        chance: What it may draw.
    """

    def __init__(self, world: World, chance: Chance) -> None:
        self.world = world
        self.chance = chance
        self.events: list[Event] = []

    @property
    def server(self) -> Server:
        """The server so far."""
        return self.world.server

    def tell(
        self,
        code: str,
        *,
        values: tuple[Value, ...] = (),
        traces: tuple[Trace, ...] = (),
        seizure: Seizure | None = None,
        **facts: Fact,
    ) -> None:
        """Add something that happened.

        Args:
            code: What.
            values: The terms of its formula.
            traces: What passed by whom.
            seizure: Of a phone.
            facts: What its words need.
        """
        self._add(code, facts, values, traces, seizure)

    def refuse(self, who: str, error: RefusedError) -> None:
        """Tell that somebody refused something; the rest of the step goes on."""
        self._add("refused", {**error.facts, "by": who, "reason": error.code}, (), (), None)

    def trace(self, watcher: Watcher, ends: tuple[str, str], kind: str, content: bytes) -> Trace:
        """What passes by a watcher now.

        Args:
            watcher: By whom.
            ends: From whom and to whom, as that watcher can tell.
            kind: What it is.
            content: The bytes.
        """
        return Trace(watcher, self.world.now, *ends, kind, content)

    def put(self, phone: Phone) -> None:
        """Keep a phone."""
        self.world = replace(self.world, phones={**self.world.phones, phone.name: phone})

    def put_server(self, server: Server) -> None:
        """Keep the server."""
        self.world = replace(self.world, server=server)

    def publish(self, phone: str, published: Published) -> None:
        """Keep what is left of a phone's prekeys at the server."""
        kept = {**self.server.published, phone: published}
        self.put_server(replace(self.server, published=kept))

    def dispatch(self, source: str, destination: str, envelope: Envelope) -> None:
        """Put an envelope on the line between the server and a phone."""
        phone = destination if source == SERVER else source
        link = self.world.links[phone]
        content = transport.lock(link, transport.encode(envelope), self.chance.draw)
        number = self.put_on_wire(source, destination, content)
        end = self.world.line_end(phone)
        ends = (end, phone) if source == SERVER else (phone, end)
        seen = self.trace(Watcher.NETWORK, ends, "packet", content)
        self.tell(
            "packet-sent",
            traces=(seen,),
            values=(Value("packet", content),),
            packet=number,
            source=source,
            destination=destination,
            size=len(content),
        )

    def put_on_wire(self, source: str, destination: str, content: bytes, sms: int = 0) -> int:
        """Put a packet on a line, and say nothing of it.

        Args:
            source: From where.
            destination: To where.
            content: As it passes.
            sms: The number of the message, where it is an SMS.

        Returns:
            Its number.
        """
        number = self.world.packets + 1
        packet = Packet(number, source, destination, content, sms=sms)
        self.world = replace(self.world, packets=number, wire=(*self.world.wire, packet))
        return number

    def has_network(self, phone: str) -> None:
        """See that a phone has network.

        Raises:
            RefusedError: ``"no-network"``.
        """
        if phone in self.world.offline:
            raise RefusedError("no-network", who=phone)

    def online(self, phone: str) -> None:
        """See that a phone reaches the server.

        Raises:
            RefusedError: ``"no-network"`` or ``"server-blocked"``.
        """
        self.has_network(phone)
        if not self.world.reaches(phone):
            raise RefusedError("server-blocked", who=phone)

    def _add(
        self,
        code: str,
        facts: Mapping[str, Fact],
        values: tuple[Value, ...],
        traces: tuple[Trace, ...],
        seizure: Seizure | None,
    ) -> None:
        world = self.world
        self.events.append(Event(world.step, world.now, code, facts, values, traces, seizure))


def in_range(name: str, number: int, limits: tuple[int, int]) -> None:
    """See that a number is one that can be meant.

    Raises:
        RefusedError: ``"number-out-of-range"``.
    """
    least, most = limits
    if not least <= number <= most:
        raise RefusedError("number-out-of-range", name=name, least=least, most=most)
