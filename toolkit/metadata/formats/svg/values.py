"""Values of attributes and properties: kept when each word of them is known, else gone.

A value that is kept has its white space and its comments made the same for everybody, and every
name somebody chose is marked as such, to be replaced by a neutral one.

Source: CSS Syntax 3, 4 (tokens); CSS Fonts 4, 2.1; CSS Values 4, 4.2 (names).
"""

from __future__ import annotations

import math
import re
from enum import Enum
from typing import Final, NamedTuple, TypeAlias
from urllib.parse import unquote

from toolkit.metadata.formats.svg import vocabulary


class Naming(Enum):
    """What somebody has named, with what its neutral names begin with."""

    ID = "i"
    CLASS = "c"
    KEYFRAMES = "k"
    RESULT = "r"
    PROPERTY = "--p"


class Name(NamedTuple):
    """A name that somebody chose. It is written as a neutral one.

    Attributes:
        naming: What is named.
        name: The name in the file; ``""`` for one that leads to nothing in this file.
    """

    naming: Naming
    name: str


Value: TypeAlias = tuple[str | Name, ...]
"""A value that may be kept: words, and the names in it."""

WRONG: Final = "?"
"""Takes the place of a value no viewer understands: some draw otherwise where one is missing."""

NUMBER: Final = r"[+-]?(?:\d++\.?\d*+|\.\d++)(?:[eE][+-]?\d++)?"

# Takes the place of another file. What leads to no fragment is understood otherwise than a fragment
# that is not there.
_NOTHING: Final = "url(data:,)"

_NESTING: Final = 32
_TOKEN: Final = re.compile(
    rf"""
    (?P<space>\s++)
    | (?P<string>"[a-zA-Z0-9]{{4}}"|'[a-zA-Z0-9]{{4}}')
    | [uU][rR][lL]\(\s*+(?P<url>"[^"\\\n]*"|'[^'\\\n]*'|[^)"'\\]*)\s*\)
    | (?P<hash>\#[0-9a-fA-F]{{3,8}}(?![\w-]))
    | (?P<number>{NUMBER})(?P<unit>%|[a-zA-Z]+(?![\w-]))?
    | (?P<word>-?-?[a-zA-Z_][\w-]*+)(?P<call>\s*+\()?
    | (?P<mark>[,/():;*+<>=-])
    """,
    re.VERBOSE | re.DOTALL | re.ASCII,
)
# A colour for a printer names a profile (SVG 1.1, 12.3), which says who prints.
_PRINTER_PROFILE: Final = re.compile(r"\bicc-color\(\s*+[^\s,()]++")

# More digits than a double has are not there for the picture.
_NUMBER_CHARACTERS: Final = 24
_LONG_NUMBER: Final = re.compile(rf"(?=[+\-.\deE]{{{_NUMBER_CHARACTERS + 1}}}){NUMBER}", re.ASCII)

_FONT_CHARACTERS: Final = 256
_FONTS: Final = re.compile(r"""(?:"[^"\\\n]*"|'[^'\\\n]*'|[^"'\\;{}()<>@!\x00-\x1f]++)++""")
_FONT_PROPERTIES: Final = frozenset({"font", "font-family"})
_SPACES: Final = re.compile(r"\s+")
# One that is never closed ends with the text (CSS Syntax 3, 4.3.2).
_COMMENT: Final = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)


def of_property(
    name: str, text: str, *, keyframes: frozenset[str] = frozenset(), css: bool = False
) -> Value | None:
    """The value of a property, or of another attribute made of words.

    Args:
        name: The property, such as ``"fill"``.
        text: Its value as found.
        keyframes: The animations that the style sheets define.
        css: Whether it stands in a style sheet, not in an attribute of its own.

    Returns:
        The value to write; `None` when anything in it is not known.
    """
    if name in _FONT_PROPERTIES:
        return _fonts(text)
    named = keyframes if name in {"animation", "animation-name"} else frozenset()
    return words(text, keyframes=named, css=css)


