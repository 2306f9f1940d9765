"""The locked room: hostile files are opened in processes that can do almost nothing else.

`LockedRoom` is a `concurrent.futures.Executor`. Its processes are forked when there is work for
them, from one that has imported what they need (`worker_nursery`), and live on. One that dies,
hangs or speaks out of turn costs the job it had, and is replaced. Nothing here opens a socket: we
talk over pipes.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import queue
import sys
import threading
from concurrent.futures import Executor, Future
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, ParamSpec, Self, TypeVar

from toolkit.errors import CancelledError, ParasolError, WorkerError
from toolkit.metadata import limits, wire
from toolkit.metadata.confinement import Layer, Permitted
from toolkit.metadata.worker_process import Nursery, WorkerProcess, module_paths

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import TracebackType

_Parameters = ParamSpec("_Parameters")
_Result = TypeVar("_Result")

# What every job needs, and what most photos are.
_CLEANING: Final = (
    "toolkit.metadata.cleaning",
    "toolkit.metadata.inspection",
    "toolkit.metadata.formats.jpeg.walking",
)


class LockedRoom(Executor):
    """Runs functions in confined processes of our own.

    A function has to be importable by name, its arguments picklable, and what it returns made of
    what `wire.encode` knows. Its future raises what it raised when that is one of our errors;
    ``WorkerError("worker-failed", reason=...)`` for any other exception, ``"worker-died"`` when the
    process died, ``"worker-timed-out"`` when it took too long, ``CancelledError`` when the room was
    shut meanwhile.

    Args:
        permitted: The only files it may touch, beside the program's own.
        workers: At most so many processes; as many as there are processor cores by default.
        seconds: How long one job may take.
        cpu_seconds: How much processor time one job may take.
        modules: What is imported before the processes are locked in.
    """

    def __init__(
        self,
        permitted: Permitted | None = None,
        workers: int | None = None,
        *,
        seconds: float = limits.JOB_SECONDS,
        cpu_seconds: int = limits.JOB_CPU_SECONDS,
        modules: Sequence[str] = _CLEANING,
    ) -> None:
        self.workers = workers or len(os.sched_getaffinity(0))
        permitted = permitted or Permitted()
        self._setup = pickle.dumps((_with_program(permitted), tuple(modules)))
        self._seconds = seconds
        self._cpu_seconds = cpu_seconds
        self._jobs: queue.SimpleQueue[tuple[Future[Any], bytes] | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._seats: list[_Seat] = []
        self._nursery: Nursery | None = None
        self._idle = threading.Semaphore(0)
        self._is_starting = False
        self._closed = False

    def submit(
        self,
        fn: Callable[_Parameters, _Result],
        /,
        *args: _Parameters.args,
        **kwargs: _Parameters.kwargs,
    ) -> Future[_Result]:
        """Have `fn(*args)` done in a locked process. Keyword arguments are not taken.

        Raises:
            TypeError: There are keyword arguments.
            RuntimeError: The room is shut.
        """
        if kwargs:
            raise TypeError("a locked room takes positional arguments alone")
        job = pickle.dumps((fn, args, self._cpu_seconds))
        future: Future[_Result] = Future()
        with self._lock:
            if self._closed:
                raise RuntimeError("the room is shut")
            self._jobs.put((future, job))
            if not self._idle.acquire(blocking=False):
                self._grow()
        return future

    def layers(self) -> tuple[Layer, ...]:
        """Which walls stand around the workers on this system, found out by asking one.

        Raises:
            WorkerError: None could be started.
        """
        # What is imported there is not needed here for anything else.
        from toolkit.metadata.worker_main import layers  # noqa: PLC0415

        return self.submit(layers).result()

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002 - the signature of Executor
        """Take no more jobs, and let the processes end.

        Args:
            wait: Return only when all have ended.
            cancel_futures: Cancel the jobs that wait, and kill those that run. A copy that is being
                written then never appears.
        """
        with self._lock:
            self._closed = True
            seats = list(self._seats)
        if cancel_futures:
            self._cancel_waiting()
            for seat in seats:
                seat.close()
        for _ in seats:
            self._jobs.put(None)
        if wait:
            for seat in seats:
                seat.thread.join()
            if self._nursery is not None:
                self._nursery.wait()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        # Ctrl+C means now, not when all that waits is done.
        self.shutdown(wait=True, cancel_futures=kind is not None)

    def _cancel_waiting(self) -> None:
        with contextlib.suppress(queue.Empty):
            while True:
                waiting = self._jobs.get_nowait()
                if waiting is not None:
                    waiting[0].cancel()

    def _grow(self) -> None:
        """Start one process more when jobs wait. The lock is held.

        The next one is started only when the last is ready and there is still something left to do:
        for a few small files one is enough.
        """
        room_left = len(self._seats) < self.workers and not self._closed
        if room_left and not self._is_starting and not self._jobs.empty():
            self._is_starting = True
            self._seats.append(_Seat(self._serve, self._bear))

    def _bear(self) -> WorkerProcess:
        """A process for a seat, from a nursery that has seen no death."""
        with self._lock:
            process = self._nursery.bear() if self._nursery else None
            while process is None:
                self._nursery = Nursery(self._setup, self.workers)
                process = self._nursery.bear()
        return process

    def _serve(self, seat: _Seat) -> None:
        """Do jobs, one after the other, in the process of one seat. Runs in the seat's thread."""
        seat.prepare(self._seconds)
        with self._lock:
            self._is_starting = False
            self._grow()
        while (job := self._next_job()) is not None:
            future, message = job
            if future.set_running_or_notify_cancel():
                try:
                    result = seat.do(message, self._seconds)
                except ParasolError as error:
                    future.set_exception(error)
                else:
                    future.set_result(result)
            del future, job, message
        seat.leave()

    def _next_job(self) -> tuple[Future[Any], bytes] | None:
        """A job that waits, or else the next one that comes; until then, this seat is idle."""
        try:
            return self._jobs.get_nowait()
        except queue.Empty:
            self._idle.release()
            return self._jobs.get()


