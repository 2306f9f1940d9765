"""The items that stay: their properties in canonical form, and their bytes cut clean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from toolkit.errors import DamagedError, UnsupportedError
from toolkit.metadata.formats.bmff import appearance, av1, derived, hevc, uncompressed
from toolkit.metadata.formats.bmff.boxes import Fields, made, single
from toolkit.metadata.formats.bmff.extents import Cutting, Extents
from toolkit.metadata.formats.bmff.reach import DERIVED
from toolkit.metadata.formats.embedded import clean_embedded

if TYPE_CHECKING:
    from toolkit.metadata.formats.bmff.boxes import Box
    from toolkit.metadata.formats.bmff.extents import Budget, Ranges
    from toolkit.metadata.formats.bmff.items import Item, Meta
    from toolkit.metadata.model import Piece
    from toolkit.metadata.source import Source

# What a decoder is set up with, by the kind of item it belongs to.
_CONFIGURATIONS: Final = {b"hvc1": b"hvcC", b"av01": b"av1C", b"unci": b"uncC"}


@dataclass(frozen=True, slots=True)
class Picture:
    """One item that stays.

    Attributes:
        item: What it was.
        properties: Its properties as they stay, each with whether it is essential.
        used: The boxes of the original that they come from.
        size: Its width and height.
        cutting: What stays of its bytes and what goes.
        dropped: What goes from the set-up of its decoder: where it stands, and what it is.
    """

    item: Item
    properties: list[tuple[bytes, bool]]
    used: list[Box]
    size: tuple[int, int]
    cutting: Cutting
    dropped: tuple[tuple[int, int, str], ...]

    @property
    def pieces(self) -> list[Piece]:
        """Its bytes in the clean copy."""
        return self.cutting.pieces


def pictures(source: Source, meta: Meta, items: list[Item], budget: Budget) -> list[Picture]:
    """The items that stay, in the order given.

    Raises:
        DamagedError: One contradicts itself.
        UnsupportedError: One has no clean copy that can be proven.
        LimitError: One is too large.
    """
    # Hundreds of tiles share their properties: each is rebuilt once.
    cleaner = _Cleaner(source)
    return [_picture(source, meta, item, cleaner, budget) for item in items]


class _Decoding(NamedTuple):
    """All that decides how an item is cut.

    Attributes:
        kind: The item's type.
        setup: The property that sets up its decoder.
        ranges: Where its bytes stand.
        size: Its width and height.
        inputs: How many pictures it is made of.
    """

    kind: bytes
    setup: Box | None
    ranges: Ranges
    size: tuple[int, int]
    inputs: int


class _Decoded(NamedTuple):
    """An item cut clean: the set-up of its decoder, its bytes, and what goes of the set-up."""

    configuration: bytes
    cutting: Cutting
    dropped: tuple[tuple[int, int, str], ...] = ()


class _Cleaner:
    """Rebuilds each property once, and cuts bytes once that several tiles share.

    Programs store a tile that occurs a hundred times (a clear sky) only once.
    """

    def __init__(self, source: Source) -> None:
        self.source = source
        self._properties: dict[Box, bytes | None] = {}
        self._hevc: dict[Box, hevc.Configuration] = {}
        self._decoded: dict[_Decoding, _Decoded] = {}

    def cleaned(self, box: Box) -> bytes | None:
        if box not in self._properties:
            self._properties[box] = appearance.cleaned(self.source, box)
        return self._properties[box]

    def decoded(self, decoding: _Decoding, budget: Budget) -> _Decoded:
        if decoding not in self._decoded:
            extents = Extents(self.source, decoding.ranges, budget)
            self._decoded[decoding] = self._decode(decoding, extents)
        return self._decoded[decoding]

    def _decode(self, decoding: _Decoding, extents: Extents) -> _Decoded:
        kind, setup = decoding.kind, decoding.setup
        if kind in DERIVED:
            return _Decoded(b"", derived.cut(kind, extents, decoding.inputs))
        if setup is None:
            return _Decoded(b"", _jpeg(extents))
        if kind == b"hvc1":
            if setup not in self._hevc:
                self._hevc[setup] = hevc.configuration(self.source, setup)
            found = self._hevc[setup]
            cutting = hevc.cut(extents, found.length_size, "hvc1 picture")
            return _Decoded(found.box, cutting, found.dropped)
        if kind == b"av01":
            configuration = av1.configuration(self.source, setup)
            return _Decoded(configuration, av1.Pictures("av01 picture").cut(extents))
        layout = uncompressed.configuration(self.source, setup)
        return _Decoded(layout.box, uncompressed.cut(extents, layout, decoding.size))


def _picture(source: Source, meta: Meta, item: Item, cleaner: _Cleaner, budget: Budget) -> Picture:
    """One item."""
    of_item = meta.properties.of(item.number)
    boxes = [box for box, _ in of_item]
    ispe = single(boxes, b"ispe")
    size = appearance.spatial_extents(Fields(source, ispe)) if ispe else (0, 0)
    setup = single(boxes, _CONFIGURATIONS.get(item.kind, b""))
    if item.kind in _CONFIGURATIONS and setup is None:
        raise DamagedError("damaged", offset=item.entry.start, part="decoder configuration")
    inputs = len(meta.referred(b"dimg", item.number)) if item.kind in DERIVED else 0
    decoding = _Decoding(item.kind, setup, meta.resolver.ranges(item.number), size, inputs)
    if item.kind == b"jpeg" and any(box.kind == b"jpgC" for box in boxes):
        raise UnsupportedError("unsupported", part="jpgC")
    decoded = cleaner.decoded(decoding, budget)
    kept: list[tuple[bytes, bool]] = []
    used: list[Box] = []
    for box, essential in of_item:
        if box == setup:
            new: bytes | None = decoded.configuration
        else:
            new = _property(cleaner, item, box, decoded.cutting)
        if new is not None:
            kept.append((new, essential))
            used.append(box)
        elif essential and not _is_understood(box):
            raise UnsupportedError("unsupported", part=box.name)
    return Picture(item, kept, used, size, decoded.cutting, decoded.dropped)


def _property(cleaner: _Cleaner, item: Item, box: Box, cutting: Cutting) -> bytes | None:
    """A property as it stays; `None` where it goes."""
    if appearance.is_known(box.kind):
        return cleaner.cleaned(box)
    if box.kind == b"cmpd" and item.kind == b"unci":
        return uncompressed.components(cleaner.source, box)
    if box.kind == b"a1lx" and item.kind == b"av01":
        return _layer_sizes(cleaner.source, box, cutting)
    return None


def _is_understood(box: Box) -> bool:
    """Whether a property may go though a reader has to understand it: we do."""
    return appearance.is_known(box.kind) or box.kind in {*_CONFIGURATIONS.values(), b"a1lx"}


def _jpeg(extents: Extents) -> Cutting:
    """A JPEG inside (ISO 23008-12, annex H), cleaned as one of its own."""
    cutting = Cutting(extents, "jpeg picture")
    clean = clean_embedded(extents.read(0, extents.size))
    cutting.rewrite(0, extents.size, clean)
    return cutting


def _layer_sizes(source: Source, box: Box, cutting: Cutting) -> bytes | None:
    """Where the layers of a picture end (AV1 Image File Format 1.1, 2.3.2.3): a hint.

    It goes where it is no longer true, and where it never was.
    """
    fields = Fields(source, box)
    large = fields.number(1) & 1
    width = 4 if large else 2
    sizes = [fields.number(width) for _ in range(3)]
    if cutting.changed or sum(sizes) >= cutting.size:
        return None
    return made(b"a1lx", bytes((large,)), *(size.to_bytes(width, "big") for size in sizes))
