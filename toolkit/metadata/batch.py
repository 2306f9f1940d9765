"""Many files: found, handed to an executor, told in the order given; never more than a few at once.

Works with any `concurrent.futures.Executor`; for files that strangers made, `worker.LockedRoom`
with what `permitted` allows. Closing the iterator stops the batch: files that wait are left alone,
those in work still become whole copies or none.
"""

from __future__ import annotations

from collections import deque
from concurrent.futures import BrokenExecutor, CancelledError, Future
from concurrent.futures import TimeoutError as NotYet
from dataclasses import dataclass
from os.path import abspath as absolute
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from toolkit.errors import OutputError, ParasolError, WorkerError
from toolkit.metadata import jobs
from toolkit.metadata.destinations import target_of
from toolkit.metadata.model import Cleaned, Report
from toolkit.metadata.selection import expand
from toolkit.metadata.summary import Summary

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Executor

    from toolkit.metadata.destinations import Options
    from toolkit.metadata.selection import Found, GivenPath

_Value = TypeVar("_Value", Report, Summary, Cleaned)

IN_FLIGHT: Final = 32
"""Files handed out at once. Enough for any number of cores, and what bounds our memory."""

_STOP_CHECK_SECONDS: Final = 0.05


@dataclass(frozen=True, slots=True)
class Result(Generic[_Value]):
    """What became of one file: a value or an error.

    Attributes:
        path: The file, as it was given or found.
        value: The report, or what became of it.
        error: Why there is none.
    """

    path: str
    value: _Value | None = None
    error: ParasolError | None = None


def inspect_all(
    paths: Iterable[GivenPath],
    executor: Executor,
    *,
    recursive: bool = False,
    second_opinion: bool = False,
    stop: threading.Event | None = None,
) -> Iterator[Result[Report]]:
    """Read files, and say what each gives away.

    Args:
        paths: Files and folders.
        executor: Who does the work.
        recursive: Look into folders.
        second_opinion: Have ExifTool read them too, where it is installed.
        stop: When set, no more files are begun, and the iterator ends.

    Yields:
        One result for each file, in the order of `expand`.
    """

    def submit(found: Found) -> Future[Report]:
        path = absolute(found.path)
        return executor.submit(jobs.inspect_one, path, second_opinion)

    return _in_order(expand(paths, recursive=recursive), submit, stop)


def summarise_all(
    paths: Iterable[GivenPath],
    executor: Executor,
    *,
    recursive: bool = False,
    second_opinion: bool = False,
    stop: threading.Event | None = None,
) -> Iterator[Result[Summary]]:
    """Read files, and say in a line what each gives away. Arguments and order as `inspect_all`."""

    def submit(found: Found) -> Future[Summary]:
        path = absolute(found.path)
        return executor.submit(jobs.summarise_one, path, second_opinion)

    return _in_order(expand(paths, recursive=recursive), submit, stop)


def clean_all(
    paths: Iterable[GivenPath | Found],
    options: Options,
    executor: Executor,
    *,
    recursive: bool = False,
    stop: threading.Event | None = None,
) -> Iterator[Result[Cleaned]]:
    """Write a clean copy of each file, as `options` say. One bad file never stops the rest.

    Args:
        paths: Files and folders; files that were found in a folder before keep their place in it.
        options: Where the copies go.
        executor: Who does the work.
        recursive: Look into folders.
        stop: When set, no more files are begun, and the iterator ends.

    Yields:
        One result for each file, in the order of `expand`.
    """
    written: set[int] = set()

    def submit(found: Found) -> Future[Cleaned]:
        target = target_of(found, options)
        if target.name is not None and target.replace:
            # Two originals of one name: the second copy must not replace the first.
            taken = hash((target.folder, target.name))
            if taken in written:
                raise OutputError("output-exists", path=str(target.folder / target.name))
            written.add(taken)
        path = absolute(found.path)
        return executor.submit(jobs.clean_one, path, target, options.second_opinion)

    everything = expand(paths, recursive=recursive, leave_out=options.to)
    return _in_order(everything, submit, stop)


def _in_order(
    everything: Iterator[Found],
    submit: Callable[[Found], Future[_Value]],
    stop: threading.Event | None,
) -> Iterator[Result[_Value]]:
    """Hand out files, a few at once, and tell what came of them in order."""
    waiting: deque[tuple[str, Future[_Value]]] = deque()
    try:
        for found in everything:
            if stop is not None and stop.is_set():
                break
            waiting.append((found.path, _handed_out(found, submit)))
            while waiting and (len(waiting) >= IN_FLIGHT or waiting[0][1].done()):
                _wait(waiting, stop)
                yield from _told(*waiting.popleft())
        while waiting:
            _wait(waiting, stop)
            yield from _told(*waiting.popleft())
    finally:
        for _, future in waiting:
            future.cancel()


def _handed_out(found: Found, submit: Callable[[Found], Future[_Value]]) -> Future[_Value]:
    """The work on one file; done already where there is nothing to do but to tell."""
    failed: Future[_Value] = Future()
    if found.error is not None:
        failed.set_exception(found.error)
        return failed
    try:
        return submit(found)
    except (ParasolError, BrokenExecutor) as error:
        failed.set_exception(error)
        return failed


def _wait(waiting: deque[tuple[str, Future[_Value]]], stop: threading.Event | None) -> None:
    """Wait for the first; once asked to stop, cancel those that have not begun."""
    first = waiting[0][1]
    while stop is not None and not first.done():
        if stop.is_set():
            for _, future in waiting:
                future.cancel()
            return
        try:
            first.exception(_STOP_CHECK_SECONDS)
        except (NotYet, CancelledError):
            continue


def _told(path: str, future: Future[_Value]) -> Iterator[Result[_Value]]:
    """The result of one file; nothing for one that was cancelled."""
    try:
        yield Result(path, future.result())
    except CancelledError:
        return
    except ParasolError as error:
        yield Result(path, error=error)
    except BrokenExecutor:
        yield Result(path, error=WorkerError("worker-died"))
    except Exception as error:  # noqa: BLE001 - one bad file never stops the rest
        yield Result(path, error=WorkerError("worker-failed", reason=type(error).__name__))
