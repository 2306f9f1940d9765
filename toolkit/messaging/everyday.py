"""What people do beside writing: timers, pictures of the screen, backups, comparing numbers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from toolkit.errors import RefusedError
from toolkit.messaging import backup, delivery, disappearing, fingerprint, forging, openly
from toolkit.messaging.disappearing import Copy, Place
from toolkit.messaging.events import Value, Watcher
from toolkit.messaging.phone import owner_of
from toolkit.messaging.turn import LONGEST_WAIT, in_range

if TYPE_CHECKING:
    from toolkit.messaging.actions import (
        Accept,
        Compare,
        Offline,
        Online,
        Screenshot,
        TakeBackup,
        Timer,
        Wait,
    )
    from toolkit.messaging.fingerprint import SafetyNumber
    from toolkit.messaging.turn import Turn

ALL_DIGITS: Final = 60


def wait(turn: Turn, action: Wait) -> None:
    """Let time go by; what vanishes then is told by `expire`."""
    in_range("seconds", action.seconds, (1, LONGEST_WAIT))
    turn.world = replace(turn.world, now=turn.world.now + action.seconds)
    turn.tell("time-passed", seconds=action.seconds)


def set_timer(turn: Turn, action: Timer) -> None:
    """Set after how long what somebody writes shall vanish.

    Raises:
        RefusedError: ``"nobody"`` or ``"number-out-of-range"``.
    """
    in_range("seconds", action.seconds, (0, LONGEST_WAIT))
    who = turn.world.person(action.who)
    if action.to not in turn.server.rosters:
        turn.world.person(action.to)
    timers = {**turn.world.timers, (who, action.to): action.seconds}
    turn.world = replace(turn.world, timers=timers)
    turn.tell("timer-set", who=who, to=action.to, seconds=action.seconds)


def expire(turn: Turn) -> None:
    """Delete what the apps have to delete by now."""
    if not any(turn.world.timers.values()):
        return
    left, gone = disappearing.expired(turn.world.copies, turn.world.now)
    if not gone:
        return
    turn.world = replace(turn.world, copies=left)
    for message in dict.fromkeys(copy.message for copy in gone):
        turn.tell(
            "copies-gone",
            message=message,
            gone=sum(copy.message == message for copy in gone),
            left=len(disappearing.left_of(left, message)),
        )


def screenshot(turn: Turn, action: Screenshot) -> None:
    """Take a picture of a message that is still there.

    Raises:
        RefusedError: ``"nobody"``, or ``"number-out-of-range"`` where no such message is there.
    """
    phone = turn.world.phone(action.who)
    mine = [
        copy
        for copy in disappearing.left_of(turn.world.copies, action.message)
        if copy.holder == phone.name and copy.place in disappearing.ON_SCREEN
    ]
    if not mine:
        most = turn.world.messages
        raise RefusedError("number-out-of-range", name="message", least=1, most=most)
    taken = replace(mine[0], place=Place.SCREENSHOT, expires=None)
    turn.world = replace(turn.world, copies=(*turn.world.copies, taken))
    turn.tell("screenshot-taken", who=phone.name, message=action.message)


def take_backup(turn: Turn, action: TakeBackup) -> None:
    """Make a backup of the history that is there now, for whoever stores backups.

    Raises:
        RefusedError: ``"nobody"``.
    """
    phone, draw = turn.world.phone(action.who), turn.chance.draw
    mine = [copy for copy in turn.world.copies if copy.holder == phone.name]
    kept = [copy for copy in mine if copy.place is Place.HISTORY]
    content = backup.packed((copy.author, copy.text) for copy in kept)
    key = "" if action.pin else backup.recovery_key(draw)
    if action.pin:
        made = backup.with_pin(content, action.pin, draw)
    else:
        made = backup.with_key(content, key, draw)
    holder = f"{phone.owner} backup"
    copies = tuple(
        Copy(each.message, holder, Place.BACKUP, each.author, each.conversation, each.text)
        for each in kept
    )
    world = turn.world
    turn.world = replace(
        world, backups={**world.backups, phone.owner: made}, copies=(*world.copies, *copies)
    )
    turn.tell(
        "backup-made-pin" if action.pin else "backup-made-key",
        who=phone.owner,
        texts=len(kept),
        size=len(made.content),
        values=(
            Value("salt", made.salt),
            Value("PIN" if action.pin else "64 characters", action.pin or key, secret=True),
            Value("backup", made.content),
        ),
        traces=(turn.trace(Watcher.CLOUD, (phone.owner, "cloud"), "backup", made.content),),
    )


def compare(turn: Turn, action: Compare) -> None:
    """Compare safety numbers, all of them or only the first digits.

    Raises:
        RefusedError: ``"nobody"``, ``"no-session"`` where they know no key of each other yet,
            ``"number-out-of-range"``.
    """
    in_range("digits", action.digits, (1, ALL_DIGITS))
    one, other = _number(turn, action.who, action.to), _number(turn, action.to, action.who)
    same = fingerprint.same_digits(one, other, action.digits)
    full = action.digits == ALL_DIGITS
    code = "numbers-differ" if not same else "numbers-same" if full else "numbers-begin-alike"
    if same and full:
        _verify(turn, action.who, action.to)
        _verify(turn, action.to, action.who)
    turn.tell(
        code,
        who=turn.world.person(action.who),
        to=turn.world.person(action.to),
        digits=action.digits,
        tries=forging.tries(action.digits),
        values=(
            Value("shown to the one", one.digits),
            Value("shown to the other", other.digits),
            Value("scannable", one.scannable),
        ),
    )


def offline(turn: Turn, action: Offline) -> None:
    """Take the network from a phone."""
    name = turn.world.phone(action.who).name
    turn.world = replace(turn.world, offline=turn.world.offline | {name})
    turn.tell("gone-offline", who=name)


def online(turn: Turn, action: Online) -> None:
    """Give a phone its network back, and send it what waits."""
    name = turn.world.phone(action.who).name
    turn.world = replace(turn.world, offline=turn.world.offline - {name})
    turn.tell("back-online", who=name, count=len(turn.server.mailboxes.get(name, ())))
    delivery.empty_mailbox(turn, name)
    openly.release_sms(turn, name)


def accept(turn: Turn, action: Accept) -> None:
    """Take the changed key of somebody as it is, not compared."""
    own, to = turn.world.phone(action.who), turn.world.person(action.to)
    turn.put(replace(own, verified=own.verified - {to}))
    turn.tell("change-accepted", who=own.owner, to=to)


def _number(turn: Turn, who: str, to: str) -> SafetyNumber:
    """What the phone of somebody shows for somebody else."""
    phone, other = turn.world.phone(who), turn.world.person(to)
    if other not in phone.known or other == phone.owner:
        raise RefusedError("no-session", who=phone.owner, to=other)
    return fingerprint.shown(phone.identity.public, phone.owner, phone.known[other], other)


def _verify(turn: Turn, who: str, to: str) -> None:
    phone = turn.world.phone(who)
    turn.put(replace(phone, verified=phone.verified | {owner_of(to)}))
