"""A lesson as a conversation in plain lines: for screen readers and slow links."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from toolkit.cli.question_lines import BACK, LEAVE
from toolkit.cli.terminal import width
from toolkit.i18n import _
from toolkit.messaging import DISCLAIMER
from toolkit.messaging.lessons.running import answer, fits
from toolkit.messaging.lessons.showing import Dump, Fact, Said, Table, Tone, Wanted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from toolkit.cli.terminal import Page
    from toolkit.messaging.lessons.running import Given, Moved
    from toolkit.messaging.lessons.showing import Asked, Shown

_NONE: Final = "0"
_BYTES_A_LINE: Final = 16
_GAP: Final = 2


def talk(page: Page, begun: Moved, line: Callable[[], str | None]) -> None:
    """Go through a lesson.

    Args:
        page: Where it is told.
        begun: Its beginning.
        line: Gives what the person wrote; nothing when they have gone.
    """
    page.paragraph(_(DISCLAIMER), look=page.dim)
    page.line()
    been: list[Moved] = []
    state, shown = begun
    tell_all(page, shown)
    while (asked := state.asked) is not None:
        _put(page, asked)
        written = line()
        word = LEAVE if written is None else written.strip()
        if word.casefold() == LEAVE:
            return
        if word.casefold() == BACK:
            if been:
                state, shown = been.pop()
                tell_all(page, shown)
            continue
        given = _understood(asked, word)
        if given is None or not fits(asked, given):
            page.paragraph(_not_understood(asked))
            continue
        been.append((state, shown))
        state, shown = answer(state, given)
        page.line()
        tell_all(page, shown)
    page.line()
    page.paragraph(
        _("To meet the last question again in a week: parasol learn {lesson} --again").format(
            lesson=state.lesson.id
        )
    )
    page.paragraph(_("Nothing of this was kept."), look=page.dim)


def tell_all(page: Page, shown: Iterable[Shown]) -> None:
    """Everything that a lesson shows at once."""
    listing = False
    for each in shown:
        kept = isinstance(each, Said) and each.tone is Tone.KEEP
        if listing and not kept:
            page.line()
        listing = kept
        if isinstance(each, Said):
            _say(page, each)
        elif isinstance(each, Table):
            _table(page, each)
        elif isinstance(each, Dump):
            _dump(page, each)
        else:
            _fact(page, each)


def _say(page: Page, said: Said) -> None:
    if said.tone is Tone.KEEP:
        page.columns([("-", said.text)], gap=1)
        return
    looks = {
        Tone.TITLE: page.bold,
        Tone.HEADING: page.bold,
        Tone.RIGHT: page.good,
        Tone.OTHERWISE: page.bold,
    }
    page.paragraph(said.text, look=looks.get(said.tone, str))
    if said.tone in {Tone.TITLE, Tone.TEXT}:
        page.line()


def _table(page: Page, table: Table) -> None:
    page.line(page.bold(table.title))
    # A single column says by its title what it is.
    heads = (table.columns,) if len(table.columns) > 1 else ()
    rows = (*heads, *table.rows)
    widths = [max(width(row[at]) for row in rows) for at in range(len(table.columns))]
    if sum(widths) + _GAP * len(widths) <= page.width:
        for number, row in enumerate(rows):
            padded = [
                cell + " " * (room - width(cell)) for cell, room in zip(row, widths, strict=True)
            ]
            text = " " * _GAP + (" " * _GAP).join(padded).rstrip()
            page.line(page.dim(text) if number < len(heads) else text)
    else:
        # What does not fit beside each other stands below it, each row under its name.
        for row in table.rows:
            page.paragraph(row[0], _GAP)
            for cell in row[1:]:
                page.paragraph(cell, 2 * _GAP)
    page.line()


def _dump(page: Page, dump: Dump) -> None:
    page.line(page.bold(dump.title))
    for at in range(0, len(dump.content), _BYTES_A_LINE):
        page.line(" " * _GAP + dump.content[at : at + _BYTES_A_LINE].hex(" "))
    if dump.size > len(dump.content):
        told = _("the first {shown} of {size} bytes").format(
            shown=len(dump.content), size=dump.size
        )
        page.line(" " * _GAP + page.dim(told))
    page.line()


def _fact(page: Page, fact: Fact) -> None:
    page.paragraph(fact.text)
    known = _("How we know: {grade}, {date}.").format(grade=fact.grade, date=fact.as_of)
    page.paragraph(known, _GAP, look=page.dim)
    for source in fact.sources:
        page.paragraph(source, _GAP, look=page.dim)
    page.line()


def _put(page: Page, asked: Asked) -> None:
    if asked.wanted is Wanted.GO_ON:
        page.paragraph(_("Enter goes on, b back, q leave"), _GAP, look=page.dim)
        return
    if asked.count[1]:
        told = _("Card {number} of {count}").format(number=asked.count[0], count=asked.count[1])
        page.paragraph(told, look=page.dim)
    page.paragraph(asked.text, look=page.bold)
    page.columns([(str(number), text) for number, (_id, text) in enumerate(asked.options, 1)])
    keys = {
        Wanted.ONE: _("a number, b back, q leave"),
        Wanted.SEVERAL: _("numbers with commas, 0 for none of them, b back, q leave"),
        Wanted.TEXT: _("some words, or Enter for “{example}”, b back, q leave"),
    }
    page.paragraph(keys[asked.wanted].format(example=asked.example), _GAP, look=page.dim)


def _understood(asked: Asked, word: str) -> Given | None:
    """The answer that a line means; nothing where it means none."""
    if asked.wanted is Wanted.GO_ON:
        return ()
    if asked.wanted is Wanted.TEXT:
        return (word,)
    if asked.wanted is Wanted.SEVERAL and word == _NONE:
        return ()
    words = word.split(",") if asked.wanted is Wanted.SEVERAL else [word]
    numbered = {str(number): key for number, (key, _text) in enumerate(asked.options, 1)}
    known = numbered | {key: key for key, _text in asked.options}
    chosen = [known.get(each.strip().casefold()) for each in words]
    found = tuple(dict.fromkeys(each for each in chosen if each is not None))
    return found if found and None not in chosen else None


def _not_understood(asked: Asked) -> str:
    if asked.wanted is Wanted.TEXT:
        return _("A few words, please, and not more than a line or two.")
    return _("That is none of the answers. Please try again.")
