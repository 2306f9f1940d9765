"""A filter on system calls: no socket, no other process, no existing file opened for writing.

Landlock says which files; this says which calls, and also stands where Landlock is not. It takes
away what opening a picture never needs and an attacker inside would. The filter is a small program
for the kernel (classic BPF), put together here by hand.

Source: the kernel's documentation, userspace-api/seccomp_filter.rst; seccomp(2); the numbers from
arch/x86/entry/syscalls/syscall_64.tbl and include/uapi/asm-generic/unistd.h.
"""

from __future__ import annotations

import ctypes
import errno
import os
import struct
from typing import Final

# Calls that are refused with "not permitted". Each is followed by its number on x86-64 and on the
# architectures with the generic table (ARM64, RISC-V 64, LoongArch); -1 where it does not exist.
_REFUSED: Final = {
    # Network, Unix sockets included; io_uring could open a socket past this filter.
    "socket": (41, 198),
    "socketpair": (53, 199),
    "io_uring_setup": (425, 425),
    # Other processes: their memory, their descriptors.
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "pidfd_getfd": (438, 438),
    "kcmp": (312, 272),
    # Name spaces and mounts.
    "unshare": (272, 97),
    "setns": (308, 268),
    "chroot": (161, 51),
    "pivot_root": (155, 41),
    "mount": (165, 40),
    "umount2": (166, 39),
    "open_tree": (428, 428),
    "move_mount": (429, 429),
    "fsopen": (430, 430),
    "fsmount": (432, 432),
    "mount_setattr": (442, 442),
    "open_by_handle_at": (304, 265),
    # The kernel's own rooms, where most of its holes have been.
    "bpf": (321, 280),
    "perf_event_open": (298, 241),
    "userfaultfd": (323, 282),
    "add_key": (248, 217),
    "request_key": (249, 218),
    "keyctl": (250, 219),
    "personality": (135, 92),
    "modify_ldt": (154, -1),
    "syslog": (103, 116),
    "init_module": (175, 105),
    "finit_module": (313, 273),
    "delete_module": (176, 106),
    "kexec_load": (246, 104),
    "kexec_file_load": (320, 294),
    "reboot": (169, 142),
    # Other people's files: mode, owner, attributes, length, names that are not plain files.
    "chmod": (90, -1),
    "fchmodat": (268, 53),
    "fchmodat2": (452, 452),
    "chown": (92, -1),
    "lchown": (94, -1),
    "fchownat": (260, 54),
    "setxattr": (188, 5),
    "lsetxattr": (189, 6),
    "removexattr": (197, 14),
    "lremovexattr": (198, 15),
    "truncate": (76, 45),
    "creat": (85, -1),
    "utime": (132, -1),
    "utimes": (235, -1),
    "futimesat": (261, -1),
    "mkdir": (83, -1),
    "mkdirat": (258, 34),
    "mknod": (133, -1),
    "mknodat": (259, 33),
    "symlink": (88, -1),
    "symlinkat": (266, 36),
}

# Refused unless another program is to be run in here.
_PROCESSES: Final = {
    "clone": (56, 220),
    "fork": (57, -1),
    "vfork": (58, -1),
    "execve": (59, 221),
    "execveat": (322, 281),
    "kill": (62, 129),
    "tkill": (200, 130),
    "rt_sigqueueinfo": (129, 138),
    "pidfd_send_signal": (424, 424),
}

# Refused unless a file may be replaced, or a draft has to have a name.
_REPLACING: Final = {
    "rename": (82, -1),
    "renameat": (264, 38),
    "renameat2": (316, 276),
    "unlink": (87, -1),
    "unlinkat": (263, 35),
    "rmdir": (84, -1),
}

# Said not to exist, so that the C library takes the older call that can be looked into.
_ABSENT: Final = {"clone3": (435, 435), "openat2": (437, 437)}

_CLONE: Final = _PROCESSES["clone"]
_OPEN: Final = (2, -1)
_OPENAT: Final = (257, 56)
_UTIMENSAT: Final = (280, 88)

ARCHITECTURES: Final = {
    "x86_64": (0xC000003E, 0),
    "aarch64": (0xC00000B7, 1),
    "riscv64": (0xC00000F3, 1),
    "loongarch64": (0xC0000102, 1),
}
"""Where the numbers are known: AUDIT_ARCH_* of linux/audit.h, and which column of the tables."""

_SET_SECCOMP: Final = 22
_MODE_FILTER: Final = 2
_ALLOW: Final = 0x7FFF0000
_KILL: Final = 0x80000000
_ERRNO: Final = 0x00050000

# Instructions of classic BPF (linux/bpf_common.h).
_LOAD: Final = 0x20
_AND: Final = 0x54
_JUMP_IF_EQUAL: Final = 0x15
_JUMP_IF_AT_LEAST: Final = 0x35
_RETURN: Final = 0x06

# struct seccomp_data: number, architecture, instruction pointer, six arguments of eight bytes.
_NUMBER: Final = 0
_ARCHITECTURE: Final = 4
_ARGUMENTS: Final = 16

# On x86-64, numbers from here on are those of the x32 interface, which nothing of ours uses.
_X32: Final = 0x40000000

# Flags of clone(2): what makes a thread of this process, and all that would make name spaces.
_THREAD: Final = 0x00010000
_SPACES: Final = 0x7E020000

