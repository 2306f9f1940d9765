"""A batch that runs beside the screen: in a thread of ours and in locked processes.

The screen takes what is done when it has time for it. Nothing here touches a widget.
"""

from __future__ import annotations

import contextlib
import threading
from collections import deque
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from toolkit.errors import CancelledError
from toolkit.metadata.model import Cleaned
from toolkit.metadata.summary import Summary
from toolkit.metadata.worker import LockedRoom

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from toolkit.metadata.batch import Result
    from toolkit.metadata.confinement import Permitted

_Value = TypeVar("_Value", Summary, Cleaned)

_SECONDS_TO_CLEAR_AWAY: Final = 0.6
"""So long leaving waits at most until nothing half done is left."""


def _nothing() -> None:
    pass


class Work(Generic[_Value]):
    """One batch, begun at once.

    Args:
        count: Says how many files there are. It may take long, so it has a thread of its own.
        permit: Says what the locked room has to be allowed. It may look at the disk.
        begin: Starts the batch in the room, and stops it when the event is set.
        clear_away: Removes what processes that were killed have left. Called when all have ended.

    Attributes:
        total: How many files there are; ``None`` while that is not known.
        done: How many of them are done.
        last: The path of the last one.
        fault: What went wrong, where something did that is no fault of a file.
    """

    def __init__(
        self,
        count: Callable[[], int],
        permit: Callable[[], Permitted],
        begin: Callable[[LockedRoom, threading.Event], Iterator[Result[_Value]]],
        clear_away: Callable[[], None] = _nothing,
    ) -> None:
        self.total: int | None = None
        self.done = 0
        self.last = ""
        self.fault: BaseException | None = None
        self._count = count
        self._permit = permit
        self._begin: Callable[[LockedRoom, threading.Event], Iterator[Result[_Value]]] = begin
        self._clear_away = clear_away
        self._results: deque[Result[_Value]] = deque()
        self._stop = threading.Event()
        self._abandoned = False
        self._room: LockedRoom | None = None
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        threading.Thread(target=self._count_all, daemon=True).start()

    @property
    def finished(self) -> bool:
        """Whether all is done that will be."""
        return not self._thread.is_alive()

    @property
    def stopping(self) -> bool:
        """Whether it was asked to stop."""
        return self._stop.is_set()

    def take(self) -> list[Result[_Value]]:
        """What was done since the last time."""
        taken = []
        with contextlib.suppress(IndexError):
            while True:
                taken.append(self._results.popleft())
        return taken

    def stop(self) -> None:
        """Begin no more files; those in work are finished."""
        self._stop.set()

    def abandon(self) -> None:
        """End at once. Files in work become nothing."""
        self._abandoned = True
        self._stop.set()
        room = self._room
        if room is not None:
            room.shutdown(wait=False, cancel_futures=True)

    def leave(self) -> None:
        """End at once, and return when nothing half done is left, or after a moment."""
        self.abandon()
        if threading.current_thread() is not self._thread:
            self._thread.join(_SECONDS_TO_CLEAR_AWAY)

    def _run(self) -> None:
        try:
            try:
                self._do_all()
            finally:
                self._clear_away()
        except BaseException as error:  # noqa: BLE001 - told by the screen, in the thread that shows it
            # A batch whose room was shut meanwhile may stumble over that.
            if not self._abandoned:
                self.fault = error

    def _do_all(self) -> None:
        with LockedRoom(self._permit()) as room:
            self._room = room
            if self._abandoned:
                return
            for result in self._begin(room, self._stop):
                if isinstance(result.error, CancelledError):
                    continue  # it was in work when all was abandoned: nothing became of it
                self._results.append(result)
                self.done += 1
                self.last = result.path

    def _count_all(self) -> None:
        # What cannot be counted can still be done, and tells for itself why not.
        with contextlib.suppress(OSError):
            self.total = self._count()
