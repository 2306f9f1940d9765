"""Text that is read once and stays in no scrollback: shown beside the terminal's own lines.

The alternate screen (xterm, private mode 1049) keeps nothing. Some multiplexers and recorders keep
everything all the same; nothing can be done about them from inside.
"""

from __future__ import annotations

import contextlib
import io
import os
import termios
from typing import TYPE_CHECKING, Final, cast

from toolkit.cli.terminal import page, width, wrapped
from toolkit.errors import VaultError
from toolkit.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import TextIO

TERMINAL: Final = "/dev/tty"
_ENTER: Final = "\x1b[?1049h\x1b[H\x1b[2J"
_LEAVE: Final = "\x1b[2J\x1b[?1049l"
_NEXT: Final = "\x1b[H\x1b[2J"
_LEAST_LINES: Final = 5
_LEAVING: Final = "q"


@contextlib.contextmanager
def terminal() -> Iterator[TextIO]:
    """The person's terminal, whatever the standard streams are connected to.

    Raises:
        VaultError: ``"phrase-no-terminal"``: there is none.
    """
    try:
        descriptor = os.open(TERMINAL, os.O_RDWR | os.O_NOCTTY | os.O_CLOEXEC)
    except OSError as error:
        raise VaultError("phrase-no-terminal") from error
    # A terminal cannot be sought in, so `open` cannot have it for both directions.
    raw = io.FileIO(descriptor, "r+")
    with io.TextIOWrapper(cast("io.BytesIO", raw), "utf-8", "replace", write_through=True) as tty:
        yield tty


def read_hidden(tty: TextIO, prompt: str) -> str:
    """A line that is not shown while it is typed; its end is not part of it.

    Args:
        tty: The terminal.
        prompt: What to ask with. It comes when nothing that is typed is shown any more.

    Raises:
        EOFError: The terminal has gone.
    """
    before = termios.tcgetattr(tty)
    hidden = list(before)
    hidden[3] &= ~termios.ECHO
    try:
        termios.tcsetattr(tty, termios.TCSAFLUSH, hidden)
        tty.write(prompt)
        line = tty.readline()
    finally:
        termios.tcsetattr(tty, termios.TCSADRAIN, before)
        tty.write("\n")
    if not line:
        raise EOFError
    return line.removesuffix("\n")


def ask_once(tty: TextIO, paragraphs: Iterable[str]) -> str:
    """Ask something on a page of its own, which is taken away with what was typed on it.

    Args:
        tty: The terminal.
        paragraphs: The question; lines in them stay lines.

    Returns:
        What was typed, up to an empty line.

    Raises:
        EOFError: The terminal has gone.
    """
    target = page(tty)
    tty.write(_ENTER if target.live else "")
    try:
        for text in paragraphs:
            target.paragraph(text)
        target.line()
        lines: list[str] = []
        while (line := tty.readline()) != "\n":
            if not line:
                raise EOFError
            lines.append(line)
        return "".join(lines).rstrip("\n")
    finally:
        tty.write(_LEAVE if target.live else "")
        tty.flush()


def show_once(tty: TextIO, paragraphs: Iterable[str]) -> None:
    """Show some paragraphs, screen by screen, and take them away.

    Args:
        tty: The terminal.
        paragraphs: Texts; lines in them stay lines.
    """
    target = page(tty)
    columns, height = _size(tty)
    lines = [
        line
        for text in paragraphs
        for each in text.split("\n")
        for line in (wrapped(each, columns) if width(each) > columns else [each])
    ]
    at_once = max(height - 2, _LEAST_LINES)
    tty.write(_ENTER if target.live else "")
    try:
        for first in range(0, len(lines), at_once):
            if first and target.live:
                tty.write(_NEXT)
            for line in lines[first : first + at_once]:
                target.line(line)
            more = first + at_once < len(lines)
            prompt = _("Enter goes on, q and Enter leaves.") if more else _("Enter goes on.")
            if read_hidden(tty, prompt).strip().casefold() == _LEAVING:
                break
    finally:
        tty.write(_LEAVE if target.live else "")
        tty.flush()


def _size(tty: TextIO) -> tuple[int, int]:
    try:
        size = os.get_terminal_size(tty.fileno())
    except OSError:
        return 80, 24
    return size.columns or 80, size.lines or 24
