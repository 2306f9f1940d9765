"""What others can do to people: on the lines, at the server, with a phone in hand.

What is done to single packets stands in `meddling`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, TypeAlias

from toolkit.errors import RefusedError
from toolkit.messaging import (
    accounts,
    backup,
    forging,
    group_sending,
    group_talk,
    meddling,
    membership,
    middle,
)
from toolkit.messaging.events import Seizure, Value, Watcher
from toolkit.messaging.turn import in_range

if TYPE_CHECKING:
    from collections.abc import Callable

    from toolkit.messaging.turn import Turn

MOST_GUESSES: Final = 100
"""How many secrets are tried in one step."""


@dataclass(frozen=True, slots=True)
class Drop:
    """The network lets a packet vanish.

    Attributes:
        packet: Its number.
    """

    packet: int


@dataclass(frozen=True, slots=True)
class Delay:
    """The network holds a packet back, so that others overtake it.

    Attributes:
        packet: Its number.
        seconds: For how long.
    """

    packet: int
    seconds: int


@dataclass(frozen=True, slots=True)
class Replay:
    """Somebody sends a packet again.

    TLS would refuse it; the lines of this lab do not, as a server can always replay.

    Attributes:
        packet: Its number; it is on the way, or among the last that arrived.
    """

    packet: int


@dataclass(frozen=True, slots=True)
class Flip:
    """Somebody changes one bit.

    Attributes:
        packet: Its number.
        bit: Which bit, counted from the start of what that somebody has.
        by: ``"network"``, which has the encrypted packet; or ``"server"``, which has the message.
    """

    packet: int
    bit: int
    by: str = "server"


@dataclass(frozen=True, slots=True)
class Truncate:
    """The server cuts a message off.

    Attributes:
        packet: Its number.
        size: How many bytes stay.
    """

    packet: int
    size: int


@dataclass(frozen=True, slots=True)
class SwapHeaders:
    """The server gives two messages the header of each other.

    Attributes:
        packet: One of them.
        other: The other.
    """

    packet: int
    other: int


@dataclass(frozen=True, slots=True)
class Renumber:
    """The server writes another number into the header of a message.

    Attributes:
        packet: Its number.
        number: What the header then says.
    """

    packet: int
    number: int


@dataclass(frozen=True, slots=True)
class SwapKeys:
    """The server gives two people keys of its own, before they know each other's.

    Attributes:
        who: One of them.
        to: The other.
        digits: In how many first digits their safety numbers shall be the same all the same; the
            server really searches for such keys.
    """

    who: str
    to: str
    digits: int = 0


@dataclass(frozen=True, slots=True)
class StripKem:
    """The server leaves the post-quantum prekey of somebody out.

    Attributes:
        who: Whose.
    """

    who: str


@dataclass(frozen=True, slots=True)
class Ghost:
    """The server writes somebody into its list of members, whom no administrator added.

    Attributes:
        group: Which group.
        name: What the somebody is called.
    """

    group: str
    name: str


@dataclass(frozen=True, slots=True)
class Seize:
    """Somebody takes a phone and reads all that is in it.

    Attributes:
        who: Whose, or which phone.
    """

    who: str


@dataclass(frozen=True, slots=True)
class GuessBackup:
    """Whoever stores a backup tries secrets on it, one after another.

    Attributes:
        who: Whose backup.
        guesses: What to try, 100 at most in one step.
    """

    who: str
    guesses: tuple[str, ...]


OthersDo: TypeAlias = (
    Drop
    | Delay
    | Replay
    | Flip
    | Truncate
    | SwapHeaders
    | Renumber
    | SwapKeys
    | StripKem
    | Ghost
    | Seize
    | GuessBackup
)


def swap_keys(turn: Turn, action: SwapKeys) -> None:
    """As `SwapKeys` says."""
    in_range("digits", action.digits, (0, forging.MOST_LIVE))
    middle.stand(turn, action.who, action.to, action.digits)


def strip_kem(turn: Turn, action: StripKem) -> None:
    """As `StripKem` says."""
    person = turn.world.person(action.who)
    turn.put_server(replace(turn.server, strips=turn.server.strips | {person}))
    turn.tell("kem-taken-out", who=person)


def ghost(turn: Turn, action: Ghost) -> None:
    """As `Ghost` says."""
    roster = turn.server.rosters.get(action.group)
    if roster is None:
        raise RefusedError("no-group", group=action.group)
    if action.name not in turn.server.phones:
        accounts.enrol(turn, action.name)
        turn.world = replace(
            turn.world, thieves=turn.world.thieves | {turn.world.phone(action.name).name}
        )
    changed = membership.changed(roster, (*roster.members, action.name))
    group_sending.list_members(turn, changed)
    _tell_ghost_of_group(turn, action)
    turn.tell(
        "ghost-added",
        group=action.group,
        name=action.name,
        values=(Value("list", changed.encode()), Value("signature", changed.signature)),
    )


def seize(turn: Turn, action: Seize) -> None:
    """As `Seize` says."""
    phone = turn.world.phone(action.who)
    copies = tuple(copy for copy in turn.world.copies if copy.holder == phone.name)
    sessions = [each for pairings in phone.pairings.values() for each in pairings]
    turn.tell(
        "phone-seized",
        who=phone.name,
        texts=len({copy.message for copy in copies}),
        sessions=len(sessions),
        skipped=sum(len(each.ratchet.session.skipped) for each in sessions),
        seizure=Seizure(phone, copies, turn.world.now),
    )


def guess_backup(turn: Turn, action: GuessBackup) -> None:
    """As `GuessBackup` says. Each guess really is a run of Argon2id, where a PIN is the secret.

    Raises:
        RefusedError: ``"nobody"``, ``"no-backup"``, ``"number-out-of-range"``.
    """
    owner = turn.world.person(action.who)
    in_range("guesses", len(action.guesses), (1, MOST_GUESSES))
    file = turn.world.backups.get(owner)
    if file is None:
        raise RefusedError("no-backup", who=owner)
    secret, tried = backup.guess(file, action.guesses)
    kind, salt = "PIN" if file.cost else "64 characters", Value("salt", file.salt)
    if secret is None:
        turn.tell(
            "backup-closed" if file.cost else "backup-closed-key",
            who=owner,
            tried=tried,
            values=(Value(kind, action.guesses[-1]), salt),
        )
        return
    texts = backup.texts(backup.restore(file, secret))
    turn.tell(
        "backup-opened",
        who=owner,
        tried=tried,
        texts=len(texts),
        values=(Value(kind, secret, secret=True), salt),
        traces=tuple(
            turn.trace(Watcher.CLOUD, (author, owner), "text", text) for author, text in texts
        ),
    )


OTHERS: Final[dict[type, Callable[..., None]]] = {
    Drop: meddling.drop,
    Delay: meddling.delay,
    Replay: meddling.replay,
    Flip: meddling.flip,
    Truncate: meddling.truncate,
    SwapHeaders: meddling.swap_headers,
    Renumber: meddling.renumber,
    SwapKeys: swap_keys,
    StripKem: strip_kem,
    Ghost: ghost,
    Seize: seize,
    GuessBackup: guess_backup,
}
"""What is done for each."""


def _tell_ghost_of_group(turn: Turn, action: Ghost) -> None:
    """The server's own phone takes the server's word for who is in the group."""
    ghostly = turn.world.phone(action.name)
    roster = turn.server.rosters[action.group]
    tree = action.group in turn.server.epochs
    turn.put(group_talk.joined(ghostly, replace(roster, signature=b""), None, tree=tree))
