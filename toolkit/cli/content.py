"""`parasol content`: a look through the library of threats, for those who write it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

from toolkit.cli.lists import FAILED, refuse
from toolkit.cli.terminal import errors, output
from toolkit.errors import ContentError
from toolkit.i18n import _, ngettext
from toolkit.messages import explain_error
from toolkit.threats.review import review
from toolkit.threats.shelf import COMPILED, compiled_text, folder

if TYPE_CHECKING:
    import argparse

_CHECK: Final = "check"
_COMPILE: Final = "compile"


def arrange(parser: argparse.ArgumentParser) -> None:
    """Add the words it takes."""
    parser.add_argument(
        "what",
        metavar=_("WHAT"),
        choices=(_CHECK, _COMPILE),
        help=_("check: tell all that is wrong; compile: make the one file that is read at a start"),
    )


def run(arguments: argparse.Namespace) -> int:
    """Check, or compile."""
    try:
        return _check() if arguments.what == _CHECK else _compile()
    except ContentError as error:
        return refuse(error)


def _check() -> int:
    seen = review(folder(), datetime.now().astimezone().date())
    for problem in seen.problems:
        errors().paragraph(explain_error(problem, ""))
    for each in seen.overdue:
        output().paragraph(explain_error(each, ""))
    output().columns([(kind, str(count)) for kind, count in seen.things.items()])
    told = ngettext("{count} problem.", "{count} problems.", len(seen.problems))
    output().line(told.format(count=len(seen.problems)))
    return FAILED if seen.problems else 0


def _compile() -> int:
    shelf = folder()
    (shelf / COMPILED).write_text(compiled_text(shelf), encoding="utf-8")
    return 0
