"""`parasol threats`: who watches and how, what helps, and how we know."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from toolkit.cli import telling_guidance as telling
from toolkit.cli.lists import ids, refuse, refuse_id, translated
from toolkit.cli.terminal import output
from toolkit.errors import ContentError
from toolkit.i18n import N_, _
from toolkit.threats.library import FOLDER
from toolkit.threats.search import index
from toolkit.threats.shelf import load

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from toolkit.cli.terminal import Page
    from toolkit.search import Page as Found
    from toolkit.threats.library import Library

_TELLERS: Final[dict[str, Callable[[Page, Library, Any], None]]] = {
    "capabilities": telling.tell_capability,
    "actions": telling.tell_action,
    "systems": telling.tell_system,
    "vendors": telling.tell_vendor,
    "places": telling.tell_place,
    "playbooks": telling.tell_playbook,
    "checklists": telling.tell_checklist,
    "conflicts": telling.tell_conflict,
    "legal": telling.tell_legal,
    "helpers": telling.tell_helper,
    "sources": telling.tell_source,
}
_LISTED: Final = {
    "capabilities": N_("What watchers can do"),
    "systems": N_("Systems, tactics and laws"),
    "vendors": N_("Who sells and builds"),
    "places": N_("Places"),
    "helpers": N_("Who helps"),
}
_LINES: Final = 2
"""Lines of a thing that was found; its page has all."""


def arrange(parser: argparse.ArgumentParser) -> None:
    """Add the words it takes."""
    parser.add_argument(
        "words", metavar=_("WORD"), nargs="*", help=_("an id, or words to look for; all without")
    )


def run(arguments: argparse.Namespace) -> int:
    """Write one thing, what was found, or the list of all."""
    try:
        library = load()
    except ContentError as error:
        return refuse(error)
    page = output()
    wanted = " ".join(arguments.words)
    if not wanted:
        for folder, heading in _LISTED.items():
            page.line(page.bold(_(heading)))
            ids(page, library.kind(folder))
            page.line()
        return 0
    for folder, tell in _TELLERS.items():
        if wanted in library.kind(folder):
            translated(page, f"{FOLDER}/{folder}/{wanted}")
            tell(page, library, library.kind(folder)[wanted])
            return 0
    hits = index(library).search(wanted)
    for hit in hits:
        _tell_hit(page, hit)
    return 0 if hits else refuse_id(wanted)


def _tell_hit(page: Page, hit: Found) -> None:
    page.paragraph(f"{hit.id}  {hit.title}", look=page.bold)
    for line in hit.lines[:_LINES]:
        page.paragraph(line, 4)
