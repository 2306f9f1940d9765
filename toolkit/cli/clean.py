"""`parasol clean`: copies that give away nothing and look the same."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING, Final

from toolkit.cli.answering import answer, arrange_reading, workers_for
from toolkit.cli.as_json import cleaned
from toolkit.cli.telling import tell_cleaned
from toolkit.cli.terminal import errors, output
from toolkit.i18n import _, ngettext
from toolkit.metadata.batch import clean_all
from toolkit.metadata.destinations import Options, folders_of_copies, permitted
from toolkit.metadata.explain import always
from toolkit.metadata.output import remove_forsaken_drafts
from toolkit.metadata.selection import expand
from toolkit.metadata.worker import LockedRoom

if TYPE_CHECKING:
    import argparse

_SECONDS_FOR_LOCKS_TO_FALL: Final = 0.3


def arrange(parser: argparse.ArgumentParser) -> None:
    """Add the words it takes."""
    arrange_reading(parser)
    where = parser.add_mutually_exclusive_group()
    where.add_argument(
        "--to",
        metavar=_("FOLDER"),
        type=Path,
        help=_("put the copies here; made when it is missing"),
    )
    where.add_argument(
        "--output", metavar=_("FILE"), type=Path, help=_("the name of the copy, for one picture")
    )
    where.add_argument(
        "--in-place",
        action="store_true",
        help=_("put the copy in the original's place: what the original said is lost"),
    )
    parser.add_argument(
        "--keep-names",
        action="store_true",
        help=_("keep the names; they often tell the day, the camera or the messenger"),
    )
    parser.add_argument(
        "--force", action="store_true", help=_("write over a file that has the copy's name")
    )


def run(arguments: argparse.Namespace) -> int:
    """Clean the files and say what became of each."""
    if arguments.output and (len(arguments.paths) > 1 or arguments.recursive):
        errors().line(_("--output names one copy. For several pictures, use --to FOLDER."))
        return 2
    if arguments.to:
        # A folder that cannot be made is told with each file that cannot go there.
        with contextlib.suppress(OSError):
            arguments.to.mkdir(mode=0o700, parents=True, exist_ok=True)
    options = Options(
        to=arguments.to,
        output=arguments.output,
        in_place=arguments.in_place,
        keep_names=arguments.keep_names,
        force=arguments.force,
        second_opinion=not arguments.no_second_opinion,
    )
    try:
        with LockedRoom(permitted(arguments.paths, options), workers_for(arguments)) as room:
            results = clean_all(arguments.paths, options, room, recursive=arguments.recursive)
            done, failed = answer(arguments, results, tell_cleaned, cleaned)
    except BaseException:
        # Those who wrote are dead. Where a draft has a name while it is written, it is still there.
        found = expand(arguments.paths, recursive=arguments.recursive, leave_out=options.to)
        remove_forsaken_drafts(folders_of_copies(found, options), _SECONDS_FOR_LOCKS_TO_FALL)
        raise
    if not arguments.quiet and not arguments.json:
        _tell_end(done, failed, in_place=arguments.in_place)
    return 1 if failed else 0


def _tell_end(done: int, failed: int, *, in_place: bool) -> None:
    """What holds for all of them."""
    page = output()
    if done and not in_place:
        page.paragraph(
            ngettext(
                "The original is unchanged, and still says all this.",
                "The {count} originals are unchanged, and still say all this.",
                done,
            ).format(count=done)
        )
    if failed:
        page.paragraph(
            ngettext(
                "{count} file could not be cleaned; it is unchanged.",
                "{count} files could not be cleaned; they are unchanged.",
                failed,
            ).format(count=failed)
        )
    if done:
        page.paragraph(always())
