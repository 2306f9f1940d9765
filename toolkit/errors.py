"""Every way Parasol can fail, in one tree.

    ParasolError
    ├── InputError              what was given cannot be used
    │   ├── NotReadableError    missing, forbidden, a folder, a pipe or a device, empty
    │   ├── UnknownFormatError  no format we know, or one that cannot be cleaned (raw camera files)
    │   ├── DamagedError        the bytes contradict themselves: truncated, lying lengths, loops
    │   ├── UnsupportedError    the standard allows it, we cannot prove a clean copy of it
    │   └── LimitError          larger or deeper than a named constant of `limits.py` allows
    ├── OutputError             the copy cannot be put where it should go: exists, full, read-only
    ├── NotCleanError           our own check, or the second opinion, refuted the copy
    ├── WorkerError             the locked room died or took too long
    ├── ContentError            a file of the program's own content is not as it should be
    ├── VaultError              a vault, or a file of the age format, cannot be opened or kept
    ├── RefusedError            the messaging lab refuses, as a messenger has to
    └── CancelledError          the person asked to stop

An error carries a code and facts. The words a person reads live in `messages.py`, one sentence for
each code, and a test holds the two together; those of `RefusedError` in `messaging/refusals.py`.
"""

from __future__ import annotations

from typing import TypeAlias

Fact: TypeAlias = str | int


class ParasolError(Exception):
    """A failure that a person can meet, told in one sentence.

    Args:
        code: Which sentence of `messages.py` tells it, such as ``"truncated"``.
        facts: What the sentence needs to know: names, offsets in bytes, limits.
    """

    def __init__(self, code: str, **facts: Fact) -> None:
        super().__init__(code, facts)
        self.code = code
        self.facts = facts

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), self.code, self.facts)


def _rebuild(kind: type[ParasolError], code: str, facts: dict[str, Fact]) -> ParasolError:
    """Make the same error again on the other side of a process boundary."""
    return kind(code, **facts)


class InputError(ParasolError):
    """What was given cannot be used."""


class NotReadableError(InputError):
    """The path leads to nothing that can be read as a file."""


class UnknownFormatError(InputError):
    """The bytes are of no format that can be cleaned."""


class DamagedError(InputError):
    """The bytes contradict themselves; `offset` (bytes) says where."""


class UnsupportedError(InputError):
    """A part that the standard allows, of which no clean copy can be proven."""


class LimitError(InputError):
    """Larger or deeper than a named limit allows."""


class OutputError(ParasolError):
    """The copy cannot be put where it should go."""


class NotCleanError(ParasolError):
    """A check of our own copy failed, so nothing was written."""


class WorkerError(ParasolError):
    """The process that opened the file died or took too long."""


class CancelledError(ParasolError):
    """The person asked to stop."""


class ContentError(ParasolError):
    """A file of content, or of answers, is not as it should be."""


class VaultError(ParasolError):
    """A vault, or a file of the age format, cannot be opened or kept; what was there still is."""


class RefusedError(ParasolError):
    """The messaging lab refuses something, and nothing changed: no fault, but the lesson."""
