"""How hard English is to read.

The grade is that of Kincaid, Fishburne, Rogers and Chissom, "Derivation of New Readability Formulas
for Navy Enlisted Personnel" (Naval Technical Training Command, Research Branch Report 8-75, 1975):
0.39 words per sentence + 11.8 syllables per word - 15.59. Syllables are counted by groups of
vowels, with the commonest exceptions; on a page of text that is near enough.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

_END_OF_SENTENCE: Final = re.compile(r"(?<=[.!?])[”’\")]*\s+")
_WORD: Final = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
_VOWELS: Final = re.compile(r"[aeiouy]+")
_SILENT: Final = re.compile(
    r"[^aeiouyl]e$|[^aeiouyldt]ed$|[^aeiouylcghsxz]es$|[aeiouy]l(?:e|ed|es)$"
)
"""An e that is not heard: "phone", "named", "files"; it is heard in "table", "wanted", "places"."""


def sentences(text: str) -> list[str]:
    """The sentences of a text."""
    return [each for each in _END_OF_SENTENCE.split(text.strip()) if each]


def words(text: str) -> list[str]:
    """The words of a text; what hyphens join is one."""
    return _WORD.findall(text)


def grade(texts: Iterable[str]) -> float:
    """The school grade in which somebody can read some texts.

    Args:
        texts: At least one, with a word in it; each is one sentence or more.
    """
    listed = [each for text in texts for each in sentences(text)]
    read = [part for text in listed for word in words(text) for part in word.split("-")]
    per_sentence = len(read) / len(listed)
    per_word = sum(map(syllables, read)) / len(read)
    return 0.39 * per_sentence + 11.8 * per_word - 15.59


def syllables(word: str) -> int:
    """About how many syllables a word has."""
    letters = word.lower().rstrip("’'")
    count = len(_VOWELS.findall(letters))
    if count > 1 and _SILENT.search(letters):
        count -= 1
    return max(count, 1)
