"""The processes of the locked room, as seen from outside: started, spoken with, ended."""

from __future__ import annotations

import contextlib
import fcntl
import os
import select
import signal
import sys
import threading
import time
from typing import TYPE_CHECKING, Final

import toolkit
from toolkit.metadata import limits, wire
from toolkit.metadata.wire import LENGTH

if TYPE_CHECKING:
    from collections.abc import Sequence

# What is imported there is not needed here.
_START: Final = (
    "import gc,sys;gc.disable();parent,first,stop,*sys.path[:]=sys.argv[1:];"
    "from toolkit.metadata.worker_nursery import run;run(int(parent),range(int(first),int(stop)))"
)
_FIRST_PIPE: Final = 3

_READ_BYTES: Final = 1 << 18
_LEAVE_SECONDS: Final = 1


class Nursery:
    """The process that workers are forked from, with the pipes of those that it can still bear.

    Args:
        setup: What it is told first: what a worker may touch, and what to import.
        workers: How many it can bear. None is before it is asked for.

    Raises:
        OSError: There are too many open files for its pipes.
    """

    def __init__(self, setup: bytes, workers: int) -> None:
        self._lock = threading.Lock()
        self._pid = 0
        self._living = 0
        self._given_up = False
        self._struck = False
        pipes = _pipes(1 + 2 * workers)
        (life_line_end, self._life_line), *others = pipes
        theirs = [life_line_end]
        self._unborn: list[tuple[int, int]] = []
        for (jobs_end, jobs), (results, results_end) in zip(others[::2], others[1::2], strict=True):
            self._unborn.append((jobs, results))
            theirs += (jobs_end, results_end)
        # The kernel's "my parent is dead" means the thread that made the process, so it has one to
        # itself, which lives as long. Whatever goes wrong in there breaks the pipes, which tells.
        self._thread = threading.Thread(target=self._live, args=(setup, theirs), daemon=True)
        self._thread.start()

    def bear(self) -> WorkerProcess | None:
        """A new worker, or `None` where there have been enough, or one has died."""
        with self._lock:
            if self._given_up or not self._unborn:
                return None
            self._living += 1
            return WorkerProcess(self, *self._unborn.pop(0))

    @property
    def given_up(self) -> bool:
        """Whether it is to bear no more, and those who live are to leave after their job."""
        return self._given_up

    def give_up(self) -> None:
        """Bear no more workers. The process ends with the last that lives."""
        with self._lock:
            self._given_up = True
            self._end_if_deserted()

    def part_with(self) -> None:
        """Take note that one of its workers has ended."""
        with self._lock:
            self._living -= 1
            self._end_if_deserted()

    def strike(self) -> None:
        """Kill the process, and with it all its workers. May be called from any thread."""
        with self._lock:
            self._struck = True
            if self._pid:
                os.kill(self._pid, signal.SIGKILL)

    def wait(self) -> None:
        """Wait until the process has ended, once it has been given up and the last worker left."""
        self._thread.join(_LEAVE_SECONDS)
        if self._thread.is_alive():
            self.strike()
            self._thread.join()

    def _live(self, setup: bytes, theirs: list[int]) -> None:
        """Start the process, tell it the setup, and wait for its end. Runs in its own thread."""
        try:
            with open(self._start(theirs), "wb") as first_words:
                first_words.write(LENGTH.pack(len(setup)) + setup)
        except OSError:
            # With it its pipes break, which tells.
            self.strike()
        if self._pid:
            # Its number is given back only when nobody can strike it any more.
            with contextlib.suppress(ChildProcessError):
                os.waitid(os.P_PID, self._pid, os.WEXITED | os.WNOWAIT)
            with self._lock, contextlib.suppress(ChildProcessError):
                pid, self._pid = self._pid, 0
                os.waitpid(pid, 0)

    def _start(self, theirs: Sequence[int]) -> int:
        """Start the process with nothing but its ends of the pipes.

        Returns:
            An end of the life line to give it its setup through; the other may be closed any time.

        Raises:
            OSError: It could not be started, or was struck before.
        """
        # Its descriptors get the lowest numbers, so ours are moved out of the way first.
        stop = _FIRST_PIPE + len(theirs) - 1
        numbers = (0, *range(_FIRST_PIPE, stop))
        words = [_START, str(os.getpid()), str(_FIRST_PIPE), str(stop), *module_paths()]
        moved: list[int] = []
        try:
            moved += (fcntl.fcntl(fd, fcntl.F_DUPFD_CLOEXEC, stop) for fd in theirs)
            with self._lock:
                if self._struck:
                    raise BrokenPipeError
                self._pid = os.posix_spawn(
                    sys.executable,
                    [sys.executable, *_flags(), "-c", *words],
                    _environment(),
                    file_actions=[
                        (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_RDWR, 0),
                        (os.POSIX_SPAWN_DUP2, 1, 2),
                        *(
                            (os.POSIX_SPAWN_DUP2, *pair)
                            for pair in zip(moved, numbers, strict=True)
                        ),
                    ],
                    setsid=True,
                    setsigdef=(signal.SIGPIPE, signal.SIGXFSZ),
                )
                return os.dup(self._life_line)
        finally:
            for fd in (*theirs, *moved):
                os.close(fd)

    def _end_if_deserted(self) -> None:
        """Let the process end when nobody lives there and nobody will. The lock is held."""
        if self._given_up and self._living == 0 and self._life_line >= 0:
            for pipe in (self._life_line, *(end for pipes in self._unborn for end in pipes)):
                os.close(pipe)
            self._life_line = -1
            self._unborn.clear()


class WorkerProcess:
    """A worker, by its pipes.

    Args:
        nursery: Where it is born, with the first message.
        jobs: The pipe that messages go into.
        results: The pipe that answers come from.
    """

    def __init__(self, nursery: Nursery, jobs: int, results: int) -> None:
        self.nursery = nursery
        self._jobs, self._results = jobs, results
        self._pid = 0
        os.set_blocking(self._jobs, False)

    def greet(self, seconds: float) -> None:
        """Have it born and locked in, and learn its number. It has opened no file yet.

        Raises:
            OSError: It could not be started, or took too long.
            WireError: It gave no number.
        """
        said = wire.decode(self.exchange(b"", seconds))
        if not isinstance(said, int):
            raise wire.WireError(type(said).__name__)
        self._pid = said

    def exchange(self, message: bytes, seconds: float) -> bytes:
        """Send a message and wait for the answer, whose content is not to be trusted.

        Raises:
            BrokenPipeError: The process died, or its answer is longer than any could be.
            TimeoutError: It took too long.
        """
        deadline = time.monotonic() + seconds
        rest = memoryview(LENGTH.pack(len(message)) + message)
        answer = bytearray()
        poll = select.poll()
        poll.register(self._jobs, select.POLLOUT)
        poll.register(self._results, select.POLLIN)
        while not _is_whole(answer):
            left = deadline - time.monotonic()
            if left <= 0:
                raise TimeoutError
            ready = dict(poll.poll(left * 1000))
            if self._jobs in ready:
                rest = rest[os.write(self._jobs, rest) :]
                if not rest:
                    poll.unregister(self._jobs)
            if self._results in ready:
                part = os.read(self._results, _READ_BYTES)
                if not part:
                    raise BrokenPipeError
                answer += part
        return bytes(answer[LENGTH.size :])

    def strike(self) -> None:
        """Kill the process and every program that it started. May be called from any thread."""
        pid = self._pid
        if not pid:
            # It is not born yet, or has no number still: only the nursery can be struck.
            self.nursery.strike()
            return
        # It leads a session of its own, so its process group is all that belongs to it. Its number
        # is no other's: the nursery lives as long as we have not parted with it, and reaps nobody.
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(pid, signal.SIGKILL)

    def kill(self) -> None:
        """End the process at once, and clear away what is left of it."""
        if self._pid:
            self.strike()
        self.leave()

    def leave(self) -> None:
        """Let the process end by itself, which it does when nobody speaks to it any more.

        Its nursery bears no more: the room is shut, or a worker has died, and what takes its place
        has its memory laid out anew.
        """
        self.nursery.give_up()
        os.close(self._jobs)
        # What has not ended could still let a copy appear.
        if not self._has_ended():
            self.strike()
            self._has_ended()
        os.close(self._results)
        self.nursery.part_with()

    def _has_ended(self) -> bool:
        """Whether the process lets go of its pipe within a second, as the dead do."""
        deadline = time.monotonic() + _LEAVE_SECONDS
        poll = select.poll()
        poll.register(self._results, select.POLLIN)
        while (left := deadline - time.monotonic()) > 0:
            if poll.poll(left * 1000) and not os.read(self._results, _READ_BYTES):
                return True
        return False


def _pipes(count: int) -> list[tuple[int, int]]:
    """Pipes, each as the end to read from and the end to write into: all, or none."""
    pipes: list[tuple[int, int]] = []
    try:
        pipes.extend(os.pipe() for _ in range(count))
    except OSError:
        for pipe in pipes:
            os.close(pipe[0])
            os.close(pipe[1])
        raise
    return pipes


def module_paths() -> list[str]:
    """Where modules are looked for: the interpreter's own folders, and where this package is.

    The folder the person stands in is not among them: a picture's neighbour is no module.
    """
    home = os.path.dirname(os.path.dirname(os.path.abspath(toolkit.__file__)))
    prefixes = tuple({sys.prefix, sys.base_prefix, sys.exec_prefix, sys.base_exec_prefix})
    paths = [path for path in sys.path if path.startswith(prefixes) and path != home]
    return [*paths, home]


def _is_whole(answer: bytearray) -> bool:
    """Whether all of an answer is there.

    Raises:
        BrokenPipeError: It claims more than any answer has, or has more than it claims.
    """
    if len(answer) < LENGTH.size:
        return False
    (untrusted_length,) = LENGTH.unpack_from(answer)
    missing = untrusted_length - (len(answer) - LENGTH.size)
    if untrusted_length > limits.ANSWER_BYTES or missing < 0:
        raise BrokenPipeError
    return bool(missing == 0)


def _flags() -> list[str]:
    """What keeps the interpreter lean, and away from the environment and the person's folders."""
    flags = ["-I", "-S", "-X", "utf8"]
    return [*flags, "-B"] if sys.dont_write_bytecode else flags


def _environment() -> dict[str, str]:
    """Nothing of the person's; where programs are; and memory that is used again for each file.

    By default the C library gives large blocks back to the kernel and fetches new ones, which for
    the few MiB of a photo costs more time than reading it (mallopt(3)).
    """
    keep = str(32 * limits.MEBIBYTE)
    return {
        "LC_ALL": "C.UTF-8",
        "PATH": os.environ.get("PATH", os.defpath),
        "MALLOC_MMAP_THRESHOLD_": keep,
        "MALLOC_TRIM_THRESHOLD_": keep,
    }
