"""What a path that is being typed can go on as: folders, and files that look cleanable."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from toolkit.neutral import neutral
from toolkit.tui.cleaning.quoting import begun, typed
from toolkit.tui.folders import looks_cleanable, name_order
from toolkit.tui.mounts import mounts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MOST_LOOKED_AT: Final = 100_000
"""Names of a folder that are compared."""

MOST_MATCHING: Final = 5_000
"""Names that go on as typed; what is typed next makes them fewer."""

SECONDS: Final = 0.25
"""How long comparing goes on."""

MOST_SHOWN: Final = 200
"""Ways to go on that are told."""


@dataclass(frozen=True, slots=True)
class Completion:
    """One way to go on.

    Attributes:
        value: What the line becomes: the path as typed, fit to stand in it, and read back as such.
        shown: The last name of it, fit to be shown; a folder's ends with ``/``.
        is_folder: Whether it is a folder.
    """

    value: str
    shown: str
    is_folder: bool


@dataclass(frozen=True, slots=True)
class Completions:
    """All ways to go on.

    Attributes:
        line: What was typed.
        found: Folders first, in the order of names; at most `MOST_SHOWN`.
        common: What the line becomes when all that they share is written out.
        is_whole: Whether these are all.
    """

    line: str
    found: tuple[Completion, ...] = ()
    common: str = ""
    is_whole: bool = True


@dataclass(frozen=True, slots=True)
class _Match:
    title: str
    is_folder: bool


def completions(line: str, folder: str, home: str = "") -> Completions:
    """What a typed line can go on as. Reads one folder; for a thread, where a disk may sleep.

    Args:
        line: What was typed so far.
        folder: What relative paths start from; absolute.
        home: What ``~`` stands for; the environment's word by default.
    """
    path = begun(line)
    home = home or os.environ.get("HOME", "")
    if path == "~":
        return Completions(line, (Completion("~/", "~/", is_folder=True),), "~/")
    head, slash, tail = path.rpartition("/")
    within = home + head[1:] if head == "~" or head.startswith("~/") else head
    looked_in = os.path.join(folder, within + slash)
    if path.startswith("//") or mounts().reaches_out(os.path.normpath(looked_in)):
        return Completions(line, common=line)
    end = time.monotonic() + SECONDS
    found: list[_Match] = []
    is_whole = True
    try:
        with os.scandir(looked_in) as entries:
            for number, entry in enumerate(entries):
                is_whole = (
                    number < MOST_LOOKED_AT
                    and len(found) < MOST_MATCHING
                    and time.monotonic() < end
                )
                if not is_whole:
                    break
                found.extend(_matching(entry, tail))
    except (OSError, ValueError):
        return Completions(line, common=line)
    found.sort(key=lambda match: (not match.is_folder, name_order(match.title)))
    shared = _shared([match.title for match in found], tail) if is_whole else tail
    if is_whole and len(found) == 1 and found[0].is_folder:
        shared += "/"
    return Completions(
        line,
        tuple(_told(match, head + slash) for match in found[:MOST_SHOWN]),
        typed(head + slash + shared) if shared != tail else line,
        is_whole and len(found) <= MOST_SHOWN,
    )


def _matching(entry: os.DirEntry[str], tail: str) -> Iterator[_Match]:
    """The entry, when it goes on as typed and can be opened or cleaned."""
    title = entry.name
    if not title.casefold().startswith(tail.casefold()):
        return
    if title.startswith(".") and not tail.startswith("."):
        return
    try:
        if entry.is_dir():
            yield _Match(title, is_folder=True)
        elif looks_cleanable(title) and entry.is_file():
            yield _Match(title, is_folder=False)
    except OSError:
        return


def _told(match: _Match, head: str) -> Completion:
    slash = "/" if match.is_folder else ""
    return Completion(
        typed(head + match.title + slash), neutral(match.title) + slash, match.is_folder
    )


def _shared(titles: Iterable[str], tail: str) -> str:
    """The longest beginning that all share, written as the first is; at least what was typed."""
    first, *others = [*titles] or [tail]
    length = len(first)
    for title in others:
        length = next(
            (i for i in range(min(length, len(title))) if not _is_same(first[i], title[i])),
            min(length, len(title)),
        )
    return first[:length] if length >= len(tail) else tail


def _is_same(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()
