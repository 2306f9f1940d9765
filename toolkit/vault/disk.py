"""A folder whose files change whole or not at all, also when the power goes.

Where a rename is atomic and the disk keeps its order, a new file takes the place of the old one.
Elsewhere (FAT sticks, network folders) no name is taken from a whole file before another whole one
is on the disk; so the one before stays as a second generation.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

from toolkit.errors import VaultError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

PERMISSIONS: Final = 0o600

ATOMIC: Final = frozenset({"ext3", "ext4", "xfs", "btrfs", "f2fs", "zfs", "bcachefs", "tmpfs"})
"""File systems that promise it. One that is not known here is not trusted."""

_READING: Final = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
"""A pipe in a file's place would otherwise be waited for until somebody writes into it."""

_MOUNTS: Final = Path("/proc/self/mountinfo")
_NO_SYNC_OF_FOLDERS: Final = {errno.EINVAL, errno.EOPNOTSUPP, errno.ENOSYS}


class Folder:
    """A folder that is there, held open.

    Args:
        path: Where.

    Attributes:
        path: Where.
        atomic: Whether a rename either happens or does not.

    Raises:
        VaultError: ``"vault-missing"`` or ``"vault-unreadable"``.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self.fd = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        except OSError as error:
            missing = error.errno in {errno.ENOENT, errno.ENOTDIR}
            raise VaultError("vault-missing" if missing else "vault-unreadable") from error
        self.atomic = kind_of(self.fd) in ATOMIC

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the folder."""
        if self.fd >= 0:
            os.close(self.fd)
            self.fd = -1

    def is_at(self, path: Path) -> bool:
        """Whether a path leads to this folder, however it is written."""
        try:
            return os.path.samestat(os.fstat(self.fd), path.stat())
        except OSError:
            return False

    def has(self, name: str) -> bool:
        """Whether there is something of that name.

        Raises:
            VaultError: The disk does not say; see `told`.
        """
        try:
            os.stat(name, dir_fd=self.fd, follow_symlinks=False)
        except FileNotFoundError:
            return False
        except OSError as error:
            raise told(error) from error
        return True

    def read(self, name: str, most: int) -> bytes:
        """A whole file.

        Raises:
            VaultError: ``"vault-missing"``, ``"vault-unreadable"``, or ``"vault-too-large"``.
        """
        with self._opened(name) as fd:
            return read_all(fd, most)

    def begin(self, name: str, count: int) -> bytes:
        """The beginning of a file that is not known yet, before more of it is read.

        Raises:
            VaultError: ``"vault-missing"`` or ``"vault-unreadable"``.
        """
        with self._opened(name) as fd:
            try:
                return os.pread(fd, count, 0)
            except OSError as error:
                raise VaultError("vault-unreadable") from error

    def head(self, name: str, count: int) -> bytes:
        """The beginning of a file that was read or written here.

        Raises:
            VaultError: See `told`.
        """
        try:
            fd = os.open(name, _READING, dir_fd=self.fd)
            try:
                return os.pread(fd, count, 0)
            finally:
                os.close(fd)
        except OSError as error:
            raise told(error) from error

    def replace(self, name: str, content: bytes, before: str | None) -> None:
        """Let a file have other content: the old or the new is there at any moment.

        Args:
            name: The file.
            content: All of it.
            before: Where a rename is not atomic, the name under which the old one stays; where
                this is nothing, it does not stay.

        Raises:
            VaultError: See `told`. What was there is as it was.
        """
        new = new_name(name)
        try:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(new, dir_fd=self.fd)
            self._write(new, content)
            if self.atomic:
                self._rename(new, name)
                return
            aside = before or before_name(name)
            self._sync()
            if self.has(name):
                self._rename(name, aside)
            self._rename(new, name)
            if before is None and self.has(aside):
                os.unlink(aside, dir_fd=self.fd)
                self._sync()
        except OSError as error:
            with contextlib.suppress(OSError):
                # A new file is thrown away only while there is one in its place.
                if self.has(name):
                    os.unlink(new, dir_fd=self.fd)
            raise told(error) from error

    def adopt(self, found: str, name: str) -> None:
        """Give a whole file the name that an interrupted change left free.

        Raises:
            VaultError: See `told`.
        """
        try:
            self._rename(found, name)
        except OSError as error:
            raise told(error) from error

    def remove(self, name: str) -> bool:
        """Remove a file by its name, and say whether there was one.

        Raises:
            VaultError: See `told`.
        """
        try:
            os.unlink(name, dir_fd=self.fd)
            self._sync()
        except FileNotFoundError:
            return False
        except OSError as error:
            raise told(error) from error
        return True

    @contextlib.contextmanager
    def _opened(self, name: str) -> Iterator[int]:
        try:
            fd = os.open(name, _READING, dir_fd=self.fd)
        except FileNotFoundError as error:
            raise VaultError("vault-missing") from error
        except OSError as error:
            raise VaultError("vault-unreadable") from error
        try:
            yield fd
        finally:
            os.close(fd)

    def _write(self, name: str, content: bytes) -> None:
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
        fd = os.open(name, flags, PERMISSIONS, dir_fd=self.fd)
        try:
            rest = memoryview(content)
            while rest:
                rest = rest[os.write(fd, rest) :]
            os.fsync(fd)
        finally:
            os.close(fd)

    def _rename(self, name: str, to: str) -> None:
        os.rename(name, to, src_dir_fd=self.fd, dst_dir_fd=self.fd)
        self._sync()

    def _sync(self) -> None:
        try:
            os.fsync(self.fd)
        except OSError as error:
            if error.errno not in _NO_SYNC_OF_FOLDERS:
                raise


