"""What the parts that go have to say: hidden pictures and films, Exif, XMP, names, times.

Source: ISO 23008-12:2022, 6.4 (roles), 6.5.20 to 6.5.23 (descriptions and times), annex A (Exif);
C2PA 2.1, 11.3.3 (uuid box); AV1 Image File Format 1.1, 4.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from toolkit.errors import DamagedError, UnsupportedError
from toolkit.metadata import limits
from toolkit.metadata.formats.bmff.appearance import aux_type
from toolkit.metadata.formats.bmff.boxes import Fields
from toolkit.metadata.formats.bmff.extents import Extents
from toolkit.metadata.formats.bmff.reach import CODED, DERIVED
from toolkit.metadata.model import Kind, Payload

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.metadata.formats.bmff.boxes import Box
    from toolkit.metadata.formats.bmff.extents import Budget
    from toolkit.metadata.formats.bmff.items import Item, Meta
    from toolkit.metadata.source import Source

_C2PA: Final = bytes.fromhex("d8fec3d61b0e483c92975828877ec481")
_XMP: Final = bytes.fromhex("be7acfcb97a942e89c71999491e3afac")
_UUID_BYTES: Final = 16

_EPOCH: Final = datetime(1904, 1, 1, tzinfo=UTC)
_MOST_SECONDS: Final = 250_000_000_000

_PICTURES: Final = (*CODED, *DERIVED, b"avc1", b"j2k1", b"tmap", b"lhv1", b"vvc1", b"evc1")


def of_box(source: Source, box: Box) -> Payload:
    """What a box that goes as a whole carries."""
    if box.kind == b"uuid" and box.stop - box.body >= _UUID_BYTES:
        content = box.body + _UUID_BYTES
        kind = source.read(box.body, content)
        if kind == _XMP:
            return Payload(Kind.XMP, content, box.stop, "uuid XMP")
        if kind == _C2PA:
            return Payload(Kind.JUMBF, _manifest(source, content, box.stop), box.stop, "uuid C2PA")
    kinds = {
        b"mpvd": Kind.VIDEO,
        b"moov": Kind.VIDEO,
        b"trak": Kind.VIDEO,
        b"ftyp": Kind.VIDEO,
        b"sefd": Kind.SAMSUNG,
    }
    # A second file type box begins a second file: the film of a motion photo.
    start = box.start if box.kind == b"ftyp" else box.body
    stop = source.size if box.kind == b"ftyp" else box.stop
    return Payload(kinds.get(box.kind, Kind.OPAQUE), start, stop, box.name)


def _manifest(source: Source, start: int, stop: int) -> int:
    """Where the JUMBF boxes begin: behind version, purpose, and the offset of a manifest's tree."""
    fields = source.read(start, min(start + 64, stop))
    purpose = fields[4:].split(b"\0", 1)[0]
    skip = 4 + len(purpose) + 1 + (8 if purpose in {b"manifest", b"original", b"update"} else 0)
    return min(start + skip, stop)


def of_property(source: Source, box: Box) -> Payload:
    """What a property that goes carries."""
    if box.kind in {b"crtt", b"mdft"} and box.stop - box.body == 12:
        microseconds = int.from_bytes(source.read(box.body + 4, box.stop), "big")
        label = "creation time" if box.kind == b"crtt" else "modification time"
        return time(box.start, box.stop, label, microseconds // 1_000_000)
    if box.kind in {b"udes", b"altt"} and box.stop - box.body <= limits.PAYLOAD_BYTES:
        fields = Fields(source, box)
        fields.take(min(4, fields.left))
        parts = [p for p in fields.take(fields.left).split(b"\0") if p]
        label = "description" if box.kind == b"udes" else "alternative text"
        return text(box.start, box.stop, label, b"; ".join(parts))
    if box.kind == b"colr":
        return Payload(Kind.ICC, min(box.body + 4, box.stop), box.stop, "colr")
    return Payload(Kind.OPAQUE, box.body, box.stop, box.name)


def text(start: int, stop: int, label: str, content: bytes) -> Payload:
    """A name or a description."""
    return Payload(Kind.TEXT, start, stop, label, content.decode("utf-8", "replace").encode())


def time(start: int, stop: int, label: str, seconds: int) -> Payload:
    """A time, in seconds since 1904 (ISO 14496-12, 8.2.2)."""
    shown = _EPOCH + timedelta(seconds=min(seconds, _MOST_SECONDS))
    return Payload(Kind.TIME, start, stop, label, shown.isoformat().encode())


def items(
    source: Source, meta: Meta, kept: set[int], budget: Budget
) -> Iterator[tuple[str, Extents, Payload | None]]:
    """The items that go: what to call each, where its bytes are, and what they carry.

    An item whose bytes cannot be found has none to go; a part of a hidden picture is told with it.

    Raises:
        LimitError: There are too many parts.
    """
    parts = {
        part
        for number, to in meta.references.get(b"dimg", {}).items()
        if number not in kept
        for part in to
    }
    # A tone-mapped picture is made of a picture and its gain map, in this order (ISO 21496-1).
    gain_maps = {
        to[1]
        for number, to in meta.references.get(b"dimg", {}).items()
        if len(to) > 1 and number in meta.items and meta.items[number].kind == b"tmap"
    }
    for item in meta.items.values():
        if item.number in kept:
            continue
        try:
            extents = Extents(source, meta.resolver.ranges(item.number), budget)
        except (DamagedError, UnsupportedError):
            continue
        if extents.size == 0:
            continue
        label = _label(source, meta, item, gain_maps)
        payload = None if item.number in parts else _payload(item, extents, label)
        yield label, extents, payload


def _payload(item: Item, extents: Extents, label: str) -> Payload:
    """What a hidden item carries."""
    kind = Kind.OPAQUE
    skip = 0
    if item.kind == b"Exif":
        # The TIFF structure begins behind its offset, which counts from behind itself (annex A).
        kind = Kind.EXIF
        skip = min(4, extents.size)
        skip = min(skip + int.from_bytes(extents.read(0, skip), "big"), extents.size)
    elif item.content_type.lower() == b"application/rdf+xml":
        kind = Kind.XMP
    elif item.kind in _PICTURES:
        kind = Kind.PICTURE
    ranges = extents.ranges(skip, extents.size) or extents.ranges(0, extents.size)
    content = None
    if len(ranges) > 1 and kind is not Kind.PICTURE and extents.size <= limits.PAYLOAD_BYTES:
        content = extents.read(skip, extents.size)
    first, last = ranges[0]
    return Payload(kind, first, last, label, content)


def _label(source: Source, meta: Meta, item: Item, gain_maps: set[int]) -> str:
    """What to call a hidden item."""
    if item.kind not in _PICTURES:
        return " ".join(filter(None, (_shown(item.kind), _shown(item.content_type)))) or "item"
    if meta.referred(b"thmb", item.number):
        return "thumbnail"
    if item.number in gain_maps or item.kind == b"tmap":
        return "gain map"
    for box, _ in meta.properties.of(item.number):
        if box.kind == b"auxC":
            return _auxiliary(aux_type(source, box).lower())
    return "second picture"


def _auxiliary(name: bytes) -> str:
    """What an auxiliary picture is, by the name of its type."""
    if b"gainmap" in name:
        return "gain map"
    if b"depth" in name or b"disparity" in name or name.endswith(b"hevc:2015:auxid:2"):
        return "depth map"
    if b"matte" in name:
        return "matte of a person"
    return "auxiliary picture"


def _shown(value: bytes) -> str:
    return "".join(chr(c) if 0x20 <= c < 0x7F else "?" for c in value[:64])
