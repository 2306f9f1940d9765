"""A closer look at one photo at a time: its whole report, and its picture made small.

The list holds a line for each photo; whole reports of ten thousand would fill the memory. So the
few that were looked at last are kept, and others are read again when they are wanted.
"""

from __future__ import annotations

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
        picture: It, made small, or why it is not drawn; ``None`` while that is not known.
        error: Why it could not be read.
    """

    path: str
    report: Report | None = None
    picture: Thumbnail | ParasolError | None = None
    error: ParasolError | None = None


class Closer:
    """Looks at files in a locked room of its own, the one asked for last first.

    Args:
        paths: The files and folders that it may read.
    """

    def __init__(self, paths: Sequence[str]) -> None:
        self._paths = tuple(paths)
        self._room: LockedRoom | None = None
        self._looks: OrderedDict[str, Look] = OrderedDict()
        self._asked: list[Future[Any]] = []

    def known(self, path: str) -> Look | None:
        """What was seen of a file already."""
        look = self._looks.get(path)
        if look is not None:
            self._looks.move_to_end(path)
        return look

    def look(self, path: str, tell: Callable[[Look], None]) -> None:
        """Look at a file, and forget about those that were asked for before.

        Args:
            path: It.
            tell: Called with what was seen, from another thread: first the report alone, then with
                the picture.
        """
        for future in self._asked:
            future.cancel()
        room = self._room or self._open()
        report = room.submit(report_one, path, True)  # noqa: FBT003 - jobs take positions
        picture = room.submit(thumbnail, path, _WIDTH, _HEIGHT)
        self._asked = [report, picture]

        def reported(future: Future[Report]) -> None:
            if not future.cancelled():
                tell(self._seen(path, future))

        def drawn(future: Future[Thumbnail]) -> None:
            if not (future.cancelled() or report.cancelled()):
                look = self._seen(path, report, future)
                self._looks[path] = look
                if len(self._looks) > _KEPT:
                    self._looks.popitem(last=False)
                tell(look)

        report.add_done_callback(reported)
        picture.add_done_callback(drawn)

    def forget(self, path: str) -> None:
        """Forget what was seen of a file, as it is another now."""
        self._looks.pop(path, None)

    def close(self) -> None:
        """End at once."""
        if self._room is not None:
            self._room.shutdown(wait=False, cancel_futures=True)

    def _open(self) -> LockedRoom:
        self._room = LockedRoom(
            permitted(self._paths, second_opinion=True), workers=2, modules=_MODULES
        )
        return self._room

    @staticmethod
    def _seen(path: str, report: Future[Report], picture: Future[Thumbnail] | None = None) -> Look:
        said = _result(report)
        if isinstance(said, ParasolError):
            return Look(path, error=said)
        if picture is None:
            return Look(path, said)
        drawn = _result(picture)
        return Look(path, said, drawn)


def _result(future: Future[_Value]) -> _Value | ParasolError:
    """What came of a job; an error where the room itself broke, too."""
    try:
        return future.result()
    except ParasolError as error:
        return error
    except Exception:  # noqa: BLE001 - whatever it is, it costs this look alone
        return WorkerError("worker-died")
