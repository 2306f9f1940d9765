"""The page of any thing of the library."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from toolkit.tui.library import doing, watching

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from toolkit.tui.library.shelf import Ref, Shelf
    from toolkit.tui.widgets.reading import Section

_TELLERS: Final[dict[str, Callable[[Shelf, Any], Iterator[Section]]]] = {
    "systems": watching.system,
    "capabilities": watching.capability,
    "vendors": watching.vendor,
    "places": watching.place,
    "legal": watching.legal,
    "actions": doing.action,
    "conflicts": doing.conflict,
    "helpers": doing.helper,
    "sources": doing.source,
}

FOLDERS: Final = frozenset(_TELLERS)
"""The kinds of which a thing has a page; playbooks and checklists have screens of their own."""


def page(shelf: Shelf, ref: Ref) -> tuple[Section, ...]:
    """All that is known of a thing, and the ways on from it.

    Args:
        shelf: All that is known.
        ref: Which; of one of `FOLDERS`.
    """
    return tuple(_TELLERS[ref.folder](shelf, shelf.thing(ref)))
