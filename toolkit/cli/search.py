"""`parasol search`: words, in everything that there is to read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from toolkit.bundle.search import everything
from toolkit.cli.documents import arrange_json, head, write
from toolkit.cli.lists import FAILED, refuse_id
from toolkit.cli.reading_on import command
from toolkit.cli.terminal import errors, output
from toolkit.i18n import _
from toolkit.messages import explain_error
from toolkit.search import Index

if TYPE_CHECKING:
    import argparse

    from toolkit.cli.terminal import Page
    from toolkit.search import Page as Found

VERSION: Final = 1
"""Of the form for programs."""
_LINES: Final = 2
"""Lines of a thing that was found; its page has all."""


def arrange(parser: argparse.ArgumentParser) -> None:
    """Add the words it takes."""
    parser.add_argument("words", metavar=_("WORD"), nargs="+", help=_("what to look for"))
    arrange_json(parser)


def run(arguments: argparse.Namespace) -> int:
    """Write what was found."""
    known = everything()
    for problem in known.problems:
        errors().paragraph(explain_error(problem, ""))
    wanted = " ".join(arguments.words)
    hits = Index(known.pages).search(wanted)
    if arguments.json:
        found = [
            {"folder": hit.folder, "id": hit.id, "title": hit.title, "lines": list(hit.lines)}
            for hit in hits
        ]
        write({**head("search", VERSION), "found": found})
        return 0 if hits else FAILED
    for hit in hits:
        _tell(output(), hit)
    return 0 if hits else refuse_id(wanted)


def _tell(page: Page, hit: Found) -> None:
    page.paragraph(hit.title, look=page.bold)
    page.line("  " + page.dim(command(hit.folder, hit.id)))
    for line in hit.lines[:_LINES]:
        page.paragraph(line, 4)
