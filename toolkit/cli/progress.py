"""How far a batch is, on one line that is written over; nothing where there is no terminal."""

from __future__ import annotations

import time
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from toolkit.cli.terminal import cut, errors
from toolkit.i18n import _
from toolkit.neutral import neutral

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

CLEAR_LINE: Final = "\r\x1b[2K"
_SECONDS_BETWEEN: Final = 0.1


class Progress:
    """A line such as "12 of 40 · IMG_0412.JPG", gone when the work is done.

    Args:
        total: How many files there are; 0 when that is not known.
        quiet: Show nothing.
    """

    def __init__(self, total: int, *, quiet: bool) -> None:
        self._page = errors()
        self._shown = self._page.live and not quiet and total != 1
        self._total = total
        self._done = 0
        self._last = 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.clear()

    def clear(self) -> None:
        """Take the line away, so that something else can be written."""
        if self._shown and self._last:
            self._page.out.write(CLEAR_LINE)
            self._page.out.flush()

    def step(self, path: str) -> None:
        """One more file is done."""
        self._done += 1
        now = time.monotonic()
        if not self._shown or now - self._last < _SECONDS_BETWEEN:
            return
        self._last = now
        name = neutral(PurePath(path).name)
        if self._total:
            text = _("{done} of {total} · {name}").format(
                done=self._done, total=self._total, name=name
            )
        else:
            text = _("{done} · {name}").format(done=self._done, name=name)
        self._page.out.write(CLEAR_LINE + cut(text, self._page.width - 1))
        self._page.out.flush()
