"""Text that was dropped, pasted or typed: the paths in it.

Terminals write dropped files in many ways: quoted, escaped, as addresses (``file:///a%20b.jpg``),
on one line or on many. A reading that leads to something that is there is the right one. Nothing
but "is it there?" is asked of the system, and that never of another computer; no pattern, variable
or command is expanded.

Sources: RFC 8089 (file URIs), RFC 2483 5 (lists of URIs), and what terminals were seen to paste
(`tests/unit/test_given.py`).
"""

from __future__ import annotations

import os
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote_to_bytes

from toolkit.neutral import ELLIPSIS, neutral
from toolkit.tui.cleaning.quoting import Word, words
from toolkit.tui.folders import looks_cleanable
from toolkit.tui.mounts import mounts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MOST_CHARACTERS: Final = 16 * 1024 * 1024
"""Of a text that are read: a hundred thousand dropped files, generously."""

MOST_WORDS: Final = 200_000
"""Of one line that are read."""

MOST_TAKEN: Final = 100_000
"""Names that lead somewhere before the rest is left alone."""

MOST_LOST: Final = 200
"""Names and lines that lead nowhere before the rest is left alone, when they are more than those
that do."""

MOST_TOLD: Final = 50
"""Names not found that are told."""

LONGEST_TOLD: Final = 60
"""Characters of such a name; its end is what tells it from others."""

LONGEST_PATH: Final = 4096
"""Bytes of a path that the system takes (PATH_MAX)."""

_MOST_BARE: Final = 32

_HEADER: Final = re.compile(r"x-special/[\w-]+\r?\n(?:copy|cut)\r?\n|(?:copy|cut)\r?\n(?=file:)")
_LIKE_A_PATH: Final = re.compile(r"/|~(?:/|$)|\.{1,2}(?:/|$)|file:|[A-Za-z]:[\\/]|\\\\\w")
_FILE: Final = re.compile(r"file:(?://(?P<host>[^/]*))?(?P<path>/.*)", re.DOTALL | re.IGNORECASE)
_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
_DRIVE: Final = re.compile(r"(?P<letter>[A-Za-z]):[\\/]+(?P<rest>.*)", re.DOTALL)
_OWN_SHARE: Final = re.compile(r"\\\\wsl(?:\.localhost|\$)\\[^\\]+(?P<rest>\\.*)", re.DOTALL)
_LINE: Final = re.compile(r"[\r\n]*([^\r\n]*)")
_NEXT_PATH: Final = re.compile(r"[ \t]+(?=/|~/|file:/)")


@dataclass(frozen=True, slots=True)
class Given:
    """What was understood.

    Attributes:
        paths: What is there: absolute, in the order given, each once. Files, folders, anything.
        folders: Those of them that are folders.
        missing: What is not there, fit to be shown; at most `MOST_TOLD`.
        elsewhere: What is on another computer and was not looked at, fit to be shown.
        lost: How many are missing, those that are not told included.
        is_paths: Whether the text looked like paths at all.
        is_whole: Whether it was read to its end.
    """

    paths: tuple[str, ...] = ()
    folders: frozenset[str] = frozenset()
    missing: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()
    lost: int = 0
    is_paths: bool = True
    is_whole: bool = True


def understood(text: str, folder: str, home: str = "") -> Given:
    """The paths in a text. Asks the disk, so it may take long where that sleeps.

    Args:
        text: As it came.
        folder: What relative paths start from; absolute.
        home: What ``~`` stands for; the environment's word by default.
    """
    return _Reading(folder, home or os.environ.get("HOME", "")).of(text)


def shortened(name: str) -> str:
    """A name fit to be shown, its end at least."""
    shown = neutral(name[-2 * LONGEST_TOLD :])
    is_short = len(name) <= 2 * LONGEST_TOLD and len(shown) <= LONGEST_TOLD
    return shown if is_short else ELLIPSIS + shown[-LONGEST_TOLD + 1 :]


class _ElsewhereError(Exception):
    """The name leads to another computer."""


