"""What a process gives up before it opens a file that an adversary may have made.

Each layer stands alone, so that one missing from this system, or broken, leaves the others. None
needs a right that an ordinary user has not. `walls` puts them up; here is what they are called, and
what they leave open, for those who ask for them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Layer(Enum):
    """One wall of the locked room."""

    LIMITS = "limits"
    """Bounds on memory, time, size of files, number of files."""
    PRIVILEGES = "privileges"
    """No program started in here gains rights, and no other process may look inside."""
    FILES = "files"
    """Landlock: the given folders are read, the output folders written to, nothing else."""
    CALLS = "calls"
    """A filter on system calls: no file that exists is opened for writing, no program started."""
    NETWORK = "network"
    """No connection of any kind can be made."""


@dataclass(frozen=True, slots=True)
class Permitted:
    """All that a locked room may touch.

    Attributes:
        reads: Folders or files that may be read, with all beneath.
        creates: Folders beneath which new files may appear. None that exists can be changed.
        replaces: Folders beneath which files may be removed and renamed as well: for cleaning in
            place, and where a draft cannot do without a name.
        runs: Folders and files of programs that may be started; nothing is, when empty.
        threads: Whether the process may have threads, where the system can tell them from other
            processes. Cleaning needs none; the decoder of HEIC does nothing without.
    """

    reads: tuple[str, ...] = ()
    creates: tuple[str, ...] = ()
    replaces: tuple[str, ...] = ()
    runs: tuple[str, ...] = ()
    threads: bool = False
