"""`parasol inspect`: what pictures give away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.cli.answering import answer, arrange_reading, workers_for
from toolkit.cli.as_json import inspected
from toolkit.cli.telling import tell_report
from toolkit.cli.terminal import output
from toolkit.metadata.batch import inspect_all
from toolkit.metadata.destinations import permitted
from toolkit.metadata.explain import always
from toolkit.metadata.worker import LockedRoom

if TYPE_CHECKING:
    import argparse


def arrange(parser: argparse.ArgumentParser) -> None:
    """Add the words it takes."""
    arrange_reading(parser)


def run(arguments: argparse.Namespace) -> int:
    """Read the files and say what they give away."""
    second = not arguments.no_second_opinion
    allowed = permitted(arguments.paths, second_opinion=second)
    with LockedRoom(allowed, workers_for(arguments)) as room:
        results = inspect_all(
            arguments.paths, room, recursive=arguments.recursive, second_opinion=second
        )
        done, failed = answer(arguments, results, tell_report, inspected)
    if done and not arguments.quiet and not arguments.json:
        output().paragraph(always())
    return 1 if failed else 0
