"""A closer look at one photo at a time: its whole report, and its picture made small.

The list holds a line for each photo; whole reports of ten thousand would fill the memory. So the
few that were looked at last are kept, and others are read again when they are wanted.
"""

from __future__ import annotations

import contextlib
import threading
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeVar

from toolkit.errors import ParasolError, WorkerError
from toolkit.metadata.destinations import permitted
from toolkit.metadata.jobs import report_one
from toolkit.metadata.thumbnail import MODULES, thumbnail
from toolkit.metadata.worker import LockedRoom

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from concurrent.futures import Future

    from toolkit.metadata.model import Report, Thumbnail

_Value = TypeVar("_Value")

_KEPT: Final = 24
_WIDTH, _HEIGHT = 320, 240
"""Pixels of a small picture: enough for the widest part of a screen, two to a cell in height."""

_MODULES: Final = ("toolkit.metadata.inspection", "toolkit.metadata.summary", *MODULES)


@dataclass(frozen=True, slots=True)
class Look:
    """What a closer look showed.

    Attributes:
        path: At which file.
        report: What it says; ``None`` where `error` says why.
        picture: It, made small, or why it is not drawn; ``None`` while that is not known, or where
            pictures are not wanted.
        error: Why it could not be read.
        whole: Whether this is all there will be to see.
    """

    path: str
    report: Report | None = None
    picture: Thumbnail | ParasolError | None = None
    error: ParasolError | None = None
    whole: bool = False


class Closer:
    """Looks at files in a locked room of its own, the one asked for last first.

    Args:
        paths: The files and folders that it may read.
        pictures: Whether pictures are wanted. On a slow link they cost more than they tell.
    """

    def __init__(self, paths: Sequence[str], *, pictures: bool = True) -> None:
        self._paths = tuple(paths)
        self._pictures = pictures
        self._room: LockedRoom | None = None
        self._looks: OrderedDict[str, Look] = OrderedDict()
        # A cancelled job calls back while the lock is held.
        self._lock = threading.RLock()
        self._asked: list[Future[Any]] = []
        self._wanted: tuple[str, Callable[[Look], None]] | None = None
        self._closed = False

    def known(self, path: str) -> Look | None:
        """What was seen of a file already."""
        with self._lock:
            look = self._looks.get(path)
            if look is not None:
                self._looks.move_to_end(path)
        return look

    def look(self, path: str, tell: Callable[[Look], None]) -> None:
        """Look at a file, and forget about those that were asked for and have not been begun.

        Args:
            path: It, from the root of the disk on.
            tell: Called with what was seen, from another thread: first the report alone, then with
                the picture.
        """
        with self._lock:
            for future in self._asked:
                future.cancel()
            opening, self._wanted = self._wanted is not None, (path, tell)
            if self._room is not None:
                self._begin(self._room)
            elif not opening:
                threading.Thread(target=self._open, daemon=True).start()

    def close(self) -> None:
        """End at once."""
        with self._lock:
            self._closed = True
            room = self._room
        if room is not None:
            room.shutdown(wait=False, cancel_futures=True)

    def _open(self) -> None:
        """Make the room, which may have to wait for a disk, and look at what is wanted by then."""
        room = LockedRoom(permitted(self._paths, second_opinion=True), workers=2, modules=_MODULES)
        with self._lock:
            self._room = room
            self._begin(room)

    def _begin(self, room: LockedRoom) -> None:
        """Look at what is wanted. The lock is held."""
        if self._closed or self._wanted is None:
            return
        path, tell = self._wanted
        asked: list[Future[Any]] = [room.submit(report_one, path, True)]  # noqa: FBT003 - jobs take positions
        if self._pictures:
            asked.append(room.submit(thumbnail, path, _WIDTH, _HEIGHT))
        self._asked = asked

        def came(_: Future[Any]) -> None:
            look = self._seen(path, *asked)
            if look is not None:
                # The screen may be gone by now.
                with contextlib.suppress(RuntimeError):
                    tell(look)

        for future in asked:
            future.add_done_callback(came)

    def _seen(
        self, path: str, report: Future[Report], picture: Future[Thumbnail] | None = None
    ) -> Look | None:
        """What is known by now; ``None`` where there is nothing to tell."""
        if report.cancelled() or not report.done():
            return None
        said = _result(report)
        if isinstance(said, ParasolError):
            look = Look(path, error=said, whole=True)
        elif picture is None:
            look = Look(path, said, whole=True)
        elif picture.cancelled() or not picture.done():
            return Look(path, said)
        else:
            drawn = _result(picture)
            look = Look(path, said, drawn, whole=True)
        with self._lock:
            self._looks[path] = look
            if len(self._looks) > _KEPT:
                self._looks.popitem(last=False)
        return look


def _result(future: Future[_Value]) -> _Value | ParasolError:
    """What came of a job; an error where the room itself broke, too."""
    try:
        return future.result()
    except ParasolError as error:
        return error
    except Exception:  # noqa: BLE001 - whatever it is, it costs this look alone
        return WorkerError("worker-died")
