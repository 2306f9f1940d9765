"""The words of the program in a lesson; the lesson's own words stand in its file."""

from __future__ import annotations

from typing import Final

from toolkit.i18n import N_, _, ngettext
from toolkit.messaging.events import Watcher
from toolkit.messaging.refusals import REASONS

_WATCHERS: Final = {
    Watcher.NETWORK: N_("the phone company or network"),
    Watcher.SERVER: N_("the company that runs the app"),
    Watcher.PUSH: N_("Apple or Google, who wake the phone"),
    Watcher.CLOUD: N_("whoever stores backups"),
    Watcher.MIDDLE: N_("the server in the middle"),
    Watcher.THIEF: N_("the thief"),
    Watcher.RADIO: N_("whoever listens to the radio nearby"),
    Watcher.SEIZER: N_("whoever took the phone"),
}

_CLOSED: Final = {
    "already-opened": N_("Its key was used and deleted before."),
    "damaged": N_("None of the copied keys fits."),
}
_DAY: Final = 24 * 3600
_YEAR: Final = 365 * _DAY
_UNITS: Final = {"seconds": 1, "minutes": 60, "hours": 3600, "days": _DAY, "years": _YEAR}
"""In what times are told, each from two of it on, and how many seconds it has."""
_MILLION: Final = 10**6
_READ: Final = 10**12
_EARTH: Final = 5 * 10**9 * _YEAR


def watcher(which: Watcher) -> str:
    """Who that is."""
    return _(_WATCHERS[which])


def closed(code: str) -> str:
    """Why a recorded message stays closed to who took a phone, by the code of the refusal."""
    if code in _CLOSED:
        return _(_CLOSED[code])
    return _(REASONS[code]).format_map(_Nobody())


def listed(names: list[str]) -> str:
    """Several things as one text."""
    if not names:
        return _("nobody")
    if len(names) == 1:
        return names[0]
    return _("{first} and {last}").format(first=", ".join(names[:-1]), last=names[-1])


def number(count: int) -> str:
    """A number as people read it."""
    return f"{count:,}"


def great_number(count: int) -> str:
    """A number that may be too long to read."""
    if count < _READ:
        return number(count)
    return _("a {count}-digit number").format(count=len(str(count)))


def hexed(content: bytes, length: int) -> str:
    """The first bytes in hex, two digits each."""
    more = " …" if len(content) > length else ""
    return content[:length].hex(" ") + more


def duration(seconds: float) -> str:
    """How long something takes, roughly."""
    if seconds < 1:
        return _("less than a second")
    if seconds >= 2 * _MILLION * _YEAR:
        return _("longer than the Earth has been") if seconds > _EARTH else _("millions of years")
    told_in = unit(seconds)
    count = round(seconds / _UNITS[told_in])
    told = {
        "seconds": ngettext("about {count} second", "about {count} seconds", count),
        "minutes": ngettext("about {count} minute", "about {count} minutes", count),
        "hours": ngettext("about {count} hour", "about {count} hours", count),
        "days": ngettext("about {count} day", "about {count} days", count),
        "years": ngettext("about {count} year", "about {count} years", count),
    }
    return told[told_in].format(count=number(count))


def unit(seconds: float) -> str:
    """In what a time is best told, as an id."""
    large = (name for name, length in reversed(_UNITS.items()) if seconds >= 2 * length)
    return next(large, "seconds")


def minutes(count: int) -> str:
    """So many minutes."""
    return ngettext("{count} minute", "{count} minutes", count).format(count=count)


def size(count: int) -> str:
    """So many bytes."""
    return ngettext("{count} byte", "{count} bytes", count).format(count=number(count))


class _Nobody(dict[str, str]):
    """Facts of a refusal of which only the code was kept."""

    def __missing__(self, name: str) -> str:
        return "…"
