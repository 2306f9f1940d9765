"""What stands in a folder: folders, and files that can be cleaned, as far as their names say.

Reading a folder may take long (a slow card, a hundred thousand files), so this is for threads. No
file is opened: what a file is, its content decides later, in the locked room.
"""

from __future__ import annotations

import os
import re
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from toolkit.metadata.formats import FORMATS
from toolkit.tui.mounts import mounts

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

MOST_ENTRIES: Final = 100_000
"""Entries of one folder that are looked at."""

MOST_COUNTED: Final = 200_000
"""Entries of a folder and all folders in it that are looked at to count pictures."""

COUNTING_SECONDS: Final = 5.0
"""How long counting goes on."""

_ENDINGS: Final = tuple(suffix for known in FORMATS for suffix in known.suffixes)
_DIGITS: Final = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True)
class Entry:
    """Something in a folder.

    Attributes:
        path: Where it is, as the system names it.
        title: Its own name, as the system gives it.
        is_folder: Whether it is a folder.
        is_link: Whether it only points there.
    """

    path: str
    title: str
    is_folder: bool
    is_link: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """What stands in a folder.

    Attributes:
        folder: Which one.
        entries: Folders first, then files that look cleanable, each in the order of names.
        is_readable: Whether the folder could be read.
        is_whole: Whether all of it was looked at.
    """

    folder: str
    entries: tuple[Entry, ...] = ()
    is_readable: bool = True
    is_whole: bool = True


@dataclass(frozen=True, slots=True)
class Count:
    """How many pictures a folder and the folders in it hold, by their names.

    Attributes:
        folder: Which one.
        pictures: Their number.
        is_whole: Whether all was counted; otherwise there may be more.
    """

    folder: str
    pictures: int
    is_whole: bool = True


def looks_cleanable(title: str) -> bool:
    """Whether a file's name ends as those of a kind that can be cleaned."""
    return title.lower().endswith(_ENDINGS)


def name_order(title: str) -> list[tuple[int, str]]:
    """What to sort names by so that they stand as people count: 2 before 10."""
    parts = _DIGITS.split(title.casefold())
    return [(int(part) if part.isdecimal() and len(part) < 19 else 0, part) for part in parts]


def stands_in(path: str, folders: Container[str]) -> bool:
    """Whether a path stands in one of some folders, however deep."""
    above = os.path.dirname(path)
    while above != path:
        if above in folders:
            return True
        path, above = above, os.path.dirname(above)
    return False


def told_path(path: str, home: str) -> str:
    """A path, the person's own folder as ``~``.

    Args:
        path: Where it is; absolute.
        home: Their folder; empty where it is unknown.
    """
    home = home.rstrip("/")
    if home and (path == home or path.startswith(home + "/")):
        return "~" + path.removeprefix(home)
    return path


def listed(folder: str, *, hidden: bool) -> Listing:
    """What stands in a folder.

    Args:
        folder: An absolute path.
        hidden: Whether names that begin with a dot belong to it.
    """
    entries: list[Entry] = []
    is_whole = True
    if mounts().reaches_out(folder):
        return Listing(folder, is_readable=False)
    try:
        with os.scandir(folder) as everything:
            for number, entry in enumerate(everything):
                if number >= MOST_ENTRIES:
                    is_whole = False
                    break
                if hidden or not entry.name.startswith("."):
                    entries.extend(_shown(entry))
    except (OSError, ValueError):
        return Listing(folder, is_readable=False)
    entries.sort(key=lambda entry: (not entry.is_folder, name_order(entry.title)))
    return Listing(folder, tuple(entries), is_whole=is_whole)


def counted(folder: str, seconds: float = COUNTING_SECONDS) -> Count:
    """Count the pictures in a folder and in all folders in it, following no link.

    Args:
        folder: An absolute path.
        seconds: How long to go on at most.
    """
    end = time.monotonic() + seconds
    at_hand = mounts()
    waiting = [folder]
    pictures = looked_at = 0
    while waiting:
        try:
            with os.scandir(waiting.pop()) as entries:
                for entry in entries:
                    looked_at += 1
                    if looked_at > MOST_COUNTED or time.monotonic() > end:
                        return Count(folder, pictures, is_whole=False)
                    if entry.is_dir(follow_symlinks=False):
                        if not at_hand.reaches_out(entry.path):
                            waiting.append(entry.path)
                    elif looks_cleanable(entry.name) and entry.is_file(follow_symlinks=False):
                        pictures += 1
        except OSError:
            continue
    return Count(folder, pictures)


def _shown(entry: os.DirEntry[str]) -> Iterator[Entry]:
    """The entry, when it is a folder, looks cleanable, or points to such a thing."""
    try:
        is_link = entry.is_symlink()
        if entry.is_dir():
            yield Entry(entry.path, entry.name, is_folder=True, is_link=is_link)
        elif looks_cleanable(entry.name) and entry.is_file():
            yield Entry(entry.path, entry.name, is_folder=False, is_link=is_link)
    except OSError:
        return
