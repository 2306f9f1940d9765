"""One question as plain lines, and what a line in answer means."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from toolkit.answers import LARGEST, NO, SKIPPED, UNSURE, YES
from toolkit.conditions import Asked
from toolkit.errors import ContentError
from toolkit.i18n import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toolkit.answers import Question
    from toolkit.cli.terminal import Page

BACK: Final = "b"
LEAVE: Final = "q"
STDIN: Final = "-"
_YES: Final = "y"
_NO: Final = "n"
_UNSURE: Final = "?"
_SKIP: Final = "s"


def read_line() -> str | None:
    """A line from the person; nothing when there is no more."""
    return sys.stdin.readline() or None


def put(page: Page, question: Question, told: str) -> None:
    """Write a question, what can be answered, and how far one is."""
    page.paragraph(question.prompt, look=page.bold)
    page.paragraph(_("Why we ask: {why}").format(why=question.why), 2)
    for number, choice in enumerate(question.choices, 1):
        page.columns([(str(number), choice.title)])
    if question.asked is Asked.YES_NO:
        keys = _("y yes, n no, ? unsure, s skip, b back, q leave")
    elif question.asked is Asked.ONE:
        keys = _("a number, ? unsure, s skip, b back, q leave")
    else:
        keys = _("numbers with commas, ? unsure, s skip, b back, q leave")
    page.paragraph(keys, 2, look=page.dim)
    page.paragraph(told, 2, look=page.dim)


def understood(question: Question, word: str) -> tuple[str, ...] | None:
    """The answer that a word means; nothing where it means none."""
    if word in {_UNSURE, _SKIP}:
        return (UNSURE if word == _UNSURE else SKIPPED,)
    if question.asked is Asked.YES_NO:
        return {_YES: (YES,), YES: (YES,), _NO: (NO,), NO: (NO,)}.get(word)
    words = word.split(",") if question.asked is Asked.SEVERAL else [word]
    numbered = {str(number): each.id for number, each in enumerate(question.choices, 1)}
    named = {each.title.casefold(): each.id for each in question.choices}
    known = numbered | named | {each.id: each.id for each in question.choices}
    chosen = [known.get(each.strip()) for each in words]
    found = tuple(dict.fromkeys(each for each in chosen if each is not None))
    return found if found and None not in chosen else None


def titles_of(question: Question, given: Sequence[str]) -> str:
    """An answer as a person reads it."""
    said = {YES: _("yes"), NO: _("no"), UNSURE: _("unsure"), SKIPPED: _("skipped")}
    titles = said | {each.id: each.title for each in question.choices}
    return "; ".join(titles[each] for each in given)


def answers_text(path: str) -> str:
    """What a file of answers holds.

    Raises:
        ContentError: ``"answers-unreadable"``.
    """
    try:
        if path == STDIN:
            return sys.stdin.read(LARGEST + 1)
        with Path(path).open(encoding="utf-8") as file:
            return file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        raise ContentError("answers-unreadable") from error
