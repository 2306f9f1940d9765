"""`parasol doctor`: what Parasol can use here, and what this computer keeps by itself."""

from __future__ import annotations

import os
import platform
import sys
from typing import TYPE_CHECKING, Final

from toolkit import __version__
from toolkit.cli.terminal import output
from toolkit.errors import WorkerError
from toolkit.i18n import _, ngettext
from toolkit.machine import Trace, traces
from toolkit.metadata.confinement import Layer, Permitted
from toolkit.metadata.exiftool import NEWEST_FIX, OLDEST, installed_version
from toolkit.metadata.worker import LockedRoom
from toolkit.neutral import neutral

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

_Row = tuple[str, str]
_GOOD_WIDTH: Final = 80
_GOOD_HEIGHT: Final = 24


def arrange(parser: argparse.ArgumentParser) -> None:
    """Takes no words of its own."""
    parser.set_defaults()


def run(arguments: argparse.Namespace) -> int:
    """Look around, and say what is there."""
    _unused = arguments
    page = output()
    for heading, rows in (
        (_("Program"), _program()),
        (_("Locked room for files from strangers"), _layers()),
        (_("Terminal"), _terminal()),
        (_("What this computer keeps by itself"), _traces()),
    ):
        page.line(page.bold(heading))
        page.columns(rows)
        page.line()
    return 0


def _program() -> Iterator[_Row]:
    yield "Parasol", __version__
    yield "Python", platform.python_version()
    version = installed_version()
    if version is None:
        yield (
            "ExifTool",
            _(
                "not found. Everything works; each copy is checked once, by Parasol alone. "
                "On Debian or Ubuntu: sudo apt install libimage-exiftool-perl"
            ),
        )
        return
    numbers = tuple(int(part) for part in version.split("."))
    if numbers < OLDEST:
        told = _(
            "{version}: too old to be given files from strangers (CVE-2021-22204, mended in "
            "12.24), so it is not used."
        )
    elif numbers < NEWEST_FIX:
        told = _(
            "{version}: used. Later versions mend more faults; the newest mend that we knew of "
            "on 22 November 2026 came with {newest}. It runs in the locked room, too."
        )
    else:
        told = _("{version}: used for the second check.")
    yield "ExifTool", told.format(version=version, newest=".".join(map(str, NEWEST_FIX)))


def _layers() -> Iterator[_Row]:
    names = {
        Layer.LIMITS: (_("Limits"), _("memory, time and size of files are bounded")),
        Layer.PRIVILEGES: (_("Rights"), _("no rights can be gained, nobody may look inside")),
        Layer.FILES: (
            _("Files"),
            _("only your folders and the system's programs are read (Landlock)"),
        ),
        Layer.CALLS: (_("Calls"), _("system calls that no picture needs are refused (seccomp)")),
        Layer.NETWORK: (_("Network"), _("no connection can be made")),
    }
    try:
        with LockedRoom(Permitted(), 1) as room:
            standing = room.layers()
    except WorkerError:
        yield _("none"), _("a process to open files in could not be started")
        return
    for layer, (name, told) in names.items():
        yield name, told if layer in standing else _("missing: this system does not offer it")


def _terminal() -> Iterator[_Row]:
    if not sys.stdout.isatty():
        yield _("Kind"), _("none: the answer goes to a file or another program")
        return
    columns, lines = os.get_terminal_size()
    fits = columns >= _GOOD_WIDTH and lines >= _GOOD_HEIGHT
    told = _("{columns} × {lines}") if fits else _("{columns} × {lines}: 80 × 24 reads better")
    yield _("Size"), told.format(columns=columns, lines=lines)
    yield _("Kind"), neutral(os.environ.get("TERM", ""))
    yield _("Colour"), _("off (NO_COLOR)") if os.environ.get("NO_COLOR") else _("on")
    yield _("Characters"), sys.stdout.encoding.upper()


def _traces() -> Iterator[_Row]:
    found = list(traces())
    for trace in found:
        name, told = _told(trace)
        yield name, f"{told} {neutral(trace.where)}"
    if not found:
        yield _("Nothing"), _("of what we know to look for. It may still keep something.")


def _told(trace: Trace) -> _Row:
    """What a trace is, in words. Parasol changes none of them: that is for you to decide."""
    if trace.code == "thumbnails":
        told = ngettext(
            "{count} small copy of a picture that was looked at, also of deleted ones.",
            "{count} small copies of pictures that were looked at, also of deleted ones.",
            trace.count,
        )
        return _("Thumbnails"), told.format(count=trace.count)
    return {
        "recent-files": (_("Recent files"), _("Names of files you opened.")),
        "file-index": (_("Search index"), _("Names and contents of your files.")),
        "shell-history": (_("Shell history"), _("What you typed, with names of files.")),
        "swap": (_("Swap"), _("Parts of memory are written to disk here.")),
        "core-dumps": (_("Crash reports"), _("Memory of programs that crash is handed to this.")),
    }[trace.code]
