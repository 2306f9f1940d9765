"""What is handed over: by a server that is ordered to, and by time, which opens keys one day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from toolkit.errors import ContentError
from toolkit.i18n import _
from toolkit.messaging import orders
from toolkit.messaging.later import Broken, Recovered, opened_later
from toolkit.messaging.lessons import words
from toolkit.messaging.lessons.showing import Table
from toolkit.messaging.phone import owner_of
from toolkit.messaging.state import UNKNOWN

if TYPE_CHECKING:
    from toolkit.messaging.lessons.measures import Exhibit, Value
    from toolkit.messaging.lessons.taking import Run

_FALLEN: Final = {
    "x25519": frozenset({Broken.X25519}),
    "ml-kem": frozenset({Broken.ML_KEM}),
    "both": frozenset(Broken),
}
"""What may fall one day, by the id that a lesson knows it by."""


def order(run: Run, wanted: Exhibit) -> Table:
    """What the server keeps of somebody, read off its state."""
    kept = orders.handed_over(run.world, wanted.who)
    wrote = _senders(run, wanted.who)
    waiting = _("{count}, {size}, locked").format(
        count=words.number(kept.waiting), size=words.size(kept.waiting_size)
    )
    nothing, untold = _("it keeps none of this"), bool(kept.waiting) and not wrote
    rows = (
        (_("when the account was made"), _ago(run, kept.created)),
        (_("when a device was last connected"), _ago(run, kept.seen)),
        (_("devices of the account"), words.number(len(kept.phones))),
        (_("groups"), words.listed([*kept.groups]) if kept.groups else nothing),
        (_("messages that still wait"), waiting if kept.waiting else _("none now")),
        (_("who wrote those"), _("it is not told") if untold else words.listed([*wrote])),
        (_("with whom, for what was delivered"), nothing),
        (_("texts that it can read"), _said(kept.texts) if kept.texts else nothing),
    )
    return Table(wanted.title, (_("asked for"), _("what the server keeps")), rows)


def devices(run: Run, wanted: Exhibit) -> Table:
    """The list of devices that an app shows, where it is looked for."""
    names = orders.handed_over(run.world, wanted.who).phones
    rows = tuple(
        (_("this phone") if at == 0 else name.partition("/")[2], _("gets every message"))
        for at, name in enumerate(names)
    )
    return Table(wanted.title, (_("device"), ""), rows)


def later(run: Run, wanted: Exhibit) -> Table:
    """What opens one day of what was recorded, by what falls.

    Raises:
        ContentError: ``"content-missing-id"`` where nothing was recorded.
    """
    found = [_opened(run, wanted.of, name) for name in _FALLEN]
    if not found[0]:
        raise ContentError("content-missing-id", file="", field="see", id="later")
    columns = (_("who wrote"), "X25519", "ML-KEM", _("both"), _("what it says"))
    rows = []
    for each in zip(*found, strict=True):
        opens = [_("closed") if one.text is None else _("opens") for one in each]
        text = next((one.text for one in each if one.text is not None), None)
        said = _("stays closed") if text is None else f"“{text}”"
        rows.append((owner_of(each[0].trace.sender), *opens, said))
    marked = tuple(one.text is not None for one in found[0])
    return Table(wanted.title, columns, tuple(rows), marked, verdict=1)


def _ago(run: Run, at: int) -> str:
    return _("{time} ago").format(time=words.duration(run.world.now - at))


def _said(texts: tuple[str, ...]) -> str:
    return "; ".join(f"“{text}”" for text in texts)


def kept_ids(run: Run, value: Value) -> str:
    """What the server keeps of somebody, as ids."""
    kept = orders.handed_over(run.world, value.who)
    there = {
        "created": True,
        "seen": True,
        "phones": bool(kept.phones),
        "groups": bool(kept.groups),
        "waiting": bool(kept.waiting),
        "senders": bool(_senders(run, value.who)),
        "texts": bool(kept.texts),
    }
    return ",".join(each for each, is_there in there.items() if is_there)


def kept_texts(run: Run, value: Value) -> str:
    """How many texts of somebody the server can read."""
    return words.number(len(orders.handed_over(run.world, value.who).texts))


def arrived(run: Run, value: Value) -> str:
    """In which of some steps a text came to somebody, as ids."""
    own = run.world.phone(value.who).name
    return ",".join(
        step
        for step in value.name.split(",")
        if any(each.code == "shown" and each.facts["who"] == own for each in run.events(step))
    )


def count_devices(run: Run, value: Value) -> str:
    """How many devices an account has."""
    return words.number(len(orders.handed_over(run.world, value.who).phones))


def falls(run: Run, value: Value) -> str:
    """What has to fall so that something opens, as ids."""
    return ",".join(name for name in _FALLEN if _texts(_opened(run, value.of, name)))


def count_opened(run: Run, value: Value) -> str:
    """How many recorded messages open when something falls."""
    return words.number(_texts(_opened(run, value.of, value.name)))


def _senders(run: Run, who: str) -> tuple[str, ...]:
    """Who wrote what waits for somebody; an envelope says so where no seal is over it."""
    phones = run.world.server.phones[run.world.person(who)]
    waiting = [each for name in phones for each in run.world.server.mailboxes.get(name, ())]
    names = (owner_of(each.sender) for each in waiting if each.sender != UNKNOWN)
    return tuple(dict.fromkeys(names))


def _opened(run: Run, of: str, name: str) -> tuple[Recovered, ...]:
    return opened_later(run.events(of), _FALLEN[name], run.world.settings.ratchet)


def _texts(found: tuple[Recovered, ...]) -> int:
    return sum(each.text is not None for each in found)
