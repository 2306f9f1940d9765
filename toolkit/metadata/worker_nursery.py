"""Inside the nursery: the process that the workers of a locked room are forked from.

It imports once what every worker needs, so that a worker costs a few milliseconds and a little
memory of its own, where an interpreter started anew costs fifty. It waits for a first message in
the pipe of a worker, forks that worker, and takes nothing from it.

It is no wider a door than starting each worker by itself:

- It opens no file of the person's, and runs nothing but imports of our own modules: what a fork
  finds in memory is what it would have imported itself. It is started with an empty environment.
- Each worker locks itself in, after the fork and before its first job, exactly as it would have
  done when started alone. What stands unlocked is the nursery, which reads nothing from a worker.
- A worker keeps two descriptors, its own pipes; those of the others are closed first of all.
- A worker ends with the nursery and the nursery with the thread that made it, by the kernel's hand.
- Workers of one nursery have their memory laid out alike. Whoever crashes one learns nothing for
  a second try: after a death the whole nursery is given up (`worker_process.Nursery`), and the
  next is laid out anew.

What comes in is trusted (our own pickles).
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import pickle
import select
import signal
from typing import TYPE_CHECKING, Final, NoReturn

from toolkit.metadata.confinement import walls
from toolkit.metadata.worker_main import receive, serve

if TYPE_CHECKING:
    from toolkit.metadata.confinement import Permitted

_LIFE_LINE: Final = 0
_NOWHERE: Final = 1
_MOST_DESCRIPTORS: Final = 1 << 20


def run(parent: int, pipes: range) -> NoReturn:
    """Bear workers when they are wanted, until the life line breaks.

    Args:
        parent: The process id of the one who started us.
        pipes: For each worker the pipe in which it is spoken to, and the next for its answers.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    walls.end_with(parent)
    os.closerange(pipes.stop, _MOST_DESCRIPTORS)
    setup = receive(_LIFE_LINE)
    if setup is not None:
        permitted, modules = pickle.loads(setup)  # noqa: S301 - our own parent's
        for module in modules:
            importlib.import_module(module)
        # What is imported stays: the collector need not look at it, nor touch the shared pages.
        gc.freeze()
        gc.enable()
        _bear({jobs: jobs + 1 for jobs in pipes[::2]}, permitted)
        # They are dead, or dying; what they used is counted as used by us.
        with contextlib.suppress(ChildProcessError):
            while True:
                os.wait()
    os._exit(0)


def _bear(unborn: dict[int, int], permitted: Permitted) -> None:
    """Fork a worker for each pipe in which something is said, until the life line breaks.

    None is waited for, so that a dead one keeps its number, which then can be no other's.
    """
    poll = select.poll()
    poll.register(_LIFE_LINE)
    for jobs in unborn:
        poll.register(jobs, select.POLLIN)
    while True:
        for ready, event in poll.poll():
            if ready == _LIFE_LINE:
                return
            poll.unregister(ready)
            results = unborn.pop(ready)
            if event & select.POLLIN and os.fork() == 0:
                _grow_up(ready, results, unborn, permitted)
            os.close(ready)
            os.close(results)


def _grow_up(jobs: int, results: int, others: dict[int, int], permitted: Permitted) -> NoReturn:
    """Be a worker: in a session of its own, deaf to all but its own pipes."""
    try:
        nursery = os.getppid()
        os.dup2(_NOWHERE, _LIFE_LINE)
        for pipe in (*others, *others.values()):
            os.close(pipe)
        # Ctrl+C in the terminal is for the parent; it decides what becomes of the workers.
        os.setsid()
        walls.end_with(nursery)
        serve(jobs, results, permitted)
    finally:
        os._exit(0)
