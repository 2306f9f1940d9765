"""What there is to find in the library."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from toolkit.prose import prose
from toolkit.search import Index, Page
from toolkit.threats.prose import title_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.threats.library import Library

SEARCHED: Final = (
    "capabilities", "actions", "systems", "vendors", "playbooks", "checklists", "legal", "helpers",
    "conflicts", "places", "sources",
)  # fmt: skip
"""What a person can look up, by folder; found things come in this order."""


def index(library: Library) -> Index:
    """All texts of a library, ready to be searched."""
    return Index(pages(library))


def pages(library: Library) -> Iterator[Page]:
    """Everything that a person can look up, with its texts."""
    for folder in SEARCHED:
        for key, thing in library.kind(folder).items():
            yield Page(folder, key, title_of(thing), tuple(text for _, text in prose(thing)))
