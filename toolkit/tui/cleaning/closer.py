"""A closer look at one photo at a time: its whole report, and its picture made small.

The list holds a line for each photo; whole reports of ten thousand would fill the memory. So the
few that were looked at last are kept, and others are read again when they are wanted.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeVar

from toolkit.errors import ParasolError, WorkerError
from toolkit.metadata.confinement import Permitted
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

_DRAWING_SECONDS: Final = 30
"""How long drawing one picture may take; the largest that are drawn took one or two."""

_MODULES: Final = ("toolkit.metadata.inspection", "toolkit.metadata.summary")


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
    """Looks at files in locked rooms of its own, the one asked for last first.

    What reads a file may start ExifTool; what draws it may not start anything, as decoders of
    pictures are what is broken into most.

    Args:
        paths: The files and folders that it may read.
    """

    def __init__(self, paths: Sequence[str]) -> None:
        self._paths = tuple(paths)
        self._rooms: tuple[LockedRoom, LockedRoom] | None = None
        self._looks: OrderedDict[str, Look] = OrderedDict()
        self._asked: tuple[Future[Any], ...] = ()

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
            tell: Called with what was seen, from another thread: first without the picture, then
                with it.
        """
        for future in self._asked:
            future.cancel()
        reading, drawing = self._rooms or self._open()
        report = reading.submit(report_one, path, True)  # noqa: FBT003 - jobs take positions
        picture = drawing.submit(thumbnail, path, _WIDTH, _HEIGHT)
        self._asked = (report, picture)

        def seen(_: object) -> None:
            if report.cancelled() or picture.cancelled() or not report.done():
                return
            said = _result(report)
            if isinstance(said, ParasolError):
                look = Look(path, error=said)
            elif not picture.done():
                tell(Look(path, said))
                return
            else:
                drawn = _result(picture)
                look = Look(path, said, drawn)
            self._keep(look)
            tell(look)

        report.add_done_callback(seen)
        picture.add_done_callback(seen)

    def close(self) -> None:
        """End at once."""
        for room in self._rooms or ():
            room.shutdown(wait=False, cancel_futures=True)

    def _keep(self, look: Look) -> None:
        self._looks[look.path] = look
        while len(self._looks) > _KEPT:
            self._looks.popitem(last=False)

    def _open(self) -> tuple[LockedRoom, LockedRoom]:
        may = permitted(self._paths, second_opinion=True)
        reading = LockedRoom(may, workers=1, modules=_MODULES)
        drawing = LockedRoom(
            Permitted(may.reads, threads=True),
            workers=1,
            seconds=_DRAWING_SECONDS,
            cpu_seconds=_DRAWING_SECONDS,
            modules=MODULES,
        )
        self._rooms = (reading, drawing)
        return self._rooms


def _result(future: Future[_Value]) -> _Value | ParasolError:
    """What came of a job; an error where the room itself broke, too."""
    try:
        return future.result()
    except ParasolError as error:
        return error
    except Exception:  # noqa: BLE001 - whatever it is, it costs this look alone
        return WorkerError("worker-died")
