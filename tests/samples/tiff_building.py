"""TIFF files put together by hand (TIFF 6.0, section 2; the BigTIFF design), part by part."""

from __future__ import annotations

import io
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from PIL import Image

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

BYTE, ASCII, SHORT, LONG, RATIONAL, UNDEFINED, FLOAT, DOUBLE, IFD, LONG8 = (
    1, 2, 3, 4, 5, 7, 11, 12, 13, 16,
)  # fmt: skip

_LETTERS: Final = {BYTE: "B", SHORT: "H", LONG: "I", IFD: "I", FLOAT: "f", DOUBLE: "d", LONG8: "Q"}
_SIZES: Final = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 7: 1, 11: 4, 12: 8, 13: 4, 16: 8}

Values: TypeAlias = "bytes | int | Sequence[int] | Sequence[float]"
Entries: TypeAlias = "dict[int, tuple[int, Values]]"

NONE, RLE, GROUP_3, GROUP_4, LZW, JPEG, DEFLATE, PACKBITS = 1, 2, 3, 4, 5, 7, 8, 32773


class File:
    """A TIFF file on its way: what is put stands in the order in which it is put.

    Args:
        order: ``"<"`` or ``">"``.
        big: Whether it is BigTIFF.
    """

    def __init__(self, order: str = "<", *, big: bool = False) -> None:
        self.order = order
        self.big = big
        mark = b"II" if order == "<" else b"MM"
        head = struct.pack(order + "HHHQ", 43, 8, 0, 0) if big else struct.pack(order + "HI", 42, 0)
        self.content = bytearray(mark + head)
        self._link = 8 if big else 4

    def put(self, *parts: bytes) -> list[int]:
        """Put parts at even offsets. Gives these."""
        offsets = []
        for part in parts:
            self.content += bytes(len(self.content) % 2)
            offsets.append(len(self.content))
            self.content += part
        return offsets

    def directory(self, entries: Entries, link: bytes | None = None) -> int:
        """Put the values of a directory, then the directory. Gives its offset.

        Args:
            entries: Type and values by tag. Bytes are taken as they are.
            link: The offset of the next directory, packed; zeros where there is none.
        """
        inline = 8 if self.big else 4
        packed = []
        for tag, (kind, values) in sorted(entries.items()):
            content = self.packed(kind, values)
            head = struct.pack(
                self.order + ("HHQ" if self.big else "HHI"),
                tag,
                kind,
                len(content) // _SIZES.get(kind, 1),
            )
            if len(content) > inline:
                content = self.offset(*self.put(content))
            packed.append(head + content.ljust(inline, b"\0"))
        count = struct.pack(self.order + ("Q" if self.big else "H"), len(entries))
        (start,) = self.put(count + b"".join(packed) + (link or bytes(inline)))
        return start

    def page(self, entries: Entries) -> int:
        """Put a directory at the end of the chain."""
        start = self.directory(entries)
        self.content[self._link : self._link + (8 if self.big else 4)] = self.offset(start)
        self._link = len(self.content) - (8 if self.big else 4)
        return start

    def packed(self, kind: int, values: Values) -> bytes:
        """Values as their type writes them."""
        if isinstance(values, bytes):
            return values
        several = [values] if isinstance(values, int) else list(values)
        if kind == RATIONAL:
            return struct.pack(f"{self.order}{len(several)}I", *several)
        return struct.pack(f"{self.order}{len(several)}{_LETTERS[kind]}", *several)

    def offset(self, start: int) -> bytes:
        """An offset as this file writes it."""
        return struct.pack(self.order + ("Q" if self.big else "I"), start)


@dataclass(frozen=True)
class Coded:
    """A picture as its strips.

    Attributes:
        strips: In order.
        entries: The tags that describe them, but for their places.
    """

    strips: tuple[bytes, ...]
    entries: Entries

    def placed(self, file: File, *, before: bytes = b"", after: bytes = b"") -> Entries:
        """Put the strips into a file.

        Args:
            file: The file.
            before: Bytes to put before each, which nothing points to.
            after: Bytes behind each, which its byte count includes.

        Returns:
            All the tags that describe them.
        """
        offsets, sizes = [], []
        for strip in self.strips:
            if before:
                file.put(before)
            offsets += file.put(strip + after)
            sizes.append(len(strip + after))
        tiled = 322 in self.entries
        return self.entries | {
            324 if tiled else 273: (LONG, offsets),
            325 if tiled else 279: (LONG, sizes),
        }


