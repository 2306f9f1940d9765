"""Inside the locked room: take a job, do it, say what came out, until the parent is gone.

Runs as ``python -I -S -c START parent-id sys.path...``, with jobs on its standard input and
results on its standard output. What comes in is trusted (our own pickles); what goes out is not.
"""

from __future__ import annotations

import gc
import importlib
import os
import pickle
import signal
import struct
from typing import TYPE_CHECKING, Final

from toolkit.errors import ParasolError, WorkerError
from toolkit.metadata import confinement, wire

if TYPE_CHECKING:
    from collections.abc import Callable

    from toolkit.metadata.confinement import Layer

START: Final = (
    "import sys;parent,*sys.path[:]=sys.argv[1:];"
    "from toolkit.metadata import worker_main as w;w.run(int(parent))"
)
"""What the interpreter is told to run."""

LENGTH: Final = struct.Struct("<Q")
"""Stands before each message in both directions: its bytes."""

_layers: tuple[Layer, ...] = ()


def run(parent: int) -> None:
    """Serve jobs until there are no more.

    Args:
        parent: The process id of the one who started us.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    confinement.end_with(parent)
    jobs, results = os.dup(0), os.dup(1)
    nowhere = os.open(os.devnull, os.O_RDWR | os.O_CLOEXEC)
    for standard in (0, 1, 2):
        os.dup2(nowhere, standard)
    _start(jobs, results)
    while (job := _receive(jobs)) is not None:
        _send(results, _answer(job))


def layers() -> tuple[Layer, ...]:
    """The layers that stand around this process."""
    return _layers


def _start(jobs: int, results: int) -> None:
    """Import what the jobs will need, then lock the door: the first message says how."""
    global _layers  # noqa: PLW0603 - a process is locked in once, for all its life
    first = _receive(jobs)
    if first is None:
        raise SystemExit
    permitted, modules = pickle.loads(first)  # noqa: S301 - our own parent's
    for module in modules:
        importlib.import_module(module)
    # What is imported stays; the collector need not look at it again.
    gc.freeze()
    _layers = confinement.confine(permitted)
    _send(results, wire.encode(_layers))


def _answer(job: bytes) -> bytes:
    """Do one job. No text of an unexpected exception goes out: it could quote the file."""
    try:
        function: Callable[..., object]
        function, arguments, cpu_seconds = pickle.loads(job)  # noqa: S301 - our own parent's
        confinement.allow_cpu_seconds(cpu_seconds)
        return wire.encode(function(*arguments))
    except ParasolError as error:
        return wire.encode(error)
    except Exception as error:  # noqa: BLE001 - whatever it is, it costs this job alone
        return wire.encode(WorkerError("worker-failed", reason=type(error).__name__))


def _receive(fd: int) -> bytes | None:
    """One message, or `None` when the parent has closed the pipe."""
    head = _read_exactly(fd, LENGTH.size)
    return None if head is None else _read_exactly(fd, LENGTH.unpack(head)[0])


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
    rest = memoryview(LENGTH.pack(len(message)) + message)
    while rest:
        rest = rest[os.write(fd, rest) :]
