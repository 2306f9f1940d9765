"""What the chooser says, as plain lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.cli.lists import bullets, numbered
from toolkit.i18n import _
from toolkit.messaging.messengers.dates import about_result
from toolkit.messaging.messengers.telling import name_of

if TYPE_CHECKING:
    from toolkit.cli.terminal import Page
    from toolkit.messaging.messengers.book import Book
    from toolkit.messaging.messengers.outcome import LeftOut, Outcome, Result


def tell_choice(page: Page, book: Book, outcome: Outcome) -> None:
    """What fits, best first; then what was left out, and why."""
    if outcome.old:
        page.paragraph(
            _("Some of these facts are older than a year. Look whether they still hold."),
            look=page.warn,
        )
        page.line()
    for note in outcome.notes:
        page.paragraph(note, look=page.warn)
        page.line()
    for number, result in enumerate(outcome.results, 1):
        _tell_result(page, book, number if len(outcome.results) > 1 else 0, result)
    if outcome.also_equal:
        names = ", ".join(book.messengers[key].name for key in outcome.also_equal)
        page.paragraph(
            _("By your answers, these are equal to the last one: {names}.").format(names=names)
        )
        page.line()
    bullets(
        page,
        _("Left out, and why"),
        (_told_of(each) for each in outcome.left_out),
    )


def _told_of(out: LeftOut) -> str:
    """Why one was left out; most reasons name it."""
    told = out.because[0].text
    return told if out.name in told else f"{out.name}: {told}"


def _tell_result(page: Page, book: Book, number: int, result: Result) -> None:
    """One that fits.

    Args:
        page: Where to.
        book: All that is known of messengers.
        number: Which one it is; 0 where it is the only one.
        result: It.
    """
    name = name_of(result)
    page.paragraph(f"{number}. {name}" if number else name, look=page.bold)
    equal = [book.messengers[key].name for key in result.equal_to]
    if equal:
        told = _("By your answers, equal to {names}.").format(names=", ".join(equal))
        page.paragraph(told, 2)
    bullets(page, _("Why"), (each.text for each in result.because), 2)
    bullets(page, _("What it does not protect"), result.not_protected, 2)
    page.line("  " + page.bold(_("To do today")))
    titles = [book.settings[key].title for key in result.settings]
    numbered(page, [*titles, *result.today], 4)
    if result.settings:
        more = _("How, step by step: parasol messengers {name}").format(name=result.messenger)
        page.paragraph(more, 4, look=page.dim)
    if result.guide:
        more = _("More about it: parasol read {guide}").format(guide=result.guide)
        page.paragraph(more, 4, look=page.dim)
    about = about_result(result)
    if about:
        page.paragraph(about, 2, look=page.warn if result.old else page.dim)
    page.line()
