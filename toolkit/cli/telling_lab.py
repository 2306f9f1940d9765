"""A scenario that was played, in words: what happened, who holds what, which copies are left."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import MISSING, fields
from typing import TYPE_CHECKING, Final

from toolkit.i18n import _, ngettext
from toolkit.messaging import DISCLAIMER, names, script, terms, watchers
from toolkit.messaging.disappearing import fate
from toolkit.messaging.events import Watcher
from toolkit.messaging.lessons.words import hexed
from toolkit.messaging.telling import clock, tell
from toolkit.messaging.watcher_words import NAMES, WHO
from toolkit.neutral import neutral

if TYPE_CHECKING:
    from collections.abc import Iterable

    from toolkit.cli.terminal import Page
    from toolkit.messaging.disappearing import Copy
    from toolkit.messaging.events import Event, Seizure, Value
    from toolkit.messaging.script import Scenario
    from toolkit.messaging.state import World
    from toolkit.messaging.watchers import Knowledge, Seized

_BYTES: Final = 16
"""How many bytes of a value are shown; `--json` has all."""


def tell_played(
    page: Page, scenario: Scenario, world: World, events: tuple[Event, ...], *, why: bool
) -> None:
    """Tell all that came of a scenario.

    Args:
        page: Where to.
        scenario: What was played.
        world: As it is at the end.
        events: All of them.
        why: Whether to tell of each event why it happened.
    """
    page.paragraph(neutral(scenario.title), look=page.bold)
    page.paragraph(_(DISCLAIMER), look=page.dim)
    page.line()
    page.line(page.bold(_("What happened")))
    for event in events:
        _tell_event(page, event, why=why)
    page.line()
    known = watchers.know_all(events)
    for watcher in Watcher:
        if watcher is not Watcher.SEIZER:
            _tell_watcher(page, known[watcher])
    for event in events:
        if event.seizure is not None:
            _tell_seizure(page, event.seizure, watchers.seized(events, event.seizure))
    _tell_copies(page, world.copies)


def tell_actions(page: Page) -> None:
    """Tell how a scenario is written, and what it can do."""
    page.paragraph(
        _(
            "A scenario is a TOML file with a title, people, and steps. Each step says what to do, "
            "and then what that needs."
        )
    )
    page.line()
    for line in script.EXAMPLE.splitlines():
        page.line(f"  {line}".rstrip())
    page.line()
    page.line(
        page.bold(_("What a step can do, with what it needs; what may be left out in brackets"))
    )
    rows = []
    for word, kind in sorted(script.ACTIONS.items()):
        needs = [
            each.name if each.default is MISSING else f"[{each.name}]" for each in fields(kind)
        ]
        rows.append((word, " ".join(needs) or "–"))
    page.columns(rows)
    page.line()
    page.line(page.bold(_("Settings of the messenger, under [settings]")))
    page.columns([(name, neutral(value)) for name, value in script.settings()])


def _tell_event(page: Page, event: Event, *, why: bool) -> None:
    told = tell(event)
    page.columns([(clock(event.at), neutral(told.what))], 2)
    if not why:
        return
    page.paragraph(neutral(told.why), 10)
    if told.formula:
        page.paragraph(told.formula, 10, page.bold)
        page.paragraph(terms.reading(told.formula), 10, page.dim)
        _tell_values(page, told.values, 10)


def _tell_values(page: Page, values: Iterable[Value], indent: int) -> None:
    page.columns([(neutral(value.name), _shown(value)) for value in values], indent)


def _tell_watcher(page: Page, known: Knowledge) -> None:
    watcher = known.watcher
    page.line(page.bold(_(NAMES[watcher])))
    page.paragraph(_(WHO[watcher]), 2, page.dim)
    if not known.traces:
        page.paragraph(_("Nothing passed by."), 2)
        page.line()
        return
    size = sum(trace.size for trace in known.traces)
    count = len(known.traces)
    told = ngettext("{count} thing passed by.", "{count} things passed by.", count)
    page.paragraph(told.format(count=count) + " " + _size(size), 2)
    _tell_texts(page, known.texts)
    if known.keys:
        page.paragraph(_("It has these secret keys:"), 2)
        _tell_values(page, known.keys, 4)
    page.paragraph(_("Who with whom:"), 2)
    page.columns(
        [
            (
                neutral(f"{names.end(pair.sender)} → {names.end(pair.receiver)}"),
                _("{times}, from {first} to {last}").format(
                    times=_times(pair.count), first=clock(pair.first), last=clock(pair.last)
                )
                + ". "
                + _size(pair.size),
            )
            for pair in known.pairs
        ],
        4,
    )
    if watcher is Watcher.NETWORK:
        _tell_guesses(page, known)
    page.line()


def _tell_guesses(page: Page, known: Knowledge) -> None:
    guesses = watchers.matched(known)
    if guesses:
        page.paragraph(_("From sizes and times alone it guesses who writes to whom:"), 2)
        page.columns(
            [(neutral(f"{one} → {other}"), _times(count)) for one, other, count in guesses], 4
        )


def _tell_texts(page: Page, texts: tuple[str, ...]) -> None:
    if not texts:
        page.paragraph(_("It can read none of it."), 2)
        return
    page.paragraph(_("It can read:"), 2)
    page.columns([("-", f"“{neutral(text)}”") for text in texts], 4, 1)


def _tell_seizure(page: Page, seizure: Seizure, found: Seized) -> None:
    page.line(page.bold(_(NAMES[Watcher.SEIZER])))
    told = _("{phone}, taken at {at}").format(
        phone=names.end(seizure.phone.name), at=clock(seizure.at)
    )
    page.paragraph(neutral(told), 2, page.dim)
    _tell_texts(page, tuple(dict.fromkeys(found.knowledge.texts)))
    count = len(found.knowledge.keys)
    told = ngettext(
        "It has {count} secret key out of the phone.",
        "It has {count} secret keys out of the phone.",
        count,
    )
    page.paragraph(told.format(count=count), 2)
    for later in (False, True):
        tried = [each for each in found.attempts if each.later is later]
        opened = [each for each in tried if each.text is not None]
        told = (
            _("Recorded by the server after that: {count}. It opens {opened}.")
            if later
            else _("Recorded by the server before: {count}. It opens {opened}.")
        )
        page.paragraph(told.format(count=len(tried), opened=len(opened)), 2)
        page.columns([("-", f"“{neutral(each.text)}”") for each in opened if each.text], 4, 1)
    page.line()


def _tell_copies(page: Page, copies: tuple[Copy, ...]) -> None:
    by_message: dict[int, list[Copy]] = defaultdict(list)
    for copy in copies:
        by_message[copy.message].append(copy)
    if not by_message:
        return
    page.line(page.bold(_("Copies that are left")))
    for number, mine in by_message.items():
        told = _("Message {number}: “{text}”").format(number=number, text=mine[0].text)
        page.paragraph(neutral(told), 2)
        page.columns([(neutral(names.end(copy.holder)), fate(copy)) for copy in mine], 4)


def _shown(value: Value) -> str:
    content = value.content
    if not isinstance(content, bytes):
        return neutral(str(content))
    return hexed(content, _BYTES)


def _times(count: int) -> str:
    return ngettext("{count} time", "{count} times", count).format(count=count)


def _size(count: int) -> str:
    return ngettext("{count} byte in all.", "{count} bytes in all.", count).format(count=count)