def words(text: str, *, keyframes: frozenset[str] = frozenset(), css: bool = False) -> Value | None:
    """A value made of known words, numbers, colours, functions and references.

    Args:
        text: The value as found.
        keyframes: Names that are animations here.
        css: Whether it stands in a style sheet, where a bracket has to follow a function at once.

    Returns:
        The value to write; `None` when anything in it is not known.
    """
    text = _PRINTER_PROFILE.sub("icc-color(icc", uncommented(text))
    found: list[str | Name] = []
    depth = position = 0
    is_spaced = False
    while position < len(text):
        token = _TOKEN.match(text, position)
        if token is None:
            return None
        position = token.end()
        if token["space"]:
            is_spaced = True
            continue
        depth += (token["mark"] == "(" or token["call"] is not None) - (token["mark"] == ")")
        part = _part(token, keyframes, css=css)
        if part is None or not 0 <= depth <= _NESTING:
            return None
        if is_spaced and found and token["mark"] not in _TIGHT and not _opens(found[-1]):
            found.append(" ")
        is_spaced = False
        is_reference = token["url"] is not None and isinstance(part, Name)
        found += ("url(#", part, ")") if is_reference else (part,)
    return _joined(found) if found and not depth else None


def reference(target: str) -> Name:
    """The name of an element that something refers to by a URL.

    Args:
        target: The URL. One that is not a fragment of this very file leads to nothing.
    """
    target = target.strip()
    return Name(Naming.ID, unquote(target[1:]) if target.startswith("#") else "")


def uncommented(text: str) -> str:
    """A piece of CSS with a space in the place of each comment."""
    return _COMMENT.sub(" ", text) if "/*" in text else text


def shortened(numbers: str) -> str:
    """Numbers without the digits that no viewer can tell apart."""
    return _LONG_NUMBER.sub(lambda found: _shortest(found[0]), numbers)


_TIGHT: Final = frozenset({",", ")", ";"})


def _opens(part: str | Name) -> bool:
    return isinstance(part, str) and part.endswith(("(", ",", ";"))


def _part(token: re.Match[str], keyframes: frozenset[str], *, css: bool) -> str | Name | None:
    """What is written for a token, `None` when it is not known."""
    if token["number"]:
        unit = token["unit"] or ""
        return _shortest(token["number"]) + unit if unit.lower() in _UNITS else None
    if token["url"] is not None:
        target = token["url"].strip("\"' \t\n\r")
        return reference(target) if "#" in target else _NOTHING
    if token["word"] is None:
        return token[0]
    if token["call"]:
        return _call(token["word"], token["call"], css=css)
    return _word(token["word"], keyframes)


def _call(word: str, call: str, *, css: bool) -> str | None:
    """A function, or in a media query a word before a bracket."""
    if word.lower() in vocabulary.FUNCTIONS:
        return f"{word}(" if call == "(" or not css else None
    return f"{word} (" if call != "(" and word.lower() in vocabulary.KEYWORDS else None


def _word(word: str, keyframes: frozenset[str]) -> str | Name | None:
    if word in keyframes:
        return Name(Naming.KEYFRAMES, word)
    if word.startswith("--"):
        return Name(Naming.PROPERTY, word)
    return word if word.lower() in vocabulary.KEYWORDS else None


def _joined(parts: list[str | Name]) -> Value:
    """The parts, those that are text side by side joined."""
    joined: list[str | Name] = []
    run: list[str] = []
    for part in (*parts, None):
        if isinstance(part, str):
            run.append(part)
            continue
        if run:
            joined.append("".join(run))
            run.clear()
        if part is not None:
            joined.append(part)
    return tuple(joined)


def _shortest(number: str) -> str:
    if len(number) <= _NUMBER_CHARACTERS:
        return number
    value = float(number)
    return repr(value) if math.isfinite(value) else ("-9e99" if value < 0 else "9e99")


def _fonts(text: str) -> Value | None:
    """Names of fonts, which are free text: they are how the text looks."""
    text = _SPACES.sub(" ", uncommented(text)).strip()
    is_list = len(text) <= _FONT_CHARACTERS and _FONTS.fullmatch(text)
    return (text,) if is_list and text else None


_UNITS: Final = vocabulary.UNITS | {""}
