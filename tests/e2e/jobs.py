"""What the tests have done in the locked room: work, accidents and attacks."""

from __future__ import annotations

import ctypes
import os
import socket
import stat
import threading
import time
from pathlib import Path
from typing import Any

from toolkit.errors import DamagedError

CALLS = {"socket": (41, 198), "unshare": (272, 97), "ptrace": (101, 117), "clone3": (435, 435)}


def add(first: int, second: int) -> int:
    return first + second


def fail_as_promised() -> None:
    raise DamagedError("truncated", offset=17)


def fail_unexpectedly() -> None:
    raise KeyError("a secret out of the file")


def think_aside(number: int) -> int:
    """Work something out in a thread."""
    answers: list[int] = []
    thread = threading.Thread(target=lambda: answers.append(2 * number + 2))
    thread.start()
    thread.join()
    return answers[0]


def die() -> None:
    os._exit(3)


def crash() -> None:
    ctypes.string_at(0)


def sleep(seconds: float) -> None:
    time.sleep(seconds)


def spin() -> None:
    while True:
        pass


def burn(seconds: float) -> None:
    began = time.process_time()
    while time.process_time() - began < seconds:
        pass


def take_memory(count: int) -> int:
    return len(bytearray(count))


def answer_at_length(count: int) -> str:
    return "x" * count


def process(seconds: float = 0) -> int:
    time.sleep(seconds)
    return os.getpid()


def pipes() -> int:
    """How many descriptors are open that lead to somebody."""
    return sum(_is_pipe(fd) for fd in range(64))


def _is_pipe(fd: int) -> bool:
    try:
        return stat.S_ISFIFO(os.fstat(fd).st_mode)
    except OSError:
        return False


def place() -> int:
    """Where the C library stands in memory."""
    return ctypes.cast(ctypes.CDLL(None).getpid, ctypes.c_void_p).value or 0


def write_to_descriptors(content: bytes) -> None:
    """As code would that has taken over the process: it speaks to the parent itself."""
    for fd in range(64):
        try:
            os.write(fd, content)
        except OSError:
            continue
    time.sleep(60)


def read(path: str) -> bytes:
    return Path(path).read_bytes()


def attempts(outside: str, inside: str, existing: str) -> dict[str, str]:
    """What an attacker would try, each with how it ended.

    Args:
        outside: A file in a folder that is not permitted.
        inside: The output folder.
        existing: A file that stands in the output folder.
    """
    tries: dict[str, Any] = {
        "read outside": lambda: Path(outside).read_bytes(),
        "list outside": lambda: list(Path(outside).parent.iterdir()),
        "write outside": lambda: Path(outside).write_bytes(b"x"),
        "create outside": lambda: Path(outside + ".new").write_bytes(b"x"),
        "read the system": lambda: Path("/etc/passwd").read_bytes(),
        "list processes": lambda: list(Path("/proc").iterdir()),
        "overwrite": lambda: Path(existing).write_bytes(b"x"),
        "append": lambda: os.open(existing, os.O_WRONLY | os.O_APPEND),
        "truncate": lambda: os.open(existing, os.O_RDONLY | os.O_TRUNC),
        "truncate by name": lambda: os.truncate(existing, 0),
        "remove": lambda: Path(existing).unlink(),
        "rename": lambda: Path(existing).rename(existing + ".new"),
        "rename over": lambda: _made(inside).replace(existing),
        "change mode": lambda: Path(existing).chmod(0o777),
        "change time": lambda: os.utime(existing, (1, 1)),
        "change attribute": lambda: os.setxattr(existing, "user.x", b"x"),
        "make folder": lambda: Path(inside, "folder").mkdir(),
        "make symlink": lambda: Path(inside, "link").symlink_to("/etc/passwd"),
        "make pipe": lambda: os.mkfifo(Path(inside, "pipe")),
        "tcp": lambda: socket.socket(socket.AF_INET, socket.SOCK_STREAM),
        "udp": lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM),
        "unix": lambda: socket.socket(socket.AF_UNIX),
        "raw tcp": lambda: _call("socket", 2, 1, 0),
        "fork": os.fork,
        "run": lambda: os.execv("/bin/true", ["true"]),  # noqa: S606 - it has to fail
        "signal": lambda: os.kill(os.getppid(), 0),
        "name space": lambda: _call("unshare", 0x10000000),
        "look into": lambda: _call("ptrace", 16, os.getppid(), 0, 0),
    }
    return {name: _ending(attempt) for name, attempt in tries.items()}


def _made(folder: str) -> Path:
    path = Path(folder, "made")
    path.touch(exist_ok=False)
    return path


def _call(name: str, *arguments: int) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    number = CALLS[name][os.uname().machine != "x86_64"]
    if libc.syscall(number, *arguments) < 0:
        raise OSError(ctypes.get_errno(), name)


def _ending(attempt: Any) -> str:
    try:
        attempt()
    except OSError as error:
        return type(error).__name__
    return "done"
