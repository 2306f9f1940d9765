"""The headers of a BMP file (Microsoft, Bitmap Header Types; IBM, BITMAPINFOHEADER2)."""

from __future__ import annotations

import struct
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, TypeAlias

from toolkit.errors import DamagedError, LimitError, UnsupportedError
from toolkit.metadata import limits

if TYPE_CHECKING:
    from toolkit.metadata.source import Source

FILE_HEADER_BYTES: Final = 14

_CORE: Final = 12
_OS2_SHORT: Final = 16
_INFO: Final = 40
_OS2: Final = 64
_V4: Final = 108
_V5: Final = 124
_SIZES: Final = (_CORE, _OS2_SHORT, _INFO, 52, 56, _OS2, _V4, _V5)

RGB: Final = 0
RLE8: Final = 1
RLE4: Final = 2
BITFIELDS: Final = 3
JPEG: Final = 4
PNG: Final = 5
ALPHABITFIELDS: Final = 6

# Bits of a pixel that go with each compression.
_DEPTHS: Final = {
    RGB: (1, 2, 4, 8, 16, 24, 32),
    RLE8: (8,),
    RLE4: (4,),
    BITFIELDS: (16, 24, 32),
    JPEG: (0,),
    PNG: (0,),
    ALPHABITFIELDS: (16, 32),
}

# Masks that say what is so without them: 5 bits or 8 bits for each colour, the rest alpha.
_USUAL_MASKS: Final = (
    (0x7C00, 0x03E0, 0x001F, 0),
    (0x7C00, 0x03E0, 0x001F, 0x8000),
    (0xFF0000, 0xFF00, 0xFF, 0),
    (0xFF0000, 0xFF00, 0xFF, 0xFF000000),
)


@dataclass(frozen=True, slots=True)
class Header:
    """What the headers say, all values possible ones.

    Attributes:
        size: Bytes of the bitmap header, which tells its version.
        width: Pixels across.
        height: Pixels down.
        is_top_down: Whether the first row is the upper one.
        depth: Bits in a pixel; 0 where the pixels are a JPEG or PNG stream.
        compression: By the standard's own number.
        masks: Which bits of a pixel are red, green, blue, alpha.
        entries: Colours in the palette.
        entry_bytes: Bytes of each.
        pixels: Offset of the pixels.
        image_bytes: How many bytes of pixels the header promises; 0 where it need not say.
    """

    size: int
    width: int
    height: int
    is_top_down: bool
    depth: int
    compression: int
    masks: tuple[int, int, int, int]
    entries: int
    entry_bytes: int
    pixels: int
    image_bytes: int

    @property
    def mask_bytes(self) -> int:
        """Bytes of the masks that follow the header, where it has no room for them."""
        if self.size != _INFO:
            return 0
        return {BITFIELDS: 12, ALPHABITFIELDS: 16}.get(self.compression, 0)

    @property
    def palette(self) -> int:
        """Offset of the palette."""
        return FILE_HEADER_BYTES + self.size + self.mask_bytes

    @property
    def row_bytes(self) -> int:
        """Bytes that hold the pixels of a row."""
        return (self.width * self.depth + 7) // 8

    @property
    def stride(self) -> int:
        """Bytes from one row to the next, a multiple of four."""
        return (self.width * self.depth + 31) // 32 * 4

    @property
    def has_colour_space(self) -> bool:
        """Whether it has room for a colour space."""
        return self.size >= _V4

    def write(self, image_bytes: int, colour: bytes, profile_bytes: int) -> bytes:
        """Both headers, with the masks that follow, and nothing that is not shown.

        Args:
            image_bytes: Bytes of pixels.
            colour: The fields of the colour space, as `colour.ColourSpace` writes them.
            profile_bytes: Bytes of the colour profile, which stands after the pixels.
        """
        pixels = self.palette + self.entries * self.entry_bytes
        bitmap = self._bitmap(image_bytes)
        if self.size >= _V4:
            bitmap += colour
        if self.size == _V5:
            after = pixels - FILE_HEADER_BYTES + image_bytes if profile_bytes else 0
            bitmap += struct.pack("<III", after, profile_bytes, 0)
        bitmap += struct.pack("<4I", *self.masks)[: self.mask_bytes]
        size = pixels + image_bytes + profile_bytes
        return b"BM" + struct.pack("<III", size, 0, pixels) + bitmap

    def _bitmap(self, image_bytes: int) -> bytes:
        if self.size == _CORE:
            return struct.pack("<IHHHH", self.size, self.width, self.height, 1, self.depth)
        rows = -self.height if self.is_top_down else self.height
        start = struct.pack("<IiiHH", self.size, self.width, rows, 1, self.depth)
        if self.size == _OS2_SHORT:
            return start
        all_entries = 1 << self.depth if self.depth <= 8 else 0
        used = 0 if self.entries == all_entries else self.entries
        # Pixels per metre, twice, say how large it was scanned or printed; none is needed.
        start += struct.pack("<6I", self.compression, image_bytes, 0, 0, used, 0)
        if self.size == _OS2:
            return start.ljust(_OS2, b"\0")
        return start + struct.pack("<4I", *self.masks)[: min(self.size - _INFO, 16)]


