"""Deriving a key takes a second or more: it runs in a thread, and says how far it probably is."""

from __future__ import annotations

import os
import time
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from toolkit.vault.keys import FACTOR

if TYPE_CHECKING:
    from collections.abc import Callable

_Made = TypeVar("_Made")
_PROBE_FACTOR: Final = 12
_NEVER_QUITE: Final = 0.99


class Work(Generic[_Made]):
    """Something that derives one key, on its way in a thread of its own.

    Args:
        task: What to do, such as opening a vault.

    Attributes:
        future: What it makes, or why it could not.
        expected: Seconds that it should take on this computer, as it is now.
    """

    def __init__(self, task: Callable[[], _Made]) -> None:
        self.expected = expected_seconds()
        self._started = time.monotonic()
        self._pool = ThreadPoolExecutor(1)
        self.future: Future[_Made] = self._pool.submit(task)
        self._pool.shutdown(wait=False)

    def fraction(self) -> float:
        """How much is done: an estimate, 1.0 only when it is."""
        if self.future.done():
            return 1.0
        return min((time.monotonic() - self._started) / self.expected, _NEVER_QUITE)


def expected_seconds() -> float:
    """How long a key takes here, told from a sixty-fourth of the work."""
    probe = Scrypt(salt=os.urandom(16), length=32, n=1 << _PROBE_FACTOR, r=8, p=1)
    started = time.perf_counter()
    probe.derive(b"")
    return (time.perf_counter() - started) * (1 << (FACTOR - _PROBE_FACTOR))
