"""A copy that says nothing: read, write elsewhere, verify, rename."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Final, Protocol

from toolkit.errors import WorkerError
from toolkit.metadata.findings import read
from toolkit.metadata.formats import identify
from toolkit.metadata.model import Cleaned, Report
from toolkit.metadata.opening import opened
from toolkit.metadata.output import Draft
from toolkit.metadata.source import Source
from toolkit.metadata.verify import verify

if TYPE_CHECKING:
    from toolkit.metadata.opening import Given
    from toolkit.metadata.output import Target


__all__ = ["Cleaned", "Opinion", "clean", "clean_file"]


# A copy up to this size is read back at once, a larger one as it is compared.
_HELD_BYTES: Final = 256 * 1024


class Opinion(Protocol):
    """A second reader, who may refute a copy but never proves it."""

    name: str
    """Who reads, with the version: ``"exiftool 13.58"``."""

    def refute(self, copy: int) -> None:
        """Read the copy, which has no name yet.

        Args:
            copy: It, open for reading.

        Raises:
            NotCleanError: Something is still there.
            WorkerError: The reader died or took too long: it has no opinion.
        """


def clean(given: Given) -> bytes:
    """The clean copy of a file, as bytes. The original is not touched.

    Args:
        given: A path, the bytes of a file, or a file open for reading in binary mode.

    Raises:
        InputError: It cannot be read, is of no known format, damaged, or over a limit.
        NotCleanError: The copy did not pass our own check; a fault of ours, never silent.
    """
    with opened(given) as source:
        walk = identify(source).walk(source)
        copy = source.joined(walk.pieces)
        verify(source, walk, Source(copy))
    return copy


def clean_file(
    given: Given, target: Target, opinion: Opinion | None = None, *, thorough: bool = True
) -> Cleaned:
    """Write the clean copy of a file. It appears whole and verified, or not at all.

    Args:
        given: A path, the bytes of a file, or a file open for reading in binary mode.
        target: Where the copy goes. To clean in place, the path of the original, with `replace`.
        opinion: A second reader, asked before the copy appears.
        thorough: Decode compressed data where only that shows that nothing hides behind them.
            Without, their last bytes are looked at: much faster, and mistaken once in some
            hundred files that somebody hid noise in.

    Raises:
        InputError: The original cannot be read, is of no known format, damaged, or over a limit.
        OutputError: The copy cannot be put where it should go.
        NotCleanError: The copy did not pass a check, so nothing was written.
    """
    with opened(given, thorough=thorough) as source:
        walk = identify(source).walk(source)
        with Draft(target.folder) as draft:
            draft.write(walk.pieces, source)
            copy = Source.from_descriptor(draft.fd, whole=_HELD_BYTES)
            verify(source, walk, copy)
            checked_by: tuple[str, ...] = ("parasol",)
            if opinion is not None:
                # A second reader that broke has refuted nothing; the copy was checked once.
                with contextlib.suppress(WorkerError):
                    opinion.refute(draft.fd)
                    checked_by = (*checked_by, opinion.name)
            # Whatever can still fail has to fail before the copy appears.
            report = Report(walk, source.size, read(walk, source))
            path = draft.place(target, walk.suffix)
    return Cleaned(report, copy.size, path, checked_by)
