"""From what a caller has (a path, bytes, an open file) to a `Source`."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from typing import TYPE_CHECKING, BinaryIO, TypeAlias

from toolkit.errors import NotReadableError
from toolkit.metadata.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

Given: TypeAlias = str | os.PathLike[str] | bytes | BinaryIO
"""A path, the bytes of a file, or a file open for reading in binary mode."""


@contextlib.contextmanager
def opened(given: Given, *, thorough: bool = True) -> Iterator[Source]:
    """Open what was given, for as long as the `with` lasts.

    Args:
        given: A path, bytes, or a file open for reading.
        thorough: As `Source.thorough`.

    Raises:
        NotReadableError: It is missing, forbidden, a folder, a pipe or a device.
    """
    if isinstance(given, bytes):
        yield Source(given, thorough=thorough)
    elif isinstance(given, (str, os.PathLike)):
        fd = open_file(given)
        try:
            yield Source.from_descriptor(fd, thorough=thorough)
        finally:
            os.close(fd)
    else:
        yield Source(given.read(), thorough=thorough)


def open_file(path: str | os.PathLike[str]) -> int:
    """Open a path for reading. Symlinks are followed; pipes never make us wait.

    Returns:
        A descriptor of a regular file, which is the caller's to close.

    Raises:
        NotReadableError: It is missing, forbidden, a folder, a pipe or a device.
    """
    try:
        fd = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
    except ValueError as error:  # a NUL in the name
        raise NotReadableError("missing") from error
    except OSError as error:
        code = {
            errno.ENOENT: "missing",
            errno.ENOTDIR: "missing",
            errno.EACCES: "forbidden",
            errno.EPERM: "forbidden",
            errno.ELOOP: "symlink-loop",
            errno.ENAMETOOLONG: "missing",
            errno.ENXIO: "not-a-file",
        }.get(error.errno or 0, "read-failed")
        raise NotReadableError(code, reason=os.strerror(error.errno or 0)) from error
    mode = os.fstat(fd).st_mode
    if not stat.S_ISREG(mode):
        os.close(fd)
        raise NotReadableError("is-folder" if stat.S_ISDIR(mode) else "not-a-file")
    return fd
