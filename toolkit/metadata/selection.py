"""The files a person meant: those given, and all in the folders given."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from toolkit.errors import NotReadableError, ParasolError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

GivenPath: TypeAlias = str | os.PathLike[str]


@dataclass(frozen=True, slots=True)
class Found:
    """A file that was given, or stood in a folder that was given.

    Attributes:
        path: Where it is.
        inside: The folder it stands in, as seen from the given folder; empty when it is that one,
            or when the file itself was given.
        error: Why it, or the folder of this path, cannot be looked at.
    """

    path: str
    inside: str = ""
    error: ParasolError | None = None


def expand(
    paths: Iterable[GivenPath | Found], *, recursive: bool, leave_out: Path | None = None
) -> Iterator[Found]:
    """The files that were meant: those given, and with `recursive` all in the folders given.

    Folders are read one at a time, in the order of names. Symlinks inside them are not followed,
    but told; so is a folder that cannot be read, and what is neither file nor folder.

    Args:
        paths: Files, and folders; what was found before stays as it was found. Without `recursive`
            a folder is passed on like a file.
        recursive: Whether to look into folders.
        leave_out: A folder that is not looked into: that of the copies.
    """
    avoided = _identity(leave_out) if leave_out is not None else None
    for path in paths:
        if isinstance(path, Found):
            yield path
            continue
        given = os.fspath(path)
        if recursive and os.path.isdir(given):
            yield from _beneath(given, avoided)
        else:
            yield Found(given)


def _beneath(given: str, avoided: tuple[int, int] | None) -> Iterator[Found]:
    """All files in a folder, the deepest nesting without recursion of ours."""
    open_folders = [_entries(given, "")]
    while open_folders:
        found = next(open_folders[-1], None)
        if found is None:
            open_folders.pop()
        elif found.error is None and stat.S_ISDIR(_mode(found.path)):
            if avoided is None or _identity(found.path) != avoided:
                within = os.path.join(found.inside, os.path.basename(found.path))
                open_folders.append(_entries(found.path, within))
        else:
            yield found


def _entries(folder: str, inside: str) -> Iterator[Found]:
    """What stands in one folder, by name."""
    try:
        names = sorted(os.listdir(folder))
    except OSError as error:
        reason = os.strerror(error.errno or 0)
        yield Found(folder, inside, NotReadableError("forbidden", reason=reason))
        return
    for name in names:
        path = os.path.join(folder, name)
        mode = _mode(path)
        if stat.S_ISLNK(mode):
            yield Found(path, inside, NotReadableError("symlink"))
        elif mode and not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
            yield Found(path, inside, NotReadableError("not-a-file"))
        else:
            yield Found(path, inside)


def _mode(path: str) -> int:
    """What kind of thing a path is, a symlink being one; 0 for what is gone."""
    try:
        return os.lstat(path).st_mode
    except OSError:
        return 0


def _identity(path: str | Path) -> tuple[int, int] | None:
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_dev, status.st_ino
