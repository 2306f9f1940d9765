"""`parasol lab --script FILE`: play a scenario in the protocol lab, and tell what each watcher has.

Nothing of it is real traffic, and nothing is kept. `toolkit.messaging.script` says how a scenario
is written.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from toolkit.cli.documents import arrange_json, write
from toolkit.cli.lab_document import document
from toolkit.cli.lists import refuse
from toolkit.cli.telling_lab import tell_actions, tell_played
from toolkit.cli.terminal import output
from toolkit.errors import ContentError
from toolkit.i18n import _
from toolkit.messaging import script

if TYPE_CHECKING:
    import argparse

STDIN: Final = "-"


def arrange(parser: argparse.ArgumentParser) -> None:
    """Add the words it takes."""
    wanted = parser.add_mutually_exclusive_group(required=True)
    wanted.add_argument(
        "--script",
        metavar=_("FILE"),
        help=_("the scenario to play (- reads it from a pipe)"),
    )
    wanted.add_argument(
        "--actions", action="store_true", help=_("list what a scenario can do, and how to write it")
    )
    parser.add_argument(
        "--why", action="store_true", help=_("tell of each event why, with the values computed")
    )
    arrange_json(parser)


def run(arguments: argparse.Namespace) -> int:
    """Play it, and write what came of it."""
    if arguments.actions:
        tell_actions(output())
        return 0
    try:
        scenario = _read(arguments.script)
    except ContentError as error:
        return refuse(error)
    world, events = script.play(scenario)
    if arguments.json:
        write(document(scenario, world, events))
    else:
        tell_played(output(), scenario, world, events, why=arguments.why)
    return 0


def _read(path: str) -> script.Scenario:
    if path != STDIN:
        return script.load(Path(path))
    try:
        return script.read(sys.stdin.read(script.LARGEST + 1), _("the scenario"))
    except UnicodeDecodeError as error:
        raise ContentError("scenario-unreadable", file=_("the scenario")) from error
