"""Questions as plain lines, one after another, and what a line in answer means."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from toolkit.answers import LARGEST, NO, SKIPPED, UNSURE, YES
from toolkit.conditions import Asked
from toolkit.errors import ContentError
from toolkit.i18n import _

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Sequence

    from toolkit.answers import Answers, Question
    from toolkit.cli.terminal import Page

_Asked = TypeVar("_Asked", bound="Question")

BACK: Final = "b"
LEAVE: Final = "q"
STDIN: Final = "-"
_YES: Final = "y"
_NO: Final = "n"
_UNSURE: Final = "?"
_SKIP: Final = "s"


def arrange_answers(parser: argparse.ArgumentParser) -> None:
    """Add the word by which a file of answers is taken instead."""
    parser.add_argument(
        "--answers",
        metavar=_("FILE"),
        help=_("take the answers from a file (- reads them from a pipe); see docs/for-scripts.md"),
    )


def read_line() -> str | None:
    """A line from the person; nothing when there is no more."""
    return sys.stdin.readline() or None


def ask_all(  # noqa: PLR0913 - what differs between one list of questions and another
    page: Page,
    line: Callable[[], str | None],
    left: Callable[[Answers], Sequence[_Asked]],
    told: Callable[[Sequence[_Asked]], str],
    *,
    marked: Answers | None = None,
    then: Callable[[Answers, Answers], None] | None = None,
) -> Answers | None:
    """Ask until nothing is left to ask.

    Args:
        page: Where the questions go.
        line: Gives what the person wrote; nothing when they have gone.
        left: What is left to ask after some answers, in order.
        told: How far one is, by what is left.
        marked: What the person's plan says. It is shown with each question, and taken by Enter
            alone.
        then: What is done after an answer, with all answers before it and after it.

    Returns:
        What was answered; nothing where the person left. Nothing of it is kept anywhere.
    """
    answers: dict[str, tuple[str, ...]] = {}
    while open_ones := left(answers):
        question = open_ones[0]
        page.line()
        _put(page, question, told(open_ones))
        before = (marked or {}).get(question.id, ())
        if before:
            plan = _("Your plan says: {answer}. Enter takes it.")
            page.paragraph(plan.format(answer=_titles_of(question, before)), 2)
        given = line()
        word = LEAVE if given is None else given.strip().casefold()
        if word == LEAVE:
            return None
        if word == BACK:
            if answers:
                answers.popitem()
            continue
        meant = before if before and not word else _understood(question, word)
        if meant is None:
            page.paragraph(_("That is none of the answers. Please try again."))
            continue
        earlier = dict(answers)
        answers[question.id] = meant
        if then is not None:
            then(earlier, answers)
    page.line()
    return answers


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


def _put(page: Page, question: Question, told: str) -> None:
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


def _titles_of(question: Question, given: Sequence[str]) -> str:
    """An answer as a person reads it."""
    said = {YES: _("yes"), NO: _("no"), UNSURE: _("unsure"), SKIPPED: _("skipped")}
    titles = said | {each.id: each.title for each in question.choices}
    return "; ".join(titles[each] for each in given)
