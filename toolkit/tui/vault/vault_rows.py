"""What is kept, as rows: each part with how much of it there is; and what can be done."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from toolkit.i18n import N_, _, ngettext
from toolkit.tui.library.when import day
from toolkit.tui.vault.base import MARK
from toolkit.tui.vault.idle import SETTING, minutes_of
from toolkit.tui.widgets.rows import Row
from toolkit.tui.widgets.table import Meaning
from toolkit.vault.telling import told

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from toolkit.vault.document import Document
    from toolkit.vault.store import Notice

PARTS: Final = {
    "plan": N_("My plan"),
    "progress": N_("What is done"),
    "choice": N_("Which messenger"),
    "marks": N_("Bookmarks"),
    "notes": N_("Notes"),
    "incidents": N_("Incidents"),
    "settings": N_("Settings"),
    "letters": N_("Letters"),
}
"""What is kept, by the names that screens know it by."""

_ACTIONS: Final = (
    ("export", N_("Write it as text")),
    ("import", N_("Bring in a text")),
    ("closing", N_("Close by itself")),
    ("passphrase", N_("Change the passphrase")),
    ("rotate", N_("Somebody knows it: a new key")),
    ("recovery", N_("Write a recovery copy")),
    ("destroy", N_("Destroy the key")),
    ("close", N_("Close the vault")),
)
_PERILS: Final = frozenset({"older-revision", "recovered", "read-only", "no-lock", "weak-key"})
"""What is told with the mark of what to take care of."""


def count(document: Document, part: str) -> int:
    """How many things there are of a part."""
    if part == "plan":
        return len(document.answers) + (len(document.plan.steps) if document.plan else 0)
    if part == "letters":
        return len(document.exchange.people) + len(document.exchange.identities)
    return len(getattr(document, part))


def amount(document: Document, part: str) -> str:
    """How much of a part there is, in words."""
    number = count(document, part)
    if not number:
        return _("nothing")
    if part == "plan" and document.plan is not None:
        return _("made on {day}").format(day=shown_day(document.plan.made))
    if part in {"plan", "choice"}:
        return ngettext("{count} answer", "{count} answers", number).format(count=number)
    if part == "letters":
        people = len(document.exchange.people)
        return ngettext("{count} person", "{count} people", people).format(count=people)
    return str(number)


def rows(document: Document, notices: Sequence[Notice]) -> list[Row]:
    """All rows of the vault's own page."""
    return [*_notices(notices), *_parts(document), *_actions(document)]


def _notices(notices: Sequence[Notice]) -> Iterator[Row]:
    for notice in notices:
        peril = notice.code in _PERILS
        meaning = Meaning.MIDDLE if peril else Meaning.MUTED
        facts = {
            name: shown_moment(fact) if isinstance(fact, str) else fact
            for name, fact in notice.facts.items()
        }
        text = told(replace(notice, facts=facts))
        yield Row(text, mark=MARK if peril else "·", meaning=meaning, quiet=not peril)


def _parts(document: Document) -> Iterator[Row]:
    yield Row(_("What is kept"), heading=True, apart=True)
    for part, title in PARTS.items():
        some = bool(count(document, part))
        mark, meaning = ("▪", Meaning.KEPT) if some else ("·", Meaning.MUTED)
        yield Row(_(title), id=part, mark=mark, meaning=meaning, aside=amount(document, part))


def _actions(document: Document) -> Iterator[Row]:
    yield Row(_("This vault"), heading=True, apart=True)
    for name, title in _ACTIONS:
        aside = closing_words(minutes_of(document.settings.get(SETTING, "")))
        yield Row(_(title), id=name, aside=aside if name == "closing" else "")


def closing_words(minutes: int) -> str:
    """When it closes by itself, in words."""
    if not minutes:
        return _("when you leave")
    told = ngettext("{count} minute without a key", "{count} minutes without a key", minutes)
    return told.format(count=minutes)


def shown_day(text: str) -> str:
    """A day as people write it; as it stands where it is none."""
    try:
        return day(date.fromisoformat(text))
    except ValueError:
        return text


def shown_moment(text: str) -> str:
    """A moment in UTC as people here write it; as it stands where it is none."""
    try:
        moment = datetime.fromisoformat(text).astimezone()
    except ValueError:
        return text
    return _("{day}, {time}").format(day=day(moment.date()), time=f"{moment:%H:%M}")
