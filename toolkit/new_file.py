"""A new file that only its owner can read, whole or not at all. Nothing is ever written over."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
from typing import TYPE_CHECKING, Final

from toolkit.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PERMISSIONS: Final = 0o600

MODIFIED: Final = 946_728_000
"""The modification time of every file that we write for a person: 2000-01-01 12:00 UTC, a day that
FAT can hold anywhere. When it was written would say when somebody sat here."""


def write(path: Path, content: bytes) -> None:
    """Write a file.

    Args:
        path: A file that is not there yet.
        content: What it holds.

    Raises:
        OutputError: It is there, or cannot be written.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
    try:
        descriptor = os.open(path, flags, PERMISSIONS)
    except OSError as error:
        raise told(error, path) from error
    try:
        with os.fdopen(descriptor, "wb") as file:
            os.fchmod(file.fileno(), PERMISSIONS)
            file.write(content)
            file.flush()
            os.utime(file.fileno(), (MODIFIED, MODIFIED))
            os.fsync(file.fileno())
    except OSError as error:
        with contextlib.suppress(OSError):
            path.unlink()
        raise told(error, path) from error
    with contextlib.suppress(OSError):  # the file is whole; only its name may come late
        _sync(path.parent)


@contextlib.contextmanager
def new_folder(folder: Path) -> Iterator[None]:
    """A new folder that only its owner can read, whole or not at all.

    Args:
        folder: A folder that is not there yet. What goes wrong while it is filled takes it away.

    Raises:
        OutputError: It is there, or cannot be made.
    """
    try:
        folder.mkdir(mode=0o700)
    except OSError as error:
        raise told(error, folder) from error
    try:
        yield
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def told(error: OSError, path: Path) -> OutputError:
    """What the system said about an output, as one of our errors."""
    code = {
        errno.EEXIST: "output-exists",
        errno.ENOSPC: "disk-full",
        errno.EDQUOT: "disk-full",
        errno.EFBIG: "file-too-big-here",
        errno.EROFS: "folder-read-only",
        errno.EACCES: "folder-read-only",
        errno.EPERM: "folder-read-only",
        errno.ENOENT: "folder-missing",
        errno.ENOTDIR: "folder-missing",
        errno.ENAMETOOLONG: "name-too-long",
    }.get(error.errno or 0, "write-failed")
    return OutputError(code, path=str(path), reason=os.strerror(error.errno or 0))
