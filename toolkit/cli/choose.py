"""`parasol choose`: nine questions, or a file of answers, and which messenger fits, or none."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from toolkit.answers import read
from toolkit.cli.documents import arrange_json, head, write
from toolkit.cli.lists import refuse
from toolkit.cli.question_lines import answers_text, arrange_answers, ask_all, read_line
from toolkit.cli.telling_choice import tell_choice
from toolkit.cli.terminal import errors, output
from toolkit.errors import ParasolError
from toolkit.i18n import _
from toolkit.messaging.messengers.asking import applicable, carried_over, to_ask
from toolkit.messaging.messengers.chooser import choose
from toolkit.messaging.messengers.rules import PARTS
from toolkit.messaging.messengers.shelf import load

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Sequence
    from datetime import date

    from toolkit.answers import Answers
    from toolkit.cli.terminal import Page
    from toolkit.messaging.messengers.book import Book
    from toolkit.messaging.messengers.outcome import Outcome
    from toolkit.messaging.messengers.rules import Question

VERSION: Final = 1


def arrange(parser: argparse.ArgumentParser) -> None:
    """Add the words it takes."""
    arrange_answers(parser)
    parser.add_argument(
        "--plan",
        metavar=_("FILE"),
        help=_("let it use the answers of a plan, as “parasol plan --answers” reads them"),
    )
    arrange_json(parser)


def run(arguments: argparse.Namespace) -> int:
    """Ask or read, and say what fits."""
    try:
        book = load()
        beforehand = _of_plan(book, arguments.plan) if arguments.plan else {}
    except ParasolError as error:
        return refuse(error, arguments.plan or "")
    try:
        if arguments.answers:
            given = read(answers_text(arguments.answers), book.questions)
            answers: Answers | None = applicable(book, {**beforehand, **given})
        else:
            page = errors() if arguments.json else output()
            answers = ask(page, book, read_line, beforehand)
    except ParasolError as error:
        return refuse(error, arguments.answers or "")
    if answers is None:
        return 0
    today = datetime.now().astimezone().date()
    outcome = choose(book, answers, today)
    if arguments.json:
        write(document(outcome, answers, today))
    else:
        tell_choice(output(), book, outcome)
    return 0


def _of_plan(book: Book, path: str) -> Answers:
    """What the answers to a plan say to the questions here.

    Raises:
        ContentError: As `answers.read`.
    """
    from toolkit.threats.shelf import load as load_library  # noqa: PLC0415 - only when wanted

    return carried_over(book, read(answers_text(path), load_library().questions))


def ask(
    page: Page, book: Book, line: Callable[[], str | None], beforehand: Answers
) -> Answers | None:
    """Ask until nothing is left to ask.

    Args:
        page: Where the questions go.
        book: All that is known of messengers.
        line: Gives what the person wrote; nothing when they have gone.
        beforehand: What their plan says. It is shown with each question, and taken by Enter alone.

    Returns:
        What was answered; nothing where the person left. Nothing of it is kept anywhere.
    """
    page.paragraph(
        _(
            "Nine questions, and at most three answers. No name is asked for, and nothing is kept. "
            "Your terminal may keep what it shows: close it when you have read this."
        )
    )

    def told(left: Sequence[Question]) -> str:
        return _("{number} of {count}").format(number=left[0].part, count=PARTS)

    return ask_all(page, line, lambda answers: to_ask(book, answers), told, marked=beforehand)


def document(outcome: Outcome, answers: Answers, today: date) -> dict[str, Any]:
    """What fits, for programs; docs/for-scripts.md describes it."""
    return {
        **head("choose", VERSION),
        "date": today,
        "answers": dict(answers),
        **asdict(outcome),
    }
