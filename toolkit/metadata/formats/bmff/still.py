"""The `meta` box of the clean copy: the primary picture and what it needs.

Source: ISO 14496-12:2022, 8.11; ISO 23008-12:2022, 6 and 9.3.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from toolkit.errors import DamagedError
from toolkit.metadata.formats.bmff.boxes import made, made_full
from toolkit.metadata.formats.bmff.layout import length
from toolkit.metadata.formats.bmff.pictures import Picture, pictures
from toolkit.metadata.formats.bmff.reach import DERIVED, needed_items, shown_item

if TYPE_CHECKING:
    from toolkit.metadata.formats.bmff.extents import Budget
    from toolkit.metadata.formats.bmff.items import Meta
    from toolkit.metadata.formats.bmff.layout import MediaData
    from toolkit.metadata.source import Source

PICTURE_HANDLER: Final = made_full(b"hdlr", 0, 0, bytes(4), b"pict", bytes(12), b"\0")


@dataclass(frozen=True, slots=True)
class Still:
    """The primary picture of the clean copy.

    Attributes:
        meta: The `meta` box it is made from.
        pictures: The items that stay, in the file's order.
        primary: The one that is shown.
        alphas: The numbers, in the original, of those that are transparency.
    """

    meta: Meta
    pictures: list[Picture]
    primary: Picture
    alphas: set[int]


def still(source: Source, meta: Meta, budget: Budget) -> Still:
    """Find out what stays of a `meta` box.

    Raises:
        DamagedError: It contradicts itself.
        UnsupportedError: Something in it has no clean copy that can be proven.
        LimitError: It is too large or nested too deep.
    """
    shown = shown_item(meta)
    items, alphas = needed_items(source, meta, shown)
    kept = pictures(source, meta, items, budget)
    primary = next(p for p in kept if p.item.number == shown.number)
    if primary.size == (0, 0):
        raise DamagedError("damaged", offset=shown.entry.start, part="ispe")
    return Still(meta, kept, primary, alphas)


class Layout:
    """The clean `meta` box, whose length is known before the offsets in it.

    Args:
        source: The file.
        plan: What stays.
        media: Where the coded pictures go.
    """

    def __init__(self, source: Source, plan: Still, media: MediaData) -> None:
        self._plan = plan
        self._numbers = {p.item.number: n for n, p in enumerate(plan.pictures, start=1)}
        self._idat = bytearray()
        # Where each picture stands: in `idat` or not, where in it, and how long it is.
        self._placed: list[tuple[bool, int, int]] = []
        for picture in plan.pictures:
            size = length(picture.pieces)
            if picture.item.kind in DERIVED:
                self._placed.append((True, len(self._idat), size))
                for piece in picture.pieces:
                    self._idat += (
                        piece if isinstance(piece, bytes) else source.read(piece.start, piece.stop)
                    )
            else:
                self._placed.append((False, media.place(picture.pieces), size))

    def box(self, base: int, *, wide: bool) -> bytes:
        """The box.

        Args:
            base: Where in the copy the content of `mdat` begins.
            wide: Whether offsets need 64 bits.
        """
        parts = [
            PICTURE_HANDLER,
            made_full(b"pitm", 0, 0, self._number(self._plan.primary.item.number)),
            self._iloc(base, wide=wide),
            self._iinf(),
            self._iref(),
            self._iprp(),
            made(b"idat", bytes(self._idat)) if self._idat else b"",
        ]
        return made_full(b"meta", 0, 0, *parts)

    def _number(self, original: int) -> bytes:
        return struct.pack(">H", self._numbers[original])

    def _iloc(self, base: int, *, wide: bool) -> bytes:
        """Item locations: version 1 where some are in `idat`, version 0 else."""
        version = 1 if self._idat else 0
        number = ">Q" if wide else ">I"
        entries = []
        for picture, (in_idat, offset, size) in zip(self._plan.pictures, self._placed, strict=True):
            # An item without bytes (`iden`) has no location.
            if size == 0:
                continue
            entry = [self._number(picture.item.number)]
            if version:
                entry.append(struct.pack(">H", in_idat))
            entry.append(struct.pack(">HH", 0, 1))
            entry.append(struct.pack(number, offset if in_idat else base + offset))
            entry.append(struct.pack(number, size))
            entries.append(b"".join(entry))
        sizes = 0x8800 if wide else 0x4400
        return made_full(b"iloc", version, 0, struct.pack(">HH", sizes, len(entries)), *entries)

    def _iinf(self) -> bytes:
        entries = [
            made_full(
                b"infe",
                2,
                int(picture.item.hidden),
                self._number(picture.item.number),
                bytes(2),
                picture.item.kind,
                b"\0",
            )
            for picture in self._plan.pictures
        ]
        return made_full(b"iinf", 0, 0, struct.pack(">H", len(entries)), *entries)

    def _iref(self) -> bytes:
        """References between the items that stay."""
        references = []
        for kind in (b"dimg", b"auxl", b"prem"):
            for picture in self._plan.pictures:
                if kind == b"dimg" and picture.item.kind not in DERIVED:
                    continue
                if kind == b"auxl" and picture.item.number not in self._plan.alphas:
                    continue
                to = [
                    self._number(number)
                    for number in self._plan.meta.referred(kind, picture.item.number)
                    if number in self._numbers
                ]
                if to:
                    head = self._number(picture.item.number) + struct.pack(">H", len(to))
                    references.append(made(kind, head, *to))
        return made_full(b"iref", 0, 0, *references) if references else b""

    def _iprp(self) -> bytes:
        """Properties, each once, and which items have them."""
        indices: dict[bytes, int] = {}
        for picture in self._plan.pictures:
            for box, _ in picture.properties:
                indices.setdefault(box, len(indices) + 1)
        wide = len(indices) > 0x7F
        entries = []
        for picture in self._plan.pictures:
            entry = [self._number(picture.item.number), bytes((len(picture.properties),))]
            for box, essential in picture.properties:
                index = indices[box] | (essential << (15 if wide else 7))
                entry.append(struct.pack(">H" if wide else ">B", index))
            entries.append(b"".join(entry))
        count = struct.pack(">I", len(entries))
        return made(
            b"iprp",
            made(b"ipco", *indices),
            made_full(b"ipma", 0, int(wide), count, *entries),
        )
