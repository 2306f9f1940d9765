"""Text for a person at a terminal: plain where it must be, calm where it may be.

Colour is never the only sign. There is none without a terminal, with `NO_COLOR` set to anything
(no-color.org), or with `TERM=dumb`.
"""

from __future__ import annotations

import os
import sys
import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import TextIO

NARROWEST: Final = 40
WIDEST: Final = 100
_ELSEWHERE: Final = 80
_NARROWEST_TEXT: Final = 20

_BOLD: Final = "\x1b[1m"
_DIM: Final = "\x1b[2m"
_WARN: Final = "\x1b[33m"
_GOOD: Final = "\x1b[32m"
_PLAIN: Final = "\x1b[0m"


@dataclass(frozen=True, slots=True)
class Page:
    """A place to write to.

    Attributes:
        out: The stream.
        styled: Whether bold, dim and colour may be used.
        live: Whether a line may be written over, for progress.
        width: Columns to use.
    """

    out: TextIO
    styled: bool
    live: bool
    width: int

    def line(self, text: str = "") -> None:
        """Write one line. Characters that the terminal cannot show are shown by their number."""
        encoding = self.out.encoding or "ascii"
        print(text.encode(encoding, "backslashreplace").decode(encoding), file=self.out)

    def bold(self, text: str) -> str:
        """What the eye should meet first."""
        return f"{_BOLD}{text}{_PLAIN}" if self.styled else text

    def dim(self, text: str) -> str:
        """What can be read later."""
        return f"{_DIM}{text}{_PLAIN}" if self.styled else text

    def warn(self, text: str) -> str:
        """What gives something away. The words say so too."""
        return f"{_WARN}{text}{_PLAIN}" if self.styled else text

    def good(self, text: str) -> str:
        """What went well. The words say so too."""
        return f"{_GOOD}{text}{_PLAIN}" if self.styled else text

    def columns(self, rows: Iterable[tuple[str, str]], indent: int = 2, gap: int = 2) -> None:
        """Write rows of a name and a text, the texts aligned and wrapped beside their names.

        Where names leave too little room, the texts stand below them.
        """
        listed = list(rows)
        widest = max((width(name) for name, _ in listed), default=0)
        hang = indent + widest + gap
        if self.width - hang < _NARROWEST_TEXT:
            for name, text in listed:
                if name:
                    self.line(" " * indent + self.bold(name))
                self.paragraph(text, indent + gap)
            return
        for name, text in listed:
            lines = wrapped(text, self.width - hang) or [""]
            head = " " * indent + self.bold(name) + " " * (widest - width(name) + gap)
            self.line((head + lines[0]).rstrip())
            for line in lines[1:]:
                self.line(" " * hang + line)

    def paragraph(self, text: str, indent: int = 0, look: Callable[[str], str] = str) -> None:
        """Write a text, wrapped, each line as `look` makes it look."""
        for line in wrapped(text, self.width - indent):
            self.line(" " * indent + look(line))


def page(out: TextIO) -> Page:
    """The page for a stream, by what it is connected to."""
    is_terminal = out.isatty()
    capable = is_terminal and os.environ.get("TERM", "dumb") != "dumb"
    columns = _columns(out) if is_terminal else _ELSEWHERE
    return Page(
        out,
        styled=capable and not os.environ.get("NO_COLOR"),
        live=capable,
        width=min(max(columns, NARROWEST), WIDEST),
    )


def _columns(out: TextIO) -> int:
    try:
        return os.get_terminal_size(out.fileno()).columns or _ELSEWHERE
    except OSError:
        return _ELSEWHERE


def output() -> Page:
    """Where answers go."""
    return page(sys.stdout)


def errors() -> Page:
    """Where problems and progress go."""
    return page(sys.stderr)


def width(text: str) -> int:
    """Columns that a text takes."""
    if text.isascii():
        return len(text)
    from wcwidth import wcswidth  # noqa: PLC0415 - loaded with its tables only when needed

    columns = wcswidth(text)
    return columns if columns >= 0 else len(text)


def cut(text: str, columns: int) -> str:
    """The beginning of a text, in at most so many columns."""
    return text if width(text) <= columns else text[: _fitting(text, columns - 1)] + "…"


def wrapped(text: str, columns: int) -> list[str]:
    """A text in lines of at most so many columns; a longer word is cut."""
    if width(text) == len(text):
        return textwrap.wrap(text, columns)
    lines: list[str] = []
    line = ""
    for word in text.split():
        rest = word
        if line and width(line) + 1 + width(rest) <= columns:
            line = f"{line} {rest}"
            continue
        if line:
            lines.append(line)
        while width(rest) > columns:
            cut = _fitting(rest, columns)
            lines.append(rest[:cut])
            rest = rest[cut:]
        line = rest
    return [*lines, line] if line else lines


def _fitting(text: str, columns: int) -> int:
    """How many characters fit into so many columns, one at least."""
    from wcwidth import wcwidth  # noqa: PLC0415 - as above

    used = 0
    for index, letter in enumerate(text):
        used += max(wcwidth(letter), 0)
        if used > columns:
            return max(index, 1)
    return len(text)
