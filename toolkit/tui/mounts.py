"""Which disks are at hand, and which paths would reach further than this computer.

Merely looking at a path under an automounter can make the system call another computer, so nothing
of ours looks there.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_TABLE: Final = Path("/proc/self/mounts")
_ESCAPED: Final = re.compile(r"\\([0-7]{3})")
_HOST: Final = re.compile(r"//[^/\s]")
_MEDIA: Final = ("/media", "/run/media", "/mnt")
_AUTOMOUNTER: Final = "autofs"


@dataclass(frozen=True, slots=True)
class Mounts:
    """What is mounted where.

    Attributes:
        kinds: The kind of file system by the folder it is mounted on; the last one mounted counts.
    """

    kinds: dict[str, str]

    def media(self) -> tuple[str, ...]:
        """Cards, sticks and other disks, where desktops and people mount them."""
        found = [
            folder
            for folder, kind in self.kinds.items()
            if kind != _AUTOMOUNTER and any(_is_beneath(folder, media) for media in _MEDIA)
        ]
        return tuple(sorted(f for f in found if not any(_is_beneath(f, other) for other in found)))

    def reaches_out(self, path: str) -> bool:
        """Whether looking at an absolute path could make the system call another computer.

        So it is for ``//host/share``, and where an automounter waits for somebody to look.
        """
        if _HOST.match(path):
            return True
        waiting = [f for f, kind in self.kinds.items() if kind == _AUTOMOUNTER]
        if not any(_is_beneath(path, folder) for folder in waiting):
            return False
        holding = [f for f in self.kinds if path == f or _is_beneath(path, f)]
        return self.kinds[max(holding, key=len)] == _AUTOMOUNTER


def mounts(table: Path = _TABLE) -> Mounts:
    """What is mounted now (proc_pid_mounts(5)); nothing where the system does not say.

    Args:
        table: The system's own list.
    """
    kinds: dict[str, str] = {}
    try:
        lines = os.fsdecode(table.read_bytes()).split("\n")
    except OSError:
        return Mounts({})
    for line in lines:
        fields = line.split(" ")
        if len(fields) > 2:
            kinds[_ESCAPED.sub(lambda match: chr(int(match[1], 8)), fields[1])] = fields[2]
    return Mounts(kinds)


def _is_beneath(path: str, folder: str) -> bool:
    return path.startswith(folder.rstrip("/") + "/") and path.rstrip("/") != folder.rstrip("/")
