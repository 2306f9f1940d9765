"""What `inspect` and `clean` share: the words they take, and telling results as they come."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any, TypeVar

from toolkit.cli import as_json
from toolkit.cli.documents import arrange_json
from toolkit.cli.progress import Progress
from toolkit.cli.telling import tell_error
from toolkit.cli.terminal import errors, output
from toolkit.i18n import _
from toolkit.metadata.model import Cleaned, Report

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator

    from toolkit.cli.terminal import Page
    from toolkit.metadata.batch import Result

_Value = TypeVar("_Value", Report, Cleaned)


def arrange_reading(parser: argparse.ArgumentParser) -> None:
    """Add the words that both take."""
    parser.add_argument(
        "paths", metavar=_("PATH"), nargs="+", help=_("a picture, or a folder with -r")
    )
    parser.add_argument(
        "-r", "--recursive", action="store_true", help=_("look into folders, however deep")
    )
    parser.add_argument(
        "--no-second-opinion", action="store_true", help=_("do not ask ExifTool as well; faster")
    )
    arrange_json(parser)
    parser.add_argument(
        "-q", "--quiet", action="store_true", help=_("say only what could not be done")
    )


def workers_for(arguments: argparse.Namespace) -> int:
    """How many processes are worth starting: never more than there are files."""
    cores = len(os.sched_getaffinity(0))
    return cores if arguments.recursive else min(cores, len(arguments.paths))


def answer(
    arguments: argparse.Namespace,
    results: Iterator[Result[_Value]],
    tell: Callable[[Page, str, _Value], None],
    entry: Callable[[str, _Value], dict[str, Any]],
) -> tuple[int, int]:
    """Tell each result as it comes.

    Args:
        arguments: What was asked for.
        results: One for each file.
        tell: Says a result to a person.
        entry: Makes a result's entry for a program.

    Returns:
        How many files were done, and how many could not be.
    """
    page, problems = output(), errors()
    document = as_json.Document(sys.stdout, arguments.verb) if arguments.json else None
    done = failed = 0
    total = 0 if arguments.recursive else len(arguments.paths)
    try:
        with Progress(total, quiet=arguments.quiet) as progress:
            for result in results:
                progress.clear()
                if result.value is not None:
                    done += 1
                    if document:
                        document.add(entry(result.path, result.value))
                    elif not arguments.quiet:
                        tell(page, result.path, result.value)
                elif result.error is not None:
                    failed += 1
                    tell_error(problems, result.path, result.error)
                    if document:
                        document.add(as_json.failed(result.path, result.error))
                progress.step(result.path)
    finally:
        # Stopped half-way, the document still is one.
        if document:
            document.close(done, failed)
    return done, failed
