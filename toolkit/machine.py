"""What this computer keeps by itself: facts for `parasol doctor`.

Nothing is started, changed or sent. A fact that cannot be had is left out, never guessed.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Trace:
    """Something this computer keeps by itself, outside Parasol's reach.

    Attributes:
        code: Which sentence tells it.
        where: The path, as the person would look for it.
        count: How many entries it has, or 0 where counting says nothing.
    """

    code: str
    where: str
    count: int = 0


# Where desktops keep small copies and lists of the files a person opened
# (freedesktop.org Thumbnail Managing Standard 0.9; Desktop Bookmark Specification 1.0).
_LISTS: Final = (
    ("recent-files", ".local/share/recently-used.xbel"),
    ("file-index", ".cache/tracker3"),
    ("file-index", ".local/share/baloo"),
)
_HISTORIES: Final = (
    ".bash_history",
    ".zsh_history",
    ".local/share/fish/fish_history",
    ".ash_history",
)
_MOST_COUNTED: Final = 100_000


def traces(home: Path | None = None) -> Iterator[Trace]:
    """What this computer keeps about files and commands.

    Args:
        home: The person's home folder; the one of this process by default.
    """
    home = home or Path.home()
    cache = Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache")
    thumbnails = _count(cache / "thumbnails")
    if thumbnails:
        yield Trace("thumbnails", str(cache / "thumbnails"), thumbnails)
    for code, name in _LISTS:
        if (home / name).exists():
            yield Trace(code, str(home / name))
    histories = {os.environ.get("HISTFILE") or ""} | {str(home / name) for name in _HISTORIES}
    for history in sorted(histories):
        if history and Path(history).is_file() and Path(history).stat().st_size:
            yield Trace("shell-history", history)
    yield from _system()


def _system() -> Iterator[Trace]:
    """What the system itself may write down: memory swapped out, memory of a crash."""
    for line in _lines("/proc/swaps")[1:]:
        device = line.split()[0]
        # Swap in compressed memory never reaches a disk.
        if not device.startswith("/dev/zram"):
            yield Trace("swap", device)
    pattern = "".join(_lines("/proc/sys/kernel/core_pattern"))
    if pattern.startswith("|"):
        yield Trace("core-dumps", pattern[1:].split()[0])


def _count(folder: Path) -> int:
    """Files below a folder, up to a bound."""
    count = 0
    for _, _, files in os.walk(folder):
        count += len(files)
        if count >= _MOST_COUNTED:
            return _MOST_COUNTED
    return count


def _lines(path: str) -> list[str]:
    try:
        return Path(path).read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []
