"""What stands in several application segments, put together.

Segments end at 64 KiB, so larger payloads are cut in pieces. A hostile file may have pieces in any
order, twice, or missing: what is there is joined in the order it claims.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from toolkit.metadata import limits
from toolkit.metadata.formats.jpeg import applications
from toolkit.metadata.formats.jpeg.applications import application
from toolkit.metadata.model import Kind, Payload

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from toolkit.metadata.formats.jpeg.structure import Part
    from toolkit.metadata.source import Source

_GUID_BYTES: Final = 32
_LARGE_BOX: Final = 1


def told(source: Source, parts: Iterable[Part]) -> Iterator[Payload]:
    """The payloads of application segments and comments.

    Args:
        source: The file.
        parts: The segments that are not kept, in order.
    """
    pieces: dict[tuple[str, bytes], list[tuple[int, Payload]]] = {}
    for part in parts:
        what = application(source, part)
        start = min(part.body + what.skip, part.stop)
        payload = Payload(what.kind, start, part.stop, what.label)
        place = _place(source, part, what.kind)
        if place is None:
            if start < part.stop:
                yield payload
            continue
        whole, number, skip = place
        payload = Payload(what.kind, min(start + skip, part.stop), part.stop, what.label)
        pieces.setdefault((what.label, whole), []).append((number, payload))
    for found in pieces.values():
        yield _joined(source, [p for _, p in sorted(found, key=lambda numbered: numbered[0])])


def _place(source: Source, part: Part, kind: Kind) -> tuple[bytes, int, int] | None:
    """Of which whole a segment is a piece, at which place, and what more stands before it."""
    size = part.stop - part.body
    if kind is Kind.XMP and source.holds(part.body, applications.EXTENDED_XMP):
        # The GUID of the whole, its length, and the offset of this piece.
        at = part.body + len(applications.EXTENDED_XMP)
        if part.stop < at + _GUID_BYTES + 8:
            return None
        head = source.read(at, at + _GUID_BYTES + 8)
        return head[:_GUID_BYTES], int.from_bytes(head[_GUID_BYTES + 4 :], "big"), 0
    if kind is Kind.ICC and size > len(applications.PROFILE):
        at = part.body + len(applications.PROFILE)
        return b"", source.read(at, at + 1)[0], 0
    if kind is Kind.PHOTOSHOP and source.holds(part.body, applications.PHOTOSHOP):
        return b"", part.start, 0
    if kind is Kind.JUMBF and size >= 16:
        # ISO/IEC 19566-5, D.2: the instance of a box, the number of the piece, and the head of the
        # box, which is repeated in each piece.
        head = source.read(part.body, part.body + 16)
        number = int.from_bytes(head[4:8], "big")
        length = int.from_bytes(head[8:12], "big")
        repeated = 16 if length == _LARGE_BOX else 8
        return head[2:4] + head[12:16], number, repeated if number > 1 else 0
    return None


def _joined(source: Source, pieces: list[Payload]) -> Payload:
    first = pieces[0]
    if len(pieces) == 1:
        return first
    start, stop = min(p.start for p in pieces), max(p.stop for p in pieces)
    size = sum(p.stop - p.start for p in pieces)
    if size > limits.PAYLOAD_BYTES:
        return Payload(Kind.OPAQUE, start, stop, first.label)
    content = b"".join(source.read(p.start, p.stop) for p in pieces)
    return Payload(first.kind, start, stop, first.label, content)
