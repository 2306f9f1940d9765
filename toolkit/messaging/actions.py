"""What people in a world can do. What those who work against them do is in `interventions`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Join:
    """Somebody gets an account and a phone.

    Attributes:
        who: What they are called.
    """

    who: str


@dataclass(frozen=True, slots=True)
class Send:
    """Somebody writes to somebody.

    Attributes:
        who: Who writes: a person, or one of a person's phones.
        to: Who should read it; all phones of that person get it.
        text: What it says.
    """

    who: str
    to: str
    text: str


@dataclass(frozen=True, slots=True)
class MakeGroup:
    """Somebody makes a group.

    Attributes:
        who: Its administrator.
        group: What it is called.
        members: Who else is in it.
        signed: Whether the administrator signs each change of members.
        tree: Whether its keys come from a secret tree, as in MLS; from sender keys if not.
    """

    who: str
    group: str
    members: tuple[str, ...]
    signed: bool
    tree: bool = False


@dataclass(frozen=True, slots=True)
class AddMember:
    """The administrator of a group adds somebody.

    Attributes:
        who: The administrator.
        group: Which group.
        member: Whom.
    """

    who: str
    group: str
    member: str


@dataclass(frozen=True, slots=True)
class RemoveMember:
    """The administrator of a group removes somebody.

    Attributes:
        who: The administrator.
        group: Which group.
        member: Whom.
    """

    who: str
    group: str
    member: str


@dataclass(frozen=True, slots=True)
class RenewKeys:
    """Somebody makes new keys for a group, so that stolen ones open nothing that comes.

    Attributes:
        who: Who; where each has a sender key, only their own is new.
        group: Which group.
    """

    who: str
    group: str


@dataclass(frozen=True, slots=True)
class SendGroup:
    """Somebody writes to a group.

    Attributes:
        who: Who writes.
        group: To which group.
        text: What it says.
    """

    who: str
    group: str
    text: str


@dataclass(frozen=True, slots=True)
class Deliver:
    """One packet arrives.

    Attributes:
        packet: Its number.
    """

    packet: int


@dataclass(frozen=True, slots=True)
class Carry:
    """Everything that is on the lines and due arrives, in the order in which it was sent."""


@dataclass(frozen=True, slots=True)
class Wait:
    """Time goes by.

    Attributes:
        seconds: How much.
    """

    seconds: int


@dataclass(frozen=True, slots=True)
class Timer:
    """What somebody writes shall vanish.

    Attributes:
        who: Who writes.
        to: To whom, or in which group.
        seconds: After how long; 0 for never.
    """

    who: str
    to: str
    seconds: int


@dataclass(frozen=True, slots=True)
class Screenshot:
    """Somebody takes a picture of what they were sent.

    Attributes:
        who: Who.
        message: Of which message, by its number.
    """

    who: str
    message: int


@dataclass(frozen=True, slots=True)
class Link:
    """Somebody links another device to their account, by scanning its code.

    Attributes:
        who: Whose account.
        device: What the device is called.
        thief: Whether it is in other hands than theirs.
        history: Whether the texts that are on the phone go to it too.
    """

    who: str
    device: str
    thief: bool = False
    history: bool = False


@dataclass(frozen=True, slots=True)
class TakeBackup:
    """Somebody makes a backup of their history, and leaves it with whoever stores backups.

    Attributes:
        who: Who.
        pin: Under which PIN; empty for a recovery key of 64 characters.
    """

    who: str
    pin: str = ""


@dataclass(frozen=True, slots=True)
class Compare:
    """Two people compare safety numbers, over a channel that they trust.

    Attributes:
        who: One of them.
        to: The other.
        digits: How many digits they read; all 60 counts as compared.
    """

    who: str
    to: str
    digits: int = 60


@dataclass(frozen=True, slots=True)
class Offline:
    """A phone loses its network.

    Attributes:
        who: Whose.
    """

    who: str


@dataclass(frozen=True, slots=True)
class Online:
    """A phone has network again, and gets what waits in its mailbox.

    Attributes:
        who: Whose.
    """

    who: str


@dataclass(frozen=True, slots=True)
class Reinstall:
    """Somebody begins anew, on a new phone or after a reset: all keys and texts are gone.

    Attributes:
        who: Who.
    """

    who: str


@dataclass(frozen=True, slots=True)
class Accept:
    """Somebody goes on although the safety number of another is no longer the one compared.

    Attributes:
        who: Who.
        to: Whose number changed.
    """

    who: str
    to: str


PeopleDo: TypeAlias = (
    Join
    | Send
    | MakeGroup
    | AddMember
    | RemoveMember
    | RenewKeys
    | SendGroup
    | Deliver
    | Carry
    | Wait
    | Timer
    | Screenshot
    | Link
    | TakeBackup
    | Compare
    | Offline
    | Online
    | Reinstall
    | Accept
)
