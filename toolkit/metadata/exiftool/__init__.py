"""The second opinion: ExifTool, another reader by other people, asked about the same bytes.

It can refute that a copy is clean and can never prove it. It can add to what we found in an
original. Without it everything works, and the report says that the copy was checked once.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
from dataclasses import replace
from typing import TYPE_CHECKING, Final, Self

from toolkit.errors import NotCleanError, WorkerError
from toolkit.metadata.exiftool.structure import surplus
from toolkit.metadata.exiftool.tags import Tag, tags
from toolkit.metadata.exiftool.told import not_told
from toolkit.neutral import neutral

if TYPE_CHECKING:
    from types import TracebackType

    from toolkit.metadata.exiftool.process import Process
    from toolkit.metadata.model import Report

OLDEST: Final = (12, 24)
"""The oldest version that is asked anything. What is known of the versions, by 22 Nov 2026:

- Before 12.24 a picture could run code (CVE-2021-22204): refused.
- Before 12.38 a file name that ends in ``|`` could run code (CVE-2022-23935): it is never given a
  name of a person's choosing, only ``/proc/self/fd`` and a number.
- 12.82 to 13.53 put text of a GM car's film into code to print it (13.54 "Security update", no
  CVE): values are asked for unprinted (``-n``), which leaves that code alone.
- 13.50 and 13.53 mended holes on macOS (CVE-2026-3102, when writing) and on Windows only.

Sources: ExifTool's history of versions; the changes of `GM.pm` in 13.54.
"""

NEWEST_FIX: Final = (13, 54)
"""The version that brought the newest mend listed at `OLDEST`."""

NAME: Final = "exiftool"


class SecondOpinion:
    """One ExifTool, running from the first question to `close`.

    Args:
        executable: The program's absolute path.

    Attributes:
        name: Who reads, with the version: ``"exiftool 13.58"``.

    Raises:
        WorkerError: It cannot be started, or is too old.
    """

    def __init__(self, executable: str) -> None:
        # pyexiftool takes longer to import than all the rest of a worker.
        from toolkit.metadata.exiftool.process import Process  # noqa: PLC0415

        self._process: Process = Process(executable)
        version = self._process.version()
        if _numbers(version) < OLDEST:
            self.close()
            raise WorkerError("second-opinion-too-old", version=version)
        self.name = f"{NAME} {version}"

    @classmethod
    def find(cls) -> Self | None:
        """The ExifTool of this system; `None` where there is none that can be used."""
        executable = _executable()
        if executable is None:
            return None
        try:
            return cls(executable)
        except (ImportError, OSError, WorkerError):
            return None

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
        """End the program."""
        self._process.close()

    def refute(self, copy: int) -> None:
        """Read a clean copy.

        Args:
            copy: It, open for reading.

        Raises:
            NotCleanError: It holds a tag that is not part of a picture's structure.
            WorkerError: The reader died or took too long.
        """
        for tag in surplus(self._read(copy)):
            raise NotCleanError("refuted", tag=neutral(f"{tag.group}:{tag.name}"))

    def add(self, original: int, report: Report) -> Report:
        """Read an original.

        Args:
            original: It, open for reading.
            report: What we found in it.

        Returns:
            The report, with what only the second reader found, and with its name.

        Raises:
            WorkerError: The reader died or took too long.
        """
        findings = not_told(surplus(self._read(original)), report)
        return replace(report, findings=findings, checked_by=(*report.checked_by, self.name))

    def _read(self, fd: int) -> list[Tag]:
        return tags(self._process.read(fd))


def installed_version() -> str | None:
    """The version of this system's ExifTool, asked with no file; `None` where there is none."""
    opinion = _executable()
    if opinion is None:
        return None
    try:
        return subprocess.run(
            [opinion, "-config", "", "-ver"],
            capture_output=True,
            text=True,
            check=True,
            timeout=_ANSWER_SECONDS,
        ).stdout.strip()
    except (OSError, subprocess.SubprocessError):
        return None


_own: Final = threading.local()


def of_this_thread() -> SecondOpinion | None:
    """The ExifTool of this thread, started once; `None` where there is none that can be used."""
    if not hasattr(_own, "opinion"):
        _own.opinion = SecondOpinion.find()
    found: SecondOpinion | None = _own.opinion
    return found


def programs() -> tuple[str, ...]:
    """What a locked room has to run and read so that ExifTool works in it; nothing without one."""
    executable = _executable()
    if executable is None:
        return ()
    perl = os.path.realpath(shutil.which("perl") or "/usr/bin/perl")
    homes = (os.path.dirname(os.path.realpath(executable)), os.path.dirname(os.path.dirname(perl)))
    return ("/usr", "/bin", "/lib", "/lib64", "/etc/perl", "/etc/ld.so.cache", *homes)


_ANSWER_SECONDS: Final = 10


def _executable() -> str | None:
    found = shutil.which(NAME)
    # A relative path would be a file beside the pictures.
    return found if found is not None and os.path.isabs(found) else None


def _numbers(version: str) -> tuple[int, ...]:
    parts = version.split(".")
    return tuple(int(part) for part in parts) if all(p.isdecimal() for p in parts) else ()