class _Reading:
    """One text being read."""

    def __init__(self, folder: str, home: str) -> None:
        self._folder = folder
        self._home = home
        self._mounts = mounts()
        self._nodename = os.uname().nodename.casefold()
        self._found: dict[str, bool] = {}
        self._missing: dict[str, None] = {}
        self._elsewhere: dict[str, None] = {}
        self._strange = 0
        self._hits = 0
        self._misses = 0

    def of(self, text: str) -> Given:
        """Read it, line by line."""
        header = _HEADER.match(text)
        position = header.end() if header else 0
        stop = min(len(text), MOST_CHARACTERS)
        while position < stop and not self._is_enough():
            position = self._line(text, position, stop)
        is_prose = self._strange >= max(1, len(self._found) + len(self._missing))
        # Among much that is no path, a word that happens to be the name of a folder is none.
        paths = [path for path in self._found if not is_prose or looks_cleanable(path)]
        missing = [] if is_prose else [*self._missing]
        elsewhere = dict.fromkeys(shortened(name) for name in [*self._elsewhere][:MOST_TOLD])
        return Given(
            paths=tuple(paths),
            folders=frozenset(path for path in paths if self._found[path]),
            missing=tuple(shortened(name) for name in missing[:MOST_TOLD]),
            elsewhere=tuple(elsewhere),
            lost=len(missing),
            is_paths=bool(paths or missing or elsewhere) or not text.strip(),
            is_whole=position >= len(text) and not self._is_enough(),
        )

    def _is_enough(self) -> bool:
        """Whether there is too much of it, or too little of it leads anywhere, to go on."""
        return self._hits > MOST_TAKEN or MOST_LOST < self._misses > self._hits

    def _line(self, text: str, position: int, stop: int) -> int:
        """Read what begins at `position`; where the next line begins."""
        match = _LINE.match(text, position, stop)
        position, end = match.span(1) if match else (stop, stop)
        line = text[position:end]
        bare = line.strip(" \t")
        # A space may belong to the name, or be what a terminal writes after each.
        whole = dict.fromkeys((line, line.removesuffix(" "), bare))
        if not bare or any(self._take(name) for name in whole):
            return end + 1
        if _DRIVE.match(bare) or _OWN_SHARE.match(bare):
            self._lose(bare)
            return end + 1
        found, after = words(text, position, stop, MOST_WORDS)
        if after > end + 2 and not any(self._is_there(word.text) for word in found):
            # Quotes that reach over lines and lead nowhere are no quotes.
            found, after = words(text, position, end, MOST_WORDS)
        if any(word.is_quoted for word in found):
            self._take_quoted(found)
        else:
            for part in _NEXT_PATH.split(bare):
                if self._is_enough():
                    break
                if not self._take(part):
                    self._take_plain(part)
        return max(after, position + 1)

    def _take_quoted(self, found: list[Word]) -> None:
        """Take words, some of which were quoted: that ends them, so spaces need no guessing."""
        likely = [word.text for word in found if word.is_quoted or _is_like_a_path(word.text)]
        lost = self._take_all(likely)
        if len(likely) < len(found):
            self._skip()
            lost = [name for name in lost if _is_like_a_path(name)]
        self._missing.update(dict.fromkeys(lost))

    def _take_plain(self, part: str) -> None:
        """Take what is no path as a whole: several names, prose, or nothing that is there."""
        names = part.split()
        likely = [name for name in names if _is_like_a_path(name)]
        if len(names) <= _MOST_BARE and all(map(self._is_there, names)):
            self._take_all(names)
        elif len(likely) == len(names) > 1 and any(map(self._is_there, names[:_MOST_BARE])):
            self._missing.update(dict.fromkeys(self._take_all(names)))
        elif any(self._take(name) for name in likely[:_MOST_BARE] if looks_cleanable(name)):
            self._skip()
        elif _is_like_a_path(part):
            self._lose(part)
        else:
            self._skip()

    def _take_all(self, names: Iterable[str]) -> list[str]:
        """Take names until too many of them lead nowhere; those that did not."""
        lost: list[str] = []
        for name in names:
            if not self._take(name):
                lost.append(name)
                self._misses += 1
            if self._is_enough():
                break
        return lost

    def _lose(self, name: str) -> None:
        """Remember that a name leads nowhere."""
        self._missing[name] = None
        self._misses += 1

    def _skip(self) -> None:
        """Remember that something is no path."""
        self._strange += 1
        self._misses += 1

    def _take(self, name: str) -> bool:
        """Whether a name was of use: it is there, or known to be elsewhere."""
        try:
            path = self._there(name)
        except _ElsewhereError:
            self._elsewhere[name] = None
            return True
        if path is None:
            return False
        self._found[path] = os.path.isdir(path)
        self._hits += 1
        return True

    def _is_there(self, name: str) -> bool:
        try:
            return self._there(name) is not None
        except _ElsewhereError:
            return False

    def _there(self, name: str) -> str | None:
        """Where a name leads, when that is there."""
        if not name or len(name) > 3 * LONGEST_PATH:
            return None
        for reading in self._readings(name):
            path = os.path.join(self._folder, reading)
            tidy = os.path.normpath(path)
            if self._mounts.reaches_out(tidy):
                raise _ElsewhereError
            if _exists(path):
                # Behind a link, ".." leads elsewhere than the text says.
                return os.path.realpath(path) if "/.." in path else tidy
        return None

    def _readings(self, name: str) -> Iterator[str]:
        """What a name can mean, the likeliest first."""
        if address := _FILE.fullmatch(name):
            host = (address["host"] or "").casefold()
            if host not in {"", "localhost", self._nodename}:
                raise _ElsewhereError
            yield _percent_decoded(address["path"])
            yield address["path"]
            return
        if own := _OWN_SHARE.fullmatch(name):
            yield own["rest"].replace("\\", "/")
            return
        if name.startswith("\\\\") or _SCHEME.match(name):
            raise _ElsewhereError
        if drive := _DRIVE.fullmatch(name):
            yield f"/mnt/{drive['letter'].lower()}/" + drive["rest"].replace("\\", "/")
        if name == "~" or name.startswith("~/"):
            yield self._home + name[1:]
        yield name
        if "\r" in name:
            # Terminals paste the end of a line as a carriage return.
            yield name.replace("\r\n", "\n").replace("\r", "\n")
        if not name.isascii():
            # What looks alike need not be written alike: a disk from a Mac, a typed name.
            yield unicodedata.normalize("NFC", name)
            yield unicodedata.normalize("NFD", name)


def _is_like_a_path(text: str) -> bool:
    return bool(_LIKE_A_PATH.match(text)) or looks_cleanable(text) or bool(_SCHEME.match(text))


def _percent_decoded(path: str) -> str:
    try:
        return os.fsdecode(unquote_to_bytes(os.fsencode(path)))
    except UnicodeEncodeError:
        return path  # halves of a surrogate pair: no name that a system gave


def _exists(path: str) -> bool:
    try:
        os.stat(path)
    except (OSError, ValueError):  # ValueError: a NUL, or what no name can be written in
        return False
    return True
