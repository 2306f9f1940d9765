"""A new file that appears whole or not at all.

Where the system can, the copy is written to a file without a name (O_TMPFILE): when the program is
killed at any moment, nothing is left. Elsewhere (FAT sticks, network folders) it has a temporary
name until it is whole.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Self

from toolkit.new_file import MODIFIED, PERMISSIONS, told

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path
    from types import TracebackType

    from toolkit.metadata.model import Piece
    from toolkit.metadata.source import Source

_NAME_LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"
_NAME_LENGTH: Final = 8
_ATTEMPTS: Final = 16
_STALE_SECONDS: Final = 60
_SECONDS_BETWEEN_LOOKS: Final = 0.03

_NO_UNNAMED_FILES: Final = {errno.EOPNOTSUPP, errno.EISDIR, errno.EINVAL, errno.ENOENT}


@dataclass(frozen=True, slots=True)
class Target:
    """Where a clean copy should appear.

    Attributes:
        folder: The folder, which has to exist.
        name: The file's name, or ``None`` for a neutral one: the old name often tells the day,
            the camera or the messenger.
        replace: Whether a file of that name may be replaced. A neutral name never replaces.
    """

    folder: Path
    name: str | None = None
    replace: bool = False


def holds_unnamed_files(folder: Path) -> bool:
    """Whether a draft in this folder needs no name while it is written."""
    try:
        os.close(os.open(folder, os.O_TMPFILE | os.O_RDWR | os.O_CLOEXEC, PERMISSIONS))
    except OSError:
        return False
    return True


class Draft:
    """A file being written, of which nothing stays unless it is placed.

    Args:
        folder: Where it will appear.

    Attributes:
        fd: The open file, for writing and reading.

    Raises:
        OutputError: The folder is not there or may not be written to.
    """

    def __init__(self, folder: Path) -> None:
        self._name: str | None = None
        try:
            self._folder = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        except OSError as error:
            raise told(error, folder) from error
        try:
            self.fd = self._open()
        except OSError as error:
            os.close(self._folder)
            raise told(error, folder) from error
        self._path = folder

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._name is not None:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(self._name, dir_fd=self._folder)
        os.close(self.fd)
        os.close(self._folder)

    def write(self, pieces: Iterable[Piece], source: Source) -> None:
        """Write the pieces, and make the disk hold them.

        Raises:
            OutputError: The disk is full, or failed.
            NotReadableError: The original cannot be read to its end.
        """
        parts: list[bytes | memoryview] = []
        waiting = 0
        try:
            for piece in pieces:
                if isinstance(piece, bytes):
                    parts.append(piece)
                    waiting += len(piece)
                else:
                    for step in source.steps(piece.start, piece.stop):
                        parts.append(step)
                        waiting += len(step)
                        if waiting >= _FLUSH_BYTES:
                            _write_all(self.fd, parts)
                            parts, waiting = [], 0
            _write_all(self.fd, parts)
            os.fchmod(self.fd, PERMISSIONS)
            os.utime(self.fd, (MODIFIED, MODIFIED))
            os.fsync(self.fd)
        except OSError as error:
            raise told(error, self._path) from error

    def named(self) -> Path:
        """Give the whole file a temporary name, so that another program can read it."""
        if self._name is None:
            self._name = self._link_as_temporary()
        return self._path / self._name

    def place(self, target: Target, suffix: str) -> Path:
        """Let the whole file appear under its name.

        Args:
            target: Where; its folder is this draft's.
            suffix: What a neutral name ends in, such as ``".jpg"``.

        Returns:
            The path of the copy.

        Raises:
            OutputError: The name is taken, or the folder refused.
        """
        try:
            name = self._place(target, suffix)
            os.fsync(self._folder)
        except OSError as error:
            raise told(error, self._path / (target.name or "")) from error
        return self._path / name

    def _place(self, target: Target, suffix: str) -> str:
        if target.name is None:
            for _ in range(_ATTEMPTS):
                name = "photo-" + _random_letters() + suffix
                with contextlib.suppress(FileExistsError):
                    self._move_to(name)
                    return name
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
        if target.replace:
            temporary = self.named().name
            os.rename(temporary, target.name, src_dir_fd=self._folder, dst_dir_fd=self._folder)
            self._name = None
        else:
            self._move_to(target.name)
        return target.name

    def _move_to(self, name: str) -> None:
        """Take a name that is free. A link never replaces anything, not even a dangling symlink."""
        if self._name is None:
            self._link(name)
            return
        try:
            os.link(self._name, name, src_dir_fd=self._folder, dst_dir_fd=self._folder)
        except OSError as error:
            if error.errno not in {errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS}:
                raise
            # FAT knows no links: reserve the name, then move over our own reservation.
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
            os.close(os.open(name, flags, PERMISSIONS, dir_fd=self._folder))
            os.rename(self._name, name, src_dir_fd=self._folder, dst_dir_fd=self._folder)
            self._name = None
        else:
            os.unlink(self._name, dir_fd=self._folder)
            self._name = None

    def _open(self) -> int:
        try:
            return os.open(
                ".", os.O_TMPFILE | os.O_RDWR | os.O_CLOEXEC, PERMISSIONS, dir_fd=self._folder
            )
        except OSError as error:
            if error.errno not in _NO_UNNAMED_FILES:
                raise
        _tidy(self._folder)
        flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
        while True:
            self._name = _temporary_name()
            fd = os.open(self._name, flags, PERMISSIONS, dir_fd=self._folder)
            _lock(fd)
            try:
                os.stat(self._name, dir_fd=self._folder, follow_symlinks=False)
            except FileNotFoundError:
                # Who tidies took it away before it was locked.
                os.close(fd)
            else:
                return fd

    def _link(self, name: str) -> None:
        os.link(f"/proc/self/fd/{self.fd}", name, dst_dir_fd=self._folder, follow_symlinks=True)

    def _link_as_temporary(self) -> str:
        _tidy(self._folder)
        _lock(self.fd)
        name = _temporary_name()
        self._link(name)
        return name


_FLUSH_BYTES: Final = 1 << 20
_PARTS_AT_ONCE: Final = 512


def _write_all(fd: int, parts: list[bytes | memoryview]) -> None:
    """Write the parts one after the other, however the system cuts them."""
    for first in range(0, len(parts), _PARTS_AT_ONCE):
        batch = parts[first : first + _PARTS_AT_ONCE]
        written = os.writev(fd, batch)
        for part in batch:
            if written < len(part):
                rest = memoryview(part)[written:]
                while rest:
                    rest = rest[os.write(fd, rest) :]
                written = 0
            else:
                written -= len(part)


def _lock(fd: int) -> None:
    """Say that a draft with a name is being worked on."""
    with contextlib.suppress(OSError):  # some network folders know no locks
        # Who tidies may hold it, for a moment. Without waiting, the draft would stay unlocked.
        fcntl.flock(fd, fcntl.LOCK_EX)


def remove_forsaken_drafts(folders: Iterable[Path], seconds: float) -> None:
    """Remove the drafts in some folders that nobody works on any more.

    Meant for who has just killed the processes that wrote there: their locks fall a moment after
    they do. Drafts of others stay, and so do all where the folder knows no locks.

    Args:
        folders: Where copies were being written. Those that are not there are passed over.
        seconds: How long to wait at most for locks to fall.
    """
    until = time.monotonic() + seconds
    for folder in folders:
        with contextlib.suppress(OSError):
            fd = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
            try:
                _remove_forsaken(fd, until)
            finally:
                os.close(fd)


def _remove_forsaken(folder: int, until: float) -> None:
    """Remove what was forsaken at two looks: between making and locking, any draft looks so."""
    before: set[str] = set()
    while drafts := [name for name in os.listdir(folder) if _is_temporary_name(name)]:
        forsaken = {name for name in drafts if _is_forsaken(name, folder)}
        for name in forsaken & before:
            with contextlib.suppress(OSError):
                os.unlink(name, dir_fd=folder)
        if time.monotonic() > until and forsaken <= before:
            break
        before = forsaken
        time.sleep(_SECONDS_BETWEEN_LOOKS)


def _is_forsaken(name: str, folder: int) -> bool:
    """Whether nobody works on a draft, as far as the disk says."""
    try:
        fd = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=folder)
    except OSError:
        return False
    try:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    finally:
        os.close(fd)
    return True


_tidied: Final[set[tuple[int, int]]] = set()


def _tidy(folder: int) -> None:
    """Remove the drafts that a killed program left: those that nobody holds a lock on any more.

    Once for each folder: a folder of ten thousand files is not read ten thousand times.
    """
    status = os.fstat(folder)
    if (status.st_dev, status.st_ino) in _tidied:
        return
    _tidied.add((status.st_dev, status.st_ino))
    now = time.time()
    for name in os.listdir(folder):
        if not _is_temporary_name(name):
            continue
        with contextlib.suppress(OSError):
            # Between its making and its locking a draft looks forsaken; no draft does for long.
            age = now - os.stat(name, dir_fd=folder, follow_symlinks=False).st_mtime
            if age > _STALE_SECONDS and _is_forsaken(name, folder):
                os.unlink(name, dir_fd=folder)


def _random_letters() -> str:
    # Twice the bits that are needed: what is left over favours no letter that anyone could notice.
    number = int.from_bytes(os.urandom(2 * _NAME_LENGTH), "big")
    letters = []
    for _ in range(_NAME_LENGTH):
        number, letter = divmod(number, len(_NAME_LETTERS))
        letters.append(_NAME_LETTERS[letter])
    return "".join(letters)


def _temporary_name() -> str:
    return f".{_random_letters()}.part"


def _is_temporary_name(name: str) -> bool:
    return (
        len(name) == _NAME_LENGTH + len("..part")
        and name.startswith(".")
        and name.endswith(".part")
        and set(name[1 : 1 + _NAME_LENGTH]) <= set(_NAME_LETTERS)
    )
