"""A batch beside the screen: what it tells, how it stops, what it leaves."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest

from toolkit.errors import CancelledError, DamagedError, WorkerError
from toolkit.metadata.batch import Result
from toolkit.metadata.confinement import Permitted
from toolkit.metadata.summary import Summary
from toolkit.tui.cleaning import work
from toolkit.tui.cleaning.work import Work

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SOON_SECONDS = 5.0
SUMMARY = Summary("PNG", 1, (), "", "", "", "", 0, 0, ("parasol",))


class Room(ThreadPoolExecutor):
    """Stands in for the locked room: threads, which cannot be killed but told to give up."""

    def __init__(self, permitted: Permitted) -> None:
        super().__init__(2)
        self.permitted = permitted
        self.killed = threading.Event()

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002 - the signature of Executor
        if cancel_futures:
            self.killed.set()
        super().shutdown(wait, cancel_futures=cancel_futures)


@pytest.fixture(autouse=True)
def _stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "LockedRoom", Room)


def begun(
    begin: Callable[[Any, threading.Event], Iterator[Result[Summary]]],
    *,
    count: Callable[[], int] = lambda: 3,
    permit: Callable[[], Permitted] = Permitted,
    clear_away: Callable[[], None] = lambda: None,
) -> Work[Summary]:
    return Work(count, permit, begin, clear_away)


def until(condition: Callable[[], object]) -> None:
    deadline = time.monotonic() + SOON_SECONDS
    while not condition():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.005)


def three(_room: Room, stop: threading.Event) -> Iterator[Result[Summary]]:
    for name in ("a", "b", "c"):
        if stop.is_set():
            return
        yield Result(f"/{name}", SUMMARY)


def one_then_wait(room: Room, stop: threading.Event) -> Iterator[Result[Summary]]:
    """One file is done; the next is in work until it is finished, or killed."""
    yield Result("/a", SUMMARY)
    while not (stop.is_set() or room.killed.is_set()):
        time.sleep(0.005)
    yield (
        Result("/b", error=CancelledError("cancelled"))
        if room.killed.is_set()
        else Result("/b", SUMMARY)
    )


def test_results_come_in_order_and_each_once() -> None:
    running = begun(three)
    until(lambda: running.finished)
    assert [result.path for result in running.take()] == ["/a", "/b", "/c"]
    assert running.take() == []
    assert (running.done, running.last, running.fault) == (3, "/c", None)
    until(lambda: running.total == 3)


def test_work_begins_before_files_are_counted() -> None:
    counted = threading.Event()

    def count() -> int:
        counted.wait(SOON_SECONDS)
        return 3

    running = begun(three, count=count)
    until(lambda: running.finished)
    assert running.total is None
    counted.set()
    until(lambda: running.total == 3)


def test_a_folder_that_cannot_be_counted_can_still_be_read() -> None:
    def count() -> int:
        raise OSError

    running = begun(three, count=count)
    until(lambda: running.finished)
    assert (running.done, running.total, running.fault) == (3, None, None)


def test_stopping_lets_what_is_in_work_be_finished() -> None:
    running = begun(one_then_wait)
    until(lambda: running.done == 1)
    running.stop()
    until(lambda: running.finished)
    assert [result.error for result in running.take()] == [None, None]


def test_a_file_that_was_in_work_when_all_was_abandoned_is_no_failure() -> None:
    running = begun(one_then_wait)
    until(lambda: running.done == 1)
    running.abandon()
    until(lambda: running.finished)
    assert [result.path for result in running.take()] == ["/a"]
    assert (running.done, running.last, running.fault) == (1, "/a", None)


def test_what_was_abandoned_before_it_began_does_nothing() -> None:
    looked = threading.Event()

    def permit() -> Permitted:
        looked.wait(SOON_SECONDS)
        return Permitted()

    running = begun(three, permit=permit)
    running.abandon()
    looked.set()
    until(lambda: running.finished)
    assert (running.take(), running.fault) == ([], None)


def test_the_failure_of_one_file_is_its_result_and_no_fault() -> None:
    def begin(_room: Room, _stop: threading.Event) -> Iterator[Result[Summary]]:
        yield Result("/a", error=DamagedError("damaged"))
        yield Result("/b", error=WorkerError("worker-died"))

    running = begun(begin)
    until(lambda: running.finished)
    assert (len(running.take()), running.done, running.fault) == (2, 2, None)


@pytest.mark.parametrize("stopping", [False, True])
def test_a_fault_of_ours_is_kept_for_the_screen_also_when_stopping(stopping: bool) -> None:  # noqa: FBT001 - a parameter
    asked = threading.Event()

    def begin(_room: Room, _stop: threading.Event) -> Iterator[Result[Summary]]:
        yield Result("/a", SUMMARY)
        asked.wait(SOON_SECONDS)
        raise KeyError("a fault")

    running = begun(begin)
    until(lambda: running.done)
    if stopping:
        running.stop()
    asked.set()
    until(lambda: running.finished)
    assert isinstance(running.fault, KeyError)


@pytest.mark.parametrize("fault", [OSError(), SystemExit(), RuntimeError()])
def test_no_fault_of_preparing_goes_untold(fault: BaseException) -> None:
    def permit() -> Permitted:
        raise fault

    running = begun(three, permit=permit)
    until(lambda: running.finished)
    assert running.fault is fault


def test_a_room_that_was_shut_under_a_batch_is_no_fault() -> None:
    def begin(room: Room, _stop: threading.Event) -> Iterator[Result[Summary]]:
        yield Result("/a", SUMMARY)
        room.killed.wait(SOON_SECONDS)
        yield Result("/b", room.submit(lambda: SUMMARY).result())

    running = begun(begin)
    until(lambda: running.done)
    running.abandon()
    until(lambda: running.finished)
    assert running.fault is None


def test_what_the_killed_left_is_cleared_away_when_all_have_ended() -> None:
    order: list[str] = []

    class Slow(Room):
        def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002 - the signature of Executor
            super().shutdown(wait, cancel_futures=cancel_futures)
            if wait:
                order.append("ended")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(work, "LockedRoom", Slow)
        running = begun(one_then_wait, clear_away=lambda: order.append("cleared"))
        until(lambda: running.done)
        running.leave()
    assert order == ["ended", "cleared"]
    assert running.finished


def test_leaving_waits_but_a_moment_for_what_hangs() -> None:
    hanging = threading.Event()

    def clear_away() -> None:
        hanging.wait(SOON_SECONDS)

    running = begun(three, clear_away=clear_away)
    until(lambda: running.done == 3)
    began = time.monotonic()
    running.leave()
    assert time.monotonic() - began < 1.0
    assert not running.finished
    hanging.set()
    until(lambda: running.finished)
