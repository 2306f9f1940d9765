"""Languages that nobody speaks, made while tests run: what stays in English was never translated.

`qps-long` is English with accents, two fifths longer, each text in brackets that show where one was
cut. `qps-rtl` is in Hebrew and Arabic letters, which are written from right to left.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from babel.messages.catalog import Catalog

from scripts import words
from toolkit import i18n

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LONG: Final = "qps-long"
RTL: Final = "qps-rtl"
OPEN, CLOSE = "⟦", "⟧"

_GROWTH: Final = 1.4
_HELD: Final = re.compile(r"\{\w*\}|%(?:\(\w+\))?[srd]|\n")
"""What a translator must leave as it is."""

_PLAIN: Final = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ACCENTED: Final = str.maketrans(_PLAIN, "àƀçđéƒğĥîĵķļɱñöþǫŕšŧûṽŵẋýžÅƁÇĐÉƑĞĤÎĴĶĻṀÑÖÞǪŔŠŦÛṼŴẊÝŽ")
_LEFTWARD: Final = str.maketrans(_PLAIN, "אבגדהוזחטיכלמנסעפצקרשתםןףץابتثجحخدذرزسشصضطظعغفقكلمنه")
_VOWELS: Final = re.compile(r"[àéîöûý]")


def speak(language: str, folder: Path) -> None:
    """Speak a language that nobody speaks, from now on.

    Args:
        language: `LONG` or `RTL`.
        folder: Where to put its catalogue.
    """
    path = folder / language / "LC_MESSAGES" / f"{i18n.DOMAIN}.mo"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_compiled(language))
    i18n.use(language, folder)


def speak_english() -> None:
    """Speak English again."""
    i18n.use("en", words.FOLDER)


def longer(text: str) -> str:
    """A text with accents, longer word by word, in brackets."""
    accented = _translated(text, _ACCENTED)
    missing = round(len(text) * _GROWTH) - len(text)
    grown = "".join(_grown(accented, missing))
    return f"{OPEN}{grown}{CLOSE}"


def leftward(text: str) -> str:
    """A text in letters that are written from right to left, as long."""
    return _translated(text, _LEFTWARD)


@cache
def _compiled(language: str) -> bytes:
    say = {LONG: longer, RTL: leftward}[language]
    catalogue = Catalog()
    for entry in words.collected():
        if isinstance(entry.id, str) and entry.id:
            catalogue.add(entry.id, say(entry.id))
        elif entry.id:
            catalogue.add(tuple(entry.id), tuple(map(say, entry.id)))
    return words.compiled(catalogue)


def _grown(text: str, missing: int) -> Iterator[str]:
    """A text with so many more letters: every vowel drawn out, again and again."""
    vowels = len(_VOWELS.findall(text)) or 1
    each, more = divmod(missing, vowels)
    seen = 0
    for letter in text:
        yield letter
        if _VOWELS.match(letter):
            yield letter * (each + (seen < more))
            seen += 1
    if not seen:
        yield "~" * missing


def _translated(text: str, table: dict[int, int]) -> str:
    held = _HELD.findall(text)
    parts = [part.translate(table) for part in _HELD.split(text)]
    return "".join(part + kept for part, kept in zip(parts, [*held, ""], strict=True))
