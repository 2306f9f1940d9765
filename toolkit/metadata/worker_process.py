"""One process of the locked room, as seen from outside: started, spoken with, ended."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import subprocess
import sys
import time
from typing import Final

import toolkit
from toolkit.metadata import limits
from toolkit.metadata.worker_main import LENGTH, START

_READ_BYTES: Final = 1 << 18
_LEAVE_SECONDS: Final = 1


class WorkerProcess:
    """A process that runs `worker_main`. It ends with the thread that made it, however that ends.

    Raises:
        OSError: It could not be started.
    """

    def __init__(self) -> None:
        jobs, self._jobs = os.pipe()
        self._results, results = os.pipe()
        try:
            self._process = subprocess.Popen(
                [sys.executable, *_flags(), "-c", START, str(os.getpid()), *module_paths()],
                stdin=jobs,
                stdout=results,
                stderr=subprocess.DEVNULL,
                env=_environment(),
                # Ctrl+C in the terminal is for us; we decide what becomes of the workers.
                start_new_session=True,
            )
        except OSError:
            self._close_pipes()
            raise
        finally:
            os.close(jobs)
            os.close(results)
        os.set_blocking(self._jobs, False)

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

    def leave(self) -> None:
        """Let the process end by itself, which it does when nobody speaks to it any more."""
        os.close(self._jobs)
        self._jobs = -1
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(_LEAVE_SECONDS)
        self.kill()

    def strike(self) -> None:
        """Kill the process and every program that it started. May be called from any thread."""
        if self._process.returncode is None:
            # It leads a session of its own, so its process group is all that belongs to it.
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.kill()

    def kill(self) -> None:
        """End the process, and clear away what is left of it."""
        self.strike()
        self._process.wait()
        self._close_pipes()

    def _close_pipes(self) -> None:
        for fd in (self._jobs, self._results):
            if fd >= 0:
                os.close(fd)
        self._jobs = self._results = -1


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
