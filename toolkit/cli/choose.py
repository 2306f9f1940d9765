"""`parasol choose`: nine questions, or a file of answers, and which messenger fits, or none."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from toolkit.answers import read
from toolkit.cli.lists import refuse
from toolkit.cli.messengers import plain
from toolkit.cli.question_lines import BACK, LEAVE, answers_text, put, read_line, understood
from toolkit.cli.telling_choice import tell_choice
from toolkit.cli.terminal import errors, output
from toolkit.errors import ParasolError
from toolkit.i18n import _
from toolkit.languages import for_programs
from toolkit.messaging.messengers.asking import to_ask
from toolkit.messaging.messengers.chooser import choose
from toolkit.messaging.messengers.rules import PARTS
from toolkit.messaging.messengers.shelf import load

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable
    from datetime import date

    from toolkit.answers import Answers
    from toolkit.cli.terminal import Page
    from toolkit.messaging.messengers.book import Book
    from toolkit.messaging.messengers.outcome import Outcome

VERSION: Final = 1


def arrange(parser: argparse.ArgumentParser) -> None:
    """Add the words it takes."""
    parser.add_argument(
        "--answers",
        metavar=_("FILE"),
        help=_("take the answers from a file (- reads them from a pipe); see docs/for-scripts.md"),
    )
    parser.add_argument(
        "--json", action="store_true", help=_("answer for programs; see docs/for-scripts.md")
    )


def run(arguments: argparse.Namespace) -> int:
    """Ask or read, and say what fits."""
    try:
        book = load()
        if arguments.answers:
            answers: Answers | None = read(answers_text(arguments.answers), book.questions)
        else:
            answers = ask(errors() if arguments.json else output(), book, read_line)
    except ParasolError as error:
        return refuse(error, arguments.answers or "")
    if answers is None:
        return 0
    today = datetime.now().astimezone().date()
    outcome = choose(book, answers, today)
    if arguments.json:
        json.dump(document(outcome, answers, today), sys.stdout, default=plain)
        sys.stdout.write("\n")
    else:
        tell_choice(output(), book, outcome)
    return 0


def ask(page: Page, book: Book, line: Callable[[], str | None]) -> Answers | None:
    """Ask until nothing is left to ask.

    Args:
        page: Where the questions go.
        book: All that is known of messengers.
        line: Gives what the person wrote; nothing when they have gone.

    Returns:
        What was answered; nothing where the person left. Nothing of it is kept anywhere.
    """
    page.paragraph(
        _(
            "Nine questions, and at most three answers. No name is asked for, and nothing is kept. "
            "Your terminal may keep what it shows: close it when you have read this."
        )
    )
    answers: dict[str, tuple[str, ...]] = {}
    while left := to_ask(book, answers):
        question = left[0]
        page.line()
        told = _("{number} of {count}").format(number=question.part, count=PARTS)
        put(page, question, told)
        given = line()
        word = LEAVE if given is None else given.strip().casefold()
        if word == LEAVE:
            return None
        if word == BACK:
            if answers:
                answers.popitem()
            continue
        meant = understood(question, word)
        if meant is None:
            page.paragraph(_("That is none of the answers. Please try again."))
        else:
            answers[question.id] = meant
    page.line()
    return answers


def document(outcome: Outcome, answers: Answers, today: date) -> dict[str, Any]:
    """What fits, for programs; docs/for-scripts.md describes it."""
    return {
        "parasol": "choose",
        "version": VERSION,
        **for_programs(),
        "date": today,
        "answers": dict(answers),
        **asdict(outcome),
    }
