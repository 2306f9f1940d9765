"""When facts were so, and how well they are known, as one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.evidence import GRADES
from toolkit.i18n import _
from toolkit.messaging.messengers.results import day_of, is_old
from toolkit.messaging.messengers.telling import CONFIDENCE

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from toolkit.messaging.messengers.book import Book
    from toolkit.messaging.messengers.model import Fact
    from toolkit.messaging.messengers.outcome import Result


def about_fact(book: Book, fact: Fact, today: date, said: Callable[[str], str] = str) -> str:
    """When a fact was so, how well it is known, and whether it is old.

    Args:
        book: All that is known of messengers.
        fact: It.
        today: The day, by which it is old.
        said: Makes words of a year, a month or a day.
    """
    if fact.as_of:
        when = _("as of {day}").format(day=said(fact.as_of))
    elif fact.sources:
        when = _("seen {day}, no date of its own").format(day=said(day_of(book, fact)))
    else:
        when = ""
    old = _("may be out of date") if is_old(fact, today) else ""
    return " · ".join(part for part in (when, _(GRADES[fact.grade]), old) if part)


def about_result(result: Result, said: Callable[[str], str] = str) -> str:
    """The dates of the facts that a result rests on, and how well the least of them is known.

    Args:
        result: It.
        said: As for `about_fact`.
    """
    if result.grade is None:
        return ""
    letter, grade = CONFIDENCE[result.grade], _(GRADES[result.grade])
    if result.oldest == result.newest:
        return _("Facts of {day}. Least certain: {letter}, {grade}.").format(
            day=said(result.oldest), letter=letter, grade=grade
        )
    return _("Facts of {oldest} to {newest}. Least certain: {letter}, {grade}.").format(
        oldest=said(result.oldest), newest=said(result.newest), letter=letter, grade=grade
    )


def who(book: Book, fact: Fact) -> tuple[str, ...]:
    """The sources of a fact: who published what, and where."""
    return tuple(
        " · ".join(part for part in (source.publisher, source.title, source.url) if part)
        for source in (book.sources[key] for key in fact.sources)
    )
