"""The wording of what people read in the library."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from toolkit import wording as of_page
from toolkit.prose import prose
from toolkit.threats.library import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.errors import ContentError
    from toolkit.threats.library import Library

_NOT_OURS: Final = frozenset({"sources", "places"})
"""Their texts are titles and names that others gave."""
_NAMES: Final = re.compile(r"(?:name|title|also_called|run_by|languages|reach)(?:\[\d+\])?")


def wording(library: Library) -> Iterator[ContentError]:
    """What is wrong with the words of each thing, see `toolkit.wording`."""
    for folder, _ in KINDS:
        if folder in _NOT_OURS:
            continue
        for key, thing in library.kind(folder).items():
            texts = ((field, text) for field, text in prose(thing) if not _NAMES.fullmatch(field))
            yield from of_page.wording(f"{folder}/{key}.toml", texts)
