"""Texts on phones: each copy that comes to be when somebody writes something or gets it.

What a phone does then is no matter of encryption: there is no standard for it. A notification is
kept by the phone's system, which no app can ask to forget.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from toolkit.messaging.disappearing import Copy, Place
from toolkit.messaging.events import Trace, Watcher
from toolkit.messaging.phone import owner_of

if TYPE_CHECKING:
    from toolkit.messaging.notes import Note
    from toolkit.messaging.turn import Turn


def numbered(turn: Turn) -> int:
    """The number of the next message."""
    turn.world = replace(turn.world, messages=turn.world.messages + 1)
    return turn.world.messages


def keep(turn: Turn, name: str, message: int, conversation: str, text: str) -> None:
    """The writer's own copy, on the phone that it was written on."""
    world = turn.world
    owner = owner_of(name)
    timer = world.timers.get((owner, conversation), 0)
    expires = world.now + timer if timer else None
    copy = Copy(message, name, Place.HISTORY, owner, conversation, text, expires)
    turn.world = replace(world, copies=(*world.copies, copy))
    _read_along(turn, name, (owner, conversation), text)


def show(turn: Turn, name: str, sender: str, note: Note) -> None:
    """Put a text into a phone's history, and wherever else it then lies."""
    world = turn.world
    author, owner = owner_of(sender), owner_of(name)
    text = note.body.decode(errors="replace")
    conversation = author if note.conversation == owner else note.conversation
    expires = world.now + note.timer if note.timer else None
    stolen, kept = name in world.thieves, name in world.keepers
    linked = world.server.phones[owner][0] != name
    place = Place.LINKED if linked else Place.HISTORY
    if stolen or kept:
        expires = None
    copies = [Copy(note.message, name, place, author, conversation, text, expires)]
    if world.settings.previews and author != owner:
        copies.append(Copy(note.message, name, Place.NOTIFICATIONS, author, conversation, text))
    turn.world = replace(world, copies=(*world.copies, *copies))
    seen: tuple[Trace, ...] = ()
    if stolen:
        seen = (turn.trace(Watcher.THIEF, (author, conversation), "text", note.body),)
    turn.tell("shown", who=name, to=author, message=note.message, traces=seen)
    _read_along(turn, name, (author, owner if conversation == author else conversation), text)


def hand_over(turn: Turn, source: str, device: str) -> None:
    """Copy the texts that are on a phone to a device that was just linked.

    Args:
        turn: The step.
        source: The phone.
        device: The device.
    """
    world = turn.world
    stolen = device in world.thieves
    mine = [copy for copy in world.copies if (copy.holder, copy.place) == (source, Place.HISTORY)]
    copies = tuple(
        replace(copy, holder=device, place=Place.LINKED, expires=None if stolen else copy.expires)
        for copy in mine
    )
    turn.world = replace(world, copies=(*world.copies, *copies))
    seen = tuple(
        turn.trace(Watcher.THIEF, (copy.author, copy.conversation), "text", copy.text.encode())
        for copy in (mine if stolen else ())
    )
    turn.tell(
        "history-handed-over",
        who=owner_of(source),
        device=device,
        texts=len(mine),
        traces=seen,
    )


def _read_along(turn: Turn, name: str, ends: tuple[str, str], text: str) -> None:
    """What a phone has on its screen is read by what was put on it for that."""
    if name in turn.world.spied:
        read = turn.trace(Watcher.THIEF, ends, "text", text.encode())
        turn.tell("screen-read", who=name, traces=(read,))
