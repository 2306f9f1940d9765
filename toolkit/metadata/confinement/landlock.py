"""Landlock: a process gives up the files it will not need, without asking anybody's permission.

Source: the kernel's documentation, userspace-api/landlock.rst, and include/uapi/linux/landlock.h.
Each version of the interface (ABI) knows more rights; what the running kernel does not know is left
out, so that an old kernel gives the protection it can.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import struct
from enum import IntFlag
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable


class Right(IntFlag):
    """What may be done beneath a folder (LANDLOCK_ACCESS_FS_*)."""

    EXECUTE = 1 << 0
    WRITE_FILE = 1 << 1
    READ_FILE = 1 << 2
    READ_DIR = 1 << 3
    REMOVE_FILE = 1 << 5
    MAKE_REG = 1 << 8


READ: Final = Right.READ_FILE | Right.READ_DIR
RUN: Final = READ | Right.EXECUTE
CREATE: Final = READ | Right.WRITE_FILE | Right.MAKE_REG
REPLACE: Final = CREATE | Right.REMOVE_FILE

# The system calls have the same numbers on every architecture (all but Alpha).
_CREATE_RULESET: Final = 444
_ADD_RULE: Final = 445
_RESTRICT_SELF: Final = 446

_VERSION: Final = 1
_PATH_BENEATH: Final = 1
_LOG_SAME_EXEC_OFF: Final = 1 << 0
_LOG_SUBDOMAINS_OFF: Final = 1 << 2

_ABI_NETWORK: Final = 4
_ABI_SCOPES: Final = 6
_ABI_LOG: Final = 7

# Rights on the file system by the ABI that brought them: 13 from the start, then REFER, TRUNCATE,
# and IOCTL_DEV. All that are known are taken away; the rules give some back.
_FIRST_RIGHTS: Final = (1 << 13) - 1
_LATER_RIGHTS: Final = {2: 1 << 13, 3: 1 << 14, 5: 1 << 15}

_BIND_AND_CONNECT: Final = 0b11
_ABSTRACT_SOCKETS_AND_SIGNALS: Final = 0b11

# What makes sense for a file; the rest is for folders, and refused by the kernel on a file.
_FOR_FILES: Final = Right.EXECUTE | Right.WRITE_FILE | Right.READ_FILE

_libc: Final = ctypes.CDLL(None, use_errno=True)


def abi() -> int:
    """The version of Landlock that the running kernel has; 0 for none."""
    version: int = _libc.syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), _VERSION)
    return max(version, 0)


def restrict(rules: Iterable[tuple[str, Right]]) -> int:
    """Give up every file but those beneath these paths, and every TCP connection.

    `prctl(PR_SET_NO_NEW_PRIVS)` has to come first. There is no way back.

    Args:
        rules: Paths, each with what may be done beneath it. One that is not there is passed over.

    Returns:
        The ABI that was enforced; 0 when the kernel has no Landlock and nothing changed.

    Raises:
        OSError: The kernel has Landlock, and refused.
    """
    version = abi()
    if version == 0:
        return 0
    handled = _FIRST_RIGHTS
    for since, right in _LATER_RIGHTS.items():
        handled |= right if version >= since else 0
    attributes = struct.pack("=Q", handled)
    if version >= _ABI_NETWORK:
        attributes += struct.pack("=Q", _BIND_AND_CONNECT)
    if version >= _ABI_SCOPES:
        attributes += struct.pack("=Q", _ABSTRACT_SOCKETS_AND_SIGNALS)
    ruleset = _call(_CREATE_RULESET, attributes, ctypes.c_size_t(len(attributes)), 0)
    try:
        for path, rights in rules:
            with contextlib.suppress(FileNotFoundError, NotADirectoryError, PermissionError):
                _allow(ruleset, path, rights)
        # A refusal must not end up in the system's audit log, where it would name a person's files.
        quiet = _LOG_SAME_EXEC_OFF | _LOG_SUBDOMAINS_OFF if version >= _ABI_LOG else 0
        _call(_RESTRICT_SELF, ruleset, quiet)
    finally:
        os.close(ruleset)
    return version


def _allow(ruleset: int, path: str, rights: Right) -> None:
    fd = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        if not os.path.isdir(path):  # noqa: PTH112 - pathlib would double the worker's start-up
            rights &= _FOR_FILES
        # struct landlock_path_beneath_attr is packed: eight bytes and four.
        _call(_ADD_RULE, ruleset, _PATH_BENEATH, struct.pack("=Qi", rights, fd), 0)
    finally:
        os.close(fd)


def _call(number: int, *arguments: object) -> int:
    result: int = _libc.syscall(number, *arguments)
    if result < 0:
        error = ctypes.get_errno()
        raise OSError(error, os.strerror(error))
    return result
