"""Text out of a hostile file, made fit to be shown.

It cannot move a cursor, set a colour, turn the direction of writing, or hide.

Source: Unicode 15, 23.2 (layout controls), 23.7 (noncharacters), 23.9 (tag characters); ECMA-48 for
what a terminal obeys; Unicode Technical Report 36 for what fools a reader.
"""

from __future__ import annotations

import unicodedata
from typing import Final

from toolkit.joiners import JOINERS, is_seen

LONGEST: Final = 400
"""Characters of a value that are kept to be shown."""

ELLIPSIS: Final = "…"

# Controls (Cc), formatting characters such as bidi controls, zero-width ones and tags (Cf), halves
# of surrogate pairs (Cs), private use (Co), noncharacters and the unassigned (Cn), and the two
# separators that end a line or a paragraph (Zl, Zp).
_HIDDEN_CATEGORIES: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})

# Letters and marks by category, yet nothing that an eye could see: grapheme joiner, fillers,
# Khmer inherent vowels, Mongolian and supplementary variation selectors.
_HIDDEN_RANGES: Final = (
    (0x034F, 0x034F),
    (0x115F, 0x1160),
    (0x17B4, 0x17B5),
    (0x180B, 0x180F),
    (0x3164, 0x3164),
    (0xFFA0, 0xFFA0),
    (0xE0100, 0xE01EF),
)

_SHORT: Final = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}


def neutral(value: str | bytes) -> str:
    r"""A value as found in a file, as one line that can be printed anywhere.

    Args:
        value: Text, or bytes that are probably text: UTF-8, and Latin-1 where they are not.

    Returns:
        The text with every control character, invisible one and surrogate written as an escape
        (``\x1b``, ``\u202e``), at most `LONGEST` long, an ellipsis included. Joiners stay where
        a script needs them, between two letters that they part or join.
    """
    text = _decoded(value) if isinstance(value, bytes) else value
    shown: list[str] = []
    length = 0
    for index, character in enumerate(text):
        as_it_is = (character.isascii() and character.isprintable()) or (
            character in JOINERS and is_seen(text, index)
        )
        form = character if as_it_is else _form(character)
        if length + len(form) > LONGEST:
            while length >= LONGEST or shown[-1] in JOINERS:
                length -= len(shown.pop())
            return "".join(shown) + ELLIPSIS
        shown.append(form)
        length += len(form)
    return "".join(shown)


def _form(character: str) -> str:
    """A character itself, or the escape that stands for it."""
    code = ord(character)
    hidden = unicodedata.category(character) in _HIDDEN_CATEGORIES or any(
        first <= code <= last for first, last in _HIDDEN_RANGES
    )
    if not hidden:
        return character
    if character in _SHORT:
        return _SHORT[character]
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _decoded(content: bytes) -> str:
    """The beginning of some bytes as text; more than can be shown is not looked at."""
    head = content[: 4 * (LONGEST + 2)]
    try:
        return head.decode()
    except UnicodeDecodeError as error:
        # A character that we cut ourselves is no reason to doubt the encoding.
        if len(head) < len(content) and error.start > len(head) - 4:
            return head[: error.start].decode()
        return head.decode("latin-1")