class _Seat:
    """One thread of ours and the process it speaks with."""

    def __init__(self, serve: Callable[[_Seat], None], bear: Callable[[], WorkerProcess]) -> None:
        self._bear = bear
        self._process: WorkerProcess | None = None
        self._closed = False
        self._lock = threading.Lock()
        self.thread = threading.Thread(target=serve, args=(self,), daemon=True)
        self.thread.start()

    def prepare(self, seconds: float) -> None:
        """Start the process ahead of its first job, which will tell if that fails."""
        try:
            self._start(seconds)
        except (OSError, wire.WireError):
            self._kill()

    def do(self, message: bytes, seconds: float) -> Any:  # noqa: ANN401 - what the job returns
        """Have one job done.

        Raises:
            ParasolError: What the job raised.
            WorkerError: The process died, took too long, or spoke out of turn.
            CancelledError: The seat was closed.
        """
        try:
            if self._process is not None and self._process.nursery.given_up:
                self.leave()
            process = self._process or self._start(seconds)
            result = wire.decode(process.exchange(message, seconds))
        except (OSError, wire.WireError) as error:
            timed_out = isinstance(error, TimeoutError)
            self._kill()
            if self._closed:
                raise CancelledError("cancelled") from error
            raise WorkerError("worker-timed-out" if timed_out else "worker-died") from error
        if isinstance(result, ParasolError):
            raise result
        return result

    def close(self) -> None:
        """Strike the process dead, whatever it does; its thread cleans up and starts no other."""
        with self._lock:
            self._closed = True
            if self._process is not None:
                self._process.strike()

    def leave(self) -> None:
        """Let the process end by itself."""
        with self._lock:
            process, self._process = self._process, None
        if process is not None:
            process.leave()

    def _start(self, seconds: float) -> WorkerProcess:
        with self._lock:
            if self._closed:
                raise BrokenPipeError
            self._process = process = self._bear()
        process.greet(seconds)
        return process

    def _kill(self) -> None:
        with self._lock:
            process, self._process = self._process, None
        if process is not None:
            process.kill()


def _with_program(permitted: Permitted) -> Permitted:
    """The same, with what the interpreter itself has to read while it runs."""
    system = ("/usr/lib", "/lib", "/lib64", "/etc/ld.so.cache", sys.base_prefix + "/lib")
    return replace(permitted, reads=(*permitted.reads, *system, *module_paths()))
