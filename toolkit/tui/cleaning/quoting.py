"""How shells and terminals write a name so that it stays one word, and how to read that back.

Sources: POSIX.1-2024, XCU 2.2 (quoting); the GNU Bash manual, 3.1.2.4 (``$'…'``).
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from typing import Final

from toolkit.neutral import neutral

LONGEST_QUOTE: Final = 8192
"""Characters in one pair of quotes: twice the longest path (PATH_MAX), for what is escaped."""

_PART: Final = re.compile(
    rf"""
      \$'(?P<coded>(?:[^'\\]|\\.){{0,{LONGEST_QUOTE}}}+)'
    | '(?P<single>[^']{{0,{LONGEST_QUOTE}}}+)'
    | "(?P<double>(?:[^"\\]|\\.){{0,{LONGEST_QUOTE}}}+)"
    | \\(?P<escaped>.)
    | (?P<gap>[ \t]+)
    | (?P<end>\r\n|\r|\n)
    | (?P<plain>[^ \t\r\n'"\\$]+)
    | (?P<stray>['"\\$])
    """,
    re.VERBOSE | re.DOTALL,
)
_QUOTES: Final = frozenset({"coded", "single", "double"})
_ESCAPED_IN_DOUBLE: Final = re.compile(r'\\([\\"$`])')
_WINDOWS: Final = re.compile(r"\\\\\w|[A-Za-z]:\\")
"""A path of Windows, in which a backslash escapes nothing."""

_CODE: Final = re.compile(
    r"\\(?:x(?P<hex>[0-9a-fA-F]{1,2})|(?P<octal>[0-7]{1,3})"
    r"|[uU](?P<point>[0-9a-fA-F]{1,8})|(?P<letter>.))",
    re.DOTALL,
)
_LETTERS: Final = dict(zip("abefnrtv", "\a\b\x1b\f\n\r\t\v", strict=True)) | {"E": "\x1b"}


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a line.

    Attributes:
        text: What it means, quotes and escapes undone.
        is_quoted: Whether it begins with a quote or has an escape; an apostrophe makes none.
    """

    text: str
    is_quoted: bool


def words(text: str, position: int, stop: int, most: int) -> tuple[list[Word], int]:
    """The words from `position` to the end of the line, as a shell would split them.

    Quotes may hold the end of a line; a quote that nobody closes stands for itself. Nothing is
    expanded: no pattern, no variable, no command.

    Args:
        text: Many lines.
        position: Where to begin.
        stop: Where to end at the latest.
        most: Stop after so many words.

    Returns:
        The words, and the position after them and the end of the line.
    """
    found: list[Word] = []
    parts: list[str] = []
    is_quoted = False
    while position < stop and len(found) < most:
        match = _PART.match(text, position, stop)
        if match is None:  # unreachable by how `_PART` is made: each character begins some part
            break
        position = match.end()
        kind = match.lastgroup or ""
        if kind in {"gap", "end"}:
            if parts:
                found.append(Word("".join(parts), is_quoted))
                parts, is_quoted = [], False
            if kind == "end":
                break
        else:
            is_quoted |= kind == "escaped" or (not parts and kind in _QUOTES)
            parts.append(_meaning(kind, match[kind]))
    if parts:
        found.append(Word("".join(parts), is_quoted))
    return found, position


def decoded(coded: str) -> str:
    r"""What stands between ``$'`` and ``'``, its escapes undone (``\n``, ``\x1b``, ``\377``)."""
    text = _CODE.sub(_decode_one, coded)
    try:
        return os.fsdecode(os.fsencode(text))
    except UnicodeEncodeError:
        return text  # no name that a system gave


def begun(line: str) -> str:
    """The path that a line of input holds so far, its quote perhaps still open.

    Args:
        line: What was typed.
    """
    for opening, meaning in (("$'", decoded), ("'", str), ('"', str)):
        if line.startswith(opening):
            found, _ = words(line, 0, len(line), 2)
            is_closed = len(found) == 1 and found[0].is_quoted
            return found[0].text if is_closed else meaning(line.removeprefix(opening))
    return line


def typed(path: str) -> str:
    """A path as it can stand in a line of input: itself, or in ``$'…'`` where it would do harm.

    Args:
        path: As the system gave it, lone surrogates for bytes that are no UTF-8.
    """
    if path == neutral(path) and not path.startswith(("'", '"', "$'")) and path == path.strip():
        return path
    shown = "".join(_coded(character) for character in path)
    return f"$'{shown}'"


def _meaning(kind: str, content: str) -> str:
    """What one part of a word stands for."""
    if kind == "coded":
        return decoded(content)
    if kind == "double" and not _WINDOWS.match(content):
        return _ESCAPED_IN_DOUBLE.sub(r"\1", content)
    return content


def _decode_one(match: re.Match[str]) -> str:
    if point := match["point"]:
        number = int(point, 16)
        is_character = number < 0x110000 and not 0xD800 <= number < 0xE000
        return chr(number) if is_character else match[0]
    if letter := match["letter"]:
        return _LETTERS.get(letter, letter)
    number = int(match["hex"], 16) if match["hex"] else int(match["octal"], 8) & 0xFF
    # A byte, which may be a part of a character: it is put together with its neighbours later.
    return os.fsdecode(bytes([number]))


def _coded(character: str) -> str:
    if character in "'\\":
        return "\\" + character
    if character.isprintable() and neutral(character) == character:
        return character
    return "".join(f"\\x{byte:02x}" for byte in os.fsencode(character))