def drawn(mode: str, size: tuple[int, int] = (40, 24)) -> Image.Image:
    """A picture of which no two rows or columns are alike."""
    width, height = size
    grey = Image.frombytes(
        "L",
        size,
        bytes((x * 5 + y * 11 + x * y // 3) % 251 for y in range(height) for x in range(width)),
    )
    if mode in {"L", "1", "I;16"}:
        return grey.convert("I").convert("I;16") if mode == "I;16" else grey.convert(mode)
    if mode == "P":
        return grey.convert("RGB").quantize(16)
    bands = [grey, grey.rotate(180), grey.transpose(Image.Transpose.FLIP_LEFT_RIGHT), grey]
    count = len(Image.new(mode, (1, 1)).getbands())
    return Image.merge(mode, bands[:count])


def coded(picture: Image.Image, compression: str = "raw", **options: Any) -> Coded:
    """A picture as Pillow's libtiff codes it."""
    output = io.BytesIO()
    picture.save(output, "TIFF", compression=compression, **options)
    content = output.getvalue()
    with Image.open(io.BytesIO(content)) as opened:
        read = dict(opened.tag_v2)  # type: ignore[attr-defined]
        kinds = dict(opened.tag_v2.tagtype)  # type: ignore[attr-defined]
    strips = tuple(
        content[start : start + size] for start, size in zip(read[273], read[279], strict=True)
    )
    needed = {256, 257, 258, 259, 262, 277, 278, 284, 292, 317, 320, 338, 339, 347, 530}
    entries: Entries = {tag: (kinds[tag], read[tag]) for tag in needed if tag in read}
    return Coded(strips, entries)


def uncompressed(picture: Image.Image, rows: int = 8) -> Coded:
    """A picture as it stands in memory, in strips of so many rows."""
    content = picture.tobytes()
    row = len(content) // picture.height
    bands = len(picture.getbands())
    strips = tuple(content[at : at + rows * row] for at in range(0, len(content), rows * row))
    bits = 16 if picture.mode == "I;16" else 1 if picture.mode == "1" else 8
    photometric = {"RGB": 2, "RGBA": 2, "P": 3, "CMYK": 5, "YCbCr": 6, "LAB": 8}
    return Coded(
        strips,
        {
            256: (SHORT, picture.width),
            257: (SHORT, picture.height),
            258: (SHORT, [bits] * bands),
            259: (SHORT, NONE),
            262: (SHORT, photometric.get(picture.mode, 1)),
            277: (SHORT, bands),
            278: (SHORT, rows),
        },
    )


def tiles(picture: Image.Image, side: int, fill: bytes) -> tuple[bytes, ...]:
    """The tiles of a picture, what is outside of it filled by repeating some bytes."""
    found = []
    depth = len(picture.getbands())
    for top in range(0, picture.height, side):
        for left in range(0, picture.width, side):
            box = (left, top, min(left + side, picture.width), min(top + side, picture.height))
            part = picture.crop(box)
            content = part.tobytes()
            row = part.width * depth
            rows = [content[at : at + row] for at in range(0, len(content), row)]
            spare = _repeated(fill, (side - part.width) * depth)
            below = [_repeated(fill, side * depth)] * (side - part.height)
            found.append(b"".join([each + spare for each in rows] + below))
    return tuple(found)


def tiled(picture: Image.Image, side: int, parts: Iterable[bytes], compression: int) -> Coded:
    """A picture of one or more bands of eight bits as its tiles."""
    entries = uncompressed(picture).entries
    del entries[278]
    return Coded(
        tuple(parts),
        entries | {259: (SHORT, compression), 322: (SHORT, side), 323: (SHORT, side)},
    )


def _repeated(fill: bytes, size: int) -> bytes:
    return (fill * (size // len(fill) + 1))[:size]


def built(
    pixels: Coded, *, order: str = "<", big: bool = False, **more: tuple[int, Values]
) -> bytes:
    """A file of one page; tags to add or replace are given as ``t<number>``."""
    file = File(order, big=big)
    entries = pixels.placed(file)
    file.page(entries | {int(name[1:]): value for name, value in more.items()})
    return bytes(file.content)


def tags_of(content: bytes, page: int = 0) -> dict[int, object]:
    """The tags of a page, as Pillow reads them."""
    with Image.open(io.BytesIO(content)) as picture:
        picture.seek(page)
        return dict(picture.tag_v2)  # type: ignore[attr-defined]
