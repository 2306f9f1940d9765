"""Random access to the bytes of one untrusted file.

A file of ordinary size is read whole, once; a larger one through a window, so that memory does not
grow with the file. Reading is by `pread`, never by a memory map: when a USB stick is pulled out, a
read fails with an error that can be told, a map kills the process.
"""

from __future__ import annotations

import os
from bisect import bisect_left
from typing import TYPE_CHECKING, Final, NamedTuple

from toolkit.errors import DamagedError, NotReadableError
from toolkit.metadata import limits

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator

    from toolkit.metadata.model import Piece

_WINDOW: Final = 256 * 1024

_FAR: Final = 16 * 1024
"""A search that went further than this is remembered: the verifier would make it again."""


class _Match(NamedTuple):
    """Where a search found something, and where the last byte it could look at ends."""

    start: int
    stop: int


class Source:
    """The bytes of one file, by offset.

    Attributes:
        size: Bytes in the file. Every offset up to it can be read.
        thorough: Whether a walk should decode compressed data where only that shows, beyond all
            doubt, that nothing hides behind them; otherwise it looks at their last bytes.
    """

    __slots__ = ("_content", "_fd", "_found", "_start", "size", "thorough")

    def __init__(self, content: bytes, *, thorough: bool = False) -> None:
        self.size = len(content)
        self.thorough = thorough
        self._content = content
        self._start = 0
        self._fd = -1
        self._found: dict[tuple[re.Pattern[bytes], int], _Match] = {}

    @classmethod
    def from_descriptor(
        cls, fd: int, *, thorough: bool = False, whole: int | None = None
    ) -> Source:
        """The bytes of an open regular file. The descriptor stays the caller's to close.

        Args:
            fd: The file.
            thorough: As the attribute.
            whole: Up to this size it is held in memory; `limits.READ_WHOLE_BYTES` by default. For
                what is looked at once, in order, a window is cheaper: it stays in the processor's
                own memory.

        Raises:
            NotReadableError: The system will not let it be read.
        """
        size = os.fstat(fd).st_size
        if size <= (limits.READ_WHOLE_BYTES if whole is None else whole):
            return cls(_pread(fd, 0, size), thorough=thorough)
        source = cls(b"", thorough=thorough)
        source.size = size
        source._fd = fd
        return source

    def read(self, start: int, stop: int) -> bytes:
        """The bytes from `start` to `stop`, exactly.

        Raises:
            DamagedError: The file ends before `stop`, or the range is not one.
        """
        first, last = self._reach(start, stop)
        return self._content[first:last]

    def view(self, start: int, stop: int) -> memoryview:
        """As `read`, without a copy where none is needed.

        Raises:
            DamagedError: The file ends before `stop`, or the range is not one.
        """
        first, last = self._reach(start, stop)
        return memoryview(self._content)[first:last]

    def holds(self, start: int, expected: bytes | memoryview) -> bool:
        """Whether the bytes from `start` on are the expected ones. False past the end."""
        if start + len(expected) > self.size:
            return False
        first, _ = self._reach(start, start + len(expected))
        # `==` between memory views compares element by element, 50 times slower than this.
        return self._content.startswith(expected, first)

    def joined(self, pieces: Iterable[Piece]) -> bytes:
        """A clean copy that is small enough to be held: its pieces, put together.

        Raises:
            DamagedError: A piece is not inside the file.
        """
        return b"".join(
            piece if isinstance(piece, bytes) else self.read(piece.start, piece.stop)
            for piece in pieces
        )

    def steps(self, start: int, stop: int) -> Iterator[memoryview]:
        """The bytes from `start` to `stop` in steps that fit in memory.

        Raises:
            DamagedError: The file ends before `stop`, or the range is not one.
        """
        for offset in range(start, stop, limits.STEP_BYTES):
            yield self.view(offset, min(offset + limits.STEP_BYTES, stop))

    def search(self, pattern: re.Pattern[bytes], start: int, stop: int, longest: int) -> int:
        """Offset of the first match of `pattern` in a range, or `stop` where there is none.

        Args:
            pattern: What to look for.
            start: Where to begin.
            stop: Where to end: a match lies wholly before it.
            longest: Bytes in the longest possible match, so that none is missed between two steps.
                The pattern looks at no byte before or after these.
        """
        known = self._found.get((pattern, start))
        if known is not None and known.start + longest <= stop:
            return known.start
        found = self._search(pattern, start, stop, longest)
        if found < stop and found - start > _FAR:
            self._found[pattern, start] = _Match(found, found + longest)
        return found

    def learn(self, other: Source, pieces: Iterable[Piece]) -> None:
        """Know what searches over another source found, where its bytes stand in this one.

        Args:
            other: The source that the pieces are cut from.
            pieces: What this source is made of, in order; its caller has compared every byte.
        """
        known = sorted(other._found.items(), key=_start_of)
        position = 0
        for piece in pieces:
            if isinstance(piece, bytes):
                position += len(piece)
                continue
            at = bisect_left(known, piece.start, key=_start_of)
            while at < len(known) and known[at][0][1] < piece.stop:
                (pattern, start), match = known[at]
                if match.stop <= piece.stop:
                    moved = position - piece.start
                    self._found[pattern, start + moved] = _Match(
                        match.start + moved, match.stop + moved
                    )
                at += 1
            position += piece.stop - piece.start

    def _search(self, pattern: re.Pattern[bytes], start: int, stop: int, longest: int) -> int:
        """As `search`, whatever is known."""
        if self._fd < 0:
            found = pattern.search(self._content, start, stop)
            return found.start() if found else stop
        offset = start
        while offset < stop:
            upper = min(offset + limits.STEP_BYTES, stop)
            found = pattern.search(self.view(offset, upper))
            if found:
                return offset + found.start()
            if upper == stop:
                break
            offset = upper - longest + 1
        return stop

    def _reach(self, start: int, stop: int) -> tuple[int, int]:
        """Where in the window a range stands, once the window has been moved over it."""
        if not 0 <= start <= stop <= self.size:
            raise DamagedError("truncated", offset=min(max(start, 0), self.size))
        if start < self._start or stop > self._start + len(self._content):
            upper = min(max(stop, start + _WINDOW), self.size)
            self._content = _pread(self._fd, start, upper)
            self._start = start
        return start - self._start, stop - self._start


def _start_of(known: tuple[tuple[re.Pattern[bytes], int], _Match]) -> int:
    """Where a search began."""
    return known[0][1]


def _pread(fd: int, start: int, stop: int) -> bytes:
    """Read exactly the bytes from `start` to `stop`."""
    try:
        content = os.pread(fd, stop - start, start)
        while len(content) < stop - start:
            more = os.pread(fd, stop - start - len(content), start + len(content))
            if not more:
                # It was longer a moment ago: somebody is writing to it, or the medium is failing.
                raise NotReadableError("changed-while-reading")
            content += more
    except OSError as error:
        raise NotReadableError("read-failed", reason=os.strerror(error.errno or 0)) from error
    return content
