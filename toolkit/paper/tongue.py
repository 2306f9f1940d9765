"""How the words of a sheet run, and which of them nobody has translated."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from toolkit.i18n import English

if TYPE_CHECKING:
    from collections.abc import Iterable

_RIGHT_TO_LEFT: Final = frozenset({"ar", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"})


def runs_left(tongue: str) -> bool:
    """Whether a language is written from right to left, by its BCP 47 tag."""
    return tongue.partition("-")[0] in _RIGHT_TO_LEFT


def in_english(texts: Iterable[str]) -> bool:
    """Whether texts are in English where the page is in another language."""
    english = [isinstance(text, English) for text in texts]
    return bool(english) and all(english)
