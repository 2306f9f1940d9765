"""The two invisible characters that some scripts are written with, and where they are seen.

ZERO WIDTH NON-JOINER parts letters that would join (Persian "می‌روم"), ZERO WIDTH JOINER joins or
halves letters that would not (Sinhala "ශ්‍රී"). Anywhere else they change nothing that an eye could
see, and so could mark a text, or tell two names apart that look the same.

Source: Unicode Standard Annex 31, 2.3.1, rules A1, A2 and B, a little narrower: both neighbours
must be letters of one script. ArabicShaping.txt of Unicode 14 for what joins what; Unicode Standard
12.2 for the ya-phalaa of Bengali.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

NON_JOINER: Final = "\u200c"
JOINER: Final = "\u200d"
JOINERS: Final = frozenset({NON_JOINER, JOINER})

# Letters of the Arabic script that join on both sides, and those that join the one before only.
_DUAL: Final = (
    (0x620, 0x620), (0x626, 0x626), (0x628, 0x628), (0x62A, 0x62E), (0x633, 0x63F),
    (0x641, 0x647), (0x649, 0x64A), (0x66E, 0x66F), (0x678, 0x687), (0x69A, 0x6BF),
    (0x6C1, 0x6C2), (0x6CC, 0x6CC), (0x6CE, 0x6CE), (0x6D0, 0x6D1), (0x6FA, 0x6FC),
    (0x6FF, 0x6FF), (0x750, 0x758), (0x75C, 0x76A), (0x76D, 0x770), (0x772, 0x772),
    (0x775, 0x777), (0x77A, 0x77F), (0x886, 0x886), (0x889, 0x88D), (0x8A0, 0x8A9),
    (0x8AF, 0x8B0), (0x8B3, 0x8B8), (0x8BA, 0x8C8),
)  # fmt: skip
_RIGHT: Final = (
    (0x622, 0x625), (0x627, 0x627), (0x629, 0x629), (0x62F, 0x632), (0x648, 0x648),
    (0x671, 0x673), (0x675, 0x677), (0x688, 0x699), (0x6C0, 0x6C0), (0x6C3, 0x6CB),
    (0x6CD, 0x6CD), (0x6CF, 0x6CF), (0x6D2, 0x6D3), (0x6D5, 0x6D5), (0x6EE, 0x6EF),
    (0x759, 0x75B), (0x76B, 0x76C), (0x771, 0x771), (0x773, 0x774), (0x778, 0x779),
    (0x870, 0x882), (0x88E, 0x88E), (0x8AA, 0x8AC), (0x8AE, 0x8AE), (0x8B1, 0x8B2),
    (0x8B9, 0x8B9),
)  # fmt: skip

_VOWEL_SIGNS: Final = (
    (0x610, 0x61A), (0x64B, 0x65F), (0x670, 0x670), (0x6D6, 0x6ED), (0x898, 0x89F), (0x8CA, 0x8FF),
)  # fmt: skip

_YA_PHALAA: Final = "\u09b0\u200d\u09cd\u09af"
_FIRST_INDIC, _AFTER_INDIC = 0x0900, 0x0E00
_BITS_OF_BLOCK: Final = 7
"""From Devanagari to Sinhala, each script has a block of 128 characters."""
_VIRAMA: Final = 9
"""The combining class of what takes the vowel from a letter."""
_MOST_MARKS: Final = 4
"""More marks on one letter than any language writes are no context."""


def is_seen(text: str, at: int) -> bool:
    """Whether a joiner changes how its neighbours look.

    Args:
        text: Any text.
        at: Where in it one of `JOINERS` stands.
    """
    if text[at] == NON_JOINER and _parts_arabic(text, at):
        return True
    return _follows_virama(text, at) or text[max(at - 1, 0) : at + 3] == _YA_PHALAA


def _parts_arabic(text: str, at: int) -> bool:
    """Rule A1: between a letter that joins the next, and one that joins the one before."""

    def is_mark(letter: str) -> bool:
        return _is_in(letter, _VOWEL_SIGNS) and unicodedata.category(letter) == "Mn"

    before, after = (_beyond(text, at, step, is_mark) for step in (-1, 1))
    return _is_in(before, _DUAL) and (_is_in(after, _DUAL) or _is_in(after, _RIGHT))


def _follows_virama(text: str, at: int) -> bool:
    """Rules A2 and B: after a letter and its virama, before a letter, all of one script."""
    if at == 0 or unicodedata.combining(text[at - 1]) != _VIRAMA:
        return False
    script = _script(text[at - 1])

    def is_mark(letter: str) -> bool:
        return _script(letter) == script and unicodedata.category(letter) in {"Mn", "Mc"}

    return script != 0 and all(
        letter and unicodedata.category(letter) == "Lo" and _script(letter) == script
        for letter in (_beyond(text, at, -1, is_mark), text[at + 1 : at + 2])
    )


def _beyond(text: str, at: int, step: int, is_mark: Callable[[str], bool]) -> str:
    """The next character to one side that is no mark; empty where there is none."""
    for place in range(1, _MOST_MARKS + 2):
        index = at + step * place
        if not 0 <= index < len(text):
            return ""
        if not is_mark(text[index]):
            return text[index]
    return ""


def _script(letter: str) -> int:
    """Which of the scripts of India and Sri Lanka it is from, by a number; 0 for none."""
    code = ord(letter)
    return code >> _BITS_OF_BLOCK if _FIRST_INDIC <= code < _AFTER_INDIC else 0


def _is_in(letter: str, ranges: tuple[tuple[int, int], ...]) -> bool:
    return bool(letter) and any(first <= ord(letter) <= last for first, last in ranges)
