"""What stands after EOI: viewers stop there, so phones put films and second pictures behind it.

Sources: CIPA DC-007 (second pictures); ISO/IEC 14496-12, 4.2 (boxes). Samsung's directory has no
standard: blocks, then `SEFH` with a version, a count and entries that count back from it, then its
length and `SEFT`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from toolkit.errors import InputError
from toolkit.metadata.formats.jpeg.structure import read_structure
from toolkit.metadata.model import Kind

if TYPE_CHECKING:
    from toolkit.metadata.ledger import Ledger
    from toolkit.metadata.source import Source

_PICTURE: Final = re.compile(rb"\xff\xd8\xff")
# The name of the first box of a film, after its length.
_FILM: Final = re.compile(rb"ftyp")
_FILM_BEFORE: Final = 4

# Boxes of one film at its top level; fragmented films have thousands.
_BOXES: Final = 100_000
_BOX_NAME: Final = re.compile(rb"[A-Za-z0-9 \xa9_-]{4}")
_PICTURE_BRANDS: Final = frozenset({b"heic", b"heix", b"mif1", b"msf1", b"avif", b"avis"})

_SAMSUNG_HEAD: Final = b"SEFH"
_SAMSUNG_END: Final = b"SEFT"
_SAMSUNG_ENTRIES: Final = 1_000


def drop_trailer(ledger: Ledger, source: Source) -> None:
    """Post everything from the ledger's position to the end of the file.

    Args:
        ledger: The account of the file, posted up to the end of EOI.
        source: The file.
    """
    samsung = _samsung_start(source, ledger.position)
    picture = film = -1
    while ledger.position < samsung:
        start = ledger.position
        # Each is looked for again only once it is passed, so that nothing is read twice.
        if picture < start:
            picture = source.search(_PICTURE, start, samsung, 3)
        if film < start:
            name = source.search(_FILM, start + _FILM_BEFORE, samsung, 4)
            film = name if name == samsung else name - _FILM_BEFORE
        found = min(picture, film)
        ledger.drop(found, "after EOI")
        if found == samsung:
            break
        if found == picture:
            ledger.drop(_picture_stop(source, found, samsung), "second picture", Kind.PICTURE)
        else:
            brand = source.read(found, min(found + 12, samsung))[8:]
            kind = Kind.PICTURE if brand in _PICTURE_BRANDS else Kind.VIDEO
            ledger.drop(_boxes_stop(source, found, samsung), "appended film", kind)
    ledger.drop(source.size, "Samsung trailer", Kind.SAMSUNG)


def _picture_stop(source: Source, start: int, limit: int) -> int:
    """The end of a JPEG, or `limit` where none can be told."""
    try:
        return min(read_structure(source, start).stop, limit)
    except InputError:
        return limit


def _boxes_stop(source: Source, start: int, limit: int) -> int:
    """The end of a run of boxes."""
    position = start
    for _ in range(_BOXES):
        if position + 8 > limit:
            break
        head = source.read(position, min(position + 16, limit))
        if not _BOX_NAME.fullmatch(head, 4, 8):
            break
        size = int.from_bytes(head[:4], "big")
        if size == 1 and len(head) == 16:
            size = int.from_bytes(head[8:], "big")
        if size == 0:
            return limit
        if size < 8 or position + size > limit:
            break
        position += size
    # A first box that is longer than the rest is a film cut short.
    return position if position > start else limit


def _samsung_start(source: Source, start: int) -> int:
    """Where the trailer of a Samsung phone begins, or the end of the file where there is none."""
    if source.size - start < 20 or not source.holds(source.size - 4, _SAMSUNG_END):
        return source.size
    untrusted_length = _number(source, source.size - 8)
    directory = source.size - 8 - untrusted_length
    if directory < start or not source.holds(directory, _SAMSUNG_HEAD) or untrusted_length < 12:
        return source.size
    count = min(_number(source, directory + 8), _SAMSUNG_ENTRIES, (untrusted_length - 12) // 12)
    first = directory
    for entry in range(directory + 12, directory + 12 + 12 * count, 12):
        untrusted_back = _number(source, entry + 4)
        if start <= directory - untrusted_back < first:
            first = directory - untrusted_back
    return first


def _number(source: Source, offset: int) -> int:
    return int.from_bytes(source.read(offset, offset + 4), "little")
