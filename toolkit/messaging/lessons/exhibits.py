"""Exhibits of a lesson: tables and bytes, made from what happened in the lab."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from toolkit.i18n import N_, _
from toolkit.messaging import backup, disappearing, forging, names, randomness, watchers
from toolkit.messaging.keyring import secrets
from toolkit.messaging.lessons import handing, speed, storage, traffic, words
from toolkit.messaging.lessons.measures import Sight
from toolkit.messaging.lessons.showing import Dump, Table
from toolkit.messaging.lessons.taking import (
    attempts,
    holders,
    is_on_phone,
    kept_backup,
    nth,
    number_of,
    traces,
)
from toolkit.messaging.phone import owner_of
from toolkit.messaging.telling import tell

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from toolkit.messaging.events import Trace
    from toolkit.messaging.lessons.measures import Exhibit
    from toolkit.messaging.lessons.taking import Run

_SET_UP: Final = frozenset(("account", "prekeys"))
"""What passes by before anything is written."""
_FIRST_BYTES: Final = 8
_KEY_BYTES: Final = 6

_PLACES: Final = {
    disappearing.Place.HISTORY: N_("in the chat"),
    disappearing.Place.NOTIFICATIONS: N_("in the phone’s notifications"),
    disappearing.Place.SCREENSHOT: N_("in a picture of the screen"),
    disappearing.Place.BACKUP: N_("in a backup"),
    disappearing.Place.LINKED: N_("on a linked device"),
    disappearing.Place.MIDDLE: N_("with somebody in the middle"),
    disappearing.Place.CLOUD: N_("with the company that runs the app"),
}


def exhibit(run: Run, wanted: Exhibit) -> Table | Dump:
    """An exhibit.

    Raises:
        ContentError: ``"content-missing-id"`` where nothing of the kind has happened yet.
    """
    return _MAKERS[wanted.see](run, wanted)


def _windows(run: Run, wanted: Exhibit) -> Table:
    reading = holders(run, wanted.of, wanted.text, wanted.watchers)
    rows, marked = [], []
    for each in wanted.watchers:
        passed = [trace for trace in traces(run, wanted, each) if trace.kind not in _SET_UP]
        last = passed[-1] if passed else None
        yes = each in reading
        marked.append(yes)
        rows.append((
            words.watcher(each),
            _("can read it") if yes else _("cannot read it"),
            _passed(last) if last else _("nothing passed here"),
            _looks(last, wanted.text.format_map(run.written) if yes else "") if last else "",
        ))  # fmt: skip
    for person in wanted.phones:
        there = is_on_phone(run, person, wanted.text)
        marked.append(there)
        rows.append((
            _("whoever holds the phone of {who}").format(who=person),
            _("can read it") if there else _("cannot read it"),
            _("the chat, as it is on the screen") if there else _("nothing of it is on the phone"),
            _quoted(wanted.text.format_map(run.written)) if there else "",
        ))  # fmt: skip
    columns = (_("who"), _("reads it?"), _("what they hold"), _("how it looks"))
    return Table(wanted.title, columns, tuple(rows), tuple(marked), verdict=1)


def _passed(trace: Trace) -> str:
    return _("{sender} to {receiver}, {size}").format(
        sender=names.end(trace.sender),
        receiver=names.end(trace.receiver),
        size=words.size(trace.size),
    )


def _looks(trace: Trace, text: str) -> str:
    return _quoted(text) if text else words.hexed(trace.content, _FIRST_BYTES)


def _quoted(text: str) -> str:
    return f"“{text}”"


def _bytes(run: Run, wanted: Exhibit) -> Dump:
    passed = traces(run, wanted, wanted.watchers[0])
    content = nth(passed, wanted.number, wanted.trace).content
    return Dump(wanted.title, content[: wanted.length], len(content))


def _numbers(run: Run, wanted: Exhibit) -> Table:
    one = number_of(run, wanted.who, wanted.to).groups
    other = number_of(run, wanted.to, wanted.who).groups
    columns = (_("group"), wanted.who, wanted.to, "")
    rows = tuple(
        (str(at), mine, theirs, _("same") if mine == theirs else _("differs"))
        for at, (mine, theirs) in enumerate(zip(one, other, strict=True), 1)
    )
    differs = tuple(mine != theirs for mine, theirs in zip(one, other, strict=True))
    return Table(wanted.title, columns, rows, differs, verdict=3)


def _seized(run: Run, wanted: Exhibit) -> Table:
    columns = (_("message"), _("recorded"), _("does it open?"), _("what comes out"))
    rows = []
    tried = attempts(run, wanted.of)
    for at, each in enumerate(tried, 1):
        rows.append((
            _("message {number}").format(number=at),
            _("after the phone was taken") if each.later else _("before the phone was taken"),
            _("it stays closed") if each.text is None else _("it opens"),
            words.closed(each.refused) if each.text is None else _quoted(each.text),
        ))  # fmt: skip
    opens = tuple(each.text is not None for each in tried)
    return Table(wanted.title, columns, tuple(rows), opens, verdict=2)


def _read(run: Run, wanted: Exhibit) -> Table:
    passed = traces(run, wanted, wanted.watchers[0])
    texts = [each for each in passed if each.kind in {"text", "chat", "sms"}]
    rows = tuple((_ends(each), _quoted(each.content.decode(errors="replace"))) for each in texts)
    columns = (_("who to whom"), _("what it says"))
    return Table(wanted.title, columns, rows or _nothing(columns))


def _ends(trace: Trace) -> str:
    """From whom to whom; what somebody has of their own, as in a backup, only from whom."""
    if trace.sender == trace.receiver:
        return names.end(trace.sender)
    return _("{sender} to {receiver}").format(
        sender=names.end(trace.sender), receiver=names.end(trace.receiver)
    )


def _history(run: Run, wanted: Exhibit) -> Table:
    phone = run.world.phone(wanted.who).name
    mine = [each for each in run.world.copies if each.holder == phone]
    kept = [each for each in mine if each.place is disappearing.Place.HISTORY]
    rows = tuple((each.author, _quoted(each.text)) for each in kept)
    columns = (_("who wrote it"), _("what it says"))
    return Table(wanted.title, columns, rows or _nothing(columns))


def _chain(run: Run, wanted: Exhibit) -> Table:
    phone = run.world.phone(wanted.who)
    held = {each.content for each in secrets(phone)}
    rows, marked = [], []
    sealed = [
        event
        for event in run.events(wanted.of)
        if event.code == "sealed" and event.facts["who"] == phone.name
    ]
    for at, event in enumerate(sealed, 1):
        key = next((each.content for each in event.values if each.name == "MK"), None)
        if isinstance(key, bytes):
            there = key in held
            marked.append(there)
            rows.append((
                str(at),
                words.hexed(key, _KEY_BYTES),
                _("still on the phone") if there else _("deleted"),
            ))  # fmt: skip
    columns = (_("message"), _("its key begins"), _("now"))
    return Table(wanted.title, columns, tuple(rows), tuple(marked), verdict=2)


def _lines(run: Run, wanted: Exhibit) -> Table:
    columns = (_("at second"), _("from"), _("to"), _("size"))
    passed = traces(run, wanted, wanted.watchers[0])
    rows = tuple(
        (
            words.number(each.at - passed[0].at),
            names.end(each.sender),
            names.end(each.receiver),
            words.size(each.size),
        )
        for each in passed
    )
    return Table(wanted.title, columns, rows, amounts=tuple(each.size for each in passed))


def _pairs(run: Run, wanted: Exhibit) -> Table:
    columns = (_("from"), _("to"), _("how often"), _("bytes in all"))
    found = watchers.gathered(wanted.watchers[0], traces(run, wanted, wanted.watchers[0])).pairs
    rows = tuple(
        (names.end(pair.sender), names.end(pair.receiver), str(pair.count), words.number(pair.size))
        for pair in found
    )
    return Table(wanted.title, columns, rows, amounts=tuple(pair.size for pair in found))


def _members(run: Run, wanted: Exhibit) -> Table:
    columns = (_("on the phone of"), _("how many"), _("who is in the group"))
    rows = tuple(
        (names.end(name), str(len(state.roster.members)), words.listed([*state.roster.members]))
        for name, phone in run.world.phones.items()
        if (state := phone.groups.get(wanted.group)) and phone.owner in state.roster.members
    )
    return Table(wanted.title, columns, rows)


def _copies(run: Run, wanted: Exhibit) -> Table:
    columns = (_("who has it"), _("where"), _("what becomes of it"))
    rows = tuple(
        (names.end(each.holder), _(_PLACES[each.place]), disappearing.fate(each))
        for each in disappearing.left_of(run.world.copies, wanted.message)
        if not wanted.codes or each.place.value in wanted.codes
        if not wanted.who or owner_of(each.holder) == wanted.who
    )
    return Table(wanted.title, columns, rows or _nothing(columns))


def _events(run: Run, wanted: Exhibit) -> Table:
    told = [
        tell(event)
        for event in run.events(wanted.of)
        if not wanted.codes or event.code in wanted.codes
    ]
    columns = (_("what happened"), _("why")) if wanted.why else (_("what happened"),)
    rows = tuple((each.what, each.why)[: len(columns)] for each in told)
    return Table(wanted.title, columns, rows or _nothing(columns))


def _nothing(columns: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """The only row of a table that would be empty."""
    return ((_("nothing"), *("" for _each in columns[1:])),)


def _grinding(run: Run, wanted: Exhibit) -> Table:
    one, other = (
        forging.Person(person, run.world.phone(person).identity.public)
        for person in (run.world.person(wanted.who), run.world.person(wanted.to))
    )
    digits = min(wanted.digits, speed.MOST_DIGITS)
    begun = run.clock()
    tries = forging.forge(one, other, digits, randomness.seeded(one.identity, digits)).tries
    spent = run.clock() - begun
    rows = [(str(digits), words.number(tries), words.duration(spent), _("done just now"))]
    amounts = [spent]
    for more in (5, 10, 60):
        needed = forging.tries(more)
        amounts.append(spent / tries * needed)
        rows.append((
            str(more),
            words.great_number(needed),
            words.duration(spent / tries * needed),
            _("at that speed"),
        ))  # fmt: skip
    columns = (_("digits"), _("keys to make"), _("time on this computer"), "")
    return Table(wanted.title, columns, tuple(rows), amounts=tuple(amounts))


def _guessing(run: Run, wanted: Exhibit) -> Table:
    kept = kept_backup(run, wanted.who)
    begun = run.clock()
    found, tried = backup.guess(kept, islice(_pins(), wanted.tries))
    spent = run.clock() - begun
    each = spent / max(tried, 1)
    told = _("the PIN is {pin}").format(pin=found) if found else _("not found yet")
    rows = [
        (told, words.number(tried), words.duration(spent)),
        (_("all PINs of 4 digits"), words.number(10**4), words.duration(each * 10**4)),
        (_("all PINs of 6 digits"), words.number(10**6), words.duration(each * 10**6)),
        (_("all recovery keys"), words.great_number(36**64), words.duration(each * 36.0**64)),
    ]
    columns = (_("what"), _("guesses"), _("time on this computer"))
    amounts = (spent, each * 10**4, each * 10**6, each * 36.0**64)
    return Table(wanted.title, columns, tuple(rows), amounts=amounts)


def _pins() -> Iterator[str]:
    return (f"{at:04}" for at in range(10**4))


_MAKERS: Final[Mapping[Sight, Callable[[Run, Exhibit], Table | Dump]]] = {
    Sight.WINDOWS: _windows,
    Sight.BYTES: _bytes,
    Sight.NUMBERS: _numbers,
    Sight.SEIZED: _seized,
    Sight.READ: _read,
    Sight.HISTORY: _history,
    Sight.CHAIN: _chain,
    Sight.LINES: _lines,
    Sight.TIMELINE: traffic.timeline,
    Sight.PAIRS: _pairs,
    Sight.LOCATED: traffic.located,
    Sight.LINKED: traffic.linked,
    Sight.MEMBERS: _members,
    Sight.COPIES: _copies,
    Sight.FREE_SPACE: storage.free_space,
    Sight.EVENTS: _events,
    Sight.ORDER: handing.order,
    Sight.DEVICES: handing.devices,
    Sight.LATER: handing.later,
    Sight.GRINDING: _grinding,
    Sight.GUESSING: _guessing,
}
