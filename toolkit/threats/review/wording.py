"""Words that a tired person can read in a second language, and that promise nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from toolkit.errors import ContentError
from toolkit.threats.library import KINDS
from toolkit.threats.prose import prose
from toolkit.threats.reading import grade, sentences, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.threats.library import Library

MOST_WORDS: Final = 20
HIGHEST_GRADE: Final = 8
_ENOUGH: Final = 60
"""Words of which a grade means something."""

_PROMISES: Final = re.compile(
    r"\b(?:safe|safely|safest|anonymous|anonymously|secure|securely|untraceable|hack-proof)\b"
)
"""In small letters: "Safe City" is what some systems are called."""

_NOT_OURS: Final = frozenset({"sources", "places"})
"""Their texts are titles and names that others gave."""
_NAMES: Final = re.compile(r"(?:name|title|also_called|run_by|languages|reach)(?:\[\d+\])?")


def wording(library: Library) -> Iterator[ContentError]:
    """Sentences that are too long, pages that are too hard, and words that promise."""
    for folder, _ in KINDS:
        if folder in _NOT_OURS:
            continue
        for key, thing in library.kind(folder).items():
            file = f"{folder}/{key}.toml"
            texts = [(field, text) for field, text in prose(thing) if not _NAMES.fullmatch(field)]
            for field, text in texts:
                yield from _of_text(file, field, text)
            read = [text for _, text in texts]
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
