"""Words that a tired person can read in a second language, and that promise nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from toolkit.errors import ContentError
from toolkit.reading import grade, sentences, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MOST_WORDS: Final = 20
HIGHEST_GRADE: Final = 8
_ENOUGH: Final = 60
"""Words of which a grade means something."""

_PROMISES: Final = re.compile(
    r"\b(?:safe|safely|safest|anonymous|anonymously|secure|securely|untraceable|hack-proof)\b"
)
"""In small letters: "Safe City" is what some systems are called."""


def wording(file: str, texts: Iterable[tuple[str, str]]) -> Iterator[ContentError]:
    """Sentences that are too long, words that promise, and a page that is too hard.

    Args:
        file: What to call the page in an error.
        texts: Its texts, each after the name of its field.
    """
    listed = list(texts)
    for field, text in listed:
        yield from _of_text(file, field, text)
    read = [text for _, text in listed]
    if sum(len(words(text)) for text in read) >= _ENOUGH:
        reached = grade(read)
        if reached >= HIGHEST_GRADE + 1:
            yield ContentError("content-hard", file=file, grade=f"{reached:.1f}")


def _of_text(file: str, field: str, text: str) -> Iterator[ContentError]:
    for sentence in sentences(text):
        count = len(words(sentence))
        if count > MOST_WORDS:
            yield ContentError(
                "content-long-sentence", file=file, field=field, count=count, text=sentence
            )
    promise = _PROMISES.search(text)
    if promise:
        yield ContentError("content-promise", file=file, field=field, word=promise[0])
