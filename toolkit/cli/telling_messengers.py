"""Messengers, as plain lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from toolkit.cli.lists import bullets, numbered
from toolkit.i18n import _, ngettext
from toolkit.messaging.messengers.dates import about_fact, who
from toolkit.messaging.messengers.results import is_old
from toolkit.messaging.messengers.search import facts_by_key
from toolkit.messaging.messengers.telling import KEYS, value_of
from toolkit.messaging.messengers.vocabulary import Key

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from toolkit.cli.terminal import Page
    from toolkit.messaging.messengers.book import Book
    from toolkit.messaging.messengers.model import Messenger, Setting

COMPARED: Final = (
    Key.E2EE_DEFAULT,
    Key.E2EE_GROUPS,
    Key.IDENTIFIER_NEEDED,
    Key.WHO_LEARNS_METADATA,
    Key.WORKS_OFFLINE,
    Key.PLATFORMS,
)
"""What is told of each where all are compared; the page of one has the rest."""


def tell_table(page: Page, messengers: Sequence[Messenger], today: date) -> None:
    """Several messengers, a few facts of each."""
    page.paragraph(
        _(
            "Facts with dates, and no scores: none is best for everyone. One with every fact and "
            "source: parasol messengers NAME. Which fits you: parasol choose."
        )
    )
    page.line()
    for each in messengers:
        page.line(f"{page.bold(each.name)}  {page.dim(each.id)}")
        known = facts_by_key(each)
        page.columns(
            [
                (_(KEYS[key][0]), "; ".join(map(value_of, known[key])) or _("not looked at"))
                for key in COMPARED
            ]
        )
        old = sum(is_old(fact, today) for fact in each.facts)
        if old:
            told = ngettext(
                "{count} fact of it may be out of date.",
                "{count} facts of it may be out of date.",
                old,
            )
            page.paragraph(told.format(count=old), 2, look=page.warn)
        page.line()


def tell_messenger(page: Page, book: Book, messenger: Messenger, today: date) -> None:
    """All that is known of one, with every source."""
    page.paragraph(messenger.name, look=page.bold)
    page.paragraph(messenger.about)
    page.line()
    bullets(page, _("What it does not protect"), messenger.does_not_protect)
    for key, facts in facts_by_key(messenger).items():
        for fact in facts:
            page.paragraph(f"{_(KEYS[key][1])}: {value_of(fact)}", look=page.bold)
            page.paragraph(fact.text, 2)
            look = page.warn if is_old(fact, today) else page.dim
            page.paragraph(about_fact(book, fact, today), 2, look=look)
            if fact.disputed:
                page.paragraph(_("Disputed: {text}").format(text=fact.disputed), 2)
            for source in who(book, fact):
                page.paragraph(source, 4, look=page.dim)
    page.line()
    bullets(page, _("What we do not know"), messenger.unknown)
    for heading, keys in (
        (_("Settings to change first"), messenger.today),
        (_("More settings"), messenger.other_settings),
    ):
        if keys:
            page.line(page.bold(heading))
        for each in keys:
            tell_setting(page, book.settings[each])
    page.paragraph(
        _("Last looked at on {day}, and due again on {due}. No expert has read it yet.").format(
            day=messenger.reviewed, due=messenger.review_due
        ),
        look=page.dim,
    )


def tell_setting(page: Page, setting: Setting) -> None:
    """How to change one setting."""
    page.line()
    page.paragraph(setting.title, 2, look=page.bold)
    page.paragraph(setting.why, 2)
    numbered(page, setting.steps, 4)
    page.columns(
        [
            (_("Check"), setting.check),
            (_("Undo"), setting.undo),
            (_("Costs"), setting.costs),
            (_("Harm"), setting.harm),
            (_("Seen by us"), setting.seen),
        ],
        4,
    )
    page.line()
