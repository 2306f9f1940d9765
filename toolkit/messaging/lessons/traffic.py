"""Exhibits of who was busy when, and of what follows from that; nothing here opens anything."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from toolkit.i18n import _
from toolkit.messaging import inference, radio, watchers
from toolkit.messaging.events import Watcher
from toolkit.messaging.lessons.showing import Table
from toolkit.messaging.lessons.taking import traces
from toolkit.messaging.phone import owner_of

if TYPE_CHECKING:
    from toolkit.messaging.lessons.measures import Exhibit
    from toolkit.messaging.lessons.taking import Run

_MINUTE: Final = 60
_PERCENT: Final = 100


def timeline(run: Run, wanted: Exhibit) -> Table:
    """How much each phone sent and got, minute by minute; the first is minute 0."""
    passed = [
        each
        for each in traces(run, wanted, wanted.watchers[0])
        if each.kind == "packet" and each.size >= wanted.smallest
    ]
    begun = passed[0].at if passed else 0
    out: Counter[tuple[int, str]] = Counter()
    into: Counter[tuple[int, str]] = Counter()
    for each in passed:
        minute = (each.at - begun) // _MINUTE
        out[minute, owner_of(each.sender)] += 1
        into[minute, owner_of(each.receiver)] += 1
    people = run.world.people
    rows = tuple(
        (str(minute), *(_cell(out[minute, who], into[minute, who]) for who in people))
        for minute in sorted({minute for minute, _who in out})
    )
    return Table(wanted.title, (_("minute"), *people), rows)


def located(run: Run, wanted: Exhibit) -> Table:
    """Where each radio was each time it sent, from how strong three receivers heard it."""
    heard = watchers.know(run.events(wanted.of), Watcher.RADIO).traces
    receivers = {name: place for name, (place, _reach) in run.world.receivers.items()}
    found = radio.located(heard, receivers)
    begun = found[0].at if found else 0
    rows = tuple(
        (str(each.at - begun), each.address, str(each.place[0]), str(each.place[1]))
        for each in found
    )
    columns = (_("at second"), _("its sign"), _("metres east"), _("metres north"))
    return Table(wanted.title, columns, rows or ((_("nobody was found"), "", "", ""),))


def linked(run: Run, wanted: Exhibit) -> Table:
    """Who got something right after somebody did: how often then, and how often at other times."""
    server = watchers.know(run.events(wanted.of), Watcher.SERVER)
    rows = tuple(
        (
            each.name,
            _("after {count} of {of}").format(count=each.followed, of=each.of),
            _("after {percent} in 100").format(percent=round(each.otherwise * _PERCENT)),
        )
        for each in inference.linked(server, wanted.who)
    )
    columns = (
        _("who"),
        _("gets something at once after {who} did").format(who=wanted.who),
        _("after others did"),
    )
    return Table(wanted.title, columns, rows)


def _cell(out: int, into: int) -> str:
    told = [
        _("out {count}").format(count=out) if out else "",
        _("in {count}").format(count=into) if into else "",
    ]
    return ", ".join(each for each in told if each) or "-"
