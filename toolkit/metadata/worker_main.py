"""Inside the locked room: take a job, do it, say what came out, until the parent is gone.

What comes in is trusted (our own pickles); what goes out is not.
"""

from __future__ import annotations

import os
import pickle
from typing import TYPE_CHECKING

from toolkit.errors import ParasolError, WorkerError
from toolkit.metadata import wire
from toolkit.metadata.confinement import walls

if TYPE_CHECKING:
    from collections.abc import Callable

    from toolkit.metadata.confinement import Layer, Permitted

_layers: tuple[Layer, ...] = ()


def serve(jobs: int, results: int, permitted: Permitted) -> None:
    """Lock this process in, and serve jobs until there are no more.

    The first message holds nothing: its answer is the process id, given once the door is locked.

    Args:
        jobs: The pipe that messages come from.
        results: The pipe that answers go into.
        permitted: All that may be touched.
    """
    global _layers  # noqa: PLW0603 - a process is locked in once, for all its life
    _layers = walls.confine(permitted)
    if receive(jobs) is None:
        return
    _send(results, wire.encode(os.getpid()))
    while (job := receive(jobs)) is not None:
        _send(results, _answer(job))


def layers() -> tuple[Layer, ...]:
    """The layers that stand around this process."""
    return _layers


def receive(fd: int) -> bytes | None:
    """One message, or `None` when the other side has closed the pipe."""
    head = _read_exactly(fd, wire.LENGTH.size)
    return None if head is None else _read_exactly(fd, wire.LENGTH.unpack(head)[0])


def _answer(job: bytes) -> bytes:
    """Do one job. No text of an unexpected exception goes out: it could quote the file."""
    try:
        function: Callable[..., object]
        function, arguments, cpu_seconds = pickle.loads(job)  # noqa: S301 - our own parent's
        walls.allow_cpu_seconds(cpu_seconds)
        return wire.encode(function(*arguments))
    except ParasolError as error:
        return wire.encode(error)
    except Exception as error:  # noqa: BLE001 - whatever it is, it costs this job alone
        return wire.encode(WorkerError("worker-failed", reason=type(error).__name__))


def _read_exactly(fd: int, count: int) -> bytes | None:
    parts = []
    while count:
        part = os.read(fd, min(count, 1 << 20))
        if not part:
            return None
        parts.append(part)
        count -= len(part)
    return b"".join(parts)


def _send(fd: int, message: bytes) -> None:
    rest = memoryview(wire.LENGTH.pack(len(message)) + message)
    while rest:
        rest = rest[os.write(fd, rest) :]
