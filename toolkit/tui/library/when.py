"""When something was so, in words; and what is so old that it has to say so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from toolkit.i18n import _, ngettext
from toolkit.metadata.explain import month_name, said_time

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from toolkit.threats.library import Library

OLD_MONTHS: Final = 36
"""Months after which a fact says how long ago it was so."""

_REVIEWED: Final = ("systems", "vendors", "capabilities", "actions", "playbooks", "legal")


def said(when: str) -> str:
    """A year, a month or a day in words.

    Args:
        when: ``"2019"``, ``"2019-05"`` or ``"2019-05-03"``.
    """
    parts = when.split("-")
    if len(parts) == 2:
        return _("{month} {year}").format(month=month_name(int(parts[1])), year=parts[0])
    return said_time(when) if len(parts) == 3 else when


def day(value: date) -> str:
    """A day in words."""
    return said_time(value.isoformat())


def months_since(when: str, today: date) -> int:
    """Whole months between a time and a day; of a year or month, its end counts.

    Args:
        when: As for `said`.
        today: The day.
    """
    year, month, *_rest = [int(part) for part in when.split("-")] + [12]
    return (today.year - year) * 12 + today.month - month


def is_old(when: str, today: date) -> bool:
    """Whether something was so more than three years ago."""
    return bool(when) and months_since(when, today) >= OLD_MONTHS


def as_of(when: str, today: date) -> str:
    """When something was so; and how long ago that is, where it is old."""
    told = _("as of {when}").format(when=said(when))
    if not is_old(when, today):
        return told
    years = today.year - int(when[:4])
    ago = ngettext("{count} year ago", "{count} years ago", years).format(count=years)
    return _("{told}, {ago}").format(told=told, ago=ago)


def overdue(thing: Any, today: date) -> bool:  # noqa: ANN401 - a thing of any kind
    """Whether somebody should have looked at a thing again by now."""
    due: date | None = getattr(thing, "review_due", None)
    return due is not None and due < today


def count_overdue(library: Library, today: date) -> int:
    """How many things somebody should have looked at again by now."""
    kinds: list[Mapping[str, Any]] = [library.kind(folder) for folder in _REVIEWED]
    return sum(overdue(thing, today) for kind in kinds for thing in kind.values())
