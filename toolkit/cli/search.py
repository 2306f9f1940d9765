"""`parasol search`: words, in everything that there is to read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from toolkit.cli.lists import FAILED, refuse, refuse_id
from toolkit.cli.terminal import output
from toolkit.errors import ContentError
from toolkit.handbook import search as handbook
from toolkit.handbook import shelf as guides
from toolkit.i18n import _
from toolkit.languages import for_programs
from toolkit.messaging.messengers import search as messengers
from toolkit.messaging.messengers import shelf as messengers_shelf
from toolkit.search import Index
from toolkit.threats import search as threats
from toolkit.threats.shelf import load

if TYPE_CHECKING:
    import argparse

    from toolkit.cli.terminal import Page
    from toolkit.search import Page as Found

VERSION: Final = 1
"""Of the form for programs."""
_LINES: Final = 2
"""Lines of a thing that was found; its page has all."""

_HOW: Final = {
    "handbook": "read",
    "playbooks": "playbook",
    "checklists": "checklist",
    "messengers": "messengers",
}
_ELSE: Final = "threats"
"""What to type to see all of what was found."""


def arrange(parser: argparse.ArgumentParser) -> None:
    """Add the words it takes."""
    parser.add_argument("words", metavar=_("WORD"), nargs="+", help=_("what to look for"))
    parser.add_argument(
        "--json", action="store_true", help=_("answer for programs; see docs/for-scripts.md")
    )


def run(arguments: argparse.Namespace) -> int:
    """Write what was found."""
    try:
        library, book = load(), messengers_shelf.load()
    except ContentError as error:
        return refuse(error)
    pages = [*handbook.pages(guides.load().guides.values()), *threats.pages(library)]
    pages += messengers.pages(book)
    wanted = " ".join(arguments.words)
    hits = Index(pages).search(wanted)
    if arguments.json:
        found = [
            {"folder": hit.folder, "id": hit.id, "title": hit.title, "lines": list(hit.lines)}
            for hit in hits
        ]
        output().line(
            json.dumps({"parasol": "search", "version": VERSION, **for_programs(), "found": found})
        )
        return 0 if hits else FAILED
    for hit in hits:
        _tell(output(), hit)
    return 0 if hits else refuse_id(wanted)


def _tell(page: Page, hit: Found) -> None:
    page.paragraph(hit.title, look=page.bold)
    page.line("  " + page.dim(f"parasol {_HOW.get(hit.folder, _ELSE)} {hit.id}"))
    for line in hit.lines[:_LINES]:
        page.paragraph(line, 4)
