"""A page written to a new file that only its owner can read. Nothing is ever written over."""

from __future__ import annotations

import contextlib
import errno
import os
from pathlib import Path
from typing import Final

from toolkit.errors import OutputError
from toolkit.metadata.output import MODIFIED, PERMISSIONS

NAME: Final = "list.txt"
"""What is proposed: a name that says nothing."""

HTML: Final = frozenset({".html", ".htm"})


def proposed() -> Path:
    """Where a page could go: a name that is free, in the person's own folder."""
    folder = Path.home()
    stem, _dot, ending = NAME.partition(".")
    names = (NAME, *(f"{stem}-{number}.{ending}" for number in range(2, 100)))
    return next((folder / name for name in names if not os.path.lexists(folder / name)), folder)


def is_for_browsers(path: Path) -> bool:
    """Whether a name asks for a page for a browser."""
    return path.suffix.lower() in HTML


def write(path: Path, text: str) -> None:
    """Write a page, whole or not at all.

    Args:
        path: A file that is not there yet.
        text: What it holds.

    Raises:
        OutputError: It is there, or cannot be written.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
    try:
        descriptor = os.open(path, flags, PERMISSIONS)
    except OSError as error:
        raise _told(error, path) from error
    try:
        with os.fdopen(descriptor, "wb") as file:
            os.fchmod(file.fileno(), PERMISSIONS)
            file.write(text.encode())
            file.flush()
            # When it was written says when somebody sat here.
            os.utime(file.fileno(), (MODIFIED, MODIFIED))
            os.fsync(file.fileno())
    except OSError as error:
        with contextlib.suppress(OSError):
            path.unlink()
        raise _told(error, path) from error


def _told(error: OSError, path: Path) -> OutputError:
    code = {
        errno.EEXIST: "output-exists",
        errno.ELOOP: "output-exists",
        errno.ENOSPC: "disk-full",
        errno.EDQUOT: "disk-full",
        errno.EROFS: "folder-read-only",
        errno.EACCES: "folder-read-only",
        errno.EPERM: "folder-read-only",
        errno.ENOENT: "folder-missing",
        errno.ENOTDIR: "folder-missing",
    }.get(error.errno or 0, "page-not-written")
    return OutputError(code, path=str(path), reason=os.strerror(error.errno or 0))