_UNNAMED: Final = os.O_TMPFILE & ~os.O_DIRECTORY
_NEW: Final = os.O_CREAT | os.O_EXCL


def restrict(*, replaces: bool, runs_programs: bool, threads: bool = False) -> bool:
    """Filter the system calls of this process and of all it starts. There is no way back.

    A file can only be opened for writing when it is created by that very call, so that no file that
    exists can be written to. `prctl(PR_SET_NO_NEW_PRIVS)` has to come first.

    Args:
        replaces: Whether files may be renamed and removed.
        runs_programs: Whether programs may be started.
        threads: Whether threads of this process may be started, when programs may not.

    Returns:
        Whether the filter stands: false on architectures whose numbers we do not know, and where
        the kernel has no filters.
    """
    known = ARCHITECTURES.get(os.uname().machine)
    if known is None or struct.calcsize("P") != 8:
        return False
    architecture, column = known
    refused = dict(_REFUSED)
    if not replaces:
        refused |= _REPLACING
    if not runs_programs:
        refused |= _PROCESSES
    only_threads = threads and not runs_programs
    if only_threads:
        del refused["clone"]
    program = _program(architecture, column, refused, only_threads=only_threads)
    code = b"".join(program)
    # struct sock_fprog: the count of instructions, and where they are.
    held = ctypes.create_string_buffer(code, len(code))
    head = struct.pack("@HP", len(program), ctypes.addressof(held))
    libc = ctypes.CDLL(None, use_errno=True)
    zero = ctypes.c_ulong(0)
    return bool(
        libc.prctl(_SET_SECCOMP, ctypes.c_ulong(_MODE_FILTER), ctypes.c_char_p(head), zero, zero)
        == 0
    )


def _program(
    architecture: int, column: int, refused: dict[str, tuple[int, int]], *, only_threads: bool
) -> list[bytes]:
    """The filter, one instruction an entry."""
    program = [
        _step(_LOAD, _ARCHITECTURE),
        _step(_JUMP_IF_EQUAL, architecture, 1, 0),
        _step(_RETURN, _KILL),
        _step(_LOAD, _NUMBER),
        _step(_JUMP_IF_AT_LEAST, _X32, 0, 1),
        _step(_RETURN, _ERRNO | errno.ENOSYS),
    ]
    for numbers in refused.values():
        program += _answer(numbers[column], _ERRNO | errno.EPERM)
    for numbers in _ABSENT.values():
        program += _answer(numbers[column], _ERRNO | errno.ENOSYS)
    if only_threads:
        program += _only_threads(_CLONE[column])
    program += _only_new_files(_OPEN[column], flags=1)
    program += _only_new_files(_OPENAT[column], flags=2)
    program += _only_by_descriptor(_UTIMENSAT[column])
    return [*program, _step(_RETURN, _ALLOW)]


def _answer(number: int, answer: int) -> list[bytes]:
    if number < 0:
        return []
    return [_step(_JUMP_IF_EQUAL, number, 0, 1), _step(_RETURN, answer)]


def _only_threads(number: int) -> list[bytes]:
    """Let clone(2), whose first argument holds its flags, make threads of this process alone."""
    checks = [
        _step(_LOAD, _ARGUMENTS),
        _step(_AND, _THREAD | _SPACES),
        _step(_JUMP_IF_EQUAL, _THREAD, 1, 0),
        _step(_RETURN, _ERRNO | errno.EPERM),
        _step(_RETURN, _ALLOW),
    ]
    return [_step(_JUMP_IF_EQUAL, number, 0, len(checks)), *checks]


def _only_new_files(number: int, flags: int) -> list[bytes]:
    """Let a call open for writing only what it creates.

    Args:
        number: Of the call.
        flags: Which of its arguments holds the O_* flags, from 0.
    """
    if number < 0:
        return []
    load = _step(_LOAD, _ARGUMENTS + 8 * flags)
    touching = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
    checks = [
        load,
        _step(_AND, touching),
        _step(_JUMP_IF_EQUAL, 0, 7, 0),
        load,
        _step(_AND, _UNNAMED),
        _step(_JUMP_IF_EQUAL, _UNNAMED, 4, 0),
        load,
        _step(_AND, _NEW),
        _step(_JUMP_IF_EQUAL, _NEW, 1, 0),
        _step(_RETURN, _ERRNO | errno.EACCES),
        _step(_RETURN, _ALLOW),
    ]
    return [_step(_JUMP_IF_EQUAL, number, 0, len(checks)), *checks]


def _only_by_descriptor(number: int) -> list[bytes]:
    """Let a call set times only of an open file: its second argument, the path, is then null."""
    low = _ARGUMENTS + 8
    checks = [
        _step(_LOAD, low),
        _step(_JUMP_IF_EQUAL, 0, 0, 3),
        _step(_LOAD, low + 4),
        _step(_JUMP_IF_EQUAL, 0, 0, 1),
        _step(_RETURN, _ALLOW),
        _step(_RETURN, _ERRNO | errno.EPERM),
    ]
    return [_step(_JUMP_IF_EQUAL, number, 0, len(checks)), *checks]


def _step(code: int, operand: int, if_true: int = 0, if_false: int = 0) -> bytes:
    """One instruction: struct sock_filter."""
    return struct.pack("=HBBI", code, if_true, if_false, operand)
