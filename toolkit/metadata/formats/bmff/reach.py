"""Which items are needed to show the primary picture.

Those are the picture itself, the pictures it is put together from, and their transparency; not
thumbnails, depth and gain maps, other pictures, Exif and XMP (ISO 23008-12, 6.4 and 6.6).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from toolkit.errors import DamagedError, LimitError, UnsupportedError
from toolkit.metadata import limits
from toolkit.metadata.formats.bmff.appearance import ALPHA_TYPES, aux_type

if TYPE_CHECKING:
    from toolkit.metadata.formats.bmff.items import Item, Meta
    from toolkit.metadata.source import Source

CODED: Final = (b"hvc1", b"av01", b"jpeg", b"unci")
DERIVED: Final = (b"grid", b"iovl", b"iden")

_TONE_MAPPED: Final = b"tmap"
# References without which the picture that refers cannot be decoded (ISO 23008-12, 6.4.9, 7.2.3).
_LEANS_ON: Final = (b"pred", b"exbl")
_MOST_ITEMS: Final = 0xFFFF


def shown_item(meta: Meta) -> Item:
    """The item that a viewer shows.

    A tone-mapped picture (`tmap`, ISO 21496-1) is made of a picture and its gain map; who knows
    nothing of gain maps shows the picture, and so does the clean copy.

    Raises:
        DamagedError: There is none.
    """
    item = meta.items.get(meta.primary)
    if item is not None and item.kind == _TONE_MAPPED:
        inputs = meta.referred(b"dimg", item.number)
        item = meta.items.get(inputs[0]) if inputs else None
    if item is None:
        raise DamagedError("damaged", offset=meta.box.start, part="pitm")
    return item


def needed_items(source: Source, meta: Meta, shown: Item) -> tuple[list[Item], set[int]]:
    """The items needed to show one, in the file's order, and which of them are transparency.

    Raises:
        DamagedError: Items are made of each other, or of items that are not there.
        UnsupportedError: One of them is coded or made in a way that is not known.
        LimitError: There are too many, or they are nested too deep.
    """
    alphas = _alphas(source, meta)
    needed: set[int] = set()
    _reach(meta, alphas, shown.number, needed, ())
    found = [item for item in meta.items.values() if item.number in needed]
    if len(found) > _MOST_ITEMS:
        raise LimitError("too-many-parts", limit=_MOST_ITEMS)
    return found, {alpha for master, alpha in alphas.items() if master in needed}


def _reach(
    meta: Meta, alphas: dict[int, int], number: int, needed: set[int], above: tuple[int, ...]
) -> None:
    if number in above:
        raise DamagedError("loop", part="iref")
    if number in needed:
        return
    if len(above) >= limits.NESTING:
        raise LimitError("nested-too-deep", limit=limits.NESTING)
    item = meta.items.get(number)
    if item is None:
        raise DamagedError("damaged", offset=meta.box.start, part="iref")
    if item.kind not in CODED + DERIVED or any(meta.referred(kind, number) for kind in _LEANS_ON):
        raise UnsupportedError("unsupported", part=_shown_kind(item.kind))
    needed.add(number)
    inputs = meta.referred(b"dimg", number) if item.kind in DERIVED else ()
    for below in inputs:
        _reach(meta, alphas, below, needed, (*above, number))
    if number in alphas:
        _reach(meta, alphas, alphas[number], needed, (*above, number))


def _alphas(source: Source, meta: Meta) -> dict[int, int]:
    """The item with the transparency of each item that has one."""
    found: dict[int, int] = {}
    for auxiliary, masters in meta.references.get(b"auxl", {}).items():
        if not any(
            box.kind == b"auxC" and aux_type(source, box) in ALPHA_TYPES
            for box, _ in meta.properties.of(auxiliary)
        ):
            continue
        for master in masters:
            if found.setdefault(master, auxiliary) != auxiliary:
                raise UnsupportedError("unsupported", part="two transparencies")
    return found


def _shown_kind(kind: bytes) -> str:
    """The type of an item as text that can be shown."""
    return "".join(chr(c) if 0x20 < c < 0x7F else "?" for c in kind) or "item"
