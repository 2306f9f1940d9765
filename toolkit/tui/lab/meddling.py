"""What can be done to people and by them, beside writing: a menu made from the world as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from toolkit.i18n import N_, _
from toolkit.messaging.actions import (
    Accept,
    AddMember,
    Deliver,
    Join,
    Link,
    MakeGroup,
    Offline,
    Online,
    Reinstall,
    RemoveMember,
    RenewKeys,
    Screenshot,
    TakeBackup,
    Timer,
    Wait,
)
from toolkit.messaging.disappearing import ON_SCREEN
from toolkit.messaging.interventions import (
    Delay,
    Drop,
    Flip,
    Ghost,
    Replay,
    Seize,
    StripKem,
    SwapKeys,
)
from toolkit.messaging.names import called, end
from toolkit.messaging.phone import owner_of
from toolkit.tui.lab import experiments, guessing
from toolkit.tui.lab.choices import Choice, Deed, Group
from toolkit.tui.lab.seats import Way

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from toolkit.messaging.state import Packet, World
    from toolkit.messaging.world import Action
    from toolkit.tui.lab.seats import Seats
    from toolkit.tui.lab.stage import Stage

GUESTS: Final = ("Carol", "Dora", "Emil")
"""Who comes in when a further person is wanted. Names are names in every language."""
GHOST: Final = "Mallory"
PIN: Final = "2580"
MINUTE: Final = 60
HOUR: Final = 3600
DAY: Final = 24 * HOUR
DIGITS: Final = 5
"""In how many first digits a safety number is made to look the same."""
_BIT: Final = 8 * 50
"""Behind the header of a message, in what is encrypted."""
_REPLAYED: Final = 6
"""How many packets that have arrived are offered to be sent again."""
_TEXTS: Final = 2
"""After how many more texts a phone is taken, where it is taken later."""


def menu(stage: Stage, seats: Seats) -> tuple[Group, ...]:
    """All that can be done now.

    Args:
        stage: At the moment looked at.
        seats: Which two phones are looked at.
    """
    world = stage.world
    return (
        Group(_("On the lines: the network"), tuple(_on_lines(world))),
        Group(_("At the server"), tuple(_at_server(stage, seats))),
        Group(_("With a device in hand"), tuple(_in_hand(world, seats))),
        Group(_("What people do"), tuple(_people(world, seats))),
        Group(_("From the beginning"), (_anew(world),)),
    )


def _on_lines(world: World) -> Iterator[Deed]:
    nothing = _("nothing is on its way now")
    wire = world.wire
    yield _packets("d", _("Drop a packet"), wire, Drop, "" if wire else nothing)
    yield _packets(
        "h", _("Hold a packet back"), wire, _held, _("for a minute") if wire else nothing
    )
    second = wire[1:]
    about = _("a later one overtakes") if second else _("two have to be on their way")
    yield _packets("o", _("Change the order"), second, Deliver, about)
    known = (*wire, *reversed(world.arrived[-_REPLAYED:]))
    again = _("what was recorded is sent again") if known else _("nothing was sent yet")
    yield _packets("r", _("Replay a packet"), known, Replay, again)
    flips = tuple(choice for packet in wire for choice in _flips(packet))
    about = _("one of its bits is changed") if wire else nothing
    yield Deed("f", _("Flip a bit"), about, flips)


def _anew(world: World) -> Deed:
    told = _("with another kind of messenger")
    return Deed("0", _("Begin a new experiment"), told, experiments.choices(world.settings))


def _at_server(stage: Stage, seats: Seats) -> Iterator[Deed]:
    world = stage.world
    one, other = owner_of(seats.left), owner_of(seats.right)
    met = other in world.phones[seats.left].known or one in world.phones[seats.right].known
    pair = _("{one} and {other}").format(one=one, other=other)
    late = _("they hold keys of each other already")
    alike = _("{one} and {other}, with five digits alike: takes some seconds")
    swap: tuple[Choice, ...] = ()
    if not met and one != other:
        words = alike.format(one=one, other=other)
        told = _("Somebody makes keys until they fit. This takes some seconds.")
        slowly = Choice(words, SwapKeys(one, other, DIGITS), slow=told)
        swap = (Choice(pair, SwapKeys(one, other)), slowly)
    yield Deed("k", _("Swap keys"), pair if swap else late, swap)
    strips = tuple(Choice(each, StripKem(each)) for each in world.people)
    yield Deed("q", _("Leave out the post-quantum key"), _("so it could be read later"), strips)
    ghosts = tuple(Choice(group, Ghost(group, GHOST)) for group in world.server.rosters)
    about = _("a member whom nobody added") if ghosts else _("there is no group yet")
    yield Deed("g", _("Add a ghost to a group"), about, ghosts)
    tries = guessing.choices(stage)
    about = _("whoever stores it tries") if tries else _("there is no backup yet")
    yield Deed("m", _("Guess the PIN of a backup"), about, tries)


def _in_hand(world: World, seats: Seats) -> Iterator[Deed]:
    phones = dict.fromkeys((seats.right, seats.left))
    now = (Choice(_("{name}, now").format(name=called(each)), Seize(each)) for each in phones)
    title = _("{name}, after {count} more texts")
    later = (
        Choice(title.format(name=called(each), count=_TEXTS), Seize(each), _TEXTS)
        for each in phones
    )
    yield Deed("s", _("Take a phone"), _("now, or later"), (*now, *later))
    linked = tuple(
        Choice(person, Link(person, name, thief=True))
        for person in (owner_of(each) for each in phones)
        if (name := _free(world, person, "tablet"))
    )
    yield Deed("t", _("Link a thief’s device"), _("by a code that looks harmless"), linked)


def _people(world: World, seats: Seats) -> Iterator[Deed]:
    here = tuple(dict.fromkeys((seats.left, seats.right)))
    owners = tuple(dict.fromkeys(map(owner_of, here)))
    yield Deed("c", _("Compare safety numbers"), _("all of it, or five digits"), compares=True)
    yield Deed("n", _("Network off or on"), "", tuple(_network(world, each) for each in here))
    own = tuple(
        Choice(person, Link(person, name))
        for person in owners
        if (name := _free(world, person, "laptop"))
    )
    yield Deed("l", _("Link a device of one’s own"), _("it gets everything too"), own)
    yield Deed("b", _("Take a backup"), "", tuple(_backups(owners)))
    guest = next((name for name in GUESTS if name not in world.people), "")
    joins = (Choice(guest, Join(guest)),) if guest else ()
    yield Deed("p", _("Let a further person in"), guest or _("all are here"), joins)
    yield Deed("x", _("Write another way"), _("SMS, cloud chat"), tuple(_ways()))
    yield from _in_groups(world, seats)
    yield from _in_time(world, seats)
    news = tuple(Choice(each, Reinstall(each)) for each in owners)
    yield Deed("y", _("Begin anew on a new phone"), _("with new keys"), news)
    accepts = tuple(_accepts(world, here))
    if accepts:
        yield Deed("a", _("Go on with a changed number"), "", accepts)


def _ways() -> Iterator[Choice]:
    yield Choice(_("messages that only the other side can open"), way=Way.SEALED)
    yield Choice(_("SMS"), way=Way.SMS)
    yield Choice(_("a cloud chat, which the server opens"), way=Way.CLOUD)


def _in_groups(world: World, seats: Seats) -> Iterator[Deed]:
    writer = owner_of(seats.writer)
    others = tuple(each for each in world.people if each != writer)
    name = next((each for each in _group_names() if each not in world.server.rosters), "")
    groups = (
        (
            Choice(_("{name} signs each change").format(name=writer), _group(writer, name, others)),
            Choice(_("nobody signs"), MakeGroup(writer, name, others, signed=False)),
        )
        if len(others) > 1 and name
        else ()
    )
    about = _("with everybody here") if groups else _("it needs a third person")
    yield Deed("u", _("Make a group"), about, groups)
    adds = tuple(
        Choice(
            _("{name} to {group}").format(name=each, group=group),
            AddMember(writer, group, each),
        )
        for group, roster in world.server.rosters.items()
        for each in world.people
        if each not in roster.members
    )
    if adds:
        yield Deed("e", _("Add somebody to a group"), "", adds)
    removes = tuple(
        Choice(
            _("{name} from {group}").format(name=each, group=group),
            RemoveMember(writer, group, each),
        )
        for group, roster in world.server.rosters.items()
        for each in roster.members
        if each != writer
    )
    if removes:
        yield Deed("j", _("Remove somebody from a group"), "", removes)
    renews = tuple(Choice(group, RenewKeys(writer, group)) for group in world.server.rosters)
    if renews:
        yield Deed("z", _("Make new keys for a group"), _("stolen ones open no more"), renews)


def _in_time(world: World, seats: Seats) -> Iterator[Deed]:
    writer = owner_of(seats.writer)
    timers = tuple(
        Choice(title, Timer(writer, seats.to, seconds))
        for title, seconds in ((_("after a minute"), MINUTE), (_("never"), 0))
        if seats.to
    )
    about = _("what {name} writes to {to}").format(name=writer, to=seats.to)
    yield Deed("v", _("Let messages vanish"), about, timers)
    waits = tuple(
        Choice(title, Wait(seconds))
        for title, seconds in ((_("a minute"), MINUTE), (_("an hour"), HOUR), (_("a day"), DAY))
    )
    yield Deed("w", _("Let time go by"), "", waits)
    pictures = tuple(
        Choice(_("{name}: message {number}").format(name=called(each), number=newest), picture)
        for each in dict.fromkeys((seats.left, seats.right))
        if (newest := _newest(world, each))
        for picture in (Screenshot(each, newest),)
    )
    about = _("of the newest message") if pictures else _("there is no message yet")
    yield Deed("i", _("Take a picture of the screen"), about, pictures)


def _packets(
    key: str,
    title: str,
    packets: tuple[Packet, ...],
    make: Callable[[int], Action],
    about: str,
) -> Deed:
    """A deed that is done to one packet."""
    return Deed(
        key, title, about, tuple(Choice(_named(each), make(each.number)) for each in packets)
    )


def _named(packet: Packet) -> str:
    return _("packet {number}: {source} → {destination}, {size} bytes").format(
        number=packet.number,
        source=end(packet.source),
        destination=end(packet.destination),
        size=len(packet.content),
    )


def _held(packet: int) -> Action:
    return Delay(packet, MINUTE)


def _flips(packet: Packet) -> Iterator[Choice]:
    for title, by in (
        (N_("packet {number}, by the network"), "network"),
        (N_("packet {number}, by the server"), "server"),
    ):
        yield Choice(_(title).format(number=packet.number), Flip(packet.number, _BIT, by))


def _network(world: World, phone: str) -> Choice:
    name = called(phone)
    if phone in world.offline:
        return Choice(_("{name} on again").format(name=name), Online(phone))
    return Choice(_("{name} off").format(name=name), Offline(phone))


def _backups(owners: tuple[str, ...]) -> Iterator[Choice]:
    for owner in owners:
        yield Choice(
            _("{name}, under a PIN of four digits").format(name=owner), TakeBackup(owner, PIN)
        )
        yield Choice(
            _("{name}, under a key of 64 characters").format(name=owner), TakeBackup(owner)
        )


def _accepts(world: World, phones: tuple[str, ...]) -> Iterator[Choice]:
    """Whose number was compared, and is another now."""
    for name in phones:
        for other in sorted(world.phones[name].verified):
            registered = world.server.published.get(f"{other}/1")
            if registered and registered.bundle.identity != world.phones[name].known[other]:
                title = _("{name}, with {to}").format(name=called(name), to=other)
                yield Choice(title, Accept(owner_of(name), other))


def _group(writer: str, name: str, others: tuple[str, ...]) -> Action:
    return MakeGroup(writer, name, others, signed=True)


def _group_names() -> tuple[str, ...]:
    return (_("Friends"), _("Neighbours"))


def _free(world: World, person: str, device: str) -> str:
    """A name for a device that a person has none of yet."""
    return "" if f"{person}/{device}" in world.phones else device


def _newest(world: World, phone: str) -> int:
    """The number of the newest message on a phone; 0 where there is none."""
    return max(
        (each.message for each in world.copies if each.holder == phone and each.place in ON_SCREEN),
        default=0,
    )
