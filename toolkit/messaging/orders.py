"""What a server can hand over that is ordered to, about one person: what it keeps, and no more.

That is another thing than what passes by it (`watchers`): an order to record from now on gets that,
and an order for what is there gets this. It is read off the state of the server.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from toolkit.messaging.disappearing import Place
from toolkit.messaging.state import SERVER

if TYPE_CHECKING:
    from toolkit.messaging.state import World


@dataclass(frozen=True, slots=True)
class HandedOver:
    """What a server keeps of somebody.

    Attributes:
        person: Who.
        created: When the account was made, in seconds since the start.
        seen: When one of their phones was last connected.
        phones: The devices of the account.
        groups: Lists of members in which they stand.
        waiting: How many messages wait for them, encrypted.
        waiting_size: How many bytes those have.
        texts: What they wrote or got in cloud chats, which the server can read.
    """

    person: str
    created: int
    seen: int
    phones: tuple[str, ...]
    groups: tuple[str, ...]
    waiting: int
    waiting_size: int
    texts: tuple[str, ...]


def handed_over(world: World, person: str) -> HandedOver:
    """What the server of a world keeps of somebody.

    Args:
        world: As it is when the order comes.
        person: About whom.

    Raises:
        RefusedError: ``"nobody"``.
    """
    name, server = world.person(person), world.server
    phones = server.phones[name]
    created, seen = server.seen[name]
    waiting = [each for phone in phones for each in server.mailboxes.get(phone, ())]
    return HandedOver(
        person=name,
        created=created,
        seen=seen,
        phones=phones,
        groups=tuple(group for group, roster in server.rosters.items() if name in roster.members),
        waiting=len(waiting),
        waiting_size=sum(len(envelope.content) for envelope in waiting),
        texts=tuple(
            copy.text
            for copy in world.copies
            if (copy.holder, copy.place) == (SERVER, Place.CLOUD)
            and name in {copy.author, copy.conversation}
        ),
    )
