"""Messages that vanish, and the copies that no timer reaches.

A timer is a request that the apps at both ends keep: each deletes its own copy when the time is
over. There is no standard for it. What else holds the text is listed as it comes to be.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final

from toolkit.i18n import N_, _


class Place(Enum):
    """Where a copy of a message lies."""

    HISTORY = "history"
    NOTIFICATIONS = "notifications"
    SCREENSHOT = "screenshot"
    BACKUP = "backup"
    LINKED = "linked"
    MIDDLE = "middle"
    CLOUD = "cloud"


ON_SCREEN: Final = frozenset({Place.HISTORY, Place.LINKED})
"""Where a text stands on the screen of a phone or another device."""

_WHY: Final = {
    Place.HISTORY: N_("The app deletes it when the timer ends."),
    Place.NOTIFICATIONS: N_("The phone's system kept what it showed. No app can delete it there."),
    Place.SCREENSHOT: N_("A picture of the screen is a picture. The app does not know of it."),
    Place.BACKUP: N_("A backup was made while the message was there. It stays in that file."),
    Place.LINKED: N_("Another device got it too. Whoever holds that device may run another app."),
    Place.MIDDLE: N_("Somebody in the middle opened it. Nobody can ask for it back."),
    Place.CLOUD: N_("The server of a cloud chat has it as text. What it deletes only it knows."),
}


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy of one message.

    Attributes:
        message: Which message, by its number.
        holder: Who has it: a phone, the name of a backup, or the server.
        place: Where it lies.
        author: Who wrote it.
        conversation: With whom, or in which group.
        text: What it says.
        expires: When the app deletes it, in seconds since the start; `None` for never.
    """

    message: int
    holder: str
    place: Place
    author: str
    conversation: str
    text: str
    expires: int | None = None


def expired(copies: tuple[Copy, ...], now: int) -> tuple[tuple[Copy, ...], tuple[Copy, ...]]:
    """What is left at a time, and what the apps delete.

    Args:
        copies: All there are.
        now: Seconds since the start.
    """
    gone = tuple(copy for copy in copies if copy.expires is not None and copy.expires <= now)
    return (copies, ()) if not gone else (_without(copies, gone), gone)


def left_of(copies: tuple[Copy, ...], message: int) -> tuple[Copy, ...]:
    """All copies of one message that are still there."""
    return tuple(copy for copy in copies if copy.message == message)


def fate(copy: Copy) -> str:
    """Why one copy goes or stays."""
    if copy.place is Place.HISTORY and copy.expires is None:
        return _("It stays in the app: no timer reaches it.")
    return why(copy.place)


def why(place: Place) -> str:
    """Why a copy in such a place goes or stays."""
    return _(_WHY[place])


def _without(copies: tuple[Copy, ...], gone: tuple[Copy, ...]) -> tuple[Copy, ...]:
    leaving = {id(copy) for copy in gone}
    return tuple(copy for copy in copies if id(copy) not in leaving)
