"""`parasol practice`: a folder of invented photos and a staged chat, each with a quiz."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Final

from toolkit.cli.lists import refuse
from toolkit.cli.terminal import output
from toolkit.errors import ParasolError
from toolkit.i18n import _
from toolkit.neutral import neutral
from toolkit.practice import chat, kit

if TYPE_CHECKING:
    import argparse

_FOLDER: Final = "practice"


def arrange(parser: argparse.ArgumentParser) -> None:
    """Add the words it takes."""
    parser.add_argument(
        "folder",
        metavar=_("FOLDER"),
        nargs="?",
        type=Path,
        default=Path(_FOLDER),
        help=_("a new folder for them; without it, “practice” here"),
    )


def run(arguments: argparse.Namespace) -> int:
    """Write the kit, and say how to begin."""
    try:
        written = kit.write(kit.load(), arguments.folder, chat.files(chat.load()))
    except ParasolError as error:
        return refuse(error)
    page, folder = output(), shlex.quote(neutral(str(arguments.folder)))
    page.paragraph(_("Photos, a quiz and its answers are in {folder}.").format(folder=folder))
    page.paragraph(
        _("To begin: parasol inspect {photo}").format(photo=f"{folder}/{written[0].name}")
    )
    page.paragraph(
        _("A staged chat is there, too: parasol lab --script {file}").format(
            file=f"{folder}/{chat.SCRIPT}"
        )
    )
    page.paragraph(_("Everything in them is invented: names, words, days, places and cameras."))
    return 0