def new_name(name: str) -> str:
    """What a file is called while it is written."""
    return f"{name}.new"


def before_name(name: str) -> str:
    """What the generation before is called: ``vault.before.age``."""
    stem, dot, suffix = name.rpartition(".")
    return f"{stem}.before{dot}{suffix}"


def read_all(fd: int, most: int) -> bytes:
    """What a file holds that is open.

    Raises:
        VaultError: ``"vault-too-large"`` or ``"vault-unreadable"``.
    """
    try:
        status = os.fstat(fd)
        if not stat.S_ISREG(status.st_mode):
            raise VaultError("vault-unreadable")
        if status.st_size > most:
            raise VaultError("vault-too-large")
        parts = []
        left = most + 1
        while left > 0 and (part := os.read(fd, min(left, 1 << 20))):
            parts.append(part)
            left -= len(part)
    except OSError as error:
        raise VaultError("vault-unreadable") from error
    if left <= 0:
        raise VaultError("vault-too-large")
    return b"".join(parts)


def kind_of(fd: int) -> str:
    """The kind of file system that a file or folder lies on; empty where the system is silent."""
    device = os.fstat(fd).st_dev
    wanted = f"{os.major(device)}:{os.minor(device)}"
    try:
        lines = _MOUNTS.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    for line in lines:  # proc_pid_mountinfo(5): the kind stands after a lone hyphen
        left, _, right = line.partition(" - ")
        if right and left.split()[2] == wanted:
            return right.split()[0]
    return ""


def told(error: OSError) -> VaultError:
    """The error that the system gave about a vault as one of ours."""
    code = {
        errno.ENOSPC: "vault-disk-full",
        errno.EDQUOT: "vault-disk-full",
        errno.EFBIG: "vault-disk-full",
        errno.EROFS: "vault-read-only",
        errno.EACCES: "vault-read-only",
        errno.EPERM: "vault-read-only",
        errno.ENOENT: "vault-gone",
        errno.EIO: "vault-gone",
        errno.ENODEV: "vault-gone",
        errno.ENXIO: "vault-gone",
        errno.ESTALE: "vault-gone",
    }.get(error.errno or 0, "vault-write-failed")
    return VaultError(code, reason=os.strerror(error.errno or 0))
