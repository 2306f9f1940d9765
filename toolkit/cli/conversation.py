"""The questions, one after another, as plain lines: for screen readers and slow links."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from toolkit.answers import NO, SKIPPED, UNSURE, YES
from toolkit.cli.telling_guidance import tell_playbook
from toolkit.i18n import _, ngettext
from toolkit.threats.model import Asked
from toolkit.threats.questioning import jump, to_ask

if TYPE_CHECKING:
    from collections.abc import Callable

    from toolkit.answers import Answers
    from toolkit.cli.terminal import Page
    from toolkit.threats.library import Library
    from toolkit.threats.model import Question

BACK: Final = "b"
LEAVE: Final = "q"
_YES: Final = "y"
_NO: Final = "n"
_UNSURE: Final = "?"
_SKIP: Final = "s"


def ask(page: Page, library: Library, line: Callable[[], str | None]) -> Answers | None:
    """Ask until nothing is left to ask.

    Args:
        page: Where the questions go.
        library: All that is known.
        line: Gives what the person wrote; nothing when they have gone.

    Returns:
        What was answered; nothing where the person left. Nothing of it is kept anywhere.
    """
    page.paragraph(
        _(
            "A few questions. Is now a good moment, with nobody looking? q leaves at any time. "
            "No name is asked for, and nothing is kept. Your terminal may keep what it shows: "
            "close it when you have read this."
        )
    )
    answers: dict[str, tuple[str, ...]] = {}
    while left := to_ask(library, answers):
        question = left[0]
        page.line()
        _put(page, question, len(left))
        given = line()
        word = LEAVE if given is None else given.strip().casefold()
        if word == LEAVE:
            return None
        if word == BACK:
            if answers:
                answers.popitem()
            continue
        understood = _understood(question, word)
        if understood is None:
            page.paragraph(_("That is none of the answers. Please try again."))
            continue
        before = jump(library, answers)
        answers[question.id] = understood
        for key in jump(library, answers):
            if key not in before:
                page.line()
                tell_playbook(page, library, library.playbooks[key])
                page.paragraph(_("The questions go on below. They can wait."))
    page.line()
    return answers


def read_line() -> str | None:
    """A line from the person; nothing when there is no more."""
    return sys.stdin.readline() or None


def _put(page: Page, question: Question, left: int) -> None:
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
    told = ngettext("about {count} left", "about {count} left", left).format(count=left)
    page.paragraph(told, 2, look=page.dim)


def _understood(question: Question, word: str) -> tuple[str, ...] | None:
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
