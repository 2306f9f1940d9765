"""What is done with one file of a batch, in whatever process that happens.

Who hands files over does not open them, so needs none of the formats; who opens them needs nothing
of the handing over. Both load this module, so it loads next to nothing itself.
"""

from __future__ import annotations

import contextlib
import os
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, Final

from toolkit.errors import WorkerError
from toolkit.metadata.model import Cleaned, Report, Segment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.metadata.exiftool import SecondOpinion
    from toolkit.metadata.output import Target
    from toolkit.metadata.summary import Summary

SEGMENTS_TOLD: Final = 2_000
"""A file of more parts than this is told with neighbours of one fate joined."""


def inspect_one(path: str, second_opinion: bool) -> Report:  # noqa: FBT001 - executors take positions
    """Read one file, with ExifTool too where that is wanted and possible.

    Raises:
        InputError: As `inspection.inspect`.
    """
    from toolkit.metadata.inspection import inspect  # noqa: PLC0415 - see above
    from toolkit.metadata.opening import open_file  # noqa: PLC0415 - see above

    report = inspect(path, thorough=second_opinion)
    opinion = _opinion() if second_opinion else None
    if opinion is not None:
        fd = open_file(path)
        try:
            # A second reader that broke has added nothing; the file was read once.
            with contextlib.suppress(WorkerError):
                report = opinion.add(fd, report)
        finally:
            os.close(fd)
    return _trimmed(report)


def report_one(path: str, second_opinion: bool) -> Report:  # noqa: FBT001 - as above
    """Read one file as `inspect_one`, with the nearest town beside each position.

    Raises:
        InputError: As `inspection.inspect`.
    """
    from toolkit.metadata.summary import located  # noqa: PLC0415 - see above

    return located(inspect_one(path, second_opinion))


def summarise_one(path: str, second_opinion: bool) -> Summary:  # noqa: FBT001 - as above
    """Read one file, and say what it says in a line.

    Raises:
        InputError: As `inspection.inspect`.
    """
    from toolkit.metadata.summary import summarise  # noqa: PLC0415 - see above

    return summarise(report_one(path, second_opinion))


def clean_one(path: str, target: Target, second_opinion: bool) -> Cleaned:  # noqa: FBT001 - as above
    """Clean one file, with ExifTool reading the copy where that is wanted and possible.

    Raises:
        ParasolError: As `cleaning.clean_file`.
    """
    from toolkit.metadata.cleaning import clean_file  # noqa: PLC0415 - see above

    opinion = _opinion() if second_opinion else None
    cleaned = clean_file(path, target, opinion, thorough=second_opinion)
    return replace(cleaned, report=_trimmed(cleaned.report))


def _opinion() -> SecondOpinion | None:
    from toolkit.metadata.exiftool import of_this_thread  # noqa: PLC0415 - only who asks pays

    return of_this_thread()


def _trimmed(report: Report) -> Report:
    """A report without what only cleaning and explaining need: it has to travel."""
    walk = report.walk
    shown = walk.segments
    if len(shown) > SEGMENTS_TOLD:
        shown = tuple(_joined(shown))
    return replace(report, walk=replace(walk, segments=shown, pieces=(), payloads=()))


def _joined(segments: tuple[Segment, ...]) -> Iterator[Segment]:
    """Neighbours of one fate as one segment, under the label of the first."""
    for verdict, neighbours in groupby(segments, lambda segment: segment.verdict):
        run = list(neighbours)
        yield Segment(run[0].start, run[-1].stop, verdict, run[0].label)