def recognises(head: bytes) -> bool:
    """Whether a file that begins so is a BMP: two letters alone could be any text."""
    return head.startswith(b"BM") and int.from_bytes(head[14:18], "little") in _SIZES


def read_header(source: Source) -> Header:
    """Read both headers.

    Raises:
        DamagedError: They contradict themselves.
        UnsupportedError: They announce a way of packing pixels that no viewer of today knows.
        LimitError: The picture is larger than `limits.PICTURE_PIXELS`.
    """
    if not recognises(source.read(0, 18)):
        raise DamagedError("damaged", offset=0, part="BMP")
    (pixels,) = struct.unpack("<I", source.read(10, 14))
    (size,) = struct.unpack("<I", source.read(14, 18))
    content = source.read(18, FILE_HEADER_BYTES + size)
    if size == _CORE:
        width, height, _, depth = struct.unpack("<4H", content)
    else:
        width, height, _, depth = struct.unpack("<iiHH", content[:12])
    compression = image_bytes = used = 0
    if size >= _INFO:
        compression, image_bytes, _, _, used, _ = struct.unpack("<6I", content[12:36])
    _require_possible(size, depth, compression)
    if width <= 0 or not height or height == -(1 << 31):
        raise DamagedError("damaged", offset=18, part="BMP")
    if width * abs(height) > limits.PICTURE_PIXELS or width > limits.PICTURE_SIDE:
        raise LimitError("too-many-pixels", limit=limits.PICTURE_PIXELS)
    all_entries = 1 << depth if 1 <= depth <= 8 else 0
    entries = min(used, all_entries) or all_entries
    entry_bytes = 3 if size == _CORE else 4
    masks = _read_masks(source, size, depth, compression)
    header = Header(
        size, width, abs(height), height < 0, depth, compression, masks, entries, entry_bytes,
        0, image_bytes,
    )  # fmt: skip
    behind = header.palette + entries * entry_bytes
    # Pillow and others mend an offset of nothing, and one that forgets the palette.
    if not pixels or (entries and pixels == FILE_HEADER_BYTES + size):
        pixels = behind
    if pixels < header.palette:
        raise DamagedError("damaged", offset=10, part="BMP")
    return replace(header, pixels=pixels)


def _require_possible(size: int, depth: int, compression: int) -> None:
    # In OS/2 the numbers 3 and 4 are Huffman and 24-bit run lengths.
    most = RLE4 if size == _OS2 else ALPHABITFIELDS
    if compression > most:
        raise UnsupportedError("unsupported", part=f"BMP compression {compression}")
    if depth not in _DEPTHS[compression]:
        raise UnsupportedError("unsupported", part=f"BMP depth {depth}")


def _read_masks(source: Source, size: int, depth: int, compression: int) -> _Masks:
    """The masks, where they count: what stands in their place elsewhere is not looked at."""
    room = min(max(size - _INFO, 0), 16) if size != _OS2 else 0
    if compression in {BITFIELDS, ALPHABITFIELDS} and not room:
        room = 12 if compression == BITFIELDS else 16
    stored = source.read(FILE_HEADER_BYTES + _INFO, FILE_HEADER_BYTES + _INFO + room)
    red, green, blue, alpha = struct.unpack("<4I", stored.ljust(16, b"\0"))
    masks = (red, green, blue, alpha)
    if compression not in {BITFIELDS, ALPHABITFIELDS}:
        return masks if masks in _USUAL_MASKS else (0, 0, 0, 0)
    taken = 0
    for mask in masks:
        lowest = mask & -mask
        if mask >> depth or mask & taken or (mask + lowest) & mask:
            raise UnsupportedError("unsupported", part="BMP masks")
        taken |= mask
    return masks


_Masks: TypeAlias = tuple[int, int, int, int]
