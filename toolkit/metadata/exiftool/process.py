"""ExifTool as a process that can be trusted with nothing: no name, no folder, no settings.

pyexiftool passes arguments line by line, so that a file name with a newline would be two arguments
and one that begins with a dash an option. No name ever gets there: the file's content is put into
memory that ExifTool inherits as an open descriptor, and what it is told to read is always the same
``/proc/self/fd/N``. Nothing has to be cleared away afterwards, however the program ends.
"""

from __future__ import annotations

import ctypes
import os
import resource
import select
import signal
import subprocess
import time
from typing import Any, Final

import exiftool
from exiftool.exceptions import ExifToolException

from toolkit.errors import WorkerError
from toolkit.metadata import limits

SECONDS: Final = 60
"""How long it may think about one file."""

PRINTED_BYTES: Final = 32 * limits.MEBIBYTE

HELD_BYTES: Final = 32 * limits.MEBIBYTE
"""Files up to here go through one process that lives on; a larger one gets a process of its own,
which reads it where it is."""

# Numbers instead of words (-n), which also leaves alone the code that makes the words; tags of all
# copies (-a) and unknown ones (-u); places and copies by name (-G1:4); structures whole; everything
# embedded (-ee3); no tags computed from others (-e).
_ARGUMENTS: Final = ["-n", "-a", "-u", "-G1:4", "-struct", "-ee3", "-e"]

_ENVIRONMENT: Final = {"LC_ALL": "C.UTF-8", "PATH": "/usr/local/bin:/usr/bin:/bin"}

_SET_PARENT_DEATH_SIGNAL: Final = 1
_READ_BYTES: Final = 1 << 16

_prctl: Final = ctypes.CDLL(None).prctl


class Process:
    """ExifTool, started when it is asked, and anew when it died.

    Args:
        executable: The program's absolute path.
    """

    def __init__(self, executable: str) -> None:
        self._executable = executable
        self._held = os.memfd_create("picture", os.MFD_CLOEXEC)
        self._running: _ExifTool | None = None

    def version(self) -> str:
        """The version it says it is.

        Raises:
            WorkerError: It cannot be started, or says nothing.
        """
        return str(self._start().version)

    def read(self, fd: int) -> list[dict[str, Any]]:
        """All tags of an open file, as ExifTool told them in JSON.

        Raises:
            WorkerError: It died, or took too long.
        """
        if os.fstat(fd).st_size > HELD_BYTES:
            running = _started(self._executable, fd)
            try:
                return _asked(running, fd)
            finally:
                running.end()
        _copy(fd, self._held)
        running = self._start()
        try:
            return _asked(running, self._held)
        except WorkerError:
            self._end()
            raise

    def close(self) -> None:
        """End it."""
        self._end()
        os.close(self._held)

    def _start(self) -> _ExifTool:
        if self._running is None:
            self._running = _started(self._executable, self._held)
        return self._running

    def _end(self) -> None:
        running, self._running = self._running, None
        if running is not None:
            running.end()


class _ExifTool(exiftool.ExifTool):  # type: ignore[misc] # it carries no types
    """pyexiftool's protocol, with a process and a reading of our own.

    Its `run` would hand on the whole environment and no descriptor; its `execute` waits for ever
    for a process that has died.

    Args:
        executable: The program's absolute path.
        shown: The descriptor that it inherits.
    """

    def __init__(self, executable: str, shown: int) -> None:
        # The empty configuration file: neither the one in the home folder nor the one beside the
        # pictures is looked for. It has to come first on the command line, and does.
        super().__init__(executable, common_args=[], config_file="", encoding="utf-8")
        self._shown = shown

    def run(self) -> None:
        """Start the process.

        Raises:
            OSError: It cannot be started, died, or took too long.
        """
        self._process = process = subprocess.Popen(
            [self.executable, "-config", "", "-stay_open", "True", "-@", "-"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            bufsize=0,
            env=_ENVIRONMENT,
            cwd="/",
            pass_fds=(self._shown,),
            preexec_fn=_prepare,  # noqa: PLW1509 - two calls of the system, and no lock is taken
        )
        pipes = (process.stdin, process.stdout, process.stderr)
        self._stdin, self._stdout, self._stderr = [pipe.fileno() for pipe in pipes if pipe]
        self._running = True
        self._ver = self.execute("-ver").strip()

    def execute(self, *params: str) -> str:
        """Ask one thing. The answer is not to be trusted.

        Raises:
            OSError: The process died, said too much, or took too long.
        """
        # With a number of our own the end of the answer cannot be forged by what a file says.
        ready = int.from_bytes(os.urandom(7), "big")
        question = "".join(f"{param}\n" for param in (*params, f"-execute{ready}"))
        os.write(self._stdin, question.encode("ascii"))
        end = f"{{ready{ready}}}\n".encode("ascii")
        poll = select.poll()
        poll.register(self._stdout, select.POLLIN)
        poll.register(self._stderr, select.POLLIN)
        deadline = time.monotonic() + SECONDS
        answer = bytearray()
        while not answer.endswith(end):
            ready_ones = poll.poll(max(deadline - time.monotonic(), 0) * 1000)
            if not ready_ones:
                raise TimeoutError
            for fd, _ in ready_ones:
                part = os.read(fd, _READ_BYTES)
                if not part or len(answer) > PRINTED_BYTES:
                    raise BrokenPipeError
                # What it complains of is among the tags too; nobody else should see it.
                answer += part if fd == self._stdout else b""
        return answer[: -len(end)].decode("utf-8", "replace")

    def end(self) -> None:
        """Kill the process: it holds nothing that could be lost."""
        if not self._running:
            return
        self._running = False
        self._process.kill()
        self._process.communicate()


def _asked(running: _ExifTool, fd: int) -> list[dict[str, Any]]:
    """All tags of a file that a process has inherited."""
    try:
        found: list[dict[str, Any]] = running.execute_json(*_ARGUMENTS, f"/proc/self/fd/{fd}")
    except TimeoutError as error:
        raise WorkerError("worker-timed-out") from error
    except OSError as error:
        raise WorkerError("worker-died") from error
    except (ExifToolException, RecursionError) as error:
        raise WorkerError("worker-failed", reason=type(error).__name__) from error
    return found


def _started(executable: str, shown: int) -> _ExifTool:
    """A process that has inherited a descriptor."""
    running = _ExifTool(executable, shown)
    try:
        running.run()
    except OSError as error:
        running.end()
        raise WorkerError("worker-died") from error
    return running


def _prepare() -> None:
    """In the new process: end with the one that made it, and let no film of the past count.

    The limit on processor time is for one job of our parent's; this process lives on, and is
    watched by the clock instead.
    """
    _prctl(_SET_PARENT_DEATH_SIGNAL, ctypes.c_ulong(signal.SIGKILL))
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (hard, hard))


def _copy(source: int, target: int) -> None:
    """Put the content of one open file in the place of another's."""
    size = os.fstat(source).st_size
    os.ftruncate(target, 0)
    done = 0
    while done < size:
        # Both offsets are ours: other readers of the source keep theirs.
        os.lseek(target, done, os.SEEK_SET)
        sent = os.sendfile(target, source, done, size - done)
        if not sent:
            break
        done += sent
