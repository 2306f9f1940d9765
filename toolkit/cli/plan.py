"""`parasol plan`: a few questions, or a file of answers, and a short plan. Nothing is kept."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from toolkit.answers import read
from toolkit.cli.conversation import ask
from toolkit.cli.documents import arrange_json, head, write
from toolkit.cli.lists import refuse
from toolkit.cli.one_page import HTML, TEXT, arrange_paper, write_paper
from toolkit.cli.question_lines import answers_text, arrange_answers, read_line
from toolkit.cli.telling_plan import tell_plan
from toolkit.cli.terminal import errors, output
from toolkit.errors import ParasolError
from toolkit.i18n import _
from toolkit.threats.assessment import assess
from toolkit.threats.paper import as_html, as_text
from toolkit.threats.questioning import heard
from toolkit.threats.shelf import load

if TYPE_CHECKING:
    import argparse
    from datetime import date

    from toolkit.answers import Answers
    from toolkit.threats.library import Library
    from toolkit.threats.outcome import Assessment

VERSION: Final = 1


def arrange(parser: argparse.ArgumentParser) -> None:
    """Add the words it takes."""
    arrange_answers(parser)
    parser.add_argument(
        "--all",
        action="store_true",
        dest="unfolded",
        help=_("tell all warnings and all there is to do, not only what comes first"),
    )
    form = parser.add_mutually_exclusive_group()
    arrange_json(form)
    arrange_paper(parser, form)


def run(arguments: argparse.Namespace) -> int:
    """Ask or read, and write the plan."""
    try:
        library = load()
        if arguments.answers:
            answers: Answers | None = read(answers_text(arguments.answers), library.questions)
        else:
            page = errors() if arguments.json or arguments.paper else output()
            answers = ask(page, library, read_line)
    except ParasolError as error:
        return refuse(error, arguments.answers or "")
    if answers is None:
        return 0
    today = datetime.now().astimezone().date()
    assessment = assess(library, answers, today)
    if arguments.json:
        write(_document(library, answers, assessment, today))
    elif arguments.paper:
        if assessment.low_footprint:
            errors().paragraph(
                _("Paper can be found, so this is only a card. Without --print you see the plan.")
            )
        write_paper(
            arguments,
            {
                TEXT: partial(as_text, library, assessment),
                HTML: partial(as_html, library, assessment),
            },
        )
    else:
        tell_plan(output(), library, answers, assessment, unfolded=arguments.unfolded)
    return 0


def _document(
    library: Library, answers: Answers, assessment: Assessment, today: date
) -> dict[str, Any]:
    """The plan for programs; docs/for-scripts.md describes it."""
    plan = assessment.plan
    named = [item.action for item in plan.items()]
    named += [bar.action for bar in plan.held_back + plan.left_out]
    return {
        **head("plan", VERSION),
        "date": today,
        "heard": [{"question": key, "text": text} for key, text in heard(library, answers)],
        **asdict(assessment),
        "actions": {key: asdict(library.actions[key]) for key in sorted(set(named))},
    }
