"""The layers of confinement, put up around the process that calls."""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import signal
from typing import TYPE_CHECKING, Final

from toolkit.metadata.confinement import Layer, landlock, seccomp
from toolkit.metadata.limits import MEBIBYTE

if TYPE_CHECKING:
    from toolkit.metadata.confinement import Permitted

MEMORY_BYTES: Final = 1024 * MEBIBYTE
"""Address space of one worker. The largest picture we read needs a tenth of it."""

MEMORY_WITH_PROGRAMS_BYTES: Final = 2048 * MEBIBYTE
"""The same where ExifTool runs too: it holds what it unpacks in memory."""

OUTPUT_BYTES: Final = 64 * 1024 * MEBIBYTE
"""The largest file that may be written. More than any picture, less than most disks."""

OPEN_FILES: Final = 64

_SET_PARENT_DEATH_SIGNAL: Final = 1
_SET_DUMPABLE: Final = 4
_SET_NO_NEW_PRIVILEGES: Final = 38

# A core dump that a crash handler takes through a pipe ignores a limit of 0, but not one of 1,
# which is below the smallest core there is (core(5), fs/coredump.c).
_NO_CORE: Final = 1


def confine(permitted: Permitted) -> tuple[Layer, ...]:
    """Give up everything that is not permitted, for good.

    Returns:
        The layers that stand now; one that this system does not offer is missing.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    layers = []
    _limit(programs=bool(permitted.runs), threads=permitted.threads)
    layers.append(Layer.LIMITS)
    zeros = (ctypes.c_ulong(0),) * 3
    alone = libc.prctl(_SET_NO_NEW_PRIVILEGES, ctypes.c_ulong(1), *zeros) == 0
    hidden = libc.prctl(_SET_DUMPABLE, ctypes.c_ulong(0), *zeros) == 0
    if alone and hidden:
        layers.append(Layer.PRIVILEGES)
    if alone:
        with contextlib.suppress(OSError):
            if landlock.restrict(_rules(permitted)):
                layers.append(Layer.FILES)
        replaces, runs = bool(permitted.replaces), bool(permitted.runs)
        if seccomp.restrict(replaces=replaces, runs_programs=runs, threads=permitted.threads):
            # Landlock alone leaves UDP and other kinds of sockets; the filter leaves none.
            layers += [Layer.CALLS, Layer.NETWORK]
    if permitted.threads and Layer.CALLS not in layers:
        # Only the filter tells threads from other processes: without it there is neither.
        _lower(resource.RLIMIT_NPROC, 0, final=True)
    return tuple(layers)


def end_with(parent: int) -> None:
    """Let this process be killed the moment its parent ends, however that comes about.

    Args:
        parent: The process id that the parent should have.

    Raises:
        SystemExit: The parent has ended already.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_SET_PARENT_DEATH_SIGNAL, ctypes.c_ulong(signal.SIGKILL), *(ctypes.c_ulong(0),) * 3)
    if os.getppid() != parent:
        raise SystemExit


def allow_cpu_seconds(seconds: int) -> None:
    """Let this process use so much more processor time from now on; then the system ends it."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _lower(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + 1 + seconds)


def _limit(*, programs: bool, threads: bool) -> None:
    """Set the bounds that hold for the whole life of the process."""
    memory = MEMORY_WITH_PROGRAMS_BYTES if programs else MEMORY_BYTES
    for kind, bound in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_FSIZE, OUTPUT_BYTES),
        (resource.RLIMIT_CORE, _NO_CORE),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
    ):
        _lower(kind, bound, final=True)
    if not programs and not threads:
        _lower(resource.RLIMIT_NPROC, 0, final=True)
    # A file over the limit is an error we can tell, not a death.
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)


def _lower(kind: int, bound: int, *, final: bool = False) -> None:
    """Set a limit, never above one that somebody set before."""
    _, hard = resource.getrlimit(kind)
    if hard != resource.RLIM_INFINITY:
        bound = min(bound, hard)
    resource.setrlimit(kind, (bound, bound if final else hard))


def _rules(permitted: Permitted) -> list[tuple[str, landlock.Right]]:
    rules = [(path, landlock.READ) for path in permitted.reads]
    rules += [(path, landlock.RUN) for path in permitted.runs]
    rules += [(path, landlock.CREATE) for path in permitted.creates]
    rules += [(path, landlock.REPLACE) for path in permitted.replaces]
    return rules
