"""Where the clean copies of a batch go, and what a locked room has to be allowed for it."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from toolkit.errors import NotReadableError, OutputError
from toolkit.metadata.confinement import Permitted
from toolkit.metadata.output import Target, holds_unnamed_files
from toolkit.new_file import told

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from toolkit.metadata.selection import Found, GivenPath

FOLDERS: Final = 256
"""Folders that a locked room is opened for one by one; when there are more, their parents."""


@dataclass(frozen=True, slots=True)
class Options:
    """Where clean copies go, and what they are called. By default: beside the original, neutrally.

    Attributes:
        to: A folder for all copies.
        output: The path of the one copy.
        in_place: The copy takes the original's place.
        keep_names: Keep the original's name: in `to`, with the folders it stood in; beside the
            original, with ``.clean`` before the ending.
        force: A copy may replace a file that has its name.
        second_opinion: Have ExifTool read the copy, where it is installed.

    Raises:
        ValueError: More than one of `to`, `output` and `in_place` is given.
    """

    to: Path | None = None
    output: Path | None = None
    in_place: bool = False
    keep_names: bool = False
    force: bool = False
    second_opinion: bool = False

    def __post_init__(self) -> None:
        if (self.to is not None) + (self.output is not None) + self.in_place > 1:
            raise ValueError("at most one of to, output, in_place")


def target_of(found: Found, options: Options) -> Target:
    """Where the copy of one file goes.

    Raises:
        OutputError: It cannot go there.
        NotReadableError: The original of a copy in place is not there.
    """
    folder, name = os.path.split(os.path.abspath(found.path))
    if options.output is not None:
        return Target(_absolute(options.output.parent), options.output.name, options.force)
    if options.in_place:
        _check_replaceable(found.path)
        return Target(Path(folder), name, replace=True)
    if options.to is None:
        kept = _with_clean(name) if options.keep_names else None
        return Target(Path(folder), kept, options.force)
    if not options.keep_names:
        return Target(_absolute(options.to))
    mirrored = _absolute(options.to) / found.inside
    try:
        mirrored.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise told(error, mirrored) from error
    return Target(mirrored, name, options.force)


def folders_of_copies(files: Iterable[Found], options: Options) -> Iterator[Path]:
    """The folders in which copies are written, each once; they need not be there.

    Args:
        files: What is cleaned.
        options: As given to `clean_all`.
    """
    told: set[str] = set()
    for found in files:
        if options.to is not None:
            inside = found.inside if options.keep_names else ""
            folder = os.path.join(os.path.abspath(options.to), inside)
        elif options.output is not None:
            folder = os.path.abspath(options.output.parent)
        else:
            folder = os.path.dirname(os.path.abspath(found.path))
        if folder not in told:
            told.add(folder)
            yield Path(folder)


def permitted(
    paths: Sequence[GivenPath], options: Options | None = None, *, second_opinion: bool = False
) -> Permitted:
    """What a locked room has to be allowed for a batch, and nothing more.

    Args:
        paths: Files and folders, as given to `inspect_all` or `clean_all`.
        options: Those given to `clean_all`; `None` where files are only read.
        second_opinion: Whether ExifTool is to run in there too.
    """
    reads = _fewer({_folder_of(os.path.realpath(path)) for path in paths})
    runs: tuple[str, ...] = ()
    if second_opinion or (options is not None and options.second_opinion):
        from toolkit.metadata.exiftool import programs  # noqa: PLC0415 - only who asks pays for it

        runs = programs()
    if options is None:
        return Permitted(reads, runs=runs)
    if options.to is not None:
        writes: tuple[str, ...] = (os.path.realpath(options.to),)
    elif options.output is not None:
        writes = (os.path.realpath(options.output.parent),)
    else:
        writes = _fewer({os.path.realpath(_folder_of(os.fspath(path))) for path in paths})
    replaces = options.in_place or options.force
    bold = tuple(f for f in writes if replaces or not _holds_unnamed_files_throughout(f))
    return Permitted(reads, tuple(f for f in writes if f not in bold), bold, runs)


def _check_replaceable(path: str) -> None:
    """Refuse what a copy in place would not replace, or must not."""
    try:
        status = os.lstat(path)
    except (OSError, ValueError) as error:
        raise NotReadableError("missing") from error
    if stat.S_ISLNK(status.st_mode):
        raise OutputError("symlink", path=path)
    if stat.S_ISREG(status.st_mode) and not os.access(path, os.W_OK):
        raise OutputError("file-read-only", path=path)


def _with_clean(name: str) -> str:
    stem, ending = os.path.splitext(name)
    return f"{stem}.clean{ending}"


def _absolute(path: Path) -> Path:
    return Path(os.path.abspath(path))


def _folder_of(path: str) -> str:
    """The path itself when it is a folder, else the one it stands in."""
    absolute = os.path.abspath(path)
    return absolute if os.path.isdir(absolute) else os.path.dirname(absolute)


def _fewer(folders: set[str]) -> tuple[str, ...]:
    """At most `FOLDERS` folders that hold all the given ones."""
    while len(folders) > FOLDERS:
        deepest = max(folder.count(os.sep) for folder in folders)
        folders = {os.path.dirname(f) if f.count(os.sep) == deepest else f for f in folders}
    return tuple(sorted(folders))


def _holds_unnamed_files_throughout(folder: str) -> bool:
    """Whether a draft needs no name here nor on any disk that is mounted beneath."""
    return holds_unnamed_files(Path(folder)) and not any(
        mounted.startswith(folder.rstrip(os.sep) + os.sep) for mounted in _mounts()
    )


def _mounts() -> list[str]:
    """Where disks are mounted (proc_pid_mounts(5)); nothing where the system does not say."""
    try:
        with open("/proc/self/mounts", encoding="utf-8", errors="surrogateescape") as table:
            return [line.split(" ")[1].replace("\\040", " ") for line in table]
    except OSError:
        return []
