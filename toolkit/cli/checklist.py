"""`parasol checklist`: things to go through, one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.cli.lists import ids, refuse, refuse_id
from toolkit.cli.telling_guidance import tell_checklist
from toolkit.cli.terminal import output
from toolkit.errors import ContentError
from toolkit.i18n import _
from toolkit.threats.shelf import load

if TYPE_CHECKING:
    import argparse


def arrange(parser: argparse.ArgumentParser) -> None:
    """Add the words it takes."""
    parser.add_argument("id", metavar=_("ID"), nargs="?", help=_("which one; all without it"))


def run(arguments: argparse.Namespace) -> int:
    """Write one, or the list of all."""
    try:
        library = load()
    except ContentError as error:
        return refuse(error)
    if arguments.id is None:
        ids(output(), library.checklists)
    elif arguments.id not in library.checklists:
        return refuse_id(arguments.id)
    else:
        tell_checklist(output(), library, library.checklists[arguments.id])
    return 0
