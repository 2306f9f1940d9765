"""A fault of ours: one honest sentence, and a report that holds nothing of the person's."""

from __future__ import annotations

import os
import platform
import traceback
from importlib.metadata import PackageNotFoundError, version
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from toolkit import __version__
from toolkit.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.tui.terminal import Terminal

_OURS: Final = PurePath(__file__).parents[2]
_MOST_FRAMES: Final = 40


def report(error: BaseException) -> str:
    """Where in the program it happened: kinds of errors, files and lines of code, versions.

    No message, no value, no path outside the program: any of them may be the person's.

    Args:
        error: What was raised.
    """
    try:
        textual = version("textual")
    except PackageNotFoundError:
        textual = "missing"
    python = platform.python_version()
    lines = [f"parasol {__version__}, Python {python}, textual {textual}, {platform.system()}"]
    for each in _chain(error):
        lines.append(type(each).__qualname__)
        frames = traceback.extract_tb(each.__traceback__)[-_MOST_FRAMES:]
        lines += [f"  {_place(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]
    return "\n".join(lines) + "\n"


def tell(error: BaseException, terminal: Terminal) -> None:
    """Say what happened, and offer to save the report. The terminal is the person's again.

    Args:
        error: What was raised.
        terminal: Where it is said.
    """
    terminal.tell(
        _("Something went wrong inside Parasol ({kind}). Your originals are unchanged.").format(
            kind=type(error).__name__
        )
    )
    terminal.tell(
        _(
            "To save a report here, press S and Enter. It says where in the program this "
            "happened, and holds none of your data. To leave, press Enter."
        )
    )
    if terminal.ask().lower() == "s":
        try:
            name = _saved(report(error))
        except OSError:
            terminal.tell(_("The report could not be saved in this folder."))
        else:
            terminal.tell(_("Saved: {name}").format(name=name))


def _saved(text: str) -> str:
    """Write the report to a new file here, and give its name, which names no program."""
    name = f"report-{os.urandom(3).hex()}.txt"
    fd = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    with os.fdopen(fd, "w", encoding="utf-8") as file:
        file.write(text)
    return name


def _chain(error: BaseException) -> Iterator[BaseException]:
    """An error and what led to it, the last first."""
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        yield current
        current = current.__cause__ or current.__context__


def _place(file: str) -> str:
    """A file of code, without the folders that lead to the program."""
    path = PurePath(file)
    if path.is_relative_to(_OURS / "toolkit"):
        return str(path.relative_to(_OURS))
    if "site-packages" in path.parts:
        return str(PurePath(*path.parts[path.parts.index("site-packages") + 1 :]))
    return path.name
